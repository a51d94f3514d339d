import PlimsollHTTP
import PlimsollJSON
import Testing

@testable import PlimsollAPI

@Suite("Access")
struct AccessTests {
    /// What `printf %s secret | sha256sum` says.
    fileprivate static let secret =
        "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"

    private func router(_ policy: AccessPolicy) throws -> Router {
        Service(store: try SmallCatalog.shared.get().store, access: policy).router()
    }

    private func answer(
        _ router: Router,
        _ target: String,
        _ method: HTTPMethod = .get,
        _ fields: [(name: String, value: String)] = []
    ) throws -> HTTPResponse {
        router.respond(to: try HTTPRequest(method: method, target: target, fields: fields))
    }

    @Test("a key is taken from either field, in any case of the scheme")
    func keys() throws {
        var policy = AccessPolicy()
        policy.keys = try KeyStore(text: "# holders\n\n\(Self.secret)  alice\n")
        let router = try router(policy)
        for field in [
            ("Authorization", "Bearer secret"), ("authorization", "bearer  secret"),
            ("X-API-Key", "secret"),
        ] {
            #expect(try answer(router, "/v1/gpus", .get, [field]).status == 200)
        }
        for fields in [
            [], [("Authorization", "Bearer Secret")], [("Authorization", "secret")],
            [("Authorization", "Basic c2VjcmV0")], [("X-API-Key", "")],
            [("X-API-Key", Self.secret)], [("Authorization", "Bearer")],
            [("Authorization", "Bearer wrong"), ("X-API-Key", "secret")],
        ] {
            let response = try answer(router, "/v1/gpus", .get, fields)
            #expect(response.status == 401)
            #expect(response.fields["www-authenticate"] == "Bearer realm=\"plimsoll\"")
            let problem = try JSONDocument(parsing: response.body).root
            #expect(problem["type"]?.string == "urn:plimsoll:problem:unauthorized")
        }
    }

    @Test(
        "health, pages and the contract need no key, and all else does",
        arguments: [
            ("/healthz", 200), ("/readyz", 200), ("/", 200), ("/docs", 200), ("/openapi.json", 200),
            ("/openapi.yaml", 200), ("/metrics", 401), ("/v1/models", 401),
            ("/v1/estimates/inference?model=x", 401), ("/none", 404),
        ]
    )
    func openRoutes(target: String, status: Int) throws {
        var policy = AccessPolicy()
        policy.keys = try KeyStore(text: Self.secret)
        #expect(try answer(try router(policy), target).status == status)
    }

    @Test(
        "a file of keys that is not one names its line",
        arguments: [
            ("secret", "keys:1: "),
            ("# a\n\(AccessTests.secret) a\n\(AccessTests.secret.dropLast()) b", "keys:3: "),
            ("\(AccessTests.secret.dropLast())g", "keys:1: "), ("", "no key"),
            ("# none\n", "no key"),
            ("+\(AccessTests.secret.dropFirst())", "keys:1: "),
        ]
    )
    func brokenKeys(text: String, message: String) {
        let error = #expect(throws: KeyFileError.self) { try KeyStore(text: text) }
        #expect(error?.description.contains(message) == true)
        #expect(error?.description.contains("secret") != true, "no key is repeated")
    }

    @Test("a bucket gives its burst at once, then its rate, and never more than it holds")
    func bucket() {
        let limiter = RateLimiter(10, in: 1, burst: 3)
        let start = ContinuousClock.now
        let client = RateLimiter.Client.name("a")
        for left in [2, 1, 0] {
            let outcome = limiter.take(client, now: start)
            #expect(outcome.isAllowed)
            #expect(outcome.fields[1].value == "\(left)")
        }
        let refused = limiter.take(client, now: start)
        #expect(!refused.isAllowed)
        #expect(refused.retryAfter == 1)
        #expect(refused.fields.last?.name == "Retry-After")
        #expect(limiter.take(.name("b"), now: start).isAllowed)
        #expect(!limiter.take(client, now: start + .milliseconds(99)).isAllowed)
        #expect(limiter.take(client, now: start + .milliseconds(101)).isAllowed)
        let later = start + .seconds(3600)
        var allowed = 0
        while limiter.take(client, now: later).isAllowed { allowed += 1 }
        #expect(allowed == 3)
        // A clock that stands still or goes back gives nothing.
        #expect(!limiter.take(client, now: start).isAllowed)
    }

    @Test("a slow rate says how long to wait, and when all is well again")
    func slowRate() {
        let limiter = RateLimiter(6, in: 60, burst: 2)
        let now = ContinuousClock.now
        _ = limiter.take(.name("a"), now: now)
        let second = limiter.take(.name("a"), now: now)
        #expect(
            second.fields.map(\.value) == ["2", "0", "20", "2;w=20"]
        )
        #expect(limiter.take(.name("a"), now: now).retryAfter == 10)
    }

    @Test("clients are forgotten rather than remembered without bound")
    func manyClients() throws {
        let limiter = RateLimiter(1000, in: 1, burst: 1)
        let now = ContinuousClock.now
        for number in 0..<100_500 {
            _ = limiter.take(.name("\(number)"), now: now + .milliseconds(number / 1000))
        }
        #expect(limiter.clientCount <= 100_000)
    }

    @Test("requests beyond the rate are 429, health is not counted, guesses at keys are")
    func rates() throws {
        var policy = AccessPolicy()
        policy.rate = RateLimiter(1, in: 3600, burst: 2)
        policy.keys = try KeyStore(text: "\(Self.secret) alice")
        let router = try router(policy)
        let key = [(name: "X-API-Key", value: "secret")]
        #expect(try answer(router, "/v1/gpus", .get, key).fields["ratelimit-remaining"] == "1")
        #expect(try answer(router, "/v1/gpus", .get, key).fields["ratelimit-limit"] == "2")
        let refused = try answer(router, "/v1/gpus", .get, key)
        #expect(refused.status == 429)
        #expect(refused.fields["retry-after"] == "3600")
        #expect(try answer(router, "/healthz", .get, key).status == 200)
        #expect(try answer(router, "/healthz").fields["ratelimit-limit"] == nil)
        let guess = [(name: "X-API-Key", value: "guess")]
        let guesses = try (0..<3).map { _ in try answer(router, "/v1/gpus", .get, guess).status }
        #expect(guesses == [401, 401, 429])
    }

    @Test("pages of allowed origins may read answers and ask with fields of theirs")
    func origins() throws {
        var policy = AccessPolicy()
        policy.origins = AllowedOrigins(["https://a.example", "http://b.example:8000"])
        let router = try router(policy)
        let origin = [(name: "Origin", value: "https://a.example")]
        let plain = try answer(router, "/v1/gpus", .get, origin)
        #expect(plain.fields["access-control-allow-origin"] == "https://a.example")
        #expect(plain.fields["access-control-expose-headers"]?.contains("X-Request-Id") == true)
        #expect(plain.fields.values("vary").contains("Origin"))
        let ask = origin + [(name: "Access-Control-Request-Method", value: "POST")]
        let allowed = try answer(router, "/v1/estimates/inference", .options, ask)
        #expect(allowed.status == 204)
        #expect(
            allowed.fields["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
        )
        #expect(allowed.fields["access-control-allow-headers"]?.contains("Content-Type") == true)
        #expect(allowed.fields["access-control-max-age"] == "600")
        let problem = try answer(router, "/none", .get, origin)
        #expect(problem.fields["access-control-allow-origin"] == "https://a.example")
        for other in ["https://a.example.evil", "http://a.example", "null", "https://A.example"] {
            let response = try answer(router, "/v1/gpus", .get, [("Origin", other)])
            #expect(response.fields["access-control-allow-origin"] == nil)
            #expect(response.fields.values("vary").contains("Origin"))
        }
        #expect(try answer(router, "/v1/gpus").fields["access-control-allow-origin"] == nil)
    }

    @Test("every origin is allowed by a star, and none without a policy")
    func anyOrigin() throws {
        var policy = AccessPolicy()
        let origin = [(name: "Origin", value: "https://a.example")]
        let without = try answer(try router(policy), "/v1/gpus", .get, origin)
        #expect(without.fields["access-control-allow-origin"] == nil)
        policy.origins = AllowedOrigins(["*"])
        let with = try answer(try router(policy), "/v1/gpus", .get, origin)
        #expect(with.fields["access-control-allow-origin"] == "*")
    }

    @Test(
        "of a chain of proxies, the last address that no trusted proxy has is the client's",
        arguments: [
            (["192.0.2.0/24"], "192.0.2.1", "198.51.100.7", "198.51.100.7"),
            (["192.0.2.1"], "192.0.2.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
            (
                ["192.0.2.1", "198.51.100.7"], "192.0.2.1", "203.0.113.9,198.51.100.7",
                "203.0.113.9"
            ),
            (["192.0.2.1"], "192.0.2.2", "198.51.100.7", "192.0.2.2"),
            (["192.0.2.1"], "192.0.2.1", "nonsense", "192.0.2.1"),
            (["192.0.2.1"], "192.0.2.1", "1.2.3.4, nonsense, 192.0.2.1", "192.0.2.1"),
            (["192.0.2.1"], "192.0.2.1", "", "192.0.2.1"),
            (["2001:db8::/32"], "2001:db8::1", "2001:470::1", "2001:470::1"),
            (["2001:db8::/32"], "2001:db9::1", "2001:470::1", "2001:db9::1"),
            (["192.0.2.1"], "::ffff:192.0.2.1", "[2001:470::1]:443", "2001:470::1"),
            (["0.0.0.0/0"], "192.0.2.1", "198.51.100.7:5000", "198.51.100.7"),
        ]
    )
    func proxies(trusted: [String], remote: String, forwarded: String, expected: String) throws {
        var proxies = try #require(TrustedProxies(trusted))
        let address = try #require(RemoteAddress(remote))
        let request = try HTTPRequest(
            method: .get,
            target: "/",
            fields: [("X-Forwarded-For", forwarded)]
        ).from(address)
        #expect(proxies.client(of: request).host == expected)
        proxies.field = .forwarded
        #expect(proxies.client(of: request).host == address.host, "the other field is not read")
        let elements = forwarded.split(separator: ",").map {
            "proto=http;For=\"\($0.filter { $0 != " " })\""
        }
        let standard = try HTTPRequest(
            method: .get,
            target: "/",
            fields: [("Forwarded", elements.joined(separator: ", "))]
        ).from(address)
        #expect(proxies.client(of: standard).host == expected)
    }

    @Test(
        "what is no network is refused",
        arguments: [
            "", "a", "192.0.2.1/33", "192.0.2.1/-1", "192.0.2.1/8/8", "::/129", "1.2.3.4:80",
        ]
    )
    func notANetwork(name: String) {
        #expect(TrustedProxies([name]) == nil)
    }

    @Test(
        "a trace is passed on where it is exactly as the standard says",
        arguments: [
            ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true),
            ("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", true),
            ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", false),
            ("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", false),
            ("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", false),
            ("00-00000000000000000000000000000000-00f067aa0ba902b7-01", false),
            ("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", false),
            ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", false),
            ("00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01", false), ("", false),
        ]
    )
    func traces(text: String, isPassedOn: Bool) throws {
        let router = try router(AccessPolicy())
        let response = try answer(router, "/healthz", .get, [("traceparent", text)])
        let passed = response.fields["traceparent"]
        #expect((passed != nil) == isPassedOn)
        guard let passed else { return }
        #expect(passed.hasPrefix("00-4bf92f3577b34da6a3ce929d0e0e4736-"))
        #expect(passed.hasSuffix("-01") && passed.count == 55)
        #expect(!passed.contains("00f067aa0ba902b7"), "the span is our own")
    }

    @Test("a service that is about to end is alive and not ready")
    func ending() throws {
        let service = Service(store: try SmallCatalog.shared.get().store)
        let router = service.router()
        #expect(try answer(router, "/readyz").status == 200)
        service.announceEnd()
        #expect(try answer(router, "/readyz").status == 503)
        #expect(try answer(router, "/healthz").status == 200)
        #expect(try answer(router, "/v1/gpus").status == 200)
    }
}
