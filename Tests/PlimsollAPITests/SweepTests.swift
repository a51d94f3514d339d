import PlimsollAPI
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("Sweeps")
struct SweepTests {
    private let router: Router

    init() throws { router = Service(store: try SmallCatalog.shared.get().store).router() }

    private func post(_ body: String, accept: String? = nil) throws -> HTTPResponse {
        try Self.post(body, accept: accept, to: router)
    }

    static func post(
        _ body: String,
        _ path: String = "/v1/sweeps",
        accept: String? = nil,
        to router: Router
    ) throws -> HTTPResponse {
        router.respond(
            to: try HTTPRequest(
                method: .post,
                target: path,
                fields: [Scenario.json] + (accept.map { [(name: "Accept", value: $0)] } ?? []),
                body: Array(body.utf8)
            )
        )
    }

    private func cells(_ answer: HTTPResponse) throws -> [JSONValue] {
        let root = try JSONDocument(parsing: answer.body).root
        return try Array(#require(root["cells"], "\(root)").elements)
    }

    private func refusal(_ body: String) throws -> (status: Int, pointers: [String]) {
        let answer = try post(body)
        let errors = try JSONDocument(parsing: answer.body).root["errors"]
        return (
            answer.status,
            errors?.elements.compactMap { $0["pointer"]?.string } ?? []
        )
    }

    @Test("the last list varies fastest, and every cell says where it is")
    func order() throws {
        let answer = try post(
            #"""
            {"estimate": "inference", "base": {"model": "tiny-1b"},
             "over": {"batch": [1, 2], "context": [512, 1024, 2048]}}
            """#
        )
        let places = try cells(answer).map {
            [$0["at"]?["batch"]?.int, $0["at"]?["context"]?.int]
        }
        #expect(
            places == [[1, 512], [1, 1024], [1, 2048], [2, 512], [2, 1024], [2, 2048]]
        )
    }

    @Test("a cell's answer is that of the estimate asked alone")
    func sameAnswer() throws {
        let swept = try post(
            #"""
            {"estimate": "inference",
             "base": {"model": "small-3b", "gpu": "big", "parallel": {"pipeline": 2}},
             "over": {"parallel.tensor": [2], "parallel": {"data": [3]}, "gpus": [12],
                      "batch": [6]}}
            """#
        )
        let alone = try Self.post(
            #"""
            {"model": "small-3b", "gpu": "big", "gpus": 12, "batch": 6,
             "parallel": {"pipeline": 2, "tensor": 2, "data": 3}}
            """#,
            Scenario.estimate,
            to: router
        )
        #expect(alone.status == 200)
        var writer = JSONWriter()
        writer.value(try #require(try cells(swept).first?["answer"]))
        #expect(writer.bytes == alone.body)
    }

    @Test("a combination that is not possible spoils no other")
    func ownStatus() throws {
        let answer = try post(
            #"""
            {"estimate": "inference", "base": {"model": "tiny-1b", "prompt": 1000},
             "over": {"context": [512, 1024]}, "fields": ["memory.per_gpu.kv_cache_bytes", "x"]}
            """#
        )
        #expect(answer.status == 200)
        let cells = try cells(answer)
        #expect(cells.map { $0["status"]?.int } == [422, 200])
        #expect(cells[0]["problem"]?["errors"]?[0]?["pointer"]?.string == "/prompt")
        #expect((cells[1]["answer"]?["memory.per_gpu.kv_cache_bytes"]?.int ?? 0) > 0)
        #expect(cells[1]["answer"]?["x"]?.isNull == true)
    }

    @Test(
        "what is wrong with every cell is refused once, at its place",
        arguments: [
            (#""base": {"model": "tyny-1b"}, "over": {"batch": [1, 2]}"#, "/base/model"),
            (#""base": {"model": "tiny-1b", "x": 1}, "over": {"batch": [1, 2]}"#, "/base/x"),
            (#""base": {"model": "tiny-1b"}, "over": {"bacth": [1, 2]}"#, "/over/bacth"),
            (#""base": {}, "over": {"batch": [1, 2]}"#, "/base/model"),
            (#""base": {"model": "tiny-1b"}, "over": {"batch": 3}"#, "/over/batch"),
            (#""base": {"model": "tiny-1b"}, "over": {"batch": []}"#, "/over/batch"),
            (#""base": {"model": "tiny-1b"}, "over": {}"#, "/over"),
            (#""base": {"model": "tiny-1b"}"#, "/over"),
            (
                #""base": {"model": "tiny-1b"}, "over": {"gpu": ["card"], "gpu.memory_gib": [1]}"#,
                "/over/gpu.memory_gib"
            ),
            (
                #""base": {"model": "tiny-1b", "gpu": "card"}, "over": {"gpu.memory_gib": [1]}"#,
                "/base/gpu"
            ),
            (#""base": {"model": "tiny-1b"}, "over": {"a..b": [1]}"#, "/over/a..b"),
        ]
    )
    func refused(fields: String, pointer: String) throws {
        let refusal = try refusal(#"{"estimate": "inference", \#(fields)}"#)
        #expect(refusal.status == 422)
        #expect(refusal.pointers == [pointer])
    }

    @Test("a grid of more than 10,000 cells is refused, however large the product")
    func tooLarge() throws {
        let hundred = (1...100).map(String.init).joined(separator: ",")
        let lists = ["batch", "context", "prompt", "max_sequences", "gpus", "gpu_layers"]
            .map { #""\#($0)": [\#(hundred)]"# }
        for count in [3, lists.count] {
            let over = lists.prefix(count).joined(separator: ",")
            let refusal = try refusal(
                #"{"estimate": "inference", "base": {"model": "tiny-1b"}, "over": {\#(over)}}"#
            )
            #expect(refusal.status == 422)
            #expect(refusal.pointers == ["/over"])
        }
    }

    @Test("a query makes the same grid as JSON")
    func query() throws {
        let query =
            "?estimate=inference&base.model=tiny-1b&base.gpu=card&over.batch=1,2"
            + "&over.weights=int8,bf16&fields=fit.verdict,weights"
        let answer = router.respond(
            to: try HTTPRequest(method: .get, target: "/v1/sweeps" + query)
        )
        let posted = try post(
            #"""
            {"estimate": "inference", "base": {"model": "tiny-1b", "gpu": "card"},
             "over": {"batch": [1, 2], "weights": ["int8", "bf16"]},
             "fields": ["fit.verdict", "weights"]}
            """#
        )
        #expect(answer.status == 200)
        #expect(answer.body == posted.body)
    }

    @Test("a table has a row for each cell, and quotes what needs it")
    func table() throws {
        let answer = try post(
            #"""
            {"estimate": "inference", "base": {"model": "tiny-1b", "prompt": 1000},
             "over": {"context": [512, 1024]}, "fields": ["model.name", "batch"]}
            """#,
            accept: "text/csv"
        )
        #expect(answer.fields["content-type"] == "text/csv; charset=utf-8")
        let lines = String(decoding: answer.body, as: UTF8.self).split(separator: "\r\n")
        #expect(lines.first == "context,status,model.name,batch,problem")
        #expect(lines.dropFirst().first?.hasPrefix("512,422,,,") == true)
        #expect(lines.last == "1024,200,Tiny 1B,1,")
        let neither = try post("{}", accept: "image/png")
        #expect(neither.status == 406)
    }

    @Test(
        "training and costs are swept too, each cell as when it is asked alone",
        arguments: [
            (
                #""training", "base": {"model": "tiny-1b", "gpu": "card"}, "over": {"zero_stage""#,
                "/v1/estimates/training", #"{"model": "tiny-1b", "gpu": "card", "zero_stage": 2}"#
            ),
            (
                #""cost", "base": {"request": {"model": "tiny-1b", "gpu": "card"}}, "#
                    + #""over": {"request.gpus""#,
                "/v1/estimates/cost",
                #"{"request": {"model": "tiny-1b", "gpu": "card", "gpus": 2}}"#
            ),
        ]
    )
    func otherEstimates(sweep: String, path: String, alone: String) throws {
        let body = #"{"estimate": \#(sweep): [1, 2]}}"#
        var writer = JSONWriter()
        writer.value(try #require(try cells(post(body)).last?["answer"]))
        let single = try Self.post(alone, path, to: router)
        #expect(single.status == 200)
        #expect(writer.bytes == single.body)
        let table = try post(body, accept: "text/csv")
        let lines = String(decoding: table.body, as: UTF8.self).split(separator: "\r\n")
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.contains(",200,") || $0 == lines[0] })
    }

    @Test("a text has a line for each cell: its figures, or what is wrong with it in words")
    func text() throws {
        let answer = try post(
            #"""
            {"estimate": "inference", "base": {"gpu": "card"},
             "over": {"model": ["tiny-1b", "tyny-1b"], "batch": [1, 1000000]}}
            """#,
            accept: "text/plain"
        )
        let lines = String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[0].hasSuffix("a GPU needs        leaves       verdict     max batch"))
        #expect(lines[2].contains("does not fit"))
        #expect(lines[3].contains("there is no model") && lines[3].contains("did you mean tiny-1b"))
    }

    @Test("a model described once serves every cell")
    func described() throws {
        let answer = try post(
            #"""
            {"estimate": "inference", "base": {"model": {"hf_config": {"model_type": "llama",
             "hidden_size": 64, "num_attention_heads": 4, "vocab_size": 100,
             "intermediate_size": 128}}}, "over": {"model.hf_config.num_hidden_layers": [2, 4]},
             "fields": ["model.parameters"]}
            """#
        )
        let sizes = try cells(answer).map { $0["answer"]?["model.parameters"]?.int ?? 0 }
        #expect(sizes.count == 2)
        #expect(sizes.first ?? 0 < sizes.last ?? 0)
    }

    @Test("cells beyond the compute budget say so, and the answer is whole")
    func budget() throws {
        let service = Service(
            store: try SmallCatalog.shared.get().store,
            computeBudget: .nanoseconds(1)
        )
        let answer = try Self.post(
            #"""
            {"estimate": "inference", "base": {"model": "tiny-1b"}, "over": {"batch": [1, 2, 3]}}
            """#,
            to: service.router()
        )
        #expect(answer.status == 200)
        #expect(try cells(answer).map { $0["status"]?.int } == [200, 503, 503])
    }
}

@Suite("Batches")
struct BatchTests {
    private let router: Router

    init() throws { router = Service(store: try SmallCatalog.shared.get().store).router() }

    private func responses(_ body: String) throws -> [JSONValue] {
        let answer = try SweepTests.post(body, "/v1/batch", to: router)
        let root = try JSONDocument(parsing: answer.body).root
        return try Array(#require(root["responses"]).elements)
    }

    @Test("each request has its own status and answer, in their order")
    func ownStatus() throws {
        let responses = try responses(
            #"""
            {"requests": [
              {"id": "a", "path": "/v1/estimates/inference", "body": {"model": "tiny-1b"}},
              {"id": 7, "path": "/v1/estimates/inference", "body": {"model": "nothing"}},
              {"path": "/v1/estimates/inferences", "body": {}},
              {"path": "/v1/batch", "body": {"requests": []}},
              {"path": "/v1/estimates/inference", "body": []},
              5,
              {"path": "/v1/estimates/quantization", "body": {"model": "tiny-1b"}, "x": 1},
              {"id": "z", "path": "/v1/estimates/quantization", "body": {"model": "tiny-1b"}}
            ]}
            """#
        )
        #expect(
            responses.map { $0["status"]?.int } == [200, 422, 404, 422, 422, 422, 422, 200]
        )
        #expect(responses[0]["id"]?.string == "a")
        #expect(responses[1]["id"]?.int == 7)
        #expect(responses[2]["id"]?.int == 2)
        let pointer = responses[1]["body"]?["errors"]?[0]?["pointer"]?.string
        #expect(pointer == "/requests/1/body/model")
        #expect(responses[7]["body"]?["formats"]?.count ?? 0 > 0)
    }

    @Test("an answer is that of the request made alone")
    func sameAnswer() throws {
        let body = #"{"model": "small-3b", "gpu": "card", "batch": "max", "weights": "int4"}"#
        let alone = try SweepTests.post(body, Scenario.estimate, to: router)
        let inside = try responses(
            #"{"requests": [{"path": "/v1/estimates/inference", "body": \#(body)}]}"#
        )
        var writer = JSONWriter()
        writer.value(try #require(inside.first?["body"]))
        #expect(writer.bytes == alone.body)
    }

    @Test("a list that is missing, empty or too long is refused whole")
    func refused() throws {
        let item = #"{"path": "/v1/estimates/inference", "body": {"model": "tiny-1b"}}"#
        let many = Array(repeating: item, count: 1001).joined(separator: ",")
        for body in ["{}", #"{"requests": []}"#, #"{"requests": [\#(many)]}"#, "[]"] {
            #expect(try SweepTests.post(body, "/v1/batch", to: router).status == 422)
        }
    }

    @Test("a thousand requests are answered in order")
    func thousand() throws {
        let items = (1...1000).map {
            #"{"id": \#($0), "path": "/v1/estimates/inference", "#
                + #""body": {"model": "tiny-1b", "batch": \#($0)}}"#
        }
        let responses = try responses(
            #"{"requests": [\#(items.joined(separator: ","))]}"#
        )
        #expect(responses.map { $0["id"]?.int } == Array(1...1000))
        #expect(responses.map { $0["body"]?["batch"]?.int } == Array(1...1000))
    }
}
