import PlimsollJSON
import Testing

@Suite("Spelling suggestions")
struct SpellingSuggestionTests {
    static let models = [
        "meta-llama/Llama-3.1-70B", "meta-llama/Llama-3.1-8B", "mistralai/Mistral-7B",
        "qwen/Qwen2.5-72B",
        "deepseek-ai/DeepSeek-V3", "h100-sxm", "h100-pcie", "a100-sxm-80gb", "l4", "l40s", "batch",
        "context",
    ]

    static let cases: [(String, [String])] = [
        ("batch", ["batch"]), ("bacth", ["batch"]), ("BATCH", ["batch"]), ("btch", ["batch"]),
        ("contxet", ["context"]), ("H100 SXM", ["h100-sxm"]),
        ("llama3.1-70b", ["meta-llama/Llama-3.1-70B", "meta-llama/Llama-3.1-8B"]),
        ("lama-3.1-70b", ["meta-llama/Llama-3.1-70B", "meta-llama/Llama-3.1-8B"]),
        ("deepseek_v3", ["deepseek-ai/DeepSeek-V3"]), ("mistral", ["mistralai/Mistral-7B"]),
        ("l4", ["l4", "l40s"]), ("zzzzzz", []), ("", []), ("-", []),
        ("h100", ["h100-sxm", "h100-pcie"]),
    ]

    @Test("the closest names come first and nothing far comes at all", arguments: cases)
    func closest(name: String, expected: [String]) {
        #expect(SpellingSuggestion.closest(to: name, in: Self.models) == expected)
    }

    @Test("a limit keeps the best, and no name comes twice")
    func limit() {
        let names = ["abcx", "abcd", "abce", "abcd", "abcde"]
        #expect(SpellingSuggestion.closest(to: "abcd", in: names, limit: 1) == ["abcd"])
        #expect(
            SpellingSuggestion.closest(to: "abcd", in: names, limit: 3) == [
                "abcd", "abcde", "abce",
            ]
        )
        #expect(SpellingSuggestion.closest(to: "abcd", in: names, limit: 0) == [])
        #expect(SpellingSuggestion.closest(to: "abcd", in: []) == [])
    }

    @Test("long names are compared by their beginning and cost little")
    func bounded() {
        let long = String(repeating: "ab", count: 500_000)
        let names = [long + "x", long + "y", "ab"]
        #expect(SpellingSuggestion.closest(to: long, in: names) == [names[0], names[1]])
        #expect(SpellingSuggestion.closest(to: "ba" + long, in: ["c"]) == [])
    }
}
