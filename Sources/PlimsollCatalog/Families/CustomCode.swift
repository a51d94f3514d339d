import PlimsollEngine

/// Families whose modelling code is published beside their weights.
extension ModelFamily {
    /// Qwen 1: a network of half the configured width, biases on the fused input only.
    static let qwen1 = ModelFamily(
        modelTypes: ["qwen"],
        name: "qwen",
        source: "vllm-project/vllm: vllm/model_executor/models/qwen.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 151936,
                    hidden: 4096,
                    width: 22016,
                    layers: 32,
                    heads: 32,
                    headDimension: nil,
                    context: 8192
                ),
                keys: DecoderKeys(keyValueHeads: [])
            )
            decoder.headDimension = try config.size("kv_channels", default: decoder.headDimension)
            decoder.width /= 2
            decoder.inputBias = true
            decoder.outputBias = try !config.bool("no_bias", default: true)
            decoder.feedForwardBias = decoder.outputBias
            decoder.attentionNames = .gpt2
            decoder.feedForwardNames = StandardDecoder.FeedForwardNames(
                gate: "w2",
                up: "w1",
                down: "c_proj"
            )
            return decoder.shape
        }
    )

    /// Baichuan 1 and 2: Llama with fused projections, without groups.
    static let baichuan = ModelFamily(
        modelTypes: ["baichuan"],
        name: "baichuan",
        source: "vllm-project/vllm: vllm/model_executor/models/baichuan.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                keys: DecoderKeys(
                    keyValueHeads: [],
                    context: ["max_position_embeddings", "model_max_length"]
                )
            )
            decoder.attentionNames.fused = "W_pack"
            return decoder.shape
        }
    )

    /// InternLM 1, XVERSE, Aquila, Yi and Skywork: Llama with one switch for attention's biases.
    static let llamaKin = ModelFamily(
        modelTypes: ["internlm", "xverse", "aquila", "Yi", "skywork"],
        name: "llama-kin",
        source: "vllm-project/vllm: vllm/model_executor/models/llama.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config)
            decoder.inputBias =
                try config.isAnySet(["bias", "attention_bias"])
            decoder.outputBias = decoder.inputBias
            return decoder.shape
        }
    )

    /// InternLM 2 and 2.5: Llama with fused projections under names of its own.
    static let internLM2 = ModelFamily(
        modelTypes: ["internlm2"],
        name: "internlm2",
        source: "vllm-project/vllm: vllm/model_executor/models/internlm2.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config)
            decoder.inputBias = try config.bool("bias", default: false)
            decoder.outputBias = decoder.inputBias
            decoder.attentionNames = StandardDecoder.AttentionNames(fused: "wqkv", output: "wo")
            decoder.feedForwardNames = .numberedGate
            return decoder.shape
        }
    )

    /// InternLM 3: Llama with few key/value heads, and switches for biases of its own.
    static let internLM3 = ModelFamily(
        modelTypes: ["internlm3"],
        name: "internlm3",
        source: "huggingface/transformers: models/internlm3/configuration_internlm3.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 128512,
                    hidden: 4096,
                    width: 10240,
                    layers: 48,
                    heads: 32,
                    keyValueHeads: 2,
                    headDimension: 128,
                    context: 32768
                )
            )
            decoder.inputBias =
                try config.isAnySet(["qkv_bias", "attention_bias"])
            decoder.outputBias =
                try config.isAnySet(["bias", "mlp_bias"])
            decoder.feedForwardBias = decoder.outputBias
            return decoder.shape
        }
    )

    /// Orion: Llama with norms that shift.
    static let orion = ModelFamily(
        modelTypes: ["orion"],
        name: "orion",
        source: "vllm-project/vllm: vllm/model_executor/models/orion.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config)
            try decoder.readBiases(config)
            decoder.normBias = true
            return decoder.shape
        }
    )

    /// MiniCPM 1 and 4: Llama with scaled residuals and a tied head; experts in one of them.
    static let miniCPM = ModelFamily(
        modelTypes: ["minicpm"],
        name: "minicpm",
        source: "vllm-project/vllm: vllm/model_executor/models/minicpm.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config)
            try decoder.readBiases(config)
            decoder.isHeadTied = try config.bool("tie_word_embeddings", default: true)
            if let count = try config.int("num_experts"), count > 0 {
                var experts = try config.experts(
                    ExpertKeys(
                        count: ["num_experts"],
                        width: ["intermediate_size"],
                        defaults: (nil, nil, nil)
                    )
                )
                experts.names = .numberedGate
                decoder.mixAll(experts)
            }
            return decoder.shape
        }
    )

    /// MiMo 7B: Qwen 2 with modules that predict further tokens.
    static let miMo = ModelFamily(
        modelTypes: ["mimo"],
        name: "mimo",
        source: "vllm-project/vllm: vllm/model_executor/models/mimo.py, mimo_mtp.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config)
            decoder.inputBias = try config.bool("attention_bias", default: true)
            try decoder.slideAfterFullLayers(config)
            var shape = decoder.shape
            shape.nextTokenModules = decoder.nextTokenModules(
                count: try config.layersPredictingNext(),
                layer: decoder.layer(0)
            )
            return shape
        }
    )

    /// ChatGLM 2 and 3, GLM-4 9B of 2024: grouped queries, fused projections, a gate.
    static let chatGLM = ModelFamily(
        modelTypes: ["chatglm"],
        name: "chatglm",
        source: "vllm-project/vllm: vllm/model_executor/models/chatglm.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                keys: DecoderKeys(
                    vocabulary: ["padded_vocab_size", "vocab_size"],
                    width: ["ffn_hidden_size", "inner_hidden_size"],
                    layers: ["num_layers", "num_hidden_layers"],
                    keyValueHeads: [],
                    context: ["seq_length", "max_sequence_length"]
                )
            )
            decoder.attentionNames = .queryKeyValue
            decoder.feedForwardNames = .fourfold
            guard !config.has("inner_hidden_size") else {
                return decoder.firstChatGLM(
                    isHeadTied: try config.bool("tie_word_embeddings", default: true)
                )
            }
            decoder.feedForwardNames.fused = "dense_h_to_4h"
            decoder.headDimension = try config.size("kv_channels", default: decoder.headDimension)
            if try config.bool("multi_query_attention", default: false) {
                decoder.keyValueHeads = try config.size("multi_query_group_num", default: 1)
                try config.checkGroups(decoder)
            }
            let hasBias = try config.bool("add_bias_linear", default: false)
            decoder.inputBias = try config.isAnySet(["add_qkv_bias", "add_bias_linear"])
            decoder.outputBias = hasBias
            decoder.feedForwardBias = hasBias
            decoder.normBias = try !config.bool("rmsnorm", default: true)
            decoder.hasFinalNorm = try config.bool("post_layer_norm", default: true)
            return decoder.shape
        }
    )
}

extension StandardDecoder {
    /// ChatGLM 1: multi-head attention, no gate, biases everywhere but the head.
    fileprivate func firstChatGLM(isHeadTied: Bool) -> ModelShape {
        var decoder = self
        decoder.inputBias = true
        decoder.outputBias = true
        decoder.feedForwardBias = true
        decoder.normBias = true
        decoder.isGated = false
        decoder.isHeadTied = isHeadTied
        return decoder.shape
    }
}
