import PlimsollEngine
import PlimsollJSON

/// Text models that hear, some of which also see.
extension ModelFamily {
    /// Qwen2-Audio: Whisper's encoder and one linear layer.
    static let qwen2Audio = ModelFamily(
        modelTypes: ["qwen2_audio"],
        name: "qwen2_audio",
        source: "huggingface/transformers: models/qwen2_audio/modeling_qwen2_audio.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "qwen2")
            let tower = try Tower.whisper(
                config.nested("audio_config", defaults: Tower.whisperDefaults)
            )
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add(.audio) { $0.linear("linear", hiddenSize, tower.outputWidth) }
            return try model.shape(.outer(default: false))
        }
    )

    /// Voxtral: Whisper's encoder, four of whose frames become one token.
    static let voxtral = ModelFamily(
        modelTypes: ["voxtral"],
        name: "voxtral",
        source: "huggingface/transformers: models/voxtral/modeling_voxtral.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "llama",
                absent: DefaultKeys(
                    #"""
                    {"vocab_size": 131072, "hidden_size": 3072, "intermediate_size": 8192,
                     "num_hidden_layers": 30, "num_key_value_heads": 8, "head_dim": 128,
                     "max_position_embeddings": 131072}
                    """#
                ),
                completes: true
            )
            let audio = try config.nested("audio_config", defaults: Tower.whisperDefaults)
            let frames = try audio.required("intermediate_size")
            let hiddenSize = model.hiddenSize
            model.add(try Tower.whisper(audio, .renamed))
            try model.add(.audio) {
                $0.linear("linear_1", hiddenSize, frames, bias: false)
                $0.linear("linear_2", hiddenSize, hiddenSize, bias: false)
            }
            return try model.shape(.outer(default: false))
        }
    )

    /// Audio Flamingo 3 and Music Flamingo: Whisper's encoder and two linear layers.
    static let audioFlamingo3 = ModelFamily(
        modelTypes: ["audioflamingo3", "musicflamingo"],
        name: "audioflamingo3",
        source: "huggingface/transformers: models/audioflamingo3/modeling_audioflamingo3.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "qwen2")
            let tower = try Tower.whisper(
                config.nested("audio_config", defaults: Tower.whisperDefaults),
                .renamed
            )
            let bias = try config.bool("projector_bias", default: true)
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add(.audio) {
                $0.linear("linear_1", hiddenSize, tower.outputWidth, bias: bias)
                $0.linear("linear_2", hiddenSize, hiddenSize, bias: bias)
            }
            return try model.shape(.outer(default: false))
        }
    )

    /// The thinking part of Qwen2.5-Omni, which sees and hears and writes.
    static let qwen25OmniThinker = ModelFamily(
        modelTypes: ["qwen2_5_omni_thinker"],
        name: "qwen2_5_omni",
        source: "huggingface/transformers: models/qwen2_5_omni/modeling_qwen2_5_omni.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "qwen2_5_omni_text")
            model.add(
                try Tower.qwen25OmniAudio(
                    config.nested("audio_config", defaults: Tower.whisperDefaults)
                )
            )
            model.add(
                try Tower.qwen25Vision(
                    config.nested("vision_config", defaults: Tower.qwen25VisionDefaults)
                )
            )
            return try model.shape(.outer(default: false))
        }
    )

    /// The text model of Qwen2.5-Omni.
    static let qwen25OmniText = ModelFamily(
        modelTypes: ["qwen2_5_omni_text"],
        name: "qwen2_5_omni",
        source: "huggingface/transformers: models/qwen2_5_omni/modeling_qwen2_5_omni.py",
        read: { config throws(ModelConfigError) in
            try MultimodalModel.read(
                "qwen2",
                config.defaulting(
                    to: DefaultKeys(
                        #"""
                        {"vocab_size": 152064, "hidden_size": 3584,
                         "intermediate_size": 18944, "num_hidden_layers": 28,
                         "num_attention_heads": 28, "num_key_value_heads": 4,
                         "sliding_window": 32768}
                        """#
                    )
                )
            )
        }
    )

    /// The thinking part of Qwen3-Omni.
    static let qwen3OmniThinker = ModelFamily(
        modelTypes: ["qwen3_omni_moe_thinker"],
        name: "qwen3_omni_moe",
        source: "huggingface/transformers: models/qwen3_omni_moe/modeling_qwen3_omni_moe.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "qwen3_omni_moe_text")
            model.add(
                try Tower.qwen3OmniAudio(
                    config.nested("audio_config", defaults: Tower.whisperDefaults)
                )
            )
            model.add(
                try Tower.qwen3Vision(
                    config.nested("vision_config", defaults: Tower.qwen3VisionDefaults)
                )
            )
            return try model.shape(.outer(default: false))
        }
    )

    /// The text model of Qwen3-Omni.
    static let qwen3OmniText = ModelFamily(
        modelTypes: ["qwen3_omni_moe_text"],
        name: "qwen3_omni_moe",
        source: "huggingface/transformers: models/qwen3_omni_moe/modeling_qwen3_omni_moe.py",
        read: { config throws(ModelConfigError) in
            try MultimodalModel.read(
                "qwen3_moe",
                config.defaulting(
                    to: DefaultKeys(
                        #"""
                        {"vocab_size": 3584, "hidden_size": 2048, "intermediate_size": 18944,
                         "num_hidden_layers": 28, "num_attention_heads": 28,
                         "num_key_value_heads": 4, "moe_intermediate_size": 768,
                         "num_experts_per_tok": 8, "num_local_experts": 128}
                        """#
                    )
                )
            )
        }
    )

    /// Phi-4-multimodal: Phi-4-mini with SigLIP and a Conformer, adapters merged or left out.
    static let phi4Multimodal = ModelFamily(
        modelTypes: ["phi4_multimodal"],
        name: "phi4_multimodal",
        source: "huggingface/transformers: models/phi4_multimodal/modeling_phi4_multimodal.py",
        read: { config throws(ModelConfigError) in
            let text = config.defaulting(
                to: DefaultKeys(
                    #"""
                    {"vocab_size": 200064, "hidden_size": 3072, "intermediate_size": 8192,
                     "num_hidden_layers": 32, "num_attention_heads": 32,
                     "num_key_value_heads": 8, "max_position_embeddings": 131072}
                    """#
                )
            )
            var shape = try MultimodalModel.read("phi3", text)
            let hiddenSize = shape.hiddenSize
            let vision = try Tower.siglip(
                config.nested("vision_config", defaults: phi4VisionDefaults)
            )
            var seen = Tower(.vision)
            seen.vector("img_feature_extensor", vision.outputWidth, copies: 2)
            seen.linear("img_projection_up", hiddenSize, vision.outputWidth)
            seen.linear("img_projection_down", hiddenSize, hiddenSize)
            let audio = try config.nested("audio_config", defaults: Tower.phi4AudioDefaults)
            let tower = try Tower.phi4Audio(audio)
            let frames = Tower.product(
                tower.outputWidth,
                try audio.factor("downsample_rate", in: 1...64)
            )
            var heard = Tower(.audio)
            heard.linear("up_proj", hiddenSize, frames, copies: 2)
            heard.linear("down_proj", hiddenSize, hiddenSize, copies: 2)
            shape.towers += vision.tensors + seen.tensors + tower.tensors + heard.tensors
            return shape
        }
    )

    private static let phi4VisionDefaults = DefaultKeys(
        #"""
        {"hidden_size": 1152, "intermediate_size": 4304, "num_hidden_layers": 27,
         "num_attention_heads": 16, "num_channels": 3, "image_size": 448, "patch_size": 14}
        """#
    )
}
