import PlimsollJSON
import Testing

@Suite("Schema validator of the contract tests")
struct ContractSchemaTests {
    private func violations(_ schema: String, _ value: String) throws -> [String] {
        let schema = try JSONDocument(parsing: schema).root
        return try ContractSchema(document: schema).violations(
            of: JSONDocument(parsing: value).root,
            against: schema
        )
    }

    @Test(
        "a value that meets the schema has no violations",
        arguments: [
            (#"true"#, #"1"#), (#"{}"#, #"[1]"#),
            (#"{"type":"integer"}"#, #"1.0"#), (#"{"type":["string","null"]}"#, #"null"#),
            (#"{"type":"boolean"}"#, #"false"#), (#"{"type":"array"}"#, #"[]"#),
            (#"{"enum":["a",null]}"#, #"null"#), (#"{"const":{"a":[1]}}"#, #"{"a":[1.0]}"#),
            (#"{"minimum":1,"maximum":2}"#, #"2"#), (#"{"minimum":1}"#, #""text""#),
            (#"{"minLength":1,"maxLength":1}"#, #""€""#),
            (#"{"required":["a"],"properties":{"a":{"type":"number"}}}"#, #"{"a":1,"b":2}"#),
            (#"{"properties":{"a":{}},"additionalProperties":false}"#, #"{"a":1}"#),
            (#"{"additionalProperties":{"type":"string"}}"#, #"{"a":"b"}"#),
            (#"{"items":{"type":"string"},"minItems":1,"maxItems":2}"#, #"["a"]"#),
            (#"{"oneOf":[{"type":"string"},{"type":"null"}]}"#, #"null"#),
            (#"{"anyOf":[{"type":"string"},{"minLength":1}]}"#, #""a""#),
            (#"{"allOf":[{"type":"string"},{"minLength":1}]}"#, #""a""#),
        ]
    )
    func valid(schema: String, value: String) throws {
        #expect(try violations(schema, value) == [])
    }

    @Test(
        "a value that breaks the schema has a violation that names the place",
        arguments: [
            (#"false"#, #"1"#, ": "), (#"{"type":"integer"}"#, #"1.5"#, ": "),
            (#"{"type":"number"}"#, #""1""#, "a string"),
            (#"{"type":["string","null"]}"#, #"1"#, "string or null"),
            (#"{"enum":["a"]}"#, #""b""#, "enum"), (#"{"const":1}"#, #"true"#, "const"),
            (#"{"const":[1,2]}"#, #"[2,1]"#, "const"),
            (#"{"minimum":1}"#, #"0.5"#, "minimum"), (#"{"maximum":1}"#, #"2"#, "maximum"),
            (#"{"minLength":1}"#, #""""#, "minLength"),
            (#"{"maxLength":1}"#, #""ab""#, "maxLength"),
            (#"{"required":["a"]}"#, #"{"b":1}"#, "a is missing"),
            (#"{"properties":{"a":{"type":"string"}}}"#, #"{"a":1}"#, "/a: "),
            (#"{"properties":{"a":{}},"additionalProperties":false}"#, #"{"b":1}"#, "/b: "),
            (#"{"additionalProperties":{"type":"string"}}"#, #"{"c":1}"#, "/c: "),
            (#"{"items":{"type":"string"}}"#, #"["a",1]"#, "/1: "),
            (#"{"minItems":1}"#, #"[]"#, "minItems"), (#"{"maxItems":1}"#, #"[1,2]"#, "maxItems"),
            (#"{"oneOf":[{"type":"string"},{"minLength":1}]}"#, #""a""#, "2 branches"),
            (#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, #"1"#, "0 branches"),
            (#"{"allOf":[{"type":"string"},{"minLength":2}]}"#, #""a""#, "1 branches"),
        ]
    )
    func invalid(schema: String, value: String, part: String) throws {
        let found = try violations(schema, value)
        #expect(found.count == 1)
        #expect(found.first?.contains(part) == true)
    }

    @Test("a reference is followed to the schema it names")
    func references() throws {
        let document = try JSONDocument(
            parsing: ##"{"a/b":{"type":"string"},"use":{"$ref":"#/a~1b"}}"##
        ).root
        let use = try #require(document["use"])
        let schema = ContractSchema(document: document)
        #expect(try schema.violations(of: #require(document["a/b"]?["type"]), against: use) == [])
        #expect(try schema.violations(of: document, against: use).count == 1)
    }

    @Test(
        "an unknown keyword, type or reference is an error, wherever it stands",
        arguments: [
            #"{"pattern":"a"}"#, #"{"properties":{"a":{"pattern":"a"}}}"#,
            #"{"items":{"oneOf":[{"if":true}]}}"#, #"{"additionalProperties":{"not":{}}}"#,
            ##"{"$ref":"#/nowhere"}"##, #"{"$ref":"other.yaml#/a"}"#, #"{"items":7}"#,
        ]
    )
    func unknown(schema: String) throws {
        let schema = try JSONDocument(parsing: schema).root
        #expect(throws: ContractSchema.Failure.self) {
            try ContractSchema(document: schema).checkKeywords(of: schema)
        }
    }

    @Test("an unknown keyword is an error also while a value is checked")
    func unknownWhileChecking() throws {
        #expect(throws: ContractSchema.Failure.unknownKeyword("pattern")) {
            try violations(#"{"pattern":"a"}"#, #""a""#)
        }
        #expect(throws: ContractSchema.Failure.malformed("there is no type text")) {
            try violations(#"{"type":"text"}"#, #""a""#)
        }
    }
}
