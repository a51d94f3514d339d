import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// DeepSeek-V2: latent attention with fine-grained experts.
    static let deepseekV2 = ModelFamily(
        modelTypes: ["deepseek_v2"],
        name: "deepseek_v2",
        source: "huggingface/transformers: models/deepseek_v2/modeling_deepseek_v2.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 102_400, "hidden_size": 4096, "intermediate_size": 11_008,
                "num_hidden_layers": 32, "num_attention_heads": 32, "kv_lora_rank": 512,
                "q_lora_rank": 1536, "qk_nope_head_dim": 128, "qk_rope_head_dim": 64,
                "v_head_dim": 128, "n_routed_experts": 64, "n_shared_experts": 2,
                "moe_intermediate_size": 1407, "max_position_embeddings": 2048,
                // The class leaves it open; every published model chooses 6.
                "num_experts_per_tok": 6,
            ]
            // The language models of DeepSeek-VL2 Tiny and DeepSeek-OCR.
            if try !config.bool("use_mla", default: true) { return try plainMixture(config) }
            let hasBias = try config.bool("mlp_bias", default: false)
            return try LatentDecoder(config, defaults, hasNetworkBias: hasBias).shape
        }
    )

    /// DeepSeekMoE: fine-grained experts behind attention by head.
    static let deepseekMoe = ModelFamily(
        modelTypes: ["deepseek"],
        name: "deepseek",
        source: "deepseek-ai/deepseek-moe-16b-base: modeling_deepseek.py",
        read: { config throws(ModelConfigError) in try plainMixture(config) }
    )

    private static func plainMixture(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> ModelShape {
        var decoder = try StandardDecoder(config)
        decoder.inputBias = try config.bool("attention_bias", default: false)
        decoder.outputBias = decoder.inputBias
        let hiddenSize = decoder.hiddenSize
        let mixture = try LatentDecoder.mixture(config, hiddenSize: hiddenSize, [:])
        let isDense = try LatentDecoder.denseLayers(config, layers: decoder.layerCount, [:])
        decoder.mixture = { index in isDense[index] ? nil : mixture }
        return decoder.shape
    }

    /// DeepSeek-V3 and R1, and Kimi K2, which has the same layers.
    static let deepseekV3 = ModelFamily(
        modelTypes: ["deepseek_v3", "kimi_k2"],
        name: "deepseek_v3",
        source: "huggingface/transformers: models/deepseek_v3/modeling_deepseek_v3.py",
        read: { config throws(ModelConfigError) in
            try LatentDecoder(config, deepseekV3Defaults).shape
        }
    )

    /// DeepSeek-V3.2: V3 with an indexer in each layer.
    static let deepseekV32 = ModelFamily(
        modelTypes: ["deepseek_v32"],
        name: "deepseek_v32",
        source: "huggingface/transformers: models/deepseek_v32/modeling_deepseek_v32.py",
        read: { config throws(ModelConfigError) in
            let own: SizeDefaults = [
                "index_n_heads": 64, "index_head_dim": 128, "max_position_embeddings": 163_840,
            ]
            let defaults = deepseekV3Defaults.merging(own) { $1 }
            var decoder = try LatentDecoder(config, defaults)
            decoder.attention.indexer = try LatentProjections.Indexer(config, defaults)
            return decoder.shape
        }
    )

    /// GLM-5: an indexer in some layers, whose choice the layers after it use too.
    static let glmMoeDsa = ModelFamily(
        modelTypes: ["glm_moe_dsa"],
        name: "glm_moe_dsa",
        source: "huggingface/transformers: models/glm_moe_dsa/modeling_glm_moe_dsa.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 154_880, "hidden_size": 6144, "intermediate_size": 12_288,
                "moe_intermediate_size": 2048, "num_hidden_layers": 78,
                "num_attention_heads": 64, "n_shared_experts": 1, "n_routed_experts": 256,
                "kv_lora_rank": 512, "q_lora_rank": 2048, "qk_rope_head_dim": 64,
                "v_head_dim": 256, "qk_nope_head_dim": 192, "num_experts_per_tok": 8,
                "max_position_embeddings": 202_752, "index_n_heads": 32, "index_head_dim": 128,
                "first_k_dense_replace": 3,
            ]
            var decoder = try LatentDecoder(config, defaults)
            decoder.attention.indexer = try LatentProjections.Indexer(config, defaults)
            decoder.hasIndexer = try config.layersWithIndexer(decoder.layerCount)
            decoder.nextTokenHasTables = false
            return decoder.shape
        }
    )

    /// GLM-4.7-Flash.
    static let glm4MoeLite = ModelFamily(
        modelTypes: ["glm4_moe_lite"],
        name: "glm4_moe_lite",
        source: "huggingface/transformers: models/glm4_moe_lite/modeling_glm4_moe_lite.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 154_880, "hidden_size": 2048, "intermediate_size": 10_240,
                "moe_intermediate_size": 1536, "num_hidden_layers": 47,
                "num_attention_heads": 20, "n_shared_experts": 1, "n_routed_experts": 64,
                "kv_lora_rank": 512, "q_lora_rank": 768, "qk_rope_head_dim": 64,
                "v_head_dim": 256, "qk_nope_head_dim": 192, "num_experts_per_tok": 4,
                "max_position_embeddings": 202_752,
            ]
            return try LatentDecoder(config, defaults, denseFirst: 1).shape
        }
    )

    /// The text model of Mistral Small 4.
    static let mistral4 = ModelFamily(
        modelTypes: ["mistral4"],
        name: "mistral4",
        source: "huggingface/transformers: models/mistral4/modeling_mistral4.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 131_072, "hidden_size": 4096, "intermediate_size": 12_288,
                "moe_intermediate_size": 2048, "num_hidden_layers": 36,
                "num_attention_heads": 32, "n_shared_experts": 1, "n_routed_experts": 128,
                "kv_lora_rank": 256, "q_lora_rank": 1024, "qk_rope_head_dim": 64,
                "v_head_dim": 128, "qk_nope_head_dim": 64, "num_experts_per_tok": 4,
                "max_position_embeddings": 1_048_576,
            ]
            return try LatentDecoder(config, defaults).shape
        }
    )

    /// MiniCPM3: latent attention, dense, tied head.
    static let miniCPM3 = ModelFamily(
        modelTypes: ["minicpm3"],
        name: "minicpm3",
        source: "huggingface/transformers: models/minicpm3/modeling_minicpm3.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 73_448, "hidden_size": 2560, "intermediate_size": 6400,
                "num_hidden_layers": 62, "num_attention_heads": 40, "kv_lora_rank": 256,
                "q_lora_rank": 768, "qk_nope_head_dim": 64, "qk_rope_head_dim": 32,
                "max_position_embeddings": 32_768, "tie_word_embeddings": 1,
            ]
            let hasBias = try config.bool("mlp_bias", default: false)
            return try LatentDecoder(config, defaults, hasNetworkBias: hasBias).shape
        }
    )

    /// Youtu-LLM: latent attention, dense, tied head.
    static let youtu = ModelFamily(
        modelTypes: ["youtu"],
        name: "youtu",
        source: "huggingface/transformers: models/youtu/modeling_youtu.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 128_256, "hidden_size": 2048, "intermediate_size": 6144,
                "num_hidden_layers": 32, "num_attention_heads": 16, "kv_lora_rank": 512,
                "q_lora_rank": 1536, "qk_rope_head_dim": 64, "v_head_dim": 128,
                "qk_nope_head_dim": 128, "max_position_embeddings": 131_072,
                "tie_word_embeddings": 1,
            ]
            return try LatentDecoder(config, defaults).shape
        }
    )

    /// A.X K1.
    static let axK1 = ModelFamily(
        modelTypes: ["axk1", "AXK1"],
        name: "axk1",
        source: "huggingface/transformers: models/axk1/modeling_axk1.py",
        read: { config throws(ModelConfigError) in
            let own: SizeDefaults = [
                "vocab_size": 163_840, "num_attention_heads": 64, "n_routed_experts": 192,
                "max_position_embeddings": 32_768, "first_k_dense_replace": 1,
            ]
            var decoder = try LatentDecoder(config, deepseekV3Defaults.merging(own) { $1 })
            let norm = WeightTensor.norms(width: decoder.hiddenSize, count: 1)
            decoder.others = { hasExperts in hasExperts ? [norm] : [] }
            return decoder.shape
        }
    )

    /// Any other model whose configuration has a latent for keys and values, read like
    /// DeepSeek-V3 without its defaults; an indexer where `index_head_dim` is given.
    static let latentFallback = ModelFamily(
        modelTypes: [],
        name: "latent_attention",
        source: "huggingface/transformers: models/deepseek_v3/modeling_deepseek_v3.py",
        read: { config throws(ModelConfigError) in
            var decoder = try LatentDecoder(config, [:])
            if config.has("index_head_dim") {
                decoder.attention.indexer = try LatentProjections.Indexer(config, [:])
                decoder.hasIndexer = try config.layersWithIndexer(decoder.layerCount)
            }
            return decoder.shape
        }
    )

    private static let deepseekV3Defaults: SizeDefaults = [
        "vocab_size": 129_280, "hidden_size": 7168, "intermediate_size": 18_432,
        "moe_intermediate_size": 2048, "num_hidden_layers": 61, "num_attention_heads": 128,
        "n_shared_experts": 1, "n_routed_experts": 256, "kv_lora_rank": 512,
        "q_lora_rank": 1536, "qk_rope_head_dim": 64, "v_head_dim": 128,
        "qk_nope_head_dim": 128, "num_experts_per_tok": 8, "first_k_dense_replace": 3,
        "max_position_embeddings": 4096,
    ]
}

extension LatentProjections.Indexer {
    /// The usual keys.
    init(_ config: HuggingFaceConfig, _ defaults: SizeDefaults) throws(ModelConfigError) {
        self.init(
            heads: try config.size("index_n_heads", defaults),
            headDimension: try config.size("index_head_dim", defaults)
        )
    }
}

extension HuggingFaceConfig {
    /// Which layers choose tokens with an indexer of their own instead of reusing a choice.
    func layersWithIndexer(_ layers: Int) throws(ModelConfigError) -> [Bool] {
        let kinds = ["full", "shared"]
        if let types = try perLayer("indexer_types", layers: layers, allowed: kinds) {
            return types.map { $0 == "full" }
        }
        if let pattern = raw("index_topk_pattern") {
            if pattern.kind == .array {
                let types = try perLayer("index_topk_pattern", layers: layers, allowed: kinds)
                return types?.map { $0 == "full" } ?? []
            }
            let letters = Array(try string("index_topk_pattern") ?? "")
            guard letters.count == layers, letters.allSatisfy({ $0 == "F" || $0 == "S" }) else {
                throw .invalid(
                    value: pattern,
                    detail: "index_topk_pattern needs \(layers) letters, F or S"
                )
            }
            return letters.map { $0 == "F" }
        }
        let step = max(try int("index_topk_freq", default: 1), 1)
        let offset = try int("index_skip_topk_offset", default: 2)
        return (0..<layers).map { max($0 - offset + 1, 0).isMultiple(of: step) }
    }
}
