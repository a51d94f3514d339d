// Query strings and form bodies as documents, so that one decoder reads them and JSON alike.

extension JSONDocument {
    /// Builds an object from the fields of a query string or a form.
    ///
    /// Every text is *loose*: it reads as a string, and as a number or `true`/`false` if it is
    /// spelled exactly as JSON spells it, and as an array of its comma-separated parts. A name given
    /// several times becomes an array of the parts of all its texts, so reading it as one value is
    /// an error and none of the texts is dropped in silence.
    ///
    /// - Parameters:
    ///   - fields: Names, split at the dots by the caller, and decoded texts, in order.
    ///   - limits: `depth`, `bytes`, `nodes`, `stringLength` and `membersPerObject` apply.
    /// - Throws: If a name is empty, a name is both a value and an object, or a limit is reached.
    public convenience init(
        fields: [(path: [String], text: String)],
        limits: JSONLimits = .default
    ) throws(JSONError) {
        var tree = FieldTree(limits: limits)
        for field in fields {
            try tree.insert(field.path, text: field.text)
        }
        let (bytes, nodes) = try tree.flattened()
        self.init(builtFrom: bytes, nodes: nodes)
    }
}

/// Objects and texts while they are collected; entry 0 is the root.
private struct FieldTree {
    private struct Entry {
        var name: String
        var texts: [String] = []
        var children: [Int] = []
    }

    private struct Step: Hashable {
        var parent: Int
        var name: [UInt8]
    }

    let limits: JSONLimits
    private var entries = [Entry(name: "")]
    private var index: [Step: Int] = [:]
    private var byteCount = 0

    private var bytes: [UInt8] = []
    private var nodes: [JSONNode] = []

    init(limits: JSONLimits) {
        self.limits = limits
    }

    mutating func insert(_ path: [String], text: String) throws(JSONError) {
        guard !path.isEmpty, !path.contains("") else { throw error(.emptyFieldName, path) }
        guard path.count <= limits.depth else {
            throw error(.limit(.depth, allowed: limits.depth), [])
        }
        guard text.utf8.count <= limits.stringLength else {
            throw error(.limit(.stringLength, allowed: limits.stringLength), path)
        }
        var current = 0
        for (depth, name) in path.enumerated() {
            guard entries[current].texts.isEmpty else {
                throw conflict(Array(path[..<depth]), path)
            }
            current = try child(name, of: current, path: path)
        }
        if !entries[current].children.isEmpty {
            throw conflict(path, path + [entries[entries[current].children[0]].name])
        }
        entries[current].texts.append(text)
        byteCount += text.utf8.count
        guard byteCount <= limits.bytes else {
            throw error(.limit(.bytes, allowed: limits.bytes), [])
        }
    }

    private mutating func child(
        _ name: String,
        of parent: Int,
        path: [String]
    ) throws(JSONError) -> Int {
        let step = Step(parent: parent, name: Array(name.utf8))
        if let known = index[step] { return known }
        guard entries[parent].children.count < limits.membersPerObject else {
            throw error(
                .limit(.membersPerObject, allowed: limits.membersPerObject),
                path.dropLast()
            )
        }
        let new = entries.count
        entries.append(Entry(name: name))
        entries[parent].children.append(new)
        index[step] = new
        byteCount += name.utf8.count
        return new
    }

    mutating func flattened() throws(JSONError) -> (bytes: [UInt8], nodes: [JSONNode]) {
        try appendEntry(0)
        return (bytes, nodes)
    }

    /// Recursive, but no deeper than `limits.depth`.
    private mutating func appendEntry(_ entry: Int) throws(JSONError) {
        let (texts, children) = (entries[entry].texts, entries[entry].children)
        guard texts.isEmpty else { return try appendTexts(texts) }
        let object = nodes.count
        appendNode(.object, "", count: children.count)
        for child in children {
            appendNode(.string, entries[child].name, flags: .key)
            try appendEntry(child)
        }
        nodes[object].next = UInt32(truncatingIfNeeded: nodes.count)
        guard nodes.count <= limits.nodes else {
            throw error(.limit(.nodes, allowed: limits.nodes), [])
        }
    }

    /// One text without a comma is one node; otherwise the parts follow as children.
    private mutating func appendTexts(_ texts: [String]) throws(JSONError) {
        let parent = nodes.count
        let isRepeated = texts.count > 1
        let parts = texts.flatMap(Self.parts)
        if isRepeated {
            appendNode(.array, "", flags: .loose, count: parts.count)
        } else {
            appendNode(.string, texts[0], flags: .loose)
        }
        if isRepeated || parts.count > 1 || parts.first != texts[0] {
            for part in parts { appendNode(.string, part, flags: .loose) }
        }
        nodes[parent].next = UInt32(truncatingIfNeeded: nodes.count)
        guard nodes.count <= limits.nodes else {
            throw error(.limit(.nodes, allowed: limits.nodes), [])
        }
    }

    /// The comma-separated parts without the spaces around them; an empty text has none.
    private static func parts(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            var part = part
            while part.first == " " { part.removeFirst() }
            while part.last == " " { part.removeLast() }
            return String(part)
        }
    }

    private mutating func appendNode(
        _ kind: JSONKind,
        _ text: String,
        flags: JSONNode.Flags = [],
        count: Int? = nil
    ) {
        let node = JSONNode(
            start: UInt32(truncatingIfNeeded: bytes.count),
            length: UInt32(truncatingIfNeeded: count ?? text.utf8.count),
            next: UInt32(truncatingIfNeeded: nodes.count + 1),
            kind: kind,
            flags: flags
        )
        nodes.append(node)
        bytes.append(contentsOf: text.utf8)
    }

    private func conflict(_ one: [String], _ other: [String]) -> JSONError {
        let (first, second) = (one.joined(separator: "."), other.joined(separator: "."))
        return error(.conflictingFields(first, second), one)
    }

    private func error(_ kind: JSONError.Kind, _ path: [String]) -> JSONError {
        JSONError(kind: kind, location: nil, pointer: JSONPointer(path))
    }
}
