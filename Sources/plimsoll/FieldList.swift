import ArgumentParser

/// Names and values as in a query.
struct FieldList {
    private(set) var all: [(name: String, value: String)] = []

    /// Adds a field that is given.
    mutating func add(_ name: String, _ value: (some CustomStringConvertible)?) {
        if let value { all.append((name, value.description)) }
    }

    /// Adds fields given as `name=value`, their names after a prefix.
    mutating func add(pairs: [String], after prefix: String = "") {
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            all.append((prefix + parts[0], parts.count > 1 ? String(parts[1]) : ""))
        }
    }

    /// Refuses texts that are no pairs.
    ///
    /// - Throws: `ValidationError` that names the option and what it takes.
    static func checkPairs(_ pairs: [String], of option: String, as form: String) throws {
        for pair in pairs where !pair.contains("=") || pair.hasPrefix("=") {
            throw ValidationError("\(option) takes \(form), got \(pair)")
        }
    }
}
