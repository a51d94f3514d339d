import PlimsollEngine
import PlimsollJSON

/// What the text models of Gemma 3n and Gemma 4 share: inputs per layer, last layers that reuse
/// the cache of earlier ones, and two kinds of attention.
struct GemmaText {
    /// The attention of one layer.
    struct Kind {
        var keyValueHeads: Int
        var headDimension: Int
        var span: AttentionSpan
        /// Whether the keys are the values too, before their norms.
        var valuesAreKeys = false
        /// Whether the layer reads the cache of an earlier one and has no keys of its own.
        var reuses: Bool
    }

    let hiddenSize: Int
    let layerCount: Int
    let vocabularySize: Int
    let queryHeads: Int
    let bias: Bool
    let maximumContext: Int
    /// Elements of one layer's own input, and rows of their table; 0 without any.
    let inputWidth: Int
    let inputVocabulary: Int
    let isHeadTied: Bool
    /// Index of the first layer that reuses a cache.
    let firstReusing: Int

    init(_ config: HuggingFaceConfig) throws(ModelConfigError) {
        hiddenSize = try config.required("hidden_size")
        layerCount = try config.layers()
        vocabularySize = try config.required("vocab_size")
        queryHeads = try config.required("num_attention_heads")
        bias = try config.bool("attention_bias", default: false)
        maximumContext = try config.int(
            "max_position_embeddings",
            default: 131072,
            in: 1...(1 << 32)
        )
        inputWidth = try config.int("hidden_size_per_layer_input", default: 0)
        inputVocabulary = try config.int("vocab_size_per_layer_input", default: 0)
        isHeadTied = try config.bool("tie_word_embeddings", default: true)
        let reusing = try config.int("num_kv_shared_layers", default: 0)
        guard reusing < layerCount else {
            throw .invalid(
                value: config.raw("num_kv_shared_layers") ?? config.value,
                detail: "num_kv_shared_layers is \(reusing) of \(layerCount) layers; "
                    + "at least one layer has to write a cache"
            )
        }
        firstReusing = layerCount - reusing
    }

    /// The attention of a layer.
    func attention(_ kind: Kind) -> Mixer {
        var tensors = WeightTensor.attentionProjections(
            hiddenSize: hiddenSize,
            queryHeads: queryHeads,
            keyValueHeads: kind.keyValueHeads,
            headDimension: kind.headDimension,
            inputBias: bias,
            outputBias: bias
        )
        if kind.reuses {
            tensors.removeAll { [.keyProjection, .valueProjection].contains($0.module) }
        } else if kind.valuesAreKeys {
            tensors.removeAll { $0.module == .valueProjection }
        }
        tensors.append(.norms(width: kind.headDimension, count: kind.reuses ? 1 : 2))
        return .attention(
            Attention(
                queryHeads: queryHeads,
                keyValueHeads: kind.keyValueHeads,
                headDimension: kind.headDimension,
                span: kind.span,
                sharesEarlierCache: kind.reuses,
                tensors: tensors
            )
        )
    }

    /// The gated network of a layer.
    func feedForward(width: Int) -> FeedForward {
        .dense(
            DenseFeedForward(
                width: width,
                isGated: true,
                tensors: WeightTensor.feedForward(
                    .mlp,
                    hiddenSize: hiddenSize,
                    width: width,
                    isGated: true
                )
            )
        )
    }

    /// What mixes a layer's own input into the residual stream.
    var layerInput: [WeightTensor] {
        guard inputWidth > 0 else { return [] }
        return [
            WeightTensor(
                "per_layer_input_gate",
                .other,
                rows: inputWidth,
                columns: hiddenSize
            ),
            WeightTensor(
                "per_layer_projection",
                .other,
                rows: hiddenSize,
                columns: inputWidth
            ),
            .vector("post_per_layer_input_norm", .other, count: hiddenSize),
        ]
    }

    /// The whole model of these layers.
    func shape(_ layers: [Layer], other: [WeightTensor] = []) -> ModelShape {
        var embeddings = [
            WeightTensor.tokenEmbedding(vocabularySize: vocabularySize, width: hiddenSize)
        ]
        if inputWidth > 0 {
            let width = Tower.product(layerCount, inputWidth)
            embeddings += [
                WeightTensor(
                    "embed_tokens_per_layer",
                    .other,
                    kind: .embedding,
                    rows: inputVocabulary,
                    columns: width,
                    split: .vocabulary
                ),
                WeightTensor(
                    "per_layer_model_projection",
                    .other,
                    rows: width,
                    columns: hiddenSize
                ),
                .vector("per_layer_projection_norm", .other, count: inputWidth),
            ]
        }
        var outputs: [WeightTensor] = [.norms(width: hiddenSize, count: 1)]
        if !isHeadTied {
            outputs.append(
                .languageModelHead(vocabularySize: vocabularySize, width: hiddenSize)
            )
        }
        return ModelShape(
            hiddenSize: hiddenSize,
            vocabularySize: vocabularySize,
            maximumContext: Tokens(maximumContext),
            layers: LayerStack(layers),
            embeddings: embeddings + other,
            outputs: outputs
        )
    }
}
