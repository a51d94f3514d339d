import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// LFM2: gated short convolutions with attention in some layers.
    static let lfm2 = ModelFamily(
        modelTypes: ["lfm2"],
        name: "lfm2",
        source: "huggingface/transformers: models/lfm2/modeling_lfm2.py",
        read: { config throws(ModelConfigError) in
            let hiddenSize = try config.size("hidden_size", ["hidden_size": 2560])
            let width = try adjustedWidth(config)
            let layers = try config.layers(default: 32)
            let isAttention: [Bool]
            if let types = try lfm2Types(config, layers) {
                isAttention = types
            } else if let indices = try config.ints("full_attn_idxs") {
                isAttention = (0..<layers).map { indices.contains($0) }
            } else {
                isAttention = [Bool](repeating: true, count: layers)
            }
            let dense = FeedForward.dense(hiddenSize: hiddenSize, width: width)
            return try lfm2Shape(config, hiddenSize, isAttention) { _ in dense }
        }
    )

    /// LFM2 with experts behind the first layers.
    static let lfm2Moe = ModelFamily(
        modelTypes: ["lfm2_moe"],
        name: "lfm2_moe",
        source: "huggingface/transformers: models/lfm2_moe/modeling_lfm2_moe.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "hidden_size": 2048, "intermediate_size": 7168, "moe_intermediate_size": 1792,
                "num_dense_layers": 2, "num_experts_per_tok": 4, "num_experts": 32,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let layers = try config.layers(default: 32)
            guard let isAttention = try lfm2Types(config, layers) else {
                throw .missing(key: "layer_types", in: config.value.pointer)
            }
            let dense = FeedForward.dense(
                hiddenSize: hiddenSize,
                width: try config.size("intermediate_size", defaults)
            )
            let experts = try ExpertSizes(
                config,
                hiddenSize: hiddenSize,
                count: config.size("num_experts", defaults),
                perToken: config.size("num_experts_per_tok", defaults),
                width: config.size("moe_intermediate_size", defaults)
            ).feedForward
            let first = try config.count("num_dense_layers", defaults)
            return try lfm2Shape(config, hiddenSize, isAttention) { $0 < first ? dense : experts }
        }
    )

    /// LFM3: gated attention to all or to a window, norms before and after.
    static let lfm3 = ModelFamily(
        modelTypes: ["lfm3"],
        name: "lfm3",
        source: "huggingface/transformers: models/lfm3/modeling_lfm3.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 128_000, "hidden_size": 2048, "intermediate_size": 7680,
                "num_hidden_layers": 24, "num_attention_heads": 16, "num_key_value_heads": 4,
                "head_dim": 128, "sliding_window": 256,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let layers = try config.layers(defaults)
            var heads = try HeadSizes(config, hiddenSize: hiddenSize, defaults)
            heads.hasHeadNorms = true
            let gate = WeightTensor(
                "g_proj",
                .attention,
                rows: heads.queryHeads,
                columns: hiddenSize,
                split: .rows(units: heads.queryHeads)
            )
            let isGated = try config.bool("use_attention_gate", default: true)
            let tensors = heads.tensors + (isGated ? [gate] : [])
            let full = heads.mixer(tensors: tensors)
            heads.span = .sliding(window: try config.size("sliding_window", defaults))
            let windowed = heads.mixer(tensors: tensors)
            let convolution = ShortConvolutionSizes(
                hiddenSize: hiddenSize,
                kernel: try config.int("conv_L_cache", default: 7, in: 1...4096),
                bias: try config.bool("conv_bias", default: false)
            ).mixer
            let types =
                try config.layerTypes(layers)
                ?? (0..<layers).map { index in
                    let isWindowed = index > 0 && index.isMultiple(of: 4)
                    return index % 4 == 2
                        ? "full_attention" : isWindowed ? "sliding_attention" : "conv"
                }
            let dense = FeedForward.dense(
                hiddenSize: hiddenSize,
                width: try config.size("intermediate_size", defaults)
            )
            let norms = try config.bool("use_sandwich_norm", default: true) ? 4 : 2
            return HybridDecoder(
                hiddenSize: hiddenSize,
                vocabularySize: try config.size("vocab_size", defaults),
                maximumContext: try config.maximumContext(),
                isHeadTied: try config.bool("tie_word_embeddings", default: true),
                layers: types.map { type in
                    let attention = type == "sliding_attention" ? windowed : full
                    return Layer(
                        mixers: [type == "conv" ? convolution : attention],
                        feedForwards: [dense],
                        other: [.norms(width: hiddenSize, count: norms)]
                    )
                }
            ).shape
        }
    )

    private static func lfm2Types(
        _ config: HuggingFaceConfig,
        _ layers: Int
    ) throws(ModelConfigError) -> [Bool]? {
        try config.layerTypes(layers)?.map { $0 != "conv" }
    }

    /// The stated width is that of an ungated network; the real one is two thirds of it, scaled
    /// and rounded up to a multiple.
    private static func adjustedWidth(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> Int {
        let sizes = 1...HuggingFaceConfig.sizes.upperBound
        let stated =
            try config.int(anyOf: ["block_ff_dim", "intermediate_size"], in: sizes) ?? 12_288
        guard try config.bool("block_auto_adjust_ff_dim", default: true) else { return stated }
        let twoThirds = 2 * stated / 3
        // A multiplier of null leaves the two thirds as they are.
        if let value = config.value["block_ffn_dim_multiplier"], value.isNull { return twoThirds }
        let factor = try config.double("block_ffn_dim_multiplier") ?? 1
        let scaled = factor * Double(twoThirds)
        guard scaled.isFinite, scaled >= 0, scaled <= Double(sizes.upperBound) else {
            throw .invalid(
                value: config.raw("block_ffn_dim_multiplier") ?? config.value,
                detail: "block_ffn_dim_multiplier makes a network of no or too great width"
            )
        }
        let multiple = try config.int("block_multiple_of", default: 256, in: sizes)
        return (Int(scaled) + multiple - 1) / multiple * multiple
    }

    private static func lfm2Shape(
        _ config: HuggingFaceConfig,
        _ hiddenSize: Int,
        _ isAttention: [Bool],
        _ feedForward: (Int) -> FeedForward
    ) throws(ModelConfigError) -> ModelShape {
        let defaults: SizeDefaults = ["num_attention_heads": 32, "num_key_value_heads": 8]
        var heads = try HeadSizes(config, hiddenSize: hiddenSize, defaults)
        heads.inputBias = false
        heads.outputBias = false
        heads.hasHeadNorms = true
        var tensors = heads.tensors
        tensors[3].module = "out_proj"
        let attention = heads.mixer(tensors: tensors)
        let convolution = ShortConvolutionSizes(
            hiddenSize: hiddenSize,
            kernel: try config.int("conv_L_cache", default: 3, in: 1...4096),
            bias: try config.bool("conv_bias", default: false)
        ).mixer
        let isTied = try config.bool(
            config.has("tie_embedding") ? "tie_embedding" : "tie_word_embeddings",
            default: true
        )
        return HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: try config.size("vocab_size", ["vocab_size": 65_536]),
            maximumContext: try config.maximumContext(),
            isHeadTied: isTied,
            layers: isAttention.enumerated().map { index, isAttention in
                Layer(
                    mixers: [isAttention ? attention : convolution],
                    feedForwards: [feedForward(index)],
                    other: [.norms(width: hiddenSize, count: 2)]
                )
            }
        ).shape
    }
}

/// A short convolution between two gates.
struct ShortConvolutionSizes {
    var hiddenSize: Int
    var kernel: Int
    var bias: Bool

    /// The mixer.
    var mixer: Mixer {
        .recurrent(
            RecurrentMixer(
                kind: .shortConvolution,
                heads: hiddenSize,
                stateElements: 0,
                convolutionElements: hiddenSize * (kernel - 1),
                tensors: [
                    WeightTensor(
                        "in_proj",
                        .recurrent,
                        rows: 3 * hiddenSize,
                        columns: hiddenSize,
                        bias: bias ? 3 * hiddenSize : 0,
                        split: .rows(units: hiddenSize)
                    ),
                    .depthwise(channels: hiddenSize, kernel: kernel, hasBias: bias),
                    WeightTensor(
                        "out_proj",
                        .recurrent,
                        rows: hiddenSize,
                        columns: hiddenSize,
                        bias: bias ? hiddenSize : 0,
                        split: .columns(units: hiddenSize)
                    ),
                ]
            )
        )
    }
}
