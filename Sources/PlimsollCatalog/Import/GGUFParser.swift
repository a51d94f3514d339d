/// Reads a GGUF header step by step.
struct GGUFParser {
    /// Keys of one file; real files hold some fifty.
    static let entryLimit = 65_536
    /// Tensors of one file; the largest models have some thousands.
    static let tensorLimit = 65_536
    /// Bytes of a key, as the format says.
    static let keyLimit = 65_535
    /// Bytes of a tensor's name: 64 by the format, more in builds of some engines.
    static let nameLimit = 255
    /// Bytes of a string among the values.
    static let textLimit = 64 << 20
    /// Elements of an array.
    static let arrayLimit = 64 << 20
    /// Arrays inside arrays.
    static let depthLimit = 8
    /// Elements up to which an array of numbers is kept: more than any model has layers.
    static let keptElements = 4096
    /// Elements kept of all arrays together.
    static let keptBudget = 65_536
    /// Bytes up to which a string is kept.
    static let keptText = 4096

    var reader: ByteReader
    private(set) var version = 0
    private(set) var metadata: [GGUFHeader.Entry] = []
    private(set) var tensors: [GGUFHeader.Tensor] = []
    private(set) var positions: [String: Int] = [:]
    private(set) var alignment = 32
    private(set) var dataStart = 0
    private(set) var dataBytes = 0
    private var tensorCount = 0
    private var kept = 0
    private var entryCount = 0

    init(_ bytes: [UInt8], fileSize: Int?) {
        reader = ByteReader(bytes, fileSize: fileSize)
    }

    mutating func readStart() throws(HeaderError) {
        guard reader.bytes.starts(with: GGUFHeader.magic.prefix(reader.bytes.count)) else {
            throw .invalid(offset: 0, detail: "a GGUF file starts with the bytes \"GGUF\"")
        }
        try reader.skip(4)
        let number = UInt32(truncatingIfNeeded: try reader.unsigned(4))
        // A small number read in the wrong order has its low half empty.
        reader.isBigEndian = number & 0xffff == 0 && number != 0
        version = Int(reader.isBigEndian ? number.byteSwapped : number)
        guard version == 2 || version == 3, !(reader.isBigEndian && version == 2) else {
            throw .invalid(
                offset: 4,
                detail: "version \(version) of GGUF is not read here; versions 2 and 3 are"
                    + (reader.isBigEndian ? ", big endian version 3 alone" : "")
            )
        }
        tensorCount = try reader.length("the number of tensors", limit: Self.tensorLimit)
        entryCount = try reader.length("the number of keys", limit: Self.entryLimit)
    }

    mutating func readMetadata() throws(HeaderError) {
        for index in 0..<entryCount {
            let start = reader.offset
            let key = try reader.name("a key", limit: Self.keyLimit)
            guard positions.updateValue(index, forKey: key) == nil else {
                throw .invalid(
                    offset: start,
                    detail: "the key \(HeaderError.shortened(key)) is given twice"
                )
            }
            let typeOffset = reader.offset
            let type = try reader.unsigned(4)
            let offset = reader.offset
            let value = try readValue(type, typeOffset: typeOffset)
            metadata.append(GGUFHeader.Entry(key: key, offset: offset, value: value))
        }
        guard let index = positions["general.alignment"] else { return }
        let entry = metadata[index]
        guard let number = entry.value.int, number > 0, number & (number - 1) == 0,
            number <= 1 << 30
        else {
            throw .invalid(
                offset: entry.offset,
                detail: "general.alignment has to be a power of two up to 2^30"
            )
        }
        alignment = number
    }

    private mutating func readValue(
        _ type: UInt64,
        typeOffset: Int
    ) throws(HeaderError) -> GGUFValue {
        switch type {
        case 8:
            let read = try reader.text(limit: Self.textLimit, keep: Self.keptText)
            return .text(read.text, byteCount: read.byteCount)
        case 9: return try readArray(depth: 1)
        default: return try readScalar(type, typeOffset: typeOffset)
        }
    }

    private mutating func readScalar(
        _ type: UInt64,
        typeOffset: Int
    ) throws(HeaderError) -> GGUFValue {
        switch type {
        case 0: return .unsigned(try reader.unsigned(1))
        case 1: return .signed(try reader.signed(1))
        case 2: return .unsigned(try reader.unsigned(2))
        case 3: return .signed(try reader.signed(2))
        case 4: return .unsigned(try reader.unsigned(4))
        case 5: return .signed(try reader.signed(4))
        case 6:
            let bits = UInt32(truncatingIfNeeded: try reader.unsigned(4))
            return .real(Double(Float(bitPattern: bits)))
        case 7:
            let place = reader.offset
            let byte = try reader.unsigned(1)
            guard byte <= 1 else {
                throw .invalid(offset: place, detail: "a truth value is 0 or 1, not \(byte)")
            }
            return .flag(byte == 1)
        case 10: return .unsigned(try reader.unsigned(8))
        case 11: return .signed(try reader.signed(8))
        case 12: return .real(Double(bitPattern: try reader.unsigned(8)))
        default:
            throw .invalid(
                offset: typeOffset,
                detail: "\(type) is no type of a value; types are 0 to 12"
            )
        }
    }

    /// Bytes of a number or truth value; nil for strings, arrays and what is no type.
    private static func width(_ type: UInt64) -> Int? {
        switch type {
        case 0, 1, 7: 1
        case 2, 3: 2
        case 4, 5, 6: 4
        case 10, 11, 12: 8
        default: nil
        }
    }

    private mutating func readArray(depth: Int) throws(HeaderError) -> GGUFValue {
        let typeOffset = reader.offset
        guard depth <= Self.depthLimit else {
            throw .invalid(
                offset: typeOffset,
                detail: "arrays are nested deeper than \(Self.depthLimit) levels"
            )
        }
        let type = try reader.unsigned(4)
        let countOffset = reader.offset
        let count = try reader.length("the number of elements", limit: Self.arrayLimit)
        if let width = Self.width(type) {
            kept += count <= Self.keptElements ? count : 0
            guard count <= Self.keptElements, kept <= Self.keptBudget else {
                try reader.skip(count * width, blame: countOffset)
                return .array(count: count)
            }
            var values: [GGUFValue] = []
            for _ in 0..<count { values.append(try readScalar(type, typeOffset: typeOffset)) }
            return .list(values)
        }
        switch type {
        case 8:
            for _ in 0..<count {
                let start = reader.offset
                let length = try reader.length("the length of a string", limit: Self.textLimit)
                try reader.skip(length, blame: start)
            }
        case 9:
            for _ in 0..<count { _ = try readArray(depth: depth + 1) }
        default:
            throw .invalid(
                offset: typeOffset,
                detail: "\(type) is no type of an element; types are 0 to 12"
            )
        }
        return .array(count: count)
    }

    mutating func readTensors() throws(HeaderError) {
        var names: Set<String> = []
        for _ in 0..<tensorCount {
            let tensor = try readTensor()
            guard names.insert(tensor.name).inserted else {
                throw .invalid(
                    offset: tensor.place,
                    detail: "the tensor \(HeaderError.shortened(tensor.name)) is given twice"
                )
            }
            tensors.append(tensor)
        }
        dataStart = (reader.offset + alignment - 1) / alignment * alignment
    }

    private mutating func readTensor() throws(HeaderError) -> GGUFHeader.Tensor {
        let place = reader.offset
        let name = try reader.name("a tensor's name", limit: Self.nameLimit)
        let called = "tensor \(HeaderError.shortened(name))"
        let rankOffset = reader.offset
        let rank = try reader.unsigned(4)
        guard rank <= 4 else {
            throw .invalid(
                offset: rankOffset,
                detail: "\(called) has \(rank) dimensions; at most 4 are allowed"
            )
        }
        let shapeOffset = reader.offset
        var shape: [Int] = []
        for _ in 0..<rank {
            let start = reader.offset
            let size = try reader.unsigned(8)
            guard size <= UInt64(HeaderLimits.dataBytes) else {
                throw .invalid(offset: start, detail: "\(called) has a dimension of \(size)")
            }
            shape.append(Int(size))
        }
        guard let elements = HeaderLimits.product(shape) else {
            throw .invalid(
                offset: shapeOffset,
                detail: "the dimensions of \(called) make more elements than any file holds"
            )
        }
        let typeOffset = reader.offset
        let number = try reader.unsigned(4)
        guard let type = GGMLType(number: Int(number)) else {
            throw .invalid(
                offset: typeOffset,
                detail: "\(called) has the type \(number), which is not known here"
            )
        }
        let row = shape.first ?? 1
        guard row % type.blockElements == 0 else {
            throw .invalid(
                offset: shapeOffset,
                detail: "rows of \(called) have \(row) elements; \(type.name) needs multiples of "
                    + "\(type.blockElements)"
            )
        }
        let offsetOffset = reader.offset
        let offset = try reader.unsigned(8)
        let byteCount = elements / type.blockElements * type.blockBytes
        guard offset % UInt64(alignment) == 0 else {
            throw .invalid(
                offset: offsetOffset,
                detail: "the offset \(offset) of \(called) is no multiple of the alignment "
                    + "\(alignment)"
            )
        }
        guard offset <= UInt64(HeaderLimits.dataBytes),
            byteCount <= HeaderLimits.dataBytes - Int(offset)
        else {
            throw .invalid(
                offset: offsetOffset,
                detail: "\(called) of \(byteCount) bytes at \(offset) ends beyond every file"
            )
        }
        return GGUFHeader.Tensor(
            name: name,
            shape: shape,
            type: type,
            offset: Int(offset),
            place: place,
            elements: elements,
            byteCount: byteCount
        )
    }

    /// Refuses tensors whose data overlap.
    mutating func checkOffsets() throws(HeaderError) {
        let order = tensors.indices.sorted {
            (tensors[$0].offset, $0) < (tensors[$1].offset, $1)
        }
        var previous: GGUFHeader.Tensor?
        for index in order where tensors[index].byteCount > 0 {
            let tensor = tensors[index]
            if let previous, tensor.offset < previous.offset + previous.byteCount {
                throw .invalid(
                    offset: tensor.place,
                    detail: "the data of tensor \(HeaderError.shortened(tensor.name)) at "
                        + "\(tensor.offset) overlap those of "
                        + "\(HeaderError.shortened(previous.name)), which end at "
                        + "\(previous.offset + previous.byteCount)"
                )
            }
            previous = tensor
            dataBytes = tensor.offset + tensor.byteCount
        }
    }
}
