/// Reads the members of one object by name, and notes every problem instead of stopping at the first.
///
///     let reader = JSONFieldReader(document.root, problems)
///     let batch = reader.int("batch", in: 1...4096)
///     reader.finish()
///
/// A field that is absent, `null` or wrong reads as nil; whether something was wrong is for the
/// problem list to say. Fields that nobody asked for are reported by ``finish()``.
public final class JSONFieldReader {
    /// What is read.
    public let value: JSONValue
    /// Where problems go.
    public let problems: JSONProblemList

    private let isObject: Bool
    private let count: Int
    private let first: Int
    private let end: Int
    /// Where the next search starts: callers mostly read in the order people write.
    private var cursor: (node: Int, position: Int)
    /// A bit per member that was read, the first 64 apart so that most objects need no array.
    private var isRead: UInt64 = 0
    private var isReadBeyond: [UInt64] = []
    private var knownNames: [String] = []

    /// A reader of this object; anything else is a problem, and reads as if no field were there.
    public init(_ value: JSONValue, _ problems: JSONProblemList) {
        let node = value.node
        self.value = value
        self.problems = problems
        isObject = node.kind == .object
        count = isObject ? Int(node.length) : 0
        first = value.index + 1
        end = isObject ? Int(node.next) : first
        cursor = (first, 0)
        if !isObject {
            problems.add(at: value, JSONFieldReader.mismatch("an object", value))
        } else {
            knownNames.reserveCapacity(24)
            if node.length > 64 {
                isReadBeyond = Array(repeating: 0, count: Int(node.length) / 64)
            }
        }
    }

    // MARK: - Finding

    /// The value of a field, `null` included, unread by type; the field counts as read.
    public func value(_ name: String) -> JSONValue? {
        knownNames.append(name)
        return find(name, marks: true)
    }

    /// Whether the field is there and not `null`; it does not count as read.
    public func has(_ name: String) -> Bool {
        knownNames.append(name)
        return find(name, marks: false).map { !$0.isNull } ?? false
    }

    /// Accepts these fields without looking at them.
    public func allow(_ names: String...) {
        for name in names { _ = value(name) }
    }

    /// Accepts every field that was not read, so that ``finish()`` reports none.
    public func allowOthers() {
        isRead = .max
        for index in isReadBeyond.indices { isReadBeyond[index] = .max }
    }

    /// The value of a field that is there and not `null`; notes a problem if it is required and not.
    func present(_ name: String, required: Bool) -> JSONValue? {
        knownNames.append(name)
        let found = find(name, marks: true)
        if let found, found.kind != .null { return found }
        if required, isObject {
            report(name, found == nil ? "is required" : "is required, and must not be null")
        }
        return nil
    }

    private func find(_ name: String, marks: Bool) -> JSONValue? {
        let document = value.document
        var (node, position) = cursor
        for _ in 0..<count {
            if node >= end { (node, position) = (first, 0) }
            let next = Int(document.nodes[node + 1].next)
            if JSONKey.matches(document.nodes[node], name, in: document.bytes) {
                if marks {
                    mark(position)
                    cursor = (next, position + 1)
                }
                return JSONValue(document: document, index: node + 1)
            }
            (node, position) = (next, position + 1)
        }
        return nil
    }

    private func mark(_ position: Int) {
        if position < 64 {
            isRead |= 1 << UInt64(position)
        } else {
            isReadBeyond[position / 64 - 1] |= 1 << UInt64(position % 64)
        }
    }

    private func isMarked(_ position: Int) -> Bool {
        let word = position < 64 ? isRead : isReadBeyond[position / 64 - 1]
        return word & 1 << UInt64(position % 64) != 0
    }

    // MARK: - Problems

    /// Notes a problem of this field, whether it is there or missing.
    public func report(
        _ name: String,
        _ detail: @autoclosure () -> String,
        suggestions: @autoclosure () -> [String] = []
    ) {
        if let found = find(name, marks: false) {
            problems.add(at: found, detail(), suggestions: suggestions())
        } else {
            problems.add(
                JSONProblem(
                    pointer: value.pointer.appending(name),
                    location: value.location,
                    detail: detail(),
                    suggestions: suggestions()
                )
            )
        }
    }

    /// Reports the fields that were not read: what they may have meant, and what is allowed.
    public func finish() {
        guard count > 0 else { return }
        if count <= 64, isRead.nonzeroBitCount >= count { return }
        var position = 0
        var known: [String]?
        for member in value.members {
            defer { position += 1 }
            guard !isMarked(position) else { continue }
            let names = known ?? distinctNames()
            known = names
            problems.add(
                at: member.value,
                Self.unknown(member.key, names),
                suggestions: SpellingSuggestion.closest(to: member.key, in: names)
            )
        }
    }

    private func distinctNames() -> [String] {
        var seen: Set<String> = []
        return knownNames.filter { seen.insert($0).inserted }
    }

    private static func unknown(_ key: String, _ names: [String]) -> String {
        let given = "unknown field \(Excerpt.quoted(key))"
        guard !names.isEmpty else { return given + "; no field is allowed here" }
        return given + "; allowed are " + names.joined(separator: ", ")
    }

    /// What was expected and what was given, for a value of a wrong type.
    static func mismatch(_ expected: String, _ value: JSONValue) -> String {
        "expected \(expected), got \(given(value))"
    }

    /// What a value is, shortly, for a sentence.
    static func given(_ value: JSONValue) -> String {
        switch value.kind {
        case .null: "null"
        case .bool: value.bool == true ? "true" : "false"
        case .number: Excerpt.shortened(value.numberText ?? "", limit: 30)
        case .string where value.isLoose: Excerpt.quoted(value.string ?? "")
        case .string: "the string \(Excerpt.quoted(value.string ?? ""))"
        case .array where value.isRepeatedField: "several values; give the field once"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue {
    /// Whether this is the array that a query field given several times becomes.
    var isRepeatedField: Bool { node.flags.contains(.loose) && kind == .array }
}
