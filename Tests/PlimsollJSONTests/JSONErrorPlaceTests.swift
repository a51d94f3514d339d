import PlimsollJSON
import Testing

@Suite("Places and limits of JSON errors")
struct JSONErrorPlaceTests {
    static let messages: [(String, String)] = [
        (
            "{\n \"config\": {\n  \"layers\": [1,2,]}}",
            "line 3, column 17 (/config/layers): a trailing comma is not allowed in JSON"
        ),
        (
            "[1,\n 2,\n x]",
            "line 3, column 2 (/2): x is not a JSON value; words are true, false and null, strings need double quotes"
        ),
        (
            "{\"é😀\": 1, \"b\": 01}",
            "line 1, column 16 (/b): a number must not start with 0 followed by digits"
        ),
        (
            "{\"a\":[{\"b\":[]},{\"c/d~\":\n+1}]}",
            "line 2, column 1 (/a/1/c~1d~0): a number must not start with +"
        ),
        (
            "{\"a\":{\"x\":1},\"b\":\"\t\"}",
            "line 1, column 19 (/b): a string must not hold the raw control character U+0009; escape it"
        ),
        (
            "{\"a\":{\"x\":1},\"b\" 2}",
            "line 1, column 18 (/b): expected ':' after the key, found '2'"
        ),
        ("{\"a\":{\"x\":1} \"b\":2}", "line 1, column 14: expected ',' or '}', found '\"'"),
        (
            "{\"a\":{\"x\":1,\"y\":2,\"x\":3}}",
            "line 1, column 19 (/a/x): the key \"x\" is given twice in this object"
        ),
        (
            "[[],[[]],[[[",
            "line 1, column 13 (/2/0/0): the text ends too early; expected a value or ']'"
        ),
        ("[1] \r\n\t2", "line 2, column 2: nothing may follow the JSON value, found '2'"),
        ("", "line 1, column 1: the text is empty; expected a JSON value"),
        (
            "\u{FEFF}1",
            "line 1, column 1: the text starts with a byte order mark (EF BB BF); send plain UTF-8"
        ),
        (
            "{\"a\":1e999}",
            "line 1, column 6 (/a): the number 1e999 is out of range (about 1.8e308)"
        ),
        (
            "{\"a\":\"\\q\"}",
            "line 1, column 7 (/a): 'q' cannot follow a backslash; escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
        ),
        ("{\"k\":\"x", "line 1, column 6 (/k): this string has no closing quote"),
        ("{\"\\u0001\\n\":?}", "line 1, column 13 (/U+0001U+000A): expected a value, found '?'"),
    ]

    @Test("an error names line, column, pointer and cause", arguments: messages)
    func describes(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
        #expect(error?.description == message)
    }

    @Test("no message repeats a long input")
    func excerptsAreShort() {
        let long = String(repeating: "k", count: 5000)
        for text in ["{\"\(long)\":?}", "{\"\(long)\":1,\"\(long)\":2}", "[\(long)]", "[1\(long)]"]
        {
            let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
            #expect((error?.description.utf8.count ?? .max) < 300)
        }
    }

    @Test("64 levels are allowed and 65 are not")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[{\"a\":", count: depth / 2) + (depth % 2 == 1 ? "[]" : "1")
                + String(repeating: "}]", count: depth / 2)
        }
        _ = try JSONDocument(parsing: nested(64))
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: nested(65)) }
        #expect(error?.kind == .limit(.depth, allowed: 64))
        #expect(error?.pointer.tokens.count == 64)
    }

    @Test(
        "100 000 lone brackets end in an error",
        arguments: ["[", "]", "{", "}", "{\"a\":", "[[],"]
    )
    func brackets(unit: String) {
        let text = String(repeating: unit, count: 100_000)
        #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
        let deep = JSONLimits(depth: .max)
        #expect(throws: JSONError.self) { try JSONDocument(parsing: text, limits: deep) }
    }

    static let limits: [(JSONLimits, String, String, JSONError.Limit)] = [
        (JSONLimits(bytes: 3), "[1]", "[10]", .bytes),
        (JSONLimits(nodes: 3), "[1,2]", "[1,2,3]", .nodes),
        (JSONLimits(nodes: 3), "{\"a\":1}", "{\"a\":[1]}", .nodes),
        (JSONLimits(stringLength: 3), "\"abc\"", "\"abcd\"", .stringLength),
        (JSONLimits(stringLength: 3), "{\"abc\":1}", "{\"abcd\":1}", .stringLength),
        (JSONLimits(numberLength: 3), "-10", "-100", .numberLength),
        (JSONLimits(membersPerObject: 1), "{\"a\":1}", "{\"a\":1,\"b\":1}", .membersPerObject),
    ]

    @Test("a limit allows its value and refuses one more", arguments: limits)
    func limit(limits: JSONLimits, fits: String, exceeds: String, limit: JSONError.Limit) throws {
        _ = try JSONDocument(parsing: fits, limits: limits)
        let error = #expect(throws: JSONError.self) {
            try JSONDocument(parsing: exceeds, limits: limits)
        }
        guard case .limit(limit, _)? = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(
        "a duplicate among 100 000 keys is found, however it is spelled",
        arguments: ["k77777", "k7777\\u0037"]
    )
    func manyKeys(duplicate: String) throws {
        let members = (0..<100_000).map { "\"k\($0)\":0" }.joined(separator: ",")
        let document = try JSONDocument(parsing: "{\(members)}")
        #expect(document.root["k99999"]?.int == 0)
        let error = #expect(throws: JSONError.self) {
            try JSONDocument(parsing: "{\(members),\"\(duplicate)\":1}")
        }
        #expect(error?.kind == .duplicateKey("k77777"))
    }

    @Test(
        "a duplicate is found whatever the size of the object",
        arguments: [2, 3, 15, 16, 17, 33, 64, 65]
    )
    func duplicateBySize(count: Int) {
        for (first, second) in [(0, count - 1), (0, 1), (count / 2, count - 1)]
        where first != second {
            var keys = (0..<count).map { "key\($0)" }
            _ = #expect(throws: Never.self) { try JSONDocument(parsing: Self.object(keys)) }
            keys[second] = keys[first]
            let error = #expect(throws: JSONError.self) {
                try JSONDocument(parsing: Self.object(keys))
            }
            #expect(error?.kind == .duplicateKey(keys[first]))
            #expect(error?.pointer.tokens == ["o", keys[first]])
        }
    }

    static func object(_ keys: [String]) -> String {
        "{\"o\":{" + keys.map { "\"\($0)\":{\"x\":[1]}" }.joined(separator: ", ") + "}}"
    }
}
