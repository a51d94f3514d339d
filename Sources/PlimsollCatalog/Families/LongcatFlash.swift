import PlimsollEngine

extension ModelFamily {
    /// LongCat-Flash: two attentions and two dense networks in a layer, experts beside them.
    static let longcatFlash = ModelFamily(
        modelTypes: ["longcat_flash"],
        name: "longcat_flash",
        source: "huggingface/transformers: models/longcat_flash/modeling_longcat_flash.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 131_072, "hidden_size": 6144, "num_layers": 28,
                "num_attention_heads": 64, "q_lora_rank": 1536, "kv_lora_rank": 512,
                "qk_nope_head_dim": 128, "qk_rope_head_dim": 64, "v_head_dim": 128,
                "ffn_hidden_size": 12_288, "expert_ffn_hidden_size": 2048, "moe_topk": 12,
                "n_routed_experts": 512, "zero_expert_num": 256,
                "max_position_embeddings": 131_072,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let vocabularySize = try config.size("vocab_size", defaults)
            let halves = try config.int("num_hidden_layers", in: 2...8192)
            let layers =
                try config.layers("num_layers", default: halves.map { $0 / 2 } ?? 28)
            var latent = try LatentProjections(config, hiddenSize: hiddenSize, defaults)
            latent.queryHeadDimension = try config.switchable("qk_head_dim", defaults)
            let attention = latent.mixer()
            let dense = FeedForward.dense(
                hiddenSize: hiddenSize,
                width: try config.size("ffn_hidden_size", defaults)
            )
            let layer = Layer(
                mixers: [attention, attention],
                feedForwards: [dense, dense, try longcatExperts(config, hiddenSize, defaults)],
                other: [.norms(width: hiddenSize, count: 4)]
            )
            let nextTokenLayers = try config.int("num_nextn_predict_layers", default: 0, in: 0...64)
            let module =
                attention.tensors + dense.tensors + [
                    .nextTokenProjection(hiddenSize: hiddenSize),
                    .norms(width: hiddenSize, count: 5),
                    .tokenEmbedding(vocabularySize: vocabularySize, width: hiddenSize),
                ]
            return HybridDecoder(
                hiddenSize: hiddenSize,
                vocabularySize: vocabularySize,
                maximumContext: try config.maximumContext("max_position_embeddings", defaults),
                isHeadTied: try config.bool("tie_word_embeddings", default: false),
                layers: [Layer](repeating: layer, count: layers),
                nextTokenModules: (0..<nextTokenLayers).flatMap { _ in module }
            ).shape
        }
    )

    /// A token chooses among experts and identities, so it uses fewer experts than it chooses:
    /// the share of real experts on average, which is what the model is published with.
    private static func longcatExperts(
        _ config: HuggingFaceConfig,
        _ hiddenSize: Int,
        _ defaults: SizeDefaults
    ) throws(ModelConfigError) -> FeedForward {
        let count = try config.size("n_routed_experts", defaults)
        let identities = try config.count("zero_expert_num", defaults)
        let chosen = try config.size("moe_topk", defaults)
        var experts = try ExpertSizes(
            config,
            hiddenSize: hiddenSize,
            count: count,
            perToken: (2 * chosen * count + count + identities) / (2 * (count + identities)),
            width: config.size("expert_ffn_hidden_size", defaults)
        )
        experts.extraScores = identities
        experts.routerBias = try config.bool("router_bias", default: false)
        return experts.feedForward
    }
}
