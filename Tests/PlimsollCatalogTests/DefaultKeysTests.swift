import PlimsollJSON
import Testing

@testable import PlimsollCatalog

@Suite("Default keys")
struct DefaultKeysTests {
    @Test("every tower's defaults are an object", arguments: TowerFamily.all.map(\.defaults.value))
    func defaults(value: JSONValue?) throws {
        #expect(try #require(value).kind == .object)
    }

    @Test("a default stands for an absent key, not for null")
    func precedence() throws {
        let text = [UInt8](#"{"written": 1, "null": null}"#.utf8)
        let config = HuggingFaceConfig(try JSONDocument(parsing: text).root)
            .defaulting(to: DefaultKeys(#"{"written": 2, "null": 3, "absent": 4}"#))
        #expect(try config.int("written") == 1)
        #expect(try config.int("null") == nil)
        #expect(try config.int("absent") == 4)
    }
}
