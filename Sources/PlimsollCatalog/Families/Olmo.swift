import PlimsollEngine

extension ModelFamily {
    /// OLMo 1: norms without parameters.
    static let olmo = ModelFamily(
        modelTypes: ["olmo"],
        name: "olmo",
        source: "huggingface/transformers: models/olmo/modeling_olmo.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .olmo)
            try decoder.readBiases(config)
            decoder.normsPerLayer = 0
            decoder.hasFinalNorm = false
            return decoder.shape
        }
    )

    /// OLMo 2: norms after attention and network, and on all queries and keys together.
    static let olmo2 = ModelFamily(
        modelTypes: ["olmo2"],
        name: "olmo2",
        source: "huggingface/transformers: models/olmo2/modeling_olmo2.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .olmo)
            try decoder.readBiases(config)
            decoder.queryKeyNorm = .full
            return decoder.shape
        }
    )

    /// OLMo 3: OLMo 2, three of four layers slide.
    static let olmo3 = ModelFamily(
        modelTypes: ["olmo3"],
        name: "olmo3",
        source: "huggingface/transformers: models/olmo3/modeling_olmo3.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .olmo)
            try decoder.readBiases(config)
            decoder.queryKeyNorm = .full
            try decoder.slide(
                config,
                window: config.window(default: 4096),
                where: { ($0 + 1) % 4 != 0 }
            )
            return decoder.shape
        }
    )

    /// OLMoE: many small experts, `intermediate_size` is the width of one.
    static let olmoe = ModelFamily(
        modelTypes: ["olmoe"],
        name: "olmoe",
        source: "huggingface/transformers: models/olmoe/modeling_olmoe.py",
        read: { config throws(ModelConfigError) in
            try StandardDecoder.olmoExperts(
                config,
                ClassDefaults(
                    vocabulary: 50304,
                    hidden: 2048,
                    width: 2048,
                    layers: 16,
                    heads: 16,
                    context: 4096
                ),
                experts: (64, 8, 2048)
            )
        }
    )

    /// FlexOlmo: OLMo 2 with a few wide experts trained apart.
    static let flexOlmo = ModelFamily(
        modelTypes: ["flex_olmo"],
        name: "flex_olmo",
        source: "huggingface/transformers: models/flex_olmo/modeling_flex_olmo.py",
        read: { config throws(ModelConfigError) in
            try StandardDecoder.olmoExperts(
                config,
                ClassDefaults(
                    vocabulary: 100352,
                    hidden: 4096,
                    width: 11008,
                    layers: 32,
                    heads: 32,
                    context: 4096
                ),
                experts: (7, 5, 11008)
            )
        }
    )
}

extension StandardDecoder {
    /// `attention_bias` on all four projections, as Llama's class and many after it have it.
    mutating func readBiases(
        _ config: HuggingFaceConfig,
        default fallback: Bool = false
    ) throws(ModelConfigError) {
        inputBias = try config.bool("attention_bias", default: fallback)
        outputBias = inputBias
    }

    /// The mixtures of the OLMo family.
    fileprivate static func olmoExperts(
        _ config: HuggingFaceConfig,
        _ defaults: ClassDefaults,
        experts: (count: Int?, perToken: Int?, width: Int?)
    ) throws(ModelConfigError) -> ModelShape {
        var decoder = try StandardDecoder(config, defaults)
        try decoder.readBiases(config)
        decoder.queryKeyNorm = .full
        decoder.mixAll(
            try config.experts(
                ExpertKeys(
                    count: ["num_experts", "num_local_experts"],
                    width: ["intermediate_size"],
                    defaults: experts
                )
            )
        )
        return decoder.shape
    }
}

extension ClassDefaults {
    fileprivate static let olmo = ClassDefaults(
        vocabulary: 50304,
        hidden: 4096,
        width: 11008,
        layers: 32,
        heads: 32,
        context: 2048
    )
}
