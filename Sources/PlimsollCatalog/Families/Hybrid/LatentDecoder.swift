import PlimsollEngine

/// A decoder with latent attention: dense layers first, mixtures of experts after them.
struct LatentDecoder {
    var hiddenSize: Int
    var layerCount: Int
    var vocabularySize: Int
    var maximumContext: Tokens?
    var isHeadTied: Bool
    var attention: LatentProjections
    /// The dense network of a layer that has no experts.
    var dense: FeedForward
    /// The mixture of the other layers; nil where all are dense.
    var mixture: FeedForward?
    /// Whether a layer is dense, by its index.
    var isDense: [Bool]
    /// Whether a layer has an indexer of its own, by its index.
    var hasIndexer: [Bool]
    /// Multi-token-prediction layers.
    var nextTokenLayers: Int
    /// Whether each of them has its own embedding and head, as DeepSeek publishes them.
    var nextTokenHasTables = true
    /// Norms and the like that a layer holds beside its two norms; told whether it has experts.
    var others: (_ hasExperts: Bool) -> [WeightTensor] = { _ in [] }
    var otherOutputs: [WeightTensor] = []

    /// The usual keys.
    ///
    /// - Parameters:
    ///   - config: The configuration.
    ///   - defaults: What its class gives where it omits a key.
    ///   - denseFirst: The dense layers at the start where the class has no key for them.
    ///   - hasNetworkBias: Whether the feed-forward networks have biases, shared experts included.
    /// - Throws: ``ModelConfigError`` with the key that is missing or wrong.
    init(
        _ config: HuggingFaceConfig,
        _ defaults: SizeDefaults,
        denseFirst: Int? = nil,
        hasNetworkBias: Bool = false
    ) throws(ModelConfigError) {
        let hiddenSize = try config.size("hidden_size", defaults)
        let layerCount = try config.layers(defaults)
        self.hiddenSize = hiddenSize
        self.layerCount = layerCount
        vocabularySize = try config.size("vocab_size", defaults)
        maximumContext = try config.maximumContext("max_position_embeddings", defaults)
        isHeadTied = try config.bool(
            "tie_word_embeddings",
            default: defaults["tie_word_embeddings"] == 1
        )
        attention = try LatentProjections(config, hiddenSize: hiddenSize, defaults)
        dense = .dense(
            hiddenSize: hiddenSize,
            width: try config.size("intermediate_size", defaults),
            hasBias: hasNetworkBias
        )
        mixture = try Self.mixture(
            config,
            hiddenSize: hiddenSize,
            defaults,
            hasSharedBias: hasNetworkBias
        )
        isDense =
            mixture == nil
            ? [Bool](repeating: true, count: layerCount)
            : try Self.denseLayers(config, layers: layerCount, defaults, fixedFirst: denseFirst)
        hasIndexer = [Bool](repeating: true, count: layerCount)
        nextTokenLayers = try config.int("num_nextn_predict_layers", default: 0, in: 0...64)
    }

    /// The mixture of layers with experts; nil where the configuration has no experts.
    static func mixture(
        _ config: HuggingFaceConfig,
        hiddenSize: Int,
        _ defaults: SizeDefaults,
        hasSharedBias: Bool = false
    ) throws(ModelConfigError) -> FeedForward? {
        let spellings = ["n_routed_experts", "num_local_experts", "num_experts"]
        let count = try config.int(anyOf: spellings) ?? defaults["n_routed_experts"] ?? 0
        guard count > 0 else { return nil }
        let width = try config.size("moe_intermediate_size", defaults)
        let shared = try config.switchable("n_shared_experts", defaults) ?? 0
        var sizes = try ExpertSizes(
            config,
            hiddenSize: hiddenSize,
            count: count,
            perToken: config.size("num_experts_per_tok", defaults),
            width: width,
            sharedWidth: shared * width
        )
        sizes.sharedBias = hasSharedBias
        return sizes.feedForward
    }

    /// Which layers are dense: named one by one, or the first few and those between the steps.
    static func denseLayers(
        _ config: HuggingFaceConfig,
        layers: Int,
        _ defaults: SizeDefaults,
        fixedFirst: Int? = nil
    ) throws(ModelConfigError) -> [Bool] {
        let allowed = ["dense", "sparse"]
        if let types = try config.perLayer("mlp_layer_types", layers: layers, allowed: allowed) {
            return types.map { $0 == "dense" }
        }
        if let fixedFirst { return (0..<layers).map { $0 < fixedFirst } }
        let first = try config.count("first_k_dense_replace", defaults)
        if let flags = try config.flagsPerLayer("moe_layer_freq", layers: layers) {
            return flags.indices.map { $0 < first || !flags[$0] }
        }
        let step = max(try config.int("moe_layer_freq", default: 1), 1)
        return (0..<layers).map { $0 < first || !$0.isMultiple(of: step) }
    }

    /// One layer.
    func layer(_ mixer: Mixer, _ feedForward: FeedForward) -> Layer {
        Layer(
            mixers: [mixer],
            feedForwards: [feedForward],
            other: [.norms(width: hiddenSize, count: 2)] + others(feedForward == mixture)
        )
    }

    /// The whole model.
    var shape: ModelShape {
        // Made once: layers that share their parts are told to be equal at a glance.
        let (plain, indexed) = (
            attention.mixer(hasIndexer: false), attention.mixer(hasIndexer: true)
        )
        return shape { hasIndexer[$0] ? indexed : plain }
    }

    /// The whole model with another mixer in each layer.
    func shape(_ mixer: (Int) -> Mixer) -> ModelShape {
        let (dense, sparse) = (dense, mixture ?? dense)
        let layers = (0..<layerCount).map { index in
            layer(mixer(index), isDense[index] ? dense : sparse)
        }
        return HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: vocabularySize,
            maximumContext: maximumContext,
            isHeadTied: isHeadTied,
            layers: layers,
            otherOutputs: otherOutputs,
            nextTokenModules: nextTokenModules
        ).shape
    }

    /// A layer, the projection of hidden state and embedding to one, three norms, the tables.
    private var nextTokenModules: [WeightTensor] {
        let tables: [WeightTensor] = [
            .tokenEmbedding(vocabularySize: vocabularySize, width: hiddenSize),
            .languageModelHead(vocabularySize: vocabularySize, width: hiddenSize),
        ]
        let module =
            layer(attention.mixer(), mixture ?? dense).tensors
            + [.nextTokenProjection(hiddenSize: hiddenSize), .norms(width: hiddenSize, count: 3)]
            + (nextTokenHasTables ? tables : [])
        return (0..<nextTokenLayers).flatMap { _ in module }
    }
}

extension WeightTensor {
    /// The projection that a multi-token-prediction module begins with.
    static func nextTokenProjection(hiddenSize: Int) -> WeightTensor {
        WeightTensor("eh_proj", .other, rows: hiddenSize, columns: 2 * hiddenSize)
    }
}
