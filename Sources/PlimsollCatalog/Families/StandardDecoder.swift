import PlimsollEngine
import PlimsollJSON

/// The sizes of a decoder whose layers are attention and a feed-forward network between norms.
///
/// Most families are this with a few switches; their readers fill it in and ask for the shape.
struct StandardDecoder {
    /// How queries and keys are normalised inside attention.
    enum QueryKeyNorm {
        /// Not at all.
        case none
        /// One scale per element of a head, shared by all heads.
        case perHead
        /// One scale and one shift per element of a head, shared by all heads.
        case perHeadWithShift
        /// One scale per element of all heads.
        case full
    }

    /// The modules of attention as the checkpoint names them.
    struct AttentionNames {
        /// One matrix for queries, keys and values; nil for three.
        var fused: ModuleName?
        var query = ModuleName.queryProjection
        var key = ModuleName.keyProjection
        var value = ModuleName.valueProjection
        var output = ModuleName.outputProjection
    }

    /// The modules of a dense feed-forward network as the checkpoint names them.
    struct FeedForwardNames {
        /// One matrix for gate and up; nil for two.
        var fused: ModuleName?
        var gate = ModuleName.gateProjection
        var up = ModuleName.upProjection
        var down = ModuleName.downProjection
    }

    var hiddenSize: Int
    var layerCount: Int
    var vocabularySize: Int
    var maximumContext: Int?
    var queryHeads: Int
    var keyValueHeads: Int
    var headDimension: Int
    /// Elements of a value head where they differ from those of a key head.
    var valueHeadDimension: Int?
    /// Width of the dense feed-forward network.
    var width: Int
    var isGated = true
    /// Biases of the query, key and value projections, of the output, of the feed-forward network.
    var inputBias = false
    var outputBias = false
    /// Whether the output projection takes the hidden size in, whatever the heads give.
    var hasSquareOutput = false
    var feedForwardBias = false
    var queryKeyNorm = QueryKeyNorm.none
    /// Whether a layer has the query and key norms that the model has.
    var normalizesQueries: (Int) -> Bool = { _ in true }
    /// Whether attention holds one learned sink a head.
    var hasSinks = false
    /// Whether scores are bent below a cap before their softmax.
    var capsScores = false
    /// Mixers beside attention, such as attention to an encoder.
    var extraMixers: [Mixer] = []
    /// Tensors beside the projections of attention, and beside both parts of a layer.
    var attentionExtras: [WeightTensor] = []
    var layerExtras: [WeightTensor] = []
    /// Norms of the residual stream in a layer.
    var normsPerLayer = 2
    /// Whether norms have a shift beside their scale.
    var normBias = false
    var hasFinalNorm = true
    var isHeadTied = false
    var headBias = false
    /// Rows of a learned position table; 0 without one.
    var positions = 0
    var attentionNames = AttentionNames()
    var feedForwardNames = FeedForwardNames()
    /// Whether attention caches keys and values; not where all tokens are seen at once.
    var keepsCache = true
    /// How far back each layer looks, by its index.
    var span: (Int) -> AttentionSpan = { _ in .full }
    /// The feed-forward network of a layer by its index; nil for the dense one.
    var mixture: (Int) -> FeedForward? = { _ in nil }

    /// The keys that nearly every configuration has, by the family's spelling and defaults.
    ///
    /// - Parameters:
    ///   - config: The configuration.
    ///   - defaults: What the configuration class takes for absent keys; nil where every size is
    ///     needed.
    ///   - keys: The family's spelling.
    /// - Throws: ``ModelConfigError`` where a size is missing, out of range or contradictory.
    init(
        _ config: HuggingFaceConfig,
        _ defaults: ClassDefaults? = nil,
        keys: DecoderKeys = .standard
    ) throws(ModelConfigError) {
        hiddenSize = try config.size(keys.hidden, default: defaults?.hidden)
        layerCount = try config.layerCount(keys.layers, default: defaults?.layers)
        vocabularySize = try config.size(keys.vocabulary, default: defaults?.vocabulary)
        maximumContext =
            try config.int(anyOf: keys.context, in: HuggingFaceConfig.lengths)
            ?? defaults?.context
        let heads = try config.heads(hiddenSize: hiddenSize, keys: keys, default: defaults)
        queryHeads = heads.query
        keyValueHeads = heads.keyValue
        headDimension = heads.dimension
        width = try config.int(anyOf: keys.width) ?? defaults?.width ?? 0
        isHeadTied = try config.bool(
            "tie_word_embeddings",
            default: defaults?.isHeadTied ?? false
        )
    }

    /// The attention of one layer.
    func attention(_ index: Int) -> Attention {
        var tensors = projections
        if normalizesQueries(index) {
            tensors += queryKeyNorms
        }
        if hasSinks {
            tensors.append(.vector("sinks", .attention, count: queryHeads))
        }
        tensors += attentionExtras
        return Attention(
            queryHeads: queryHeads,
            keyValueHeads: keyValueHeads,
            headDimension: headDimension,
            valueHeadDimension: valueHeadDimension,
            span: span(index),
            sharesEarlierCache: !keepsCache,
            capsScores: capsScores,
            tensors: tensors
        )
    }

    /// The dense feed-forward network.
    var dense: FeedForward { dense(width: width) }

    /// A dense feed-forward network of some width.
    func dense(width: Int) -> FeedForward {
        let tensors = WeightTensor.feedForward(
            .mlp,
            named: feedForwardNames,
            hiddenSize: hiddenSize,
            width: width,
            isGated: isGated,
            hasBias: feedForwardBias
        )
        return .dense(DenseFeedForward(width: width, isGated: isGated, tensors: tensors))
    }

    /// One layer by its index.
    func layer(_ index: Int) -> Layer {
        Layer(
            mixers: [.attention(attention(index))] + extraMixers,
            feedForwards: [mixture(index) ?? dense],
            other: normsPerLayer == 0
                ? layerExtras
                : [.norms(width: hiddenSize, count: normsPerLayer, hasBias: normBias)]
                    + layerExtras
        )
    }

    /// The whole model.
    var shape: ModelShape { shape(layers: layers) }

    /// The layers in order, each kind made once: layers differ by their index in these three alone.
    var layers: LayerStack {
        var stack = LayerStack()
        var made: [(span: AttentionSpan, isNormalized: Bool, mixture: FeedForward?, Layer)] = []
        for index in 0..<layerCount {
            let (span, isNormalized) = (span(index), normalizesQueries(index))
            let mixture = mixture(index)
            let known = made.first { other in
                other.span == span && other.isNormalized == isNormalized && other.mixture == mixture
            }
            if let known {
                stack.append(known.3)
                continue
            }
            let layer = layer(index)
            made.append((span, isNormalized, mixture, layer))
            stack.append(layer)
        }
        return stack
    }

    /// The model around other layers.
    func shape(layers: LayerStack) -> ModelShape {
        ModelShape(
            hiddenSize: hiddenSize,
            vocabularySize: vocabularySize,
            maximumContext: maximumContext.map { Tokens($0) },
            layers: layers,
            embeddings: embeddings,
            outputs: outputs
        )
    }

    private var embeddings: [WeightTensor] {
        let tokens = WeightTensor.tokenEmbedding(vocabularySize: vocabularySize, width: hiddenSize)
        guard positions > 0 else { return [tokens] }
        return [tokens, .positionEmbedding(rows: positions, width: hiddenSize)]
    }

    private var outputs: [WeightTensor] {
        var outputs: [WeightTensor] = []
        if hasFinalNorm {
            outputs.append(.norms(width: hiddenSize, count: 1, hasBias: normBias))
        }
        if !isHeadTied {
            outputs.append(
                .languageModelHead(
                    vocabularySize: vocabularySize,
                    width: hiddenSize,
                    hasBias: headBias
                )
            )
        } else if headBias {
            outputs.append(.vector(.languageModelHead, .languageModelHead, count: vocabularySize))
        }
        return outputs
    }
}
