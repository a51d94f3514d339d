import PlimsollAPI
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("Sharding plans by rules of thumb")
struct RuleOfThumbPlanTests {
    private let contract: Contract

    init() throws { contract = try Contract.shared() }

    private func answer(_ more: String, status: Int = 200) throws -> JSONValue {
        let answer = try SweepTests.post(
            #"""
            {"request": {"model": {"parameters": 405e9, "hidden_size": 16384}, "weights": "int8",
                         "estimator": "rule_of_thumb", "rules": {"workspace_share": 0.1}},
             "gpu": "h100-sxm-80gb", \#(more)}
            """#,
            "/v1/plans/sharding",
            to: contract.router
        )
        let root = try JSONDocument(parsing: answer.body).root
        try #require(answer.status == status, "\(root["detail"]?.string ?? "")")
        let schema = status == 200 ? "ShardingPlans" : "Problem"
        #expect(try contract.violations(of: answer, against: schema) == [])
        return root
    }

    private func gpus(_ root: JSONValue) -> [Int] {
        root["plans"]?.elements.compactMap { $0["layout"]?["gpus"]?.int } ?? []
    }

    @Test("any number from the fewest on holds the model")
    func fewest() throws {
        let root = try answer(#""max_gpus": 9"#)
        #expect(gpus(root) == [6, 7, 8, 9])
        #expect(root["considered"]?.int == 9)
        #expect(root["feasible"]?.int == 4)
        let reasons = root["plans"]?.elements.compactMap { $0["comparison"]?["why"]?.string } ?? []
        #expect(reasons.count == 4)
        #expect(reasons.first?.contains("compared on one GPU, since a tensor parallel") == true)
    }

    @Test("the most free memory comes first where that is asked for")
    func headroom() throws {
        let root = try answer(#""max_gpus": 9, "objective": "headroom", "limit": 2"#)
        #expect(gpus(root) == [9, 8])
    }

    @Test("a number that is given is the only one")
    func given() throws {
        let root = try answer(#""gpus": 8"#)
        #expect(gpus(root) == [8])
        #expect(root["considered"]?.int == 1)
        #expect(root["feasible"]?.int == 1)
    }

    @Test("where nothing fits, the answer says how many would")
    func miss() throws {
        let root = try answer(#""max_gpus": 4"#)
        #expect(gpus(root) == [])
        let miss = try #require(root["nearest_miss"])
        #expect(miss["layout"]?["gpus"]?.int == 4)
        #expect(miss["short_bytes_per_gpu"]?.int ?? 0 > 0)
        #expect(miss["changes"]?.elements.compactMap { $0["change"]?["gpus"]?.int } == [6])
    }

    @Test("no rule divides over cards of several sizes")
    func devices() throws {
        let answer = try SweepTests.post(
            #"""
            {"request": {"model": "llama-3-8b", "estimator": "rule_of_thumb"},
             "devices": [{"gpu": "rtx-4090"}, {"gpu": "rtx-3060-12gb"}]}
            """#,
            "/v1/plans/sharding",
            to: contract.router
        )
        #expect(answer.status == 422)
        #expect(String(decoding: answer.body, as: UTF8.self).contains(#""pointer":"/devices""#))
    }

    @Test("no rule has a speed", arguments: ["throughput", "latency"])
    func speed(objective: String) throws {
        let root = try answer(#""objective": "\#(objective)""#, status: 422)
        let pointers = root["errors"]?.elements.compactMap { $0["pointer"]?.string }
        #expect(pointers == ["/objective"])
    }
}
