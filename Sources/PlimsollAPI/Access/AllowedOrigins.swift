import PlimsollHTTP

/// The pages of other origins that may read answers (the CORS protocol of the Fetch standard).
public struct AllowedOrigins: Sendable {
    private static let requestFields =
        "Authorization, Content-Encoding, Content-Type, If-None-Match, X-API-Key, X-Request-Id, "
        + "traceparent"
    private static let answerFields =
        "ETag, RateLimit-Limit, RateLimit-Policy, RateLimit-Remaining, RateLimit-Reset, "
        + "Retry-After, X-Catalog-Version, X-Request-Id"
    /// Seconds that a browser may remember a permission.
    private static let memory = 600

    private let origins: Set<String>
    private let isForAll: Bool

    /// These origins, such as `https://dashboard.example`; `*` stands for all.
    public init(_ origins: [String]) {
        self.origins = Set(origins)
        isForAll = origins.contains("*")
    }

    /// Adds what the browser needs to see to an answer.
    func finish(_ response: inout HTTPResponse, _ request: HTTPRequest) {
        if !isForAll { response.fields.append("Vary", "Origin") }
        guard let origin = request.fields["origin"], isForAll || origins.contains(origin) else {
            return
        }
        response.fields.append("Access-Control-Allow-Origin", isForAll ? "*" : origin)
        guard request.method == .options, request.fields["access-control-request-method"] != nil
        else {
            response.fields.append("Access-Control-Expose-Headers", Self.answerFields)
            return
        }
        guard response.status == 204 else { return }
        if let methods = response.fields["allow"] {
            response.fields.append("Access-Control-Allow-Methods", methods)
        }
        response.fields.append("Access-Control-Allow-Headers", Self.requestFields)
        response.fields.append("Access-Control-Max-Age", "\(Self.memory)")
    }
}
