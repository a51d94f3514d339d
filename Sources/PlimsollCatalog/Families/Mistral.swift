import PlimsollEngine

extension ModelFamily {
    /// Mistral 7B, Nemo, Small and their kin: no biases, one window for all layers or none.
    static let mistral = ModelFamily(
        modelTypes: ["mistral"],
        name: "mistral",
        source: "huggingface/transformers: models/mistral/modeling_mistral.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .mistral)
            let window = try config.window(default: 4096)
            decoder.span = { _ in AttentionSpan(window: window) }
            return decoder.shape
        }
    )

    /// Ministral 8B of 2024: Mistral whose layers may differ in their window.
    static let ministral = ModelFamily(
        modelTypes: ["ministral"],
        name: "ministral",
        source: "huggingface/transformers: models/ministral/modeling_ministral.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .mistral)
            try decoder.slide(config, window: config.window(default: 4096), where: { _ in true })
            return decoder.shape
        }
    )

    /// Ministral 3: Mistral without a window.
    static let ministral3 = ModelFamily(
        modelTypes: ["ministral3"],
        name: "ministral3",
        source: "huggingface/transformers: models/ministral3/modeling_ministral3.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 131072,
                    hidden: 4096,
                    width: 14336,
                    layers: 34,
                    heads: 32,
                    keyValueHeads: 8,
                    headDimension: 128,
                    context: 262144
                )
            )
            let window = try config.window()
            decoder.span = { _ in AttentionSpan(window: window) }
            return decoder.shape
        }
    )

    /// Mixtral: Mistral whose feed-forward networks are all mixtures.
    static let mixtral = ModelFamily(
        modelTypes: ["mixtral"],
        name: "mixtral",
        source: "huggingface/transformers: models/mixtral/modeling_mixtral.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .mistral)
            var experts = try config.experts(
                ExpertKeys(
                    count: ["num_local_experts", "num_experts"],
                    width: ["intermediate_size"],
                    defaults: (8, 2, 14336)
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

extension ClassDefaults {
    /// What Mistral's and Mixtral's classes take.
    fileprivate static let mistral = ClassDefaults(
        vocabulary: 32000,
        hidden: 4096,
        width: 14336,
        layers: 32,
        heads: 32,
        keyValueHeads: 8,
        context: 131072
    )
}

extension StandardDecoder {
    /// Gives every layer the same mixture.
    mutating func mixAll(_ experts: Experts) {
        let feedForward = experts.feedForward(hiddenSize: hiddenSize)
        mixture = { _ in feedForward }
    }

    /// Gives the layers from an index on the same mixture.
    mutating func mix(_ experts: Experts, where isSparse: @escaping (Int) -> Bool) {
        let feedForward = experts.feedForward(hiddenSize: hiddenSize)
        mixture = { isSparse($0) ? feedForward : nil }
    }
}

extension StandardDecoder.FeedForwardNames {
    /// `w1`, `w3` and `w2`: Mixtral, InternLM 2.
    static let numberedGate = Self(gate: "w1", up: "w3", down: "w2")
}
