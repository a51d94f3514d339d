import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// The text model of Inkling: attention with relative positions, and short convolutions after
    /// keys, values, attention and experts.
    static let inklingText = ModelFamily(
        modelTypes: ["inkling_text"],
        name: "inkling_text",
        source: "huggingface/transformers: models/inkling/modeling_inkling.py",
        read: { config throws(ModelConfigError) in
            let defaults = InklingDecoder.defaults.merging([
                "hidden_size": 6144, "num_hidden_layers": 66, "num_attention_heads": 64,
                "swa_num_attention_heads": 64, "swa_num_key_value_heads": 16,
                "sliding_window_size": 512, "intermediate_size": 24_576,
                "moe_intermediate_size": 3072, "n_routed_experts": 256,
                "num_experts_per_tok": 6, "max_position_embeddings": 131_072,
            ]) { $1 }
            let decoder = try InklingDecoder(config, defaults)
            let hiddenSize = decoder.hiddenSize
            // A stated dense width makes the other one that of the experts.
            let stated = try config.switchable("dense_intermediate_size", [:])
            let denseWidth = try config.size("intermediate_size", defaults)
            let expertWidth = try config.size("moe_intermediate_size", defaults)
            let shared = try config.int("n_shared_experts", default: 2)
            var sizes = try ExpertSizes(
                config,
                hiddenSize: hiddenSize,
                count: config.size("n_routed_experts", defaults),
                perToken: config.size("num_experts_per_tok", defaults),
                width: stated == nil ? expertWidth : denseWidth,
                sharedWidth: shared * (stated == nil ? expertWidth : denseWidth)
            )
            sizes.extraScores = shared
            let experts = sizes.feedForward
            let dense = FeedForward.dense(hiddenSize: hiddenSize, width: stated ?? denseWidth)
            let first = try config.int("dense_mlp_idx", default: 0)
            let isDense =
                try config.perLayer(
                    "mlp_layer_types",
                    layers: decoder.isWindowed.count,
                    allowed: ["dense", "sparse"]
                )?.map { $0 == "dense" } ?? decoder.isWindowed.indices.map { $0 < first }
            return decoder.shape { index, isWindowed in
                let sizes = isWindowed ? decoder.windowed : decoder.full
                let scale = WeightTensor.vector(
                    "global_scale",
                    isDense[index] ? .mlp : .router,
                    count: 1
                )
                return Layer(
                    mixers: [
                        decoder.attention(
                            isWindowed: isWindowed,
                            others: [.norms(width: sizes.headDimension, count: 2)]
                        ),
                        decoder.convolutions(isWindowed: isWindowed, isDynamic: false),
                    ],
                    feedForwards: [isDense[index] ? dense : experts],
                    other: [.norms(width: hiddenSize, count: 2), scale]
                )
            }
        }
    )

    /// The text model of Inkling 2: gated attention with sinks, convolutions whose weights depend
    /// on the token in full layers, and layers that attend to the outputs of earlier blocks.
    static let inkling2Text = ModelFamily(
        modelTypes: ["inkling2_text"],
        name: "inkling2_text",
        source: "huggingface/transformers: models/inkling2/modeling_inkling2.py",
        read: { config throws(ModelConfigError) in
            let defaults = InklingDecoder.defaults.merging([
                "hidden_size": 4608, "num_hidden_layers": 48, "num_attention_heads": 48,
                "swa_num_attention_heads": 48, "swa_num_key_value_heads": 8,
                "sliding_window_size": 1024, "moe_intermediate_size": 2304,
                "n_routed_experts": 384, "num_experts_per_tok": 8,
                "max_position_embeddings": 1_048_576,
            ]) { $1 }
            let decoder = try InklingDecoder(config, defaults)
            let hiddenSize = decoder.hiddenSize
            let experts = try ExpertSizes(
                config,
                hiddenSize: hiddenSize,
                count: config.size("n_routed_experts", defaults),
                perToken: config.size("num_experts_per_tok", defaults),
                width: config.size("moe_intermediate_size", defaults)
            ).feedForward
            var shape = decoder.shape { index, isWindowed in
                // The first layer has no earlier block to attend to.
                let queries = index == 0 ? 0 : isWindowed ? 1 : 3
                return Layer(
                    mixers: [
                        decoder.attention(
                            isWindowed: isWindowed,
                            others: decoder.gates(isWindowed: isWindowed)
                        ),
                        decoder.convolutions(isWindowed: isWindowed, isDynamic: !isWindowed),
                    ],
                    feedForwards: [experts],
                    other: [
                        .norms(width: hiddenSize, count: isWindowed ? 2 : 4),
                        .vector("attention_input", .attention, count: queries * hiddenSize),
                        .vector("mlp_input", .mlp, count: hiddenSize),
                    ]
                )
            }
            shape.outputs.append(.vector("final_input", .other, count: hiddenSize))
            return shape
        }
    )
}

/// What both Inkling generations share.
struct InklingDecoder {
    /// The sizes that the classes have in common.
    static let defaults: SizeDefaults = [
        "vocab_size": 201_024, "num_key_value_heads": 8, "head_dim": 128, "swa_head_dim": 128,
        "d_rel": 16, "rel_extent": 1024, "conv_kernel_size": 4,
    ]

    var hiddenSize: Int
    var vocabularySize: Int
    var maximumContext: Tokens?
    /// The attention of full and of windowed layers.
    var full: HeadSizes
    var windowed: HeadSizes
    /// Elements of a token's relative state, and distances that have a bias of their own.
    var relative: Int
    var extent: Int
    var window: Int
    var kernel: Int
    /// Whether a layer is windowed, by its index.
    var isWindowed: [Bool]

    /// The keys of the configuration.
    init(_ config: HuggingFaceConfig, _ defaults: SizeDefaults) throws(ModelConfigError) {
        let hiddenSize = try config.size("hidden_size", defaults)
        self.hiddenSize = hiddenSize
        vocabularySize = try config.size("vocab_size", defaults)
        maximumContext = try config.maximumContext("max_position_embeddings", defaults)
        relative = try config.size("d_rel", defaults)
        extent = try config.size("rel_extent", defaults)
        window = try config.size("sliding_window_size", defaults)
        kernel = try config.size("conv_kernel_size", defaults)
        full = try HeadSizes(config, hiddenSize: hiddenSize, defaults)
        full.inputBias = false
        full.outputBias = false
        windowed = full
        windowed.queryHeads = try config.size("swa_num_attention_heads", defaults)
        windowed.keyValueHeads = try config.size("swa_num_key_value_heads", defaults)
        windowed.headDimension = try config.size("swa_head_dim", defaults)
        windowed.span = .sliding(window: window)
        let layers = try config.layers(defaults)
        let local = try config.ints("local_layer_ids")
        isWindowed =
            try config.layerTypes(layers)?.map { $0 == "hybrid_sliding" }
            ?? (0..<layers).map { local?.contains($0) ?? !($0 + 1).isMultiple(of: 6) }
    }

    /// Attention with biases by distance, which tokens mix from a bank of profiles.
    func attention(isWindowed: Bool, others: [WeightTensor]) -> Mixer {
        let sizes = isWindowed ? windowed : full
        let positions = [
            input("r_proj", sizes.queryHeads * relative, units: sizes.queryHeads),
            WeightTensor.vector(
                "rel_logits_proj",
                .attention,
                count: relative * (isWindowed ? window : extent)
            ),
        ]
        return sizes.mixer(tensors: sizes.tensors + positions + others)
    }

    /// The gate, the sinks and the scales of clipped queries.
    func gates(isWindowed: Bool) -> [WeightTensor] {
        let sizes = isWindowed ? windowed : full
        let heads = sizes.queryHeads
        return [
            input("gate_proj", heads * sizes.headDimension, units: heads),
            input("sink_proj", heads, units: heads),
            .vector("q_l2_clip", .attention, count: heads * sizes.headDimension),
            .vector("rel_l2_clip", .attention, count: heads * relative),
        ]
    }

    private func input(_ module: ModuleName, _ rows: Int, units: Int) -> WeightTensor {
        WeightTensor(
            module,
            .attention,
            rows: rows,
            columns: hiddenSize,
            split: .rows(units: units)
        )
    }

    /// The convolutions after keys, values, attention and feed-forward network.
    func convolutions(isWindowed: Bool, isDynamic: Bool) -> Mixer {
        let sizes = isWindowed ? windowed : full
        let channels = sizes.keyValueHeads * sizes.headDimension
        let weights = [
            WeightTensor(
                "weight_proj",
                .attention,
                rows: kernel * sizes.keyValueHeads,
                columns: hiddenSize,
                copies: 2
            )
        ]
        return .recurrent(
            RecurrentMixer(
                kind: .shortConvolution,
                heads: sizes.keyValueHeads,
                stateElements: 0,
                convolutionElements: (2 * channels + 2 * hiddenSize) * (kernel - 1),
                tensors: [
                    .depthwise(.attention, channels: channels, kernel: kernel),
                    .depthwise(.attention, channels: channels, kernel: kernel),
                    .depthwise(.attention, channels: hiddenSize, kernel: kernel),
                    .depthwise(.mlp, channels: hiddenSize, kernel: kernel),
                ] + (isDynamic ? weights : [])
            )
        )
    }

    /// The whole model, with a norm behind the embedding and a head of its own.
    func shape(_ layer: (_ index: Int, _ isWindowed: Bool) -> Layer) -> ModelShape {
        HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: vocabularySize,
            maximumContext: maximumContext,
            isHeadTied: false,
            layers: isWindowed.enumerated().map { layer($0.offset, $0.element) },
            otherEmbeddings: [.norms(width: hiddenSize, count: 1)]
        ).shape
    }
}
