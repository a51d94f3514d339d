/// Header fields in the order they came, duplicates kept.
///
/// One byte array holds all lines and one array says where names and values are, so that parsing a
/// head and copying an answer's fields to the wire take two allocations, and a look-up none.
public struct HTTPFields: Sendable {
    /// Where one field lies in `bytes`.
    struct Entry: Sendable {
        var nameStart: UInt32
        var nameEnd: UInt32
        var valueStart: UInt32
        var valueEnd: UInt32

        var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
        var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
    }

    /// For a request, its whole head; for fields made here, lines of `name: value CR LF`.
    private(set) var bytes: [UInt8]
    private(set) var entries: [Entry]

    /// No fields.
    public init() {
        bytes = []
        entries = []
    }

    init(bytes: [UInt8], entries: [Entry]) {
        self.bytes = bytes
        self.entries = entries
    }

    /// Takes bytes and entries in exchange for its own.
    mutating func exchange(_ bytes: inout [UInt8], _ entries: inout [Entry]) {
        swap(&self.bytes, &bytes)
        swap(&self.entries, &entries)
    }

    /// The number of fields, duplicates included.
    public var count: Int { entries.count }

    /// The value of the first field of this name in any case, if there is one.
    ///
    /// Bytes that are not UTF-8 appear as U+FFFD.
    public subscript(name: String) -> String? {
        for entry in entries where matches(entry, name) {
            return String(decoding: bytes[entry.value], as: UTF8.self)
        }
        return nil
    }

    /// The values of all fields of this name, in order.
    public func values(_ name: String) -> [String] {
        entries.filter { matches($0, name) }
            .map { String(decoding: bytes[$0.value], as: UTF8.self) }
    }

    /// All fields as strings, in order; meant for logs and tests.
    public var pairs: [(name: String, value: String)] {
        entries.map {
            (
                String(decoding: bytes[$0.name], as: UTF8.self),
                String(decoding: bytes[$0.value], as: UTF8.self)
            )
        }
    }

    /// Adds a field after the others.
    ///
    /// The field is refused when it could change the message's shape: a name that is no token, a
    /// value with control characters (header injection), or a name that frames the message
    /// (`Connection`, `Content-Length`, `Transfer-Encoding`, `Date`), which only the server writes.
    /// - Returns: Whether the field was added.
    @discardableResult
    public mutating func append(_ name: String, _ value: String) -> Bool {
        let start = bytes.count
        // Room for what an answer usually carries, so that nothing is moved while it grows.
        if entries.count == entries.capacity || bytes.isEmpty { makeRoom() }
        bytes.append(contentsOf: name.utf8)
        let nameEnd = bytes.count
        bytes.append(Byte.colon)
        bytes.append(Byte.space)
        bytes.append(contentsOf: value.utf8)
        let valueEnd = bytes.count
        // Checked where they lie now: bytes of an array are read faster than those of a string.
        guard isAllowed(name: start..<nameEnd, value: nameEnd + 2..<valueEnd),
            !Self.isFraming(name)
        else {
            bytes.removeLast(valueEnd - start)
            return false
        }
        bytes.append(Byte.carriageReturn)
        bytes.append(Byte.lineFeed)
        entries.append(
            Entry(
                nameStart: UInt32(start),
                nameEnd: UInt32(nameEnd),
                valueStart: UInt32(nameEnd + 2),
                valueEnd: UInt32(valueEnd)
            )
        )
        return true
    }

    /// Adds fields that `append` has let into others.
    public mutating func append(_ others: HTTPFields) {
        for (name, value) in others.pairs { append(name, value) }
    }

    /// Replaces all fields of this name by one; refused as `append` refuses.
    /// - Returns: Whether the field was set.
    @discardableResult
    public mutating func set(_ name: String, to value: String) -> Bool {
        guard entries.contains(where: { matches($0, name) }) else { return append(name, value) }
        var others = HTTPFields()
        for entry in entries where !matches(entry, name) {
            others.append(
                String(decoding: bytes[entry.name], as: UTF8.self),
                String(decoding: bytes[entry.value], as: UTF8.self)
            )
        }
        guard others.append(name, value) else { return false }
        self = others
        return true
    }

    /// Whether a name is a token and a value without control characters.
    private func isAllowed(name: Range<Int>, value: Range<Int>) -> Bool {
        guard !name.isEmpty else { return false }
        let bytes = bytes.span
        for index in name where !ByteClass.isToken(bytes[index]) { return false }
        for index in value where !ByteClass.isFieldValue(bytes[index]) { return false }
        return true
    }

    private mutating func makeRoom() {
        bytes.reserveCapacity(max(192, bytes.count * 2))
        entries.reserveCapacity(max(6, entries.count * 2))
    }

    private static func isFraming(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4: equal(name, "date")
        case 10: equal(name, "connection")
        case 14: equal(name, "content-length")
        case 17: equal(name, "transfer-encoding")
        default: false
        }
    }

    private static func equal(_ name: String, _ lowercase: String) -> Bool {
        name.utf8.lazy.map(ByteClass.lowercased).elementsEqual(lowercase.utf8)
    }

    private func matches(_ entry: Entry, _ name: String) -> Bool {
        guard Int(entry.nameEnd - entry.nameStart) == name.utf8.count else { return false }
        var index = Int(entry.nameStart)
        for byte in name.utf8 {
            guard ByteClass.lowercased(byte) == ByteClass.lowercased(bytes[index]) else {
                return false
            }
            index += 1
        }
        return true
    }

    /// Whether the bytes of `range` are `lowercase` in any case; for names and tokens known to the
    /// server.
    static func equal(_ bytes: [UInt8], _ range: Range<Int>, _ lowercase: StaticString) -> Bool {
        guard range.count == lowercase.utf8CodeUnitCount else { return false }
        return lowercase.withUTF8Buffer { expected in
            for offset in 0..<range.count
            where unsafe ByteClass.lowercased(bytes[range.lowerBound + offset]) != expected[offset]
            {
                return false
            }
            return true
        }
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    /// Fields from literals; one that `append` refuses is left out.
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { append(name, value) }
    }
}
