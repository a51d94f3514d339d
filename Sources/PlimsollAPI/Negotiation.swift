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
        guard let type = preferred(of: ["application/json", "text/csv"], request) else {
            throw APIError(
                .notAcceptable,
                "the answer is application/json or text/csv; send Accept with one of them or */*"
            )
        }
        return type == "text/csv"
    }

    /// Whether a media type is accepted: the most specific range that names it decides.
    static func accepts(_ type: String, _ subtype: String, _ request: HTTPRequest) -> Bool {
        weight("\(type)/\(subtype)", request).quality > 0
    }

    /// The media type that the client likes best of those that there are.
    ///
    /// - Parameters:
    ///   - offers: Media types in lower case, the usual one first: it is taken where the client
    ///     names none, and where several are liked equally.
    ///   - request: The request.
    /// - Returns: One of the offers; nil where the client takes none.
    static func preferred(of offers: [String], _ request: HTTPRequest) -> String? {
        guard let field = request.fields["accept"] else { return offers.first }
        if field == "*/*" || field == offers.first { return offers.first }
        var best: (offer: String, weight: Weight)?
        for offer in offers {
            let weight = weight(offer, request)
            guard weight.quality > 0 else { continue }
            if let best, !(best.weight < weight) { continue }
            best = (offer, weight)
        }
        return best?.offer
    }

    /// How much a client likes a media type, and how precisely it has said so.
    private struct Weight: Comparable {
        var quality: Double
        var specificity: Int

        static func < (left: Weight, right: Weight) -> Bool {
            (left.quality, left.specificity) < (right.quality, right.specificity)
        }
    }

    private static func weight(_ name: String, _ request: HTTPRequest) -> Weight {
        var best = Weight(quality: 0, specificity: -1)
        let family = name.prefix { $0 != "/" }
        for value in request.fields.values("accept") {
            for range in value.split(separator: ",") {
                let parts = range.split(separator: ";").map {
                    $0.filter { $0 != " " && $0 != "\t" }.lowercased()
                }
                guard let wanted = parts.first else { continue }
                let specificity =
                    wanted == name ? 2 : wanted == "\(family)/*" ? 1 : wanted == "*/*" ? 0 : -1
                guard specificity >= 0, specificity >= best.specificity else { continue }
                let quality = parts.dropFirst().first { $0.hasPrefix("q=") }
                    .flatMap { Double($0.dropFirst(2)) }
                best = Weight(quality: quality ?? 1, specificity: specificity)
            }
        }
        return best
    }
}
