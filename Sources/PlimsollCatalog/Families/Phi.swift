import PlimsollEngine

extension ModelFamily {
    /// Phi 1 to 2: attention and feed-forward network side by side after one norm, biases
    /// everywhere, the head included.
    static let phi = ModelFamily(
        modelTypes: ["phi"],
        name: "phi",
        source: "huggingface/transformers: models/phi/modeling_phi.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 51200,
                    hidden: 2048,
                    width: 8192,
                    layers: 24,
                    heads: 32,
                    context: 2048
                )
            )
            decoder.inputBias = true
            decoder.outputBias = true
            decoder.feedForwardBias = true
            decoder.headBias = true
            decoder.normBias = true
            decoder.normsPerLayer = 1
            decoder.isGated = false
            decoder.attentionNames.output = "dense"
            decoder.feedForwardNames = .numbered
            if try config.bool("qk_layernorm", default: false) {
                decoder.queryKeyNorm = .perHeadWithShift
            }
            return decoder.shape
        }
    )

    /// Phi 3 to 4: fused projections without biases.
    static let phi3 = ModelFamily(
        modelTypes: ["phi3"],
        name: "phi3",
        source: "huggingface/transformers: models/phi3/modeling_phi3.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 32064,
                    hidden: 3072,
                    width: 8192,
                    layers: 32,
                    heads: 32,
                    context: 4096
                )
            )
            decoder.attentionNames = .qkvProjection
            decoder.feedForwardNames = .gateUp
            let window = try config.window()
            decoder.span = { _ in AttentionSpan(window: window) }
            return decoder.shape
        }
    )

    /// Phi 3.5 MoE: norms with shifts, two experts a token.
    static let phimoe = ModelFamily(
        modelTypes: ["phimoe"],
        name: "phimoe",
        source: "huggingface/transformers: models/phimoe/modeling_phimoe.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 32064,
                    hidden: 4096,
                    width: 6400,
                    layers: 32,
                    heads: 32,
                    keyValueHeads: 8,
                    context: 131072
                )
            )
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.outputBias = decoder.inputBias
            decoder.headBias = try config.bool("lm_head_bias", default: false)
            decoder.normBias = true
            var experts = try config.experts(
                ExpertKeys(
                    count: ["num_local_experts", "num_experts"],
                    width: ["intermediate_size"],
                    defaults: (16, 2, 6400)
                )
            )
            experts.names = .numberedGate
            decoder.mixAll(experts)
            let window = try config.window()
            decoder.span = { _ in AttentionSpan(window: window) }
            return decoder.shape
        }
    )
}
