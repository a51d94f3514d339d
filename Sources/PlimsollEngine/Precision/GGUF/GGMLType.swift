/// A block layout of ggml: so many elements of a row in so many bytes, scales included.
///
/// Source: ggml-org/llama.cpp, ggml/src/ggml-common.h, the sizes asserted of each `block_*`.
public enum GGMLType: String, CaseIterable, Hashable, Sendable {
    /// Plain floating point.
    case f32, f16, bf16
    /// Blocks of 32 with a 16-bit scale, and a 16-bit minimum in the `_1` types.
    case q4_0, q4_1, q5_0, q5_1, q8_0
    /// Ternary and binary blocks.
    case q1_0, q2_0, tq1_0, tq2_0
    /// Super-blocks of 256 with scales of 4 to 8 bits for groups of 16 or 32.
    case q2_k, q3_k, q4_k, q5_k, q6_k
    /// Super-blocks of 256 that index a codebook.
    case iq1_s, iq1_m, iq2_xxs, iq2_xs, iq2_s, iq3_xxs, iq3_s, iq4_xs
    /// Blocks of 32 of a non-linear 4-bit code.
    case iq4_nl
    /// Blocks of 32 with a shared exponent.
    case mxfp4
    /// Blocks of 64 with an 8-bit floating-point scale for 16.
    case nvfp4

    /// The size of a block.
    public struct Block: Hashable, Sendable {
        /// Neighbouring elements of one row.
        public let elements: Int
        /// Bytes that they take.
        public let bytes: Int
    }

    /// The size of a block.
    public var block: Block {
        switch self {
        case .f32: Block(elements: 1, bytes: 4)
        case .f16, .bf16: Block(elements: 1, bytes: 2)
        case .q4_0, .iq4_nl: Block(elements: 32, bytes: 18)
        case .q4_1: Block(elements: 32, bytes: 20)
        case .q5_0: Block(elements: 32, bytes: 22)
        case .q5_1: Block(elements: 32, bytes: 24)
        case .q8_0: Block(elements: 32, bytes: 34)
        case .q1_0: Block(elements: 128, bytes: 18)
        case .q2_0: Block(elements: 64, bytes: 18)
        case .tq1_0: Block(elements: 256, bytes: 54)
        case .tq2_0, .iq2_xxs: Block(elements: 256, bytes: 66)
        case .q2_k: Block(elements: 256, bytes: 84)
        case .q3_k, .iq3_s: Block(elements: 256, bytes: 110)
        case .q4_k: Block(elements: 256, bytes: 144)
        case .q5_k: Block(elements: 256, bytes: 176)
        case .q6_k: Block(elements: 256, bytes: 210)
        case .iq1_s: Block(elements: 256, bytes: 50)
        case .iq1_m: Block(elements: 256, bytes: 56)
        case .iq2_xs: Block(elements: 256, bytes: 74)
        case .iq2_s: Block(elements: 256, bytes: 82)
        case .iq3_xxs: Block(elements: 256, bytes: 98)
        case .iq4_xs: Block(elements: 256, bytes: 136)
        case .mxfp4: Block(elements: 32, bytes: 17)
        case .nvfp4: Block(elements: 64, bytes: 36)
        }
    }

    /// The width of an element, scales included.
    ///
    /// Worked example, `q4_k`: 144 bytes · 8 / 256 elements = 4.5 bits.
    public var bits: BitsPerElement {
        BitsPerElement(Double(block.bytes * 8) / Double(block.elements))
    }

    /// Bytes of a matrix; each row is a whole number of blocks.
    public func bytes(rows: Int, columns: Int) -> Bytes {
        let block = block
        return Bytes(rows * ((columns + block.elements - 1) / block.elements) * block.bytes)
    }

    /// The type that rows of that many columns get: this one where they are whole blocks, else the
    /// next larger with blocks of 32, else 16-bit floating point.
    ///
    /// Source: ggml-org/llama.cpp, src/llama-quant.cpp, `tensor_type_fallback`.
    public func fitting(columns: Int) -> GGMLType {
        if columns % block.elements == 0 { return self }
        let smaller: GGMLType
        switch self {
        case .iq1_s, .iq1_m, .iq2_xxs, .iq2_xs, .iq2_s, .iq3_xxs, .iq3_s, .iq4_xs:
            smaller = .iq4_nl
        case .q2_0, .q2_k, .q3_k, .tq1_0, .tq2_0: smaller = .q4_0
        case .q4_k: smaller = .q5_0
        case .q5_k: smaller = .q5_1
        case .q6_k: smaller = .q8_0
        case .f32, .f16, .bf16, .q4_0, .q4_1, .q5_0, .q5_1, .q8_0, .q1_0, .iq4_nl, .mxfp4, .nvfp4:
            return .f16
        }
        return columns % smaller.block.elements == 0 ? smaller : .f16
    }
}
