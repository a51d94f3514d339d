import PlimsollEngine

/// Decoders of 2021 to 2023 with rotary or ALiBi positions.
extension ModelFamily {
    /// GPT-J: attention and network side by side after one norm, biases on the network only.
    static let gptJ = ModelFamily(
        modelTypes: ["gptj"],
        name: "gptj",
        source: "huggingface/transformers: models/gptj/modeling_gptj.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .gptJ, keys: .gpt2)
            try decoder.readGPTJ(config)
            decoder.attentionNames.output = "out_proj"
            return decoder.shape
        }
    )

    /// CodeGen: GPT-J with fused projections.
    static let codeGen = ModelFamily(
        modelTypes: ["codegen"],
        name: "codegen",
        source: "huggingface/transformers: models/codegen/modeling_codegen.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .gptJ, keys: .gpt2)
            try decoder.readGPTJ(config)
            decoder.attentionNames = StandardDecoder.AttentionNames(
                fused: "qkv_proj",
                output: "out_proj"
            )
            return decoder.shape
        }
    )

    /// GPT-NeoX and Pythia: fused projections, biases everywhere but the head.
    static let gptNeoX = ModelFamily(
        modelTypes: ["gpt_neox"],
        name: "gpt_neox",
        source: "huggingface/transformers: models/gpt_neox/modeling_gpt_neox.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 50432,
                    hidden: 6144,
                    width: 24576,
                    layers: 44,
                    heads: 64,
                    context: 2048
                ),
                keys: DecoderKeys(keyValueHeads: [])
            )
            decoder.readFourfold()
            try decoder.readBiases(config, default: true)
            return decoder.shape
        }
    )

    /// GPT-NeoX Japanese: one bias in all, on the output of the last layer's attention.
    static let gptNeoXJapanese = ModelFamily(
        modelTypes: ["gpt_neox_japanese"],
        name: "gpt_neox_japanese",
        source:
            "huggingface/transformers: models/gpt_neox_japanese/modeling_gpt_neox_japanese.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: 2560,
                    width: 0,
                    layers: 32,
                    heads: 32,
                    context: 2048,
                    isHeadTied: true
                ),
                keys: DecoderKeys(width: [], keyValueHeads: [])
            )
            decoder.readFourfold()
            decoder.inputBias = false
            decoder.outputBias = false
            decoder.feedForwardBias = false
            decoder.width =
                try config.size("intermediate_multiple_size", default: 4) * decoder.hiddenSize
            var layers = LayerStack()
            for index in 0..<decoder.layerCount {
                decoder.outputBias = index == decoder.layerCount - 1
                layers.append(decoder.layer(index))
            }
            return decoder.shape(layers: layers)
        }
    )

    /// BLOOM: ALiBi, fused projections, one more norm after the embedding, a tied head.
    static let bloom = ModelFamily(
        modelTypes: ["bloom"],
        name: "bloom",
        source: "huggingface/transformers: models/bloom/modeling_bloom.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 250880,
                    hidden: 64,
                    width: 0,
                    layers: 2,
                    heads: 8,
                    context: 2048,
                    isHeadTied: true
                ),
                keys: DecoderKeys(
                    hidden: ["n_embed", "hidden_size"],
                    width: [],
                    layers: ["n_layer", "num_hidden_layers"],
                    heads: ["n_head", "num_attention_heads"],
                    keyValueHeads: [],
                    context: ["seq_length"]
                )
            )
            decoder.readFourfold()
            decoder.width = 4 * decoder.hiddenSize
            var shape = decoder.shape
            shape.embeddings.append(
                .norms(width: decoder.hiddenSize, count: 1, hasBias: true)
            )
            return shape
        }
    )

    /// Falcon: one key/value head in 7B, groups in 40B and 180B; no biases but those of norms.
    static let falcon = ModelFamily(
        modelTypes: ["falcon", "RefinedWeb", "RefinedWebModel"],
        name: "falcon",
        source: "huggingface/transformers: models/falcon/modeling_falcon.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 65024,
                    hidden: 4544,
                    width: 0,
                    layers: 32,
                    heads: 71,
                    context: 2048,
                    isHeadTied: true
                ),
                keys: DecoderKeys(
                    hidden: ["n_embed", "hidden_size"],
                    width: ["ffn_hidden_size"],
                    layers: ["num_hidden_layers", "n_layer"],
                    heads: ["num_attention_heads", "n_head"],
                    keyValueHeads: []
                )
            )
            decoder.readFourfold()
            let hasBias = try config.bool("bias", default: false)
            decoder.inputBias = hasBias
            decoder.outputBias = hasBias
            decoder.feedForwardBias = hasBias
            if decoder.width == 0 { decoder.width = 4 * decoder.hiddenSize }

            let isNew = try config.bool("new_decoder_architecture", default: false)
            if isNew {
                decoder.keyValueHeads =
                    try config.int(
                        anyOf: ["num_kv_heads", "n_head_kv"],
                        in: 1...HuggingFaceConfig.sizes.upperBound
                    ) ?? decoder.queryHeads
                try config.checkGroups(decoder)
            } else if try config.bool("multi_query", default: true) {
                decoder.keyValueHeads = 1
            }
            let parallelNorms =
                try config.int("num_ln_in_parallel_attn") ?? (isNew ? 2 : 1)
            let isParallel = try config.bool("parallel_attn", default: true)
            decoder.normsPerLayer = !isParallel || parallelNorms == 2 ? 2 : 1
            var shape = decoder.shape
            shape.ggufArchitecture = .falcon
            return shape
        }
    )

    /// MPT: ALiBi, no biases at all, a tied head.
    static let mpt = ModelFamily(
        modelTypes: ["mpt"],
        name: "mpt",
        source: "huggingface/transformers: models/mpt/modeling_mpt.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 50368,
                    hidden: 2048,
                    width: 0,
                    layers: 24,
                    heads: 16,
                    context: 2048,
                    isHeadTied: true
                ),
                keys: .mpt
            )
            decoder.headDimension = decoder.hiddenSize / decoder.queryHeads
            decoder.width = 4 * decoder.hiddenSize
            decoder.isGated = false
            decoder.attentionNames = StandardDecoder.AttentionNames(
                fused: "Wqkv",
                output: "out_proj"
            )
            return decoder.shape
        }
    )
}

extension StandardDecoder {
    /// What GPT-J and CodeGen share.
    fileprivate mutating func readGPTJ(_ config: HuggingFaceConfig) throws(ModelConfigError) {
        keyValueHeads = queryHeads
        headDimension = hiddenSize / queryHeads
        width = try config.int("n_inner") ?? 4 * hiddenSize
        isGated = false
        feedForwardBias = true
        headBias = true
        normBias = true
        normsPerLayer = 1
        feedForwardNames = .inOut
    }

    /// Fused projections and a plain network with biases, norms with shifts; heads divide the
    /// hidden size.
    fileprivate mutating func readFourfold() {
        headDimension = hiddenSize / queryHeads
        isGated = false
        inputBias = true
        outputBias = true
        feedForwardBias = true
        normBias = true
        attentionNames = .queryKeyValue
        feedForwardNames = .fourfold
    }
}

extension ClassDefaults {
    fileprivate static let gptJ = ClassDefaults(
        vocabulary: 50400,
        hidden: 4096,
        width: 0,
        layers: 28,
        heads: 16,
        context: 2048
    )
}
