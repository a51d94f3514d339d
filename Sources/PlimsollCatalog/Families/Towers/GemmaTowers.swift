import PlimsollEngine
import PlimsollJSON

/// The towers of Gemma 3n and Gemma 4.
extension Tower {
    /// What `gemma4_vision` takes for absent keys.
    static let gemma4VisionDefaults = DefaultKeys(
        #"""
        {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 16,
         "num_attention_heads": 12, "num_key_value_heads": 12, "head_dim": 64,
         "patch_size": 16, "position_embedding_size": 10240}
        """#
    )

    /// Gemma 4's image encoder: a table of positions for each axis, gated layers, four norms.
    ///
    /// Source: huggingface/transformers, models/gemma4/modeling_gemma4.py.
    static func gemma4Vision(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let patch = try config.factor("patch_size")
        let dimension = try config.required("head_dim")
        var tower = Tower(.vision)
        tower.outputWidth = width
        tower.linear("input_proj", width, product(3, patch, patch), bias: false)
        tower.table(try config.required("position_embedding_size"), width, copies: 2)
        var layer = TowerLayer.withoutBias(
            width: width,
            feedForward: try config.required("intermediate_size"),
            isGated: true
        )
        layer.queryWidth = product(try config.required("num_attention_heads"), dimension)
        layer.keyWidth = product(try config.required("num_key_value_heads"), dimension)
        layer.norms = 4
        layer.extra = 2 * dimension
        tower.layers(try config.layers(), layer)
        return tower
    }

    /// Gemma 4 without encoders: pooled patches through one dense layer between norms.
    ///
    /// Source: huggingface/transformers, models/gemma4_unified/modeling_gemma4_unified.py.
    static func gemma4Patches(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let side = product(
            try config.factor("patch_size"),
            try config.factor("pooling_kernel_size", in: 1...64)
        )
        let elements = product(3, side, side)
        let width = try config.required("mm_embed_dim")
        var tower = Tower(.vision)
        tower.outputWidth = try config.required("output_proj_dims")
        tower.norm(elements)
        tower.linear("patch_dense", width, elements)
        tower.norm(width, copies: 2)
        tower.table(try config.required("mm_posemb_size"), width, copies: 2)
        return tower
    }

    /// What `gemma4_audio` takes for absent keys.
    static let gemma4AudioDefaults = DefaultKeys(
        #"""
        {"hidden_size": 1024, "num_hidden_layers": 12, "num_attention_heads": 8,
         "subsampling_conv_channels": [128, 32], "conv_kernel_size": 5,
         "output_proj_dims": 1536}
        """#
    )

    /// Gemma 4's sound encoder, a Universal Speech Model.
    ///
    /// Source: huggingface/transformers, models/gemma4/modeling_gemma4.py.
    static func gemma4Audio(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let channels = try channelPair(config, "subsampling_conv_channels")
        var tower = Tower(.audio)
        tower.subsampling(channels, kernels: [9, 9])
        tower.linear(
            "input_proj_linear",
            width,
            product(channels.0 / 4, channels.1),
            bias: false
        )
        tower.conformerLayers(
            try config.layers(),
            width: width,
            heads: try config.required("num_attention_heads"),
            kernel: try config.factor("conv_kernel_size")
        )
        tower.outputWidth = try config.required("output_proj_dims")
        tower.linear("output_proj", tower.outputWidth, width)
        return tower
    }

    /// What `gemma3n_audio` takes for absent keys.
    static let gemma3nAudioDefaults = DefaultKeys(
        #"""
        {"vocab_size": 128, "input_feat_size": 128, "hidden_size": 1536,
         "conf_num_attention_heads": 8, "conf_num_hidden_layers": 12,
         "conf_conv_kernel_size": 5, "sscp_conv_channel_size": [128, 32]}
        """#
    )

    /// Gemma 3n's sound encoder, a Universal Speech Model.
    ///
    /// Source: huggingface/transformers, models/gemma3n/modeling_gemma3n.py.
    static func gemma3nAudio(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        let width = try config.required("hidden_size")
        let channels = try channelPair(config, "sscp_conv_channel_size")
        let kernels = try pairs(config, "sscp_conv_kernel_size", default: 3)
        let strides = try pairs(config, "sscp_conv_stride_size", default: 2)
        // Each convolution pads the bands by one on both sides.
        var bands = try config.required("input_feat_size")
        for (kernel, stride) in zip(kernels, strides) {
            guard bands + 2 >= kernel.1 else {
                throw .invalid(
                    value: config.value,
                    detail: "input_feat_size is too small for the kernels"
                )
            }
            bands = (bands + 2 - kernel.1) / stride.1 + 1
        }
        var tower = Tower(.audio)
        tower.outputWidth = width
        tower.subsampling(channels, kernels: kernels.map { product($0.0, $0.1) })
        tower.linear("input_proj_linear", width, product(channels.1, bands), bias: false)
        tower.conformerLayers(
            try config.layers("conf_num_hidden_layers"),
            width: width,
            heads: try config.required("conf_num_attention_heads"),
            kernel: try config.factor("conf_conv_kernel_size")
        )
        return tower
    }

    /// Two convolutions over time and frequency, each with a norm.
    private mutating func subsampling(_ channels: (Int, Int), kernels: [Int]) {
        let inputs = [1, channels.0]
        for (index, output) in [channels.0, channels.1].enumerated() {
            convolution(
                "conv",
                output,
                of: Tower.product(inputs[index], kernels[index]),
                bias: false
            )
            norm(output, bias: false)
        }
    }

    /// Conformer layers: half a feed-forward network, attention with relative positions, a light
    /// convolution, the other half.
    private mutating func conformerLayers(_ count: Int, width: Int, heads: Int, kernel: Int) {
        let dimension = width / heads
        let all = dimension * heads
        for module in ["q_proj", "k_proj", "v_proj", "relative_k_proj"] as [ModuleName] {
            linear(module, all, width, bias: false, copies: count)
        }
        vector("per_dim_scale", dimension, copies: count)
        linear("post", width, all, bias: false, copies: count)
        linear("ffw_layer_1", 4 * width, width, bias: false, copies: 2 * count)
        linear("ffw_layer_2", width, 4 * width, bias: false, copies: 2 * count)
        linear("linear_start", 2 * width, width, bias: false, copies: count)
        linear("linear_end", width, width, bias: false, copies: count)
        convolution("depthwise_conv1d", width, of: kernel, bias: false, copies: count)
        norm(width, bias: false, copies: 9 * count)
    }

    private static func channelPair(
        _ config: HuggingFaceConfig,
        _ key: String
    ) throws(ModelConfigError) -> (Int, Int) {
        guard let pair = try config.pair(key, in: 1...65536) else {
            throw .missing(key: key, in: config.value.pointer)
        }
        return (pair.height, pair.width)
    }

    /// Two pairs, one for each convolution.
    private static func pairs(
        _ config: HuggingFaceConfig,
        _ key: String,
        default fallback: Int
    ) throws(ModelConfigError) -> [(Int, Int)] {
        guard let value = config.raw(key) else {
            return [(fallback, fallback), (fallback, fallback)]
        }
        var pairs: [(Int, Int)] = []
        for element in value.elements {
            let numbers = element.elements.compactMap { $0.int }
            guard numbers.count == 2, numbers.allSatisfy({ (1...64).contains($0) }) else {
                throw .invalid(value: element, detail: "\(key) holds pairs of 1 to 64")
            }
            pairs.append((numbers[0], numbers[1]))
        }
        guard pairs.count == 2 else {
            throw .invalid(value: value, detail: "\(key) has to hold two pairs")
        }
        return pairs
    }
}
