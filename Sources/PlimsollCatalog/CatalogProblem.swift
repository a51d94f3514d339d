public import PlimsollJSON

/// What is wrong with a file of the catalog, and where.
public struct CatalogProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, relative to the catalog's folder; `.` for the folder itself.
    public let file: String
    /// Line and column, from 1; nil where the whole file is meant.
    public let line: Int?
    /// Column in characters, from 1.
    public let column: Int?
    /// A sentence: what is wrong, what was given, what is allowed.
    public let detail: String

    /// A problem of a whole file.
    public init(file: String, detail: String) {
        self.file = file
        self.line = nil
        self.column = nil
        self.detail = detail
    }

    /// A problem of a place in a file.
    public init(file: String, location: JSONLocation?, detail: String) {
        self.file = file
        self.line = location?.line
        self.column = location?.column
        self.detail = detail
    }

    /// A problem that a field reader found.
    init(file: String, _ problem: JSONProblem) {
        let pointer = problem.pointer.description
        let hint =
            problem.suggestions.isEmpty
            ? "" : " (did you mean \(problem.suggestions.joined(separator: ", "))?)"
        self.init(
            file: file,
            location: problem.location,
            detail: (pointer.isEmpty ? "" : pointer + ": ") + problem.detail + hint
        )
    }

    /// For terminals and editors: `gpus/h100.json:3:9: …`.
    public var description: String {
        guard let line, let column else { return "\(file): \(detail)" }
        return "\(file):\(line):\(column): \(detail)"
    }
}
