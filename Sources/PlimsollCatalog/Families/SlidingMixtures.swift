import PlimsollEngine
import PlimsollJSON

/// Mixtures of experts of 2025 and later whose layers differ in their attention.
extension ModelFamily {
    /// Laguna: query heads by layer, a gate on attention's output, the first layer dense.
    static let laguna = ModelFamily(
        modelTypes: ["laguna"],
        name: "laguna",
        source: "huggingface/transformers: models/laguna/modeling_laguna.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 100352,
                    hidden: 2048,
                    width: 8192,
                    layers: 40,
                    heads: 48,
                    keyValueHeads: 8,
                    headDimension: 128,
                    context: 131072
                )
            )
            try decoder.readBiases(config)
            decoder.queryKeyNorm = .perHead
            var experts = try config.experts(
                ExpertKeys(count: ["num_experts"], defaults: (256, 8, 512))
            )
            experts.sharedWidth = try config.int("shared_expert_intermediate_size", default: 512)
            // The correction of scores for load is a parameter here, a buffer elsewhere.
            experts.hasRouterBias = true
            try decoder.mixByLayer(experts, config, firstSparse: 1)
            try decoder.slide(
                config,
                window: config.window(default: 512),
                where: { _ in false }
            )

            let gating = config.raw("gating")
            let gatesHeads = gating == nil || gating?.bool == true || gating?.string == "per-head"
            let heads =
                try config.numbers("num_attention_heads_per_layer", layers: decoder.layerCount)
                ?? Array(repeating: decoder.queryHeads, count: decoder.layerCount)
            var layers = LayerStack()
            for (index, count) in heads.enumerated() {
                guard count > 0, count % decoder.keyValueHeads == 0 else {
                    throw .invalid(
                        value: config.raw("num_attention_heads_per_layer") ?? config.value,
                        detail: "\(decoder.keyValueHeads) key/value heads do not divide "
                            + "\(count) query heads"
                    )
                }
                decoder.queryHeads = count
                var gate = decoder.outputGate("g_proj")
                if gatesHeads { gate.rows = count }
                decoder.attentionExtras = [gate]
                layers.append(decoder.layer(index))
            }
            return decoder.shape(layers: layers)
        }
    )

    /// Kolibri: four norms a layer, experts in every layer, four of five layers slide.
    static let kolibri = ModelFamily(
        modelTypes: ["kolibri1"],
        name: "kolibri1",
        source: "huggingface/transformers: models/kolibri1/modeling_kolibri1.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 128000,
                    hidden: 2560,
                    width: 0,
                    layers: 50,
                    heads: 48,
                    keyValueHeads: 4,
                    headDimension: 128,
                    context: 262144
                )
            )
            decoder.queryKeyNorm = .perHead
            decoder.normsPerLayer = 4
            var experts = try config.experts(
                ExpertKeys(
                    count: ["num_experts", "num_local_experts"],
                    defaults: (384, 6, 512)
                )
            )
            experts.sharedWidth = try config.int("shared_expert_intermediate_size", default: 512)
            decoder.mixAll(experts)
            try decoder.slide(
                config,
                window: config.window(default: 513),
                where: { ($0 + 1) % 5 != 0 }
            )
            return decoder.shape
        }
    )

    /// The text model of Aria: Llama with experts and shared ones in every layer.
    static let ariaText = ModelFamily(
        modelTypes: ["aria_text"],
        name: "aria_text",
        source: "huggingface/transformers: models/aria/modeling_aria.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder.llama(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: 4096,
                    width: 4096,
                    layers: 32,
                    heads: 32,
                    context: 2048
                )
            )
            var experts = try config.experts(
                ExpertKeys(
                    count: ["moe_num_experts"],
                    perToken: ["moe_topk"],
                    width: ["intermediate_size"],
                    defaults: (8, 2, 4096)
                )
            )
            experts.sharedWidth =
                try config.int("moe_num_shared_experts", default: 2) * experts.width
            experts.hasSharedBias = decoder.feedForwardBias
            experts.routerName = "router"
            decoder.mixAll(experts)
            return decoder.shape
        }
    )

    /// Flint: sinks, a few layers look at everything, the first two are dense.
    static let flint = ModelFamily(
        modelTypes: ["flint"],
        name: "flint",
        source: "huggingface/transformers: models/flint/modeling_flint.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 150144,
                    hidden: 2048,
                    width: 6144,
                    layers: 49,
                    heads: 32,
                    keyValueHeads: 4,
                    headDimension: 128,
                    context: 262144
                )
            )
            try decoder.readBiases(config)
            decoder.queryKeyNorm = .perHead
            decoder.hasSinks = true
            let sharedWidth = try config.int("shared_expert_intermediate_size", default: 1024)
            try decoder.mixSparseSteps(
                config,
                experts: 256,
                perToken: 6,
                width: 512,
                dense: [0, 1]
            ) {
                $0.sharedWidth = sharedWidth
            }
            let last = decoder.layerCount - 1
            try decoder.slide(
                config,
                window: config.window(default: 513),
                where: { $0 >= 2 && $0 % 4 != 1 && $0 != last }
            )
            return decoder.shape
        }
    )

    /// MiMo-V2-Flash: sliding layers have twice the key/value heads and sinks; keys are wider
    /// than values; the first layer is dense.
    static let miMoV2Flash = ModelFamily(
        modelTypes: ["mimo_v2_flash"],
        name: "mimo_v2_flash",
        source: "huggingface/transformers: models/mimo_v2_flash/modeling_mimo_v2_flash.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 152576,
                    hidden: 4096,
                    width: 16384,
                    layers: 48,
                    heads: 64,
                    keyValueHeads: 4,
                    headDimension: 192,
                    context: 131072
                )
            )
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.valueHeadDimension = try config.size("v_head_dim", default: 128)
            var experts = try config.experts(
                ExpertKeys(
                    count: ["n_routed_experts", "num_local_experts"],
                    defaults: (256, 8, 2048)
                )
            )
            experts.sharedWidth =
                try config.int("n_shared_experts", default: 0) * experts.width
            try decoder.mixByLayer(experts, config, firstSparse: 1)
            var window = try config.window(default: 129)
            if let before = try config.int("sliding_window_size") { window = before + 1 }
            try decoder.slide(
                config,
                window: window,
                where: { $0 != 0 && ($0 + 1) % 6 != 0 }
            )
            return decoder.shape(layers: decoder.miMoLayers)
        }
    )
}

extension StandardDecoder {
    /// Layers of two kinds of attention, by whether they slide.
    fileprivate var miMoLayers: LayerStack {
        var sliding = self
        sliding.keyValueHeads *= 2
        sliding.hasSinks = true
        var layers = LayerStack()
        for index in 0..<layerCount {
            layers.append(span(index) == .full ? layer(index) : sliding.layer(index))
        }
        return layers
    }
}
