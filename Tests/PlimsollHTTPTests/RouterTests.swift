import PlimsollHTTP
import Testing

@Suite("Router")
struct RouterTests {
    private static let router: Router = {
        var router = Router()
        let name: @Sendable (HTTPRequest) -> HTTPResponse = { request in
            .text(request.parameters["id"] ?? request.parameters["name"] ?? "plain")
        }
        router.add(.get, "/", handler: name)
        router.add(.get, "/healthz", handler: name)
        router.add(.get, "/v1/models", handler: name)
        router.add(.get, "/v1/models/{id...}", handler: name)
        router.add(.post, "/v1/models/inspect", handler: name)
        router.add(.get, "/v1/gpus/{name}/price", handler: name)
        router.add(.delete, "/v1/gpus/{name}/price", handler: name)
        return router
    }()

    @Test(
        "a path leads to its route and the parameters are decoded",
        arguments: [
            ("/", "plain"), ("/healthz", "plain"), ("/v1/models?q=x", "plain"),
            ("/v1/models/llama-3-70b", "llama-3-70b"),
            ("/v1/models/meta-llama/Llama-3", "meta-llama/Llama-3"),
            ("/v1/models/meta-llama%2FLlama-3", "meta-llama/Llama-3"),
            ("/v1/models/meta-llama%2fLlama%203", "meta-llama/Llama 3"),
            ("/v1/models/a/", "a/"), ("/v1/models/inspect/x", "inspect/x"),
            ("/v1/gpus/h100/price", "h100"), ("/v1/gpus/h%2F100/price", "h/100"),
            ("/v1/models/%E2%82%AC", "€"), ("/health%7A", "plain"),
            ("http://example.org/healthz", "plain"), ("http://example.org", "plain"),
            ("/v1/models/../x", "../x"), ("/v1/models/a+b", "a+b"),
        ]
    )
    func found(target: String, expected: String) throws {
        let response = Self.router.respond(to: try HTTPRequest(method: .get, target: target))
        #expect(response.status == 200)
        #expect(response.body == Array(expected.utf8))
    }

    @Test(
        "a path that no pattern has is 404",
        arguments: [
            "/healthz/", "//healthz", "/v1", "/v1/models/", "/v1/gpus//price", "/v1/gpus/a/b/price",
            "/HEALTHZ", "/v1/../healthz", "/./healthz", "/healthz%2F", "/v1%2Fmodels",
        ]
    )
    func notFound(target: String) throws {
        let response = Self.router.respond(to: try HTTPRequest(method: .get, target: target))
        #expect(response.status == 404)
    }

    @Test(
        "a path with other methods is 405 and lists them",
        arguments: [
            (HTTPMethod.post, "/healthz", "GET, HEAD, OPTIONS"),
            (.put, "/v1/models/inspect", "POST, OPTIONS"),
            (.get, "/v1/models/inspect", "POST, OPTIONS"),
            (.patch, "/v1/gpus/a/price", "GET, HEAD, DELETE, OPTIONS"),
            (.trace, "/", "GET, HEAD, OPTIONS"),
            (.registered, "/healthz", "GET, HEAD, OPTIONS"),
        ]
    )
    func notAllowed(method: HTTPMethod, target: String, allow: String) throws {
        let name = method == .registered ? "PROPFIND" : method.rawValue
        let response = Self.router.respond(to: try HTTPRequest(method: name, target: target))
        #expect(response.status == 405)
        #expect(response.fields["allow"] == allow)
    }

    @Test("OPTIONS answers with what a path allows, and with everything for *")
    func options() throws {
        let one = Self.router.respond(to: try HTTPRequest(method: .options, target: "/healthz"))
        #expect(one.status == 204)
        #expect(one.fields["Allow"] == "GET, HEAD, OPTIONS")
        let all = Self.router.respond(to: try HTTPRequest(method: .options, target: "*"))
        #expect(all.status == 204)
        #expect(all.fields["Allow"] == "GET, HEAD, POST, DELETE, OPTIONS")
        let none = Self.router.respond(to: try HTTPRequest(method: .options, target: "/none"))
        #expect(none.status == 404)
    }

    @Test("HEAD takes the GET route and has no body")
    func head() throws {
        let response = Self.router.respond(to: try HTTPRequest(method: .head, target: "/healthz"))
        #expect(response.status == 200)
        #expect(response.body.isEmpty)
        #expect(response.fields["content-type"] == "text/plain; charset=utf-8")
    }

    @Test("the hooks run in order, and on errors too")
    func hooks() throws {
        var router = Self.router
        router.prepare = { $0.id = "r-1" }
        router.admission = { request, route in
            request.fields["authorization"] == nil && route.method == .post
                ? HTTPResponse(status: 401) : nil
        }
        router.finish = { response, request in
            response.requestID = request?.id ?? "none"
        }
        let cases: [(HTTPMethod, String, Int)] = [
            (.get, "/healthz", 200), (.post, "/v1/models/inspect", 401), (.get, "/none", 404),
        ]
        for (method, target, status) in cases {
            let response = router.respond(to: try HTTPRequest(method: method, target: target))
            #expect(response.status == status)
            #expect(response.fields["x-request-id"] == "r-1")
        }
    }

    @Test("query items are decoded in order, duplicates kept")
    func query() throws {
        let request = try HTTPRequest(
            method: .get,
            target: "/x?a=1&a=2&b&c=&d=x%20y+z&=e&f=%3D%26&g==&&h=/?"
        )
        let items = request.queryItems.map { "\($0.name)|\($0.value)" }
        #expect(
            items == ["a|1", "a|2", "b|", "c|", "d|x y z", "|e", "f|=&", "g|=", "h|/?"]
        )
        #expect(request.pathSegments == ["x"])
        #expect(request.rawTarget.hasPrefix("/x?a=1"))
    }
}
