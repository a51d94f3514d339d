import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// MiniCPM-V 4.6 and 4.7: SigLIP that merges patches within itself, then Qwen3.5.
    static let miniCPMV46 = ModelFamily(
        modelTypes: ["minicpmv4_6", "minicpmv4_7"],
        name: "minicpmv4_6",
        source: "huggingface/transformers: models/minicpmv4_6/modeling_minicpmv4_6.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "qwen3_5_text")
            let vision = try config.nested("vision_config", defaults: Tower.siglipDefaults)
            var tower = try Tower.headlessSiglip(vision)
            let width = tower.outputWidth
            let window = try vision.pair("window_kernel_size", in: 1...64) ?? (2, 2)
            let wide = Tower.product(width, window.height, window.width)
            let middle = Tower.product(
                try vision.required("intermediate_size"),
                window.height,
                window.width
            )
            tower.linear("qkvo_proj", width, width, copies: 4)
            tower.norm(width)
            tower.norm(wide)
            tower.linear("linear_1", middle, wide)
            tower.linear("linear_2", width, middle)
            let times = try config.int("merger_times", default: 1, in: 1...64)
            let merged = 4 * width
            tower.norm(merged, copies: times)
            tower.linear("linear_1", merged, merged, copies: times)
            tower.linear("linear_2", width, merged, copies: times - 1)
            tower.linear("linear_2", model.hiddenSize, merged)
            model.add(tower)
            return try model.shape(.outer(default: false))
        }
    )

    /// Hunyuan-VL: a tower whose merger convolves neighbouring patches.
    static let hunyuanVL = ModelFamily(
        modelTypes: ["hunyuan_vl"],
        name: "hunyuan_vl",
        source: "huggingface/transformers: models/hunyuan_vl/modeling_hunyuan_vl.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "hunyuan_vl_text")
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"hidden_size": 1152, "intermediate_size": 4304, "num_hidden_layers": 27,
                     "num_attention_heads": 16, "num_channels": 3, "patch_size": 16,
                     "spatial_merge_size": 2, "max_image_size": 2048}
                    """#
                )
            )
            let width = try vision.required("hidden_size")
            let patch = try vision.factor("patch_size")
            let side = try vision.required("max_image_size") / patch
            let text = model.hiddenSize
            var tower = Tower(.vision)
            tower.convolution(
                "patch_embedding",
                width,
                of: Tower.product(try vision.factor("num_channels"), patch, patch)
            )
            tower.table(Tower.product(side, side) + 1, width)
            tower.layers(try vision.layers(), try Tower.plainLayer(vision, width))
            tower.convolution("proj_conv", 2 * width, of: try Tower.mergedWidth(vision, width))
            tower.convolution("proj_out", 4 * width, of: 2 * width)
            tower.linear("mlp", text, 4 * width)
            tower.vector("image_newline", 4 * width)
            tower.vector("image_token", text, copies: 3)
            tower.norm(width, bias: false)
            tower.norm(text, bias: false)
            model.add(tower)
            return try model.shape(.either)
        }
    )

    /// The text model of Hunyuan-VL.
    static let hunyuanVLText = ModelFamily(
        modelTypes: ["hunyuan_vl_text"],
        name: "hunyuan_vl",
        source: "huggingface/transformers: models/hunyuan_vl/modeling_hunyuan_vl.py",
        read: { config throws(ModelConfigError) in
            try MultimodalModel.read(
                "hunyuan_v1_dense",
                config.defaulting(
                    to: DefaultKeys(#"{"vocab_size": 290943, "tie_word_embeddings": true}"#)
                )
            )
        }
    )

    /// Step 3.7: InternViT's layers, two convolutions that halve the image, one linear layer.
    static let step37 = ModelFamily(
        modelTypes: ["step3p7"],
        name: "step3p7",
        source: "huggingface/transformers: models/step3p7/modeling_step3p7.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "step3p5")
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"hidden_size": 1536, "num_hidden_layers": 47, "num_channels": 3,
                     "image_size": 728, "patch_size": 14}
                    """#
                )
            )
            let patches = try Patches(vision)
            let width = patches.width
            let ratio = try vision.double("mlp_ratio") ?? 8960.0 / 1536
            guard ratio > 0, ratio < 1024 else {
                throw .invalid(
                    value: vision.raw("mlp_ratio") ?? vision.value,
                    detail: "mlp_ratio is \(ratio); allowed is above 0 and below 1024"
                )
            }
            var layer = TowerLayer(width: width, feedForward: Int(Double(width) * ratio))
            layer.extra = 2 * width
            var tower = Tower(.vision)
            tower.convolution("patch_embedding", width, of: patches.elements, bias: false)
            tower.table(patches.count, width)
            tower.norm(width)
            tower.layers(try vision.layers(), layer)
            tower.convolution("downsampler1", 2 * width, of: 9 * width)
            tower.convolution("downsampler2", 4 * width, of: 18 * width)
            tower.linear(
                "multi_modal_projector",
                model.hiddenSize,
                4 * width,
                bias: try config.bool("projector_bias", default: false)
            )
            model.add(tower)
            return try model.shape(.outer(default: false))
        }
    )

    /// Fuyu: patches go straight into the text model through one linear layer.
    static let fuyu = ModelFamily(
        modelTypes: ["fuyu"],
        name: "fuyu",
        source: "huggingface/transformers: models/fuyu/modeling_fuyu.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "persimmon")
            let patch = try config.int("patch_size", default: 30, in: 1...4096)
            let channels = try config.int("num_channels", default: 3, in: 1...4096)
            let hiddenSize = model.hiddenSize
            try model.add {
                $0.linear(
                    "vision_embed_tokens",
                    hiddenSize,
                    Tower.product(patch, patch, channels)
                )
            }
            return try model.shape(.outer(default: false))
        }
    )

    /// Molmo 2: an adapter pools features of several layers of the tower by attention.
    static let molmo2 = ModelFamily(
        modelTypes: ["molmo2"],
        name: "molmo2",
        source: "huggingface/transformers: models/molmo2/modeling_molmo2.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "molmo2_text")
            let vision = try config.nested("vision_config", defaults: molmoVision)
            let adapter = try config.nested("adapter_config", defaults: molmoAdapter)
            let features =
                try adapter.has("vit_layers")
                ? adapter.featureLayers("vit_layers", default: 2)
                : adapter.featureLayers("vision_feature_layer", default: 2)
            model.add(try Tower.molmo2(vision))
            model.add(
                try Tower.molmo2Adapter(
                    adapter,
                    from: Tower.product(adapter.required("hidden_size"), features)
                )
            )
            return try model.shape(.outer(default: false))
        }
    )

    /// The text model of Molmo 2, whose table has rows beyond those the head can say.
    static let molmo2Text = ModelFamily(
        modelTypes: ["molmo2_text"],
        name: "molmo2",
        source: "huggingface/transformers: models/molmo2/modeling_molmo2.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 151936,
                    hidden: 4096,
                    width: 12288,
                    layers: 36,
                    heads: 32,
                    keyValueHeads: 8,
                    headDimension: 128,
                    context: 36864
                )
            )
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.queryKeyNorm =
                try config.string("qk_norm_type") == "olmo" ? .full : .perHead
            var shape = decoder.shape
            shape.embeddings = [
                .tokenEmbedding(
                    vocabularySize: decoder.vocabularySize
                        + (try config.int("additional_vocab_size", default: 128)),
                    width: decoder.hiddenSize
                )
            ]
            return shape
        }
    )

    private static let molmoVision = DefaultKeys(
        #"""
        {"hidden_size": 1152, "intermediate_size": 4304, "num_hidden_layers": 25,
         "num_attention_heads": 16, "num_key_value_heads": 16, "head_dim": 72,
         "image_size": [378, 378], "patch_size": 14, "num_channels": 3, "attention_bias": true}
        """#
    )

    private static let molmoAdapter = DefaultKeys(
        #"""
        {"hidden_size": 1152, "num_attention_heads": 16, "num_key_value_heads": 16,
         "head_dim": 72, "attention_bias": true, "intermediate_size": 18944,
         "text_hidden_size": 3584, "mlp_bias": false}
        """#
    )
}

extension Tower {
    /// Molmo 2's tower.
    fileprivate static func molmo2(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let patches = try Patches(config)
        let width = patches.width
        let dimension = try config.required("head_dim")
        var layer = try plainLayer(config, width)
        layer.queryWidth = product(try config.required("num_attention_heads"), dimension)
        layer.keyWidth = product(try config.required("num_key_value_heads"), dimension)
        layer.inputBias = try config.bool("attention_bias", default: true)
        layer.keyBias = layer.inputBias
        layer.outputBias = layer.inputBias
        var tower = Tower(.vision)
        tower.table(try config.int("num_position_embeddings") ?? patches.count, width)
        tower.linear("patch_embedding", width, patches.elements)
        tower.layers(try config.layers(), layer)
        return tower
    }

    /// Molmo 2's adapter.
    fileprivate static func molmo2Adapter(
        _ config: HuggingFaceConfig,
        from features: Int
    ) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let dimension = try config.required("head_dim")
        let queries = product(try config.required("num_attention_heads"), dimension)
        let keys = product(try config.required("num_key_value_heads"), dimension)
        let bias = try config.bool("attention_bias", default: true)
        let middle = try config.required("intermediate_size")
        let output = try config.required("text_hidden_size")
        let middleBias = try config.bool("mlp_bias", default: false)
        var tower = Tower(.vision)
        tower.linear(.queryProjection, queries, features, bias: bias)
        tower.linear(.keyProjection, keys, features, bias: bias)
        tower.linear(.valueProjection, keys, features, bias: bias)
        tower.linear(.outputProjection, width, queries, bias: bias)
        tower.linear(.gateProjection, middle, width, bias: middleBias)
        tower.linear(.upProjection, middle, width, bias: middleBias)
        tower.linear(.downProjection, output, middle, bias: false)
        return tower
    }
}
