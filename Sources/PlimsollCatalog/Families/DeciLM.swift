import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// DeciLM and Nemotron from architecture search: each layer has its own groups of heads and
    /// its own width, or lacks attention or network.
    static let deciLM = ModelFamily(
        modelTypes: ["deci", "deci_lm", "decilm", "nemotron-nas"],
        name: "nemotron-nas",
        source: "vllm-project/vllm: vllm/model_executor/models/nemotron_nas.py",
        read: { config throws(ModelConfigError) in
            // DeciLM 7B lists key/value heads by layer and has no blocks.
            if let heads = config.raw("num_key_value_heads_per_layer") {
                return try StandardDecoder.decilm7B(config, heads)
            }
            var decoder = try StandardDecoder(config)
            try decoder.readBiases(config)
            decoder.feedForwardBias = try config.bool("mlp_bias", default: false)
            guard let blocks = config.raw("block_configs") else {
                throw .missing(key: "block_configs", in: config.value.pointer)
            }
            guard blocks.kind == .array, Array(blocks.elements).count == decoder.layerCount else {
                throw .invalid(
                    value: blocks,
                    detail: "block_configs has to be a list of \(decoder.layerCount) layers"
                )
            }
            var layers = LayerStack()
            for block in blocks.elements {
                guard block.kind == .object else {
                    throw .invalid(value: block, detail: "a block has to be an object")
                }
                layers.append(try decoder.layer(block: HuggingFaceConfig(block)))
            }
            return decoder.shape(layers: layers)
        }
    )
}

extension StandardDecoder {
    /// DeciLM 7B: Llama whose layers differ in their key/value heads.
    fileprivate static func decilm7B(
        _ config: HuggingFaceConfig,
        _ value: JSONValue
    ) throws(ModelConfigError) -> ModelShape {
        var decoder = try StandardDecoder(config, keys: DecoderKeys(keyValueHeads: []))
        try decoder.readBiases(config)
        var layers = LayerStack()
        let heads = try config.numbers(
            "num_key_value_heads_per_layer",
            layers: decoder.layerCount
        )
        for count in heads ?? [] {
            guard count > 0, decoder.queryHeads % count == 0 else {
                throw .invalid(
                    value: value,
                    detail: "\(count) key/value heads do not divide \(decoder.queryHeads)"
                )
            }
            decoder.keyValueHeads = count
            layers.append(decoder.layer(0))
        }
        return decoder.shape(layers: layers)
    }

    /// One layer as its block says.
    fileprivate func layer(block: HuggingFaceConfig) throws(ModelConfigError) -> Layer {
        var layer = Layer(mixers: [], feedForwards: [])
        guard let attention = try block.nested("attention") else {
            throw .missing(key: "attention", in: block.value.pointer)
        }
        guard let network = try block.nested("ffn") else {
            throw .missing(key: "ffn", in: block.value.pointer)
        }
        let norm = WeightTensor.norms(width: hiddenSize, count: 1)
        if try !attention.bool("no_op", default: false) {
            if try attention.bool("replace_with_linear", default: false) {
                layer.other.append(square("linear_attn", .attention))
            } else {
                let group = try attention.size("n_heads_in_group")
                guard group <= queryHeads, queryHeads % group == 0 else {
                    throw .invalid(
                        value: attention.value,
                        detail: "groups of \(group) do not divide \(queryHeads) heads"
                    )
                }
                var decoder = self
                decoder.keyValueHeads = queryHeads / group
                let window = try attention.window("window_length")
                decoder.span = { _ in AttentionSpan(window: window) }
                layer.mixers = [.attention(decoder.attention(0))]
            }
            layer.other.append(norm)
        }
        if try !network.bool("no_op", default: false) {
            if try network.bool("replace_with_linear", default: false) {
                layer.other.append(square("linear_mlp", .mlp))
            } else {
                layer.feedForwards = [dense(width: try width(network))]
            }
            layer.other.append(norm)
        }
        return layer
    }

    /// A square matrix in place of attention or network.
    private func square(_ name: ModuleName, _ component: ParameterComponent) -> WeightTensor {
        WeightTensor(
            name,
            component,
            rows: hiddenSize,
            columns: hiddenSize,
            bias: component == .attention
                ? (inputBias ? hiddenSize : 0)
                : (feedForwardBias ? hiddenSize : 0)
        )
    }

    /// The width of a network: given, or two thirds of a multiple of the hidden size, rounded up
    /// to 256.
    private func width(_ network: HuggingFaceConfig) throws(ModelConfigError) -> Int {
        guard let multiple = try network.double("ffn_mult") else {
            return try network.size("intermediate_size")
        }
        guard multiple > 0, multiple <= 1024 else {
            throw .invalid(
                value: network.raw("ffn_mult") ?? network.value,
                detail: "ffn_mult is \(multiple); allowed is more than 0 up to 1024"
            )
        }
        let granularity = 256
        let width = Int(2 * multiple * Double(hiddenSize) / 3)
        return (width + granularity - 1) / granularity * granularity
    }
}
