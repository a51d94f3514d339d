/// The place of a value inside a document, as RFC 6901 writes it: `/parallel/tensor`, `/gpus/0`.
public struct JSONPointer: Sendable, Hashable {
    /// Keys and indices from the root down, unescaped.
    public var tokens: [String]

    /// The whole document, written as the empty string.
    public static let root = JSONPointer([])

    /// The place that these keys and indices lead to.
    public init(_ tokens: [String]) {
        self.tokens = tokens
    }

    /// Reads the written form; nil if it does not start with `/` or holds a `~` that is not `~0` or `~1`.
    public init?(_ text: String) {
        guard !text.isEmpty else {
            self.init([])
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else { return nil }
        var tokens: [String] = []
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let token = Self.unescape(part) else { return nil }
            tokens.append(token)
        }
        self.init(tokens)
    }

    /// The member of this name below this place.
    public func appending(_ key: String) -> JSONPointer {
        JSONPointer(tokens + [key])
    }

    /// The element of this index below this place.
    public func appending(_ index: Int) -> JSONPointer {
        JSONPointer(tokens + [String(index)])
    }

    private static func unescape(_ part: Substring) -> String? {
        var result = ""
        var scalars = part.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "~" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            switch scalars.next() {
            case "0": result += "~"
            case "1": result += "/"
            default: return nil
            }
        }
        return result
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The written form, with `~` as `~0` and `/` as `~1`.
    public var description: String {
        var result = ""
        for token in tokens {
            result += "/"
            for scalar in token.unicodeScalars {
                switch scalar {
                case "~": result += "~0"
                case "/": result += "~1"
                default: result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }
}

/// A place in the text of a document, as an editor shows it.
public struct JSONLocation: Sendable, Hashable, CustomStringConvertible {
    /// Counted from 1; lines end with a line feed.
    public let line: Int
    /// Counted from 1 in Unicode scalars, not in bytes.
    public let column: Int
    /// Counted from 0 in bytes.
    public let offset: Int

    /// The place `offset` bytes into `bytes`.
    init(of offset: Int, in bytes: [UInt8]) {
        let before = bytes[..<Swift.min(offset, bytes.count)]
        var line = 1
        var column = 1
        for byte in before {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.line = line
        self.column = column
        self.offset = offset
    }

    /// For messages: `line 3, column 9`.
    public var description: String {
        "line \(line), column \(column)"
    }
}
