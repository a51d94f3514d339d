import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Bamba: Mamba-2 mixers with attention in a few named layers.
    static let bamba = ModelFamily(
        modelTypes: ["bamba"],
        name: "bamba",
        source: "huggingface/transformers: models/bamba/modeling_bamba.py",
        read: { config throws(ModelConfigError) in
            let defaults = mambaHybridDefaults
            let hiddenSize = try config.size("hidden_size", defaults)
            let layers = try config.layers(defaults)
            let attention = try HeadSizes(config, hiddenSize: hiddenSize, defaults).mixer
            let mamba = try config.mambaSizes(
                hiddenSize: hiddenSize,
                inner: config.expanded(hiddenSize, "mamba_expand")
            ).mixer
            let indices = Set(try config.ints("attn_layer_indices") ?? [])
            let dense = try mambaHybridDense(config, hiddenSize)
            return try mambaHybrid(
                config,
                hiddenSize,
                (0..<layers).map { index in
                    Layer(
                        mixers: [indices.contains(index) ? attention : mamba],
                        feedForwards: [dense],
                        other: [.norms(width: hiddenSize, count: 2)]
                    )
                }
            )
        }
    )

    /// Falcon-H1: attention and a Mamba-2 mixer side by side in every layer.
    static let falconH1 = ModelFamily(
        modelTypes: ["falcon_h1"],
        name: "falcon_h1",
        source: "huggingface/transformers: models/falcon_h1/modeling_falcon_h1.py",
        read: { config throws(ModelConfigError) in
            let defaults = mambaHybridDefaults
            let hiddenSize = try config.size("hidden_size", defaults)
            let layers = try config.layers(defaults)
            let attention = try HeadSizes(config, hiddenSize: hiddenSize, defaults).mixer
            let expanded = try config.expanded(hiddenSize, "mamba_expand")
            let inner =
                try config.switchable("mamba_d_ssm", ["mamba_d_ssm": 1024]) ?? expanded
            var mamba = try config.mambaSizes(hiddenSize: hiddenSize, inner: inner)
            mamba.outputBias = try config.bool("projectors_bias", default: false)
            mamba.hasNorm = try config.bool("mamba_rms_norm", default: false)
            let layer = Layer(
                mixers: [attention, mamba.mixer],
                feedForwards: [try mambaHybridDense(config, hiddenSize)],
                other: [.norms(width: hiddenSize, count: 2)]
            )
            return try mambaHybrid(
                config,
                hiddenSize,
                [Layer](repeating: layer, count: layers)
            )
        }
    )

    /// Granite 4: Mamba-2 or attention, then experts beside a shared network, or that alone.
    static let graniteMoeHybrid = ModelFamily(
        modelTypes: ["granitemoehybrid"],
        name: "granitemoehybrid",
        source: "huggingface/transformers: models/granitemoehybrid/"
            + "modeling_granitemoehybrid.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 32_000, "hidden_size": 4096, "intermediate_size": 11_008,
                "num_hidden_layers": 32, "num_attention_heads": 32,
                "shared_intermediate_size": 1024, "num_local_experts": 8,
                "num_experts_per_tok": 2, "max_position_embeddings": 2048,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let layers = try config.layers(defaults)
            let attention = try HeadSizes(config, hiddenSize: hiddenSize, defaults).mixer
            let isAttention = try config.graniteAttentionLayers(layers)
            // Models without a Mamba layer publish sizes that do not fit together.
            let mamba: Mixer? =
                isAttention.allSatisfy { $0 }
                ? nil
                : try config.mambaSizes(
                    hiddenSize: hiddenSize,
                    inner: config.expanded(hiddenSize, "mamba_expand")
                ).mixer
            let feedForward = try graniteFeedForward(config, hiddenSize, defaults)
            return HybridDecoder(
                hiddenSize: hiddenSize,
                vocabularySize: try config.size("vocab_size", defaults),
                maximumContext: try config.maximumContext("max_position_embeddings", defaults),
                isHeadTied: try config.bool("tie_word_embeddings", default: false),
                layers: isAttention.map { isAttention in
                    Layer(
                        mixers: [isAttention ? attention : mamba ?? attention],
                        feedForwards: [feedForward],
                        other: [.norms(width: hiddenSize, count: 2)]
                    )
                }
            ).shape
        }
    )

    private static func graniteFeedForward(
        _ config: HuggingFaceConfig,
        _ hiddenSize: Int,
        _ defaults: SizeDefaults
    ) throws(ModelConfigError) -> FeedForward {
        let shared = try config.size("shared_intermediate_size", defaults)
        let experts = try config.count("num_local_experts", defaults)
        guard experts > 0 else {
            return .dense(
                DenseFeedForward(
                    width: shared,
                    isGated: true,
                    tensors: WeightTensor.feedForward(
                        .sharedExperts,
                        hiddenSize: hiddenSize,
                        width: shared,
                        isGated: true
                    )
                )
            )
        }
        return try ExpertSizes(
            config,
            hiddenSize: hiddenSize,
            count: experts,
            perToken: config.size("num_experts_per_tok", defaults),
            width: config.size("intermediate_size", defaults),
            sharedWidth: shared
        ).feedForward
    }

    private static let mambaHybridDefaults: SizeDefaults = [
        "vocab_size": 128_000, "hidden_size": 4096, "intermediate_size": 14_336,
        "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8,
    ]

    private static func mambaHybridDense(
        _ config: HuggingFaceConfig,
        _ hiddenSize: Int
    ) throws(ModelConfigError) -> FeedForward {
        .dense(
            hiddenSize: hiddenSize,
            width: try config.size("intermediate_size", mambaHybridDefaults),
            hasBias: try config.bool("mlp_bias", default: false)
        )
    }

    private static func mambaHybrid(
        _ config: HuggingFaceConfig,
        _ hiddenSize: Int,
        _ layers: [Layer]
    ) throws(ModelConfigError) -> ModelShape {
        HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: try config.size("vocab_size", mambaHybridDefaults),
            maximumContext: try config.maximumContext(),
            isHeadTied: try config.bool("tie_word_embeddings", default: false),
            layers: layers
        ).shape
    }
}

extension HuggingFaceConfig {
    /// Granite names layers `mamba` and `attention`, newer files by the general words.
    fileprivate func graniteAttentionLayers(_ layers: Int) throws(ModelConfigError) -> [Bool] {
        let types = try layerTypes(layers, keys: ["layer_types", "layers_block_type"])
        return types?.map { $0 != "linear_attention" } ?? [Bool](repeating: false, count: layers)
    }
}
