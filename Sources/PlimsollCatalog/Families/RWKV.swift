import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// RWKV-4.
    static let rwkv4 = ModelFamily(
        modelTypes: ["rwkv"],
        name: "rwkv",
        source: "huggingface/transformers: models/rwkv/modeling_rwkv.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 50_277, "hidden_size": 4096, "num_hidden_layers": 32,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let inner = try config.switchable("attention_hidden_size", [:]) ?? hiddenSize
            let width = try config.switchable("intermediate_size", [:]) ?? 4 * hiddenSize
            let mixer = RWKVTimeMix(
                hiddenSize: hiddenSize,
                inner: inner,
                heads: inner,
                // Numerator, denominator and maximum; the last token of both halves of a layer.
                stateElements: 3 * inner + 2 * hiddenSize,
                vectors: 2 * inner + 3 * hiddenSize
            ).mixer()
            return try rwkvShape(config, defaults, hiddenSize, width, mixer)
        }
    )

    /// RWKV-5 and RWKV-6, whose state is a matrix for each head.
    static let rwkv5 = ModelFamily(
        modelTypes: ["rwkv5", "rwkv6"],
        name: "rwkv6",
        source: "RWKV/rwkv-6-world-1b6: modeling_rwkv6.py",
        read: { config throws(ModelConfigError) in
            let hiddenSize = try config.required("hidden_size")
            let inner = try config.switchable("attention_hidden_size", [:]) ?? hiddenSize
            let headSize = try config.int(anyOf: ["head_size", "num_attention_heads"]) ?? 64
            let heads = try config.quotient(inner, headSize, "head_size")
            let width =
                try config.switchable("intermediate_size", [:]) ?? hiddenSize * 7 / 2 / 32 * 32
            var time = RWKVTimeMix(
                hiddenSize: hiddenSize,
                inner: inner,
                heads: heads,
                stateElements: inner * headSize + 2 * hiddenSize,
                vectors: 4 * hiddenSize + 2 * inner
            )
            time.hasGate = true
            if try config.string("model_type") == "rwkv6" {
                // The mixing of tokens depends on the tokens, through narrow matrices.
                time.vectors = 6 * hiddenSize + 2 * inner
                time.mixRank = hiddenSize == 4096 ? 64 : 32
                time.decayRank = hiddenSize == 4096 ? 128 : 64
            }
            return try rwkvShape(config, [:], hiddenSize, width, time.mixer())
        }
    )

    /// RWKV-7, as flash-linear-attention builds it.
    static let rwkv7 = ModelFamily(
        modelTypes: ["rwkv7"],
        name: "rwkv7",
        source: "fla-org/flash-linear-attention: fla/models/rwkv7, fla/layers/rwkv7.py",
        read: { config throws(ModelConfigError) in
            try RWKV7Decoder(config).shape
        }
    )

    /// Time mixing and channel mixing between norms with shifts.
    private static func rwkvShape(
        _ config: HuggingFaceConfig,
        _ defaults: SizeDefaults,
        _ hiddenSize: Int,
        _ width: Int,
        _ mixer: Mixer
    ) throws(ModelConfigError) -> ModelShape {
        let channelMix = DenseFeedForward(
            width: width,
            isGated: false,
            tensors: [
                .vector("time_mix", .mlp, count: 2 * hiddenSize),
                WeightTensor(
                    "key",
                    .mlp,
                    rows: width,
                    columns: hiddenSize,
                    split: .rows(units: width)
                ),
                WeightTensor("receptance", .mlp, rows: hiddenSize, columns: hiddenSize),
                WeightTensor(
                    "value",
                    .mlp,
                    rows: hiddenSize,
                    columns: width,
                    split: .columns(units: width)
                ),
            ]
        )
        let layer = Layer(
            mixers: [mixer],
            feedForwards: [.dense(channelMix)],
            other: [.norms(width: hiddenSize, count: 2, hasBias: true)]
        )
        return HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: try config.size("vocab_size", defaults),
            maximumContext: nil,
            isHeadTied: try config.bool("tie_word_embeddings", default: false),
            layers: [Layer](repeating: layer, count: try config.layers(defaults)),
            normBias: true,
            // The norm between the embedding and the first layer.
            otherEmbeddings: [.norms(width: hiddenSize, count: 1, hasBias: true)]
        ).shape
    }
}

/// The time mixing of RWKV-4 to RWKV-6.
///
/// Source: Peng et al. 2023, arXiv:2305.13048, and 2024, arXiv:2404.05892.
struct RWKVTimeMix {
    var hiddenSize: Int
    var inner: Int
    var heads: Int
    var stateElements: Int
    /// Elements of decays, bonuses and fixed mixing weights.
    var vectors: Int
    /// Whether there is a gate and a norm of the output.
    var hasGate = false
    /// Ranks of the matrices that mixing and decay depend on; 0 without any.
    var mixRank = 0
    var decayRank = 0

    /// The mixer.
    func mixer() -> Mixer {
        var tensors: [WeightTensor] = [.vector("time_mix", .recurrent, count: vectors)]
        let inputs: [ModuleName] = ["key", "value", "receptance"] + (hasGate ? ["gate"] : [])
        tensors += inputs.map { module in
            WeightTensor(
                module,
                .recurrent,
                rows: inner,
                columns: hiddenSize,
                split: .rows(units: heads)
            )
        }
        tensors.append(
            WeightTensor(
                "output",
                .recurrent,
                rows: hiddenSize,
                columns: inner,
                split: .columns(units: heads)
            )
        )
        if hasGate { tensors.append(.norms(width: inner, count: 1, hasBias: true)) }
        if mixRank > 0 {
            tensors += [
                .vector("time_maa_w", .recurrent, count: 10 * mixRank * hiddenSize),
                .vector("time_decay_w", .recurrent, count: decayRank * (hiddenSize + inner)),
            ]
        }
        return .recurrent(
            RecurrentMixer(
                kind: .rwkv,
                heads: heads,
                stateElements: stateElements,
                convolutionElements: 0,
                tensors: tensors
            )
        )
    }
}

/// The sizes of RWKV-7.
///
/// Source: Peng et al. 2025, arXiv:2503.14456.
struct RWKV7Decoder {
    var hiddenSize: Int
    var vocabularySize: Int
    var layerCount: Int
    var isHeadTied: Bool
    var headDimension: Int
    var width: Int
    /// Ranks of decay, learning rate, value residual and gate.
    var decayRank: Int
    var rateRank: Int
    var valueRank: Int
    var gateRank: Int

    /// The keys of the configuration.
    init(_ config: HuggingFaceConfig) throws(ModelConfigError) {
        hiddenSize = try config.required("hidden_size")
        vocabularySize = try config.required("vocab_size")
        layerCount = try config.layers()
        isHeadTied = try config.bool("tie_word_embeddings", default: false)
        headDimension = try config.int("head_dim", default: 64, in: 1...65_536)
        _ = try config.quotient(hiddenSize, headDimension, "head_dim")
        width = try config.switchable("intermediate_size", [:]) ?? 4 * hiddenSize
        decayRank = try config.required("decay_low_rank_dim")
        rateRank = try config.required("a_low_rank_dim")
        valueRank = try config.required("v_low_rank_dim")
        gateRank = try config.required("gate_low_rank_dim")
    }

    private func narrow(_ module: ModuleName, rank: Int, hasBias: Bool) -> [WeightTensor] {
        [
            WeightTensor(module, .recurrent, rows: rank, columns: hiddenSize),
            WeightTensor(
                module,
                .recurrent,
                rows: hiddenSize,
                columns: rank,
                bias: hasBias ? hiddenSize : 0
            ),
        ]
    }

    private func mixer(isFirst: Bool) -> Mixer {
        let heads = hiddenSize / headDimension
        let projections: [ModuleName] = ["r_proj", "k_proj", "v_proj"]
        var tensors = projections.map { module in
            WeightTensor(
                module,
                .recurrent,
                rows: hiddenSize,
                columns: hiddenSize,
                split: .rows(units: heads)
            )
        }
        tensors.append(
            WeightTensor(
                "o_proj",
                .recurrent,
                rows: hiddenSize,
                columns: hiddenSize,
                split: .columns(units: heads)
            )
        )
        tensors.append(.vector("time_mix", .recurrent, count: 9 * hiddenSize))
        tensors += narrow("w_lora", rank: decayRank, hasBias: true)
        tensors += narrow("a_lora", rank: rateRank, hasBias: true)
        tensors += narrow("g_lora", rank: gateRank, hasBias: false)
        // The first layer has no earlier value to mix in.
        if !isFirst { tensors += narrow("v_lora", rank: valueRank, hasBias: true) }
        tensors.append(.norms(width: hiddenSize, count: 1, hasBias: true))
        return .recurrent(
            RecurrentMixer(
                kind: .rwkv,
                heads: heads,
                stateElements: hiddenSize * headDimension + 2 * hiddenSize,
                convolutionElements: 0,
                tensors: tensors
            )
        )
    }

    /// The whole model.
    var shape: ModelShape {
        var network = WeightTensor.feedForward(
            .mlp,
            hiddenSize: hiddenSize,
            width: width,
            isGated: false
        )
        network[0].module = "key"
        network[1].module = "value"
        network.append(.vector("x_k", .mlp, count: hiddenSize))
        let layers = (0..<layerCount).map { index in
            Layer(
                mixers: [mixer(isFirst: index == 0)],
                feedForwards: [
                    .dense(DenseFeedForward(width: width, isGated: false, tensors: network))
                ],
                other: [.norms(width: hiddenSize, count: 2, hasBias: true)]
            )
        }
        return HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: vocabularySize,
            maximumContext: nil,
            isHeadTied: isHeadTied,
            layers: layers,
            normBias: true,
            otherEmbeddings: [.norms(width: hiddenSize, count: 1, hasBias: true)]
        ).shape
    }
}
