import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// The text model of Qwen4-Exp: gated delta nets and sparse attention between residual streams
    /// that hyper-connections mix, with experts in every layer.
    static let qwen4ExpText = ModelFamily(
        modelTypes: ["qwen4_exp_text"],
        name: "qwen4_exp_text",
        source: "huggingface/transformers: models/qwen4_exp/modeling_qwen4_exp.py",
        read: { config throws(ModelConfigError) in
            if let list = config.raw("ple_layer_ids"), list.count > 0 {
                throw .notModelled(
                    modelType: "qwen4_exp_text",
                    what: "embeddings of n-grams (ple_layer_ids)"
                )
            }
            let decoder = try QwenHybridDecoder(config, qwen4Defaults, layout: .grouped)
            guard let experts = try decoder.experts(config, qwen4Defaults) else {
                throw .missing(key: "num_experts", in: config.value.pointer)
            }
            let streams = RankedConnections(
                hiddenSize: decoder.hiddenSize,
                streams: try config.size("hc_count", qwen4Defaults),
                rank: try config.size("hc_lowrank", qwen4Defaults)
            )
            let attention = try sparseAttention(config, decoder.attention)
            return HybridDecoder(
                hiddenSize: decoder.hiddenSize,
                vocabularySize: decoder.vocabularySize,
                maximumContext: decoder.maximumContext,
                isHeadTied: decoder.isHeadTied,
                layers: decoder.types.map { type in
                    Layer(
                        mixers: [type == "linear_attention" ? decoder.delta.mixer : attention],
                        feedForwards: [experts],
                        other: streams.mixing(.attention) + streams.mixing(.mlp)
                    )
                },
                hasFinalNorm: false,
                otherOutputs: streams.reading(.other)
            ).shape
        }
    )

    /// Qwen4-Exp with its tower, which is that of Qwen3.5.
    static let qwen4Exp = ModelFamily(
        modelTypes: ["qwen4_exp"],
        name: "qwen4_exp",
        source: "huggingface/transformers: models/qwen4_exp/modeling_qwen4_exp.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "qwen4_exp_text",
                absent: DefaultKeys(#"{"model_type": "qwen4_exp_text"}"#)
            )
            model.add(
                try Tower.qwen35Vision(
                    config.nested("vision_config", defaults: Tower.qwen35VisionDefaults)
                )
            )
            return try model.shape(.outer(default: false))
        }
    )

    private static let qwen4Defaults: SizeDefaults = [
        "vocab_size": 248_320, "hidden_size": 2048, "num_hidden_layers": 40,
        "num_attention_heads": 16, "num_key_value_heads": 2, "head_dim": 256,
        "linear_conv_kernel_dim": 4, "linear_key_head_dim": 128, "linear_value_head_dim": 128,
        "linear_num_key_heads": 16, "linear_num_value_heads": 32,
        "moe_intermediate_size": 512, "shared_expert_intermediate_size": 512,
        "num_experts_per_tok": 10, "num_experts": 512, "max_position_embeddings": 32_768,
        "hc_count": 4, "hc_lowrank": 320,
    ]

    /// Gated attention, with an indexer where the configuration sizes one.
    ///
    /// The indexer caches the mean key of every few tokens, counted as its share of each.
    private static func sparseAttention(
        _ config: HuggingFaceConfig,
        _ sizes: HeadSizes
    ) throws(ModelConfigError) -> Mixer {
        guard config.has("indexer_n_heads") else { return sizes.mixer }
        let heads = try config.required("indexer_n_heads")
        let keys = try config.required("indexer_kv_heads")
        let dimension = try config.required("indexer_head_dim")
        let ratio = try config.factor("indexer_compress_ratio")
        let indexer = [
            WeightTensor(
                "index_qk_proj",
                .attention,
                rows: Tower.product(heads + keys, dimension),
                columns: sizes.hiddenSize
            ),
            .norms(width: dimension, count: 2),
        ]
        return .attention(
            Attention(
                queryHeads: sizes.queryHeads,
                keyValueHeads: sizes.keyValueHeads,
                headDimension: sizes.headDimension,
                indexerKeyDimension: (keys * dimension + ratio - 1) / ratio,
                tensors: sizes.tensors + indexer
            )
        )
    }
}

/// Residual streams that are read through a matrix of low rank and written with a weight each.
struct RankedConnections {
    var hiddenSize: Int
    var streams: Int
    var rank: Int

    /// The norm of the streams and the matrix that reads them.
    func reading(_ component: ParameterComponent) -> [WeightTensor] {
        let width = Tower.product(streams, hiddenSize)
        return [
            .norms(width: width, count: 1),
            WeightTensor("input_mix_weight_down", component, rows: rank, columns: width),
            WeightTensor("input_mix_weight_up", component, rows: width, columns: rank),
        ]
    }

    /// What stands around one mixer or feed-forward network.
    func mixing(_ component: ParameterComponent) -> [WeightTensor] {
        let width = Tower.product(streams, hiddenSize)
        let weights = WeightTensor(
            "block_inject_weight",
            component,
            rows: streams,
            columns: width
        )
        return reading(component) + [weights]
    }
}
