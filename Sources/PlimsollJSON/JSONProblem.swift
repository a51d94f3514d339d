/// One thing that is wrong with the content of a well-formed document.
public struct JSONProblem: Sendable, Equatable {
    /// The value that is wrong, or the place where one is missing.
    public let pointer: JSONPointer
    /// Where that is in the text; nil for query fields.
    public let location: JSONLocation?
    /// A sentence: what is wrong, what was given, what is allowed.
    public let detail: String
    /// What may have been meant, likeliest first.
    public let suggestions: [String]

    /// A problem with all its parts.
    public init(
        pointer: JSONPointer,
        location: JSONLocation?,
        detail: String,
        suggestions: [String] = []
    ) {
        self.pointer = pointer
        self.location = location
        self.detail = detail
        self.suggestions = suggestions
    }
}

extension JSONProblem: CustomStringConvertible {
    /// For logs and terminals: `line 3, column 9 (/batch): must be at least 1, got 0`.
    public var description: String {
        let path = Excerpt.shortened(pointer.description, limit: 120)
        let place = [location?.description, path.isEmpty ? nil : "(\(path))"].compactMap { $0 }
        let hint =
            suggestions.isEmpty ? "" : " (did you mean \(suggestions.joined(separator: ", "))?)"
        return (place.isEmpty ? "" : place.joined(separator: " ") + ": ") + detail + hint
    }
}

/// The problems found so far, so that a caller hears of all of them at once.
///
/// Not for use from several threads; a decoding owns one.
public final class JSONProblemList {
    /// The first problems, in the order they were found.
    public private(set) var items: [JSONProblem] = []
    /// How many more there were than are kept.
    public private(set) var omittedCount = 0
    /// How many are kept.
    public let limit: Int

    /// An empty list.
    public init(limit: Int = 100) {
        self.limit = limit
    }

    /// Whether nothing is wrong so far.
    public var isEmpty: Bool { items.isEmpty && omittedCount == 0 }

    /// All that is kept and, if some are not, a sentence that says how many.
    public var descriptions: [String] {
        items.map(\.description) + (omittedCount > 0 ? ["… and \(omittedCount) more problems"] : [])
    }

    /// Adds a problem; past the limit it is only counted, and `problem` is not evaluated.
    public func add(_ problem: @autoclosure () -> JSONProblem) {
        guard items.count < limit else {
            omittedCount += 1
            return
        }
        items.append(problem())
    }

    /// Adds a problem of this value.
    public func add(
        at value: JSONValue,
        _ detail: @autoclosure () -> String,
        suggestions: @autoclosure () -> [String] = []
    ) {
        add(
            JSONProblem(
                pointer: value.pointer,
                location: value.location,
                detail: detail(),
                suggestions: suggestions()
            )
        )
    }
}
