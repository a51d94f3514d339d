import PlimsollHTTP

/// What a client accepts (RFC 9110 section 12.5.1).
enum Negotiation {
    /// Refuses clients that do not take JSON.
    static func requireJSON(_ request: HTTPRequest) throws(APIError) {
        guard request.fields["accept"] != nil else { return }
        guard accepts("application", "json", request) else {
            throw APIError(
                .notAcceptable,
                "the answer is application/json; send Accept: application/json or */*"
            )
        }
    }

    /// Whether a table is wanted instead of JSON: the type with the higher quality, JSON where
    /// both are as welcome.
    ///
    /// - Throws: ``APIError`` where neither is accepted.
    static func prefersCSV(_ request: HTTPRequest) throws(APIError) -> Bool {
        guard request.fields["accept"] != nil else { return false }
        let (json, table) = (
            quality("application", "json", request), quality("text", "csv", request)
        )
        guard json > 0 || table > 0 else {
            throw APIError(
                .notAcceptable,
                "the answer is application/json or text/csv; send Accept with one of them or */*"
            )
        }
        return table > json
    }

    /// Whether a media type is accepted: the most specific range that names it decides.
    static func accepts(_ type: String, _ subtype: String, _ request: HTTPRequest) -> Bool {
        quality(type, subtype, request) > 0
    }

    /// How welcome a media type is, from 0 to 1.
    private static func quality(
        _ type: String,
        _ subtype: String,
        _ request: HTTPRequest
    ) -> Double {
        var best: (specificity: Int, quality: Double) = (-1, 0)
        for value in request.fields.values("accept") {
            for range in value.split(separator: ",") {
                let parts = range.split(separator: ";").map {
                    $0.filter { $0 != " " && $0 != "\t" }.lowercased()
                }
                guard let name = parts.first else { continue }
                let specificity =
                    switch name {
                    case "\(type)/\(subtype)": 2
                    case "\(type)/*": 1
                    case "*/*": 0
                    default: -1
                    }
                guard specificity >= 0, specificity >= best.specificity else { continue }
                let quality = parts.dropFirst().first { $0.hasPrefix("q=") }
                    .flatMap { Double($0.dropFirst(2)) }
                best = (specificity, quality ?? 1)
            }
        }
        return best.quality
    }
}
