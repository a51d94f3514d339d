/// The sizes of a decoder of the usual kind: grouped-query attention and a gated feed-forward
/// network between two norms in every layer.
public struct TypicalDecoder: Hashable, Sendable {
    /// Layers.
    public var layers: Int
    /// Elements of the residual stream.
    public var hiddenSize: Int
    /// Query heads.
    public var attentionHeads: Int
    /// Key/value heads.
    public var keyValueHeads: Int
    /// Elements of a head.
    public var headDimension: Int
    /// Elements of the middle of the feed-forward network.
    public var feedForwardSize: Int
    /// Rows of the vocabulary.
    public var vocabularySize: Int
    /// Whether the head shares the embedding.
    public var isHeadTied: Bool

    /// A decoder of these sizes.
    public init(
        layers: Int,
        hiddenSize: Int,
        attentionHeads: Int,
        keyValueHeads: Int,
        headDimension: Int,
        feedForwardSize: Int,
        vocabularySize: Int,
        isHeadTied: Bool
    ) {
        self.layers = layers
        self.hiddenSize = hiddenSize
        self.attentionHeads = attentionHeads
        self.keyValueHeads = keyValueHeads
        self.headDimension = headDimension
        self.feedForwardSize = feedForwardSize
        self.vocabularySize = vocabularySize
        self.isHeadTied = isHeadTied
    }

    /// The sizes of a model that is of the usual kind in every layer; nil for any other.
    public init?(_ shape: ModelShape) {
        guard
            shape.layers.kinds.count == 1, shape.towers.isEmpty,
            let layer = shape.layers.kinds.first,
            layer.mixers.count == 1, case .attention(let attention)? = layer.mixers.first,
            attention.span == .full, layer.feedForwards.count == 1,
            case .dense(let network)? = layer.feedForwards.first, network.isGated
        else { return nil }
        self.init(
            layers: shape.layers.count,
            hiddenSize: shape.hiddenSize,
            attentionHeads: attention.queryHeads,
            keyValueHeads: attention.keyValueHeads,
            headDimension: attention.headDimension,
            feedForwardSize: network.width,
            vocabularySize: shape.vocabularySize,
            isHeadTied: shape.isHeadTied
        )
    }

    /// Parameters without the feed-forward networks.
    public var parametersBeside: Elements {
        var bare = self
        bare.feedForwardSize = 0
        return ParameterCount(bare.shape(remainder: .zero)).total
    }

    /// The model.
    ///
    /// - Parameter remainder: Parameters that the sizes do not account for, kept as one vector so
    ///   that the total is what was asked.
    /// - Returns: Layers, embedding, norms and head of these sizes.
    public func shape(remainder: Elements) -> ModelShape {
        let attention = Attention(
            queryHeads: attentionHeads,
            keyValueHeads: keyValueHeads,
            headDimension: headDimension,
            tensors: WeightTensor.attentionProjections(
                hiddenSize: hiddenSize,
                queryHeads: attentionHeads,
                keyValueHeads: keyValueHeads,
                headDimension: headDimension
            )
        )
        let network = DenseFeedForward(
            width: feedForwardSize,
            isGated: true,
            tensors: WeightTensor.feedForward(
                .mlp,
                hiddenSize: hiddenSize,
                width: feedForwardSize,
                isGated: true
            )
        )
        let layer = Layer(
            mixers: [.attention(attention)],
            feedForwards: [.dense(network)],
            other: [.norms(width: hiddenSize, count: 2)]
        )
        var outputs: [WeightTensor] = [.norms(width: hiddenSize, count: 1)]
        if !isHeadTied {
            outputs.append(.languageModelHead(vocabularySize: vocabularySize, width: hiddenSize))
        }
        if remainder > .zero {
            outputs.append(.vector("remainder", .other, count: remainder.magnitude))
        }
        return ModelShape(
            hiddenSize: hiddenSize,
            vocabularySize: vocabularySize,
            layers: LayerStack(repeatElement(layer, count: layers)),
            embeddings: [.tokenEmbedding(vocabularySize: vocabularySize, width: hiddenSize)],
            outputs: outputs
        )
    }
}
