import PlimsollEngine
import PlimsollJSON

/// Further models that see: documents, videos, and the first that joined a tower and a text model.
extension ModelFamily {
    /// PaddleOCR-VL: SigLIP at any resolution in front of ERNIE 4.5.
    static let paddleOCRVL = ModelFamily(
        modelTypes: ["paddleocr_vl"],
        name: "paddleocr_vl",
        source: "huggingface/transformers: models/paddleocr_vl/modeling_paddleocr_vl.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "paddleocr_vl_text",
                absent: DefaultKeys(#"{"model_type": "paddleocr_vl_text"}"#)
            )
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"hidden_size": 1152, "intermediate_size": 4304, "num_hidden_layers": 27,
                     "num_attention_heads": 16, "num_channels": 3, "image_size": 384,
                     "patch_size": 14, "spatial_merge_size": 2}
                    """#
                )
            )
            let tower = try Tower.headlessSiglip(vision)
            let merged = try Tower.mergedWidth(vision, tower.outputWidth)
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add {
                $0.norm(tower.outputWidth)
                $0.linear("linear_1", merged, merged)
                $0.linear("linear_2", hiddenSize, merged)
            }
            return try model.shape(.outer(default: true))
        }
    )

    /// The text model of PaddleOCR-VL, which is that of ERNIE 4.5.
    static let paddleOCRVLText = ModelFamily(
        modelTypes: ["paddleocr_vl_text"],
        name: "paddleocr_vl",
        source: "huggingface/transformers: models/paddleocr_vl/modeling_paddleocr_vl.py",
        read: { config throws(ModelConfigError) in
            try MultimodalModel.read("ernie4_5", config)
        }
    )

    /// VideoLLaMA 3: SigLIP without positions in front of Qwen 2.
    static let videoLlama3 = ModelFamily(
        modelTypes: ["video_llama_3"],
        name: "video_llama_3",
        source: "huggingface/transformers: models/video_llama_3/modeling_video_llama_3.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "qwen2",
                absent: DefaultKeys(#"{"model_type": "qwen2"}"#)
            )
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12,
                     "num_attention_heads": 12, "num_channels": 3, "patch_size": 16}
                    """#
                )
            )
            let width = try vision.required("hidden_size")
            let patch = try vision.factor("patch_size")
            let channels = try vision.factor("num_channels")
            let layers = try vision.layers()
            let layer = try Tower.plainLayer(vision, width)
            let hiddenSize = model.hiddenSize
            try model.add {
                $0.convolution(
                    "patch_embedding",
                    width,
                    of: Tower.product(channels, patch, patch)
                )
                $0.layers(layers, layer)
                $0.norm(width)
                $0.linear("readout", hiddenSize, width)
                $0.linear("readout", hiddenSize, hiddenSize)
            }
            return try model.shape(.either)
        }
    )

    /// Aria: learned queries that attend to SigLIP's patches, in front of a mixture of experts.
    static let aria = ModelFamily(
        modelTypes: ["aria"],
        name: "aria",
        source: "huggingface/transformers: models/aria/modeling_aria.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "aria_text",
                absent: DefaultKeys(#"{"model_type": "aria_text"}"#)
            )
            let tower = try Tower.headlessSiglip(
                config.nested("vision_config", defaults: Tower.idefics3VisionDefaults)
            )
            let queries = try largestQueryCount(config)
            let width = tower.outputWidth
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add {
                $0.table(queries, width)
                $0.linear("q_proj", width, width, bias: false, copies: 3)
                $0.linear("in_proj", 3 * width, width)
                $0.linear("out_proj", width, width)
                $0.linear("linear", width, width)
                $0.norm(width, copies: 3)
                $0.linear("linear_in", hiddenSize, width, bias: false)
                $0.linear("linear_out", hiddenSize, hiddenSize, bias: false)
            }
            return try model.shape(.outer(default: false))
        }
    )

    /// The most queries that an image has, from the table by its patches.
    private static func largestQueryCount(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> Int {
        let published = 256
        if let stated = try config.int("max_value_projector_patch_to_query_dict") {
            return stated
        }
        guard let table = config.raw("projector_patch_to_query_dict") else { return published }
        var most = 0
        for element in table.elements {
            guard let number = element.int, HuggingFaceConfig.sizes.contains(number) else {
                throw .invalid(
                    value: element,
                    detail: "projector_patch_to_query_dict holds whole numbers"
                )
            }
            most = max(most, number)
        }
        return most
    }

    /// HyperCLOVA X Vision 2: Qwen2.5-VL's tower and one linear layer.
    static let hyperClovaXVision2 = ModelFamily(
        modelTypes: ["hyperclovax_vision_v2"],
        name: "hyperclovax_vision_v2",
        source: "huggingface/transformers: models/hyperclovax_vision_v2/"
            + "modeling_hyperclovax_vision_v2.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "hyperclovax",
                absent: DefaultKeys(#"{"model_type": "hyperclovax"}"#)
            )
            let tower = try TowerFamily.read(config, default: "qwen2_5_vl_vision")
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add { $0.linear("projector", hiddenSize, tower.outputWidth) }
            return try model.shape(.outer(default: true))
        }
    )

    /// BLIP-2: a querying transformer between a vision transformer and OPT or Flan-T5.
    static let blip2 = ModelFamily(
        modelTypes: ["blip-2"],
        name: "blip-2",
        source: "huggingface/transformers: models/blip_2/modeling_blip_2.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "opt",
                absent: DefaultKeys(#"{"model_type": "opt"}"#)
            )
            let vision = try config.nested("vision_config", defaults: Tower.blip2VisionDefaults)
            let patches = try Patches(vision)
            let bias = try vision.bool("qkv_bias", default: true)
            let layers = try vision.layers()
            var layer = try Tower.plainLayer(vision, patches.width)
            layer.inputBias = bias
            layer.keyBias = bias
            let querying = try config.nested(
                "qformer_config",
                defaults: Tower.queryingTransformerDefaults
            )
            if try querying.bool("use_qformer_text_input", default: false) {
                throw .notModelled(modelType: "blip-2", what: "text input of the Q-Former")
            }
            let bridge = try Tower.queryingTransformer(
                querying,
                .vision,
                source: patches.width
            )
            let queries = try config.int("num_query_tokens", default: 32)
            let hiddenSize = model.hiddenSize
            try model.add {
                $0.vector("class_embedding", patches.width)
                $0.table(patches.count + 1, patches.width)
                $0.convolution("patch_embedding", patches.width, of: patches.elements)
                $0.layers(layers, layer)
                $0.norm(patches.width)
                $0.table(queries, bridge.outputWidth)
                $0.linear("language_projection", hiddenSize, bridge.outputWidth)
            }
            model.add(bridge)
            // The text model keeps its own setting.
            return try model.shape(.inner)
        }
    )
}

extension Tower {
    /// What `blip_2_vision_model` takes for absent keys.
    fileprivate static let blip2VisionDefaults = DefaultKeys(
        #"""
        {"hidden_size": 1408, "intermediate_size": 6144, "num_hidden_layers": 39,
         "num_attention_heads": 16, "num_channels": 3, "image_size": 224, "patch_size": 14}
        """#
    )
}
