import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// LLaVA 1.5 and what is published under its class, Pixtral included.
    static let llava = ModelFamily(
        modelTypes: ["llava"],
        name: "llava",
        source: "huggingface/transformers: models/llava/modeling_llava.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "llama")
            try model.addLlavaTower()
            return try model.shape(.either)
        }
    )

    /// LLaVA-NeXT: LLaVA with a learned separator of image rows.
    static let llavaNext = ModelFamily(
        modelTypes: ["llava_next"],
        name: "llava_next",
        source: "huggingface/transformers: models/llava_next/modeling_llava_next.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "llama")
            try model.addLlavaTower()
            try model.addImageNewline()
            return try model.shape(.outer(default: false))
        }
    )

    /// LLaVA-NeXT for videos.
    static let llavaNextVideo = ModelFamily(
        modelTypes: ["llava_next_video"],
        name: "llava_next_video",
        source: "huggingface/transformers: models/llava_next_video/modeling_llava_next_video.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "llama")
            try model.addLlavaTower()
            try model.addImageNewline()
            return try model.shape(.either)
        }
    )

    /// LLaVA-OneVision: Qwen 2 behind SigLIP.
    static let llavaOneVision = ModelFamily(
        modelTypes: ["llava_onevision"],
        name: "llava_onevision",
        source: "huggingface/transformers: models/llava_onevision/modeling_llava_onevision.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "qwen2")
            try model.addLlavaTower(
                default: "siglip_vision_model",
                absent: DefaultKeys(
                    #"""
                    {"hidden_size": 1152, "intermediate_size": 4304, "patch_size": 14,
                     "image_size": 384, "num_hidden_layers": 26, "num_attention_heads": 16,
                     "vision_use_head": false}
                    """#
                )
            )
            try model.addImageNewline()
            return try model.shape(.either)
        }
    )

    /// ViP-LLaVA: the projector reads several layers of the tower behind one norm.
    static let vipLlava = ModelFamily(
        modelTypes: ["vipllava"],
        name: "vipllava",
        source: "huggingface/transformers: models/vipllava/modeling_vipllava.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "llama")
            let tower = try TowerFamily.read(
                config,
                default: "clip_vision_model",
                absent: MultimodalModel.largeClip
            )
            let layers = try config.featureLayers(
                config.has("vision_feature_layers")
                    ? "vision_feature_layers" : "vision_feature_layer",
                default: 5
            )
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add { projector throws(ModelConfigError) in
                let features = Tower.product(tower.outputWidth, layers)
                projector.norm(features)
                projector.linear("linear_1", hiddenSize, features)
                projector.linear("linear_2", hiddenSize, hiddenSize)
            }
            return try model.shape(.outer(default: false))
        }
    )

    /// Video-LLaVA: one tower for images and one for videos.
    static let videoLlava = ModelFamily(
        modelTypes: ["video_llava"],
        name: "video_llava",
        source: "huggingface/transformers: models/video_llava/modeling_video_llava.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "llama")
            let absent = DefaultKeys(
                #"""
                {"hidden_size": 1024, "intermediate_size": 4096, "patch_size": 14,
                 "image_size": 224, "num_hidden_layers": 24, "num_attention_heads": 16}
                """#
            )
            model.add(
                try TowerFamily.read(config, default: "clip_vision_model", absent: absent)
            )
            try model.addLlavaTower(absent: absent)
            return try model.shape(.outer(default: false))
        }
    )

    /// Mistral Small 3.1 and later, Devstral, Ministral 3: Pixtral's tower behind a patch merger.
    static let mistral3 = ModelFamily(
        modelTypes: ["mistral3"],
        name: "mistral3",
        source: "huggingface/transformers: models/mistral3/modeling_mistral3.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "mistral",
                absent: DefaultKeys(
                    #"""
                    {"head_dim": 128, "hidden_size": 5120, "intermediate_size": 32768,
                     "max_position_embeddings": 131072, "num_attention_heads": 32,
                     "num_hidden_layers": 40, "num_key_value_heads": 8, "sliding_window": null,
                     "vocab_size": 131072}
                    """#
                )
            )
            try model.addMergedPixtral(
                bias: try config.bool("multimodal_projector_bias", default: false)
            )
            return try model.shape(.outer(default: true))
        }
    )

    /// Mistral Large 4: as Mistral 3 with a larger tower.
    static let mistralLarge4 = ModelFamily(
        modelTypes: ["mistral_large4"],
        name: "mistral_large4",
        source: "huggingface/transformers: models/mistral_large4/modeling_mistral_large4.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "mistral_large4_text")
            try model.addMergedPixtral(
                bias: try config.bool("multimodal_projector_bias", default: false),
                absent: DefaultKeys(
                    #"""
                    {"hidden_size": 2048, "intermediate_size": 6144, "num_hidden_layers": 30,
                     "num_attention_heads": 16, "patch_size": 14, "image_size": 1540}
                    """#
                )
            )
            return try model.shape(.outer(default: false))
        }
    )

    /// LightOnOCR: Qwen 3 behind Pixtral's tower.
    static let lightOnOCR = ModelFamily(
        modelTypes: ["lighton_ocr"],
        name: "lighton_ocr",
        source: "huggingface/transformers: models/lighton_ocr/modeling_lighton_ocr.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "qwen3",
                absent: DefaultKeys(
                    #"""
                    {"head_dim": 128, "hidden_size": 1024, "intermediate_size": 3072,
                     "max_position_embeddings": 40960, "num_attention_heads": 16,
                     "num_hidden_layers": 28, "num_key_value_heads": 8, "vocab_size": 151936}
                    """#
                )
            )
            try model.addMergedPixtral(bias: false)
            return try model.shape(.outer(default: true))
        }
    )
}

extension MultimodalModel {
    /// The tower of LLaVA 1.5, which the classes take where a configuration names none.
    static let largeClip = DefaultKeys(
        #"""
        {"hidden_size": 1024, "intermediate_size": 4096, "patch_size": 14, "image_size": 336,
         "num_hidden_layers": 24, "num_attention_heads": 16}
        """#
    )

    /// A tower and two linear layers from its features to the text model.
    mutating func addLlavaTower(
        default modelType: String = "clip_vision_model",
        absent: DefaultKeys = largeClip
    ) throws(ModelConfigError) {
        let tower = try TowerFamily.read(config, default: modelType, absent: absent)
        let layers = try config.featureLayers("vision_feature_layer", default: 1)
        let bias = try config.bool("multimodal_projector_bias", default: true)
        let hiddenSize = hiddenSize
        add(tower)
        try add { projector throws(ModelConfigError) in
            let features = Tower.product(tower.outputWidth, layers)
            projector.linear("linear_1", hiddenSize, features, bias: bias)
            projector.linear("linear_2", hiddenSize, hiddenSize, bias: bias)
        }
    }

    /// The learned token between rows of an image.
    mutating func addImageNewline() throws(ModelConfigError) {
        let hiddenSize = hiddenSize
        try add { $0.vector("image_newline", hiddenSize) }
    }

    /// Pixtral's tower, a merger of neighbouring patches, and two linear layers.
    mutating func addMergedPixtral(
        bias: Bool,
        absent: DefaultKeys = DefaultKeys(#"{"image_size": 1540, "patch_size": 14}"#)
    ) throws(ModelConfigError) {
        let tower = try TowerFamily.read(config, default: "pixtral", absent: absent)
        let side = try config.int("spatial_merge_size", default: 2, in: 1...64)
        let layers = try config.featureLayers("vision_feature_layer", default: 1)
        let hiddenSize = hiddenSize
        add(tower)
        try add { projector throws(ModelConfigError) in
            let width = tower.outputWidth
            projector.norm(width, bias: false)
            projector.linear(
                "merging_layer",
                width,
                Tower.product(width, side, side),
                bias: false
            )
            projector.linear("linear_1", hiddenSize, Tower.product(width, layers), bias: bias)
            projector.linear("linear_2", hiddenSize, hiddenSize, bias: bias)
        }
    }
}

extension HuggingFaceConfig {
    /// How many layers of a tower a projector reads: one, or as many as are listed.
    func featureLayers(_ key: String, default fallback: Int) throws(ModelConfigError) -> Int {
        guard let value = raw(key) else { return fallback }
        guard value.kind == .array else { return 1 }
        guard value.count > 0 else {
            throw .invalid(value: value, detail: "\(key) has to name at least one layer")
        }
        return value.count
    }
}
