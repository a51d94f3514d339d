import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Llama 4 with its tower.
    static let llama4 = ModelFamily(
        modelTypes: ["llama4"],
        name: "llama4",
        source: "huggingface/transformers: models/llama4/modeling_llama4.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "llama4_text")
            let vision = try config.nested("vision_config", defaults: Tower.llama4Defaults)
            let projected = try vision.required("vision_output_dim")
            let hiddenSize = model.hiddenSize
            model.add(try Tower.llama4(vision))
            try model.add { $0.linear("linear_1", hiddenSize, projected, bias: false) }
            return try model.shape(.outer(default: false))
        }
    )

    /// Llama 3.2 Vision: layers of cross-attention to the image among those of Llama.
    static let mllama = ModelFamily(
        modelTypes: ["mllama"],
        name: "mllama",
        source: "huggingface/transformers: models/mllama/modeling_mllama.py",
        read: { config throws(ModelConfigError) in
            let vision = try config.nested("vision_config", defaults: Tower.mllamaDefaults)
            let tower = try Tower.mllama(vision)
            var model = try MultimodalModel(config, text: "mllama_text_model")
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add { $0.linear("multi_modal_projector", hiddenSize, tower.outputWidth) }
            return try model.shape(.outer(default: false))
        }
    )

    /// The text model of Llama 3.2 Vision.
    static let mllamaText = ModelFamily(
        modelTypes: ["mllama_text_model"],
        name: "mllama",
        source: "huggingface/transformers: models/mllama/modeling_mllama.py",
        read: { config throws(ModelConfigError) in
            let decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 128256,
                    hidden: 4096,
                    width: 14336,
                    layers: 40,
                    heads: 32,
                    keyValueHeads: 8,
                    context: 131072
                )
            )
            let crossing = Set(
                try config.ints("cross_attention_layers") ?? [3, 8, 13, 18, 23, 28, 33, 38]
            )
            let cross = decoder.mllamaCrossAttention
            var shape = decoder.shape
            shape.layers = LayerStack(
                (0..<decoder.layerCount).map { index in
                    var layer = decoder.layer(index)
                    if crossing.contains(index) { layer.mixers = [.crossAttention(cross)] }
                    return layer
                }
            )
            // Eight more rows for tokens of images, which the head cannot say.
            shape.embeddings = [
                .tokenEmbedding(
                    vocabularySize: decoder.vocabularySize + 8,
                    width: decoder.hiddenSize
                )
            ]
            return shape
        }
    )
}

extension StandardDecoder {
    /// Attention to the image with norms of queries and keys, and a gate for each branch.
    ///
    /// A sequence of text alone caches nothing here.
    fileprivate var mllamaCrossAttention: CrossAttention {
        var tensors = WeightTensor.attentionProjections(
            hiddenSize: hiddenSize,
            queryHeads: queryHeads,
            keyValueHeads: keyValueHeads,
            headDimension: headDimension
        )
        tensors.append(.norms(width: headDimension, count: 2))
        tensors.append(.vector("cross_attn_gate", .attention, count: 1, copies: 2))
        return CrossAttention(
            queryHeads: queryHeads,
            keyValueHeads: keyValueHeads,
            headDimension: headDimension,
            encoderTokens: 0,
            tensors: tensors
        )
    }
}

extension Tower {
    /// What `llama4_vision_model` takes for absent keys.
    static let llama4Defaults = DefaultKeys(
        #"""
        {"hidden_size": 768, "num_hidden_layers": 34, "num_attention_heads": 16,
         "num_channels": 3, "intermediate_size": 5632, "vision_output_dim": 7680,
         "image_size": 448, "patch_size": 14, "projector_input_dim": 4096,
         "projector_output_dim": 4096}
        """#
    )

    /// Llama 4's tower with the adapter behind its shuffled patches.
    static func llama4(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let patches = try Patches(config)
        let width = patches.width
        var tower = Tower(.vision)
        tower.vector("class_embedding", width)
        tower.table(patches.count + 1, width)
        tower.linear("patch_embedding", width, patches.elements, bias: false)
        tower.norm(width, copies: 2)
        let layer = try plainLayer(config, width)
        tower.layers(try config.layers(), layer)
        let middle = try config.required("projector_input_dim")
        let output = try config.required("projector_output_dim")
        tower.linear("fc1", middle, layer.feedForward, bias: false)
        tower.linear("fc2", output, output, bias: false)
        return tower
    }

    /// What `mllama_vision_model` takes for absent keys.
    static let mllamaDefaults = DefaultKeys(
        #"""
        {"hidden_size": 1280, "num_hidden_layers": 32, "num_global_layers": 8,
         "attention_heads": 16, "num_channels": 3, "intermediate_size": 5120,
         "vision_output_dim": 7680, "image_size": 448, "patch_size": 14, "max_num_tiles": 4}
        """#
    )

    /// Llama 3.2 Vision's tower: an image is up to four tiles in one of eight arrangements, each
    /// with learned positions; gated global layers follow the local ones.
    static func mllama(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let patches = try Patches(config)
        let width = patches.width
        let tiles = try config.factor("max_num_tiles", in: 1...1024)
        let positions = patches.count + 1
        let ratios = (config.raw("supported_aspect_ratios")?.count ?? 8) + 1
        var tower = Tower(.vision)
        tower.outputWidth = try config.required("vision_output_dim")
        tower.vector("class_embedding", width)
        tower.convolution("patch_embedding", width, of: patches.elements, bias: false)
        tower.table(positions, width)
        tower.table(ratios, product(tiles, positions, width))
        tower.table(ratios, product(tiles, width), copies: 2)
        tower.vector("gate", 1, copies: 3)
        tower.norm(width, copies: 2)
        var layer = try plainLayer(config, width)
        layer.inputBias = false
        layer.keyBias = false
        layer.outputBias = false
        tower.layers(try config.layers(), layer)
        layer.extra = 2
        tower.layers(try config.layers("num_global_layers"), layer)
        return tower
    }
}
