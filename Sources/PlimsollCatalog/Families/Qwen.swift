import PlimsollEngine

extension ModelFamily {
    /// Qwen 1.5, 2 and 2.5: Llama with biases on queries, keys and values.
    static let qwen2 = ModelFamily(
        modelTypes: ["qwen2"],
        name: "qwen2",
        source: "huggingface/transformers: models/qwen2/modeling_qwen2.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 151936,
                    hidden: 4096,
                    width: 22016,
                    layers: 32,
                    heads: 32,
                    keyValueHeads: 32,
                    context: 32768
                )
            )
            decoder.inputBias = true
            try decoder.slideAfterFullLayers(config)
            return decoder.shape
        }
    )

    /// Qwen 3: no biases, norms on queries and keys.
    static let qwen3 = ModelFamily(
        modelTypes: ["qwen3"],
        name: "qwen3",
        source: "huggingface/transformers: models/qwen3/modeling_qwen3.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 151936,
                    hidden: 4096,
                    width: 22016,
                    layers: 32,
                    heads: 32,
                    keyValueHeads: 32,
                    headDimension: 128,
                    context: 32768
                )
            )
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.outputBias = decoder.inputBias
            decoder.queryKeyNorm = .perHead
            try decoder.slideAfterFullLayers(config)
            return decoder.shape
        }
    )

    /// Qwen 1.5 and 2 with experts, and one wide shared expert behind a gate of its own.
    static let qwen2Moe = ModelFamily(
        modelTypes: ["qwen2_moe"],
        name: "qwen2_moe",
        source: "huggingface/transformers: models/qwen2_moe/modeling_qwen2_moe.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 151936,
                    hidden: 2048,
                    width: 5632,
                    layers: 24,
                    heads: 16,
                    keyValueHeads: 16,
                    context: 32768
                )
            )
            decoder.inputBias = try config.bool("qkv_bias", default: true)
            let sharedWidth = try config.size("shared_expert_intermediate_size", default: 5632)
            try decoder.mixSparseSteps(config, experts: 60, perToken: 4, width: 1408) {
                $0.sharedWidth = sharedWidth
                $0.hasSharedGate = true
            }
            let slides = try config.bool("use_sliding_window", default: false)
            let until = try config.int("max_window_layers", default: 28)
            try decoder.slide(
                config,
                window: slides ? config.window(default: 4096) : nil,
                where: { slides && $0 % 2 == 0 && $0 < until }
            )
            return decoder.shape
        }
    )

    /// Qwen 3 with experts, none of them shared.
    static let qwen3Moe = ModelFamily(
        modelTypes: ["qwen3_moe"],
        name: "qwen3_moe",
        source: "huggingface/transformers: models/qwen3_moe/modeling_qwen3_moe.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 151936,
                    hidden: 2048,
                    width: 6144,
                    layers: 24,
                    heads: 32,
                    keyValueHeads: 4,
                    context: 32768
                )
            )
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.outputBias = decoder.inputBias
            decoder.queryKeyNorm = .perHead
            try decoder.mixSparseSteps(config, experts: 128, perToken: 8, width: 768)
            if try config.bool("use_sliding_window", default: false) {
                let window = try config.window(default: 4096)
                decoder.span = { _ in AttentionSpan(window: window) }
            }
            return decoder.shape
        }
    )
}

extension StandardDecoder {
    /// Qwen's rule: the first `max_window_layers` layers look at everything, the others slide,
    /// if the model slides at all.
    mutating func slideAfterFullLayers(_ config: HuggingFaceConfig) throws(ModelConfigError) {
        let slides = try config.bool("use_sliding_window", default: false)
        let window = slides ? try config.window(default: 4096) : nil
        let fullLayers = try config.int("max_window_layers", default: 28)
        try slide(config, window: window, where: { $0 >= fullLayers })
    }

    /// Qwen's rule of experts: every `decoder_sparse_step`th layer that is not listed as dense.
    mutating func mixSparseSteps(
        _ config: HuggingFaceConfig,
        experts: Int,
        perToken: Int,
        width: Int,
        dense fallback: [Int] = [],
        adjust: (inout Experts) -> Void = { _ in }
    ) throws(ModelConfigError) {
        guard try config.int("num_experts") != 0 else { return }
        var mixed = try config.experts(
            ExpertKeys(
                count: ["num_experts", "num_local_experts"],
                defaults: (experts, perToken, width)
            )
        )
        adjust(&mixed)
        let feedForward = mixed.feedForward(hiddenSize: hiddenSize)
        let step = try config.size("decoder_sparse_step", default: 1)
        let dense = Set(try config.ints("mlp_only_layers") ?? fallback)
        mixture = { ($0 + 1) % step == 0 && !dense.contains($0) ? feedForward : nil }
    }
}
