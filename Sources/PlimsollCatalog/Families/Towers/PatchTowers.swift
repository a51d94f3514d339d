import PlimsollEngine
import PlimsollJSON

/// Towers that cut an image into patches of one size and add a learned position to each.
extension Tower {
    /// What `clip_vision_model` takes for absent keys.
    static let clipDefaults = DefaultKeys(
        #"""
        {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12,
         "num_attention_heads": 12, "num_channels": 3, "image_size": 224, "patch_size": 32}
        """#
    )

    /// CLIP's vision transformer: a class token, a norm before the layers and one after.
    ///
    /// Source: huggingface/transformers, models/clip/modeling_clip.py.
    static func clip(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let patches = try Patches(config)
        let width = patches.width
        var tower = Tower(.vision)
        tower.outputWidth = width
        tower.vector("class_embedding", width)
        tower.convolution("patch_embedding", width, of: patches.elements, bias: false)
        tower.table(patches.count + 1, width)
        tower.norm(width, copies: 2)
        tower.layers(try config.layers(), try plainLayer(config, width))
        return tower
    }

    /// What `siglip_vision_model` takes for absent keys.
    static let siglipDefaults = DefaultKeys(
        #"""
        {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12,
         "num_attention_heads": 12, "num_channels": 3, "image_size": 224, "patch_size": 16,
         "vision_use_head": true, "num_patches": 256}
        """#
    )

    /// SigLIP's vision transformer, with an attention-pooling head unless it is switched off.
    ///
    /// Source: huggingface/transformers, models/siglip/modeling_siglip.py.
    static func siglip(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        var tower = try headlessSiglip(config)
        if try config.bool("vision_use_head", default: true) {
            tower.poolingHead(
                width: tower.outputWidth,
                feedForward: try config.required("intermediate_size")
            )
        }
        return tower
    }

    /// SigLIP without its head, as Idefics and SmolVLM build it.
    ///
    /// Source: huggingface/transformers, models/idefics3/modeling_idefics3.py.
    static func headlessSiglip(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let patches = try Patches(config)
        let width = patches.width
        var tower = Tower(.vision)
        tower.outputWidth = width
        tower.convolution("patch_embedding", width, of: patches.elements)
        tower.table(patches.count, width)
        tower.layers(try config.layers(), try plainLayer(config, width))
        tower.norm(width)
        return tower
    }

    /// SigLIP 2 for any aspect ratio: a linear patch embedding and a fixed number of positions.
    ///
    /// Source: huggingface/transformers, models/siglip2/modeling_siglip2.py.
    static func siglip2(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let patch = try config.factor("patch_size")
        var tower = Tower(.vision)
        tower.outputWidth = width
        tower.linear(
            "patch_embedding",
            width,
            product(try config.factor("num_channels"), patch, patch)
        )
        tower.table(try config.required("num_patches"), width)
        tower.layers(try config.layers(), try plainLayer(config, width))
        tower.norm(width)
        if try config.bool("vision_use_head", default: true) {
            tower.poolingHead(
                width: width,
                feedForward: try config.required("intermediate_size")
            )
        }
        return tower
    }

    /// SigLIP's head: a learned query that attends to all patches.
    mutating func poolingHead(width: Int, feedForward: Int) {
        vector("probe", width)
        linear("in_proj", 3 * width, width)
        linear(.outputProjection, width, width)
        norm(width)
        linear(.upProjection, feedForward, width)
        linear(.downProjection, width, feedForward)
    }

    /// What `pixtral` takes for absent keys.
    static let pixtralDefaults = DefaultKeys(
        #"""
        {"hidden_size": 1024, "intermediate_size": 4096, "num_hidden_layers": 24,
         "num_attention_heads": 16, "num_channels": 3, "image_size": 1024, "patch_size": 16}
        """#
    )

    /// Pixtral's tower: rotary positions, gated layers without biases.
    ///
    /// Source: huggingface/transformers, models/pixtral/modeling_pixtral.py.
    static func pixtral(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let patch = try config.factor("patch_size")
        var tower = Tower(.vision)
        tower.outputWidth = width
        tower.convolution(
            "patch_conv",
            width,
            of: product(try config.factor("num_channels"), patch, patch),
            bias: false
        )
        tower.norm(width, bias: false)
        tower.layers(
            try config.layers(),
            .withoutBias(
                width: width,
                feedForward: try config.required("intermediate_size"),
                isGated: true
            )
        )
        return tower
    }

    /// What `internvl_vision` takes for absent keys.
    static let internVisionDefaults = DefaultKeys(
        #"""
        {"hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16,
         "attention_bias": false, "use_qk_norm": false, "intermediate_size": 4096,
         "norm_type": "layer_norm", "image_size": [448, 448], "patch_size": [14, 14],
         "num_channels": 3, "use_absolute_position_embeddings": true, "use_mean_pooling": true}
        """#
    )

    /// What `qianfan_ocr_vision` takes for absent keys.
    static let qianfanVisionDefaults = DefaultKeys(
        #"""
        {"hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16,
         "attention_bias": true, "use_qk_norm": false, "intermediate_size": 4096,
         "norm_type": "layer_norm", "image_size": [448, 448], "patch_size": [14, 14],
         "num_channels": 3, "use_absolute_position_embeddings": true, "use_mean_pooling": true}
        """#
    )

    /// InternViT: scales on both residual branches.
    ///
    /// Source: huggingface/transformers, models/internvl/modeling_internvl.py.
    static func internVision(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let patches = try Patches(config)
        let width = patches.width
        var tower = Tower(.vision)
        tower.outputWidth = width
        tower.vector("cls_token", width)
        if try config.bool("use_mask_token", default: false) { tower.vector("mask_token", width) }
        if try config.bool("use_absolute_position_embeddings", default: true) {
            tower.table(patches.count + 1, width)
        }
        tower.convolution("projection", width, of: patches.elements)
        var layer = try plainLayer(config, width)
        layer.inputBias = try config.bool("attention_bias", default: false)
        layer.keyBias = layer.inputBias
        layer.normBias = try config.string("norm_type") != "rms_norm"
        layer.extra = 2 * width
        if try config.bool("use_qk_norm", default: false) { layer.extra += 2 * width }
        tower.layers(try config.layers(), layer)
        if try !config.bool("use_mean_pooling", default: true) { tower.norm(width) }
        return tower
    }

    /// The layer of most vision transformers: biases everywhere, no gate.
    static func plainLayer(
        _ config: HuggingFaceConfig,
        _ width: Int
    ) throws(ModelConfigError) -> TowerLayer {
        TowerLayer(width: width, feedForward: try config.required("intermediate_size"))
    }
}

/// The patches of an image of fixed size.
struct Patches {
    /// Elements of a patch's embedding.
    let width: Int
    /// Numbers in one patch.
    let elements: Int
    /// Patches of one image.
    let count: Int

    /// Reads image, patch and channels.
    init(_ config: HuggingFaceConfig) throws(ModelConfigError) {
        width = try config.required("hidden_size")
        guard let image = try config.pair("image_size") else {
            throw .missing(key: "image_size", in: config.value.pointer)
        }
        guard let patch = try config.pair("patch_size", in: 1...4096) else {
            throw .missing(key: "patch_size", in: config.value.pointer)
        }
        elements = Tower.product(try config.factor("num_channels"), patch.height, patch.width)
        count = (image.height / patch.height) * (image.width / patch.width)
    }
}

extension Tower {
    /// What `idefics3_vision` takes for absent keys.
    static let idefics3VisionDefaults = DefaultKeys(
        #"""
        {"hidden_size": 1152, "intermediate_size": 3072, "num_hidden_layers": 12,
         "num_attention_heads": 16, "num_channels": 3, "image_size": 224, "patch_size": 32}
        """#
    )
}
