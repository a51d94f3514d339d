import PlimsollEngine

extension ModelFamily {
    /// Mamba and Falcon Mamba: nothing but first-generation state-space mixers.
    static let mamba = ModelFamily(
        modelTypes: ["mamba", "falcon_mamba"],
        name: "mamba",
        source: "huggingface/transformers: models/mamba/modeling_mamba.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 50_280, "hidden_size": 768, "state_size": 16,
                "num_hidden_layers": 32, "conv_kernel": 4,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            // A stated width wins over the expansion, which Falcon Mamba states as 16.
            let expanded = try config.expanded(hiddenSize, "expand")
            let mixer = Mamba1Sizes(
                hiddenSize: hiddenSize,
                inner: try config.size("intermediate_size", ["intermediate_size": expanded]),
                state: try config.size("state_size", defaults),
                kernel: try config.size("conv_kernel", defaults),
                timeStepRank: try config.sizeOrAuto("time_step_rank") ?? (hiddenSize + 15) / 16,
                convolutionBias: try config.bool("use_conv_bias", default: true),
                projectionBias: try config.bool("use_bias", default: false)
            ).mixer
            return try recurrentOnly(config, defaults, hiddenSize, mixer, isTiedByDefault: true)
        }
    )

    /// Mamba 2, Codestral Mamba among it.
    static let mamba2 = ModelFamily(
        modelTypes: ["mamba2"],
        name: "mamba2",
        source: "huggingface/transformers: models/mamba2/modeling_mamba2.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 32_768, "hidden_size": 4096, "state_size": 128,
                "num_hidden_layers": 64, "conv_kernel": 4, "num_heads": 128, "head_dim": 64,
                "n_groups": 8,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let bias = try config.bool("use_bias", default: false)
            let sizes = Mamba2Sizes(
                hiddenSize: hiddenSize,
                heads: try config.size("num_heads", defaults),
                headDimension: try config.size("head_dim", defaults),
                groups: try config.size("n_groups", defaults),
                state: try config.size("state_size", defaults),
                kernel: try config.size("conv_kernel", defaults),
                convolutionBias: try config.bool("use_conv_bias", default: true),
                inputBias: bias,
                outputBias: bias
            )
            try config.checkInner(
                sizes,
                inner: config.expanded(hiddenSize, "expand"),
                keys: "num_heads * head_dim"
            )
            return try recurrentOnly(
                config,
                defaults,
                hiddenSize,
                sizes.mixer,
                isTiedByDefault: false
            )
        }
    )

    private static func recurrentOnly(
        _ config: HuggingFaceConfig,
        _ defaults: SizeDefaults,
        _ hiddenSize: Int,
        _ mixer: Mixer,
        isTiedByDefault: Bool
    ) throws(ModelConfigError) -> ModelShape {
        let layer = Layer(
            mixers: [mixer],
            feedForwards: [],
            other: [.norms(width: hiddenSize, count: 1)]
        )
        return HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: try config.size("vocab_size", defaults),
            maximumContext: nil,
            isHeadTied: try config.bool("tie_word_embeddings", default: isTiedByDefault),
            layers: [Layer](repeating: layer, count: try config.layers(defaults))
        ).shape
    }
}

extension HuggingFaceConfig {
    /// The hidden size times an expansion that may be a fraction.
    func expanded(_ hiddenSize: Int, _ key: String) throws(ModelConfigError) -> Int {
        let factor = try double(key) ?? 2  // every class's default
        let inner = factor * Double(hiddenSize)
        guard inner.isFinite, inner >= 1, inner <= Double(Self.sizes.upperBound) else {
            throw .invalid(
                value: raw(key) ?? value,
                detail: "\(key) times the hidden size has to be from 1 to "
                    + "\(Self.sizes.upperBound)"
            )
        }
        return Int(inner)
    }

    /// Refuses heads that do not fill the mixer's middle, as the configuration classes do.
    func checkInner(
        _ sizes: Mamba2Sizes,
        inner: Int,
        keys: String
    ) throws(ModelConfigError) {
        guard sizes.heads * sizes.headDimension == inner else {
            throw .invalid(
                value: value,
                detail: "\(keys) is \(sizes.heads * sizes.headDimension); the mixer's width is "
                    + "\(inner)"
            )
        }
    }

    /// The Mamba-2 mixer of Bamba, Falcon-H1 and Granite hybrids, whose keys begin `mamba_`.
    func mambaSizes(hiddenSize: Int, inner: Int) throws(ModelConfigError) -> Mamba2Sizes {
        let defaults: SizeDefaults = [
            "mamba_n_heads": 128, "mamba_n_groups": 1, "mamba_d_state": 256, "mamba_d_conv": 4,
        ]
        let heads = try size("mamba_n_heads", defaults)
        let bias = try bool("mamba_proj_bias", default: false)
        let perHead = try quotient(inner, heads, "mamba_n_heads")
        let sizes = Mamba2Sizes(
            hiddenSize: hiddenSize,
            heads: heads,
            headDimension: try sizeOrAuto("mamba_d_head") ?? perHead,
            groups: try size("mamba_n_groups", defaults),
            state: try size("mamba_d_state", defaults),
            kernel: try size("mamba_d_conv", defaults),
            convolutionBias: try bool("mamba_conv_bias", default: true),
            inputBias: bias,
            outputBias: bias
        )
        try checkInner(sizes, inner: inner, keys: "mamba_n_heads * mamba_d_head")
        return sizes
    }
}
