public import PlimsollJSON

/// Why the first bytes of a weight file could not be read as its header.
public enum HeaderError: Error, Sendable, Equatable {
    /// The header goes on beyond the bytes that were given.
    ///
    /// `needed` counts from the start of the file; it is a lower bound, since what comes next may
    /// ask for more.
    case truncated(given: Int, needed: Int)
    /// The bytes at `offset`, counted from the start of the file, cannot be right.
    case invalid(offset: Int, detail: String)
    /// The header's JSON is wrong at a place; `offset` counts from the start of the file.
    case json(JSONProblem, offset: Int)
}

extension HeaderError: CustomStringConvertible {
    /// One sentence with the place.
    public var description: String {
        switch self {
        case .truncated(let given, let needed):
            "the header goes on beyond the \(given) bytes given: send at least the first "
                + "\(needed) bytes of the file (\(needed - given) more)"
        case .invalid(let offset, let detail): "byte \(offset): \(detail)"
        case .json(let problem, let offset):
            problem.pointer.tokens.isEmpty
                ? "byte \(offset): \(problem.detail)"
                : "byte \(offset) (\(Self.shortened(problem.pointer.description))): "
                    + problem.detail
        }
    }

    /// A name out of a file, harmless and short enough for a sentence.
    static func shortened(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(80) {
            let isPlain = scalar.value >= 0x20 && scalar.value != 0x7f && scalar.isASCII
            result.unicodeScalars.append(isPlain ? scalar : "?")
        }
        return text.unicodeScalars.count > 80 ? result + "…" : result
    }
}

/// Sizes that no weight file exceeds, so that sums over a header's tensors stay exact.
enum HeaderLimits {
    /// Bytes of tensor data in one file: a petabyte, some hundred times the largest model.
    static let dataBytes = 1 << 50

    /// The product of a shape; nil where it is beyond every file.
    static func product(_ shape: [Int]) -> Int? {
        var product = 1
        for size in shape {
            let (next, overflows) = product.multipliedReportingOverflow(by: size)
            // Eight elements to a byte is beyond the narrowest format.
            guard !overflows, next <= dataBytes * 8 else { return nil }
            product = next
        }
        return product
    }
}
