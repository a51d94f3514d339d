import Foundation
import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

/// Configurations of which one number has been replaced.
@Suite("Hostile configurations of models with towers")
struct HostileMultimodalTests {
    /// What replaces a number, one at a time.
    static let replacements = ["0", "1", "-1", "1048576", "\"x\"", "null", "[]", "{}", "[0, 7]"]

    static let files =
        Fixture.files(under: Fixture.folder.appending(path: "oracle/multimodal"))
        + ["llama4", "mllama", "kimi_k25", "molmo2", "ernie4_5_vl_moe", "hunyuan_vl", "ovis2"].map {
            Fixture.folder.appending(path: "oracle/\($0).json")
        }

    @Test("a number out of place is read or refused, never a crash", arguments: files)
    func numbers(file: URL) throws {
        let cases = try Fixture.json(file)
        // Beside the class's defaults, which hold no numbers, one case a family will do.
        for item in cases.elements.dropFirst().prefix(1) {
            let config = try #require(item["config"])
            let text = [UInt8](Self.text(config).utf8)
            _ = try ModelDescription(config: config)
            for range in Self.numbers(in: text) {
                for replacement in Self.replacements {
                    var hostile = text
                    hostile.replaceSubrange(range, with: replacement.utf8)
                    let value = try JSONDocument(parsing: hostile).root
                    do throws(ModelConfigError) {
                        let model = try ModelDescription(config: value)
                        #expect(model.profile.parameters.total.magnitude > 0)
                    } catch {
                        continue
                    }
                }
            }
        }
    }

    /// The places of whole numbers behind a colon, a bracket or a comma.
    private static func numbers(in text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var index = 1
        while index < text.count {
            let opens = [UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: ",")]
            guard opens.contains(text[index - 1]), digits.contains(text[index]) else {
                index += 1
                continue
            }
            var end = index
            while end < text.count, digits.contains(text[end]) || text[end] == 46 { end += 1 }
            ranges.append(index..<end)
            index = end + 1
        }
        return ranges
    }

    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    /// The value as JSON without spaces.
    private static func text(_ value: JSONValue) -> String {
        switch value.kind {
        case .object:
            let members = value.members.map { "\"\($0.key)\":\(text($0.value))" }
            return "{" + members.joined(separator: ",") + "}"
        case .array: return "[" + value.elements.map(text).joined(separator: ",") + "]"
        case .string: return "\"\(value.string ?? "")\""
        case .number: return value.numberText ?? "0"
        case .bool: return value.bool == true ? "true" : "false"
        case .null: return "null"
        }
    }
}
