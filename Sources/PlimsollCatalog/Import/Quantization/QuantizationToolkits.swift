import PlimsollEngine
import PlimsollJSON

/// Toolkits whose configurations describe layouts by themselves.
extension QuantizationPlan {
    /// compressed-tensors: groups of targets, each with the arguments of its weights.
    ///
    /// Source: vllm-project/compressed-tensors, quantization/quant_config.py and quant_args.py.
    static func compressedTensors(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> QuantizationPlan {
        var plan = QuantizationPlan(id: "", groups: [], coverage: .linearLayersAndHead)
        let format = try config.string("format") ?? ""
        guard let groups = try config.nested("config_groups") else {
            throw .missing(key: "config_groups", in: config.value.pointer)
        }
        for member in groups.value.members {
            let group = HuggingFaceConfig(member.value)
            guard let weights = try group.nested("weights") else { continue }
            let packing = try group.string("format") ?? format
            let (id, scheme) = try QuantizationScheme.compressed(weights, packing: packing)
            let names = try group.strings("targets") ?? ["Linear"]
            let isGeneral = names.contains("Linear")
            plan.groups.append(
                Group(targets: isGeneral ? nil : plan.patterns(names), scheme: scheme)
            )
            if plan.id.isEmpty { plan.id = id } else { plan.id = "compressed-tensors" }
        }
        // Named modules come before "all linear layers".
        plan.groups =
            plan.groups.filter { $0.targets != nil }
            + plan.groups.filter { $0.targets == nil }
        plan.keep(try config.strings("ignore") ?? [])
        return plan
    }

    /// NVIDIA Model Optimizer, whose file of its own nests the same keys in `quantization`.
    ///
    /// Source: NVIDIA/TensorRT-Model-Optimizer, torch/export/quant_utils.py.
    static func modelOpt(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> QuantizationPlan {
        if config.has("config_groups"), !config.has("quant_algo") {
            return try compressedTensors(config)
        }
        let nested = try config.nested("quantization")
        let fields = nested ?? config
        let algorithm = try fields.string("quant_algo") ?? "NVFP4"
        var plan = QuantizationPlan(
            id: "modelopt-mixed",
            groups: [],
            coverage: .linearLayersAndHead
        )
        if let layers = try fields.nested("quantized_layers") {
            for member in layers.value.members {
                let own = HuggingFaceConfig(member.value)
                let algorithm = try own.string("quant_algo") ?? algorithm
                let layout = try Self.layout(algorithm, own)
                plan.groups.append(
                    Group(targets: plan.patterns([member.key]), scheme: layout.scheme)
                )
            }
        } else {
            let layout = try Self.layout(algorithm, fields)
            plan.id = layout.id
            plan.groups = [Group(targets: nil, scheme: layout.scheme)]
        }
        let kept =
            try fields.strings(anyOf: ["exclude_modules", "ignore"]) ?? ["lm_head"]
        plan.keep(kept)
        return plan
    }

    private static func layout(
        _ algorithm: String,
        _ fields: HuggingFaceConfig
    ) throws(ModelConfigError) -> (id: String, scheme: QuantizationScheme) {
        let group = try fields.int("group_size", in: 1...65_536)
        switch algorithm.uppercased() {
        case "FP8": return ("fp8", .fp8(.tensor, tensorBits: 32))
        case "FP8_PB_WO", "FP8_BLOCK":
            return ("fp8-block", .fp8(.block(rows: 128, columns: 128)))
        case "FP8_PER_CHANNEL_PER_TOKEN": return ("fp8-channel", .fp8(.row))
        case "MXFP8": return ("mxfp8", .fp8(.columns(32), scale: 8))
        case "MXFP4", "W4A8_MXFP4_FP8": return ("mxfp4", .mxfp4)
        case "INT8_SQ", "W8A8_SQ_PER_CHANNEL": return ("int8", .affineChannel)
        case "INT4_AWQ", "W4A16_AWQ", "W4A8_AWQ":
            var scheme = QuantizationScheme.affine(bits: 4, group: group ?? 128)
            scheme.zeroPointBits = 0
            return ("awq-int4", scheme)
        default:
            guard algorithm.uppercased().contains("NVFP4") else {
                throw .invalid(
                    value: fields.value,
                    detail: "quant_algo \"\(algorithm.prefix(40))\" is not known"
                )
            }
            var scheme = QuantizationScheme.nvfp4
            if let group { scheme.group = .columns(group) }
            return ("nvfp4", scheme)
        }
    }

    /// AMD Quark.
    ///
    /// Source: amd/Quark, quark/torch/export, and vLLM's reader, quantization/quark.
    static func quark(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> QuantizationPlan? {
        func scheme(_ fields: HuggingFaceConfig) throws(ModelConfigError) -> QuantizationScheme? {
            guard let weight = try fields.nested("weight") else { return nil }
            let type = try weight.string("dtype") ?? ""
            let group = try weight.int("group_size", in: 1...65_536) ?? 32
            let isGrouped = try weight.string("qscheme") == "per_group"
            let isChannel = try weight.string("qscheme") == "per_channel"
            switch type {
            case "fp4": return .mxfp4
            case "fp8_e4m3", "fp8_e5m2": return .fp8(isChannel ? .row : .tensor, tensorBits: 32)
            case "int8", "uint8":
                return isGrouped ? .affine(bits: 8, group: group) : .affineChannel
            case "int4", "uint4": return .affine(bits: 4, group: isGrouped ? group : -1)
            default: return nil
            }
        }
        guard let global = try config.nested("global_quant_config"),
            let main = try scheme(global)
        else { return nil }
        let bits = Int(main.bits.magnitude)
        var plan = QuantizationPlan(
            id: main == .mxfp4 ? "mxfp4" : bits == 8 ? "fp8" : "int\(bits)",
            main,
            coverage: .linearLayersAndHead
        )
        if let layers = try config.nested("layer_quant_config") {
            var special: [Group] = []
            for member in layers.value.members {
                let own = try scheme(HuggingFaceConfig(member.value))
                special.append(Group(targets: plan.patterns([member.key]), scheme: own))
            }
            plan.groups = special + plan.groups
        }
        plan.keep(try config.strings("exclude") ?? [])
        return plan
    }

    /// torchao: the name of a configuration class decides.
    ///
    /// Source: pytorch/ao, torchao/quantization/quant_api.py.
    static func torchAO(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> QuantizationPlan? {
        var name = config.raw("quant_type")?.string ?? ""
        var fields = HuggingFaceConfig(config.value)
        if let nested = config.raw("quant_type")?["default"] {
            name = nested["_type"]?.string ?? ""
            fields = HuggingFaceConfig(nested["_data"] ?? nested)
        }
        let key = name.lowercased().filter { $0.isLetter || $0.isNumber }
        let scheme: QuantizationScheme
        if key.contains("int4") {
            let group = try fields.int("group_size", default: 128, in: 1...65_536)
            // A scale and a zero point of 16 bits each.
            var affine = QuantizationScheme.affine(bits: 4, group: group)
            affine.zeroPointBits = 16
            scheme = affine
        } else if key.contains("int8") {
            scheme = .affineChannel
        } else if key.contains("float8") {
            scheme = .fp8(key.contains("weightonly") ? .row : .tensor)
        } else {
            return nil
        }
        let kind = key.contains("float8") ? "fp8" : key.contains("int8") ? "int8" : "int4"
        var plan = QuantizationPlan(id: "torchao-\(kind)", scheme)
        plan.keep(try config.strings("modules_to_not_convert") ?? [])
        return plan
    }

    /// HQQ: bits and group size, with scale and zero point of 16 bits each.
    ///
    /// Source: mobiusml/hqq, hqq/core/quantize.py.
    static func hqq(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> QuantizationPlan? {
        let nested = try config.nested("quant_config")
        let outer = nested ?? config
        let parameters = try outer.nested("weight_quant_params")
        let fields = parameters ?? outer
        guard fields.has("nbits") || fields.has("bits") else { return nil }
        let bits = try fields.int(anyOf: ["nbits", "bits"], in: 1...8) ?? 4
        let group = try fields.int("group_size", default: 64, in: 1...65_536)
        var plan = QuantizationPlan(id: "hqq-int\(bits)", .mlx(bits: bits, group: group))
        plan.keep(try config.strings("skip_modules") ?? ["lm_head"])
        return plan
    }
}

extension QuantizationScheme {
    /// Eight-bit integers with a 16-bit scale for each output feature.
    static let affineChannel = QuantizationScheme(
        bits: BitsPerElement(8),
        group: .row,
        scaleBits: 16
    )

    /// The arguments of the weights of a compressed-tensors group.
    static func compressed(
        _ weights: HuggingFaceConfig,
        packing: String
    ) throws(ModelConfigError) -> (id: String, scheme: QuantizationScheme) {
        let bits = try weights.int("num_bits", default: 8, in: 1...16)
        let isFloat = try weights.string("type") == "float"
        let size = try weights.int("group_size", in: -1...65_536)
        let strategy = try weights.string("strategy") ?? (size ?? 0 > 0 ? "group" : "tensor")
        let group: Group
        switch strategy {
        case "channel": group = .row
        case "group", "tensor_group": group = size.map { $0 > 0 ? .columns($0) : .row } ?? .row
        case "block":
            let block = try weights.ints("block_structure") ?? [128, 128]
            guard block.count == 2, block.allSatisfy({ $0 > 0 }) else {
                throw .invalid(
                    value: weights.value,
                    detail: "block_structure has to be [rows, columns]"
                )
            }
            group = .block(rows: block[0], columns: block[1])
        default: group = .tensor
        }
        if isFloat, bits == 4 {
            return packing.contains("mxfp4") || size == 32 ? ("mxfp4", .mxfp4) : ("nvfp4", .nvfp4)
        }
        if isFloat {
            if group == .columns(32), packing.contains("mxfp8") {
                return ("mxfp8", .fp8(group, scale: 8))
            }
            switch group {
            case .block: return ("fp8-block", .fp8(group, scale: 16))
            case .row: return ("fp8-channel", .fp8(group, scale: 16))
            default: return ("fp8", .fp8(group))
            }
        }
        let isPacked = packing.contains("pack")
        let isSymmetric = try weights.bool("symmetric", default: true)
        let scheme = QuantizationScheme(
            bits: BitsPerElement(Double(bits)),
            group: group,
            scaleBits: 16,
            zeroPointBits: isSymmetric ? 0 : isPacked ? bits : 8,
            // Packed matrices store their shape as two 64-bit integers.
            tensorBits: isPacked ? 128 : 0
        )
        return (bits == 8 && group == .row ? "int8" : "int\(bits)", scheme)
    }
}
