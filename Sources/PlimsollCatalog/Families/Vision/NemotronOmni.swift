import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Nemotron Nano Omni: Nemotron-H behind C-RADIO.
    static let nemotronHOmni = ModelFamily(
        modelTypes: ["nemotron_h_omni"],
        name: "nemotron_h_omni",
        source: "huggingface/transformers: models/nemotron_h_omni/modeling_nemotron_h_omni.py",
        read: { config throws(ModelConfigError) in
            for key in ["audio_config", "sound_config"] where config.has(key) {
                throw .notModelled(modelType: "nemotron_h_omni", what: "the encoder under \(key)")
            }
            var model = try MultimodalModel(
                config,
                text: "nemotron_h",
                under: config.has("llm_config") ? "llm_config" : "text_config",
                absent: DefaultKeys(#"{"model_type": "nemotron_h"}"#)
            )
            let vision = try config.nested("vision_config", defaults: Tower.radioDefaults)
            model.add(try Tower.radio(vision))
            let ratio = try config.double("downsample_ratio") ?? 0.5
            guard ratio >= 1.0 / 64, ratio <= 1 else {
                throw .invalid(
                    value: config.value,
                    detail: "downsample_ratio is \(ratio); allowed is 1/64 to 1"
                )
            }
            let side = Int(1 / ratio)
            let width = try config.int(anyOf: ["vision_hidden_size", "vit_hidden_size"]) ?? 1280
            let middle = try config.int("projector_hidden_size", default: 4096)
            let merged = Tower.product(width, side, side)
            let hiddenSize = model.hiddenSize
            try model.add {
                $0.norm(merged, bias: false)
                $0.linear("linear_1", middle, merged, bias: false)
                $0.linear("linear_2", hiddenSize, middle, bias: false)
            }
            return try model.shape(.outer(default: false))
        }
    )
}

extension Tower {
    /// What `radio` takes for absent keys.
    static let radioDefaults = DefaultKeys(
        #"""
        {"hidden_size": 1280, "num_hidden_layers": 32, "num_attention_heads": 16,
         "mlp_ratio": 4, "num_channels": 3, "patch_size": 16, "max_img_size": 2048,
         "num_cls_tokens": 3, "num_registers": 7, "video_temporal_patch_size": 2}
        """#
    )

    /// C-RADIO: positions cut from a table for the largest image, and one more embedding for
    /// patches of several frames.
    ///
    /// Source: huggingface/transformers, models/radio/modeling_radio.py.
    static func radio(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        if try config.bool("use_swiglu_ffn", default: false) {
            throw .notModelled(modelType: "radio", what: "gated networks (use_swiglu_ffn)")
        }
        let width = try config.required("hidden_size")
        let patch = try config.factor("patch_size")
        let elements = product(try config.factor("num_channels"), patch, patch)
        let side = try config.required("max_img_size") / patch
        let ratio = try config.double("mlp_ratio") ?? 4
        guard ratio > 0, ratio < 1024 else {
            throw .invalid(value: config.value, detail: "mlp_ratio has to be from 0 to 1024")
        }
        let bias = try config.bool("qkv_bias", default: true)
        let prefix =
            try config.int("num_cls_tokens", default: 3)
            + config.int("num_registers", default: 7)
        var tower = Tower(.vision)
        tower.outputWidth = width
        tower.table(product(side, side), width)
        tower.table(prefix, width)
        tower.linear("patch_projection", width, elements, bias: false)
        if let frames = try config.int("video_temporal_patch_size", in: 2...64) {
            tower.linear(
                "video_patch_projection",
                width,
                product(elements, frames),
                bias: false
            )
        }
        var layer = TowerLayer(width: width, feedForward: Int(Double(width) * ratio))
        layer.inputBias = bias
        layer.keyBias = bias
        layer.extra = 2 * width
        tower.layers(try config.layers(), layer)
        return tower
    }
}
