import PlimsollEngine

extension ModelFamily {
    /// OLMo Hybrid: gated delta nets normalised before, attention normalised after.
    static let olmoHybrid = ModelFamily(
        modelTypes: ["olmo_hybrid"],
        name: "olmo_hybrid",
        source: "huggingface/transformers: models/olmo_hybrid/modeling_olmo_hybrid.py",
        read: { config throws(ModelConfigError) in
            var defaults: SizeDefaults = [
                "vocab_size": 100_352, "hidden_size": 3840, "intermediate_size": 11_008,
                "num_hidden_layers": 32, "num_attention_heads": 30,
                "max_position_embeddings": 65_536, "linear_conv_kernel_dim": 4,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let layers = try config.layers(defaults)
            let heads = try config.size("num_attention_heads", defaults)
            defaults["linear_num_key_heads"] = heads
            defaults["linear_num_value_heads"] = heads
            let keyHeads = try config.size("linear_num_key_heads", defaults)
            defaults["linear_key_head_dim"] = max(3 * hiddenSize / (4 * keyHeads), 1)
            defaults["linear_value_head_dim"] =
                2 * (try config.size("linear_key_head_dim", defaults))
            var delta = try GatedDeltaSizes(config, hiddenSize: hiddenSize, defaults)
            delta.layout = .separate
            let attention = try HeadSizes(config, hiddenSize: hiddenSize, defaults)
            let norms: [WeightTensor] = [
                .norms(width: attention.queryHeads * attention.headDimension, count: 1),
                .norms(width: attention.keyValueHeads * attention.headDimension, count: 1),
            ]
            let attentionMixer = attention.mixer(tensors: attention.tensors + norms)
            let deltaMixer = delta.mixer
            let dense = FeedForward.dense(
                hiddenSize: hiddenSize,
                width: try config.size("intermediate_size", defaults)
            )
            let isAttention = try attentionLayers(config, layers)
            return HybridDecoder(
                hiddenSize: hiddenSize,
                vocabularySize: try config.size("vocab_size", defaults),
                maximumContext: try config.maximumContext("max_position_embeddings", defaults),
                isHeadTied: try config.bool("tie_word_embeddings", default: false),
                layers: isAttention.map { isAttention in
                    Layer(
                        mixers: [isAttention ? attentionMixer : deltaMixer],
                        feedForwards: [dense],
                        other: [.norms(width: hiddenSize, count: 2)]
                    )
                }
            ).shape
        }
    )

    /// Every fourth layer is attention; the last one where there are fewer than four.
    private static func attentionLayers(
        _ config: HuggingFaceConfig,
        _ layers: Int
    ) throws(ModelConfigError) -> [Bool] {
        if let types = try config.layerTypes(layers) {
            return types.map { $0 != "linear_attention" }
        }
        var isAttention = (1...layers).map { $0.isMultiple(of: 4) }
        if layers < 4 { isAttention[layers - 1] = true }
        return isAttention
    }
}
