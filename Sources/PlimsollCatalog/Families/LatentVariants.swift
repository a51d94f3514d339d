import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// A.X K2: an indexer in each layer, gates fused with the queries, gated norms.
    static let axK2 = ModelFamily(
        modelTypes: ["axk2"],
        name: "axk2",
        source: "huggingface/transformers: models/axk2/modeling_axk2.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 163_840, "hidden_size": 2048, "intermediate_size": 5120,
                "moe_intermediate_size": 512, "num_hidden_layers": 48,
                "num_attention_heads": 32, "n_shared_experts": 1, "n_routed_experts": 128,
                "kv_lora_rank": 128, "q_lora_rank": 384, "qk_rope_head_dim": 32,
                "v_head_dim": 64, "qk_nope_head_dim": 64, "num_experts_per_tok": 8,
                "max_position_embeddings": 131_072, "index_head_dim": 128,
                "index_n_heads": 16, "first_k_dense_replace": 1, "gated_norm_rank": 16,
            ]
            var decoder = try LatentDecoder(config, defaults)
            decoder.attention.indexer = try LatentProjections.Indexer(config, defaults)
            decoder.attention.gate = .fusedWithQueries("q_gate_proj")
            let hiddenSize = decoder.hiddenSize
            let rank = try config.size("gated_norm_rank", defaults)
            let gate = [
                WeightTensor("fc1", .norms, rows: rank, columns: hiddenSize),
                WeightTensor("fc2", .norms, rows: hiddenSize, columns: rank),
            ]
            decoder.others = { hasExperts in hasExperts ? gate + gate : gate }
            return decoder.shape
        }
    )

    /// Hunyuan 4: gated latent attention with sinks and shared indexers, hyper-connections.
    static let hunyuan4 = ModelFamily(
        modelTypes: ["hy_v4"],
        name: "hy_v4",
        source: "huggingface/transformers: models/hy_v4/modeling_hy_v4.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 120_832, "hidden_size": 2816, "intermediate_size": 6912,
                "moe_intermediate_size": 768, "num_hidden_layers": 34,
                "num_attention_heads": 32, "max_position_embeddings": 262_144,
                "n_routed_experts": 256, "n_shared_experts": 1, "num_experts_per_tok": 8,
                "q_lora_rank": 1536, "kv_lora_rank": 512, "qk_nope_head_dim": 192,
                "qk_rope_head_dim": 64, "v_head_dim": 256, "index_head_dim": 128,
                "index_n_heads": 16, "hc_mult": 4,
            ]
            var decoder = try LatentDecoder(config, defaults, denseFirst: 1)
            decoder.attention.indexer = try LatentProjections.Indexer(config, defaults)
            decoder.attention.gate = .elements("gate_proj")
            decoder.attention.others = [
                .vector("sinks", .attention, count: decoder.attention.heads)
            ]
            let types = try config.perLayer(
                "indexer_types",
                layers: decoder.layerCount,
                allowed: ["full", "shared"]
            )
            decoder.hasIndexer =
                types?.map { $0 == "full" }
                ?? (0..<decoder.layerCount).map { $0 == 0 || $0 % 4 == 1 }
            let streams = HyperConnections(
                hiddenSize: decoder.hiddenSize,
                streams: try config.size("hc_mult", defaults),
                hasCombination: false
            )
            decoder.others = { _ in streams.layer }
            decoder.otherOutputs = [streams.head]
            return decoder.shape
        }
    )

    /// Ling hybrid: delta attention with latent attention at the end of each group of layers.
    static let bailingHybrid = ModelFamily(
        modelTypes: ["bailing_hybrid"],
        name: "bailing_hybrid",
        source: "huggingface/transformers: models/bailing_hybrid/modeling_bailing_hybrid.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 157_184, "hidden_size": 2560, "intermediate_size": 6144,
                "moe_intermediate_size": 768, "num_hidden_layers": 42,
                "num_attention_heads": 32, "kv_lora_rank": 512, "qk_rope_head_dim": 64,
                "v_head_dim": 128, "qk_nope_head_dim": 128, "first_k_dense_replace": 2,
                "layer_group_size": 6, "num_experts": 512,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let layers = try config.layers(defaults)
            var latent = try LatentProjections(config, hiddenSize: hiddenSize, defaults)
            latent.queryRank = nil
            latent.gate = .heads("g_proj")
            let attention = latent.mixer()
            let delta = KimiDeltaSizes(
                hiddenSize: hiddenSize,
                heads: try config.int("linear_num_heads", default: latent.heads, in: 1...65_536),
                headDimension: try config.int(
                    anyOf: ["linear_head_dim", "head_dim"],
                    in: 1...65_536
                ) ?? 128,
                kernel: try config.int(
                    anyOf: ["linear_conv_kernel_dim", "short_conv_kernel_size"],
                    in: 1...1024
                ) ?? 4,
                hasFullGate: true,
                hasFullDecay: true
            ).mixer
            let experts = try kimiExperts(config, hiddenSize, defaults)
            let dense = FeedForward.dense(
                hiddenSize: hiddenSize,
                width: try config.size("intermediate_size", defaults)
            )
            let isDense = try LatentDecoder.denseLayers(config, layers: layers, defaults)
            let group = try config.size("layer_group_size", defaults)
            let isAttention =
                try config.layerTypes(layers)?.map { $0 == "full_attention" }
                ?? (1...layers).map { $0.isMultiple(of: group) }
            return HybridDecoder(
                hiddenSize: hiddenSize,
                vocabularySize: try config.size("vocab_size", defaults),
                maximumContext: try config.maximumContext(),
                isHeadTied: try config.bool("tie_word_embeddings", default: false),
                layers: (0..<layers).map { index in
                    Layer(
                        mixers: [isAttention[index] ? attention : delta],
                        feedForwards: [isDense[index] ? dense : experts],
                        other: [.norms(width: hiddenSize, count: 2)]
                    )
                }
            ).shape
        }
    )

    /// The text model of Dots 3: sparse latent attention, and wider latents in a window.
    static let dots3NoteText = ModelFamily(
        modelTypes: ["dots3_note_text"],
        name: "dots3_note_text",
        source: "huggingface/transformers: models/dots3_note/modeling_dots3_note.py",
        read: { config throws(ModelConfigError) in
            if config.has("per_layer_config") {
                throw .notModelled(modelType: "dots3_note_text", what: "per_layer_config")
            }
            let defaults: SizeDefaults = [
                "vocab_size": 152_064, "hidden_size": 5120, "intermediate_size": 13_824,
                "moe_intermediate_size": 1536, "num_hidden_layers": 46,
                "num_attention_heads": 128, "n_shared_experts": 1, "n_routed_experts": 256,
                "kv_lora_rank": 512, "q_lora_rank": 1024, "qk_rope_head_dim": 64,
                "v_head_dim": 128, "qk_nope_head_dim": 128, "num_experts_per_tok": 8,
                "max_position_embeddings": 524_288, "index_head_dim": 128,
                "index_n_heads": 64, "first_k_dense_replace": 1,
            ]
            var decoder = try LatentDecoder(config, defaults)
            decoder.attention.indexer = try LatentProjections.Indexer(config, defaults)
            decoder.attention.gate = .heads("g_proj")
            let (full, windowed) = try dotsAttentions(config, decoder.attention)
            let types = try dotsLayers(config, decoder.layerCount)
            let shared = [
                "moe_shared_expert_intermediate_size", "shared_experts_intermediate_size",
            ]
            let sharedWidth = try config.int(anyOf: shared) ?? 1536
            decoder.mixture = try ExpertSizes(
                config,
                hiddenSize: decoder.hiddenSize,
                count: config.size("n_routed_experts", defaults),
                perToken: config.size("num_experts_per_tok", defaults),
                width: config.size("moe_intermediate_size", defaults),
                sharedWidth: sharedWidth * config.count("n_shared_experts", defaults)
            ).feedForward
            return decoder.shape { index in
                types[index] == "sliding_attention"
                    ? windowed.mixer(hasIndexer: false)
                    : full.mixer(hasIndexer: types[index] == "indexed_attention")
            }
        }
    )

    /// The attention of full and of windowed layers, whose keys begin `swa_`.
    private static func dotsAttentions(
        _ config: HuggingFaceConfig,
        _ attention: LatentProjections
    ) throws(ModelConfigError) -> (full: LatentProjections, windowed: LatentProjections) {
        let defaults: SizeDefaults = [
            "swa_num_attention_heads": 64, "swa_q_lora_rank": 1024, "swa_kv_lora_rank": 1024,
            "swa_head_dim": 256, "swa_qk_nope_head_dim": 192, "swa_v_head_dim": 128,
        ]
        var full = attention
        full.others = [.norms(width: full.rotary, count: 1)]
        var windowed = full
        windowed.heads = try config.size("swa_num_attention_heads", defaults)
        windowed.queryRank = try config.size("swa_q_lora_rank", defaults)
        windowed.latent = try config.size("swa_kv_lora_rank", defaults)
        windowed.headDimension = try config.size("swa_qk_nope_head_dim", defaults)
        windowed.valueHeadDimension = try config.size("swa_v_head_dim", defaults)
        let rest = try config.size("swa_head_dim", defaults) - windowed.headDimension
        windowed.rotary = try config.int("swa_qk_rope_head_dim", default: max(rest, 0))
        windowed.others = [.norms(width: windowed.rotary, count: 1)]
        let window = ["sliding_window", "sliding_window_size"]
        windowed.span = .sliding(
            window: try config.int(anyOf: window, in: 1...(1 << 20)) ?? 512
        )
        return (full, windowed)
    }

    /// The kinds of the layers; full and indexed attention are one kind, told apart by a switch.
    private static func dotsLayers(
        _ config: HuggingFaceConfig,
        _ layers: Int
    ) throws(ModelConfigError) -> [String] {
        let full =
            try config.bool("use_dsa", default: true) ? "indexed_attention" : "full_attention"
        let hasWindow = try config.bool("use_sliding_window", default: true)
        if let types = try config.layerTypes(layers) {
            let either = ["full_attention", "indexed_attention"]
            return types.map { either.contains($0) ? full : $0 }
        }
        return (0..<layers).map { index in
            !hasWindow || index < 2 || index % 4 == 1 ? full : "sliding_attention"
        }
    }

    /// The text model of Mistral Large 4: sparse latent attention, unrotated in some layers, and
    /// latents that layers may share.
    static let mistralLarge4Text = ModelFamily(
        modelTypes: ["mistral_large4_text"],
        name: "mistral_large4_text",
        source: "huggingface/transformers: models/mistral_large4/modeling_mistral_large4.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 204_800, "hidden_size": 6144, "intermediate_size": 24_576,
                "moe_intermediate_size": 6144, "num_hidden_layers": 72,
                "num_attention_heads": 64, "n_shared_experts": 1, "n_routed_experts": 128,
                "kv_lora_rank": 512, "qk_rope_head_dim": 64, "v_head_dim": 128,
                "qk_nope_head_dim": 64, "num_experts_per_tok": 4,
                "max_position_embeddings": 1_048_576, "index_head_dim": 128,
                "index_n_heads": 32, "first_k_dense_replace": 1,
            ]
            var decoder = try LatentDecoder(config, defaults)
            var indexer = try LatentProjections.Indexer(config, defaults)
            indexer.readsHiddenState = true
            var rotated = decoder.attention
            rotated.queryRank = nil
            rotated.indexer = indexer
            rotated.others = [.vector("softmax_scaling", .attention, count: 2 * rotated.heads)]
            var plain = rotated
            plain.headDimension += plain.rotary
            plain.rotary = 0
            decoder.attention = rotated
            let layers = decoder.layerCount
            let hasIndexer = try config.layersWithIndexer(layers)
            let step = try config.int("no_rope_layer_interval", default: 4, in: 1...4096)
            let isRotated =
                try config.flagsPerLayer("no_rope_layers", layers: layers)
                ?? (1...layers).map { !$0.isMultiple(of: step) }
            let sources = try config.ints("kv_source_layers") ?? Array(0..<layers)
            guard sources.count == layers else {
                throw .invalid(
                    value: config.raw("kv_source_layers") ?? config.value,
                    detail: "kv_source_layers needs one entry for each of the \(layers) layers"
                )
            }
            return decoder.shape { index in
                var attention = isRotated[index] ? rotated : plain
                attention.sharesEarlierCache = sources[index] != index
                return attention.mixer(hasIndexer: hasIndexer[index])
            }
        }
    )
}
