public import PlimsollCatalog
import PlimsollHTTP
public import PlimsollJSON

extension Service {
    /// `GET` and `POST /v1/estimates/cost`: what serving a volume costs, or a training run.
    func cost(_ request: HTTPRequest) -> HTTPResponse {
        pure(request, Representation.tabular) { catalog, writer throws(APIError) in
            let document = try RequestDocument.read(request)
            try Self.cost(document.root, catalog, &writer)
        }
    }

    /// The same estimate without HTTP, for the command line.
    ///
    /// - Parameters:
    ///   - fields: Names and values as in a query, nested names dotted.
    ///   - catalog: The catalog.
    ///   - writer: Takes the answer.
    /// - Throws: ``APIError`` as the service would answer it.
    public static func cost(
        fields: [(name: String, value: String)],
        catalog: Catalog,
        to writer: inout JSONWriter
    ) throws(APIError) {
        try cost(RequestDocument.fields(fields).root, catalog, &writer)
    }

    /// Writes the costs that a document of fields asks for.
    static func cost(
        _ value: JSONValue,
        _ catalog: Catalog,
        _ writer: inout JSONWriter
    ) throws(APIError) {
        CostAnswer(request: try CostRequest(value, catalog)).write(to: &writer)
    }
}
