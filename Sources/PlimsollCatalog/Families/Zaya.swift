import PlimsollEngine

extension ModelFamily {
    /// ZAYA1: attention on convolved queries and keys, one expert a token chosen by a network.
    static let zaya = ModelFamily(
        modelTypes: ["zaya"],
        name: "zaya",
        source: "huggingface/transformers: models/zaya/modeling_zaya.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 262_272, "hidden_size": 2048, "num_hidden_layers": 40,
                "num_attention_heads": 8, "num_key_value_heads": 2, "head_dim": 128,
                "max_position_embeddings": 131_072, "moe_intermediate_size": 2048,
                "num_experts_per_tok": 1, "num_experts": 16, "router_hidden_size": 256,
                "cca_time0": 2, "cca_time1": 2,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let layers = try config.layers(defaults)
            var heads = try HeadSizes(config, hiddenSize: hiddenSize, defaults)
            let window = try config.switchable("sliding_window", [:])
            let tensors = heads.tensors
            let full = heads.mixer(tensors: tensors)
            if let window { heads.span = .sliding(window: window) }
            let windowed = heads.mixer(tensors: tensors)
            let convolutions = zayaConvolutions(
                heads,
                first: try config.size("cca_time0", defaults),
                second: try config.size("cca_time1", defaults)
            )
            let types =
                try config.layerTypes(layers) ?? [String](repeating: "hybrid", count: layers)
            let routers = try (0..<layers).map { index throws(ModelConfigError) in
                try zayaExperts(config, hiddenSize, defaults, isFirst: index == 0)
            }
            let scaling = WeightTensor.vector(
                "residual_scale",
                .other,
                count: 4 * hiddenSize,
                copies: 2
            )
            let isTied = try config.bool("tie_word_embeddings", default: true)
            var shape = HybridDecoder(
                hiddenSize: hiddenSize,
                vocabularySize: try config.size("vocab_size", defaults),
                maximumContext: try config.maximumContext("max_position_embeddings", defaults),
                isHeadTied: isTied,
                layers: types.enumerated().map { index, type in
                    Layer(
                        mixers: [type == "hybrid_sliding" ? windowed : full, convolutions],
                        feedForwards: [routers[index].0],
                        other: [.norms(width: hiddenSize, count: 2), scaling] + routers[index].1
                    )
                },
                otherEmbeddings: [.vector("input_scale", .other, count: 2 * hiddenSize)]
            ).shape
            if try config.bool("lm_head_bias", default: false) {
                shape.outputs.append(
                    .vector("lm_head_bias", .languageModelHead, count: shape.vocabularySize)
                )
            }
            return shape
        }
    )

    /// A convolution of each channel, one of each head's channels together, and the temperature
    /// of keys; half of each value is that of the token before.
    private static func zayaConvolutions(_ sizes: HeadSizes, first: Int, second: Int) -> Mixer {
        let heads = sizes.queryHeads + sizes.keyValueHeads
        let channels = heads * sizes.headDimension
        return .recurrent(
            RecurrentMixer(
                kind: .shortConvolution,
                heads: sizes.keyValueHeads,
                stateElements: sizes.keyValueHeads * sizes.headDimension / 2,
                convolutionElements: channels * (first + second - 2),
                tensors: [
                    .depthwise(.attention, channels: channels, kernel: first, hasBias: true),
                    WeightTensor(
                        "conv_qk_grouped",
                        .attention,
                        kind: .convolution,
                        rows: channels,
                        columns: sizes.headDimension * second,
                        bias: channels,
                        split: .rows(units: heads)
                    ),
                    .vector("temp", .attention, count: sizes.keyValueHeads),
                ]
            )
        )
    }

    /// The experts, whose router is a network of its own width that also scores doing nothing,
    /// with what that router holds beside its last matrix.
    private static func zayaExperts(
        _ config: HuggingFaceConfig,
        _ hiddenSize: Int,
        _ defaults: SizeDefaults,
        isFirst: Bool
    ) throws(ModelConfigError) -> (FeedForward, [WeightTensor]) {
        let count = try config.size("num_experts", defaults)
        let perToken = try config.size("num_experts_per_tok", defaults)
        let width = try config.size("moe_intermediate_size", defaults)
        let rank = try config.size("router_hidden_size", defaults)
        guard perToken == 1 else {
            throw .invalid(
                value: config.raw("num_experts_per_tok") ?? config.value,
                detail: "num_experts_per_tok is \(perToken); this model chooses one expert"
            )
        }
        func square(_ module: ModuleName, from columns: Int) -> WeightTensor {
            WeightTensor(module, .router, rows: rank, columns: columns, bias: rank)
        }
        let experts = WeightTensor.feedForward(
            .routedExperts,
            hiddenSize: hiddenSize,
            width: width,
            isGated: true,
            copies: count,
            activeCopies: 1
        )
        let mixture = MixtureOfExperts(
            expertCount: count,
            expertsPerToken: 1,
            expertWidth: width,
            isGated: true,
            tensors: experts + [
                square("down_proj", from: hiddenSize), square("fc1", from: rank),
                square("fc2", from: rank), .router(hiddenSize: rank, experts: count + 1),
            ]
        )
        // The scores of the layer before are mixed in, where there is one.
        let scale = WeightTensor.vector("router_states_scale", .router, count: rank)
        return (.mixture(mixture), [.norms(width: rank, count: 1)] + (isFirst ? [] : [scale]))
    }
}
