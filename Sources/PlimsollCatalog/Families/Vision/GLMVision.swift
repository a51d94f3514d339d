import PlimsollEngine

extension ModelFamily {
    /// GLM-4.1V and GLM-4.6V-Flash: GLM-4 with a tower of any resolution.
    static let glm4V = ModelFamily(
        modelTypes: ["glm4v", "glm46v", "glmga"],
        name: "glm4v",
        source: "huggingface/transformers: models/glm4v/modeling_glm4v.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "glm4v_text")
            model.add(try TowerFamily.read(config, default: "glm4v_vision"))
            return try model.shape(.either)
        }
    )

    /// The text model of GLM-4.1V: biases on queries, keys and values, four norms a layer.
    static let glm4VText = ModelFamily(
        modelTypes: ["glm4v_text"],
        name: "glm4v",
        source: "huggingface/transformers: models/glm4v/modeling_glm4v.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 151552,
                    hidden: 4096,
                    width: 13696,
                    layers: 40,
                    heads: 32,
                    keyValueHeads: 2,
                    context: 32768
                )
            )
            decoder.inputBias = true
            decoder.normsPerLayer = 4
            decoder.feedForwardNames = .gateUp
            return decoder.shape
        }
    )

    /// GLM-4.5V and GLM-4.6V: experts.
    static let glm4VMoe = ModelFamily(
        modelTypes: ["glm4v_moe"],
        name: "glm4v_moe",
        source: "huggingface/transformers: models/glm4v_moe/modeling_glm4v_moe.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "glm4v_moe_text")
            model.add(try TowerFamily.read(config, default: "glm4v_moe_vision"))
            return try model.shape(.either)
        }
    )

    /// The text model of GLM-4.5V.
    static let glm4VMoeText = ModelFamily(
        modelTypes: ["glm4v_moe_text"],
        name: "glm4v_moe",
        source: "huggingface/transformers: models/glm4v_moe/modeling_glm4v_moe.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 151424,
                    hidden: 4096,
                    width: 10944,
                    layers: 46,
                    heads: 96,
                    keyValueHeads: 8,
                    context: 65536
                )
            )
            decoder.inputBias = try config.bool("attention_bias", default: true)
            var experts = try config.experts(
                ExpertKeys(
                    count: ["n_routed_experts", "num_local_experts"],
                    defaults: (128, 8, 1408)
                )
            )
            experts.sharedWidth =
                try config.int("n_shared_experts", default: 1) * experts.width
            let feedForward = experts.feedForward(hiddenSize: decoder.hiddenSize)
            let firstSparse = try config.int("first_k_dense_replace", default: 1)
            decoder.mixture = { $0 >= firstSparse ? feedForward : nil }
            return decoder.shape
        }
    )

    /// GLM-OCR: a small GLM-4 without attention biases.
    static let glmOCR = ModelFamily(
        modelTypes: ["glm_ocr"],
        name: "glm_ocr",
        source: "huggingface/transformers: models/glm_ocr/modeling_glm_ocr.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "glm_ocr_text")
            model.add(try TowerFamily.read(config, default: "glm_ocr_vision"))
            return try model.shape(.either)
        }
    )

    /// GLM 5.3 Flash: GLM-OCR's tower with a projector of its own width.
    static let glm5Next = ModelFamily(
        modelTypes: ["glm5_next"],
        name: "glm5_next",
        source: "huggingface/transformers: models/glm5_next/modeling_glm5_next.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "glm5_next_text")
            model.add(
                try Tower.glmOCRVision(
                    config.nested(
                        "vision_config",
                        defaults: DefaultKeys(
                            #"""
                            {"depth": 24, "hidden_size": 1024, "attention_bias": true,
                             "num_heads": 16, "in_channels": 3, "patch_size": 14,
                             "spatial_merge_size": 2, "temporal_patch_size": 2,
                             "out_hidden_size": 1536, "intermediate_size": 4096,
                             "projection_intermediate_size": 10240}
                            """#
                        )
                    )
                )
            )
            return try model.shape(.outer(default: false))
        }
    )

    /// The text model of GLM-OCR.
    static let glmOCRText = ModelFamily(
        modelTypes: ["glm_ocr_text"],
        name: "glm_ocr",
        source: "huggingface/transformers: models/glm_ocr/modeling_glm_ocr.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 59392,
                    hidden: 1024,
                    width: 4096,
                    layers: 16,
                    heads: 16,
                    keyValueHeads: 8,
                    context: 131072
                )
            )
            decoder.normsPerLayer = 4
            decoder.feedForwardNames = .gateUp
            return decoder.shape
        }
    )
}
