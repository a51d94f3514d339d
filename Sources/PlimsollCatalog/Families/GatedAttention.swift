import PlimsollEngine
import PlimsollJSON

/// Decoders whose attention has a gate on its output, layer by layer.
extension ModelFamily {
    /// Beam: a gate with a bias a head, four norms, five of six layers and not the last slide.
    static let beam = ModelFamily(
        modelTypes: ["beam"],
        name: "beam",
        source: "huggingface/transformers: models/beam/modeling_beam.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 151936,
                    hidden: 5120,
                    width: 20480,
                    layers: 52,
                    heads: 48,
                    keyValueHeads: 8,
                    headDimension: 128,
                    context: 8192
                )
            )
            try decoder.readBiases(config)
            decoder.queryKeyNorm = .perHead
            decoder.normsPerLayer = 4
            decoder.attentionExtras = [
                decoder.outputGate("gate_proj"),
                .vector("gate_bias", .attention, count: decoder.queryHeads),
            ]
            let experts = try config.experts(
                ExpertKeys(count: ["num_experts"], defaults: (256, 8, 2560))
            )
            try decoder.mixByLayer(experts, config, firstSparse: 3)
            let last = decoder.layerCount - 1
            try decoder.slide(
                config,
                window: config.window(default: 512),
                where: { ($0 + 1) % 6 != 0 && $0 != last }
            )
            return decoder.shape
        }
    )

    /// The text model of Step 3.5: sliding layers may have more query heads, each head has a gate.
    static let step35 = ModelFamily(
        modelTypes: ["step3p5"],
        name: "step3p5",
        source: "huggingface/transformers: models/step3p7/modeling_step3p7.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 128815,
                    hidden: 4096,
                    width: 11264,
                    layers: 45,
                    heads: 64,
                    keyValueHeads: 8,
                    headDimension: 128,
                    context: 128000
                ),
                keys: DecoderKeys(keyValueHeads: ["num_key_value_heads", "num_attention_groups"])
            )
            let (sliding, isListed) = (
                try config.step35SlidingHeads(default: decoder.queryHeads),
                try config.step35SparseLayers(count: decoder.layerCount)
            )
            try decoder.readBiases(config)
            decoder.feedForwardBias = try config.bool("mlp_bias", default: false)
            decoder.queryKeyNorm = .perHead
            var experts = try config.experts(
                ExpertKeys(
                    count: ["n_routed_experts", "moe_num_experts", "num_local_experts"],
                    perToken: ["num_experts_per_tok", "moe_top_k"],
                    defaults: (288, 8, 1280)
                )
            )
            experts.sharedWidth =
                try config.int(anyOf: ["share_expert_dim", "share_expert_dims"]) ?? 1280
            experts.hasSharedBias = decoder.feedForwardBias
            decoder.mix(experts) { $0 < isListed.count && isListed[$0] }
            let spans = try config.step35Spans(layers: decoder.layerCount)
            decoder.span = { spans[$0] }

            let fullHeads = decoder.queryHeads
            var layers = LayerStack()
            for index in 0..<decoder.layerCount {
                decoder.queryHeads = spans[index] == .full ? fullHeads : sliding
                var gate = decoder.outputGate("g_proj")
                gate.rows = decoder.queryHeads
                decoder.attentionExtras = [gate]
                layers.append(decoder.layer(index))
            }
            return decoder.shape(layers: layers)
        }
    )

    /// HRM: two stacks that run several times for each token, each time with a cache of its own.
    static let hrmText = ModelFamily(
        modelTypes: ["hrm_text"],
        name: "hrm_text",
        source: "huggingface/transformers: models/hrm_text/modeling_hrm_text.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder.llama(
                config,
                ClassDefaults(
                    vocabulary: 151808,
                    hidden: 1536,
                    width: 4096,
                    layers: 16,
                    heads: 12,
                    headDimension: 128,
                    context: 2048
                )
            )
            decoder.keyValueHeads = decoder.queryHeads
            var gate = decoder.outputGate("gate_proj")
            if decoder.inputBias { gate.bias = gate.rows }
            decoder.attentionExtras = [gate]
            decoder.normsPerLayer = 0
            decoder.hasFinalNorm = false
            let perStack = try config.layers(
                "num_layers_per_stack",
                default: decoder.layerCount
            )
            let high = try config.int("H_cycles", default: 2, in: 1...64)
            let low = try config.int("L_cycles", default: 3, in: 1...64)

            // A further run of a layer is attention without tensors of its own.
            var repeated = decoder.attention(0)
            repeated.tensors = []
            var layers = LayerStack()
            for runs in [high * low, high] {
                var layer = decoder.layer(0)
                layer.mixers += Array(repeating: .attention(repeated), count: runs - 1)
                layers.append(layer, count: perStack)
            }
            var shape = decoder.shape(layers: layers)
            shape.embeddings.append(.vector("z_L_init", .other, count: decoder.hiddenSize))
            return shape
        }
    )

    /// ModernBERT as a decoder: no norm before the first attention, a transformed tied head.
    static let modernBertDecoder = ModelFamily(
        modelTypes: ["modernbert-decoder"],
        name: "modernbert-decoder",
        source:
            "huggingface/transformers: models/modernbert_decoder/modeling_modernbert_decoder.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder.llama(
                config,
                ClassDefaults(
                    vocabulary: 50368,
                    hidden: 768,
                    width: 1152,
                    layers: 22,
                    heads: 12,
                    context: 8192,
                    isHeadTied: true
                )
            )
            let hidden = decoder.hiddenSize
            decoder.keyValueHeads = decoder.queryHeads
            decoder.headDimension = hidden / decoder.queryHeads
            decoder.normBias = try config.bool("norm_bias", default: false)
            decoder.headBias = try config.bool("decoder_bias", default: true)
            decoder.attentionNames.output = "Wo"
            decoder.feedForwardNames = StandardDecoder.FeedForwardNames(fused: "Wi", down: "Wo")
            let period = try config.size("global_attn_every_n_layers", default: 3)
            try decoder.slide(
                config,
                window: config.int("local_attention", default: 128) / 2,
                where: { $0 % period != 0 }
            )
            var layers = LayerStack()
            for index in 0..<decoder.layerCount {
                decoder.normsPerLayer = index == 0 ? 1 : 2
                layers.append(decoder.layer(index))
            }
            var shape = decoder.shape(layers: layers)
            let hasBias = try config.bool("classifier_bias", default: false)
            shape.embeddings.append(.norms(width: hidden, count: 1, hasBias: decoder.normBias))
            shape.outputs += [
                WeightTensor(
                    "dense",
                    .languageModelHead,
                    rows: hidden,
                    columns: hidden,
                    bias: hasBias ? hidden : 0
                ),
                .vector(
                    .norm,
                    .languageModelHead,
                    count: decoder.normBias ? 2 * hidden : hidden
                ),
            ]
            return shape
        }
    )
}

extension HuggingFaceConfig {
    /// Query heads of sliding layers; older files nest them among other settings.
    fileprivate func step35SlidingHeads(default heads: Int) throws(ModelConfigError) -> Int {
        if has("num_sliding_attention_heads") { return try size("num_sliding_attention_heads") }
        let other = try nested("attention_other_setting")
        return try other?.size("num_attention_heads", default: heads) ?? heads
    }

    /// Spans; older files list further layers that predict tokens behind the model's own.
    fileprivate func step35Spans(layers: Int) throws(ModelConfigError) -> [AttentionSpan] {
        let window = try window()
        let kinds = try strings("layer_types")
        guard let kinds, kinds.count == layers + (try layersPredictingNext()) else {
            return try spans(layers: layers, window: window, slides: { _ in false })
        }
        return kinds.prefix(layers).map { $0 == "full_attention" ? .full : .init(window: window) }
    }

    /// Whether each layer has experts: by kind, by a text or list of indices, or from the fourth on.
    fileprivate func step35SparseLayers(count: Int) throws(ModelConfigError) -> [Bool] {
        if let kinds = try strings("mlp_layer_types") {
            guard kinds.count >= count else {
                throw .invalid(
                    value: raw("mlp_layer_types") ?? value,
                    detail: "mlp_layer_types names \(kinds.count) layers; the model has \(count)"
                )
            }
            return kinds.prefix(count).map { $0 == "sparse" }
        }
        guard let listed = raw("moe_layers_enum") else { return (0..<count).map { $0 >= 3 } }
        var sparse: Set<Int> = []
        if let text = listed.string {
            sparse = Set(text.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) })
        } else {
            sparse = Set(try ints("moe_layers_enum") ?? [])
        }
        return (0..<count).map(sparse.contains)
    }
}
