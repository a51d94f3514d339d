import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Granite Speech: a Conformer and a querying transformer in front of Granite.
    static let graniteSpeech = ModelFamily(
        modelTypes: ["granite_speech"],
        name: "granite_speech",
        source: "huggingface/transformers: models/granite_speech/modeling_granite_speech.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "granite")
            model.add(
                try Tower.graniteConformer(
                    config.nested("encoder_config", defaults: Tower.graniteConformerDefaults)
                )
            )
            let querying = try config.nested(
                "projector_config",
                defaults: Tower.queryingTransformerDefaults
            )
            let width = try querying.required("hidden_size")
            let window = try config.int("window_size", default: 15, in: 1...65536)
            let rate = try config.int("downsample_rate", default: 5, in: 1...65536)
            let hiddenSize = model.hiddenSize
            model.add(try Tower.queryingTransformer(querying, .audio))
            try model.add(.audio) {
                $0.table(window / rate, width)
                $0.linear("linear", hiddenSize, width)
            }
            return try model.shape(.outer(default: true))
        }
    )
}

extension ModelFamily {
    /// Qwen3-ASR: the audio encoder of Qwen3-Omni in front of Qwen 3.
    static let qwen3ASR = ModelFamily(
        modelTypes: ["qwen3_asr"],
        name: "qwen3_asr",
        source: "huggingface/transformers: models/qwen3_asr/modeling_qwen3_asr.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "qwen3",
                absent: DefaultKeys(
                    #"""
                    {"hidden_size": 2048, "intermediate_size": 6144, "num_hidden_layers": 28,
                     "num_attention_heads": 16, "num_key_value_heads": 8, "head_dim": 128,
                     "max_position_embeddings": 65536, "tie_word_embeddings": true}
                    """#
                )
            )
            model.add(
                try Tower.qwen3OmniAudio(
                    config.nested(
                        "audio_config",
                        defaults: DefaultKeys(
                            #"""
                            {"num_mel_bins": 128, "encoder_layers": 24,
                             "encoder_attention_heads": 16, "encoder_ffn_dim": 4096,
                             "d_model": 1024, "output_dim": 3584,
                             "downsample_hidden_size": 480}
                            """#
                        )
                    )
                )
            )
            return try model.shape(.outer(default: true))
        }
    )
}

extension Tower {
    /// What Granite Speech's encoder takes for absent keys.
    static let graniteConformerDefaults = DefaultKeys(
        #"""
        {"input_dim": 160, "num_layers": 10, "hidden_dim": 1024, "feedforward_mult": 4,
         "num_heads": 8, "output_dim": 42, "max_pos_emb": 512, "conv_kernel_size": 15,
         "conv_expansion_factor": 2}
        """#
    )

    /// Granite Speech's encoder, a Conformer with a second output in its middle.
    ///
    /// Source: huggingface/transformers, models/granite_speech/modeling_granite_speech.py.
    static func graniteConformer(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_dim")
        let count = try config.layers("num_layers")
        let heads = try config.required("num_heads")
        let dimension = try config.int("dim_head") ?? width / heads
        let inner = product(heads, dimension)
        let middle = product(width, try config.factor("feedforward_mult"))
        let expanded = product(width, try config.factor("conv_expansion_factor"))
        let output = try config.required("output_dim")
        var tower = Tower(.audio)
        tower.linear("input_linear", width, try config.required("input_dim"))
        tower.linear("out", output, width)
        tower.linear("out_mid", width, output)
        tower.linear("up_proj", middle, width, copies: 2 * count)
        tower.linear("down_proj", width, middle, copies: 2 * count)
        tower.linear("to_q", inner, width, bias: false, copies: count)
        tower.linear("to_kv", 2 * inner, width, bias: false, copies: count)
        tower.linear("to_out", width, inner, copies: count)
        tower.table(2 * (try config.required("max_pos_emb")) + 1, dimension, copies: count)
        tower.convolution("up_conv", 2 * expanded, of: width, copies: count)
        tower.convolution(
            "depth_conv",
            expanded,
            of: try config.factor("conv_kernel_size"),
            bias: false,
            copies: count
        )
        tower.convolution("down_conv", width, of: expanded, copies: count)
        tower.norm(expanded, copies: count)
        tower.norm(width, copies: 5 * count)
        return tower
    }

    /// What `blip_2_qformer` takes for absent keys.
    static let queryingTransformerDefaults = DefaultKeys(
        #"""
        {"hidden_size": 768, "num_hidden_layers": 12, "intermediate_size": 3072,
         "cross_attention_frequency": 2, "encoder_hidden_size": 1408}
        """#
    )

    /// BLIP-2's querying transformer, every few layers of which look at the encoder, whose width
    /// is the configuration's unless the whole model sets it.
    ///
    /// Source: huggingface/transformers, models/blip_2/modeling_blip_2.py.
    static func queryingTransformer(
        _ config: HuggingFaceConfig,
        _ component: ParameterComponent,
        source encoder: Int? = nil
    ) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let count = try config.layers()
        let stated = try config.required("encoder_hidden_size")
        let source = encoder ?? stated
        let frequency = try config.factor("cross_attention_frequency")
        let crossing = (count + frequency - 1) / frequency
        var tower = Tower(component)
        tower.outputWidth = width
        tower.norm(width)
        tower.layers(count, try plainLayer(config, width))
        tower.linear("query", width, width, copies: crossing)
        tower.linear("key_value", width, source, copies: 2 * crossing)
        tower.linear("dense", width, width, copies: crossing)
        tower.norm(width, copies: crossing)
        return tower
    }
}
