import PlimsollEngine

extension ModelFamily {
    /// GLM-4 of 2024 in the transformers layout.
    static let glm = ModelFamily(
        modelTypes: ["glm"],
        name: "glm",
        source: "huggingface/transformers: models/glm/modeling_glm.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .glm)
            try decoder.readGLM(config)
            return decoder.shape
        }
    )

    /// GLM-4 0414: norms before and after each part.
    static let glm4 = ModelFamily(
        modelTypes: ["glm4"],
        name: "glm4",
        source: "huggingface/transformers: models/glm4/modeling_glm4.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .glm)
            try decoder.readGLM(config)
            decoder.normsPerLayer = 4
            return decoder.shape
        }
    )

    /// GLM-4.5 to 4.7: the first layers dense, then many experts with a shared one.
    static let glm4Moe = ModelFamily(
        modelTypes: ["glm4_moe"],
        name: "glm4_moe",
        source: "huggingface/transformers: models/glm4_moe/modeling_glm4_moe.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 151552,
                    hidden: 4096,
                    width: 10944,
                    layers: 46,
                    heads: 96,
                    keyValueHeads: 8,
                    context: 131072
                )
            )
            decoder.inputBias = try config.bool("attention_bias", default: false)
            if try config.bool("use_qk_norm", default: false) { decoder.queryKeyNorm = .perHead }
            var experts = try config.experts(
                ExpertKeys(
                    count: ["n_routed_experts", "num_local_experts"],
                    defaults: (128, 8, 1408)
                )
            )
            experts.sharedWidth =
                try config.int("n_shared_experts", default: 1) * experts.width
            let firstSparse = try config.int("first_k_dense_replace", default: 1)
            decoder.mix(experts) { $0 >= firstSparse }
            var shape = decoder.shape
            shape.nextTokenModules = decoder.nextTokenModules(
                count: try config.layersPredictingNext(),
                layer: decoder.layer(decoder.layerCount)
            )
            return shape
        }
    )
}

extension StandardDecoder {
    /// What GLM-4's dense generations share.
    fileprivate mutating func readGLM(_ config: HuggingFaceConfig) throws(ModelConfigError) {
        inputBias = try config.bool("attention_bias", default: true)
        feedForwardNames = .gateUp
    }

    /// Modules that predict further tokens: one layer each, a projection of the last state and
    /// the next token's embedding, and three norms.
    ///
    /// Source: DeepSeek-AI 2024, arXiv:2412.19437, section 2.2.
    func nextTokenModules(count: Int, layer: Layer) -> [WeightTensor] {
        let module =
            layer.tensors + [
                WeightTensor("eh_proj", .other, rows: hiddenSize, columns: 2 * hiddenSize),
                .norms(width: hiddenSize, count: 3),
            ]
        return (0..<count).flatMap { _ in module }
    }
}

extension HuggingFaceConfig {
    /// Multi-token-prediction modules stored beside the model.
    func layersPredictingNext() throws(ModelConfigError) -> Int {
        try int(anyOf: ["num_nextn_predict_layers", "num_mtp_layers"], in: 0...64) ?? 0
    }
}

extension ClassDefaults {
    fileprivate static let glm = ClassDefaults(
        vocabulary: 151552,
        hidden: 4096,
        width: 13696,
        layers: 40,
        heads: 32,
        keyValueHeads: 2,
        headDimension: 128,
        context: 131072
    )
}
