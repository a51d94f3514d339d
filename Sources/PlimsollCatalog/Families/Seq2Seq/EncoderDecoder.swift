import PlimsollEngine

/// The sizes of an encoder and a decoder that reads it by cross-attention.
///
/// The encoder's tensors stand beside the decoder's layers; they count as attention, feed-forward
/// and norms like the decoder's. Keys and values of the encoder's output are cached once a
/// sequence.
struct EncoderDecoder {
    /// One of the two stacks.
    struct Stack {
        /// Layers.
        var layers: Int
        /// Query heads, which are also the key/value heads unless said otherwise.
        var heads: Int
        /// Key/value heads.
        var keyValueHeads: Int
        /// Elements of a head.
        var headDimension: Int
        /// Elements of the residual stream.
        var hiddenSize: Int
        /// Elements of the middle of the feed-forward network.
        var width: Int
        /// Whether a gate multiplies that middle.
        var isGated = false
        /// Whether the gate and the middle are one matrix.
        var fusedGate: ModuleName?
        /// Norms of the residual stream in a layer.
        var norms: Int
        /// Norms beside the layers.
        var outerNorms = 0
        /// Further tensors of the whole stack, such as positions and convolutions.
        var extra: [WeightTensor] = []
        /// Further tensors of each layer.
        var layerExtra: [WeightTensor] = []
        /// How far back each layer of a decoder looks.
        var span: (Int) -> AttentionSpan = { _ in .full }
    }

    /// The names of the modules.
    struct Names {
        var query = ModuleName.queryProjection
        var key = ModuleName.keyProjection
        var value = ModuleName.valueProjection
        var output: ModuleName = "out_proj"
        var gate: ModuleName = "wi_0"
        var up: ModuleName = "fc1"
        var down: ModuleName = "fc2"
    }

    var vocabularySize: Int
    var maximumContext: Int?
    var encoder: Stack
    var decoder: Stack
    var names = Names()
    /// Biases of queries and values, of keys, of the output, of the feed-forward network.
    var inputBias = true
    var keyBias = true
    var outputBias = true
    var feedForwardBias = true
    var normBias = true
    /// Tokens of the encoder that the decoder caches for each sequence.
    var encoderTokens: Int
    /// Tables of tokens; one where both stacks and the head share it.
    var embeddings: [WeightTensor] = []
    var isHeadTied = true

    /// The projections of one attention, whose keys and values may come from another width.
    func attention(_ stack: Stack, from source: Int? = nil) -> [WeightTensor] {
        let queries = Tower.product(stack.heads, stack.headDimension)
        let keys = Tower.product(stack.keyValueHeads, stack.headDimension)
        let hidden = stack.hiddenSize
        func matrix(
            _ module: ModuleName,
            _ rows: Int,
            _ columns: Int,
            _ bias: Bool,
            _ split: WeightTensor.Split
        ) -> WeightTensor {
            WeightTensor(
                module,
                .attention,
                rows: rows,
                columns: columns,
                bias: bias ? rows : 0,
                split: split
            )
        }
        return [
            matrix(names.query, queries, hidden, inputBias, .rows(units: stack.heads)),
            matrix(names.key, keys, source ?? hidden, keyBias, .rows(units: stack.keyValueHeads)),
            matrix(
                names.value,
                keys,
                source ?? hidden,
                inputBias,
                .rows(units: stack.keyValueHeads)
            ),
            matrix(names.output, hidden, queries, outputBias, .columns(units: stack.heads)),
        ]
    }

    /// The feed-forward network of one layer.
    func feedForward(_ stack: Stack) -> DenseFeedForward {
        var modules = StandardDecoder.FeedForwardNames()
        modules.gate = names.gate
        modules.up = names.up
        modules.down = names.down
        modules.fused = stack.fusedGate
        return DenseFeedForward(
            width: stack.width,
            isGated: stack.isGated,
            tensors: WeightTensor.feedForward(
                .mlp,
                named: modules,
                hiddenSize: stack.hiddenSize,
                width: stack.width,
                isGated: stack.isGated,
                hasBias: feedForwardBias
            )
        )
    }

    /// The tensors of the whole encoder.
    private var encoderTensors: [WeightTensor] {
        let layer =
            attention(encoder) + feedForward(encoder).tensors + encoder.layerExtra
            + norms(encoder, encoder.norms)
        let layers = layer.map { tensor in
            var tensor = tensor
            tensor.copies = Tower.product(tensor.copies, encoder.layers)
            tensor.activeCopies = Tower.product(tensor.activeCopies, encoder.layers)
            return tensor
        }
        return layers + encoder.extra + norms(encoder, encoder.outerNorms)
    }

    private func norms(_ stack: Stack, _ count: Int) -> [WeightTensor] {
        guard count > 0 else { return [] }
        return [.norms(width: stack.hiddenSize, count: count, hasBias: normBias)]
    }

    /// One layer of the decoder.
    private func layer(_ index: Int) -> Layer {
        Layer(
            mixers: [
                .attention(
                    Attention(
                        queryHeads: decoder.heads,
                        keyValueHeads: decoder.keyValueHeads,
                        headDimension: decoder.headDimension,
                        span: decoder.span(index),
                        tensors: attention(decoder)
                    )
                ),
                .crossAttention(
                    CrossAttention(
                        queryHeads: decoder.heads,
                        keyValueHeads: decoder.keyValueHeads,
                        headDimension: decoder.headDimension,
                        encoderTokens: encoderTokens,
                        tensors: attention(decoder, from: encoder.hiddenSize)
                    )
                ),
            ],
            feedForwards: [.dense(feedForward(decoder))],
            other: norms(decoder, decoder.norms) + decoder.layerExtra
        )
    }

    /// The whole model.
    var shape: ModelShape {
        var outputs = norms(decoder, decoder.outerNorms) + decoder.extra
        if !isHeadTied {
            outputs.append(
                .languageModelHead(vocabularySize: vocabularySize, width: decoder.hiddenSize)
            )
        }
        return ModelShape(
            hiddenSize: decoder.hiddenSize,
            vocabularySize: vocabularySize,
            maximumContext: maximumContext.map { Tokens($0) },
            layers: LayerStack((0..<decoder.layers).map(layer)),
            embeddings: embeddings,
            outputs: outputs,
            towers: encoderTensors
        )
    }
}

extension WeightTensor {
    /// A table of learned positions of a stack.
    static func positions(_ rows: Int, _ width: Int) -> WeightTensor {
        WeightTensor(
            .positionEmbedding,
            .embedding,
            kind: .embedding,
            rows: rows,
            columns: width
        )
    }
}
