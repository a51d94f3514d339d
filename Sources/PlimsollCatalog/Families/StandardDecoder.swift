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
        /// One scale per element of all heads.
        case full
    }

    var hiddenSize: Int
    var layerCount: Int
    var vocabularySize: Int
    var maximumContext: Int?
    var queryHeads: Int
    var keyValueHeads: Int
    var headDimension: Int
    /// Width of the dense feed-forward network.
    var width: Int
    var isGated = true
    /// Biases of the query, key and value projections, of the output, of the feed-forward network.
    var inputBias = false
    var outputBias = false
    var feedForwardBias = false
    var queryKeyNorm = QueryKeyNorm.none
    /// Norms of the residual stream in a layer.
    var normsPerLayer = 2
    /// Whether norms have a shift beside their scale.
    var normBias = false
    var hasFinalNorm = true
    var isHeadTied = false
    var headBias = false
    /// Rows of a learned position table; 0 without one.
    var positions = 0
    /// How far back each layer looks, by its index.
    var span: (Int) -> AttentionSpan = { _ in .full }
    /// The feed-forward network of a layer by its index; nil for the dense one.
    var mixture: (Int) -> FeedForward? = { _ in nil }

    /// The keys that nearly every configuration spells the same way.
    init(_ config: HuggingFaceConfig) throws(ModelConfigError) {
        hiddenSize = try config.required("hidden_size")
        layerCount = try config.layers()
        vocabularySize = try config.required("vocab_size")
        maximumContext = try config.int("max_position_embeddings", in: 1...(1 << 32))
        queryHeads = try config.required("num_attention_heads")
        keyValueHeads = try config.int("num_key_value_heads") ?? queryHeads
        headDimension = try config.int("head_dim") ?? hiddenSize / queryHeads
        width = try config.int("intermediate_size") ?? 0
        isHeadTied = try config.bool("tie_word_embeddings", default: false)
    }

    /// The attention of one layer.
    func attention(_ index: Int) -> Attention {
        var tensors = WeightTensor.attentionProjections(
            hiddenSize: hiddenSize,
            queryHeads: queryHeads,
            keyValueHeads: keyValueHeads,
            headDimension: headDimension,
            inputBias: inputBias,
            outputBias: outputBias
        )
        switch queryKeyNorm {
        case .none: break
        case .perHead: tensors.append(.norms(width: headDimension, count: 2))
        case .full:
            tensors.append(.norms(width: queryHeads * headDimension, count: 1))
            tensors.append(.norms(width: keyValueHeads * headDimension, count: 1))
        }
        return Attention(
            queryHeads: queryHeads,
            keyValueHeads: keyValueHeads,
            headDimension: headDimension,
            span: span(index),
            tensors: tensors
        )
    }

    /// The dense feed-forward network.
    var dense: FeedForward {
        .dense(
            DenseFeedForward(
                width: width,
                isGated: isGated,
                tensors: WeightTensor.feedForward(
                    .mlp,
                    hiddenSize: hiddenSize,
                    width: width,
                    isGated: isGated,
                    hasBias: feedForwardBias
                )
            )
        )
    }

    /// The whole model.
    var shape: ModelShape {
        let dense = dense
        let layers = (0..<layerCount).map { index in
            Layer(
                mixers: [.attention(attention(index))],
                feedForwards: [mixture(index) ?? dense],
                other: [.norms(width: hiddenSize, count: normsPerLayer, hasBias: normBias)]
            )
        }
        return ModelShape(
            hiddenSize: hiddenSize,
            vocabularySize: vocabularySize,
            maximumContext: maximumContext.map { Tokens($0) },
            layers: LayerStack(layers),
            embeddings: embeddings,
            outputs: outputs
        )
    }

    private var embeddings: [WeightTensor] {
        let tokens = WeightTensor.tokenEmbedding(vocabularySize: vocabularySize, width: hiddenSize)
        guard positions > 0 else { return [tokens] }
        return [
            tokens,
            WeightTensor(
                .positionEmbedding,
                .embedding,
                kind: .embedding,
                rows: positions,
                columns: hiddenSize
            ),
        ]
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
        }
        return outputs
    }
}
