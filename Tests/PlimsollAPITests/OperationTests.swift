import PlimsollAPI
import PlimsollCatalog
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("Operation", .timeLimit(.minutes(1)))
struct OperationTests {
    private func text(_ service: Service, _ target: String) throws -> String {
        let request = try HTTPRequest(method: .get, target: target)
        return String(decoding: service.router().respond(to: request).body, as: UTF8.self)
    }

    @Test("a broken reload shows in readiness and metrics, and the old catalog answers")
    func brokenReload() throws {
        let small = try SmallCatalog()
        let service = Service(store: small.store)
        let before = try text(service, "/v1/gpus")
        #expect(try text(service, "/metrics").contains("\nplimsoll_catalog_problems 0\n"))
        try small.write("gpus/card-8gb.json", "{\n  \"id\": 8\n}")
        small.store.reload()
        let ready = try text(service, "/readyz")
        #expect(ready.contains(#""status":"ready""#))
        #expect(ready.contains(#""failed_reloads":1"#))
        #expect(ready.contains(#""last_error":"gpus/card-8gb.json:1:1: /"#))
        #expect(ready.contains(#""gpus/card-8gb.json:2:9: /id: expected a string, got 8""#))
        let metrics = try text(service, "/metrics")
        #expect(metrics.contains("plimsoll_catalog_reloads_total{result=\"failure\"} 1\n"))
        #expect(
            metrics.contains("\nplimsoll_catalog_problems \(small.store.status.problems.count)\n")
        )
        #expect(!metrics.contains("\nplimsoll_catalog_problems 0\n"))
        #expect(try text(service, "/v1/gpus") == before)
        try small.write("gpus/card-8gb.json", SmallCatalog.files["gpus/card-8gb.json"] ?? "")
        small.store.reload()
        #expect(try text(service, "/readyz").contains(#""last_error":null,"problems":[]"#))
    }

    @Test("a request that began before a reload ends with the catalog it began with")
    func oneSnapshot() throws {
        let small = try SmallCatalog()
        let old = small.store.current
        try small.write("gpus/new.json", SmallCatalog.files["gpus/card-8gb.json"] ?? "")
        try small.write(
            "gpus/card-8gb.json",
            (SmallCatalog.files["gpus/card-8gb.json"] ?? "")
                .replacing("card-8gb", with: "renamed").replacing("\"card\"", with: "\"other\"")
        )
        guard case .replaced(let new) = small.store.reload() else {
            Issue.record("not replaced: \(small.store.status.problems)")
            return
        }
        #expect(old.gpus["renamed"] == nil)
        #expect(new.gpus["renamed"] != nil)
        let service = Service(store: small.store)
        let response = service.router().respond(
            to: try HTTPRequest(method: .get, target: "/v1/gpus/renamed")
        )
        #expect(response.fields["X-Catalog-Version"] == new.version)
    }

    @Test("every family of the metrics page has its help, its type and at least one sample")
    func families() async throws {
        let server = try LiveServer(Service(store: try SmallCatalog().store))
        let answers = try await server.exchange([
            LiveRequest(target: "/healthz"), LiveRequest(target: "/metrics"),
        ])
        let page = String(decoding: answers.last?.body ?? [], as: UTF8.self)
        var types: [String: String] = [:]
        var helped: Set<String> = []
        var sampled: Set<String> = []
        for line in page.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if line.hasPrefix("# HELP ") {
                #expect(helped.insert(words[2]).inserted, "\(line)")
                #expect(words[3].hasSuffix("."))
            } else if line.hasPrefix("# TYPE ") {
                #expect(helped.contains(words[2]), "help comes before type: \(line)")
                types[words[2]] = words[3]
            } else {
                let name = String(line.prefix { $0 != "{" && $0 != " " })
                let value = line.split(separator: " ").last ?? ""
                #expect(Double(value) != nil, "\(line)")
                let family =
                    ["_bucket", "_sum", "_count"]
                    .first { name.hasSuffix($0) && types[String(name.dropLast($0.count))] != nil }
                    .map { String(name.dropLast($0.count)) } ?? name
                #expect(types[family] != nil, "\(line)")
                sampled.insert(family)
            }
        }
        #expect(helped == Set(types.keys))
        #expect(sampled == helped)
        #expect(helped.count >= 14)
        #expect(helped.allSatisfy { $0.hasPrefix("plimsoll_") })
        for (name, type) in types where type == "counter" { #expect(name.hasSuffix("_total")) }
        #expect(page.hasSuffix("\n"))
    }

    @Test("requests are counted by route and status, whatever their paths")
    func counts() async throws {
        let server = try LiveServer(Service(store: try SmallCatalog().store))
        let answers = try await server.exchange([
            LiveRequest(target: "/v1/models/tiny-1b"),
            LiveRequest(target: "/v1/models/many/Model-3"),
            LiveRequest(target: "/v1/models/nothing"),
            LiveRequest(target: "/a/b/c?d"),
            LiveRequest(method: "HEAD", target: "/healthz"),
            LiveRequest(target: "/metrics"),
        ])
        let page = String(decoding: answers.last?.body ?? [], as: UTF8.self)
        let total = "plimsoll_http_requests_total"
        for line in [
            "\(total){route=\"/v1/models/{id...}\",status=\"200\"} 2",
            "\(total){route=\"/v1/models/{id...}\",status=\"404\"} 1",
            "\(total){route=\"none\",status=\"404\"} 1",
            "\(total){route=\"/healthz\",status=\"200\"} 1",
            "plimsoll_http_connections_open 1",
            "plimsoll_http_request_duration_seconds_count{route=\"/healthz\",status=\"200\"} 1",
        ] {
            #expect(page.contains("\n\(line)\n"), "\(line) is not in:\n\(page)")
        }
        // The buckets of a histogram never fall, and the last is the count.
        let buckets = page.split(separator: "\n")
            .filter {
                $0.contains("_bucket{") && $0.contains("/v1/models/{id...}\",status=\"200\"")
            }
            .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
        #expect(buckets.count == 12)
        #expect(buckets == buckets.sorted())
        #expect(buckets.last == 2)
    }
}
