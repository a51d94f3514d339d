import PlimsollEngine
import PlimsollJSON

/// Encoders of sound after Whisper's.
extension Tower {
    /// How an encoder differs from Whisper's.
    struct WhisperVariant {
        /// The keys of its sizes.
        var width = "d_model"
        var layers = "encoder_layers"
        var feedForward = "encoder_ffn_dim"
        /// Whether it stores its sinusoidal positions.
        var hasPositions = true
        /// Whether keys have a bias.
        var keyBias = false
        /// Whether it starts with Whisper's two convolutions.
        var hasConvolutions = true

        /// The spelling of later encoders.
        static let renamed = WhisperVariant(
            width: "hidden_size",
            layers: "num_hidden_layers",
            feedForward: "intermediate_size"
        )
    }

    /// What encoders in Whisper's order take for absent keys: those of Whisper Large.
    static let whisperDefaults = DefaultKeys(
        #"""
        {"num_mel_bins": 128, "encoder_layers": 32, "encoder_ffn_dim": 5120, "d_model": 1280,
         "num_hidden_layers": 32, "intermediate_size": 5120, "hidden_size": 1280,
         "max_source_positions": 1500, "output_dim": 3584, "downsample_hidden_size": 480}
        """#
    )

    /// Whisper's encoder.
    ///
    /// Source: huggingface/transformers, models/whisper/modeling_whisper.py.
    static func whisper(
        _ config: HuggingFaceConfig,
        _ variant: WhisperVariant = WhisperVariant()
    ) throws(ModelConfigError) -> Tower {
        let width = try config.required(variant.width)
        var tower = Tower(.audio)
        tower.outputWidth = width
        if variant.hasConvolutions {
            let bands = try config.required("num_mel_bins")
            tower.convolution("conv1", width, of: product(bands, 3))
            tower.convolution("conv2", width, of: product(width, 3))
        }
        if variant.hasPositions {
            tower.table(try config.required("max_source_positions"), width)
        }
        var layer = TowerLayer(
            width: width,
            feedForward: try config.required(variant.feedForward)
        )
        layer.keyBias = variant.keyBias
        tower.layers(try config.layers(variant.layers), layer)
        tower.norm(width)
        return tower
    }

    /// The sound encoder of Qwen2.5-Omni with its projector.
    ///
    /// Source: huggingface/transformers, models/qwen2_5_omni/modeling_qwen2_5_omni.py.
    static func qwen25OmniAudio(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        var tower = try whisper(config, WhisperVariant(hasPositions: false))
        let output = try config.required("output_dim")
        tower.table(2, output)
        tower.linear("proj", output, tower.outputWidth)
        return tower
    }

    /// The sound encoder of Qwen3-Omni: three convolutions over time and frequency.
    ///
    /// Source: huggingface/transformers, models/qwen3_omni_moe/modeling_qwen3_omni_moe.py.
    static func qwen3OmniAudio(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        var tower = try whisper(
            config,
            WhisperVariant(hasPositions: false, keyBias: true, hasConvolutions: false)
        )
        let width = tower.outputWidth
        let channels = try config.required("downsample_hidden_size")
        var bands = try config.required("num_mel_bins")
        for _ in 0..<3 { bands = (bands + 1) / 2 }
        tower.convolution("conv2d1", channels, of: 9)
        tower.convolution("conv2d2", channels, of: product(channels, 9), copies: 2)
        tower.linear("conv_out", width, product(channels, bands), bias: false)
        tower.linear("proj1", width, width)
        tower.linear("proj2", try config.required("output_dim"), width)
        return tower
    }

    /// What Phi-4-multimodal's sound encoder takes for absent keys.
    static let phi4AudioDefaults = DefaultKeys(
        #"""
        {"hidden_size": 1024, "intermediate_size": 1536, "num_blocks": 24,
         "num_attention_heads": 16, "ext_pw_out_channel": 1024,
         "depthwise_separable_out_channel": 1024, "depthwise_multiplier": 1, "kernel_size": 3,
         "input_size": 80, "time_reduction": 8, "bias_max_distance": 1000,
         "nemo_conv_channels": 1024, "downsample_rate": 1}
        """#
    )

    /// Phi-4-multimodal's sound encoder, a Conformer.
    ///
    /// Source: huggingface/transformers, models/phi4_multimodal/modeling_phi4_multimodal.py.
    static func phi4Audio(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let channels = try config.required("nemo_conv_channels")
        let halvings = try config.factor("time_reduction", in: 2...4096)
            .trailingZeroBitCount
        var bands = try config.required("input_size")
        for _ in 0..<halvings { bands = (bands + 1) / 2 }
        var tower = Tower(.audio)
        tower.outputWidth = width
        tower.convolution("conv", channels, of: 9, copies: halvings)
        tower.convolution("conv", channels, of: channels, copies: halvings - 1)
        tower.linear("out", width, product(channels, bands))
        let isSymmetric = try config.bool("bias_symmetric", default: false)
        let distance = try config.required("bias_max_distance")
        tower.table(
            isSymmetric ? distance : 2 * distance,
            try config.required("num_attention_heads")
        )
        try tower.phi4Layers(config, width: width)
        return tower
    }

    /// Layers of two half networks around attention and a gated convolution.
    private mutating func phi4Layers(
        _ config: HuggingFaceConfig,
        width: Int
    ) throws(ModelConfigError) {
        let count = try config.layers("num_blocks")
        let middle = try config.required("intermediate_size")
        let outer = try config.required("ext_pw_out_channel")
        let separable = try config.required("depthwise_separable_out_channel")
        let multiplied = Tower.product(width, try config.factor("depthwise_multiplier"))
        linear("gate_up_proj", 2 * middle, width, copies: 2 * count)
        linear("down_proj", width, middle, copies: 2 * count)
        linear("qkvo_proj", width, width, copies: 4 * count)
        convolution("ext_pw_conv_1d", 2 * outer, of: width, copies: count)
        vector("glu", 2 * outer, copies: count)
        convolution("dw_conv", multiplied, of: try config.factor("kernel_size"), copies: count)
        convolution("pw_conv", separable, of: multiplied, copies: count)
        convolution("ext_pw_conv_1d", outer, of: width, copies: count)
        norm(width, copies: 5 * count)
    }
}
