import PlimsollEngine

extension ModelFamily {
    /// Llama 1 to 3 and the many models published under its class.
    static let llama = ModelFamily(
        modelTypes: ["llama"],
        name: "llama",
        source: "huggingface/transformers: models/llama/modeling_llama.py",
        read: { config throws(ModelConfigError) in
            try StandardDecoder.llama(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: 4096,
                    width: 11008,
                    layers: 32,
                    heads: 32,
                    context: 2048
                )
            ).shape
        }
    )

    /// IQuest Coder: Llama's layers under a class of its own.
    static let iquestCoder = ModelFamily(
        modelTypes: ["iquestcoder"],
        name: "iquestcoder",
        source: "huggingface/transformers: models/iquestcoder/configuration_iquestcoder.py",
        read: { config throws(ModelConfigError) in
            try StandardDecoder.llama(
                config,
                ClassDefaults(
                    vocabulary: 76800,
                    hidden: 5120,
                    width: 27648,
                    layers: 80,
                    heads: 40,
                    keyValueHeads: 8,
                    headDimension: 128,
                    context: 131072
                )
            ).shape
        }
    )

    /// SmolLM3: Llama with a tied head; layers without rotation may slide.
    static let smolLM3 = ModelFamily(
        modelTypes: ["smollm3"],
        name: "smollm3",
        source: "huggingface/transformers: models/smollm3/modeling_smollm3.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder.llama(
                config,
                ClassDefaults(
                    vocabulary: 128256,
                    hidden: 2048,
                    width: 11008,
                    layers: 36,
                    heads: 16,
                    keyValueHeads: 4,
                    context: 32768,
                    isHeadTied: true
                )
            )
            let slides = try config.bool("use_sliding_window", default: false)
            let window = slides ? try config.window() : nil
            let interval = try config.size("no_rope_layer_interval", default: 4)
            let rotates =
                try config.numbers("no_rope_layers", layers: decoder.layerCount)
                ?? (1...decoder.layerCount).map { $0 % interval == 0 ? 0 : 1 }
            try decoder.slide(config, window: window, where: { rotates[$0] == 0 })
            return decoder.shape
        }
    )

    /// Code World Model: Llama, three of four layers slide.
    static let cwm = ModelFamily(
        modelTypes: ["cwm"],
        name: "cwm",
        source: "huggingface/transformers: models/cwm/modeling_cwm.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 128256,
                    hidden: 6144,
                    width: 21504,
                    layers: 64,
                    heads: 48,
                    keyValueHeads: 8,
                    headDimension: 128,
                    context: 131072
                )
            )
            decoder.feedForwardBias = try config.bool("mlp_bias", default: false)
            try decoder.slide(
                config,
                window: config.window(default: 8192),
                where: { $0 % 4 != 0 }
            )
            return decoder.shape
        }
    )

    /// Seed-OSS: Llama whose input and output projections have biases apart.
    static let seedOSS = ModelFamily(
        modelTypes: ["seed_oss"],
        name: "seed_oss",
        source: "huggingface/transformers: models/seed_oss/modeling_seed_oss.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 155136,
                    hidden: 4096,
                    width: 27648,
                    layers: 64,
                    heads: 80,
                    keyValueHeads: 8,
                    headDimension: 128,
                    context: 524288
                )
            )
            decoder.inputBias = try config.bool("attention_bias", default: true)
            decoder.outputBias = try config.bool("attention_out_bias", default: false)
            decoder.feedForwardBias = try config.bool("mlp_bias", default: false)
            return decoder.shape
        }
    )

    /// HyperCLOVA X: Llama with norms after each part too.
    static let hyperClovaX = ModelFamily(
        modelTypes: ["hyperclovax"],
        name: "hyperclovax",
        source: "huggingface/transformers: models/hyperclovax/modeling_hyperclovax.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder.llama(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: 4096,
                    width: 11008,
                    layers: 32,
                    heads: 32,
                    context: 2048
                )
            )
            if try config.bool("use_post_norm", default: true) { decoder.normsPerLayer = 4 }
            return decoder.shape
        }
    )

    /// Helium: Llama with a square output projection.
    static let helium = ModelFamily(
        modelTypes: ["helium"],
        name: "helium",
        source: "huggingface/transformers: models/helium/modeling_helium.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 48000,
                    hidden: 2560,
                    width: 7040,
                    layers: 24,
                    heads: 20,
                    keyValueHeads: 20,
                    headDimension: 128,
                    context: 4096
                )
            )
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.feedForwardBias = try config.bool("mlp_bias", default: false)
            decoder.hasSquareOutput = true
            return decoder.shape
        }
    )

    /// DiffLlama: Llama whose attention subtracts two maps, weighted by four learned vectors.
    static let diffLlama = ModelFamily(
        modelTypes: ["diffllama"],
        name: "diffllama",
        source: "huggingface/transformers: models/diffllama/modeling_diffllama.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: 2048,
                    width: 8192,
                    layers: 16,
                    heads: 32,
                    context: 2048
                )
            )
            try decoder.readBiases(config)
            decoder.attentionExtras = [
                .vector("lambda", .attention, count: decoder.headDimension, copies: 4)
            ]
            return decoder.shape
        }
    )

    /// BitNet: Llama with a norm before the output and the down projection.
    static let bitNet = ModelFamily(
        modelTypes: ["bitnet"],
        name: "bitnet",
        source: "huggingface/transformers: models/bitnet/modeling_bitnet.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 128256,
                    hidden: 2560,
                    width: 6912,
                    layers: 30,
                    heads: 20,
                    keyValueHeads: 5,
                    context: 2048
                )
            )
            try decoder.readBiases(config)
            decoder.layerExtras = [
                .norms(width: decoder.hiddenSize, count: 1),
                .norms(width: decoder.width, count: 1),
            ]
            return decoder.shape
        }
    )
}

extension StandardDecoder {
    /// Llama's layer with its two switches for biases.
    static func llama(
        _ config: HuggingFaceConfig,
        _ defaults: ClassDefaults
    ) throws(ModelConfigError) -> StandardDecoder {
        var decoder = try StandardDecoder(config, defaults)
        if !config.has("head_dim") { try config.requireWholeHeads(decoder) }
        try decoder.readBiases(config)
        decoder.feedForwardBias = try config.bool("mlp_bias", default: false)
        return decoder
    }
}
