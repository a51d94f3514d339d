import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// The text model of GLM-5.3-Flash: three delta attentions to one sparse latent attention,
    /// all with hyper-connections.
    static let glm5NextText = ModelFamily(
        modelTypes: ["glm5_next_text"],
        name: "glm5_next_text",
        source: "huggingface/transformers: models/glm5_next/modeling_glm5_next.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 154_880, "hidden_size": 4096, "intermediate_size": 12_288,
                "moe_intermediate_size": 2048, "num_hidden_layers": 45,
                "num_attention_heads": 64, "n_shared_experts": 1, "n_routed_experts": 288,
                "kv_lora_rank": 512, "q_lora_rank": 1536, "v_head_dim": 256,
                "qk_nope_head_dim": 256, "num_experts_per_tok": 8,
                "max_position_embeddings": 1_048_576, "index_head_dim": 128,
                "index_n_heads": 32, "linear_head_dim": 128, "linear_num_heads": 64,
                "linear_conv_kernel_dim": 4, "hc_mult": 4, "index_kpool": 16,
            ]
            var latent = try LatentDecoder(config, defaults, denseFirst: 3)
            var indexer = try LatentProjections.Indexer(config, defaults)
            indexer.pool = try config.size("index_kpool", defaults)
            latent.attention.indexer = indexer
            let delta = try KimiDeltaSizes(
                config,
                hiddenSize: latent.hiddenSize,
                defaults
            ).mixer
            let streams = HyperConnections(
                hiddenSize: latent.hiddenSize,
                streams: try config.size("hc_mult", defaults)
            )
            let layers = latent.layerCount
            let hasIndexer = try config.layersWithIndexer(layers)
            let types =
                try config.layerTypes(layers)
                ?? (0..<layers).map { $0 % 4 == 3 ? "indexed_attention" : "linear_attention" }
            latent.others = { _ in streams.layer }
            let attention = latent.attention
            return latent.shape { index in
                types[index] == "linear_attention"
                    ? delta : attention.mixer(hasIndexer: hasIndexer[index])
            }
        }
    )
}
