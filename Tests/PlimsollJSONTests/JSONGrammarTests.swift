import PlimsollJSON
import Testing

@Suite("JSON grammar")
struct JSONGrammarTests {
    static let accepted: [String] = [
        "[]", "{}", "[[]   ]", "[\"\"]", "\"\"", "\" \"", "null", "true", "false", "0", "-0", "42",
        "-0.1", " [] ", "\n\r\t {\"a\"\r\n:\t1 , \"b\" : [ ] }\n", "[null, 1, \"1\", {}]",
        "[0e+1]", "[0e1]", "[1E22]", "[1e-2]", "[1E+2]", "[123.456e78]", "[1.0]", "[-1]", "[20e1]",
        "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]",
        "[1e-400]", "[123456789012345678901234567890]", "[0.4e00669]".replacing("669", with: "006"),
        "{\"a\":\"b\"}", "{\"\":0}", "{\"a\":{\"a\":{}}}", "{\"a\":1,\"A\":2,\"a \":3}",
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\u0060\\u012a\\u12AB\"]", "[\"\\uD801\\udc37\"]",
        "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]", "[\"\\u0000\"]", "[\"\\uFFFF\"]",
        "[\"\\uDBFF\\uDFFE\"]",
        "[\"π 日本 😀 \u{2028}\u{2029} \u{7F} \u{FEFF} \u{10FFFF} \u{FFFE}\"]", "[\"a/*b*/c/*d//e\"]",
        "[\"\\\\u0000\"]", "[\"\\\"\"]", "[\"\u{1}\"]".replacing("\u{1}", with: "\u{E000}"),
    ]

    @Test("a text that RFC 8259 allows is accepted", arguments: accepted)
    func accepts(text: String) throws {
        _ = try JSONDocument(parsing: text)
    }

    static let refused: [(String, JSONError.Kind)] = [
        ("", .empty), (" \n", .empty),
        ("[1,]", .trailingComma), ("{\"a\":1,}", .trailingComma), ("[1,,2]", .value("','")),
        ("[,1]", .value("','")), ("[1 2]", .element("'2'")), ("[1", .end("',' or ']'")),
        ("[", .end("a value or ']'")), ("{", .end("a key or '}'")),
        ("{\"a\"", .end("':' after the key")),
        ("{\"a\":", .end("a value")), ("{\"a\":1", .end("',' or '}'")),
        ("{\"a\":1,", .end("a key")),
        ("[1,", .end("a value")), ("]", .value("']'")), ("}", .value("'}'")),
        ("[1}", .element("'}'")), ("{\"a\":1]", .member("']'")), ("{\"a\" 1}", .colon("'1'")),
        ("{\"a\",1}", .colon("','")), ("{:1}", .key("':'")), ("{1:1}", .key("'1'")),
        ("{,}", .key("','")), ("{\"a\":1 \"b\":2}", .member("'\"'")),
        ("{\"a\"::1}", .value("':'")), ("[][]", .trailingContent(found: "'['")),
        ("1 2", .trailingContent(found: "'2'")), ("{}}", .trailingContent(found: "'}'")),
        ("nullx", .trailingContent(found: "'x'")), ("[1]x", .trailingContent(found: "'x'")),
        ("nul", .invalidLiteral("nul")), ("[True]", .invalidLiteral("True")),
        ("[NaN]", .invalidLiteral("NaN")), ("[Infinity]", .invalidLiteral("Infinity")),
        ("[-Infinity]", .invalidLiteral("-Infinity")), ("[-NaN]", .invalidLiteral("-NaN")),
        ("[nan]", .invalidLiteral("nan")), ("undefined", .invalidLiteral("undefined")),
        ("['a']", .singleQuote), ("{'a':1}", .singleQuote), ("{a:1}", .unquotedKey),
        ("// a\n1", .comment), ("[1 /* a */]", .comment), ("{/**/}", .comment),
        ("[# a\n]", .comment),
        ("[01]", .invalidNumber(.leadingZero)), ("[-01]", .invalidNumber(.leadingZero)),
        ("[+1]", .invalidNumber(.leadingPlus)), ("[.5]", .invalidNumber(.missingIntegerPart)),
        ("[-.5]", .invalidNumber(.missingIntegerPart)), ("[1.]", .invalidNumber(.missingFraction)),
        ("[1.e1]", .invalidNumber(.missingFraction)), ("[1e]", .invalidNumber(.missingExponent)),
        ("[1e+]", .invalidNumber(.missingExponent)), ("[1eE2]", .invalidNumber(.missingExponent)),
        ("[-]", .invalidNumber(.missingDigits)), ("[--1]", .invalidNumber(.missingDigits)),
        ("[0x1F]", .element("'x'")), ("[1_000]", .element("'_'")), ("[1.2.3]", .element("'.'")),
        ("[1e1.5]", .element("'.'")), ("[1-2]", .element("'-'")), ("[１]", .value("'１'")),
        ("1e400", .numberOutOfRange("1e400")), ("-1e400", .numberOutOfRange("-1e400")),
        ("1e99999999999999999999", .numberOutOfRange("1e99999999999999999999")),
        (
            String(repeating: "9", count: 310),
            .numberOutOfRange(String(repeating: "9", count: 24) + "…")
        ),
        (String(repeating: "1", count: 401), .limit(.numberLength, allowed: 400)),
        ("[\"a\nb\"]", .controlCharacter(0x0A)), ("[\"\t\"]", .controlCharacter(0x09)),
        ("[\"\u{0}\"]", .controlCharacter(0)), ("[\"\u{1F}\"]", .controlCharacter(0x1F)),
        ("[\"\\x00\"]", .invalidEscape("'x'")), ("[\"\\a\"]", .invalidEscape("'a'")),
        ("[\"\\é\"]", .invalidEscape("'é'")), ("[\"\\'\"]", .invalidEscape("'''")),
        ("[\"\\U0041\"]", .invalidEscape("'U'")), ("[\"\\\u{0}\"]", .invalidEscape("U+0000")),
        ("[\"\\u12\"]", .invalidUnicodeEscape), ("[\"\\u00G0\"]", .invalidUnicodeEscape),
        ("[\"\\u", .invalidUnicodeEscape), ("[\"\\u+123\"]", .invalidUnicodeEscape),
        ("[\"\\uD800\"]", .loneSurrogate(0xD800)), ("[\"\\uDC00\"]", .loneSurrogate(0xDC00)),
        ("[\"\\uD800\\uD800\"]", .loneSurrogate(0xD800)),
        ("[\"\\uDFFF\\uD800\"]", .loneSurrogate(0xDFFF)),
        ("[\"\\uD800\\n\"]", .loneSurrogate(0xD800)), ("[\"\\uD800\\u\"]", .loneSurrogate(0xD800)),
        ("[\"a", .unterminatedString), ("\"", .unterminatedString), ("\"\\", .unterminatedString),
        ("\"\\\"", .unterminatedString), ("[a", .invalidLiteral("a")), ("[*]", .value("'*'")),
        ("\u{FEFF}{}", .byteOrderMark), ("[\u{A0}1]", .value("U+00A0")),
        ("[\u{C}]", .value("U+000C")),
        ("[\u{2060}]", .value("U+2060")), ("{\"a\":1,\"a\":2}", .duplicateKey("a")),
        ("{\"a\":1,\"\\u0061\":1}", .duplicateKey("a")), ("{\"\":1,\"\":1}", .duplicateKey("")),
        ("{\"é\":1,\"\\u00e9\":1}", .duplicateKey("é")),
        ("{\"x\":{\"a/\":1,\"a\\/\":2}}", .duplicateKey("a/")),
        ("{\"\\ud83d\\ude00\":1,\"😀\":1}", .duplicateKey("😀")),
    ]

    @Test("a text that RFC 8259 forbids is refused for the right reason", arguments: refused)
    func refuses(text: String, kind: JSONError.Kind) throws {
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
        #expect(error?.kind == kind)
        #expect(error?.description.isEmpty == false)
    }

    static let brokenUTF8: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xC2], [0xC2, 0x41],
        [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xE2, 0x82, 0x41],
        [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE],
        [0xF8, 0x87, 0xBF, 0xBF, 0xBF],
    ]

    @Test("bytes that are not UTF-8 are refused inside strings and outside", arguments: brokenUTF8)
    func refusesBrokenUTF8(bytes: [UInt8]) throws {
        let inside = Array("{\"k\":\"é".utf8) + bytes + Array("\"}".utf8)
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: inside) }
        #expect(error?.kind == .invalidUTF8)
        #expect(error?.location?.offset == 8)
        #expect(error?.pointer.description == "/k")
        let cut = Array("[\"".utf8) + bytes
        #expect(throws: JSONError.self) { try JSONDocument(parsing: cut) }
        let outside = Array("[".utf8) + bytes
        #expect(throws: JSONError.self) { try JSONDocument(parsing: outside) }
        let key = Array("{\"".utf8) + bytes + Array("\":1}".utf8)
        #expect(throws: JSONError.self) { try JSONDocument(parsing: key) }
    }

    @Test("every prefix of a document is refused without a crash")
    func refusesEveryPrefix() throws {
        let text = Array(
            #" {"a":[1,-2.5e3,true,null,"x\u00e9\ud83d\ude00é😀"],"b":{"c":false}}"#.utf8
        )
        _ = try JSONDocument(parsing: text)
        for end in 0..<text.count {
            #expect(throws: JSONError.self) { try JSONDocument(parsing: Array(text[..<end])) }
        }
    }

    @Test("UTF-16 is refused")
    func refusesUTF16() {
        #expect(throws: JSONError.self) {
            try JSONDocument(parsing: [0xFF, 0xFE, 0x5B, 0, 0x5D, 0])
        }
        #expect(throws: JSONError.self) { try JSONDocument(parsing: [0, 0x5B, 0, 0x5D]) }
    }
}

extension JSONError.Kind {
    static func end(_ expected: String) -> Self { .unexpectedEnd(expected: expected) }
    static func value(_ found: String) -> Self { found.expecting("a value") }
    static func element(_ found: String) -> Self { found.expecting("',' or ']'") }
    static func member(_ found: String) -> Self { found.expecting("',' or '}'") }
    static func colon(_ found: String) -> Self { found.expecting("':' after the key") }
    static func key(_ found: String) -> Self { found.expecting("a key in double quotes or '}'") }
}

extension String {
    fileprivate func expecting(_ expected: String) -> JSONError.Kind {
        .unexpectedCharacter(found: self, expected: expected)
    }

    fileprivate func replacing(_ old: String, with new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
