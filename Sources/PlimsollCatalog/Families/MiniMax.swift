import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// MiniMax-Text-01: lightning attention, softmax attention every few layers.
    static let miniMax = ModelFamily(
        modelTypes: ["minimax"],
        name: "minimax",
        source: "huggingface/transformers: models/minimax/modeling_minimax.py",
        read: { config throws(ModelConfigError) in
            let layers = try config.layers(default: 32)
            let types = try config.layerTypes(layers)?.map { $0 != "linear_attention" }
            return try lightningShape(
                config,
                isAttention: types ?? (0..<layers).map { $0.isMultiple(of: 2) }
            )
        }
    )

    /// MiniMax-Text-01 and M1 as first published, with numbers for the kinds of layer.
    static let miniMaxText01 = ModelFamily(
        modelTypes: ["minimax_text_01", "minimax_m1"],
        name: "minimax_text_01",
        source: "MiniMaxAI/MiniMax-Text-01: modeling_minimax_text_01.py",
        read: { config throws(ModelConfigError) in
            let layers = try config.layers()
            guard let types = try config.flagsPerLayer("attn_type_list", layers: layers) else {
                throw .missing(key: "attn_type_list", in: config.value.pointer)
            }
            return try lightningShape(config, isAttention: types)
        }
    )

    private static func lightningShape(
        _ config: HuggingFaceConfig,
        isAttention: [Bool]
    ) throws(ModelConfigError) -> ModelShape {
        let defaults: SizeDefaults = [
            "vocab_size": 32_000, "hidden_size": 4096, "intermediate_size": 14_336,
            "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8,
            "num_experts_per_tok": 2, "num_local_experts": 8,
            "max_position_embeddings": 131_072,
        ]
        let hiddenSize = try config.size("hidden_size", defaults)
        var heads = try HeadSizes(config, hiddenSize: hiddenSize, defaults)
        heads.inputBias = false
        heads.outputBias = false
        let attention = heads.mixer
        let lightning = lightningMixer(heads)
        let experts = try ExpertSizes(
            config,
            hiddenSize: hiddenSize,
            count: config.size("num_local_experts", defaults),
            perToken: config.size("num_experts_per_tok", defaults),
            width: config.size("intermediate_size", defaults)
        ).feedForward
        return HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: try config.size("vocab_size", defaults),
            maximumContext: try config.maximumContext("max_position_embeddings", defaults),
            isHeadTied: try config.bool("tie_word_embeddings", default: false),
            layers: isAttention.map { isAttention in
                Layer(
                    mixers: [isAttention ? attention : lightning],
                    feedForwards: [experts],
                    other: [.norms(width: hiddenSize, count: 2)]
                )
            }
        ).shape
    }

    /// Linear attention with a fixed decay for each head and a gate on its output.
    private static func lightningMixer(_ heads: HeadSizes) -> Mixer {
        let width = heads.queryHeads * heads.headDimension
        return .recurrent(
            RecurrentMixer(
                kind: .lightning,
                heads: heads.queryHeads,
                stateElements: width * heads.headDimension,
                convolutionElements: 0,
                tensors: [
                    WeightTensor(
                        "qkv_proj",
                        .attention,
                        rows: 3 * width,
                        columns: heads.hiddenSize,
                        split: .rows(units: heads.queryHeads)
                    ),
                    WeightTensor(
                        "out_proj",
                        .attention,
                        rows: heads.hiddenSize,
                        columns: width,
                        split: .columns(units: heads.queryHeads)
                    ),
                    WeightTensor(
                        "output_gate",
                        .attention,
                        rows: width,
                        columns: heads.hiddenSize,
                        split: .rows(units: heads.queryHeads)
                    ),
                    .norms(width: width, count: 1),
                ]
            )
        )
    }

    /// The text model of MiniMax-M3: attention to blocks that an indexer chooses.
    static let miniMaxM3Text = ModelFamily(
        modelTypes: ["minimax_m3_vl_text"],
        name: "minimax_m3_text",
        source: "huggingface/transformers: models/minimax_m3_vl/modeling_minimax_m3_vl.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 200_064, "hidden_size": 6144, "intermediate_size": 3072,
                "num_hidden_layers": 60, "num_attention_heads": 64, "num_key_value_heads": 4,
                "head_dim": 128, "num_experts_per_tok": 4, "num_local_experts": 128,
                "dense_intermediate_size": 12_288, "shared_intermediate_size": 3072,
                "max_position_embeddings": 524_288,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let layers = try config.layers(defaults)
            var heads = try HeadSizes(config, hiddenSize: hiddenSize, defaults)
            heads.inputBias = false
            heads.outputBias = false
            heads.hasHeadNorms = true
            let full = heads.mixer
            let sparse = try sparseMixer(config, heads)
            let isSparse = try sparseLayers(config, layers)
            let experts = try ExpertSizes(
                config,
                hiddenSize: hiddenSize,
                count: config.size("num_local_experts", defaults),
                perToken: config.size("num_experts_per_tok", defaults),
                width: config.size("intermediate_size", defaults),
                sharedWidth: config.size("shared_intermediate_size", defaults)
            ).feedForward
            let dense = FeedForward.dense(
                hiddenSize: hiddenSize,
                width: try config.size("dense_intermediate_size", defaults)
            )
            let isDense = try LatentDecoder.denseLayers(config, layers: layers, [:])
            return HybridDecoder(
                hiddenSize: hiddenSize,
                vocabularySize: try config.size("vocab_size", defaults),
                maximumContext: try config.maximumContext("max_position_embeddings", defaults),
                isHeadTied: try config.bool("tie_word_embeddings", default: false),
                layers: (0..<layers).map { index in
                    Layer(
                        mixers: [isSparse[index] ? sparse : full],
                        feedForwards: [isDense[index] ? dense : experts],
                        other: [.norms(width: hiddenSize, count: 2)]
                    )
                }
            ).shape
        }
    )

    private static func sparseLayers(
        _ config: HuggingFaceConfig,
        _ layers: Int
    ) throws(ModelConfigError) -> [Bool] {
        if let types = try config.layerTypes(layers) {
            return types.map { $0 == "minimax_m3_sparse" }
        }
        let nested = try config.nested("sparse_attention_config")
        let flags = try nested?.flagsPerLayer("sparse_attention_freq", layers: layers)
        return flags ?? [Bool](repeating: false, count: layers)
    }

    /// Attention with an indexer whose heads share one key a token.
    private static func sparseMixer(
        _ config: HuggingFaceConfig,
        _ sizes: HeadSizes
    ) throws(ModelConfigError) -> Mixer {
        let bounds = 1...65_536
        let nested = try config.nested("sparse_attention_config")
        let nestedHeads = try nested?.int("sparse_num_index_heads", in: bounds)
        let nestedDimension = try nested?.int("sparse_index_dim", in: bounds)
        let plainHeads = try config.int("index_n_heads", default: 4, in: bounds)
        let plainDimension = try config.int("index_head_dim", default: 128, in: bounds)
        let heads = nestedHeads ?? plainHeads
        let dimension = nestedDimension ?? plainDimension
        let indexer = [
            WeightTensor(
                "indexer.q_proj",
                .attention,
                rows: heads * dimension,
                columns: sizes.hiddenSize
            ),
            WeightTensor(
                "indexer.k_proj",
                .attention,
                rows: dimension,
                columns: sizes.hiddenSize
            ),
            .norms(width: dimension, count: 2),
        ]
        return .attention(
            Attention(
                queryHeads: sizes.queryHeads,
                keyValueHeads: sizes.keyValueHeads,
                headDimension: sizes.headDimension,
                indexerKeyDimension: dimension,
                tensors: sizes.tensors + indexer
            )
        )
    }
}
