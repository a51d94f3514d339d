import PlimsollEngine

/// The layers of a GGUF file of an architecture without a reader, by its keys and tensors.
///
/// They hold what attention caches and nothing else: parameters are counted from the tensors.
struct GGUFLayers {
    /// The model; nil where keys that decide the cache are missing.
    let description: ModelDescription?

    init(_ keys: GGUFKeys, architecture: String) {
        guard let layerCount = keys.layerCount,
            let hiddenSize = Self.size(keys.int("embedding_length")),
            let layers = Self.layers(keys, layerCount, hiddenSize)
        else {
            description = nil
            return
        }
        let vocabulary = Self.size(keys.vocabulary) ?? 1
        let context = keys.int("context_length").flatMap {
            HuggingFaceConfig.lengths.contains($0) ? $0 : nil
        }
        let head = WeightTensor.languageModelHead(
            vocabularySize: vocabulary,
            width: hiddenSize,
            hasBias: false
        )
        description = ModelDescription(
            modelType: architecture,
            family: ModelDescription.genericFamily,
            profile: ModelProfile(
                ModelShape(
                    hiddenSize: hiddenSize,
                    vocabularySize: vocabulary,
                    maximumContext: context.map { Tokens($0) },
                    layers: LayerStack(layers),
                    embeddings: [],
                    outputs: keys.has("output.weight") ? [head] : []
                )
            ),
            assumptions: [],
            publishedFormat: WeightFormat(
                id: "bf16",
                scheme: QuantizationScheme(bits: BitsPerElement(16)),
                scope: .all
            ),
            publishedFormatAssumptions: ["the weights' bytes are those of the file"]
        )
    }

    private static func size(_ number: Int?) -> Int? {
        number.flatMap { (1...HuggingFaceConfig.sizes.upperBound).contains($0) ? $0 : nil }
    }

    private static func layers(
        _ keys: GGUFKeys,
        _ layerCount: Int,
        _ hiddenSize: Int
    ) -> [Layer]? {
        let heads = keys.perLayer("attention.head_count")
        let keyValueHeads = keys.perLayer("attention.head_count_kv") ?? heads
        let window = keys.int("attention.sliding_window")
        let slides = keys.perLayer("attention.sliding_window_pattern")
        let keyLength = size(keys.int("attention.key_length"))
        let valueLength = size(keys.int("attention.value_length"))
        var layers: [Layer] = []
        for layer in 0..<layerCount {
            let isLocal = slides.map { $0.count > 1 && $0[layer] == 1 } ?? false
            let bound = isLocal ? window.flatMap { $0 > 0 ? $0 : nil } : nil
            let span = AttentionSpan(window: bound)
            if keys.names.has("attn_kv_a_mqa", layer: layer) {
                guard let latent = latentAttention(keys, heads?[layer], span) else { return nil }
                layers.append(Layer(mixers: [.latentAttention(latent)], feedForwards: []))
                continue
            }
            guard keys.names.cachesHeads(layer) else {
                layers.append(Layer(mixers: [], feedForwards: []))
                continue
            }
            guard let query = heads?[layer], query > 0, let grouped = keyValueHeads?[layer],
                let dimension = keyLength ?? size(hiddenSize / query)
            else { return nil }
            let attention = Attention(
                queryHeads: query,
                keyValueHeads: grouped,
                headDimension: dimension,
                valueHeadDimension: valueLength ?? dimension,
                span: span,
                tensors: []
            )
            layers.append(Layer(mixers: [.attention(attention)], feedForwards: []))
        }
        return layers
    }

    private static func latentAttention(
        _ keys: GGUFKeys,
        _ heads: Int?,
        _ span: AttentionSpan
    ) -> LatentAttention? {
        guard let heads = size(heads), let latent = size(keys.int("attention.kv_lora_rank")),
            let rotary = size(keys.int("rope.dimension_count"))
        else { return nil }
        let length = size(keys.int("attention.key_length_mla") ?? keys.int("attention.key_length"))
        return LatentAttention(
            queryHeads: heads,
            latentDimension: latent,
            rotaryDimension: rotary,
            headDimension: max((length ?? rotary) - rotary, 0),
            valueHeadDimension: size(
                keys.int("attention.value_length_mla") ?? keys.int("attention.value_length")
            ) ?? 0,
            span: span,
            tensors: []
        )
    }
}
