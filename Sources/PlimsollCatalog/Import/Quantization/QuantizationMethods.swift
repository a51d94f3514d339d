import PlimsollEngine
import PlimsollJSON

extension QuantizationPlan {
    /// Reads a `quantization_config`.
    ///
    /// Source of keys and defaults: huggingface/transformers, utils/quantization_config.py, and the
    /// configuration classes of the methods that it names.
    ///
    /// - Returns: nil for a method that is not described here.
    /// - Throws: ``ModelConfigError`` where a key has another type than its method writes.
    init?(
        _ config: HuggingFaceConfig,
        model: HuggingFaceConfig,
        rest: BitsPerElement
    ) throws(ModelConfigError) {
        let method = try config.string("quant_method")?.lowercased()
        switch method {
        case "gptq", "gptq_marlin", "gptqmodel", "auto-round", "auto_round", "intel/auto-round":
            self = try .gptq(config)
        case "awq", "awq_marlin": self = try .awq(config)
        case "fp8", "fbgemm_fp8", "ptpc_fp8": self = try .fp8(config, model: model)
        case "mxfp4":
            self.init(id: "mxfp4", .mxfp4, coverage: .routedExperts)
            keep(try config.strings("modules_to_not_convert") ?? [])
        case "bitsandbytes": self = try .bitsandbytes(config)
        case "compressed-tensors", "compressed_tensors": self = try .compressedTensors(config)
        case "modelopt", "modelopt_fp4", "modelopt_mixed", "nvfp4": self = try .modelOpt(config)
        case "quark":
            guard let plan = try Self.quark(config) else { return nil }
            self = plan
        case "torchao":
            guard let plan = try Self.torchAO(config) else { return nil }
            self = plan
        case "hqq":
            guard let plan = try Self.hqq(config) else { return nil }
            self = plan
        case "eetq":
            let scheme = QuantizationScheme(bits: BitsPerElement(8), group: .row, scaleBits: 16)
            self.init(id: "int8", scheme)
            keep(try config.strings("modules_to_not_convert") ?? [])
        case "bitnet":
            // Four ternary weights in a byte and one scale.
            self.init(
                id: "bitnet",
                QuantizationScheme(bits: BitsPerElement(2), group: .tensor, scaleBits: 16)
            )
            keep(try config.strings("modules_to_not_convert") ?? [])
        case "mlx", nil:
            guard let plan = try Self.mlx(config) else { return nil }
            self = plan
        default: return nil
        }
    }

    /// GPTQ and formats stored like it: packed weights, a scale and a packed zero point a group,
    /// and the order of the input features.
    private static func gptq(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> QuantizationPlan {
        let bits = try config.int("bits", default: 4, in: 1...16)
        let group = try config.int("group_size", default: 128, in: -1...65_536)
        let hasOrder = try config.string("quant_method")?.contains("gptq") ?? false
        let scheme = QuantizationScheme.affine(bits: bits, group: group, hasOrder: hasOrder)
        var plan = QuantizationPlan(
            id: "gptq-int\(bits)",
            scheme,
            coverage: try config.bool("lm_head", default: false)
                ? .linearLayersAndHead : .linearLayers
        )
        if let inside = config.raw("modules_in_block_to_quantize") {
            let names = inside.elements.flatMap { element -> [String] in
                element.string.map { [$0] } ?? element.elements.compactMap(\.string)
            }
            plan.groups = [Group(targets: plan.patterns(names), scheme: scheme)]
        }
        let special = try plan.exceptions(config, bits: bits, group: group, hasOrder: hasOrder)
        plan.groups = special + plan.groups
        plan.keep(try config.strings("modules_to_not_convert") ?? [])
        return plan
    }

    /// Modules of a GPTQ configuration with a layout of their own: `dynamic`, whose keys are
    /// expressions after `-:` (kept) or `+:` (changed), and `extra_config`, whose keys are names.
    private mutating func exceptions(
        _ config: HuggingFaceConfig,
        bits: Int,
        group: Int,
        hasOrder: Bool
    ) throws(ModelConfigError) -> [Group] {
        var special: [Group] = []
        func add(
            _ name: String,
            _ value: JSONValue,
            isKept: Bool,
            to plan: inout QuantizationPlan
        ) throws(ModelConfigError) {
            let own = HuggingFaceConfig(value)
            let ownBits = try own.int("bits", default: bits, in: 1...32)
            let ownGroup = try own.int("group_size", default: group, in: -1...65_536)
            let scheme: QuantizationScheme? =
                isKept || ownBits >= 16
                ? nil : .affine(bits: ownBits, group: ownGroup, hasOrder: hasOrder)
            special.append(Group(targets: plan.patterns([name]), scheme: scheme))
        }
        for member in try config.nested("dynamic")?.value.members.map({ $0 }) ?? [] {
            let isMarked = member.key.hasPrefix("-:") || member.key.hasPrefix("+:")
            let text = isMarked ? String(member.key.dropFirst(2)) : member.key
            let isKept = member.key.hasPrefix("-:")
            try add("re:" + text, member.value, isKept: isKept, to: &self)
        }
        for member in try config.nested("extra_config")?.value.members.map({ $0 }) ?? [] {
            try add(member.key, member.value, isKept: false, to: &self)
        }
        return special
    }

    private static func awq(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> QuantizationPlan {
        let bits = try config.int(anyOf: ["bits", "w_bit"], in: 1...16) ?? 4
        let group =
            try config.int(anyOf: ["group_size", "q_group_size"], in: -1...65_536) ?? 128
        var scheme = QuantizationScheme.affine(bits: bits, group: group)
        if try !config.bool("zero_point", default: true) { scheme.zeroPointBits = 0 }
        var plan = QuantizationPlan(id: "awq-int\(bits)", scheme)
        plan.keep(try config.strings("modules_to_not_convert") ?? [])
        return plan
    }

    private static func fp8(
        _ config: HuggingFaceConfig,
        model: HuggingFaceConfig
    ) throws(ModelConfigError) -> QuantizationPlan {
        // Checkpoints with four-bit experts hold exponents in 8 bits as the scales of all blocks.
        let hasFourBitExperts = try model.string("expert_dtype") == "fp4"
        var plan: QuantizationPlan
        if let block = try config.ints("weight_block_size"), block.count == 2,
            block.allSatisfy({ $0 > 0 })
        {
            plan = QuantizationPlan(
                id: "fp8-block",
                .fp8(.block(rows: block[0], columns: block[1]), scale: hasFourBitExperts ? 8 : 32)
            )
        } else if try config.string("quant_method") == "fp8" {
            let isStatic = try config.string("activation_scheme") == "static"
            plan = QuantizationPlan(id: "fp8", .fp8(.tensor, tensorBits: isStatic ? 32 : 0))
        } else {
            plan = QuantizationPlan(id: "fp8-channel", .fp8(.row))
        }
        if hasFourBitExperts {
            let experts = plan.patterns(["experts"])
            plan.groups.insert(Group(targets: experts, scheme: .mxfp4), at: 0)
            plan.id = "fp8-block-mxfp4-experts"
        }
        let kept =
            try config.strings(anyOf: ["modules_to_not_convert", "ignored_layers"]) ?? []
        plan.keep(kept + ["weights_proj"])
        return plan
    }

    private static func bitsandbytes(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> QuantizationPlan {
        var plan: QuantizationPlan
        let inner = try config.bool("_load_in_4bit", default: false)
        if try config.bool("load_in_4bit", default: inner) {
            let kind = try config.string("bnb_4bit_quant_type") ?? "fp4"
            let isDouble = try config.bool("bnb_4bit_use_double_quant", default: false)
            plan = QuantizationPlan(
                id: "bnb-\(kind == "nf4" ? "nf4" : "fp4")\(isDouble ? "-dq" : "")",
                .bitsandbytes(doubleQuantization: isDouble),
                coverage: .linearLayersAndHead
            )
        } else {
            plan = QuantizationPlan(
                id: "bnb-int8",
                QuantizationScheme(bits: BitsPerElement(8), group: .row, scaleBits: 32),
                coverage: .linearLayersAndHead
            )
        }
        plan.keep(try config.strings("llm_int8_skip_modules") ?? ["lm_head"])
        return plan
    }

    /// MLX writes bits and group size without a method; embeddings and head are covered too.
    private static func mlx(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> QuantizationPlan? {
        guard config.has("bits"), config.has("group_size") else { return nil }
        func scheme(_ fields: HuggingFaceConfig) throws(ModelConfigError) -> QuantizationScheme {
            .mlx(
                bits: try fields.int("bits", default: 4, in: 1...16),
                group: try fields.int("group_size", default: 64, in: 1...65_536)
            )
        }
        let bits = try config.int("bits", default: 4, in: 1...16)
        var plan = QuantizationPlan(
            id: "mlx-\(bits)bit",
            try scheme(config),
            coverage: .matrices
        )
        var special: [Group] = []
        for member in config.value.members {
            if member.value.kind == .object {
                let own = try scheme(HuggingFaceConfig(member.value))
                special.append(Group(targets: plan.patterns([member.key]), scheme: own))
            } else if member.value.bool == false, member.key.contains(".") {
                special.append(Group(targets: plan.patterns([member.key]), scheme: nil))
            }
        }
        plan.groups = special + plan.groups
        return plan
    }
}

extension QuantizationScheme {
    /// Packed integers with a 16-bit scale and a packed zero point for each group, or for each row
    /// where the group is not positive.
    static func affine(bits: Int, group: Int, hasOrder: Bool = false) -> QuantizationScheme {
        QuantizationScheme(
            bits: BitsPerElement(Double(bits)),
            group: group > 0 ? .columns(group) : .row,
            scaleBits: 16,
            zeroPointBits: bits,
            columnBits: hasOrder ? 32 : 0
        )
    }

    /// Eight-bit floating point.
    static func fp8(
        _ group: Group,
        scale: Double = 32,
        tensorBits: Int = 0
    ) -> QuantizationScheme {
        QuantizationScheme(
            bits: BitsPerElement(8),
            group: group,
            scaleBits: scale,
            tensorBits: tensorBits
        )
    }

    /// Four-bit floating point with an exponent for 32.
    static let mxfp4 = QuantizationScheme(
        bits: BitsPerElement(4),
        group: .columns(32),
        scaleBits: 8
    )

    /// Four-bit floating point with an 8-bit scale for 16, and 32-bit scales of weights and inputs.
    static let nvfp4 = QuantizationScheme(
        bits: BitsPerElement(4),
        group: .columns(16),
        scaleBits: 8,
        tensorBits: 64
    )

    /// Four-bit codes of 64 weights with a scale, which is quantized itself where asked; the code
    /// books are stored beside each matrix.
    static func bitsandbytes(doubleQuantization: Bool) -> QuantizationScheme {
        QuantizationScheme(
            bits: BitsPerElement(4),
            group: .columns(64),
            scaleBits: doubleQuantization ? 8.125 : 32,
            tensorBits: doubleQuantization ? 32 * (16 + 256 + 1) : 32 * 16
        )
    }

    /// Integers with a 16-bit scale and a 16-bit bias for each group.
    static func mlx(bits: Int, group: Int) -> QuantizationScheme {
        QuantizationScheme(
            bits: BitsPerElement(Double(bits)),
            group: .columns(group),
            scaleBits: 16,
            zeroPointBits: 16
        )
    }
}
