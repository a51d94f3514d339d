import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Hunyuan dense: Llama with norms on queries and keys.
    static let hunyuanDense = ModelFamily(
        modelTypes: ["hunyuan_v1_dense"],
        name: "hunyuan_v1_dense",
        source: "huggingface/transformers: models/hunyuan_v1_dense/modeling_hunyuan_v1_dense.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .hunyuan)
            try decoder.readBiases(config)
            decoder.queryKeyNorm = .perHead
            return decoder.shape
        }
    )

    /// Hunyuan A13B: experts and one shared network of the same width in every layer; the number
    /// of experts a token uses may differ by layer.
    static let hunyuanMoe = ModelFamily(
        modelTypes: ["hunyuan_v1_moe"],
        name: "hunyuan_v1_moe",
        source: "huggingface/transformers: models/hunyuan_v1_moe/modeling_hunyuan_v1_moe.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .hunyuan)
            try decoder.readBiases(config)
            decoder.queryKeyNorm = .perHead
            let layers = decoder.layerCount
            let counts = try config.numberOrNumbers("num_experts", layers: layers, default: 1)
            let chosen = try config.numberOrNumbers(
                anyOf: ["moe_topk", "num_experts_per_tok"],
                layers: layers,
                default: 1
            )
            for (count, perToken) in zip(counts, chosen) where perToken > count {
                throw .invalid(
                    value: config.value,
                    detail: "a token uses \(perToken) of \(count) experts"
                )
            }
            let (hiddenSize, width) = (decoder.hiddenSize, decoder.width)
            decoder.mixture = { index in
                guard index < counts.count, index < chosen.count else { return nil }
                return Experts(
                    count: counts[index],
                    perToken: chosen[index],
                    width: width,
                    sharedWidth: width,
                    routerName: "wg"
                ).feedForward(hiddenSize: hiddenSize)
            }
            return decoder.shape
        }
    )

    /// Hunyuan 3: norms on queries and keys, the first layer dense, then many experts with
    /// shared ones.
    static let hunyuan3 = ModelFamily(
        modelTypes: ["hy_v3"],
        name: "hy_v3",
        source: "huggingface/transformers: models/hy_v3/modeling_hy_v3.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder.llama(
                config,
                ClassDefaults(
                    vocabulary: 120832,
                    hidden: 4096,
                    width: 13312,
                    layers: 80,
                    heads: 64,
                    keyValueHeads: 8,
                    headDimension: 128,
                    context: 131072
                )
            )
            decoder.queryKeyNorm = .perHead
            var experts = try config.experts(
                ExpertKeys(
                    count: ["num_experts", "num_local_experts"],
                    defaults: (192, 8, 1536)
                )
            )
            experts.sharedWidth =
                try config.int("num_shared_experts", default: 1) * experts.width
            experts.hasSharedBias = decoder.feedForwardBias
            try decoder.mixByLayer(experts, config, firstSparse: 1)
            var shape = decoder.shape
            shape.nextTokenModules = decoder.nextTokenModules(
                count: try config.layersPredictingNext(),
                layer: decoder.layer(decoder.layerCount)
            )
            return shape
        }
    )
}

extension HuggingFaceConfig {
    /// One whole number of at least 1 for all layers, or a list with one for each.
    func numberOrNumbers(
        _ key: String,
        layers: Int,
        default fallback: Int
    ) throws(ModelConfigError) -> [Int] {
        guard raw(key)?.kind == .array else {
            return Array(repeating: try size(key, default: fallback), count: layers)
        }
        let numbers = try ints(key) ?? []
        guard numbers.count >= layers, !numbers.contains(0) else {
            throw .invalid(
                value: raw(key) ?? value,
                detail: "\(key) has to hold a number of at least 1 for each of \(layers) layers"
            )
        }
        return Array(numbers.prefix(layers))
    }

    /// The first of several spellings that is present, as ``numberOrNumbers(_:layers:default:)``.
    func numberOrNumbers(
        anyOf keys: [String],
        layers: Int,
        default fallback: Int
    ) throws(ModelConfigError) -> [Int] {
        let key = keys.first { has($0) } ?? keys.first ?? ""
        return try numberOrNumbers(key, layers: layers, default: fallback)
    }
}

extension ClassDefaults {
    fileprivate static let hunyuan = ClassDefaults(
        vocabulary: 290943,
        hidden: 4096,
        width: 11008,
        layers: 32,
        heads: 32,
        context: 2048
    )
}
