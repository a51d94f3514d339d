import PlimsollEngine

extension ModelFamily {
    /// Qwen2-VL: Qwen 2 with a tower of any resolution.
    static let qwen2VL = ModelFamily(
        modelTypes: ["qwen2_vl"],
        name: "qwen2_vl",
        source: "huggingface/transformers: models/qwen2_vl/modeling_qwen2_vl.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "qwen2_vl_text")
            model.add(
                try Tower.qwen2Vision(
                    config.nested("vision_config", defaults: Tower.qwen2VisionDefaults)
                )
            )
            return try model.shape(.either)
        }
    )

    /// Qwen2.5-VL: windows in the tower, gated layers.
    static let qwen25VL = ModelFamily(
        modelTypes: ["qwen2_5_vl"],
        name: "qwen2_5_vl",
        source: "huggingface/transformers: models/qwen2_5_vl/modeling_qwen2_5_vl.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "qwen2_5_vl_text")
            model.add(
                try Tower.qwen25Vision(
                    config.nested("vision_config", defaults: Tower.qwen25VisionDefaults)
                )
            )
            return try model.shape(.either)
        }
    )

    /// The text models of Qwen2-VL, Qwen2.5-VL: Qwen 2 of the size of the 72B model by default.
    static let qwen2VLText = ModelFamily(
        modelTypes: ["qwen2_vl_text", "qwen2_5_vl_text"],
        name: "qwen2_vl",
        source: "huggingface/transformers: models/qwen2_vl/modeling_qwen2_vl.py",
        read: { config throws(ModelConfigError) in
            try MultimodalModel.read(
                "qwen2",
                config.defaulting(
                    to: DefaultKeys(
                        #"""
                        {"vocab_size": 152064, "hidden_size": 8192, "intermediate_size": 29568,
                         "num_hidden_layers": 80, "num_attention_heads": 64,
                         "num_key_value_heads": 8, "max_position_embeddings": 32768,
                         "max_window_layers": 80}
                        """#
                    )
                )
            )
        }
    )

    /// Qwen3-VL: Qwen 3 whose first layers also take deeper features of the tower.
    static let qwen3VL = ModelFamily(
        modelTypes: ["qwen3_vl"],
        name: "qwen3_vl",
        source: "huggingface/transformers: models/qwen3_vl/modeling_qwen3_vl.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "qwen3_vl_text")
            model.add(
                try Tower.qwen3Vision(
                    config.nested("vision_config", defaults: Tower.qwen3VisionDefaults)
                )
            )
            return try model.shape(.outer(default: false))
        }
    )

    /// The text model of Qwen3-VL.
    static let qwen3VLText = ModelFamily(
        modelTypes: ["qwen3_vl_text"],
        name: "qwen3_vl",
        source: "huggingface/transformers: models/qwen3_vl/modeling_qwen3_vl.py",
        read: { config throws(ModelConfigError) in
            try MultimodalModel.read(
                "qwen3",
                config.defaulting(to: DefaultKeys(#"{"max_position_embeddings": 128000}"#))
            )
        }
    )

    /// Qwen3-VL with experts.
    static let qwen3VLMoe = ModelFamily(
        modelTypes: ["qwen3_vl_moe"],
        name: "qwen3_vl_moe",
        source: "huggingface/transformers: models/qwen3_vl_moe/modeling_qwen3_vl_moe.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "qwen3_vl_moe_text")
            model.add(
                try Tower.qwen3Vision(
                    config.nested("vision_config", defaults: Tower.qwen3VisionDefaults)
                )
            )
            return try model.shape(.outer(default: false))
        }
    )

    /// The text model of Qwen3-VL with experts.
    static let qwen3VLMoeText = ModelFamily(
        modelTypes: ["qwen3_vl_moe_text"],
        name: "qwen3_vl_moe",
        source: "huggingface/transformers: models/qwen3_vl_moe/modeling_qwen3_vl_moe.py",
        read: { config throws(ModelConfigError) in
            try MultimodalModel.read(
                "qwen3_moe",
                config.defaulting(
                    to: DefaultKeys(
                        #"""
                        {"intermediate_size": 5632, "num_attention_heads": 16,
                         "num_key_value_heads": 16, "max_position_embeddings": 128000,
                         "tie_word_embeddings": true, "moe_intermediate_size": 1408,
                         "num_experts_per_tok": 4, "num_local_experts": 60}
                        """#
                    )
                )
            )
        }
    )

    /// Qwen3.5 and 3.6, dense: linear attention with a tower.
    static let qwen35 = ModelFamily(
        modelTypes: ["qwen3_5"],
        name: "qwen3_5",
        source: "huggingface/transformers: models/qwen3_5/modeling_qwen3_5.py",
        read: { config throws(ModelConfigError) in try readQwen35(config, "qwen3_5_text") }
    )

    /// Qwen3.5 and 3.6 with experts.
    static let qwen35Moe = ModelFamily(
        modelTypes: ["qwen3_5_moe"],
        name: "qwen3_5_moe",
        source: "huggingface/transformers: models/qwen3_5_moe/modeling_qwen3_5_moe.py",
        read: { config throws(ModelConfigError) in try readQwen35(config, "qwen3_5_moe_text") }
    )

    private static func readQwen35(
        _ config: HuggingFaceConfig,
        _ text: String
    ) throws(ModelConfigError) -> ModelShape {
        var model = try MultimodalModel(config, text: text)
        model.add(
            try Tower.qwen35Vision(
                config.nested("vision_config", defaults: Tower.qwen35VisionDefaults)
            )
        )
        return try model.shape(.outer(default: false))
    }
}
