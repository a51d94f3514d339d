import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// RecurrentGemma (Griffin): gated linear recurrences and attention to a window, in turn.
    static let recurrentGemma = ModelFamily(
        modelTypes: ["recurrent_gemma"],
        name: "recurrent_gemma",
        source: "huggingface/transformers: models/recurrent_gemma/modeling_recurrent_gemma.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "num_hidden_layers": 26, "vocab_size": 256_000, "hidden_size": 2560,
                "intermediate_size": 7680, "num_attention_heads": 10,
                "attention_window_size": 2048, "conv1d_width": 4,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            var heads = try HeadSizes(config, hiddenSize: hiddenSize, defaults)
            heads.outputBias = true
            heads.span = .sliding(window: try config.size("attention_window_size", defaults))
            let attention = heads.mixer
            let recurrence = griffinMixer(
                hiddenSize: hiddenSize,
                width: try config.switchable("lru_width", defaults) ?? hiddenSize,
                heads: heads.queryHeads,
                kernel: try config.size("conv1d_width", defaults)
            )
            let dense = FeedForward.dense(
                hiddenSize: hiddenSize,
                width: try config.size("intermediate_size", defaults) / 2,
                hasBias: true
            )
            let pattern =
                try config.strings("block_types") ?? ["recurrent", "recurrent", "attention"]
            guard !pattern.isEmpty, pattern.allSatisfy(["recurrent", "attention"].contains) else {
                throw .invalid(
                    value: config.raw("block_types") ?? config.value,
                    detail: "block_types holds recurrent and attention only"
                )
            }
            return HybridDecoder(
                hiddenSize: hiddenSize,
                vocabularySize: try config.size("vocab_size", defaults),
                maximumContext: nil,
                isHeadTied: try config.bool("tie_word_embeddings", default: true),
                layers: (0..<(try config.layers(defaults))).map { index in
                    let isAttention = pattern[index % pattern.count] == "attention"
                    return Layer(
                        mixers: [isAttention ? attention : recurrence],
                        feedForwards: [dense],
                        other: [.norms(width: hiddenSize, count: 2)]
                    )
                }
            ).shape
        }
    )

    /// Two branches, one of them a convolution and a recurrence whose gates are block-diagonal.
    ///
    /// Source: De et al. 2024, arXiv:2402.19427.
    private static func griffinMixer(
        hiddenSize: Int,
        width: Int,
        heads: Int,
        kernel: Int
    ) -> Mixer {
        let block = width / heads
        func gate(_ module: ModuleName) -> WeightTensor {
            WeightTensor(
                module,
                .recurrent,
                rows: block,
                columns: block,
                bias: block,
                copies: heads
            )
        }
        func branch(_ module: ModuleName) -> WeightTensor {
            WeightTensor(
                module,
                .recurrent,
                rows: width,
                columns: hiddenSize,
                bias: width,
                split: .rows(units: heads)
            )
        }
        return .recurrent(
            RecurrentMixer(
                kind: .gatedLinearRecurrence,
                heads: heads,
                stateElements: width,
                convolutionElements: width * (kernel - 1),
                tensors: [
                    branch("linear_y"),
                    branch("linear_x"),
                    .depthwise(channels: width, kernel: kernel, hasBias: true),
                    gate("input_gate"),
                    gate("recurrent_gate"),
                    .vector("recurrent_param", .recurrent, count: width),
                    WeightTensor(
                        "linear_out",
                        .recurrent,
                        rows: hiddenSize,
                        columns: width,
                        bias: hiddenSize,
                        split: .columns(units: heads)
                    ),
                ]
            )
        )
    }
}
