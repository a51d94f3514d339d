import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// EXAONE 3: Llama under keys of its own.
    static let exaone = ModelFamily(
        modelTypes: ["exaone"],
        name: "exaone",
        source: "vllm-project/vllm: vllm/model_executor/models/exaone.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 102400,
                    hidden: 2048,
                    width: 0,
                    layers: 32,
                    heads: 32,
                    context: 2048
                ),
                keys: DecoderKeys(layers: ["num_layers", "num_hidden_layers"])
            )
            if decoder.width == 0 { decoder.width = 4 * decoder.hiddenSize }
            decoder.attentionNames.output = "out_proj"
            decoder.feedForwardNames = StandardDecoder.FeedForwardNames(
                gate: "c_fc_0",
                up: "c_fc_1",
                down: "c_proj"
            )
            return decoder.shape
        }
    )

    /// EXAONE 4: norms on queries and keys and after each part, three of four layers slide.
    static let exaone4 = ModelFamily(
        modelTypes: ["exaone4"],
        name: "exaone4",
        source: "huggingface/transformers: models/exaone4/modeling_exaone4.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .exaone4)
            decoder.queryKeyNorm = .perHead
            try decoder.slideByPattern(config)
            return decoder.shape
        }
    )

    /// K-EXAONE: EXAONE 4's attention, the first layers dense, then experts with shared ones.
    static let exaoneMoe = ModelFamily(
        modelTypes: ["exaone_moe"],
        name: "exaone_moe",
        source: "huggingface/transformers: models/exaone_moe/modeling_exaone_moe.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .exaone4)
            decoder.queryKeyNorm = .perHead
            try decoder.slideByPattern(config)
            var experts = try config.experts(
                ExpertKeys(count: ["num_experts"], defaults: (64, 8, 1024))
            )
            experts.sharedWidth =
                try config.int("num_shared_experts", default: 1) * experts.width
            try decoder.mixByLayer(
                experts,
                config,
                key: "first_k_dense_replace",
                firstSparse: 1
            )
            return decoder.shape
        }
    )
}

extension StandardDecoder {
    /// EXAONE's pattern: a period of layers, or letters of which L slides and G does not; the
    /// last layer looks at everything.
    fileprivate mutating func slideByPattern(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) {
        let window = try config.window(default: 4096)
        let last = layerCount - 1
        if let letters = config.raw("sliding_window_pattern")?.string, !letters.isEmpty {
            let letters = Array(letters)
            try slide(
                config,
                window: window,
                where: { $0 != last && letters[$0 % letters.count] == "L" }
            )
        } else {
            let period = try config.int("sliding_window_pattern", default: 4)
            try slide(config, window: window, where: { period > 0 && ($0 + 1) % period != 0 })
        }
    }

    /// Experts where `mlp_layer_types` says sparse, or from a layer on.
    ///
    /// - Parameters:
    ///   - experts: The mixture of those layers.
    ///   - config: The configuration.
    ///   - key: The key of the first sparse layer, where the class reads one.
    ///   - fallback: The first sparse layer where no key says it.
    /// - Throws: ``ModelConfigError`` where the list is of another length or kind.
    mutating func mixByLayer(
        _ experts: Experts,
        _ config: HuggingFaceConfig,
        key: String? = nil,
        firstSparse fallback: Int
    ) throws(ModelConfigError) {
        if let kinds = try config.kinds("mlp_layer_types", layers: layerCount) {
            for kind in kinds where kind != "sparse" && kind != "dense" {
                throw .invalid(
                    value: config.raw("mlp_layer_types") ?? config.value,
                    detail: "mlp_layer_types holds \(kind); allowed are dense and sparse"
                )
            }
            mix(experts) { $0 < kinds.count && kinds[$0] == "sparse" }
        } else {
            var firstSparse = fallback
            if let key { firstSparse = try config.int(key, default: fallback) }
            mix(experts) { $0 >= firstSparse }
        }
    }
}

extension ClassDefaults {
    fileprivate static let exaone4 = ClassDefaults(
        vocabulary: 102400,
        hidden: 4096,
        width: 16384,
        layers: 32,
        heads: 32,
        keyValueHeads: 32,
        context: 2048
    )
}
