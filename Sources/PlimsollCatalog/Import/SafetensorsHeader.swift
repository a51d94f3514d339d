public import PlimsollJSON

/// The header of a safetensors file: its metadata and what it says of each tensor.
///
/// The file starts with the header's length in 8 bytes, least significant first; the header is one
/// JSON object. The data of all tensors follow without holes.
///
/// Source: the format's description in the readme of huggingface/safetensors.
public struct SafetensorsHeader: Sendable {
    /// What the header says of one tensor.
    public struct Tensor: Sendable {
        /// The name, such as `model.layers.0.self_attn.q_proj.weight`.
        public let name: String
        /// The number format.
        public let type: SafetensorsType
        /// The sizes, the one that varies slowest first; none for a single number.
        public let shape: [Int]
        /// Where its data are, in bytes from the end of the header.
        public let range: Range<Int>
        /// Elements as stored; packed ones count as what they are packed into.
        public let elements: Int
    }

    /// Bytes of a header at most, by the format.
    public static let formatLimit = 100_000_000

    /// The tensors in the header's order.
    public let tensors: [Tensor]
    /// The text that `__metadata__` holds, in the header's order.
    public let metadata: [(key: String, value: String)]
    /// Bytes before the data; nil for a header that came without its file.
    public let headerBytes: Int?
    /// Bytes of the data of all tensors.
    public let dataBytes: Int

    /// Reads a header.
    ///
    /// - Parameters:
    ///   - bytes: The first bytes of a file, or all of it.
    ///   - fileSize: The length of the whole file in bytes, where it is known.
    ///   - headerLimit: Bytes of a header that are read at most.
    /// - Throws: ``HeaderError`` with the offset of what is wrong, or how many bytes are needed.
    public init(
        parsing bytes: [UInt8],
        fileSize: Int? = nil,
        headerLimit: Int = 8 << 20
    ) throws(HeaderError) {
        var reader = ByteReader(bytes, fileSize: fileSize)
        let limit = min(headerLimit, Self.formatLimit)
        let length = try reader.length("the header's length", limit: limit)
        guard length >= 2 else {
            throw .invalid(offset: 0, detail: "a header of \(length) bytes holds no JSON object")
        }
        if let first = bytes.dropFirst(8).first, first != UInt8(ascii: "{") {
            throw .invalid(offset: 8, detail: "the header has to start with {")
        }
        try reader.require(length, blame: 0)
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(
                parsing: Array(bytes[8..<8 + length]),
                limits: JSONLimits(bytes: limit, nodes: 4_000_000)
            )
        } catch {
            throw .json(
                JSONProblem(pointer: error.pointer, location: error.location, detail: error.detail),
                offset: 8 + (error.location?.offset ?? 0)
            )
        }
        try self.init(document.root, base: 8, headerBytes: 8 + length)
    }

    /// Reads a header that is a JSON value already, such as a part of a request.
    ///
    /// - Parameter value: The object.
    /// - Throws: ``HeaderError`` with the place of what is wrong.
    public init(_ value: JSONValue) throws(HeaderError) {
        try self.init(value, base: 0, headerBytes: nil)
    }

    private init(_ value: JSONValue, base: Int, headerBytes: Int?) throws(HeaderError) {
        guard value.kind == .object else {
            throw Self.problem(value, "a header is an object", base)
        }
        var tensors: [Tensor] = []
        var ranges: [(range: Range<Int>, value: JSONValue)] = []
        var metadata: [(key: String, value: String)] = []
        for member in value.members {
            if member.isNamed("__metadata__") {
                metadata = try Self.metadata(member.value, base)
                continue
            }
            let tensor = try Self.tensor(member, base)
            tensors.append(tensor)
            ranges.append((tensor.range, member.value))
        }
        ranges.sort {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        var end = 0
        for (range, value) in ranges {
            guard range.lowerBound == end else {
                throw Self.problem(
                    value["data_offsets"] ?? value,
                    "the data start at \(range.lowerBound); data before end at \(end), and "
                        + (range.lowerBound < end
                            ? "may not overlap" : "there may be no hole between"),
                    base
                )
            }
            end = range.upperBound
        }
        self.tensors = tensors
        self.metadata = metadata
        self.headerBytes = headerBytes
        self.dataBytes = end
    }

    private static func problem(
        _ value: JSONValue,
        _ detail: String,
        _ base: Int
    ) -> HeaderError {
        .json(
            JSONProblem(pointer: value.pointer, location: value.location, detail: detail),
            offset: base + (value.location?.offset ?? 0)
        )
    }

    private static func metadata(
        _ value: JSONValue,
        _ base: Int
    ) throws(HeaderError) -> [(key: String, value: String)] {
        guard value.kind == .object else {
            throw problem(value, "__metadata__ has to be an object", base)
        }
        var metadata: [(key: String, value: String)] = []
        for member in value.members {
            guard let text = member.value.string else {
                throw problem(member.value, "__metadata__ holds strings only", base)
            }
            metadata.append((member.key, text))
        }
        return metadata
    }

    private static func tensor(_ member: JSONMember, _ base: Int) throws(HeaderError) -> Tensor {
        let value = member.value
        guard value.kind == .object else {
            throw problem(value, "a tensor is an object with dtype, shape and data_offsets", base)
        }
        for field in value.members
        where !["dtype", "shape", "data_offsets"].contains(where: field.isNamed) {
            throw problem(
                field.value,
                "a tensor has dtype, shape and data_offsets, and nothing else",
                base
            )
        }
        guard let name = value["dtype"], let dtype = name.string else {
            throw problem(value["dtype"] ?? value, "dtype has to be a string", base)
        }
        guard let type = SafetensorsType(rawValue: dtype) else {
            throw problem(
                name,
                "\(HeaderError.shortened(dtype)) is no known dtype; known are "
                    + SafetensorsType.allCases.map(\.rawValue).joined(separator: ", "),
                base
            )
        }
        let shape = try numbers("shape", value, base)
        guard let elements = HeaderLimits.product(shape) else {
            throw problem(
                value["shape"] ?? value,
                "the shape makes more elements than any file holds",
                base
            )
        }
        let offsets = try numbers("data_offsets", value, base)
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
            throw problem(
                value["data_offsets"] ?? value,
                "data_offsets has to hold a start and an end that is not before it",
                base
            )
        }
        // At most 2^53 elements of 64 bits, so that this fits.
        let bits = elements * type.bits
        guard bits % 8 == 0, bits / 8 == offsets[1] - offsets[0] else {
            throw problem(
                value["data_offsets"] ?? value,
                "\(elements) elements of \(dtype) take \(bits) bits; the offsets leave room for "
                    + "\(offsets[1] - offsets[0]) bytes",
                base
            )
        }
        return Tensor(
            name: member.key,
            type: type,
            shape: shape,
            range: offsets[0]..<offsets[1],
            elements: elements
        )
    }

    private static func numbers(
        _ key: String,
        _ value: JSONValue,
        _ base: Int
    ) throws(HeaderError) -> [Int] {
        guard let list = value[key], list.kind == .array, list.count <= 64 else {
            throw problem(
                value[key] ?? value,
                "\(key) has to be an array of at most 64 whole numbers",
                base
            )
        }
        var numbers: [Int] = []
        for element in list.elements {
            guard let number = element.int, (0...HeaderLimits.dataBytes).contains(number) else {
                throw problem(
                    element,
                    "\(key) holds whole numbers from 0 to \(HeaderLimits.dataBytes)",
                    base
                )
            }
            numbers.append(number)
        }
        return numbers
    }
}

/// A number format of tensors in safetensors files.
///
/// Source: huggingface/safetensors, the crate's enum `Dtype`.
public enum SafetensorsType: String, CaseIterable, Hashable, Sendable {
    /// Truth values of a byte each.
    case bool = "BOOL"
    /// Floating point of 4 bits, two to a byte.
    case f4 = "F4"
    /// Floating point of 6 bits.
    case f6E2M3 = "F6_E2M3"
    /// Floating point of 6 bits with a longer exponent.
    case f6E3M2 = "F6_E3M2"
    /// Whole numbers of 8 bits.
    case u8 = "U8"
    /// Whole numbers of 8 bits with a sign.
    case i8 = "I8"
    /// Floating point of 8 bits, 5 of them exponent.
    case f8E5M2 = "F8_E5M2"
    /// Floating point of 8 bits, 4 of them exponent.
    case f8E4M3 = "F8_E4M3"
    /// Floating point of 8 bits without a negative zero, 5 of them exponent.
    case f8E5M2FNUZ = "F8_E5M2FNUZ"
    /// Floating point of 8 bits without a negative zero, 4 of them exponent.
    case f8E4M3FNUZ = "F8_E4M3FNUZ"
    /// Powers of two of 8 bits, as scales of blocks.
    case f8E8M0 = "F8_E8M0"
    /// Whole numbers of 16 bits with a sign.
    case i16 = "I16"
    /// Whole numbers of 16 bits.
    case u16 = "U16"
    /// IEEE floating point of 16 bits.
    case f16 = "F16"
    /// bfloat16.
    case bf16 = "BF16"
    /// Whole numbers of 32 bits with a sign.
    case i32 = "I32"
    /// Whole numbers of 32 bits.
    case u32 = "U32"
    /// IEEE floating point of 32 bits.
    case f32 = "F32"
    /// Complex numbers of two 32-bit parts.
    case c64 = "C64"
    /// IEEE floating point of 64 bits.
    case f64 = "F64"
    /// Whole numbers of 64 bits with a sign.
    case i64 = "I64"
    /// Whole numbers of 64 bits.
    case u64 = "U64"

    /// Bits of one element.
    public var bits: Int {
        switch self {
        case .f4: 4
        case .f6E2M3, .f6E3M2: 6
        case .bool, .u8, .i8, .f8E5M2, .f8E4M3, .f8E5M2FNUZ, .f8E4M3FNUZ, .f8E8M0: 8
        case .i16, .u16, .f16, .bf16: 16
        case .i32, .u32, .f32: 32
        case .c64, .f64, .i64, .u64: 64
        }
    }
}
