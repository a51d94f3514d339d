import PlimsollJSON
import Testing

@Suite("JSON values")
struct JSONValueTests {
    static let integers: [(String, Int?)] = [
        ("0", 0), ("-0", 0), ("0.0e5", 0), ("42", 42), ("70e9", 70_000_000_000), ("1.0", 1),
        ("1e3", 1000), ("1.25e2", 125), ("1.25e1", nil), ("100e-2", 1), ("101e-2", nil),
        ("0.5", nil), ("9223372036854775807", .max), ("9223372036854775808", nil),
        ("-9223372036854775808", .min), ("-9223372036854775809", nil),
        ("1e18", 1_000_000_000_000_000_000),
        ("1e19", nil), ("92233720368547758.07e2", .max), ("0.000000000000000001e18", 1),
        ("0e99999999999999999999", 0), ("10000000000000000000000e-22", 1),
        ("123456789012345678901e0", nil),
    ]

    @Test("a number is an integer if its value is one that fits", arguments: integers)
    func integer(text: String, value: Int?) throws {
        let root = try JSONDocument(parsing: text).root
        #expect(root.int == value)
        #expect(root.numberText == text)
        #expect(root.double == Double(text))
    }

    static let doubles = [
        "0.1", "1e23", "8.5e22", "1e22", "1e-22", "1e-23", "5e-324", "2.2250738585072011e-308",
        "1.7976931348623157e308", "9007199254740993", "9007199254740992.5", "123456789.123456789",
        "3.141592653589793238462643383279", "-0", "-1e-400", "0.30000000000000004", "4.35",
        "1.15e-5",
    ]

    @Test("a double is the nearest one", arguments: doubles)
    func double(text: String) throws {
        let value = try #require(try JSONDocument(parsing: " \(text) ").root.double)
        #expect(value.bitPattern == Double(text)?.bitPattern)
    }

    static let strings: [(String, String)] = [
        (#""""#, ""), (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u00e9\u20AC\ud83d\ude00é€😀""#, "é€😀é€😀"), (#""\u0000x""#, "\u{0}x"),
        (#""\\u0041""#, "\\u0041"),
    ]

    @Test("a string reads with its escapes resolved", arguments: strings)
    func string(text: String, value: String) throws {
        #expect(
            try JSONDocument(parsing: text).root.string.map { Array($0.utf8) } == Array(value.utf8)
        )
    }

    @Test("values of another kind read as nil")
    func wrongKinds() throws {
        let root = try JSONDocument(parsing: #"["8", 8, true, null, [], {}]"#).root
        let all = Array(root.elements)
        #expect(all.map(\.kind) == [.string, .number, .bool, .null, .array, .object])
        #expect(all.map(\.int) == [nil, 8, nil, nil, nil, nil])
        #expect(all.map(\.double) == [nil, 8, nil, nil, nil, nil])
        #expect(all.map(\.bool) == [nil, nil, true, nil, nil, nil])
        #expect(all.map(\.string) == ["8", nil, nil, nil, nil, nil])
        #expect(all.map(\.isNull) == [false, false, false, true, false, false])
        #expect(
            all.allSatisfy {
                $0.elements.first { _ in true } == nil && $0["a"] == nil && $0[0] == nil
            }
        )
        #expect(root[6] == nil)
        #expect(root[-1] == nil)
        #expect(root[2]?.bool == true)
    }

    @Test("every value knows its pointer and its place")
    func places() throws {
        let text =
            "{\n  \"a/b\": [10, {\"\\u00e9\": \"ü\", \"z\": 1}],\n  \"é\": {\"x\": [[]]}, \"\": 5\n}"
        let document = try JSONDocument(parsing: text)
        let expected: [(String, String)] = [
            ("", "line 1, column 1"), ("/a~1b", "line 2, column 10"),
            ("/a~1b/0", "line 2, column 11"),
            ("/a~1b/1", "line 2, column 15"), ("/a~1b/1/é", "line 2, column 26"),
            ("/a~1b/1/z", "line 2, column 36"), ("/é", "line 3, column 8"),
            ("/é/x", "line 3, column 14"), ("/é/x/0", "line 3, column 15"),
            ("/", "line 3, column 25"),
        ]
        for (pointer, location) in expected {
            let place = try #require(JSONPointer(pointer))
            let value = try #require(document.value(at: place))
            #expect(value.pointer.description == pointer)
            #expect(value.location?.description == location)
        }
        for absent in ["/a", "/a~1b/2", "/a~1b/00", "/a~1b/-", "/a~1b/+0", "/a~1b/0/x", "//"] {
            let place = try #require(JSONPointer(absent))
            #expect(document.value(at: place) == nil)
        }
        #expect(document.root["é"]?.location?.offset == 51)
        #expect(JSONPointer("a") == nil)
        #expect(JSONPointer("/~2") == nil)
        #expect(JSONPointer("/a~") == nil)
    }

    @Test("members keep their order and match keys by their unescaped bytes")
    func members() throws {
        let root = try JSONDocument(parsing: #"{"b":1,"a\u0062":2,"c":{"b":3}}"#).root
        #expect(root.members.map(\.key) == ["b", "ab", "c"])
        #expect(root.members.map { $0.isNamed("ab") } == [false, true, false])
        #expect(root["ab"]?.int == 2)
        #expect(root["c"]?["b"]?.int == 3)
        #expect(root["d"] == nil)
        #expect(root.count == 3)
    }

    @Test("equality is by content")
    func equality() throws {
        func root(_ text: String) throws -> JSONValue { try JSONDocument(parsing: text).root }
        #expect(try root(#"{"a":[1,2.50],"b":"é"}"#) == root(#" {"b":"\u00e9", "a":[1e0, 2.5]}"#))
        for (one, other) in [
            ("[1]", "[2]"), ("[1]", "[1,1]"), ("{\"a\":1}", "{\"b\":1}"), ("1", "\"1\""),
            ("true", "false"),
            ("9007199254740993", "9007199254740992.5"), ("\"é\"", "\"e\u{301}\""), ("[]", "{}"),
        ] {
            #expect(try root(one) != root(other))
        }
    }

    @Test("a large document reads back whole")
    func large() throws {
        let count = 50_000
        let text =
            "[" + (0..<count).map { "{\"id\":\($0),\"v\":\"x\($0)\"}" }.joined(separator: ",\n")
            + "]"
        let root = try JSONDocument(parsing: text).root
        #expect(root.count == count)
        #expect(root.elements.reduce(0) { $0 + ($1["id"]?.int ?? 0) } == count * (count - 1) / 2)
        #expect(root[count - 1]?["v"]?.pointer.description == "/\(count - 1)/v")
        #expect(root[count - 1]?.location?.line == count)
    }
}
