import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Kimi K2.5: DeepSeek-V3's text model behind MoonViT.
    static let kimiK25 = ModelFamily(
        modelTypes: ["kimi_k25"],
        name: "kimi_k25",
        source: "huggingface/transformers: models/kimi_k25/modeling_kimi_k25.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "deepseek_v3")
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"patch_size": 14, "pos_emb_height": 64, "pos_emb_width": 64,
                     "merge_kernel_size": [2, 2]}
                    """#
                )
            )
            let moon = try MoonViT(vision)
            let projected = try config.int("projection_hidden_size", default: 1152)
            let hiddenSize = model.hiddenSize
            model.add(moon.tower)
            try model.add {
                $0.norm(projected)
                $0.linear("in_proj", moon.merged, moon.merged)
                $0.linear("out_proj", hiddenSize, moon.merged)
            }
            return try model.shape(.outer(default: true))
        }
    )

    /// MiniMax M3: a tower of any resolution, projected before neighbouring patches are merged.
    static let miniMaxM3VL = ModelFamily(
        modelTypes: ["minimax_m3_vl"],
        name: "minimax_m3_vl",
        source: "huggingface/transformers: models/minimax_m3_vl/modeling_minimax_m3_vl.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "minimax_m3_vl_text")
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"hidden_size": 1280, "intermediate_size": 5120, "num_hidden_layers": 32,
                     "num_attention_heads": 16, "num_channels": 3, "patch_size": 14,
                     "temporal_patch_size": 2, "spatial_merge_size": 2}
                    """#
                )
            )
            let width = try vision.required("hidden_size")
            let patch = try vision.factor("patch_size")
            let elements = Tower.product(
                try vision.factor("num_channels"),
                try vision.factor("temporal_patch_size", in: 1...64),
                patch,
                patch
            )
            let layers = try vision.layers()
            let layer = try Tower.plainLayer(vision, width)
            let middle = try config.int("projector_hidden_size", default: 6144)
            let hiddenSize = model.hiddenSize
            let merged = try Tower.mergedWidth(vision, hiddenSize)
            try model.add {
                $0.convolution("proj", width, of: elements, bias: false)
                $0.norm(width)
                $0.layers(layers, layer)
                $0.linear("linear_1", middle, width)
                $0.linear("linear_2", hiddenSize, middle)
                $0.linear("merge_linear_1", middle, merged)
                $0.linear("merge_linear_2", hiddenSize, middle)
            }
            return try model.shape(.either)
        }
    )

    /// Ovis 2: the tower's output chooses among rows of a learned table, like words do.
    static let ovis2 = ModelFamily(
        modelTypes: ["ovis2"],
        name: "ovis2",
        source: "huggingface/transformers: models/ovis2/modeling_ovis2.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "qwen2")
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"hidden_size": 1024, "intermediate_size": 2816, "num_hidden_layers": 24,
                     "num_attention_heads": 8, "num_channels": 3, "image_size": 224,
                     "patch_size": 14, "qkv_bias": false, "mlp_bias": false,
                     "vocab_size": 16384, "hidden_stride": 1, "num_visual_indicator_tokens": 5}
                    """#
                )
            )
            model.add(try Tower.ovis2(vision))
            let words = try vision.required("vocab_size")
            let width = try config.int("hidden_size", default: 1536)
            try model.add { $0.table(words, width) }
            return try model.shape(.outer(default: true))
        }
    )

    /// EXAONE 4.5: Qwen2.5-VL's tower with grouped queries.
    static let exaone45 = ModelFamily(
        modelTypes: ["exaone4_5"],
        name: "exaone4_5",
        source: "huggingface/transformers: models/exaone4_5/modeling_exaone4_5.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "exaone4")
            model.add(
                try Tower.qwen25Vision(
                    config.nested(
                        "vision_config",
                        defaults: DefaultKeys(
                            #"""
                            {"depth": 32, "hidden_size": 3584, "intermediate_size": 3420,
                             "num_heads": 16, "num_key_value_heads": 8, "in_channels": 3,
                             "patch_size": 14, "spatial_merge_size": 2,
                             "temporal_patch_size": 2, "out_hidden_size": 3584}
                            """#
                        )
                    )
                )
            )
            return try model.shape(.outer(default: false))
        }
    )
}

/// Kimi's tower: positions interpolated from a square table, biases everywhere.
struct MoonViT {
    /// The tower without its projector.
    let tower: Tower
    /// Elements of the patches that become one token.
    let merged: Int

    /// Reads the tower under either spelling of its keys.
    init(_ config: HuggingFaceConfig) throws(ModelConfigError) {
        let sizes = 1...HuggingFaceConfig.sizes.upperBound
        func size(_ key: String, default fallback: Int) throws(ModelConfigError) -> Int {
            try config.int(anyOf: [key, "vt_\(key)"], in: sizes) ?? fallback
        }
        let width = try size("hidden_size", default: 1152)
        let patch = try config.factor("patch_size")
        let layerKey =
            config.has("num_hidden_layers") ? "num_hidden_layers" : "vt_num_hidden_layers"
        let rows = Tower.product(
            try config.required(
                config.has("init_pos_emb_height") ? "init_pos_emb_height" : "pos_emb_height"
            ),
            try config.required(
                config.has("init_pos_emb_width") ? "init_pos_emb_width" : "pos_emb_width"
            )
        )
        guard let kernel = try config.pair("merge_kernel_size", in: 1...64) else {
            throw .missing(key: "merge_kernel_size", in: config.value.pointer)
        }
        var tower = Tower(.vision)
        tower.outputWidth = width
        tower.convolution("proj", width, of: Tower.product(3, patch, patch))
        tower.table(rows, width)
        tower.layers(
            try config.layers(layerKey, default: 27),
            TowerLayer(
                width: width,
                feedForward: try size("intermediate_size", default: 4304)
            )
        )
        tower.norm(width)
        self.tower = tower
        merged = Tower.product(width, kernel.height, kernel.width)
    }
}

extension Tower {
    /// Ovis 2's tower with the head that scores its visual words.
    static func ovis2(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let patches = try Patches(config)
        let width = patches.width
        let stride = try config.factor("hidden_stride", in: 1...64)
        let words = try config.required("vocab_size")
        let indicators = try config.int("num_visual_indicator_tokens", default: 5)
        guard indicators < words else {
            throw .invalid(
                value: config.value,
                detail: "num_visual_indicator_tokens has to be less than vocab_size"
            )
        }
        var layer = TowerLayer.withoutBias(
            width: width,
            feedForward: try config.required("intermediate_size"),
            isGated: true
        )
        let bias = try config.bool("qkv_bias", default: false)
        layer.inputBias = bias
        layer.keyBias = bias
        layer.outputBias = bias
        layer.feedForwardBias = try config.bool("mlp_bias", default: false)
        var tower = Tower(.vision)
        tower.outputWidth = width
        tower.convolution("patch_embedding", width, of: patches.elements)
        tower.table(patches.count, width)
        tower.norm(width, bias: false, copies: 2)
        tower.layers(try config.layers(), layer)
        tower.linear("head_linear", words - indicators, product(width, stride, stride), bias: false)
        tower.norm(words - indicators)
        return tower
    }
}
