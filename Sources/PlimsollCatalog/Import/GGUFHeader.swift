/// The header of a GGUF file: its metadata and what it says of each tensor.
///
/// Versions 2 and 3 are read, version 3 in either byte order. Nothing is trusted: counts, lengths
/// and offsets are bounded before they are used, and arrays that nobody needs, such as the words of
/// a tokenizer, are stepped over and only counted.
///
/// Source: ggml, `docs/gguf.md`.
public struct GGUFHeader: Sendable {
    /// One key of the metadata.
    public struct Entry: Sendable {
        /// The key, such as `llama.block_count`.
        public let key: String
        /// Where its value starts, in bytes from the start of the file.
        public let offset: Int
        /// The value.
        public let value: GGUFValue
    }

    /// What the header says of one tensor.
    public struct Tensor: Sendable {
        /// The name, such as `blk.0.attn_q.weight`.
        public let name: String
        /// The sizes, the one that varies fastest first.
        public let shape: [Int]
        /// The number format.
        public let type: GGMLType
        /// Where its data starts, in bytes from the start of all data.
        public let offset: Int
        /// Where the header speaks of it, in bytes from the start of the file.
        public let place: Int
        /// Elements.
        public let elements: Int
        /// Bytes of its data, without padding.
        public let byteCount: Int
    }

    /// The format's version, 2 or 3.
    public let version: Int
    /// Whether numbers have their most significant byte first.
    public let isBigEndian: Bool
    /// The metadata in the file's order.
    public let metadata: [Entry]
    /// The tensors in the file's order.
    public let tensors: [Tensor]
    /// What offsets of tensors are multiples of, in bytes.
    public let alignment: Int
    /// Bytes before the data of the first tensor.
    public let headerBytes: Int
    /// Bytes from the first tensor's data to the end of the last one's.
    public let dataBytes: Int

    private let positions: [String: Int]

    /// The first four bytes of such a file.
    public static let magic = [UInt8]("GGUF".utf8)

    /// Reads a header.
    ///
    /// - Parameters:
    ///   - bytes: The first bytes of a file, or all of it.
    ///   - fileSize: The length of the whole file in bytes, where it is known.
    /// - Throws: ``HeaderError`` with the offset of what is wrong, or how many bytes are needed.
    public init(parsing bytes: [UInt8], fileSize: Int? = nil) throws(HeaderError) {
        var parser = GGUFParser(bytes, fileSize: fileSize)
        try parser.readStart()
        try parser.readMetadata()
        try parser.readTensors()
        try parser.checkOffsets()
        version = parser.version
        isBigEndian = parser.reader.isBigEndian
        metadata = parser.metadata
        tensors = parser.tensors
        alignment = parser.alignment
        headerBytes = parser.dataStart
        dataBytes = parser.dataBytes
        positions = parser.positions
    }

    /// The value of a key; nil where it is absent.
    public subscript(key: String) -> GGUFValue? { positions[key].map { metadata[$0].value } }
}

/// A value of a GGUF file's metadata.
public enum GGUFValue: Hashable, Sendable {
    /// A whole number without a sign.
    case unsigned(UInt64)
    /// A whole number with a sign.
    case signed(Int64)
    /// A floating-point number.
    case real(Double)
    /// A truth value.
    case flag(Bool)
    /// A string: its first 4096 bytes, and how many there are.
    case text(String, byteCount: Int)
    /// An array of numbers or truth values that is short enough to hold values per layer.
    case list([GGUFValue])
    /// Any other array: the number of its elements alone.
    case array(count: Int)

    /// The value if it is a whole number that fits.
    public var int: Int? {
        switch self {
        case .unsigned(let number): Int(exactly: number)
        case .signed(let number): Int(number)
        case .flag, .real, .text, .list, .array: nil
        }
    }

    /// The value if it is a string.
    public var string: String? {
        if case .text(let text, _) = self { text } else { nil }
    }

    /// The whole numbers of a list, a lone one as a list of itself.
    ///
    /// Truth values read as 1 and 0.
    public var ints: [Int]? {
        switch self {
        case .list(let values):
            var numbers: [Int] = []
            for value in values {
                if case .flag(let flag) = value {
                    numbers.append(flag ? 1 : 0)
                } else if let number = value.int {
                    numbers.append(number)
                } else {
                    return nil
                }
            }
            return numbers
        default: return int.map { [$0] }
        }
    }
}
