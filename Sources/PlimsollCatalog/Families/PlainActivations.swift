import PlimsollEngine

extension ModelFamily {
    /// Arcee: Llama without a gate.
    static let arcee = ModelFamily(
        modelTypes: ["arcee"],
        name: "arcee",
        source: "huggingface/transformers: models/arcee/modeling_arcee.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder.llama(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: 2560,
                    width: 18432,
                    layers: 32,
                    heads: 32,
                    context: 4096
                )
            )
            decoder.isGated = false
            return decoder.shape
        }
    )

    /// Apertus: no gate, an activation with two learned numbers, norms on queries and keys.
    static let apertus = ModelFamily(
        modelTypes: ["apertus"],
        name: "apertus",
        source: "huggingface/transformers: models/apertus/modeling_apertus.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 131072,
                    hidden: 4096,
                    width: 14336,
                    layers: 32,
                    heads: 32,
                    context: 65536
                )
            )
            try decoder.readBiases(config)
            decoder.isGated = false
            decoder.queryKeyNorm = .perHead
            if try config.string("hidden_act") ?? "xielu" == "xielu" {
                decoder.layerExtras = [.vector("act_fn", .mlp, count: 2)]
            }
            return decoder.shape
        }
    )

    /// Nemotron 4: no gate, norms with shifts.
    static let nemotron = ModelFamily(
        modelTypes: ["nemotron"],
        name: "nemotron",
        source: "huggingface/transformers: models/nemotron/modeling_nemotron.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder.llama(
                config,
                ClassDefaults(
                    vocabulary: 256000,
                    hidden: 6144,
                    width: 24576,
                    layers: 32,
                    heads: 48,
                    context: 4096
                )
            )
            decoder.isGated = false
            decoder.normBias = true
            return decoder.shape
        }
    )

    /// Jais 2: no gate, biases everywhere, norms with shifts.
    static let jais2 = ModelFamily(
        modelTypes: ["jais2"],
        name: "jais2",
        source: "huggingface/transformers: models/jais2/modeling_jais2.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 150272,
                    hidden: 3328,
                    width: 26624,
                    layers: 32,
                    heads: 26,
                    context: 8192
                )
            )
            try decoder.readBiases(config, default: true)
            decoder.feedForwardBias = try config.bool("mlp_bias", default: true)
            decoder.isGated = false
            decoder.normBias = true
            return decoder.shape
        }
    )

    /// StarCoder 2: no gate, one switch for all biases, norms with shifts, a tied head.
    static let starCoder2 = ModelFamily(
        modelTypes: ["starcoder2"],
        name: "starcoder2",
        source: "huggingface/transformers: models/starcoder2/modeling_starcoder2.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 49152,
                    hidden: 3072,
                    width: 12288,
                    layers: 30,
                    heads: 24,
                    keyValueHeads: 2,
                    context: 4096,
                    isHeadTied: true
                )
            )
            decoder.inputBias = try config.bool("use_bias", default: true)
            decoder.outputBias = decoder.inputBias
            decoder.feedForwardBias = decoder.inputBias
            decoder.isGated = false
            decoder.normBias = true
            decoder.feedForwardNames = .gpt2
            let window = try config.window()
            decoder.span = { _ in AttentionSpan(window: window) }
            return decoder.shape
        }
    )

    /// Persimmon: fused projections with biases, norms with shifts on queries and keys.
    static let persimmon = ModelFamily(
        modelTypes: ["persimmon"],
        name: "persimmon",
        source: "huggingface/transformers: models/persimmon/modeling_persimmon.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 262144,
                    hidden: 4096,
                    width: 16384,
                    layers: 36,
                    heads: 64,
                    context: 16384
                ),
                keys: DecoderKeys(keyValueHeads: [])
            )
            decoder.headDimension = decoder.hiddenSize / decoder.queryHeads
            decoder.inputBias = true
            decoder.outputBias = true
            decoder.feedForwardBias = true
            decoder.isGated = false
            decoder.normBias = true
            decoder.attentionNames = .queryKeyValue
            decoder.feedForwardNames = .fourfold
            if try config.bool("qk_layernorm", default: true) {
                decoder.queryKeyNorm = .perHeadWithShift
            }
            return decoder.shape
        }
    )

    /// nanochat: no gate, norms without parameters.
    static let nanoChat = ModelFamily(
        modelTypes: ["nanochat"],
        name: "nanochat",
        source: "huggingface/transformers: models/nanochat/modeling_nanochat.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 50304,
                    hidden: 768,
                    width: 8192,
                    layers: 12,
                    heads: 6,
                    context: 2048
                )
            )
            try decoder.readBiases(config)
            decoder.isGated = false
            decoder.normsPerLayer = 0
            decoder.hasFinalNorm = false
            decoder.feedForwardNames = .numbered
            return decoder.shape
        }
    )

    /// StableLM: gated, norms with shifts, one more norm a head of queries and keys at will.
    static let stableLM = ModelFamily(
        modelTypes: ["stablelm", "stablelm_epoch"],
        name: "stablelm",
        source: "huggingface/transformers: models/stablelm/modeling_stablelm.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 50304,
                    hidden: 2560,
                    width: 6912,
                    layers: 32,
                    heads: 32,
                    keyValueHeads: 32,
                    context: 4096
                )
            )
            decoder.headDimension = decoder.hiddenSize / decoder.queryHeads
            decoder.inputBias = try config.bool("use_qkv_bias", default: false)
            decoder.normBias = true
            if try config.bool("qk_layernorm", default: false) { decoder.queryKeyNorm = .full }
            if try config.bool("use_parallel_residual", default: false) {
                decoder.normsPerLayer = 1
            }
            return decoder.shape
        }
    )
}
