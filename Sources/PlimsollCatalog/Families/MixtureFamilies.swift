import PlimsollEngine

extension ModelFamily {
    /// gpt-oss: biases everywhere, sinks, every other layer slides over 128 tokens.
    static let gptOSS = ModelFamily(
        modelTypes: ["gpt_oss"],
        name: "gpt_oss",
        source: "huggingface/transformers: models/gpt_oss/modeling_gpt_oss.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 201088,
                    hidden: 2880,
                    width: 2880,
                    layers: 36,
                    heads: 64,
                    keyValueHeads: 8,
                    headDimension: 64,
                    context: 131072
                )
            )
            try decoder.readBiases(config, default: true)
            decoder.hasSinks = true
            var experts = try config.experts(
                ExpertKeys(
                    count: ["num_local_experts", "num_experts"],
                    perToken: ["num_experts_per_tok", "experts_per_token"],
                    width: ["intermediate_size"],
                    defaults: (128, 4, 2880)
                )
            )
            experts.hasBias = true
            experts.hasRouterBias = true
            experts.routerName = "router"
            experts.names = .gateUp
            decoder.mixAll(experts)
            try decoder.slide(
                config,
                window: config.window(default: 128),
                where: { $0 % 2 == 0 }
            )
            return decoder.shape
        }
    )

    /// MiniMax M2: experts in every layer, norms on all queries and keys together.
    static let miniMaxM2 = ModelFamily(
        modelTypes: ["minimax_m2"],
        name: "minimax_m2",
        source: "huggingface/transformers: models/minimax_m2/modeling_minimax_m2.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 200064,
                    hidden: 3072,
                    width: 1536,
                    layers: 62,
                    heads: 48,
                    keyValueHeads: 8,
                    headDimension: 128,
                    context: 196608
                )
            )
            decoder.queryKeyNorm = .full
            var experts = try config.experts(
                ExpertKeys(
                    count: ["num_local_experts", "num_experts"],
                    width: ["intermediate_size"],
                    defaults: (256, 8, 1536)
                )
            )
            experts.names = .numberedGate
            decoder.mixAll(experts)
            return decoder.shape
        }
    )

    /// dots.llm1: Qwen 3's attention, the first layers dense, then experts with shared ones.
    static let dots1 = ModelFamily(
        modelTypes: ["dots1"],
        name: "dots1",
        source: "huggingface/transformers: models/dots1/modeling_dots1.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 152064,
                    hidden: 4608,
                    width: 10944,
                    layers: 62,
                    heads: 32,
                    keyValueHeads: 32,
                    context: 2048
                )
            )
            try decoder.readBiases(config)
            decoder.queryKeyNorm = .perHead
            let firstSparse = try config.int("first_k_dense_replace", default: 0)
            if firstSparse < decoder.layerCount {
                // The class names no number of experts that a token uses: all where none is given.
                let expertsChosen = try config.int("n_routed_experts")
                var experts = try config.experts(
                    ExpertKeys(
                        count: ["n_routed_experts", "num_local_experts"],
                        defaults: (nil, expertsChosen, 1408)
                    )
                )
                experts.sharedWidth =
                    try config.int("n_shared_experts", default: 0) * experts.width
                decoder.mix(experts) { $0 >= firstSparse }
            }
            let window = try config.window(default: 4096)
            let fullLayers = try config.int("max_window_layers", default: 62)
            try decoder.slide(config, window: window, where: { $0 >= fullLayers })
            return decoder.shape
        }
    )

    /// Solar Open: experts with a shared one in every layer.
    static let solarOpen = ModelFamily(
        modelTypes: ["solar_open"],
        name: "solar_open",
        source: "huggingface/transformers: models/solar_open/modeling_solar_open.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 196608,
                    hidden: 4096,
                    width: 0,
                    layers: 48,
                    heads: 64,
                    keyValueHeads: 8,
                    headDimension: 128,
                    context: 131072
                )
            )
            decoder.inputBias = try config.bool("attention_bias", default: false)
            var experts = try config.experts(
                ExpertKeys(
                    count: ["n_routed_experts", "num_local_experts"],
                    defaults: (128, 8, 1280)
                )
            )
            experts.sharedWidth =
                try config.int("n_shared_experts", default: 1) * experts.width
            decoder.mixAll(experts)
            return decoder.shape
        }
    )

    /// Arcee Trinity: a gate on attention's output, four norms a layer, three of four layers
    /// slide, experts with shared ones after the first layers.
    static let afmoe = ModelFamily(
        modelTypes: ["afmoe"],
        name: "afmoe",
        source: "huggingface/transformers: models/afmoe/modeling_afmoe.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 200192,
                    hidden: 2048,
                    width: 6144,
                    layers: 32,
                    heads: 16,
                    headDimension: 128,
                    context: 16384
                )
            )
            try decoder.readBiases(config)
            decoder.queryKeyNorm = .perHead
            decoder.normsPerLayer = 4
            decoder.attentionExtras = [decoder.outputGate("gate_proj")]
            var experts = try config.experts(
                ExpertKeys(count: ["num_experts"], defaults: (64, 6, 1408))
            )
            experts.sharedWidth =
                try config.int("num_shared_experts", default: 2) * experts.width
            // The correction of scores for load is a parameter here, a buffer elsewhere.
            experts.hasRouterBias = true
            let firstSparse = try config.int("num_dense_layers", default: 1)
            decoder.mix(experts) { $0 >= firstSparse }
            let period = try config.size("global_attn_every_n_layers", default: 4)
            try decoder.slide(
                config,
                window: config.window(default: 1024),
                where: { ($0 + 1) % period != 0 }
            )
            return decoder.shape
        }
    )

    /// Mellum: Qwen 3's attention, experts where the configuration says so.
    static let mellum = ModelFamily(
        modelTypes: ["mellum"],
        name: "mellum",
        source: "huggingface/transformers: models/mellum/modeling_mellum.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 98304,
                    hidden: 2304,
                    width: 7168,
                    layers: 28,
                    heads: 32,
                    keyValueHeads: 4,
                    headDimension: 128,
                    context: 131072
                )
            )
            try decoder.readBiases(config)
            decoder.queryKeyNorm = .perHead
            let experts = try config.experts(
                ExpertKeys(
                    count: ["num_experts", "num_local_experts"],
                    defaults: (64, 8, 896)
                )
            )
            try decoder.mixByLayer(experts, config, firstSparse: 0)
            try decoder.slide(
                config,
                window: config.window(default: 1024),
                where: { _ in false }
            )
            return decoder.shape
        }
    )

    /// DBRX: nested configurations for attention and experts.
    static let dbrx = ModelFamily(
        modelTypes: ["dbrx"],
        name: "dbrx",
        source: "huggingface/transformers: models/dbrx/modeling_dbrx.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: 2048,
                    width: 0,
                    layers: 24,
                    heads: 16,
                    context: 2048
                ),
                keys: .mpt
            )
            let attention = try config.nested("attn_config")
            decoder.headDimension = decoder.hiddenSize / decoder.queryHeads
            decoder.keyValueHeads = try attention?.size("kv_n_heads", default: 1) ?? 1
            decoder.attentionNames = StandardDecoder.AttentionNames(
                fused: "Wqkv",
                output: "out_proj"
            )
            let network = try config.nested("ffn_config")
            var experts = try (network ?? config).experts(
                ExpertKeys(
                    count: ["moe_num_experts"],
                    perToken: ["moe_top_k"],
                    width: ["ffn_hidden_size"],
                    defaults: (4, 1, 3584)
                )
            )
            experts.names = StandardDecoder.FeedForwardNames(gate: "w1", up: "v1", down: "w2")
            experts.routerName = "layer"
            decoder.mixAll(experts)
            return decoder.shape
        }
    )
}

extension HuggingFaceConfig {
    /// Refuses key/value heads that do not divide the query heads.
    func checkGroups(_ decoder: StandardDecoder) throws(ModelConfigError) {
        guard decoder.queryHeads % decoder.keyValueHeads == 0 else {
            throw .invalid(
                value: value,
                detail: "\(decoder.keyValueHeads) key/value heads do not divide "
                    + "\(decoder.queryHeads) query heads"
            )
        }
    }
}

extension StandardDecoder {
    /// A gate for each element of attention's output.
    func outputGate(_ name: ModuleName) -> WeightTensor {
        WeightTensor(
            name,
            .attention,
            rows: queryHeads * headDimension,
            columns: hiddenSize,
            split: .rows(units: queryHeads)
        )
    }
}

extension DecoderKeys {
    /// The spelling of MPT and DBRX.
    static let mpt = DecoderKeys(
        hidden: ["d_model", "hidden_size"],
        width: [],
        layers: ["n_layers", "num_hidden_layers"],
        heads: ["n_heads", "num_attention_heads"],
        keyValueHeads: [],
        context: ["max_seq_len", "max_position_embeddings"]
    )
}
