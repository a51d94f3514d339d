import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Dots 3 with its towers for images and sound; the text part's keys may stand beside those
    /// of the whole.
    static let dots3Note = ModelFamily(
        modelTypes: ["dots3_note"],
        name: "dots3_note",
        source: "huggingface/transformers: models/dots3_note/modeling_dots3_note.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "dots3_note_text",
                absent: DefaultKeys(#"{"model_type": "dots3_note_text"}"#)
            )
            model.add(
                try Tower.dotsVision(
                    config.nested("vision_config", defaults: Tower.dotsVisionDefaults)
                )
            )
            model.add(
                try Tower.dotsAudio(
                    config.nested("audio_config", defaults: Tower.dotsAudioDefaults)
                )
            )
            return try model.shape(.outer(default: false))
        }
    )
}

extension Tower {
    fileprivate static let dotsVisionDefaults = DefaultKeys(
        #"""
        {"hidden_size": 1536, "intermediate_size": 4224, "num_hidden_layers": 42,
         "num_attention_heads": 24, "num_channels": 3, "patch_size": 14,
         "moe_intermediate_size": 2112, "spatial_merge_size": 2, "adapter_out_dim": 5120}
        """#
    )

    /// Dots 3's vision tower: dense layers first, then ever more experts.
    fileprivate static func dotsVision(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> Tower {
        let keys = ["mlp_layer_types", "per_layer_config"]
        for key in keys where config.has(key) {
            throw .notModelled(modelType: "dots3_note_vision_encoder", what: key)
        }
        func size(_ key: String, or old: String) throws(ModelConfigError) -> Int {
            if let number = try config.int(old) { return max(1, number) }
            return try config.required(key)
        }
        let width = try size("hidden_size", or: "embed_dim")
        let heads = try size("num_attention_heads", or: "num_heads")
        let count = try config.layers()
        // The layers' experts; nought where the network is dense.
        let experts =
            try pyramid(config)
            ?? Array(repeating: 0, count: 25) + Array(stride(from: 4, through: 64, by: 4)) + [64]
        guard experts.count >= count else {
            throw .invalid(
                value: config.value,
                detail: "\(experts.count) layers have experts listed; the tower has \(count)"
            )
        }
        let attentionBias = try config.bool(
            "use_bias",
            default: config.bool("attention_bias", default: false)
        )
        let merged = try mergedWidth(config, width)
        var tower = Tower(.vision)
        let patch = try config.factor("patch_size")
        let elements = product(try config.factor("num_channels"), patch, patch)
        tower.convolution("proj", width, of: elements)
        var layer = TowerLayer.withoutBias(
            width: width,
            feedForward: try config.required("intermediate_size"),
            isGated: true
        )
        layer.inputBias = attentionBias
        layer.keyBias = attentionBias
        layer.outputBias = attentionBias
        layer.feedForwardBias = try config.bool("mlp_bias", default: false)
        layer.extra = 2 * (width / heads)
        let used = experts.prefix(count)
        tower.layers(used.filter { $0 == 0 }.count, layer)
        layer.feedForward = 0
        tower.layers(used.filter { $0 > 0 }.count, layer)
        let total = used.reduce(0, +)
        let middle = try config.required("moe_intermediate_size")
        tower.linear(.gateProjection, middle, width, bias: false, copies: 2 * total)
        tower.linear(.downProjection, width, middle, bias: false, copies: total)
        tower.linear("gate", total, width, bias: false)
        // The norms of patches and output have no shift, that of the merger has one.
        tower.norm(width, bias: false, copies: 2)
        tower.norm(width)
        tower.linear("mlp", merged, merged)
        tower.linear("mlp", try config.required("adapter_out_dim"), merged)
        return tower
    }

    /// The experts of each layer under the released key; -1 there is a dense network.
    private static func pyramid(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> [Int]? {
        guard let list = config.raw("pyramid_num_routed") else { return nil }
        var experts: [Int] = []
        for element in list.elements {
            guard let number = element.int, (-1...4096).contains(number) else {
                throw .invalid(
                    value: element,
                    detail: "pyramid_num_routed holds whole numbers from -1 to 4096"
                )
            }
            experts.append(max(number, 0))
        }
        return experts
    }

    fileprivate static let dotsAudioDefaults = DefaultKeys(
        #"""
        {"hidden_size": 1280, "intermediate_size": 5120, "num_hidden_layers": 32,
         "num_attention_heads": 20, "feature_size": 128, "downsample_hidden_size": 480,
         "adapter_out_dim": 5120}
        """#
    )

    /// Dots 3's audio tower: three convolutions that halve, gated layers, an adapter.
    fileprivate static func dotsAudio(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> Tower {
        let old = try config.nested("whisper_config")
        func size(_ key: String, _ name: String) throws(ModelConfigError) -> Int {
            if let old, old.has(name) { return try old.required(name) }
            return try config.required(key)
        }
        let width = try size("hidden_size", "d_model")
        let inner = try config.layers()
        let layers = try old?.layers("encoder_layers", default: inner) ?? inner
        let channels = try config.required("downsample_hidden_size")
        let features = try size("feature_size", "num_mel_bins")
        let stated = try config.required("adapter_out_dim")
        let output =
            try config.int(anyOf: ["whisper_adapter_out_dim", "adapter_output_size"]) ?? stated
        let kernel = 3 * 3
        var tower = Tower(.audio)
        tower.convolution("convs", channels, of: kernel)
        tower.convolution("convs", channels, of: product(channels, kernel), copies: 2)
        tower.linear("conv_out", width, product(channels, (features + 7) / 8), bias: false)
        let bias = try config.bool("attention_bias", default: true)
        var layer = TowerLayer(
            width: width,
            feedForward: try size("intermediate_size", "encoder_ffn_dim"),
            isGated: true,
            normBias: false
        )
        layer.inputBias = bias
        layer.keyBias = false
        layer.outputBias = bias
        tower.layers(layers, layer)
        tower.norm(width, bias: false)
        tower.norm(width)
        tower.linear("fc1", output, width)
        tower.linear("fc2", output, output)
        return tower
    }
}
