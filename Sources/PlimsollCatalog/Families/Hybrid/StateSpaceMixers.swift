import PlimsollEngine

/// The sizes of a first-generation Mamba mixer.
///
/// Source: Gu and Dao 2023, arXiv:2312.00752.
struct Mamba1Sizes {
    var hiddenSize: Int
    /// Elements of the mixer's middle.
    var inner: Int
    var state: Int
    var kernel: Int
    /// Elements of the time step before it is widened.
    var timeStepRank: Int
    var convolutionBias = true
    var projectionBias = false
    /// Whether time step, B and C are normalised, as in Jamba.
    var hasInnerNorms = false
    /// Independent groups of channels, as in Zamba.
    var heads = 1

    /// The mixer.
    var mixer: Mixer {
        let perHead = inner / heads
        var tensors = [
            WeightTensor(
                "in_proj",
                .recurrent,
                rows: 2 * inner,
                columns: hiddenSize,
                bias: projectionBias ? 2 * inner : 0,
                split: .rows(units: inner)
            ),
            .depthwise(channels: inner, kernel: kernel, hasBias: convolutionBias),
            WeightTensor(
                "x_proj",
                .recurrent,
                rows: timeStepRank + 2 * state,
                columns: perHead,
                copies: heads,
                split: .columns(units: perHead)
            ),
            WeightTensor(
                "dt_proj",
                .recurrent,
                rows: perHead,
                columns: timeStepRank,
                bias: perHead,
                copies: heads,
                split: .rows(units: perHead)
            ),
            .vector("A_log", .recurrent, count: inner * state),
            .vector("D", .recurrent, count: inner),
            WeightTensor(
                "out_proj",
                .recurrent,
                rows: hiddenSize,
                columns: inner,
                bias: projectionBias ? hiddenSize : 0,
                split: .columns(units: inner)
            ),
        ]
        if hasInnerNorms {
            tensors.append(.norms(width: timeStepRank, count: 1))
            tensors.append(.norms(width: state, count: 2))
        }
        return .recurrent(
            RecurrentMixer(
                kind: .mamba1,
                heads: inner,
                stateElements: inner * state,
                convolutionElements: inner * (kernel - 1),
                tensors: tensors
            )
        )
    }
}

/// The sizes of a second-generation Mamba mixer.
///
/// Source: Dao and Gu 2024, arXiv:2405.21060.
struct Mamba2Sizes {
    var hiddenSize: Int
    var heads: Int
    var headDimension: Int
    /// Groups of heads that share B and C.
    var groups: Int
    var state: Int
    var kernel: Int
    var convolutionBias = true
    var inputBias = false
    var outputBias = false
    /// Whether the output is normalised before its projection.
    var hasNorm = true

    /// The mixer.
    var mixer: Mixer {
        let inner = heads * headDimension
        let channels = inner + 2 * groups * state
        let projected = inner + channels + heads
        var tensors = [
            WeightTensor(
                "in_proj",
                .recurrent,
                rows: projected,
                columns: hiddenSize,
                bias: inputBias ? projected : 0,
                split: .rows(units: heads)
            ),
            .depthwise(channels: channels, kernel: kernel, hasBias: convolutionBias),
            .vector("dt_bias", .recurrent, count: heads),
            .vector("A_log", .recurrent, count: heads),
            .vector("D", .recurrent, count: heads),
            WeightTensor(
                "out_proj",
                .recurrent,
                rows: hiddenSize,
                columns: inner,
                bias: outputBias ? hiddenSize : 0,
                split: .columns(units: heads)
            ),
        ]
        if hasNorm { tensors.append(.norms(width: inner, count: 1)) }
        return .recurrent(
            RecurrentMixer(
                kind: .mamba2,
                heads: heads,
                stateElements: inner * state,
                convolutionElements: channels * (kernel - 1),
                tensors: tensors
            )
        )
    }
}

extension WeightTensor {
    /// A causal convolution of each channel by itself.
    static func depthwise(
        _ component: ParameterComponent = .recurrent,
        channels: Int,
        kernel: Int,
        hasBias: Bool = false
    ) -> WeightTensor {
        WeightTensor(
            "conv1d",
            component,
            kind: .convolution,
            rows: channels,
            columns: kernel,
            bias: hasBias ? channels : 0,
            split: .rows(units: channels)
        )
    }
}
