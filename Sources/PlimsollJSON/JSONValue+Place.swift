// Where a value stands. Worked out on demand: only error messages need it.

extension JSONValue {
    /// Line and column of the value's first character; nil for query fields.
    public var location: JSONLocation? {
        guard document.hasLocations else { return nil }
        let node = node
        let quote = node.kind == .string ? 1 : 0
        return JSONLocation(of: Int(node.start) - quote, in: document.bytes)
    }

    /// The JSON pointer of the value.
    public var pointer: JSONPointer {
        let nodes = document.nodes
        var tokens: [String] = []
        var current = 0
        while current < index {
            let isObject = nodes[current].kind == .object
            var child = current + 1
            var position = 0
            // The child that holds the index, or is it; for an object `child` is the key.
            while Int(nodes[isObject ? child + 1 : child].next) <= index {
                child = Int(nodes[isObject ? child + 1 : child].next)
                position += 1
            }
            tokens.append(
                isObject ? JSONText.string(nodes[child], in: document.bytes) : String(position)
            )
            current = isObject ? child + 1 : child
        }
        return JSONPointer(tokens)
    }
}

extension JSONValue {
    /// The bytes of a string, its escapes resolved.
    var textBytes: [UInt8] {
        let bytes = document.bytes
        return JSONText.unescaped(node, in: bytes.span)
    }
}

extension JSONValue: Equatable {
    /// Whether both have the same content: members in any order, numbers by value.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        var pairs = [(left, right)]
        while let (left, right) = pairs.popLast() {
            guard left.kind == right.kind, left.count == right.count else { return false }
            switch left.kind {
            case .null: break
            case .bool: guard left.bool == right.bool else { return false }
            case .number: guard isSameNumber(left, right) else { return false }
            case .string: guard isSameText(left, right) else { return false }
            case .array: pairs.append(contentsOf: zip(left.elements, right.elements))
            case .object:
                guard appendMembers(left, right, to: &pairs) else { return false }
            }
        }
        return true
    }

    /// Pairs up the members by key, sorted so that large objects do not take quadratic time.
    private static func appendMembers(
        _ left: JSONValue,
        _ right: JSONValue,
        to pairs: inout [(JSONValue, JSONValue)]
    ) -> Bool {
        func sorted(_ value: JSONValue) -> [(key: [UInt8], value: JSONValue)] {
            value.members
                .map { ($0.keyValue.textBytes, $0.value) }
                .sorted { $0.0.lexicographicallyPrecedes($1.0) }
        }
        for (one, other) in zip(sorted(left), sorted(right)) {
            guard one.key == other.key else { return false }
            pairs.append((one.value, other.value))
        }
        return true
    }

    /// Strings are the same if their bytes are: no Unicode normalisation, as for keys.
    private static func isSameText(_ left: JSONValue, _ right: JSONValue) -> Bool {
        left.textBytes == right.textBytes
    }

    private static func isSameNumber(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left.int, right.int) {
        case (let one?, let other?): one == other
        case (nil, nil): left.double == right.double
        case (let whole?, nil): right.double.flatMap(JSONNumber.whole) == whole
        case (nil, let whole?): left.double.flatMap(JSONNumber.whole) == whole
        }
    }
}
