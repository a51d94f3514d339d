import PlimsollEngine

/// The sizes of a gated delta net.
///
/// Source: Yang et al. 2024, arXiv:2412.06464.
struct GatedDeltaSizes {
    /// How the projections are stored.
    enum Layout {
        /// Query, key, value and gate in one, both scalars in another (Qwen3-Next).
        case fused
        /// Query, key and value in one, gate and scalars by themselves (Qwen3.5).
        case grouped
        /// Each by itself (OLMo Hybrid).
        case separate
    }

    var hiddenSize: Int
    var keyHeads: Int
    var valueHeads: Int
    var keyDimension: Int
    var valueDimension: Int
    var kernel: Int
    var layout = Layout.fused

    /// The keys that Qwen3-Next introduced.
    init(
        _ config: HuggingFaceConfig,
        hiddenSize: Int,
        _ defaults: SizeDefaults
    ) throws(ModelConfigError) {
        self.hiddenSize = hiddenSize
        keyHeads = try config.size("linear_num_key_heads", defaults)
        valueHeads = try config.size("linear_num_value_heads", defaults)
        keyDimension = try config.size("linear_key_head_dim", defaults)
        valueDimension = try config.size("linear_value_head_dim", defaults)
        kernel = try config.size("linear_conv_kernel_dim", defaults)
    }

    private var keys: Int { keyHeads * keyDimension }
    private var values: Int { valueHeads * valueDimension }

    /// The mixer.
    var mixer: Mixer {
        let channels = 2 * keys + values
        let tensors =
            projections + [
                .depthwise(channels: channels, kernel: kernel),
                .vector("dt_bias", .recurrent, count: valueHeads),
                .vector("A_log", .recurrent, count: valueHeads),
                .norms(width: valueDimension, count: 1),
                WeightTensor(
                    layout == .separate ? "o_proj" : "out_proj",
                    .recurrent,
                    rows: hiddenSize,
                    columns: values,
                    split: .columns(units: valueHeads)
                ),
            ]
        return .recurrent(
            RecurrentMixer(
                kind: .gatedDeltaNet,
                heads: valueHeads,
                stateElements: valueHeads * keyDimension * valueDimension,
                convolutionElements: channels * (kernel - 1),
                tensors: tensors
            )
        )
    }

    private var projections: [WeightTensor] {
        switch layout {
        case .fused:
            [
                input("in_proj_qkvz", 2 * keys + 2 * values, units: keyHeads),
                input("in_proj_ba", 2 * valueHeads, units: keyHeads),
            ]
        case .grouped:
            [
                input("in_proj_qkv", 2 * keys + values, units: keyHeads),
                input("in_proj_z", values, units: valueHeads),
                input("in_proj_b", valueHeads, units: valueHeads),
                input("in_proj_a", valueHeads, units: valueHeads),
            ]
        case .separate:
            [
                input(.queryProjection, keys, units: keyHeads),
                input(.keyProjection, keys, units: keyHeads),
                input(.valueProjection, values, units: valueHeads),
                input("a_proj", valueHeads, units: valueHeads),
                input("b_proj", valueHeads, units: valueHeads),
                input("g_proj", values, units: valueHeads),
            ]
        }
    }

    private func input(_ module: ModuleName, _ rows: Int, units: Int) -> WeightTensor {
        WeightTensor(
            module,
            .recurrent,
            rows: rows,
            columns: hiddenSize,
            split: .rows(units: units)
        )
    }
}

/// The sizes of Kimi delta attention, which decays each channel of the state by itself.
///
/// Source: Kimi Team 2025, arXiv:2510.26692.
struct KimiDeltaSizes {
    var hiddenSize: Int
    var heads: Int
    var headDimension: Int
    var kernel: Int
    /// Whether the gate of the output is one matrix instead of two narrow ones, as in Kimi K3.
    var hasFullGate = false
    /// Whether the decay is one matrix instead of two narrow ones, as in Ling.
    var hasFullDecay = false

    /// The sizes one by one.
    init(
        hiddenSize: Int,
        heads: Int,
        headDimension: Int,
        kernel: Int,
        hasFullGate: Bool,
        hasFullDecay: Bool
    ) {
        self.hiddenSize = hiddenSize
        self.heads = heads
        self.headDimension = headDimension
        self.kernel = kernel
        self.hasFullGate = hasFullGate
        self.hasFullDecay = hasFullDecay
    }

    /// The keys of the configuration, or of its `linear_attn_config`.
    init(
        _ config: HuggingFaceConfig,
        hiddenSize: Int,
        _ defaults: SizeDefaults
    ) throws(ModelConfigError) {
        self.hiddenSize = hiddenSize
        if let nested = try config.nested("linear_attn_config") {
            let plain = try Self.plain(config, defaults)
            heads = try nested.int("num_heads", default: plain.heads, in: 1...65_536)
            headDimension = try nested.int("head_dim", default: plain.dimension, in: 1...65_536)
            kernel = try nested.int(
                "short_conv_kernel_size",
                default: plain.kernel,
                in: 1...1024
            )
            hasFullGate = try nested.bool("use_full_rank_gate", default: false)
        } else {
            (heads, headDimension, kernel) = try Self.plain(config, defaults)
        }
    }

    private static func plain(
        _ config: HuggingFaceConfig,
        _ defaults: SizeDefaults
    ) throws(ModelConfigError) -> (heads: Int, dimension: Int, kernel: Int) {
        (
            try config.size("linear_num_heads", defaults),
            try config.size("linear_head_dim", defaults),
            try config.size("linear_conv_kernel_dim", defaults)
        )
    }

    /// The mixer; its tensors count as attention, for the model calls it so.
    var mixer: Mixer {
        let width = heads * headDimension
        let gate =
            hasFullGate
            ? [input("g_proj", width)]
            : [
                WeightTensor("g_a_proj", .attention, rows: headDimension, columns: hiddenSize),
                widening("g_b_proj", width),
            ]
        let decay =
            hasFullDecay
            ? [input("f_proj", width)]
            : [
                WeightTensor("f_a_proj", .attention, rows: headDimension, columns: hiddenSize),
                widening("f_b_proj", width),
            ]
        let tensors =
            gate + decay + [
                input(.queryProjection, width),
                input(.keyProjection, width),
                input(.valueProjection, width),
                .depthwise(.attention, channels: 3 * width, kernel: kernel),
                .vector("dt_bias", .attention, count: width),
                .vector("A_log", .attention, count: heads),
                input("b_proj", heads),
                .norms(width: headDimension, count: 1),
                WeightTensor(
                    .outputProjection,
                    .attention,
                    rows: hiddenSize,
                    columns: width,
                    split: .columns(units: heads)
                ),
            ]
        return .recurrent(
            RecurrentMixer(
                kind: .kimiDelta,
                heads: heads,
                stateElements: width * headDimension,
                convolutionElements: 3 * width * (kernel - 1),
                tensors: tensors
            )
        )
    }

    private func input(_ module: ModuleName, _ rows: Int) -> WeightTensor {
        WeightTensor(
            module,
            .attention,
            rows: rows,
            columns: hiddenSize,
            split: .rows(units: heads)
        )
    }

    private func widening(_ module: ModuleName, _ rows: Int) -> WeightTensor {
        WeightTensor(
            module,
            .attention,
            rows: rows,
            columns: headDimension,
            split: .rows(units: heads)
        )
    }
}
