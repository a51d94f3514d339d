import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// xLSTM: a matrix memory in each layer.
    static let xLSTM = ModelFamily(
        modelTypes: ["xlstm"],
        name: "xlstm",
        source: "huggingface/transformers: models/xlstm/modeling_xlstm.py",
        read: { config throws(ModelConfigError) in
            let hiddenSize = try config.size("hidden_size", ["hidden_size": 4096])
            let layers = try config.layers(
                config.has("num_blocks") ? "num_blocks" : "num_hidden_layers",
                default: 32
            )
            let bias = try config.bool("use_bias", default: false)
            let mixer = try matrixMemory(config, hiddenSize, hasBias: bias)
            let width = try config.scaled(hiddenSize, "ffn_proj_factor", default: 2.667)
            let multiple = try config.int(
                "ffn_round_up_to_multiple_of",
                default: 64,
                in: 1...65_536
            )
            let dense = FeedForward.dense(
                hiddenSize: hiddenSize,
                width: Int(((width + Double(multiple) - 1) / Double(multiple)).rounded(.down))
                    * multiple,
                hasBias: bias
            )
            let layer = Layer(
                mixers: [mixer],
                feedForwards: [dense],
                other: [.norms(width: hiddenSize, count: 2, hasBias: bias)]
            )
            return HybridDecoder(
                hiddenSize: hiddenSize,
                vocabularySize: try config.size("vocab_size", ["vocab_size": 50_304]),
                maximumContext: nil,
                embeddingWidth: try config.switchable("embedding_dim", [:]),
                isHeadTied: false,
                layers: [Layer](repeating: layer, count: layers)
            ).shape
        }
    )

    /// Queries and keys narrower than values, three gates, a norm over the heads.
    ///
    /// Source: Beck et al. 2024, arXiv:2405.04517.
    private static func matrixMemory(
        _ config: HuggingFaceConfig,
        _ hiddenSize: Int,
        hasBias: Bool
    ) throws(ModelConfigError) -> Mixer {
        let heads = try config.int("num_heads", default: 8, in: 1...65_536)
        let keys = Int(try config.scaled(hiddenSize, "qk_dim_factor", default: 0.5))
        let values = Int(try config.scaled(hiddenSize, "v_dim_factor", default: 1))
        _ = try config.quotient(keys, heads, "num_heads")
        let valuesPerHead = try config.quotient(values, heads, "num_heads")
        func input(_ module: ModuleName, _ rows: Int, hasBias: Bool) -> WeightTensor {
            WeightTensor(
                module,
                .recurrent,
                rows: rows,
                columns: hiddenSize,
                bias: hasBias ? rows : 0,
                split: .rows(units: heads)
            )
        }
        return .recurrent(
            RecurrentMixer(
                kind: .matrixMemory,
                heads: heads,
                // The memory, its normaliser and one maximum for each head.
                stateElements: keys * valuesPerHead + keys + heads,
                convolutionElements: 0,
                tensors: [
                    input("q", keys, hasBias: hasBias),
                    input("k", keys, hasBias: hasBias),
                    input("v", values, hasBias: hasBias),
                    input("ogate_preact", values, hasBias: hasBias),
                    input("igate_preact", heads, hasBias: true),
                    input("fgate_preact", heads, hasBias: true),
                    .norms(width: values, count: 1, hasBias: hasBias),
                    WeightTensor(
                        "out_proj",
                        .recurrent,
                        rows: hiddenSize,
                        columns: values,
                        bias: hasBias ? hiddenSize : 0,
                        split: .columns(units: heads)
                    ),
                ]
            )
        )
    }
}

extension HuggingFaceConfig {
    /// A size times a factor of the configuration, at least 1.
    fileprivate func scaled(
        _ size: Int,
        _ key: String,
        default fallback: Double
    ) throws(ModelConfigError) -> Double {
        let scaled = Double(size) * (try double(key) ?? fallback)
        guard scaled.isFinite, scaled >= 1, scaled <= Double(Self.sizes.upperBound) else {
            throw .invalid(
                value: raw(key) ?? value,
                detail: "\(key) times the hidden size has to be from 1 to "
                    + "\(Self.sizes.upperBound)"
            )
        }
        return scaled
    }
}
