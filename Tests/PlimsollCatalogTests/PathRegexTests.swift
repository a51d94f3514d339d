import Testing

@testable import PlimsollCatalog

@Suite("Expressions of quantization configurations")
struct PathRegexTests {
    private static let cases: [(String, String, Bool)] = [
        (".*self_attn.*", "model.layers.3.self_attn.q_proj", true),
        (".*shared_experts.*", "model.layers.3.mlp.experts.0.up_proj", false),
        (#".*mlp\.(gate|up|gate_up|down)_proj.*"#, "model.layers.0.mlp.down_proj", true),
        (#".*mlp\.(gate|up|gate_up|down)_proj.*"#, "model.layers.3.mlp.experts.0.up_proj", false),
        (".*mlp.gate$", "model.layers.3.mlp.gate", true),
        (".*mlp.gate$", "model.layers.3.mlp.gate_proj", false),
        (#"^model\.layers\.(0|1|2)\..*"#, "model.layers.2.mlp.up_proj", true),
        (#"^model\.layers\.(0|1|2)\..*"#, "model.layers.12.mlp.up_proj", false),
        (#"model\.layers\.\d{2}\.self_attn"#, "model.layers.12.self_attn.q_proj", true),
        (#"model\.layers\.\d{2}\.self_attn"#, "model.layers.1.self_attn.q_proj", false),
        (#"model\.layers\.[0-5]\."#, "model.layers.4.mlp.up_proj", true),
        (#"^(?!.*experts).*$"#, "model.layers.3.self_attn.q_proj", true),
        (#"^(?!.*experts).*$"#, "model.layers.3.mlp.experts.0.up_proj", false),
        ("lm_head", "model.lm_head", false),
        ("a{2,3}b?c+", "aaacc", true),
        ("[^a]b", "ab", false),
        ("(a|b)*?c", "ababc", true),
    ]

    @Test("match as Python's re.match does", arguments: cases)
    func matching(expression: String, text: String, matches: Bool) throws {
        let regex = try #require(PathRegex(expression))
        #expect(regex.matchesPrefix(of: Array(text.utf8)) == matches)
    }

    @Test(
        "that are malformed or unknown are refused",
        arguments: [
            "(", ")", "[a", "a{3,2}", "a{1000}", "*a", #"\bword"#, "(?<name>a)", "(?i)a", "[b-a]",
            #"a\"#,
        ]
    )
    func refused(expression: String) {
        #expect(PathRegex(expression) == nil)
    }

    @Test("that make a backtracking matcher hang are answered at once")
    func nestedRepetition() throws {
        let regex = try #require(PathRegex("(((a*)*)*)*(a|a)*b$"))
        #expect(!regex.matchesPrefix(of: Array(repeating: UInt8(ascii: "a"), count: 2000)))
    }

    @Test("that are too long or repeat too much are refused")
    func limits() {
        #expect(PathRegex(String(repeating: "a", count: 1001)) == nil)
        #expect(PathRegex("((((a{100}){100}){100}){100}){100}") == nil)
        #expect(
            PathRegex(String(repeating: "(", count: 40) + String(repeating: ")", count: 40)) == nil
        )
    }
}
