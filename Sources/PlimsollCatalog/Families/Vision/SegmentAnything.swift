import PlimsollEngine
import PlimsollJSON

/// Models that see through the tower of Segment Anything.
extension ModelFamily {
    /// GOT-OCR 2: Segment Anything's tower, shrunk by two convolutions, in front of Qwen 2.
    static let gotOCR2 = ModelFamily(
        modelTypes: ["got_ocr2"],
        name: "got_ocr2",
        source: "huggingface/transformers: models/got_ocr2/modeling_got_ocr2.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "qwen2",
                absent: DefaultKeys(
                    #"""
                    {"vocab_size": 151860, "hidden_size": 1024, "intermediate_size": 2816,
                     "num_hidden_layers": 24, "num_attention_heads": 16,
                     "num_key_value_heads": 16, "max_position_embeddings": 32768,
                     "tie_word_embeddings": true}
                    """#
                )
            )
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"hidden_size": 768, "output_channels": 256, "num_hidden_layers": 12,
                     "num_attention_heads": 12, "num_channels": 3, "image_size": 1024,
                     "patch_size": 16, "window_size": 14, "mlp_dim": 3072}
                    """#
                )
            )
            let tower = try Tower.segmentAnything(vision)
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add {
                let channels = tower.outputWidth
                let kernel = 3 * 3
                $0.convolution(
                    "conv_upsampler1",
                    2 * channels,
                    of: Tower.product(channels, kernel),
                    bias: false
                )
                $0.convolution(
                    "conv_upsampler2",
                    hiddenSize,
                    of: Tower.product(2 * channels, kernel),
                    bias: false
                )
                $0.linear("multimodal_projector", hiddenSize, hiddenSize)
            }
            return try model.shape(.outer(default: true))
        }
    )

    /// DeepSeek-VL 7B: SigLIP for the whole image, Segment Anything's tower for its details.
    static let deepseekVLHybrid = ModelFamily(
        modelTypes: ["deepseek_vl_hybrid"],
        name: "deepseek_vl_hybrid",
        source: "huggingface/transformers: models/deepseek_vl_hybrid/"
            + "modeling_deepseek_vl_hybrid.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "llama",
                absent: DefaultKeys(#"{"model_type": "llama"}"#)
            )
            let low = try TowerFamily.read(config, default: "siglip_vision_model")
            let detailed = try config.nested(
                "high_res_vision_config",
                defaults: Tower.segmentAnythingDefaults
            )
            let high = try Tower.segmentAnything(detailed)
            let width = try detailed.required("hidden_size")
            let hiddenSize = model.hiddenSize
            model.add(low)
            model.add(high)
            try model.add {
                let channels = high.outputWidth
                let kernel = 3 * 3
                $0.vector("high_res_vision_alpha", 1)
                $0.neck(channels, from: width)
                $0.convolution(
                    "conv1",
                    2 * channels,
                    of: Tower.product(channels, kernel),
                    bias: false
                )
                $0.convolution(
                    "conv2",
                    4 * channels,
                    of: Tower.product(2 * channels, kernel),
                    bias: false
                )
                $0.linear("vision_proj", hiddenSize / 2, low.outputWidth)
                $0.linear("high_res_vision_proj", hiddenSize / 2, 4 * channels)
                $0.linear("proj", hiddenSize, hiddenSize)
            }
            return try model.shape(.outer(default: true))
        }
    )
}

extension Tower {
    /// What `sam_vision_model` takes for absent keys.
    static let segmentAnythingDefaults = DefaultKeys(
        #"""
        {"hidden_size": 768, "output_channels": 256, "num_hidden_layers": 12,
         "num_attention_heads": 12, "num_channels": 3, "image_size": 1024,
         "patch_size": 16, "window_size": 14, "mlp_ratio": 4}
        """#
    )

    /// Segment Anything's tower: attention in windows with a few global layers, relative
    /// positions by row and by column, and a neck of two convolutions.
    ///
    /// Source: huggingface/transformers, models/sam/modeling_sam.py.
    static func segmentAnything(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let patches = try Patches(config)
        let width = patches.width
        let count = try config.layers()
        let heads = try config.required("num_attention_heads")
        let channels = try config.required("output_channels")
        var tower = Tower(.vision)
        tower.outputWidth = channels
        tower.convolution("patch_embed", width, of: patches.elements)
        if try config.bool("use_abs_pos", default: true) { tower.table(patches.count, width) }
        var layer = TowerLayer(width: width, feedForward: try networkWidth(config, width))
        layer.inputBias = try config.bool("qkv_bias", default: true)
        layer.keyBias = layer.inputBias
        tower.layers(count, layer)
        if try config.bool("use_rel_pos", default: true),
            let image = try config.pair("image_size"),
            let patch = try config.pair("patch_size", in: 1...4096)
        {
            let listed = try config.ints("global_attn_indexes") ?? [2, 5, 8, 11]
            let global = Set(listed).filter { $0 < count }.count
            let window = try config.factor("window_size", in: 0...4096)
            let (rows, columns) = (image.height / patch.height, image.width / patch.width)
            // A window of nought is none.
            let local = window == 0 ? rows + columns : 2 * window
            let head = width / heads
            tower.table(max(0, 2 * (rows + columns) - 2), head, copies: global)
            tower.table(max(0, 2 * local - 2), head, copies: count - global)
        }
        tower.neck(channels, from: width)
        return tower
    }

    /// The width of the feed-forward networks, by itself or as a multiple.
    private static func networkWidth(
        _ config: HuggingFaceConfig,
        _ width: Int
    ) throws(ModelConfigError) -> Int {
        if let number = try config.int("mlp_dim") { return number }
        let ratio = try config.double("mlp_ratio") ?? 4
        guard ratio > 0, ratio < 1024 else {
            throw .invalid(value: config.value, detail: "mlp_ratio has to be from 0 to 1024")
        }
        return Int(Double(width) * ratio)
    }

    /// Two convolutions with a norm behind each.
    mutating func neck(_ channels: Int, from width: Int) {
        convolution("conv1", channels, of: width, bias: false)
        convolution("conv2", channels, of: Tower.product(channels, 3, 3), bias: false)
        norm(channels, copies: 2)
    }
}
