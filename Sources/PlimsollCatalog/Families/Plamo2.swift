import PlimsollEngine

extension ModelFamily {
    /// PLaMo 2: state-space mixers with attention every few layers, norms before and after both.
    static let plamo2 = ModelFamily(
        modelTypes: ["plamo2"],
        name: "plamo2",
        source: "vllm-project/vllm: vllm/model_executor/models/plamo2.py",
        read: { config throws(ModelConfigError) in
            let hiddenSize = try config.required("hidden_size")
            let layers = try config.layers()
            var heads = try HeadSizes(
                config,
                hiddenSize: hiddenSize,
                ["head_dim": config.required("hidden_size_per_head")]
            )
            let norms: [WeightTensor] = [
                .norms(width: heads.queryHeads * heads.headDimension, count: 1),
                .norms(width: heads.keyValueHeads * heads.headDimension, count: 1),
            ]
            let tensors = heads.tensors + norms
            let full = heads.mixer(tensors: tensors)
            // Layers that are not named look back one window, where any are named.
            let fullLayers = try config.ints("full_attention_idx")
            if let window = try config.switchable("attention_window_size", [:]) {
                heads.span = .sliding(window: window)
            }
            let windowed = fullLayers == nil ? full : heads.mixer(tensors: tensors)
            let mamba = try plamoMixer(config, hiddenSize: hiddenSize)
            let step = try config.int("mamba_step", default: 2, in: 2...4096)
            let dense = FeedForward.dense(
                hiddenSize: hiddenSize,
                width: try config.required("intermediate_size")
            )
            return HybridDecoder(
                hiddenSize: hiddenSize,
                vocabularySize: try config.required("vocab_size"),
                maximumContext: try config.maximumContext(),
                isHeadTied: try config.bool("tie_word_embeddings", default: true),
                layers: (0..<layers).map { index in
                    let isAttention =
                        layers <= step / 2 ? index == layers - 1 : index % step == step / 2
                    let attention = fullLayers?.contains(index) == true ? full : windowed
                    return Layer(
                        mixers: [isAttention ? attention : mamba],
                        feedForwards: [dense],
                        other: [.norms(width: hiddenSize, count: 4)]
                    )
                }
            ).shape
        }
    )

    /// A state by head, whose B, C and time step are read from the convolved input.
    private static func plamoMixer(
        _ config: HuggingFaceConfig,
        hiddenSize: Int
    ) throws(ModelConfigError) -> Mixer {
        let heads = try config.required("mamba_num_heads")
        let inner = heads * (try config.required("hidden_size_per_head"))
        let state = try config.size("mamba_d_state", ["mamba_d_state": 64])
        let kernel = try config.size("mamba_d_conv", ["mamba_d_conv": 4])
        let rank = max(64, hiddenSize / 16)
        return .recurrent(
            RecurrentMixer(
                kind: .mamba2,
                heads: heads,
                stateElements: inner * state,
                convolutionElements: inner * (kernel - 1),
                tensors: [
                    WeightTensor(
                        "in_proj",
                        .recurrent,
                        rows: 2 * inner,
                        columns: hiddenSize,
                        split: .rows(units: heads)
                    ),
                    .depthwise(channels: inner, kernel: kernel),
                    WeightTensor(
                        "bcdt_proj",
                        .recurrent,
                        rows: rank + 2 * state,
                        columns: inner,
                        split: .columns(units: heads)
                    ),
                    WeightTensor(
                        "dt_proj",
                        .recurrent,
                        rows: heads,
                        columns: rank,
                        split: .rows(units: heads)
                    ),
                    .vector("A_log", .recurrent, count: heads),
                    .vector("D", .recurrent, count: heads),
                    .vector("dt_bias", .recurrent, count: heads),
                    .norms(width: rank, count: 1),
                    .norms(width: state, count: 2),
                    WeightTensor(
                        "out_proj",
                        .recurrent,
                        rows: hiddenSize,
                        columns: inner,
                        split: .columns(units: heads)
                    ),
                ]
            )
        )
    }
}
