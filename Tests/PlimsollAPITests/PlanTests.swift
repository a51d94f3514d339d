import PlimsollAPI
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("Sharding plans over the shipped catalog")
struct PlanTests {
    private let contract: Contract

    init() throws { contract = try Contract.shared() }

    private func answer(_ body: String) throws -> JSONValue {
        let answer = try SweepTests.post(body, "/v1/plans/sharding", to: contract.router)
        let root = try JSONDocument(parsing: answer.body).root
        try #require(answer.status == 200, "\(root["detail"]?.string ?? "")")
        #expect(try contract.violations(of: answer, against: "ShardingPlans") == [])
        return root
    }

    private func plans(_ root: JSONValue) -> [JSONValue] {
        root["plans"].map { Array($0.elements) } ?? []
    }

    @Test("a 70B model in 4 bits fits two consumer cards of 24 GB, and not one")
    func consumer() throws {
        for cards in ["rtx-4090", "rtx-3090"] {
            let body = #"""
                {"request": {"model": "llama-3-70b", "weights": "awq-int4", "context": 4096},
                 "gpu": "\#(cards)", "max_gpus": 4, "limit": 100}
                """#
            let root = try answer(body)
            let gpus = plans(root).compactMap { $0["layout"]?["gpus"]?.int }
            #expect(gpus.first == 2)
            #expect(!gpus.contains(1))
        }
    }

    @Test(
        "DeepSeek-V3 as published takes 8 H200 or 16 H100, and not 8 H100",
        arguments: [("h200", 8, true), ("h100", 16, true), ("h100", 8, false)]
    )
    func mixture(gpu: String, gpus: Int, fits: Bool) throws {
        let root = try answer(
            #"""
            {"request": {"model": "deepseek-v3", "runtime": "vllm", "batch": 8, "context": 4096},
             "gpu": "\#(gpu)", "gpus": \#(gpus), "limit": 100}
            """#
        )
        #expect((root["feasible"]?.int ?? 0 > 0) == fits)
        let usual = plans(root).contains {
            $0["layout"]?["tensor"]?.int == 8 && $0["layout"]?["pipeline"]?.int == gpus / 8
        }
        #expect(usual == fits)
        #expect((root["nearest_miss"] == nil) == fits)
    }

    @Test("a model of 64 heads gets no tensor parallel size of 3 or 6", arguments: [3, 6, 12])
    func heads(gpus: Int) throws {
        let root = try answer(
            #"""
            {"request": {"model": "llama-3-70b", "weights": "int4"}, "gpu": "h100",
             "gpus": \#(gpus), "limit": 100}
            """#
        )
        let sizes = plans(root).compactMap { $0["layout"]?["tensor"]?.int }
        #expect(!sizes.isEmpty)
        #expect(sizes.allSatisfy { 64 % $0 == 0 })
    }

    @Test("a plan is what the estimate of its layout says")
    func sameEstimate() throws {
        let load = #""model": "llama-3-70b", "weights": "int8", "batch": 8, "context": 8192"#
        let root = try answer(
            #"{"request": {\#(load)}, "gpu": "h100", "gpus": 4, "limit": 3}"#
        )
        for plan in plans(root) {
            let layout = try #require(plan["layout"])
            let sizes = ["tensor", "pipeline", "data", "expert", "context"].map {
                "\"\($0)\": \(layout[$0]?.int ?? 0)"
            }
            let alone = try SweepTests.post(
                "{\(load), \"gpu\": \"h100\", \"parallel\": {\(sizes.joined(separator: ","))}}",
                Scenario.estimate,
                to: contract.router
            )
            let estimate = try JSONDocument(parsing: alone.body).root
            for member in ["memory", "fit", "capacity"] {
                var mine = JSONWriter()
                var theirs = JSONWriter()
                mine.value(try #require(plan[member]))
                theirs.value(try #require(estimate[member]))
                #expect(mine.text == theirs.text)
            }
        }
    }

    @Test("mixed cards get layers in proportion to their memory")
    func mixed() throws {
        let root = try answer(
            #"""
            {"request": {"model": "llama-3-70b", "weights": "q4_k_m", "runtime": "llama.cpp",
             "context": 4096}, "devices": [{"gpu": "rtx-4090"}, {"gpu": "rtx-3060", "count": 2}],
             "objective": "headroom"}
            """#
        )
        let stages = try #require(plans(root).first?["stages"]).elements.compactMap {
            $0["layers"]?.int
        }
        #expect(stages.count == 3)
        #expect(stages.reduce(0, +) == 80)
        #expect(stages[0] > 2 * stages[1] - 8)
        #expect(abs(stages[1] - stages[2]) < 6)
    }

    @Test("an estimate over mixed cards has the speed of the plan over them, and no one price")
    func mixedEstimate() throws {
        let load = #""model": "llama-3-8b", "weights": "q8_0", "runtime": "llama.cpp", "batch": 2"#
        let devices = #"[{"gpu": "rtx-4090"}, {"gpu": "rtx-3060"}]"#
        let planned = try answer(
            #"{"request": {\#(load)}, "devices": \#(devices), "objective": "headroom", "limit": 100}"#
        )
        let estimate = try SweepTests.post(
            #"{\#(load), "devices": \#(devices)}"#,
            "/v1/estimates/inference",
            to: contract.router
        )
        #expect(try contract.violations(of: estimate, against: "InferenceEstimate") == [])
        let root = try JSONDocument(parsing: estimate.body).root
        let speed = try #require(root["performance"]?["output_tokens_per_second"]?.double)
        let plan = try #require(plans(planned).first { $0["layout"]?["pipeline"]?.int == 2 })
        let other = try #require(plan["performance"]?["output_tokens_per_second"]?.double)
        // The plan may divide the layers a little otherwise than the engine does by itself.
        #expect(abs(speed / other - 1) < 0.1)
        #expect(root["cost"] == nil)
    }

    @Test("mixed cards are as fast as the slowest stage lets them be, at the rent of each kind")
    func mixedSpeed() throws {
        func first(_ devices: String) throws -> JSONValue {
            let root = try answer(
                #"""
                {"request": {"model": "llama-3-8b", "weights": "q8_0", "runtime": "llama.cpp",
                 "batch": 2, "context": 4096}, "devices": [\#(devices)], "objective": "headroom",
                 "limit": 100}
                """#
            )
            return try #require(plans(root).first { $0["layout"]?["pipeline"]?.int == 2 })
        }
        func speed(_ plan: JSONValue) throws -> Double {
            try #require(plan["performance"]?["output_tokens_per_second"]?.double)
        }
        let both = try first(#"{"gpu": "rtx-4090"}, {"gpu": "rtx-3060"}"#)
        let fast = try first(#"{"gpu": "rtx-4090", "count": 2}"#)
        let slow = try first(#"{"gpu": "rtx-3060", "count": 2}"#)
        #expect(try speed(slow) < speed(both))
        #expect(try speed(both) < speed(fast))
        let priced = try first(#"{"gpu": "h100"}, {"gpu": "a100"}"#)
        let prices = try #require(priced["cost"]?["prices"]).elements.compactMap {
            $0["price"]?["usd_per_gpu_hour"]?.double
        }
        #expect(prices.count == 2)
        let rent = try #require(priced["cost"]?["usd_per_hour"]?.double)
        #expect(abs(rent - prices.reduce(0, +)) < 0.01)
    }

    @Test("where nothing fits, each change that is offered does fit when it is made")
    func remedies() throws {
        let root = try answer(
            #"""
            {"request": {"model": "llama-3-70b", "weights": "bf16", "batch": 4, "context": 8192},
             "gpu": "h100", "gpus": 1}
            """#
        )
        let miss = try #require(root["nearest_miss"])
        #expect(miss["short_bytes_per_gpu"]?.int ?? 0 > 0)
        let changes = miss["changes"].map { Array($0.elements) } ?? []
        #expect(changes.count >= 2)
        for change in changes {
            let member = try #require(change["change"]?.members.first { _ in true })
            var gpus = 1
            var load = #""model": "llama-3-70b", "batch": 4, "context": 8192"#
            switch member.key {
            case "gpus": gpus = member.value.int ?? 0
            case "weights": load += #", "weights": "\#(member.value.string ?? "")""#
            default: Issue.record("\(member.key) was not expected")
            }
            let again = try answer(
                #"{"request": {\#(load)}, "gpu": "h100", "gpus": \#(gpus)}"#
            )
            #expect(again["feasible"]?.int ?? 0 > 0, "\(member.key)")
        }
    }

    @Test(
        "wrong fields are refused at their places",
        arguments: [
            (#"{"gpu": "h100"}"#, "/request"),
            (#"{"request": {"model": "llama-3-8b"}}"#, "/gpu"),
            (#"{"request": {"model": "llama-3-8"}, "gpu": "h100"}"#, "/request/model"),
            (
                #"{"request": {"model": "llama-3-8b", "parallel": {"tensor": 2}}, "gpu": "h100"}"#,
                "/request/parallel"
            ),
            (#"{"request": {"model": "llama-3-8b", "gpus": 2}, "gpu": "h100"}"#, "/request/gpus"),
            (
                #"{"request": {"model": "llama-3-8b"}, "gpu": "h100", "gpus": 2, "max_gpus": 4}"#,
                "/max_gpus"
            ),
            (#"{"request": {"model": "llama-3-8b"}, "gpu": "h100", "limit": 0}"#, "/limit"),
            (#"{"request": {"model": "llama-3-8b"}, "devices": [{"count": 2}]}"#, "/devices/0/gpu"),
            (
                #"{"request": {"model": "llama-3-8b"}, "devices": [{"gpu": "l4"}], "gpu": "l4"}"#,
                "/gpu"
            ),
        ]
    )
    func refused(body: String, pointer: String) throws {
        let answer = try SweepTests.post(body, "/v1/plans/sharding", to: contract.router)
        #expect(answer.status == 422)
        let errors = try JSONDocument(parsing: answer.body).root["errors"]
        #expect(errors?.elements.compactMap { $0["pointer"]?.string } == [pointer])
    }

    @Test("an estimate without a layout gets the planner's, and says so")
    func chosen() throws {
        for (gpus, sizes) in [(16, [8, 1, 2]), (6, [2, 1, 3]), (3, [1, 1, 3])] {
            let answer = try contract.get(
                Scenario.estimate + "?model=llama-3-70b&weights=int4&gpu=h100&gpus=\(gpus)"
            )
            let root = try JSONDocument(parsing: answer.body).root
            let layout = root["layout"]
            #expect(
                [layout?["tensor"]?.int, layout?["pipeline"]?.int, layout?["data"]?.int] == sizes
            )
            let assumptions = root["assumptions"]?.elements.compactMap(\.string) ?? []
            #expect(assumptions.contains { $0.hasPrefix("the layout is chosen") })
        }
    }
}
