import PlimsollEngine
import Testing

/// Models, formats and runtimes that the tests share, written out from their published sizes.
enum Sample {
    /// A Llama: grouped-query attention, a gated feed-forward network, two norms a layer.
    static func llama(
        layers: Int,
        hidden: Int,
        heads: Int,
        keyValueHeads: Int,
        width: Int,
        vocabulary: Int,
        tied: Bool = false
    ) -> ModelShape {
        let attention = Attention(
            queryHeads: heads,
            keyValueHeads: keyValueHeads,
            headDimension: hidden / heads,
            tensors: WeightTensor.attentionProjections(
                hiddenSize: hidden,
                queryHeads: heads,
                keyValueHeads: keyValueHeads,
                headDimension: hidden / heads
            )
        )
        let network = DenseFeedForward(
            width: width,
            isGated: true,
            tensors: WeightTensor.feedForward(
                .mlp,
                hiddenSize: hidden,
                width: width,
                isGated: true
            )
        )
        let layer = Layer(
            mixers: [.attention(attention)],
            feedForwards: [.dense(network)],
            other: [.norms(width: hidden, count: 2)]
        )
        let head = WeightTensor.languageModelHead(vocabularySize: vocabulary, width: hidden)
        return ModelShape(
            hiddenSize: hidden,
            vocabularySize: vocabulary,
            layers: LayerStack(repeatElement(layer, count: layers)),
            embeddings: [.tokenEmbedding(vocabularySize: vocabulary, width: hidden)],
            outputs: [.norms(width: hidden, count: 1)] + (tied ? [] : [head])
        )
    }

    static let llama3With70B = ModelProfile(
        llama(
            layers: 80,
            hidden: 8192,
            heads: 64,
            keyValueHeads: 8,
            width: 28672,
            vocabulary: 128256
        )
    )

    static let llama3With8B = ModelProfile(
        llama(
            layers: 32,
            hidden: 4096,
            heads: 32,
            keyValueHeads: 8,
            width: 14336,
            vocabulary: 128256
        )
    )

    /// That many GPUs that divide each matrix.
    static func layout(tensor: Int, of model: ModelProfile) throws -> ParallelLayout {
        try ParallelLayout([.tensor: tensor], gpus: nil, model: model.shape)
    }

    static let bf16 = WeightFormat(
        id: "bf16",
        scheme: QuantizationScheme(bits: BitsPerElement(16)),
        scope: .all
    )

    static let int8 = WeightFormat(
        id: "int8",
        scheme: QuantizationScheme(bits: BitsPerElement(8)),
        scope: .linearLayers
    )

    static let int4 = WeightFormat(
        id: "int4",
        scheme: QuantizationScheme(
            bits: BitsPerElement(4),
            group: .columns(128),
            scaleBits: 16,
            zeroPointBits: 4
        ),
        scope: .linearLayers
    )

    static let fp16Cache = KVCacheFormat(.fp16)

    /// A measured figure of the tests' own.
    static func factor(_ low: Double, _ value: Double, _ high: Double) throws -> EmpiricalFactor {
        try #require(
            EmpiricalFactor(
                value: value,
                range: low...high,
                source: "the test",
                measuredOn: "paper"
            )
        )
    }

    /// A runtime with round constants, so that sums can be checked by eye.
    static func runtime(
        block: Int = 1,
        windows: CacheLayout.Windows = .bounded,
        activation: ActivationModel? = nil
    ) throws -> RuntimeProfile {
        let limits = PassDefaults.Limits(batchedTokens: Tokens(8192), sequences: nil)
        return RuntimeProfile(
            id: "sample",
            budget: MemoryBudget(share: 1, basis: .total, counts: Set(MemoryBudget.Term.allCases)),
            cacheLayout: CacheLayout(block: Tokens(block), windows: windows),
            defaults: PassDefaults(usual: limits, large: limits, largeCard: .zero),
            activation: try activation ?? .layerwise(LayerwisePeak(factor: factor(1, 1, 2))),
            overhead: OverheadModel(
                deviceContext: .init([.init(gpus: 1, factor: try factor(100, 200, 300))]),
                communication: .init([.init(gpus: 2, factor: try factor(0, 1000, 2000))]),
                graphs: try factor(0, 10, 20)
            )
        )
    }
}
