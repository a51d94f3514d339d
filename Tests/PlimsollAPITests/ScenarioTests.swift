import Foundation
import PlimsollAPI
import PlimsollCatalog
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("Scenarios", .timeLimit(.minutes(2)))
struct ScenarioTests {
    @Test("without a socket", arguments: Scenario.all)
    func router(scenario: Scenario) throws {
        let service = Service(store: try SmallCatalog.shared.get().store)
        scenario.check(try scenario.answer(service.router()))
    }

    @Test("over a socket", arguments: Scenario.all)
    func live(scenario: Scenario) async throws {
        let answers = try await LiveServer.shared.get().exchange([scenario.request])
        for answer in answers {
            scenario.check(answer)
            #expect(answer["Date"] != nil)
        }
        #expect(answers.count == 1)
    }

    @Test("every kind of problem that a request can meet has a scenario")
    func kinds() {
        // The rest shows on the wire only, where the request is no HTTP or the server is full, or
        // where the service asks for keys or counts requests.
        let wire: Set<APIError.Kind> = [
            .requestTimeout, .targetTooLong, .expectationFailed, .headTooLarge, .internalError,
            .notImplemented, .overloaded, .versionNotSupported, .unauthorized, .tooManyRequests,
        ]
        for kind in APIError.Kind.allCases where !wire.contains(kind) {
            let mark = #""type":"\#(kind.uri)""#
            #expect(Scenario.all.contains { $0.contains.contains(mark) }, "\(kind)")
        }
    }
}

@Suite("Answers that belong together")
struct RelatedAnswerTests {
    private let router: Router

    init() throws { router = Service(store: try SmallCatalog.shared.get().store).router() }

    private func get(
        _ target: String,
        _ fields: [(name: String, value: String)] = [],
        _ method: HTTPMethod = .get
    ) throws -> HTTPResponse {
        router.respond(to: try HTTPRequest(method: method, target: target, fields: fields))
    }

    private func post(
        _ body: String,
        _ fields: [(name: String, value: String)] = [Scenario.json]
    ) throws -> HTTPResponse {
        router.respond(
            to: try HTTPRequest(
                method: .post,
                target: Scenario.estimate,
                fields: fields,
                body: Array(body.utf8)
            )
        )
    }

    @Test("an estimate by GET, by JSON and by form is the same bytes")
    func threeWays() throws {
        let query =
            "model=acme%2FTiny-1B&weights=int8&batch=4&context=8192&gpu=card-24gb"
            + "&gpus=2&parallel.tensor=2&explain=true&memory_utilization=0.9"
        let json = #"""
            {"model": "acme/Tiny-1B", "weights": "int8", "batch": 4, "context": 8192,
             "gpu": "card-24gb", "gpus": 2, "parallel": {"tensor": 2}, "explain": true,
             "memory_utilization": 0.9}
            """#
        let byGet = try get(Scenario.estimate + "?" + query)
        #expect(byGet.status == 200)
        #expect(try post(json).body == byGet.body)
        #expect(try post(query, [Scenario.form]).body == byGet.body)
    }

    @Test("the same request twice is the same bytes and the same tag")
    func deterministic() throws {
        for target in [
            Scenario.estimate + "?model=tiny-1b&gpu=card&explain=true", "/v1/models", "/v1/gpus",
            "/v1/models/tiny-1b", "/v1/prices", "/v1/weight-formats", "/v1/runtimes",
        ] {
            let first = try get(target)
            // Another service over the same folder, as after a restart.
            let store = try SmallCatalog().store
            let second = Service(store: store).router().respond(
                to: try HTTPRequest(method: .get, target: target)
            )
            #expect(first.status == 200)
            #expect(first.body == second.body)
            #expect(first.fields["ETag"] == second.fields["ETag"])
            #expect(first.fields["ETag"] != nil)
            #expect(first.fields["X-Catalog-Version"] == store.current.version)
        }
    }

    @Test("a tag of an earlier answer is honoured, and only by its own request")
    func tags() throws {
        let target = Scenario.estimate + "?model=tiny-1b"
        let tag = try #require(try get(target).fields["ETag"])
        for list in [tag, "W/" + tag, "\"x\", \(tag)", "\"x\",W/\(tag) ,\"y\""] {
            let again = try get(target, [("If-None-Match", list)])
            #expect(again.status == 304)
            #expect(again.body.isEmpty)
            #expect(again.fields["ETag"] == tag)
            #expect(again.fields["X-Catalog-Version"] != nil)
            #expect(try get(target, [("If-None-Match", list)], .head).status == 304)
            #expect(try get(target + "&batch=2", [("If-None-Match", list)]).status == 200)
        }
        let body = #"{"model": "tiny-1b"}"#
        let postTag = try #require(try post(body).fields["ETag"])
        let conditional = [Scenario.json, (name: "If-None-Match", value: postTag)]
        #expect(try post(body, conditional).status == 412)
        #expect(try post(#"{"model": "small-3b"}"#, conditional).status == 200)
    }

    @Test("a refusal has no tag")
    func noTag() throws {
        #expect(try get("/v1/gpus/none").fields["ETag"] == nil)
        #expect(try get(Scenario.estimate).fields["ETag"] == nil)
        #expect(try get(Scenario.estimate).fields["X-Catalog-Version"] != nil)
    }

    @Test(
        "HEAD has the fields of GET, over a socket too",
        arguments: [
            "/", "/healthz", "/v1/models", "/v1/models/tiny-1b", "/v1/gpus/none",
            "/v1/estimates/inference?model=tiny-1b", "/v1/estimates/inference", "/none",
        ]
    )
    func head(target: String) async throws {
        let id = [(name: "X-Request-Id", value: "same")]
        let answers = try await LiveServer.shared.get().exchange([
            LiveRequest(target: target, fields: id),
            LiveRequest(method: "HEAD", target: target, fields: id),
        ])
        let fields = answers.map { answer in
            answer.fields.filter { $0.name != "Date" }.map { "\($0.name): \($0.value)" }
        }
        #expect(fields.first == fields.last)
        #expect(answers.map(\.status) == [answers[0].status, answers[0].status])
        #expect(answers.last?.body.isEmpty == true)
        #expect(answers.first?["Content-Length"] == answers.first.map { "\($0.body.count)" })
    }

    @Test("pages cover each model once, whatever their size", arguments: [1, 4, 25, 26, 27, 1000])
    func pages(limit: Int) throws {
        var ids: [String] = []
        var cursor: String? = nil
        repeat {
            let from = cursor.map { "&cursor=" + $0.replacing("/", with: "%2F") } ?? ""
            let response = try get("/v1/models?limit=\(limit)" + from)
            #expect(response.status == 200)
            let page = try JSONDocument(parsing: response.body).root
            let found = page["models"]?.elements.compactMap { $0["id"]?.string } ?? []
            #expect(!found.isEmpty)
            #expect(found.count <= limit)
            ids += found
            cursor = page["next_cursor"]?.string
        } while cursor != nil && ids.count < 100
        #expect(ids == (try SmallCatalog.shared.get().store.current.models.entries.map(\.id)))
        #expect(ids.count == 26)
    }

    @Test("pages of prices cover each price once")
    func pricePages() throws {
        var prices: [Double] = []
        var cursor: String? = nil
        repeat {
            let response = try get("/v1/prices?limit=1" + (cursor.map { "&cursor=\($0)" } ?? ""))
            let page = try JSONDocument(parsing: response.body).root
            prices += page["prices"]?.elements.compactMap { $0["usd_per_gpu_hour"]?.double } ?? []
            cursor = page["next_cursor"]?.string
        } while cursor != nil && prices.count < 10
        #expect(prices.sorted() == [0.25, 0.5, 0.75])
    }

    @Test("two requests of one client have ids of their own")
    func requestIDs() throws {
        let ids = try (0..<100).map { _ in try get("/healthz").fields["X-Request-Id"] ?? "" }
        #expect(Set(ids).count == 100)
        #expect(ids.allSatisfy { $0.count == 15 })
    }

    @Test("a catalog without the default runtime asks for one that it has")
    func withoutDefaults() throws {
        let small = try SmallCatalog()
        try FileManager.default.removeItem(atPath: small.path + "/runtimes/generic.json")
        guard case .replaced = small.store.reload() else {
            Issue.record("the catalog was not replaced")
            return
        }
        let service = Service(store: small.store).router()
        let plain = try Scenario.get("", Scenario.estimate + "?model=tiny-1b").answer(service)
        #expect(plain.status == 422)
        #expect(String(decoding: plain.body, as: UTF8.self).contains("the catalog lacks generic"))
        let named = Scenario.get("", Scenario.estimate + "?model=tiny-1b&runtime=paged")
        #expect(try named.answer(service).status == 200)
    }
}
