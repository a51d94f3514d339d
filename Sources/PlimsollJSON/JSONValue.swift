/// One value of a document: a reference and an index, so that passing it around costs nothing.
public struct JSONValue: Sendable {
    let document: JSONDocument
    let index: Int

    init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    var node: JSONNode { document.nodes[index] }

    /// What the value is; a query field is a string, whatever its text looks like.
    public var kind: JSONKind { node.kind }

    /// Whether the value is `null`.
    public var isNull: Bool { kind == .null }

    /// Whether this is the text of a query field, which reads as whatever the text spells.
    public var isLoose: Bool { node.flags.contains(.loose) && kind == .string }

    /// The value if it is `true` or `false`.
    public var bool: Bool? {
        let node = node
        guard node.kind == .bool || isLoose else { return nil }
        if node.kind == .bool { return node.length == 4 }
        if JSONKey.matches(node, "true", in: document.bytes) { return true }
        return JSONKey.matches(node, "false", in: document.bytes) ? false : nil
    }

    /// The value if it is a whole number that fits, however it is written: `70e9` and `1.0` count.
    public var int: Int? {
        let node = node
        guard isNumeric(node) else { return nil }
        return JSONNumber.integer(in: document.bytes, JSONText.range(node))
    }

    /// The value if it is a number: the nearest double, always finite.
    public var double: Double? {
        let node = node
        guard isNumeric(node) else { return nil }
        return JSONNumber.double(in: document.bytes, JSONText.range(node))
    }

    /// The text of a number as it was written.
    public var numberText: String? {
        let node = node
        guard isNumeric(node) else { return nil }
        return String(decoding: document.bytes[JSONText.range(node)], as: UTF8.self)
    }

    /// The value if it is a string, with its escapes resolved.
    public var string: String? {
        let node = node
        guard node.kind == .string else { return nil }
        return JSONText.string(node, in: document.bytes)
    }

    private func isNumeric(_ node: JSONNode) -> Bool {
        if node.kind == .number { return true }
        guard node.kind == .string, node.flags.contains(.loose) else { return false }
        return JSONNumber.isNumber(in: document.bytes, JSONText.range(node))
    }

    /// The elements of an array, in order; none for any other value.
    ///
    /// A query field reads as the list of its comma-separated parts, an empty one as an empty list.
    public var elements: JSONElements {
        let node = node
        let next = Int(node.next)
        switch node.kind {
        case .array: return JSONElements(document: document, position: index + 1, end: next)
        case .string where node.flags.contains(.loose) && node.length > 0:
            let first = next > index + 1 ? index + 1 : index
            return JSONElements(document: document, position: first, end: next)
        default: return JSONElements(document: document, position: 0, end: 0)
        }
    }

    /// The members of an object, as written; none for any other value.
    public var members: JSONMembers {
        let node = node
        guard node.kind == .object else {
            return JSONMembers(document: document, position: 0, end: 0)
        }
        return JSONMembers(document: document, position: index + 1, end: Int(node.next))
    }

    /// Elements of an array or members of an object; 0 for any other value.
    public var count: Int {
        let node = node
        return node.kind == .array || node.kind == .object ? Int(node.length) : 0
    }

    /// The member of this name; nil if there is none or this is no object.
    public subscript(key: String) -> JSONValue? {
        let node = node
        guard node.kind == .object else { return nil }
        var next = index + 1
        while next < Int(node.next) {
            if JSONKey.matches(document.nodes[next], key, in: document.bytes) {
                return JSONValue(document: document, index: next + 1)
            }
            next = Int(document.nodes[next + 1].next)
        }
        return nil
    }

    /// The one of ``elements`` at this index, counted from 0; nil if there is none.
    public subscript(position: Int) -> JSONValue? {
        guard position >= 0, kind == .array || isLoose else { return nil }
        return elements.dropFirst(position).first { _ in true }
    }
}

/// Comparison of a name with a string node, without building a string.
enum JSONKey {
    @inline(__always)
    static func matches(_ node: JSONNode, _ name: String, in bytes: [UInt8]) -> Bool {
        guard !node.flags.contains(.escaped) else {
            return JSONText.unescaped(node, in: bytes.span).elementsEqual(name.utf8)
        }
        let count = name.utf8.count
        guard Int(node.length) == count else { return false }
        // Spans, since the views of strings and arrays check far more at each step.
        let (given, wanted) = (bytes.span, name.utf8.span)
        let start = Int(node.start)
        for index in 0..<count where given[start + index] != wanted[index] { return false }
        return true
    }
}

/// The elements of an array.
public struct JSONElements: Sequence, IteratorProtocol, Sendable {
    let document: JSONDocument
    var position: Int
    let end: Int

    /// The next element, nil behind the last.
    public mutating func next() -> JSONValue? {
        guard position < end else { return nil }
        let value = JSONValue(document: document, index: position)
        position = Int(document.nodes[position].next)
        return value
    }
}

/// The members of an object.
public struct JSONMembers: Sequence, IteratorProtocol, Sendable {
    let document: JSONDocument
    var position: Int
    let end: Int

    /// The next member, nil behind the last.
    public mutating func next() -> JSONMember? {
        guard position < end else { return nil }
        let member = JSONMember(
            keyValue: JSONValue(document: document, index: position),
            value: JSONValue(document: document, index: position + 1)
        )
        position = Int(document.nodes[position + 1].next)
        return member
    }
}

/// One member of an object.
public struct JSONMember: Sendable {
    let keyValue: JSONValue
    /// What the key stands for.
    public let value: JSONValue

    /// The key with its escapes resolved.
    public var key: String { JSONText.string(keyValue.node, in: keyValue.document.bytes) }

    /// Whether the key is this one, without building a string.
    public func isNamed(_ name: String) -> Bool {
        JSONKey.matches(keyValue.node, name, in: keyValue.document.bytes)
    }
}
