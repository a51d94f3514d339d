import PlimsollEngine

extension ModelFamily {
    /// Granite 3: Llama with scaled residuals.
    static let granite = ModelFamily(
        modelTypes: ["granite"],
        name: "granite",
        source: "huggingface/transformers: models/granite/modeling_granite.py",
        read: { config throws(ModelConfigError) in
            try StandardDecoder.llama(config, .granite).shape
        }
    )

    /// Granite 3 MoE: every layer has the same mixture.
    static let graniteMoe = ModelFamily(
        modelTypes: ["granitemoe"],
        name: "granitemoe",
        source: "huggingface/transformers: models/granitemoe/modeling_granitemoe.py",
        read: { config throws(ModelConfigError) in
            try StandardDecoder.graniteExperts(config, sharedWidth: 0).shape
        }
    )

    /// Granite MoE with one shared network beside the experts.
    static let graniteMoeShared = ModelFamily(
        modelTypes: ["granitemoeshared"],
        name: "granitemoeshared",
        source: "huggingface/transformers: models/granitemoeshared/modeling_granitemoeshared.py",
        read: { config throws(ModelConfigError) in
            let sharedWidth = try config.int("shared_intermediate_size", default: 0)
            return try StandardDecoder.graniteExperts(config, sharedWidth: sharedWidth).shape
        }
    )

    /// Granite with sinks, three of four layers slide.
    static let graniteSWA = ModelFamily(
        modelTypes: ["granite_swa"],
        name: "granite_swa",
        source: "huggingface/transformers: models/granite_swa/modeling_granite_swa.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder.llama(
                config,
                ClassDefaults(
                    vocabulary: 100352,
                    hidden: 2560,
                    width: 8192,
                    layers: 24,
                    heads: 20,
                    keyValueHeads: 4,
                    context: 8192,
                    isHeadTied: true
                )
            )
            try decoder.slideGranite(config)
            return decoder.shape
        }
    )

    /// Granite MoE with sinks, three of four layers slide.
    static let graniteMoeSWA = ModelFamily(
        modelTypes: ["granitemoe_swa"],
        name: "granitemoe_swa",
        source: "huggingface/transformers: models/granitemoe_swa/modeling_granitemoe_swa.py",
        read: { config throws(ModelConfigError) in
            let sharedWidth = try config.int("shared_intermediate_size", default: 0)
            var decoder = try StandardDecoder.graniteExperts(config, sharedWidth: sharedWidth)
            try decoder.slideGranite(config)
            return decoder.shape
        }
    )
}

extension StandardDecoder {
    /// The mixtures of the Granite family.
    fileprivate static func graniteExperts(
        _ config: HuggingFaceConfig,
        sharedWidth: Int
    ) throws(ModelConfigError) -> StandardDecoder {
        var decoder = try StandardDecoder(config, .granite)
        try decoder.readBiases(config)
        var experts = try config.experts(
            ExpertKeys(
                count: ["num_local_experts"],
                width: ["intermediate_size"],
                defaults: (8, 2, 11008)
            )
        )
        experts.names = .inputOutput
        experts.sharedNames = .inputOutput
        experts.routerName = "router"
        experts.sharedWidth = sharedWidth
        decoder.mixAll(experts)
        return decoder
    }

    /// Sinks, and a window for all layers but each fourth.
    fileprivate mutating func slideGranite(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) {
        hasSinks = true
        try slide(config, window: config.window(default: 128), where: { $0 % 4 != 0 })
    }
}

extension StandardDecoder.FeedForwardNames {
    /// `input_linear` and `output_linear`: Granite MoE, JetMoE.
    static let inputOutput = Self(fused: "input_linear", down: "output_linear")
}

extension ClassDefaults {
    fileprivate static let granite = ClassDefaults(
        vocabulary: 32000,
        hidden: 4096,
        width: 11008,
        layers: 32,
        heads: 32,
        context: 2048
    )
}
