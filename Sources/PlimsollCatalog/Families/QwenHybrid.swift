import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Qwen3-Next: three gated delta nets to one gated attention, experts in most layers.
    static let qwen3Next = ModelFamily(
        modelTypes: ["qwen3_next"],
        name: "qwen3_next",
        source: "huggingface/transformers: models/qwen3_next/modeling_qwen3_next.py",
        read: { config throws(ModelConfigError) in
            let own: SizeDefaults = [
                "vocab_size": 151_936, "intermediate_size": 5632, "num_hidden_layers": 48,
                "num_experts_per_tok": 10, "num_experts": 512,
            ]
            let defaults = qwenHybridDefaults.merging(own) { $1 }
            var decoder = try QwenHybridDecoder(config, defaults, layout: .fused)
            let experts = try decoder.experts(config, defaults)
            let dense = FeedForward.dense(
                hiddenSize: decoder.hiddenSize,
                width: try config.size("intermediate_size", defaults)
            )
            let exceptions = Set(try config.ints("mlp_only_layers") ?? [])
            let step = try config.int("decoder_sparse_step", default: 1, in: 1...4096)
            decoder.feedForward = { index in
                let isSparse = !exceptions.contains(index) && (index + 1).isMultiple(of: step)
                return isSparse ? experts ?? dense : dense
            }
            return decoder.shape
        }
    )

    /// The text model of Qwen3.5 and later: the mixers of Qwen3-Next with dense networks.
    static let qwen35Text = ModelFamily(
        modelTypes: ["qwen3_5_text"],
        name: "qwen3_5_text",
        source: "huggingface/transformers: models/qwen3_5/modeling_qwen3_5.py",
        read: { config throws(ModelConfigError) in
            let own: SizeDefaults = [
                "vocab_size": 248_320, "hidden_size": 4096, "intermediate_size": 12_288,
                "num_hidden_layers": 32, "num_key_value_heads": 4,
            ]
            let defaults = qwenHybridDefaults.merging(own) { $1 }
            var decoder = try QwenHybridDecoder(config, defaults, layout: .grouped)
            let dense = FeedForward.dense(
                hiddenSize: decoder.hiddenSize,
                width: try config.size("intermediate_size", defaults)
            )
            decoder.feedForward = { _ in dense }
            return decoder.shape
        }
    )

    /// The text model of the Qwen3.5 mixtures.
    static let qwen35MoeText = ModelFamily(
        modelTypes: ["qwen3_5_moe_text"],
        name: "qwen3_5_moe_text",
        source: "huggingface/transformers: models/qwen3_5_moe/modeling_qwen3_5_moe.py",
        read: { config throws(ModelConfigError) in
            let own: SizeDefaults = [
                "vocab_size": 248_320, "num_hidden_layers": 40, "num_experts_per_tok": 8,
                "num_experts": 256,
            ]
            let defaults = qwenHybridDefaults.merging(own) { $1 }
            var decoder = try QwenHybridDecoder(config, defaults, layout: .grouped)
            guard let experts = try decoder.experts(config, defaults) else {
                throw .missing(key: "num_experts", in: config.value.pointer)
            }
            decoder.feedForward = { _ in experts }
            return decoder.shape
        }
    )

    private static let qwenHybridDefaults: SizeDefaults = [
        "hidden_size": 2048, "num_attention_heads": 16, "num_key_value_heads": 2,
        "head_dim": 256, "linear_conv_kernel_dim": 4, "linear_key_head_dim": 128,
        "linear_value_head_dim": 128, "linear_num_key_heads": 16,
        "linear_num_value_heads": 32, "moe_intermediate_size": 512,
        "shared_expert_intermediate_size": 512, "max_position_embeddings": 32_768,
    ]
}

/// Gated delta nets with a gated attention every few layers.
struct QwenHybridDecoder {
    var hiddenSize: Int
    var vocabularySize: Int
    var maximumContext: Tokens?
    var isHeadTied: Bool
    var attention: HeadSizes
    var delta: GatedDeltaSizes
    /// The kind of each layer; one that is neither kind has no mixer, as in the modelling code.
    var types: [String]
    var nextTokenLayers: Int
    /// Whether they have an embedding of their own.
    var nextTokenHasEmbedding: Bool
    /// The feed-forward network of a layer by its index.
    var feedForward: (Int) -> FeedForward = { _ in
        .dense(DenseFeedForward(width: 0, isGated: true, tensors: []))
    }

    /// The keys that the generations share.
    init(
        _ config: HuggingFaceConfig,
        _ defaults: SizeDefaults,
        layout: GatedDeltaSizes.Layout
    ) throws(ModelConfigError) {
        let hiddenSize = try config.size("hidden_size", defaults)
        self.hiddenSize = hiddenSize
        vocabularySize = try config.size("vocab_size", defaults)
        maximumContext = try config.maximumContext("max_position_embeddings", defaults)
        isHeadTied = try config.bool("tie_word_embeddings", default: false)
        attention = try HeadSizes(config, hiddenSize: hiddenSize, defaults)
        attention.hasOutputGate = true
        attention.hasHeadNorms = true
        delta = try GatedDeltaSizes(config, hiddenSize: hiddenSize, defaults)
        delta.layout = layout
        let layers = try config.layers(defaults)
        let step = try config.int("full_attention_interval", default: 4, in: 1...4096)
        types =
            try config.layerTypes(layers)
            ?? (1...layers).map { $0.isMultiple(of: step) ? "full_attention" : "linear_attention" }
        nextTokenLayers = try config.int("mtp_num_hidden_layers", default: 0, in: 0...64)
        nextTokenHasEmbedding = try config.bool("mtp_use_dedicated_embeddings", default: false)
    }

    /// Experts with a gated shared one; nil where the model has none.
    func experts(
        _ config: HuggingFaceConfig,
        _ defaults: SizeDefaults
    ) throws(ModelConfigError) -> FeedForward? {
        let count = try config.count("num_experts", defaults)
        guard count > 0 else { return nil }
        var sizes = try ExpertSizes(
            config,
            hiddenSize: hiddenSize,
            count: count,
            perToken: config.size("num_experts_per_tok", defaults),
            width: config.size("moe_intermediate_size", defaults),
            sharedWidth: config.count("shared_expert_intermediate_size", defaults)
        )
        sizes.hasSharedGate = true
        return sizes.feedForward
    }

    /// The layers of these kinds; parts are made once, so that equal layers are told at a glance.
    private func layers(_ types: some Sequence<(offset: Int, element: String)>) -> [Layer] {
        let (linear, full) = ([delta.mixer], [attention.mixer])
        let norms = [WeightTensor.norms(width: hiddenSize, count: 2)]
        return types.map { index, type in
            let mixers: [Mixer] =
                switch type {
                case "linear_attention": linear
                case "full_attention": full
                default: []
                }
            return Layer(mixers: mixers, feedForwards: [feedForward(index)], other: norms)
        }
    }

    /// The whole model.
    var shape: ModelShape {
        HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: vocabularySize,
            maximumContext: maximumContext,
            isHeadTied: isHeadTied,
            layers: layers(types.enumerated()),
            nextTokenModules: nextTokenModules
        ).shape
    }

    /// Attention layers behind the projection of hidden state and embedding to one; the head is
    /// the model's own.
    private var nextTokenModules: [WeightTensor] {
        guard nextTokenLayers > 0 else { return [] }
        let last = types.count - 1
        let layer = layers([(offset: last, element: "full_attention")]).flatMap(\.tensors)
        let layers = (0..<nextTokenLayers).flatMap { _ in layer }
        let tables: [WeightTensor] =
            nextTokenHasEmbedding
            ? [.tokenEmbedding(vocabularySize: vocabularySize, width: hiddenSize)] : []
        return layers + tables + [
            WeightTensor("fc", .other, rows: hiddenSize, columns: 2 * hiddenSize),
            .norms(width: hiddenSize, count: 3),
        ]
    }
}
