/// A parsed text: its bytes, and one flat list ("tape") of nodes that says where each value is.
///
/// Nothing is copied out of the text until somebody asks for it, and nothing here is recursive: a
/// container is followed by its children, and each node knows the index behind its last descendant.
public final class JSONDocument: Sendable {
    /// The text, or for query fields the texts one after the other.
    let bytes: [UInt8]
    /// Preorder; the member of an object is a key node followed by its value.
    let nodes: [JSONNode]
    /// False for query fields, whose bytes mean nothing to the caller.
    let hasLocations: Bool

    /// Reads one JSON text by RFC 8259, without any of the leniencies that parsers disagree on.
    ///
    /// - Parameters:
    ///   - bytes: The text, in UTF-8 without a byte order mark.
    ///   - limits: What the text may cost.
    /// - Throws: The first fault of the text, with its place.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .default) throws(JSONError) {
        var parser = JSONParser(limits: limits, byteCount: bytes.count)
        do throws(JSONFault) {
            try parser.parse(bytes.span)
        } catch {
            throw JSONError(
                kind: error.kind,
                location: JSONLocation(of: error.offset, in: bytes),
                pointer: parser.pointer(of: error.place, in: bytes)
            )
        }
        self.bytes = bytes
        self.nodes = parser.nodes
        self.hasLocations = true
    }

    /// Reads one JSON text; see ``init(parsing:limits:)-([UInt8],_)``.
    public convenience init(
        parsing text: String,
        limits: JSONLimits = .default
    ) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    /// For documents that were built, not parsed.
    init(builtFrom bytes: [UInt8], nodes: [JSONNode]) {
        self.bytes = bytes
        self.nodes = nodes
        self.hasLocations = false
    }

    /// The value that the whole text is.
    public var root: JSONValue { JSONValue(document: self, index: 0) }

    /// The value at a place; nil if there is none.
    public func value(at pointer: JSONPointer) -> JSONValue? {
        var value = root
        for token in pointer.tokens {
            switch value.kind {
            case .object:
                guard let child = value[token] else { return nil }
                value = child
            case .array, .string:
                // RFC 6901 section 4: no sign, no leading zero.
                guard let index = Int(token), String(index) == token, index >= 0,
                    let child = value[index]
                else { return nil }
                value = child
            case .null, .bool, .number: return nil
            }
        }
        return value
    }
}

/// What a value is.
public enum JSONKind: UInt8, Sendable, Equatable {
    /// The six kinds of RFC 8259.
    case null, bool, number, string, array, object

    /// With its article, for sentences: "a string".
    public var description: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// One entry of the tape.
struct JSONNode: Sendable {
    /// Offset of the first byte: of a string behind its quote, of a container its bracket.
    var start: UInt32
    /// Bytes of a scalar; elements or members of a container.
    var length: UInt32
    /// Index behind the last descendant; while the parser is inside the container, its parent.
    var next: UInt32
    var kind: JSONKind
    var flags: Flags

    struct Flags: OptionSet {
        let rawValue: UInt8
        /// A string that holds escapes, so its value is not its bytes.
        static let escaped = Flags(rawValue: 1)
        /// The text of a query field: read as whatever the reader asks for.
        static let loose = Flags(rawValue: 2)
        /// A string that names a member.
        static let key = Flags(rawValue: 4)
    }
}
