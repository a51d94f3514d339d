import PlimsollEngine
import PlimsollJSON

/// Towers that take images and videos in their own resolution and merge neighbouring patches.
extension Tower {
    /// What `qwen2_vl` takes for absent keys of its tower.
    static let qwen2VisionDefaults = DefaultKeys(
        #"""
        {"depth": 32, "embed_dim": 1280, "hidden_size": 3584, "mlp_ratio": 4, "num_heads": 16,
         "in_channels": 3, "patch_size": 14, "spatial_merge_size": 2, "temporal_patch_size": 2}
        """#
    )

    /// Qwen2-VL's tower with its merger.
    ///
    /// Source: huggingface/transformers, models/qwen2_vl/modeling_qwen2_vl.py.
    static func qwen2Vision(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let width = try config.required("embed_dim")
        let ratio = try config.double("mlp_ratio") ?? 4
        guard ratio > 0, ratio < 1024 else {
            throw .invalid(value: config.value, detail: "mlp_ratio has to be from 0 to 1024")
        }
        let merged = try mergedWidth(config, width)
        var tower = Tower(.vision)
        tower.outputWidth = try config.required("hidden_size")
        tower.convolution("proj", width, of: try videoPatch(config), bias: false)
        let feedForward = Int(Double(width) * ratio)
        tower.layers(
            try config.layers("depth"),
            TowerLayer(width: width, feedForward: feedForward)
        )
        tower.norm(width)
        tower.linear("mlp", merged, merged)
        tower.linear("mlp", tower.outputWidth, merged)
        return tower
    }

    /// What `qwen2_5_vl` takes for absent keys of its tower.
    static let qwen25VisionDefaults = DefaultKeys(
        #"""
        {"depth": 32, "hidden_size": 3584, "intermediate_size": 3420, "num_heads": 16,
         "in_channels": 3, "patch_size": 14, "spatial_merge_size": 2, "temporal_patch_size": 2,
         "out_hidden_size": 3584}
        """#
    )

    /// Qwen2.5-VL's tower with its merger: gated layers, norms without shifts.
    ///
    /// Source: huggingface/transformers, models/qwen2_5_vl/modeling_qwen2_5_vl.py.
    static func qwen25Vision(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let merged = try mergedWidth(config, width)
        var tower = Tower(.vision)
        tower.outputWidth = try config.required("out_hidden_size")
        tower.convolution("proj", width, of: try videoPatch(config), bias: false)
        var layer = try plainLayer(config, width)
        layer.isGated = true
        layer.normBias = false
        if let keys = try config.int("num_key_value_heads", in: 1...4096) {
            layer.keyWidth = product(keys, width / (try config.required("num_heads")))
        }
        tower.layers(try config.layers("depth"), layer)
        tower.norm(width, bias: false)
        tower.linear("mlp", merged, merged)
        tower.linear("mlp", tower.outputWidth, merged)
        return tower
    }

    /// What `qwen3_vl` takes for absent keys of its tower.
    static let qwen3VisionDefaults = DefaultKeys(
        #"""
        {"depth": 27, "hidden_size": 1152, "intermediate_size": 4304, "num_heads": 16,
         "in_channels": 3, "patch_size": 16, "spatial_merge_size": 2, "temporal_patch_size": 2,
         "out_hidden_size": 3584, "num_position_embeddings": 2304,
         "deepstack_visual_indexes": [8, 16, 24]}
        """#
    )

    /// What `qwen3_5` takes for absent keys of its tower, which feeds the first layer only.
    static let qwen35VisionDefaults = DefaultKeys(
        #"""
        {"depth": 27, "hidden_size": 1152, "intermediate_size": 4304, "num_heads": 16,
         "in_channels": 3, "patch_size": 16, "spatial_merge_size": 2, "temporal_patch_size": 2,
         "out_hidden_size": 3584, "num_position_embeddings": 2304}
        """#
    )

    /// Qwen3-VL's tower with its merger and one more merger for each deeper layer it feeds.
    ///
    /// Source: huggingface/transformers, models/qwen3_vl/modeling_qwen3_vl.py.
    static func qwen3Vision(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        try qwen3Vision(config, deepMergers: config.ints("deepstack_visual_indexes")?.count ?? 0)
    }

    /// Qwen3.5's tower with its merger: Qwen3-VL's without the deeper mergers.
    ///
    /// Source: huggingface/transformers, models/qwen3_5/modeling_qwen3_5.py.
    static func qwen35Vision(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        try qwen3Vision(config, deepMergers: 0)
    }

    private static func qwen3Vision(
        _ config: HuggingFaceConfig,
        deepMergers: Int
    ) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let merged = try mergedWidth(config, width)
        var tower = Tower(.vision)
        tower.outputWidth = try config.required("out_hidden_size")
        tower.convolution("proj", width, of: try videoPatch(config))
        tower.table(try config.required("num_position_embeddings"), width)
        tower.layers(try config.layers("depth"), try plainLayer(config, width))
        tower.norm(width)
        tower.norm(merged, copies: deepMergers)
        tower.linear("linear_fc1", merged, merged, copies: deepMergers + 1)
        tower.linear("linear_fc2", tower.outputWidth, merged, copies: deepMergers + 1)
        return tower
    }

    /// What `glm4v` takes for absent keys of its tower.
    static let glm4VisionDefaults = DefaultKeys(
        #"""
        {"depth": 24, "hidden_size": 1536, "attention_bias": false, "num_heads": 12,
         "in_channels": 3, "image_size": 336, "patch_size": 14, "spatial_merge_size": 2,
         "temporal_patch_size": 2, "out_hidden_size": 4096, "intermediate_size": 13696}
        """#
    )

    /// GLM-4.1V's tower with its convolution that merges patches and its gated projector.
    ///
    /// The layers' own feed-forward networks are as wide as the output; `intermediate_size` is
    /// the projector's.
    ///
    /// Source: huggingface/transformers, models/glm4v/modeling_glm4v.py.
    static func glm4Vision(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let output = try config.required("out_hidden_size")
        guard let image = try config.pair("image_size") else {
            throw .missing(key: "image_size", in: config.value.pointer)
        }
        let side = image.height / (try config.factor("patch_size"))
        var tower = Tower(.vision)
        tower.outputWidth = output
        tower.table(product(side, side), width)
        tower.convolution("proj", width, of: try videoPatch(config))
        var layer = TowerLayer.withoutBias(width: width, feedForward: output, isGated: true)
        layer.inputBias = try config.bool("attention_bias", default: false)
        layer.keyBias = layer.inputBias
        tower.layers(try config.layers("depth"), layer)
        tower.norm(width, bias: false, copies: 2)
        tower.glmMerger(
            from: try mergedWidth(config, width),
            to: output,
            middle: try config.required("intermediate_size")
        )
        return tower
    }

    /// What `glm_ocr` takes for absent keys of its tower.
    static let glmOCRVisionDefaults = DefaultKeys(
        #"""
        {"depth": 24, "hidden_size": 1024, "attention_bias": true, "num_heads": 16,
         "in_channels": 3, "image_size": 336, "patch_size": 14, "spatial_merge_size": 2,
         "temporal_patch_size": 2, "out_hidden_size": 1536, "intermediate_size": 4096}
        """#
    )

    /// GLM-OCR's tower: rotary positions, biases and head norms.
    ///
    /// Source: huggingface/transformers, models/glm_ocr/modeling_glm_ocr.py.
    static func glmOCRVision(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let output = try config.required("out_hidden_size")
        let channels = try config.factor("in_channels")
        var tower = Tower(.vision)
        tower.outputWidth = output
        tower.convolution("proj", width, of: try videoPatch(config))
        var layer = TowerLayer.withoutBias(
            width: width,
            feedForward: try config.required("intermediate_size"),
            isGated: true
        )
        let bias = try config.bool("attention_bias", default: true)
        layer.inputBias = bias
        layer.keyBias = bias
        layer.outputBias = bias
        layer.feedForwardBias = bias
        layer.extra = 2 * (width / (try config.required("num_heads")))
        tower.layers(try config.layers("depth"), layer)
        tower.norm(width, bias: false)
        tower.glmMerger(
            from: try mergedWidth(config, width),
            to: output,
            middle: try config.int(
                "projection_intermediate_size",
                default: product(output, channels)
            )
        )
        return tower
    }

    /// GLM's merger: a convolution over neighbouring patches, then a gated network.
    private mutating func glmMerger(from merged: Int, to output: Int, middle: Int) {
        convolution("downsample", output, of: merged)
        linear("proj", output, output, bias: false)
        norm(output)
        linear(.gateProjection, middle, output, bias: false)
        linear(.upProjection, middle, output, bias: false)
        linear(.downProjection, output, middle, bias: false)
    }

    /// Numbers in one patch of a video.
    static func videoPatch(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Int {
        let patch = try config.factor("patch_size")
        return product(
            try config.factor("in_channels"),
            try config.factor("temporal_patch_size", in: 1...64),
            patch,
            patch
        )
    }

    /// Elements of the patches that are merged into one token.
    static func mergedWidth(
        _ config: HuggingFaceConfig,
        _ width: Int
    ) throws(ModelConfigError) -> Int {
        let side = try config.factor("spatial_merge_size", in: 1...64)
        return product(width, side, side)
    }
}
