import PlimsollEngine
import PlimsollJSON

/// Text models behind SigLIP and its kin, each with a projector of its own.
extension ModelFamily {
    /// Gemma 3 with its tower.
    static let gemma3 = ModelFamily(
        modelTypes: ["gemma3", "shieldgemma2"],
        name: "gemma3",
        source: "huggingface/transformers: models/gemma3/modeling_gemma3.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "gemma3_text")
            let tower = try TowerFamily.read(config, default: "siglip_vision_model")
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add {
                $0.linear("mm_input_projection", hiddenSize, tower.outputWidth, bias: false)
                $0.norm(tower.outputWidth, bias: false)
            }
            return try model.shape(.outer(default: true))
        }
    )

    /// PaliGemma 1 and 2.
    static let paliGemma = ModelFamily(
        modelTypes: ["paligemma"],
        name: "paligemma",
        source: "huggingface/transformers: models/paligemma/modeling_paligemma.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "gemma",
                absent: DefaultKeys(
                    #"""
                    {"hidden_size": 2048, "num_hidden_layers": 18, "intermediate_size": 16384,
                     "num_attention_heads": 8, "num_key_value_heads": 1, "vocab_size": 257152}
                    """#
                )
            )
            let tower = try TowerFamily.read(
                config,
                default: "siglip_vision_model",
                absent: DefaultKeys(
                    #"""
                    {"hidden_size": 1152, "intermediate_size": 4096, "patch_size": 14,
                     "image_size": 224, "num_hidden_layers": 27, "num_attention_heads": 16,
                     "vision_use_head": false}
                    """#
                )
            )
            let projected = try config.int("projection_dim", default: 2048)
            model.add(tower)
            try model.add { $0.linear("linear", projected, tower.outputWidth) }
            return try model.shape(.outer(default: true))
        }
    )

    /// Idefics 3 and SmolVLM: patches are shuffled into channels, then one linear layer.
    static let idefics3 = ModelFamily(
        modelTypes: ["idefics3", "smolvlm"],
        name: "idefics3",
        source: "huggingface/transformers: models/idefics3/modeling_idefics3.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "llama")
            let tower = try Tower.headlessSiglip(
                config.nested("vision_config", defaults: Tower.idefics3VisionDefaults)
            )
            let factor = try config.int("scale_factor", default: 2, in: 1...64)
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add {
                $0.linear(
                    "proj",
                    hiddenSize,
                    Tower.product(tower.outputWidth, factor, factor),
                    bias: false
                )
            }
            return try model.shape(.outer(default: false))
        }
    )

    /// Idefics 2: a gated projection, then a perceiver that reads 64 latents out of an image.
    static let idefics2 = ModelFamily(
        modelTypes: ["idefics2"],
        name: "idefics2",
        source: "huggingface/transformers: models/idefics2/modeling_idefics2.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "mistral")
            let tower = try Tower.headlessSiglip(
                config.nested(
                    "vision_config",
                    defaults: DefaultKeys(
                        #"""
                        {"hidden_size": 768, "intermediate_size": 3072,
                         "num_hidden_layers": 12, "num_attention_heads": 12,
                         "num_channels": 3, "image_size": 224, "patch_size": 32}
                        """#
                    )
                )
            )
            model.add(tower)
            try model.addPerceiver(from: tower.outputWidth)
            return try model.shape(.outer(default: false))
        }
    )

    /// Aya Vision: shuffled patches, a norm and a gated projector.
    static let ayaVision = ModelFamily(
        modelTypes: ["aya_vision"],
        name: "aya_vision",
        source: "huggingface/transformers: models/aya_vision/modeling_aya_vision.py",
        read: { config throws(ModelConfigError) in
            try readCohereVision(config, hasNorm: true, defaultMiddle: nil)
        }
    )

    /// Command A Vision: as Aya Vision without the norm.
    static let cohere2Vision = ModelFamily(
        modelTypes: ["cohere2_vision"],
        name: "cohere2_vision",
        source: "huggingface/transformers: models/cohere2_vision/modeling_cohere2_vision.py",
        read: { config throws(ModelConfigError) in
            try readCohereVision(config, hasNorm: false, defaultMiddle: 36864)
        }
    )

    private static func readCohereVision(
        _ config: HuggingFaceConfig,
        hasNorm: Bool,
        defaultMiddle: Int?
    ) throws(ModelConfigError) -> ModelShape {
        var model = try MultimodalModel(config, text: "cohere2")
        let tower = try TowerFamily.read(
            config,
            default: "siglip_vision_model",
            absent: DefaultKeys(
                hasNorm
                    ? #"""
                    {"hidden_size": 1152, "intermediate_size": 4304, "patch_size": 14,
                     "image_size": 384, "num_hidden_layers": 26, "num_attention_heads": 14,
                     "vision_use_head": false}
                    """#
                    : #"""
                    {"hidden_size": 1152, "intermediate_size": 3072, "image_size": 512,
                     "num_hidden_layers": 27, "num_attention_heads": 12}
                    """#
            )
        )
        let factor = try config.int("downsample_factor", default: 2, in: 1...64)
        let hiddenSize = model.hiddenSize
        let middle =
            try config.int("alignment_intermediate_size") ?? defaultMiddle ?? hiddenSize
        let shuffled = Tower.product(tower.outputWidth, factor, factor)
        model.add(tower)
        try model.add {
            if hasNorm { $0.norm(shuffled) }
            $0.linear("linear_1", middle, shuffled)
            $0.linear("linear_2", hiddenSize, middle / 2)
        }
        return try model.shape(.outer(default: true))
    }

    /// InternVL 3 and later: InternViT, shuffled patches, a norm and two linear layers.
    static let internVL = ModelFamily(
        modelTypes: ["internvl"],
        name: "internvl",
        source: "huggingface/transformers: models/internvl/modeling_internvl.py",
        read: { config throws(ModelConfigError) in
            let tower = try TowerFamily.read(config, default: "internvl_vision")
            return try readShuffled(config, tower, text: "qwen2", isTied: true)
        }
    )

    /// Qianfan-OCR: InternVL's layout in front of Qwen 3.
    static let qianfanOCR = ModelFamily(
        modelTypes: ["qianfan_ocr"],
        name: "qianfan_ocr",
        source: "huggingface/transformers: models/qianfan_ocr/modeling_qianfan_ocr.py",
        read: { config throws(ModelConfigError) in
            let tower = try TowerFamily.read(config, default: "qianfan_ocr_vision")
            return try readShuffled(config, tower, text: "qwen3", isTied: false)
        }
    )

    /// Shuffled patches, a norm and two linear layers.
    private static func readShuffled(
        _ config: HuggingFaceConfig,
        _ tower: Tower,
        text: String,
        isTied: Bool
    ) throws(ModelConfigError) -> ModelShape {
        var model = try MultimodalModel(
            config,
            text: text,
            absent: DefaultKeys("{\"model_type\": \"\(text)\"}")
        )
        let ratio = try config.double("downsample_ratio") ?? 0.5
        guard ratio >= 1.0 / 64, ratio <= 1 else {
            throw .invalid(
                value: config.value,
                detail: "downsample_ratio is \(ratio); allowed is 1/64 to 1"
            )
        }
        let factor = Int(1 / ratio)
        let shuffled = Tower.product(tower.outputWidth, factor, factor)
        let hiddenSize = model.hiddenSize
        model.add(tower)
        try model.add {
            $0.norm(shuffled)
            $0.linear("linear_1", hiddenSize, shuffled)
            $0.linear("linear_2", hiddenSize, hiddenSize)
        }
        return try model.shape(.outer(default: isTied))
    }

    /// DeepSeek-VL: SigLIP and two linear layers.
    static let deepseekVL = ModelFamily(
        modelTypes: ["deepseek_vl"],
        name: "deepseek_vl",
        source: "huggingface/transformers: models/deepseek_vl/modeling_deepseek_vl.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "llama")
            let tower = try TowerFamily.read(config, default: "siglip_vision_model")
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add {
                $0.linear("linear1", hiddenSize, tower.outputWidth)
                $0.linear("linear2", hiddenSize, hiddenSize)
            }
            return try model.shape(.outer(default: true))
        }
    )

    /// LFM2-VL: SigLIP 2 with shuffled patches.
    static let lfm2VL = ModelFamily(
        modelTypes: ["lfm2_vl"],
        name: "lfm2_vl",
        source: "huggingface/transformers: models/lfm2_vl/modeling_lfm2_vl.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "lfm2")
            let tower = try TowerFamily.read(config, default: "siglip2_vision_model")
            let factor = try config.int("downsample_factor", default: 2, in: 1...64)
            let middle = try config.int("projector_hidden_size", default: 2560)
            let bias = try config.bool("projector_bias", default: true)
            let hasNorm = try config.bool("projector_use_layernorm", default: true)
            let shuffled = Tower.product(tower.outputWidth, factor, factor)
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add {
                if hasNorm { $0.norm(shuffled) }
                $0.linear("linear_1", middle, shuffled, bias: bias)
                $0.linear("linear_2", hiddenSize, middle, bias: bias)
            }
            return try model.shape(.outer(default: true))
        }
    )
}

extension MultimodalModel {
    /// Idefics 2's connector.
    mutating func addPerceiver(from width: Int) throws(ModelConfigError) {
        let perceiver = try config.nested(
            "perceiver_config",
            defaults: DefaultKeys(
                #"""
                {"resampler_n_latents": 64, "resampler_depth": 3, "resampler_n_heads": 16,
                 "resampler_head_dim": 96, "num_key_value_heads": 4}
                """#
            )
        )
        let latents = try perceiver.required("resampler_n_latents")
        let depth = try perceiver.layers("resampler_depth")
        let dimension = try perceiver.required("resampler_head_dim")
        let queries = Tower.product(try perceiver.required("resampler_n_heads"), dimension)
        let keys = Tower.product(try perceiver.required("num_key_value_heads"), dimension)
        let middle = try textWidth()
        let hiddenSize = hiddenSize
        try add { connector throws(ModelConfigError) in
            connector.linear(.gateProjection, middle, width, bias: false)
            connector.linear(.upProjection, middle, width, bias: false)
            connector.linear(.downProjection, hiddenSize, middle, bias: false)
            connector.table(latents, hiddenSize)
            var layer = TowerLayer.withoutBias(
                width: hiddenSize,
                feedForward: 4 * hiddenSize,
                isGated: true
            )
            layer.queryWidth = queries
            layer.keyWidth = keys
            layer.norms = 3
            connector.layers(depth, layer)
            connector.norm(hiddenSize, bias: false)
        }
    }

    /// The width of the text model's dense feed-forward network.
    private func textWidth() throws(ModelConfigError) -> Int {
        for layer in text.layers.kinds {
            for case .dense(let network) in layer.feedForwards { return network.width }
        }
        throw .missing(key: "intermediate_size", in: config.value.pointer)
    }
}
