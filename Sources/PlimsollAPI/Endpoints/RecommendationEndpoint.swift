public import PlimsollCatalog
import PlimsollHTTP
public import PlimsollJSON

extension Service {
    /// `GET` and `POST /v1/recommendations`: which GPUs serve a load best.
    func recommend(_ request: HTTPRequest) -> HTTPResponse {
        pure(request, Representation.tabular) { catalog, writer throws(APIError) in
            let document = try RequestDocument.read(request)
            try Self.recommend(document.root, catalog, &writer)
        }
    }

    /// The same recommendations without HTTP, for the command line.
    ///
    /// - Parameters:
    ///   - fields: Names and values as in a query, nested names dotted.
    ///   - catalog: The catalog.
    ///   - writer: Takes the answer.
    /// - Throws: ``APIError`` as the service would answer it.
    public static func recommend(
        fields: [(name: String, value: String)],
        catalog: Catalog,
        to writer: inout JSONWriter
    ) throws(APIError) {
        try recommend(RequestDocument.fields(fields).root, catalog, &writer)
    }

    /// Writes the recommendations that a document of fields asks for.
    static func recommend(
        _ value: JSONValue,
        _ catalog: Catalog,
        _ writer: inout JSONWriter
    ) throws(APIError) {
        let request = try RecommendationRequest(value, catalog)
        try RecommendationAnswer(request, catalog, in: value).write(to: &writer)
    }
}
