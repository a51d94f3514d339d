/// A file type of llama.cpp: a base type, and rules that give some tensors another one.
///
/// Source: ggml-org/llama.cpp, src/llama-quant.cpp, `llama_ftype_get_default_type` and
/// `llama_tensor_get_type`.
public enum GGUFMix: String, CaseIterable, Hashable, Sendable {
    case q4_0, q4_1, q5_0, q5_1, q8_0
    case q1_0, q2_0, tq1_0, tq2_0
    case q2_k, q2_k_s, q3_k_s, q3_k_m, q3_k_l, q4_k_s, q4_k_m, q5_k_s, q5_k_m, q6_k
    case iq1_s, iq1_m, iq2_xxs, iq2_xs, iq2_s, iq2_m, iq3_xxs, iq3_xs, iq3_s, iq3_m
    case iq4_nl, iq4_xs
    case mxfp4_moe, nvfp4

    /// The type of tensors that no rule names.
    public var base: GGMLType {
        switch self {
        case .q4_0: .q4_0
        case .q4_1: .q4_1
        case .q5_0: .q5_0
        case .q5_1: .q5_1
        case .q8_0: .q8_0
        case .q1_0: .q1_0
        case .q2_0: .q2_0
        case .tq1_0: .tq1_0
        case .tq2_0: .tq2_0
        case .q2_k, .q2_k_s: .q2_k
        case .q3_k_s, .q3_k_m, .q3_k_l: .q3_k
        case .q4_k_s, .q4_k_m: .q4_k
        case .q5_k_s, .q5_k_m: .q5_k
        case .q6_k: .q6_k
        case .iq1_s: .iq1_s
        case .iq1_m: .iq1_m
        case .iq2_xxs: .iq2_xxs
        case .iq2_xs, .iq2_s: .iq2_xs
        case .iq2_m: .iq2_s
        case .iq3_xxs: .iq3_xxs
        case .iq3_xs, .iq3_s, .iq3_m: .iq3_s
        case .iq4_nl: .iq4_nl
        case .iq4_xs: .iq4_xs
        case .mxfp4_moe: .mxfp4
        case .nvfp4: .nvfp4
        }
    }

    /// The type of one tensor.
    func type(
        _ role: GGUFRole,
        at place: GGUFPosition,
        columns: Int,
        isExpert: Bool,
        in model: GGUFModelFacts
    ) -> GGMLType {
        switch role {
        case .unquantized: .f32
        case .tower: .f16
        default:
            chosen(role, at: place, columns: columns, isExpert: isExpert, in: model)
                .fitting(columns: columns)
        }
    }

    private func chosen(
        _ role: GGUFRole,
        at place: GGUFPosition,
        columns: Int,
        isExpert: Bool,
        in model: GGUFModelFacts
    ) -> GGMLType {
        if role == .output || role == .tokenEmbedding && model.isHeadTied {
            return head(columns: columns, in: model)
        }
        if self == .mxfp4_moe { return isExpert ? .mxfp4 : .q8_0 }
        if role == .tokenEmbedding { return embedding }
        if isLowBit { return lowBit(role, at: place, in: model) }
        switch role {
        case .value, .fusedQueryKeyValue: return value(at: place, in: model)
        case .key: return key(in: model)
        case .query: return self == .iq3_xs ? .iq3_xxs : self == .iq3_xxs ? .iq2_s : base
        case .feedForwardDown: return narrowing(at: place, in: model)
        case .attentionOutput: return attentionOutput(in: model)
        case .feedForwardGate, .feedForwardUp:
            return self == .iq3_xs && place.isInner ? .iq3_xxs : base
        case .unquantized, .tower, .tokenEmbedding, .output, .other: return base
        }
    }

    /// Embedding and head get 5 bits in the smallest files, 8 in the largest and 6 otherwise.
    private func head(columns: Int, in model: GGUFModelFacts) -> GGMLType {
        if self == .mxfp4_moe || model.architecture == .falcon { return .q8_0 }
        if columns % base.block.elements != 0 { return .q8_0 }
        if isLowBit || self == .iq3_xxs { return .q5_k }
        return base == .q8_0 ? .q8_0 : .q6_k
    }

    /// The embedding where the head is a tensor of its own.
    private var embedding: GGMLType {
        switch self {
        case .iq2_xxs, .iq2_xs, .iq1_s, .iq1_m: .q2_k
        case .iq2_s, .iq2_m, .iq3_xxs: .iq3_s
        case .tq1_0, .tq2_0, .q2_0: .q4_k
        default: base
        }
    }

    /// Codebooks of one and two bits follow rules of their own.
    private var isLowBit: Bool {
        switch self {
        case .iq1_s, .iq1_m, .iq2_xxs, .iq2_xs, .iq2_s, .iq2_m: true
        default: false
        }
    }

    private func lowBit(
        _ role: GGUFRole,
        at place: GGUFPosition,
        in model: GGUFModelFacts
    ) -> GGMLType {
        let larger: GGMLType = self == .iq2_s || self == .iq2_m ? .iq3_s : .q2_k
        switch role {
        case .value, .fusedQueryKeyValue:
            return model.queriesPerKeyValue >= 4 || model.expertCount >= 4 ? .q4_k : larger
        case .key where model.expertCount == 8: return .q4_k
        case .feedForwardDown where place.contains(.firstEighth): return larger
        case .attentionOutput where model.expertCount == 8: return .q5_k
        case .attentionOutput where self == .iq1_s || self == .iq1_m: return .iq2_xxs
        case .attentionOutput where larger == .iq3_s: return .iq3_s
        default: return base
        }
    }

    private func value(at place: GGUFPosition, in model: GGUFModelFacts) -> GGMLType {
        if model.expertCount == 8 { return .q8_0 }
        let isGrouped = model.queriesPerKeyValue >= 4
        let type: GGMLType =
            switch self {
            case .q2_k: isGrouped ? .q4_k : .q3_k
            case .q2_k_s, .iq3_xs, .iq3_s: isGrouped ? .q4_k : base
            case .iq3_xxs: isGrouped ? .q4_k : .iq3_xxs
            case .iq3_m: .q4_k
            case .q3_k_m: place.contains(.firstTwo) ? .q5_k : .q4_k
            case .q3_k_l: .q5_k
            case .iq4_nl, .iq4_xs: isGrouped ? .q5_k : base
            case .q4_k_m, .q5_k_m: place.getsMoreBits ? .q6_k : base
            case .q4_k_s: place.contains(.firstFour) ? .q5_k : base
            default: base
            }
        let isSmall = type == .q3_k || type == .q4_k
        return model.hasEightyGroupedLayers && isSmall ? .q5_k : type
    }

    private func key(in model: GGUFModelFacts) -> GGMLType {
        if model.expertCount == 8 { return .q8_0 }
        return self == .iq3_xs ? .iq3_xxs : self == .iq3_xxs ? .iq2_s : base
    }

    private func narrowing(at place: GGUFPosition, in model: GGUFModelFacts) -> GGMLType {
        let isFalcon = model.architecture == .falcon
        switch self {
        case .q2_k: return .q3_k
        case .q2_k_s: return place.contains(.firstEighth) ? .q4_k : base
        case .q3_k_m:
            if place.contains(.firstSixteenth) { return .q5_k }
            return !isFalcon || place.getsMoreBits ? .q4_k : .q3_k
        case .iq3_m:
            let isMore =
                place.contains(.firstEighth) || model.expertCount == 8 && place.getsMoreBits
            return isMore ? .q4_k : base
        case .q3_k_l: return isFalcon ? .q4_k : .q5_k
        case .q4_k_m where isFalcon:
            if place.contains(.firstSixteenth) { return .q6_k }
            return place.getsMoreBits ? .q5_k : .q4_k
        case .q4_k_m, .q5_k_m: return place.getsMoreBits ? .q6_k : base
        case .iq4_nl, .iq4_xs: return place.contains(.firstEighth) ? .q5_k : base
        case .q4_k_s: return !isFalcon && place.contains(.firstEighth) ? .q5_k : base
        default: return base
        }
    }

    private func attentionOutput(in model: GGUFModelFacts) -> GGMLType {
        if model.architecture == .falcon { return self == .q3_k_l ? .q4_k : base }
        if model.expertCount == 8 {
            switch self {
            case .q2_k, .iq3_xs, .iq3_xxs, .q3_k_s, .q3_k_m, .iq4_nl, .q4_k_s, .q4_k_m, .iq3_s,
                .iq3_m, .iq4_xs:
                return .q5_k
            default: return base
            }
        }
        switch self {
        case .q2_k: return .q3_k
        case .iq3_xxs: return .iq3_s
        case .q3_k_m, .iq3_m: return .q4_k
        case .q3_k_l: return .q5_k
        default: return base
        }
    }
}
