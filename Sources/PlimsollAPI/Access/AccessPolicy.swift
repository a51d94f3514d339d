import PlimsollHTTP

/// Who may ask, how often, and from which pages; by default everybody, without bounds.
public struct AccessPolicy: Sendable {
    /// The keys of which a request has to bring one.
    public var keys: KeyStore?
    /// How often one client may ask.
    public var rate: RateLimiter?
    /// The pages of other origins that may read answers.
    public var origins: AllowedOrigins?
    /// The proxies whose word on the client's address counts.
    public var proxies = TrustedProxies()

    /// Everybody may ask.
    public init() {}

    /// Routes that need no key: whether the service is well, and how it is spoken to.
    private static let openRoutes: Set<String> = [
        "/", "/docs", "/healthz", "/readyz", "/openapi.json", "/openapi.yaml",
    ]
    /// Routes that are not counted: a load balancer asks them without end.
    private static let uncountedRoutes: Set<String> = ["/healthz", "/readyz"]

    /// What speaks against a request; nil if nothing does.
    func refusal(_ request: inout HTTPRequest, _ route: Route) -> APIError? {
        if let keys, !Self.openRoutes.contains(route.pattern) {
            switch keys.check(request.fields) {
            case .valid(let name): request.clientName = name
            case .missing, .unknown:
                // A guess counts as a request of its address, so guessing is bounded, too.
                if let error = take(&request) { return error }
                return Self.unauthorized(&request)
            }
        }
        if rate == nil || Self.uncountedRoutes.contains(route.pattern) { return nil }
        return take(&request)
    }

    private func take(_ request: inout HTTPRequest) -> APIError? {
        guard let rate else { return nil }
        let client: RateLimiter.Client =
            request.clientName.map { .name($0) } ?? .address(request.client.client)
        let outcome = rate.take(client, now: .now)
        for (name, value) in outcome.fields { request.addAnswerField(name, value) }
        guard !outcome.isAllowed else { return nil }
        return APIError(
            .tooManyRequests,
            "this client may ask \(rate.description); try again in \(outcome.retryAfter) s"
        )
    }

    private static func unauthorized(_ request: inout HTTPRequest) -> APIError {
        request.addAnswerField("WWW-Authenticate", "Bearer realm=\"plimsoll\"")
        return APIError(
            .unauthorized,
            "a key is needed: send Authorization: Bearer KEY or X-API-Key: KEY"
        )
    }
}
