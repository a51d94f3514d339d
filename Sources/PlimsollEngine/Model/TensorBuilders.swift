/// The tensors of the usual building blocks, so that a family's reader names sizes only.
extension WeightTensor {
    /// Query, key, value and output projections of attention by head.
    ///
    /// - Parameters:
    ///   - hiddenSize: Elements of the residual stream.
    ///   - queryHeads: Query heads.
    ///   - keyValueHeads: Key/value heads.
    ///   - headDimension: Elements of a query or key head.
    ///   - valueHeadDimension: Elements of a value head; as the key head by default.
    ///   - inputBias: Whether the query, key and value projections have a bias.
    ///   - outputBias: Whether the output projection has a bias.
    /// - Returns: Four matrices.
    public static func attentionProjections(
        hiddenSize: Int,
        queryHeads: Int,
        keyValueHeads: Int,
        headDimension: Int,
        valueHeadDimension: Int? = nil,
        inputBias: Bool = false,
        outputBias: Bool = false
    ) -> [WeightTensor] {
        let valueDimension = valueHeadDimension ?? headDimension
        let queries = queryHeads * headDimension
        let keys = keyValueHeads * headDimension
        let values = keyValueHeads * valueDimension
        return [
            WeightTensor(
                .queryProjection,
                .attention,
                rows: queries,
                columns: hiddenSize,
                bias: inputBias ? queries : 0,
                split: .rows(units: queryHeads)
            ),
            WeightTensor(
                .keyProjection,
                .attention,
                rows: keys,
                columns: hiddenSize,
                bias: inputBias ? keys : 0,
                split: .rows(units: keyValueHeads)
            ),
            WeightTensor(
                .valueProjection,
                .attention,
                rows: values,
                columns: hiddenSize,
                bias: inputBias ? values : 0,
                split: .rows(units: keyValueHeads)
            ),
            WeightTensor(
                .outputProjection,
                .attention,
                rows: hiddenSize,
                columns: queryHeads * valueDimension,
                bias: outputBias ? hiddenSize : 0,
                split: .columns(units: queryHeads)
            ),
        ]
    }

    /// The two or three matrices of a feed-forward network, once or once per expert.
    ///
    /// - Parameters:
    ///   - component: Dense, routed or shared.
    ///   - hiddenSize: Elements of the residual stream.
    ///   - width: Elements of the middle.
    ///   - isGated: Whether there is a gate.
    ///   - hasBias: Whether each matrix has a bias.
    ///   - copies: Experts.
    ///   - activeCopies: Experts that one token uses.
    /// - Returns: Gate (if any), up and down.
    public static func feedForward(
        _ component: ParameterComponent,
        hiddenSize: Int,
        width: Int,
        isGated: Bool,
        hasBias: Bool = false,
        copies: Int = 1,
        activeCopies: Int? = nil
    ) -> [WeightTensor] {
        func widening(_ module: ModuleName) -> WeightTensor {
            WeightTensor(
                module,
                component,
                rows: width,
                columns: hiddenSize,
                bias: hasBias ? width : 0,
                copies: copies,
                activeCopies: activeCopies,
                split: .rows(units: width)
            )
        }
        let down = WeightTensor(
            .downProjection,
            component,
            rows: hiddenSize,
            columns: width,
            bias: hasBias ? hiddenSize : 0,
            copies: copies,
            activeCopies: activeCopies,
            split: .columns(units: width)
        )
        return (isGated ? [widening(.gateProjection)] : []) + [widening(.upProjection), down]
    }

    /// The matrix that scores experts for a token.
    public static func router(hiddenSize: Int, experts: Int, bias: Int = 0) -> WeightTensor {
        WeightTensor(.router, .router, rows: experts, columns: hiddenSize, bias: bias)
    }

    /// Normalisations of one width: a scale each, and a shift where they have a bias.
    public static func norms(width: Int, count: Int, hasBias: Bool = false) -> WeightTensor {
        .vector(.norm, .norms, count: hasBias ? 2 * width : width, copies: count)
    }

    /// The table of token embeddings.
    public static func tokenEmbedding(vocabularySize: Int, width: Int) -> WeightTensor {
        WeightTensor(
            .tokenEmbedding,
            .embedding,
            kind: .embedding,
            rows: vocabularySize,
            columns: width,
            split: .vocabulary
        )
    }

    /// The projection to the vocabulary, where it is not tied to the embedding.
    public static func languageModelHead(
        vocabularySize: Int,
        width: Int,
        hasBias: Bool = false
    ) -> WeightTensor {
        WeightTensor(
            .languageModelHead,
            .languageModelHead,
            rows: vocabularySize,
            columns: width,
            bias: hasBias ? vocabularySize : 0,
            split: .vocabulary
        )
    }
}
