import PlimsollEngine

extension ModelFamily {
    /// Command R: attention and feed-forward network side by side after one norm, a tied head.
    static let cohere = ModelFamily(
        modelTypes: ["cohere"],
        name: "cohere",
        source: "huggingface/transformers: models/cohere/modeling_cohere.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .cohere)
            try decoder.readCohere(config)
            if try config.bool("use_qk_norm", default: false) { decoder.queryKeyNorm = .full }
            return decoder.shape
        }
    )

    /// Command R7B and A: three of four layers slide.
    static let cohere2 = ModelFamily(
        modelTypes: ["cohere2"],
        name: "cohere2",
        source: "huggingface/transformers: models/cohere2/modeling_cohere2.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .cohere)
            try decoder.readCohere(config)
            let pattern = try config.size("sliding_window_pattern", default: 4)
            try decoder.slide(
                config,
                window: config.window(default: 4096),
                where: { ($0 + 1) % pattern != 0 }
            )
            return decoder.shape
        }
    )

    /// The text model of Compass: Command R whose layers may slide.
    static let cohereCompassText = ModelFamily(
        modelTypes: ["cohere_compass_text"],
        name: "cohere_compass",
        source: "huggingface/transformers: models/cohere_compass/modeling_cohere_compass.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .cohere)
            try decoder.readCohere(config)
            try decoder.slide(
                config,
                window: config.window(default: 4096),
                where: { _ in false }
            )
            return decoder.shape
        }
    )

    /// Command with experts: a dense prefix, then experts as wide as the dense networks of its
    /// elders, shared ones beside them at will.
    static let cohere2Moe = ModelFamily(
        modelTypes: ["cohere2_moe"],
        name: "cohere2_moe",
        source: "huggingface/transformers: models/cohere2_moe/modeling_cohere2_moe.py",
        read: { config throws(ModelConfigError) in
            var defaults = ClassDefaults.cohere
            defaults.headDimension = 128
            var decoder = try StandardDecoder(config, defaults)
            try decoder.readCohere(config)
            var experts = try config.experts(
                ExpertKeys(
                    count: ["num_experts"],
                    width: ["intermediate_size"],
                    defaults: (8, 2, 22528)
                )
            )
            experts.sharedWidth =
                try config.int("num_shared_experts", default: 0) * experts.width
            try decoder.mixByLayer(
                experts,
                config,
                key: "first_k_dense_replace",
                firstSparse: 0
            )
            decoder.width = try config.int("prefix_dense_intermediate_size") ?? experts.width

            let prefix = try config.int("first_k_dense_replace", default: 0)
            let prefixPattern = try config.size("prefix_dense_sliding_window_pattern", default: 1)
            let pattern = try config.size("sliding_window_pattern", default: 4)
            try decoder.slide(
                config,
                window: config.window(default: 4096),
                where: {
                    $0 < prefix
                        ? ($0 + 1) % prefixPattern != 0 : ($0 - prefix + 1) % pattern != 0
                }
            )
            return decoder.shape
        }
    )
}

extension StandardDecoder {
    /// What both generations share.
    fileprivate mutating func readCohere(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) {
        inputBias = try config.bool("attention_bias", default: false)
        outputBias = inputBias
        normsPerLayer = 1
    }
}

extension ClassDefaults {
    fileprivate static let cohere = ClassDefaults(
        vocabulary: 256000,
        hidden: 8192,
        width: 22528,
        layers: 40,
        heads: 64,
        context: 8192,
        isHeadTied: true
    )
}
