import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Doge: a learned mask of values, scaled residuals, and at will experts of one neuron each
    /// that product keys retrieve.
    static let doge = ModelFamily(
        modelTypes: ["doge"],
        name: "doge",
        source: "huggingface/transformers: models/doge/modeling_doge.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder.llama(
                config,
                ClassDefaults(
                    vocabulary: 32768,
                    hidden: 1024,
                    width: 2048,
                    layers: 32,
                    heads: 8,
                    context: 2048
                )
            )
            decoder.queryKeyNorm = .perHead
            let (heads, values) = (
                decoder.keyValueHeads, decoder.keyValueHeads * decoder.headDimension
            )
            decoder.attentionExtras = [
                .vector("A", .attention, count: heads),
                WeightTensor(
                    "dt_proj",
                    .attention,
                    rows: heads,
                    columns: values,
                    bias: decoder.inputBias ? heads : 0
                ),
            ]
            decoder.layerExtras = [
                .vector("residual", .other, count: decoder.hiddenSize, copies: 2)
            ]
            let window = try config.window()
            decoder.span = { _ in AttentionSpan(window: window) }
            guard try config.bool("is_moe", default: false) else { return decoder.shape }
            return try decoder.retrievingShape(config)
        }
    )
}

extension StandardDecoder {
    /// The model with retrieved experts beside each dense network.
    ///
    /// Their two tables are looked up, not multiplied with, and count whole towards the network.
    fileprivate func retrievingShape(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> ModelShape {
        let count = try config.size("num_experts", default: 16384)
        let perToken = min(count, try config.size("num_experts_per_tok", default: 64))
        let keys = Int(Double(count).squareRoot())
        func table(_ name: ModuleName) -> WeightTensor {
            WeightTensor(
                name,
                .mlp,
                kind: .embedding,
                rows: count,
                columns: hiddenSize
            )
        }
        let retrieved = FeedForward.mixture(
            MixtureOfExperts(
                expertCount: count,
                expertsPerToken: perToken,
                expertWidth: 1,
                isGated: false,
                tensors: [
                    WeightTensor("router_gate", .mlp, rows: 2 * keys, columns: hiddenSize),
                    table("down_embed"),
                    table("up_embed"),
                ]
            )
        )
        var layer = layer(0)
        layer.feedForwards.append(retrieved)
        var layers = LayerStack()
        layers.append(layer, count: layerCount)
        return shape(layers: layers)
    }
}
