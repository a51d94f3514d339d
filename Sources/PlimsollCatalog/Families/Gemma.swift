import PlimsollEngine

extension ModelFamily {
    /// Gemma 1: wide heads, a tied head that configurations do not mention.
    static let gemma = ModelFamily(
        modelTypes: ["gemma"],
        name: "gemma",
        source: "huggingface/transformers: models/gemma/modeling_gemma.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 256000,
                    hidden: 3072,
                    width: 24576,
                    layers: 28,
                    heads: 16,
                    keyValueHeads: 16,
                    headDimension: 256,
                    context: 8192,
                    isHeadTied: true
                )
            )
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.outputBias = decoder.inputBias
            return decoder.shape
        }
    )

    /// Gemma 2: norms before and after each part, every other layer slides.
    static let gemma2 = ModelFamily(
        modelTypes: ["gemma2"],
        name: "gemma2",
        source: "huggingface/transformers: models/gemma2/modeling_gemma2.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .gemma2(vocabulary: 256000, context: 8192))
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.outputBias = decoder.inputBias
            decoder.normsPerLayer = 4
            decoder.capsScores = !config.isNull("attn_logit_softcapping")
            try decoder.slide(
                config,
                window: config.window(default: 4096),
                where: { $0 % 2 == 0 }
            )
            return decoder.shape
        }
    )

    /// The text model of Gemma 3: Gemma 2 with query and key norms, five of six layers slide.
    static let gemma3Text = ModelFamily(
        modelTypes: ["gemma3_text"],
        name: "gemma3",
        source: "huggingface/transformers: models/gemma3/modeling_gemma3.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                .gemma2(vocabulary: 262208, context: 131072)
            )
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.outputBias = decoder.inputBias
            decoder.queryKeyNorm = .perHead
            decoder.normsPerLayer = 4
            var window = try config.window(default: 4096)
            if try config.bool("use_bidirectional_attention", default: false) {
                window = window.map { $0 / 2 + 1 }
            }
            let pattern = try config.size("sliding_window_pattern", default: 6)
            try decoder.slide(config, window: window, where: { ($0 + 1) % pattern != 0 })
            return decoder.shape
        }
    )

    /// VaultGemma: Gemma 2 without the norms after each part.
    static let vaultGemma = ModelFamily(
        modelTypes: ["vaultgemma"],
        name: "vaultgemma",
        source: "huggingface/transformers: models/vaultgemma/modeling_vaultgemma.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .gemma2(vocabulary: 256000, context: 8192))
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.outputBias = decoder.inputBias
            try decoder.slide(
                config,
                window: config.window(default: 4096),
                where: { $0 % 2 == 0 }
            )
            return decoder.shape
        }
    )
}

extension ClassDefaults {
    /// What the classes from Gemma 2 on take.
    fileprivate static func gemma2(vocabulary: Int, context: Int) -> ClassDefaults {
        ClassDefaults(
            vocabulary: vocabulary,
            hidden: 2304,
            width: 9216,
            layers: 26,
            heads: 8,
            keyValueHeads: 4,
            headDimension: 256,
            context: context,
            isHeadTied: true
        )
    }
}
