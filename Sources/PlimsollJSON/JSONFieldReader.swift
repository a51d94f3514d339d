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
    private var search: MemberSearch

    /// A reader of this object; anything else is a problem, and reads as if no field were there.
    public init(_ value: JSONValue, _ problems: JSONProblemList) {
        self.value = value
        self.problems = problems
        isObject = value.kind == .object
        search = MemberSearch(value)
        if !isObject { problems.add(at: value, Self.mismatch("an object", value)) }
    }

    // MARK: - Finding

    /// The value of a field, `null` included, unread by type; the field counts as read.
    public func value(_ name: String) -> JSONValue? {
        search.read(name)
    }

    /// Whether the field is there and not `null`; it does not count as read.
    public func has(_ name: String) -> Bool {
        search.knownNames.append(name)
        return value[name].map { !$0.isNull } ?? false
    }

    /// Accepts these fields without looking at them.
    public func allow(_ names: String...) {
        for name in names { _ = search.read(name) }
    }

    /// Accepts every field that was not read, so that ``finish()`` reports none.
    public func allowOthers() {
        search.markAll()
    }

    /// The value of a field that is there and not `null`; notes a problem if it is required and not.
    func present(_ name: String, required: Bool) -> JSONValue? {
        let found = search.read(name)
        if let found, found.kind != .null { return found }
        if required, isObject {
            report(name, found == nil ? "is required" : "is required, and must not be null")
        }
        return nil
    }

    // MARK: - Problems

    /// Notes a problem of this field, whether it is there or missing.
    public func report(
        _ name: String,
        _ detail: @autoclosure () -> String,
        suggestions: @autoclosure () -> [String] = []
    ) {
        if let found = value[name] {
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
        guard !search.isComplete else { return }
        let names = search.distinctNames
        for (position, member) in value.members.enumerated() where !search.isRead(position) {
            problems.add(
                at: member.value,
                Self.unknown(member.key, names),
                suggestions: SpellingSuggestion.closest(to: member.key, in: names)
            )
        }
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
