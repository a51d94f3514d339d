/// A number format of cached keys or values.
///
/// Blocks of the `q` formats hold 32 elements and a 16-bit scale (and a 16-bit minimum in the `_1`
/// types). Source: ggml, `ggml-common.h`, block_q4_0 to block_q8_0.
public enum KVCacheNumberFormat: String, CaseIterable, Hashable, Sendable {
    /// IEEE floating point of 32 and 16 bits, and bfloat16.
    case fp32, fp16, bf16
    /// 8-bit floating point; E4M3 and E5M2 take the same room.
    case fp8
    /// 8-bit integers with scales outside the cache.
    case int8
    /// 8-bit blocks with a scale: 34 bytes for 32 elements.
    case q8_0
    /// 5-bit blocks: 22 and 24 bytes for 32 elements.
    case q5_0, q5_1
    /// 4-bit blocks: 18, 20 and 18 bytes for 32 elements.
    case q4_0, q4_1, iq4_nl

    /// The width of an element, scales included.
    public var bits: BitsPerElement {
        switch self {
        case .fp32: BitsPerElement(32)
        case .fp16, .bf16: BitsPerElement(16)
        case .fp8, .int8: BitsPerElement(8)
        case .q8_0: BitsPerElement(8.5)
        case .q5_0: BitsPerElement(5.5)
        case .q5_1: BitsPerElement(6)
        case .q4_0, .iq4_nl: BitsPerElement(4.5)
        case .q4_1: BitsPerElement(5)
        }
    }
}

/// The number formats of cached keys and of cached values.
public struct KVCacheFormat: Hashable, Sendable {
    /// The format of keys.
    public var keys: KVCacheNumberFormat
    /// The format of values.
    public var values: KVCacheNumberFormat

    /// Keys and values of their own formats.
    public init(keys: KVCacheNumberFormat, values: KVCacheNumberFormat) {
        self.keys = keys
        self.values = values
    }

    /// Keys and values of one format.
    public init(_ format: KVCacheNumberFormat) { self.init(keys: format, values: format) }

    /// The name on the wire: `fp16`, or `q8_0/fp16` where keys and values differ.
    public var name: String {
        keys == values ? keys.rawValue : "\(keys.rawValue)/\(values.rawValue)"
    }
}
