import PlimsollAPI
import PlimsollCatalog
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("Recommendations over the shipped catalog")
struct RecommendationTests {
    private let contract: Contract

    init() throws { contract = try Contract.shared() }

    private func answer(_ body: String) throws -> JSONValue {
        let answer = try SweepTests.post(body, "/v1/recommendations", to: contract.router)
        let root = try JSONDocument(parsing: answer.body).root
        try #require(answer.status == 200, "\(root["detail"]?.string ?? "")")
        #expect(try contract.violations(of: answer, against: "Recommendations") == [])
        return root
    }

    private func options(_ root: JSONValue) -> [JSONValue] {
        root["recommendations"].map { Array($0.elements) } ?? []
    }

    private static let load =
        #""request": {"model": "llama-3-8b", "runtime": "vllm", "context": 4096}"#

    @Test(
        "options are in the order of the objective",
        arguments: [
            ("cost", "cost.usd_per_million_output_tokens", false),
            ("hourly_cost", "cost.usd_per_hour", false),
            ("throughput", "total.output_tokens_per_second", true),
            ("fewest_gpus", "gpus", false),
            ("headroom", "fit.headroom_bytes_per_gpu", true),
        ]
    )
    func order(objective: String, path: String, isDescending: Bool) throws {
        let root = try answer(#"{\#(Self.load), "objective": "\#(objective)", "limit": 30}"#)
        let figures = options(root).map { option in
            path.split(separator: ".").reduce(option as JSONValue?) { $0?[String($1)] }?.double
                ?? .infinity
        }
        #expect(figures.count == 30)
        let sorted = figures.sorted { isDescending ? $0 > $1 : $0 < $1 }
        // Shown figures are rounded, so that neighbours may change places.
        for (shown, right) in zip(figures, sorted) where shown.isFinite {
            #expect(abs(shown / right - 1) < 0.001)
        }
    }

    @Test("every option fits, keeps to what is required, and is within the budget")
    func requirements() throws {
        let root = try answer(
            #"""
            {\#(Self.load), "requirements": {"time_per_output_token_ms": 20,
             "time_to_first_token_ms": 400, "requests_per_second": 40},
             "budget_usd_per_hour": 60, "limit": 100}
            """#
        )
        #expect(!options(root).isEmpty)
        for option in options(root) {
            let speed = option["performance"]
            #expect(speed?["time_per_output_token_ms"]?.double ?? .infinity <= 20)
            #expect(speed?["time_to_first_token_ms"]?.double ?? .infinity <= 400)
            #expect(option["total"]?["requests_per_second"]?.double ?? 0 >= 39.99)
            #expect(option["cost"]?["usd_per_hour"]?.double ?? .infinity <= 60)
            #expect(["fits", "tight"].contains(option["fit"]?["verdict"]?.string))
            let copies = option["replicas"]?.int ?? 0
            #expect(option["gpus"]?.int == copies * (option["layout"]?["gpus"]?.int ?? 0))
        }
    }

    @Test("choices are kept to: accelerators, vendors, classes, formats, providers, commitment")
    func choices() throws {
        let root = try answer(
            #"""
            {\#(Self.load), "vendors": ["nvidia"], "classes": ["datacenter"],
             "formats": ["bf16", "fp8"], "providers": ["lambda", "aws"], "max_gpus": 2,
             "limit": 100}
            """#
        )
        let priced = options(root).filter { $0["cost"] != nil }
        #expect(!priced.isEmpty)
        for option in priced {
            #expect(["bf16", "fp8"].contains(option["weights"]?.string))
            #expect(["lambda", "aws"].contains(option["cost"]?["price"]?["provider"]?.string))
            #expect(option["cost"]?["price"]?["tier"]?.string == "on_demand")
            #expect(option["layout"]?["gpus"]?.int ?? 9 <= 2)
            let gpu = try #require(contract.catalog.gpus[option["gpu"]?.string ?? ""])
            #expect(gpu.vendor == "nvidia" && gpu.kind == "datacenter")
        }
    }

    @Test("an option is what the estimate of its card and layout says")
    func sameEstimate() throws {
        let root = try answer(
            #"{\#(Self.load), "gpus": ["h100", "l40s"], "formats": ["fp8"], "limit": 2}"#
        )
        #expect(options(root).count == 2)
        for option in options(root) {
            let layout = option["layout"]
            let alone = try SweepTests.post(
                #"""
                {"model": "llama-3-8b", "runtime": "vllm", "context": 4096, "weights": "fp8",
                 "gpu": "\#(option["gpu"]?.string ?? "")", "batch": \#(option["batch"]?.int ?? 0),
                 "parallel": {"tensor": \#(layout?["tensor"]?.int ?? 0),
                 "pipeline": \#(layout?["pipeline"]?.int ?? 0)}}
                """#,
                Scenario.estimate,
                to: contract.router
            )
            let estimate = try JSONDocument(parsing: alone.body).root
            for member in ["memory", "fit", "performance"] {
                var mine = JSONWriter()
                var theirs = JSONWriter()
                mine.value(try #require(option[member]))
                theirs.value(try #require(estimate[member]))
                #expect(mine.text == theirs.text)
            }
        }
    }

    @Test("the choice that most providers offer is explained where it lost")
    func obvious() throws {
        let root = try answer(#"{\#(Self.load), "objective": "cost", "limit": 1}"#)
        let passed = root["passed_over"].map { Array($0.elements) } ?? []
        #expect(passed.contains { $0["why"]?.string?.hasPrefix("offered most widely: ") == true })
        let first = options(root).first?["gpu"]?.string
        #expect(!passed.contains { $0["gpu"]?.string == first })
    }

    @Test("where nothing serves the load, each named card says what it lacks")
    func impossible() throws {
        let root = try answer(
            #"""
            {"request": {"model": "llama-3-70b", "weights": "bf16", "runtime": "vllm"},
             "gpus": ["l4", "h100"], "max_gpus": 1}
            """#
        )
        #expect(root["feasible"]?.int == 0)
        let passed = root["passed_over"].map { Array($0.elements) } ?? []
        #expect(passed.map { $0["gpu"]?.string } == ["l4-24gb", "h100-sxm-80gb"])
        #expect(passed.allSatisfy { $0["why"]?.string?.contains("do not hold the load") == true })
    }

    @Test(
        "wrong fields are refused at their places",
        arguments: [
            (#""gpus": ["h1000"]"#, "/gpus"), (#""vendors": ["nvidea"]"#, "/vendors"),
            (#""classes": ["server"]"#, "/classes"), (#""formats": ["fp9"]"#, "/formats"),
            (#""providers": ["amazon"]"#, "/providers"),
            (#""commitment": "never""#, "/commitment"), (#""region": "mars""#, "/region"),
            (#""max_gpus": 65"#, "/max_gpus"),
            (#""requirements": {"ttft": 1}"#, "/requirements/ttft"),
        ]
    )
    func refused(field: String, pointer: String) throws {
        let answer = try SweepTests.post(
            #"{\#(Self.load), \#(field)}"#,
            "/v1/recommendations",
            to: contract.router
        )
        #expect(answer.status == 422)
        let errors = try JSONDocument(parsing: answer.body).root["errors"]
        #expect(errors?.elements.compactMap { $0["pointer"]?.string } == [pointer])
    }
}
