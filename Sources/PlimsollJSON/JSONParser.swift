/// A fault before its place is worked out, which only the failing parse pays for.
struct JSONFault: Error {
    var kind: JSONError.Kind
    var offset: Int
    var place: Place = .value

    enum Place {
        /// The value being read.
        case value
        /// The object or array around it.
        case container
        /// A member's value or key, by its node.
        case node(Int)
    }
}

/// The grammar of RFC 8259 as a loop over states.
///
/// It keeps no stack: an open container stores its parent's index where its own end will stand.
struct JSONParser {
    let limits: JSONLimits
    var nodes: [JSONNode] = []
    var position = 0
    /// The innermost open container, -1 outside.
    private var open = -1
    private var depth = 0
    private var commaOffset = 0
    /// Scratch space of the duplicate check, kept between objects.
    var keyTable: [UInt32] = []

    private enum State {
        case value, element, firstElement, key, firstKey, separator, end
    }

    init(limits: JSONLimits, byteCount: Int) {
        self.limits = limits
        // A request has a node per five to eight bytes. Memory that stays untouched costs nothing,
        // while growing would copy, and fault in, every page twice.
        nodes.reserveCapacity(min(byteCount / 5 + 4, limits.nodes))
    }

    mutating func parse(_ bytes: Span<UInt8>) throws(JSONFault) {
        try checkStart(bytes)
        var state = State.value
        while true {
            skipWhiteSpace(bytes)
            guard position < bytes.count else {
                guard case .end = state else { throw endFault(state, bytes) }
                return
            }
            let byte = bytes[position]
            switch state {
            case .separator:
                state = try separator(byte, bytes)
            case .key, .firstKey:
                state = try key(byte, first: state == .firstKey, bytes)
            case .value:
                state = try value(byte, bytes)
            case .element, .firstElement:
                if byte == UInt8(ascii: "]") {
                    guard state == .firstElement else {
                        throw JSONFault(
                            kind: .trailingComma,
                            offset: commaOffset,
                            place: .container
                        )
                    }
                    state = try close(bytes)
                } else {
                    nodes[open].length += 1
                    state = try value(byte, bytes)
                }
            case .end:
                let found = found(at: position, bytes)
                throw JSONFault(kind: .trailingContent(found: found), offset: position)
            }
        }
    }

    private mutating func checkStart(_ bytes: Span<UInt8>) throws(JSONFault) {
        if bytes.count > limits.bytes {
            throw JSONFault(kind: .limit(.bytes, allowed: limits.bytes), offset: 0)
        }
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw JSONFault(kind: .byteOrderMark, offset: 0)
        }
    }

    @inline(__always)
    private mutating func skipWhiteSpace(_ bytes: Span<UInt8>) {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
                return
            }
            position += 1
        }
    }

    private mutating func value(_ byte: UInt8, _ bytes: Span<UInt8>) throws(JSONFault) -> State {
        switch byte {
        case UInt8(ascii: "\""):
            try string(bytes, flags: [], place: .value)
        case UInt8(ascii: "{"):
            try begin(.object)
            return .firstKey
        case UInt8(ascii: "["):
            try begin(.array)
            return .firstElement
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let end = try JSONNumber.scan(bytes, from: position, limit: limits.numberLength)
            try append(.number, start: position, length: end - position)
            position = end
        default:
            try literal(byte, bytes)
        }
        return open < 0 ? .end : .separator
    }

    private mutating func key(
        _ byte: UInt8,
        first: Bool,
        _ bytes: Span<UInt8>
    ) throws(JSONFault) -> State {
        guard byte == UInt8(ascii: "\"") else {
            guard byte == UInt8(ascii: "}") else { throw keyFault(byte, bytes) }
            guard first else {
                throw JSONFault(kind: .trailingComma, offset: commaOffset, place: .container)
            }
            return try close(bytes)
        }
        guard nodes[open].length < limits.membersPerObject else {
            let kind = JSONError.Kind.limit(.membersPerObject, allowed: limits.membersPerObject)
            throw JSONFault(kind: kind, offset: position, place: .container)
        }
        nodes[open].length += 1
        try string(bytes, flags: .key, place: .container)
        skipWhiteSpace(bytes)
        guard position < bytes.count else {
            throw JSONFault(kind: .unexpectedEnd(expected: "':' after the key"), offset: position)
        }
        guard bytes[position] == UInt8(ascii: ":") else {
            throw unexpected("':' after the key", place: .value, bytes)
        }
        position += 1
        return .value
    }

    private mutating func separator(
        _ byte: UInt8,
        _ bytes: Span<UInt8>
    ) throws(JSONFault) -> State {
        let isObject = nodes[open].kind == .object
        if byte == UInt8(ascii: ",") {
            commaOffset = position
            position += 1
            return isObject ? .key : .element
        }
        guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") {
                throw JSONFault(kind: .comment, offset: position, place: .container)
            }
            throw unexpected(isObject ? "',' or '}'" : "',' or ']'", place: .container, bytes)
        }
        return try close(bytes)
    }

    private mutating func begin(_ kind: JSONKind) throws(JSONFault) {
        guard depth < limits.depth else {
            throw JSONFault(kind: .limit(.depth, allowed: limits.depth), offset: position)
        }
        let parent = open
        try append(kind, start: position, length: 0)
        depth += 1
        open = nodes.count - 1
        nodes[open].next = UInt32(truncatingIfNeeded: parent)
        position += 1
    }

    private mutating func close(_ bytes: Span<UInt8>) throws(JSONFault) -> State {
        let container = nodes[open]
        if container.kind == .object, container.length > 1 {
            try checkKeys(of: open, count: Int(container.length), bytes)
        }
        nodes[open].next = UInt32(nodes.count)
        open = Int(Int32(truncatingIfNeeded: container.next))
        depth -= 1
        position += 1
        return open < 0 ? .end : .separator
    }

    @inline(__always)
    mutating func append(
        _ kind: JSONKind,
        start: Int,
        length: Int,
        flags: JSONNode.Flags = []
    ) throws(JSONFault) {
        let index = nodes.count
        guard index < limits.nodes else {
            throw JSONFault(kind: .limit(.nodes, allowed: limits.nodes), offset: position)
        }
        nodes.append(
            JSONNode(
                start: UInt32(truncatingIfNeeded: start),
                length: UInt32(truncatingIfNeeded: length),
                next: UInt32(truncatingIfNeeded: index + 1),
                kind: kind,
                flags: flags
            )
        )
    }
}

// MARK: - Faults and their places

extension JSONParser {
    /// The pointer of a fault, worked out from the unfinished tape.
    func pointer(of place: JSONFault.Place, in bytes: [UInt8]) -> JSONPointer {
        var tokens: [String] = []
        switch place {
        case .container: break
        case .value:
            guard open >= 0, nodes[open].length > 0 else { break }
            if nodes[open].kind == .array {
                tokens.append(String(nodes[open].length - 1))
            } else if let key = lastKey {
                tokens.append(text(of: key, in: bytes))
            }
        case .node(let key): tokens.append(text(of: key, in: bytes))
        }
        var container = open
        while container >= 0 {
            let parent = Int(Int32(truncatingIfNeeded: nodes[container].next))
            guard parent >= 0 else { break }
            let isArray = nodes[parent].kind == .array
            tokens.append(
                isArray ? String(nodes[parent].length - 1) : text(of: container - 1, in: bytes)
            )
            container = parent
        }
        return JSONPointer(tokens.reversed())
    }

    private var lastKey: Int? {
        var key = open + 1
        guard key < nodes.count else { return nil }
        while key + 1 < nodes.count, Int(nodes[key + 1].next) < nodes.count {
            key = Int(nodes[key + 1].next)
        }
        return key
    }

    private func text(of node: Int, in bytes: [UInt8]) -> String {
        JSONText.string(nodes[node], in: bytes)
    }

    func unexpected(
        _ expected: String,
        place: JSONFault.Place,
        _ bytes: Span<UInt8>
    ) -> JSONFault {
        let found = found(at: position, bytes)
        return JSONFault(
            kind: .unexpectedCharacter(found: found, expected: expected),
            offset: position,
            place: place
        )
    }

    /// The character at an offset, for messages; the bytes there may be no character at all.
    func found(at offset: Int, _ bytes: Span<UInt8>) -> String {
        let first = bytes[offset]
        guard first >= 0x80 else { return Excerpt.character(Unicode.Scalar(first)) }
        let copy = (offset..<min(offset + 4, bytes.count)).map { bytes[$0] }
        guard let end = JSONText.multibyteEnd(copy.span, at: 0),
            let scalar = String(decoding: copy[..<end], as: UTF8.self).unicodeScalars.first
        else { return "the byte 0x\(String(first, radix: 16, uppercase: true))" }
        return Excerpt.character(scalar)
    }

    private func keyFault(_ byte: UInt8, _ bytes: Span<UInt8>) -> JSONFault {
        let kind: JSONError.Kind
        switch byte {
        case UInt8(ascii: "'"): kind = .singleQuote
        case UInt8(ascii: "/"), UInt8(ascii: "#"): kind = .comment
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"), UInt8(ascii: "$"):
            kind = .unquotedKey
        default: return unexpected("a key in double quotes or '}'", place: .container, bytes)
        }
        return JSONFault(kind: kind, offset: position, place: .container)
    }

    private func endFault(_ state: State, _ bytes: Span<UInt8>) -> JSONFault {
        let expected: String
        switch state {
        case .value where nodes.isEmpty: return JSONFault(kind: .empty, offset: position)
        case .value:
            return JSONFault(kind: .unexpectedEnd(expected: "a value"), offset: position)
        case .element: expected = "a value"
        case .firstElement: expected = "a value or ']'"
        case .key: expected = "a key"
        case .firstKey: expected = "a key or '}'"
        case .separator: expected = nodes[open].kind == .object ? "',' or '}'" : "',' or ']'"
        case .end: expected = "nothing"
        }
        return JSONFault(
            kind: .unexpectedEnd(expected: expected),
            offset: position,
            place: .container
        )
    }
}
