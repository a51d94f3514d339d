/// A file of a catalog that an import makes or changes.
public struct ImportedFile: Sendable {
    /// Its path below the catalog's folder.
    public var path: String
    /// Its new content.
    public var bytes: [UInt8]
    /// What it says, for a person: `3 prices`, `Llama 3 8B`.
    public var summary: String
}

/// Why nothing is imported.
public struct ImportError: Error, Sendable, CustomStringConvertible {
    /// Every reason, each with its file and line where there is one.
    public var reasons: [String]

    /// An error with these reasons.
    public init(reasons: [String]) { self.reasons = reasons }

    /// All of them, one a line.
    public var description: String { reasons.joined(separator: "\n") }
}
