import PlimsollHTTP

/// A form that answers have.
enum Representation: String, Sendable {
    /// What programs read.
    case json = "application/json"
    /// What people read in a terminal.
    case text = "text/plain"
    /// What spreadsheets read, of answers that are tables.
    case csv = "text/csv"

    /// The forms of an answer that is no table.
    static let plain: [Representation] = [.json, .text]
    /// The forms of an answer that is one.
    static let tabular: [Representation] = [.json, .text, .csv]
}

/// What a client accepts (RFC 9110 section 12.5.1).
enum Negotiation {
    /// Refuses clients that do not take JSON.
    static func requireJSON(_ request: HTTPRequest) throws(APIError) {
        _ = try representation(request, of: [.json])
    }

    /// The form that the client likes best of those that an answer has, JSON where several are as
    /// welcome.
    ///
    /// - Throws: ``APIError`` where none is accepted.
    static func representation(
        _ request: HTTPRequest,
        of offers: [Representation]
    ) throws(APIError) -> Representation {
        guard request.fields["accept"] != nil else { return .json }
        let names = offers.map(\.rawValue)
        if let name = preferred(of: names, request), let form = Representation(rawValue: name) {
            return form
        }
        throw APIError(
            .notAcceptable,
            "the answer is \(listed(names)); send Accept: \(names.first ?? "") or */*"
        )
    }

    private static func listed(_ names: [String]) -> String {
        let last = names.last ?? ""
        return names.count < 2 ? last : names.dropLast().joined(separator: ", ") + " or " + last
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
