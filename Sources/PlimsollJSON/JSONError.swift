/// Why a text was refused, and where.
public struct JSONError: Error, Sendable, Equatable {
    /// What is wrong with the text.
    public enum Kind: Sendable, Equatable {
        /// Nothing but white space.
        case empty
        /// The text starts with the bytes EF BB BF.
        case byteOrderMark
        /// Bytes that are not UTF-8: overlong, a surrogate, beyond U+10FFFF, or cut off.
        case invalidUTF8
        /// The text ends inside a value.
        case unexpectedEnd(expected: String)
        /// A character that no rule allows here; both are ready for a sentence.
        case unexpectedCharacter(found: String, expected: String)
        /// A comma before `]` or `}`.
        case trailingComma
        /// Something after the end of the document.
        case trailingContent(found: String)
        /// The same key twice in one object, after unescaping.
        case duplicateKey(String)
        /// A bare word such as NaN, Infinity, None or True.
        case invalidLiteral(String)
        /// A comment.
        case comment
        /// A string or key in single quotes.
        case singleQuote
        /// A key without quotes.
        case unquotedKey
        /// A number that the grammar refuses.
        case invalidNumber(NumberFault)
        /// A number too large for a double; the payload is its text, shortened.
        case numberOutOfRange(String)
        /// A raw control character inside a string.
        case controlCharacter(UInt8)
        /// A backslash before this character.
        case invalidEscape(String)
        /// `\u` without four hexadecimal digits.
        case invalidUnicodeEscape
        /// Half of a surrogate pair, as an escape.
        case loneSurrogate(UInt16)
        /// A string whose closing quote is missing.
        case unterminatedString
        /// More than the caller allows.
        case limit(Limit, allowed: Int)
        /// Two query fields that cannot both be true: `a=1` and `a.b=2`.
        case conflictingFields(String, String)
        /// A query field without a name, or with an empty part such as `a..b`.
        case emptyFieldName
    }

    /// How a number breaks the grammar of RFC 8259 section 6.
    public enum NumberFault: Sendable, Equatable {
        /// `01`.
        case leadingZero
        /// `+1`.
        case leadingPlus
        /// `.5` or `-.5`.
        case missingIntegerPart
        /// `1.`.
        case missingFraction
        /// `1e`.
        case missingExponent
        /// `-` alone.
        case missingDigits
    }

    /// Which of the limits was reached.
    public enum Limit: Sendable, Equatable {
        /// See the properties of the same names in ``JSONLimits``.
        case depth, bytes, nodes, stringLength, numberLength, membersPerObject
    }

    /// What is wrong.
    public let kind: Kind
    /// Where in the text; nil for the fields of a query, which have no text of their own.
    public let location: JSONLocation?
    /// The value, or the object or array around it, that is wrong.
    public let pointer: JSONPointer
}

extension JSONError: CustomStringConvertible {
    /// A sentence for a person: `line 3, column 9 (/layers): a trailing comma is not allowed in JSON`.
    public var description: String {
        let path = Excerpt.shortened(pointer.description, limit: 120)
        return switch (location, path.isEmpty) {
        case (let location?, true): "\(location): \(kind.sentence)"
        case (let location?, false): "\(location) (\(path)): \(kind.sentence)"
        case (nil, true): kind.sentence
        case (nil, false): "\(path): \(kind.sentence)"
        }
    }

    /// The sentence without the place.
    public var detail: String { kind.sentence }
}

extension JSONError.Kind {
    /// What is wrong, without the place.
    var sentence: String {
        switch self {
        case .empty: "the text is empty; expected a JSON value"
        case .byteOrderMark: "the text starts with a byte order mark (EF BB BF); send plain UTF-8"
        case .invalidUTF8: "the text is not valid UTF-8 here"
        case .unexpectedEnd(let expected): "the text ends too early; expected \(expected)"
        case .unexpectedCharacter(let found, let expected): "expected \(expected), found \(found)"
        case .trailingComma: "a trailing comma is not allowed in JSON"
        case .trailingContent(let found): "nothing may follow the JSON value, found \(found)"
        case .duplicateKey(let key): "the key \(Excerpt.quoted(key)) is given twice in this object"
        case .invalidLiteral(let word):
            "\(word) is not a JSON value; words are true, false and null, strings need double quotes"
        case .comment: "comments are not allowed in JSON"
        case .singleQuote: "strings and keys need double quotes, found a single quote"
        case .unquotedKey: "a key needs double quotes"
        case .invalidNumber(let fault): fault.sentence
        case .numberOutOfRange(let text): "the number \(text) is out of range (about 1.8e308)"
        case .controlCharacter(let byte):
            "a string must not hold the raw control character \(Excerpt.codePoint(UInt32(byte)));"
                + " escape it"
        case .invalidEscape(let found):
            "\(found) cannot follow a backslash; escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
        case .invalidUnicodeEscape: "\\u needs four hexadecimal digits"
        case .loneSurrogate(let unit):
            "the escape \\u\(String(unit, radix: 16)) is half of a surrogate pair"
        case .unterminatedString: "this string has no closing quote"
        case .limit(let limit, let allowed): limit.sentence(allowed: allowed)
        case .conflictingFields(let first, let second):
            "the fields \(Excerpt.quoted(first)) and \(Excerpt.quoted(second)) contradict each other"
        case .emptyFieldName: "a field has an empty name"
        }
    }
}

extension JSONError.NumberFault {
    fileprivate var sentence: String {
        switch self {
        case .leadingZero: "a number must not start with 0 followed by digits"
        case .leadingPlus: "a number must not start with +"
        case .missingIntegerPart: "a number needs a digit before the decimal point"
        case .missingFraction: "a number needs a digit after the decimal point"
        case .missingExponent: "a number needs a digit in its exponent"
        case .missingDigits: "a minus sign needs a digit after it"
        }
    }
}

extension JSONError.Limit {
    fileprivate func sentence(allowed: Int) -> String {
        switch self {
        case .depth: "nested deeper than the \(allowed) levels allowed"
        case .bytes: "longer than the \(allowed) bytes allowed"
        case .nodes: "holds more than the \(allowed) keys and values allowed"
        case .stringLength: "this string is longer than the \(allowed) bytes allowed"
        case .numberLength: "this number is longer than the \(allowed) characters allowed"
        case .membersPerObject: "this object has more than the \(allowed) members allowed"
        }
    }
}

/// Short, harmless quotations of what the input says, for messages.
enum Excerpt {
    /// In double quotes, control characters escaped, at most `limit` characters.
    static func quoted(_ text: String, limit: Int = 40) -> String {
        "\"\(shortened(text, limit: limit))\""
    }

    /// Control and quote characters escaped, at most `limit` characters.
    static func shortened(_ text: String, limit: Int) -> String {
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < limit else { return result + "…" }
            count += 1
            if scalar == "\"" || scalar == "\\" {
                result += "\\\(scalar)"
            } else if isPrintable(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += codePoint(scalar.value)
            }
        }
        return result
    }

    /// One character in single quotes, or its code point if it cannot be shown.
    static func character(_ scalar: Unicode.Scalar) -> String {
        isPrintable(scalar) && scalar != " " ? "'\(scalar)'" : codePoint(scalar.value)
    }

    /// `U+001F`.
    static func codePoint(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Whether a log or terminal shows the character as one sign, without side effects.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else { return scalar.value >= 0x20 && scalar.value < 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator, .nonspacingMark, .enclosingMark, .spaceSeparator:
            false
        default: true
        }
    }
}
