import PlimsollAPI
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("What a training run costs by its tokens")
struct TrainingCostTests {
    private let contract: Contract

    init() throws { contract = try Contract.shared() }

    private func post(_ body: String, _ path: String) throws -> JSONValue {
        let answer = try SweepTests.post(body, path, to: contract.router)
        try #require(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
        return try JSONDocument(parsing: answer.body).root
    }

    @Test("hours and dollars are those of the training estimate, the band included")
    func sameAsEstimate() throws {
        let run = #""model": "llama-3-8b", "technique": "lora", "gpu": "h100", "gpus": 8"#
        let price = #""price": {"usd_per_gpu_hour": 2.5}"#
        let cost = try post(
            #"{"training": {\#(run), "epochs": 3}, "tokens": 5e7, \#(price)}"#,
            "/v1/estimates/cost"
        )
        let estimate = try post(
            #"{\#(run), "epochs": 3, "tokens": 5e7, \#(price)}"#,
            Scenario.training
        )
        let option = try #require(cost["options"]?.elements.first { _ in true })
        #expect(option["tokens"]?.double == 1.5e8)
        let (speed, money) = (estimate["performance"], estimate["cost"])
        // The slow end is the estimate's low and the cost's high.
        for (mine, hours, usd) in [
            (option, speed?["hours"], money?["usd"]),
            (option["low"], speed?["high"]?["hours"], money?["low"]?["usd"]),
            (option["high"], speed?["low"]?["hours"], money?["high"]?["usd"]),
        ] {
            let own = try #require(mine?["hours"]?.double)
            let theirs = try #require(hours?.double)
            #expect(abs(own / theirs - 1) < 1e-3)
            let sum = try #require(mine?["usd"]?.double)
            #expect(try abs(sum / #require(usd?.double) - 1) < 1e-3)
        }
    }

    @Test("tokens may stand in the training request as well, but not twice and differently")
    func places() throws {
        let inside = try post(
            #"{"training": {"model": "llama-3-8b", "gpu": "h100", "gpus": 8, "tokens": 1e9}}"#,
            "/v1/estimates/cost"
        )
        let beside = try post(
            #"{"training": {"model": "llama-3-8b", "gpu": "h100", "gpus": 8}, "tokens": 1e9}"#,
            "/v1/estimates/cost"
        )
        #expect(inside["options"]?[0]?["usd"]?.double == beside["options"]?[0]?["usd"]?.double)
        let both = try SweepTests.post(
            #"""
            {"training": {"model": "llama-3-8b", "gpu": "h100", "tokens": 1e9}, "tokens": 2e9}
            """#,
            "/v1/estimates/cost",
            to: contract.router
        )
        #expect(both.status == 422)
    }

    @Test("a run that does not fit is named, and a card of unknown speed asks for hours")
    func limits() throws {
        let large = try post(
            #"{"training": {"model": "llama-3-70b", "gpu": "h100"}, "tokens": 1e9}"#,
            "/v1/estimates/cost"
        )
        let warnings = large["warnings"]?.elements.compactMap(\.string) ?? []
        #expect(warnings.contains { $0.contains("does not fit") })
        let unknown = try SweepTests.post(
            #"{"training": {"model": "llama-3-8b", "gpu": {"memory_gib": 80}}, "tokens": 1e9}"#,
            "/v1/estimates/cost",
            to: contract.router
        )
        #expect(unknown.status == 422)
        let errors = try JSONDocument(parsing: unknown.body).root["errors"]
        #expect(errors?.elements.compactMap { $0["pointer"]?.string } == ["/hours"])
    }
}
