import PlimsollEngine
import PlimsollJSON

/// Models whose modelling code is published beside their weights.
extension ModelFamily {
    /// Phi-3-vision and Phi-3.5-vision: CLIP's large tower, four neighbouring patches a token.
    static let phi3Vision = ModelFamily(
        modelTypes: ["phi3_v"],
        name: "phi3_v",
        source: "microsoft/Phi-3.5-vision-instruct: modeling_phi3_v.py",
        read: { config throws(ModelConfigError) in
            var shape = try MultimodalModel.read("phi3", config)
            let name = try config.nested("img_processor")?.string("name") ?? "clip_vision_model"
            guard name == "clip_vision_model" else {
                throw .notModelled(modelType: name, what: "the image processor")
            }
            guard let clip = MultimodalModel.largeClip.value else {
                throw .missing(key: "img_processor", in: config.value.pointer)
            }
            var tower = try Tower.clip(
                HuggingFaceConfig(clip, defaults: Tower.clipDefaults.value)
            )
            let hidden = shape.hiddenSize
            let merged = 4 * tower.outputWidth
            tower.vector("glb_GN", merged)
            tower.vector("sub_GN", merged)
            tower.linear("img_projection", hidden, merged)
            tower.linear("img_projection", hidden, hidden)
            shape.towers += tower.tensors
            return shape
        }
    )

    /// InternVL 1.5 to 3 as first published: InternViT and a projector behind a norm.
    static let internVLChat = ModelFamily(
        modelTypes: ["internvl_chat"],
        name: "internvl_chat",
        source: "OpenGVLab/InternVL3-8B: modeling_internvl_chat.py, modeling_intern_vit.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "qwen2", under: "llm_config")
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"hidden_size": 3200, "intermediate_size": 12800, "num_hidden_layers": 48,
                     "num_attention_heads": 25, "num_channels": 3, "image_size": 224,
                     "patch_size": 14, "qkv_bias": false, "qk_normalization": true,
                     "norm_type": "rms_norm"}
                    """#
                )
            )
            let patches = try Patches(vision)
            let width = patches.width
            var layer = try Tower.plainLayer(vision, width)
            layer.inputBias = try vision.bool("qkv_bias", default: false)
            layer.keyBias = layer.inputBias
            layer.normBias = try vision.string("norm_type") != "rms_norm"
            layer.extra = try vision.bool("qk_normalization", default: true) ? 4 * width : 2 * width
            var tower = Tower(.vision)
            tower.vector("class_embedding", width)
            tower.convolution("patch_embedding", width, of: patches.elements)
            tower.table(patches.count + 1, width)
            tower.layers(try vision.layers(), layer)
            tower.norm(4 * width)
            tower.linear("mlp1", model.hiddenSize, 4 * width)
            tower.linear("mlp1", model.hiddenSize, model.hiddenSize)
            model.add(tower)
            return try model.shape(.outer(default: false))
        }
    )

    /// Kimi-VL: DeepSeek-V3's text model in small behind MoonViT.
    static let kimiVL = ModelFamily(
        modelTypes: ["kimi_vl"],
        name: "kimi_vl",
        source: "moonshotai/Kimi-VL-A3B-Instruct: modeling_kimi_vl.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "deepseek_v3")
            let moon = try MoonViT(
                config.nested(
                    "vision_config",
                    defaults: DefaultKeys(
                        #"""
                        {"patch_size": 14, "pos_emb_height": 64, "pos_emb_width": 64,
                         "merge_kernel_size": [2, 2]}
                        """#
                    )
                )
            )
            let hiddenSize = model.hiddenSize
            model.add(moon.tower)
            try model.add {
                $0.norm(moon.tower.outputWidth)
                $0.linear("linear_1", moon.merged, moon.merged)
                $0.linear("linear_2", hiddenSize, moon.merged)
            }
            return try model.shape(.outer(default: false))
        }
    )

    /// MiniCPM-V 2.5 and 2.6: SigLIP behind a resampler that reads a fixed number of tokens.
    static let miniCPMV = ModelFamily(
        modelTypes: ["minicpmv"],
        name: "minicpmv",
        source: "openbmb/MiniCPM-V-2_6: modeling_minicpmv.py, resampler.py",
        read: { config throws(ModelConfigError) in
            let version = config.raw("version")?.double ?? 2.6
            let families: [Double: String] = [2.5: "llama", 2.6: "qwen2"]
            guard let family = families[version] else {
                throw .notModelled(modelType: "minicpmv", what: "version \(version)")
            }
            var shape = try MultimodalModel.read(family, config)
            let tower = try Tower.headlessSiglip(
                config.nested(
                    "vision_config",
                    defaults: DefaultKeys(
                        #"""
                        {"hidden_size": 1152, "intermediate_size": 4304,
                         "num_hidden_layers": 27, "num_attention_heads": 16,
                         "num_channels": 3, "image_size": 980, "patch_size": 14}
                        """#
                    )
                )
            )
            let hidden = shape.hiddenSize
            var resampler = Tower(.vision)
            resampler.table(try config.int("query_num", default: 64), hidden)
            if tower.outputWidth != hidden {
                resampler.linear("kv_proj", hidden, tower.outputWidth, bias: false)
            }
            resampler.linear("in_proj", 3 * hidden, hidden)
            resampler.linear("out_proj", hidden, hidden)
            resampler.linear("proj", hidden, hidden, bias: false)
            resampler.norm(hidden, copies: 3)
            shape.towers += tower.tensors + resampler.tensors
            return shape
        }
    )
}
