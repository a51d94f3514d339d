import PlimsollEngine

/// A decoder whose layers are given one by one, between an embedding and a head.
struct HybridDecoder {
    var hiddenSize: Int
    var vocabularySize: Int
    var maximumContext: Tokens?
    /// Elements of a token's embedding where they are not those of the residual stream.
    var embeddingWidth: Int?
    var isHeadTied: Bool
    var layers: [Layer]
    /// Whether the last norm has a shift beside its scale.
    var normBias = false
    var hasFinalNorm = true
    /// What stands beside the last norm and the head.
    var otherOutputs: [WeightTensor] = []
    var otherEmbeddings: [WeightTensor] = []
    var nextTokenModules: [WeightTensor] = []

    /// The whole model.
    var shape: ModelShape {
        var outputs = otherOutputs
        if hasFinalNorm { outputs.append(.norms(width: hiddenSize, count: 1, hasBias: normBias)) }
        if !isHeadTied {
            outputs.append(.languageModelHead(vocabularySize: vocabularySize, width: hiddenSize))
        }
        return ModelShape(
            hiddenSize: hiddenSize,
            vocabularySize: vocabularySize,
            maximumContext: maximumContext,
            layers: LayerStack(layers),
            embeddings: [
                .tokenEmbedding(
                    vocabularySize: vocabularySize,
                    width: embeddingWidth ?? hiddenSize
                )
            ]
                + otherEmbeddings,
            outputs: outputs,
            nextTokenModules: nextTokenModules
        )
    }
}

/// The usual sizes of attention by head, in hybrid decoders one layer in several.
struct HeadSizes {
    var hiddenSize: Int
    var queryHeads: Int
    var keyValueHeads: Int
    var headDimension: Int
    var inputBias = false
    var outputBias = false
    /// Whether the query projection has a second half that gates the output.
    var hasOutputGate = false
    /// Whether queries and keys are normalised, one scale per element of a head.
    var hasHeadNorms = false
    var span = AttentionSpan.full

    /// The usual keys.
    init(
        _ config: HuggingFaceConfig,
        hiddenSize: Int,
        _ defaults: SizeDefaults
    ) throws(ModelConfigError) {
        self.hiddenSize = hiddenSize
        queryHeads = try config.size("num_attention_heads", defaults)
        keyValueHeads =
            try config.switchable("num_key_value_heads", defaults) ?? queryHeads
        headDimension =
            try config.switchable("head_dim", defaults) ?? hiddenSize / queryHeads
        inputBias = try config.bool("attention_bias", default: false)
        outputBias = inputBias
    }

    /// Projections and norms.
    var tensors: [WeightTensor] {
        var tensors = WeightTensor.attentionProjections(
            hiddenSize: hiddenSize,
            queryHeads: queryHeads,
            keyValueHeads: keyValueHeads,
            headDimension: headDimension,
            inputBias: inputBias,
            outputBias: outputBias
        )
        if hasOutputGate {
            tensors[0].rows *= 2
            tensors[0].bias *= 2
        }
        if hasHeadNorms { tensors.append(.norms(width: headDimension, count: 2)) }
        return tensors
    }

    /// The mixer.
    var mixer: Mixer { mixer(tensors: tensors) }

    /// The mixer with other tensors, or none where an earlier layer holds them.
    func mixer(tensors: [WeightTensor]) -> Mixer {
        .attention(
            Attention(
                queryHeads: queryHeads,
                keyValueHeads: keyValueHeads,
                headDimension: headDimension,
                span: span,
                tensors: tensors
            )
        )
    }
}
