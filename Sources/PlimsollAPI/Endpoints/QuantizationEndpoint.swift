public import PlimsollCatalog
import PlimsollHTTP
public import PlimsollJSON

extension Service {
    /// `GET` and `POST /v1/estimates/quantization`: one model in every weight format.
    func quantization(_ request: HTTPRequest) -> HTTPResponse {
        pure(request, Representation.tabular) { catalog, writer throws(APIError) in
            let document = try RequestDocument.read(request)
            try Self.quantization(document.root, catalog, &writer)
        }
    }

    /// The same comparison without HTTP, for the command line.
    ///
    /// - Parameters:
    ///   - fields: Names and values as in a query, nested names dotted.
    ///   - catalog: The catalog.
    ///   - writer: Takes the answer.
    /// - Throws: ``APIError`` as the service would answer it.
    public static func quantization(
        fields: [(name: String, value: String)],
        catalog: Catalog,
        to writer: inout JSONWriter
    ) throws(APIError) {
        try quantization(RequestDocument.fields(fields).root, catalog, &writer)
    }

    /// Writes the comparison that a document of fields asks for.
    static func quantization(
        _ value: JSONValue,
        _ catalog: Catalog,
        _ writer: inout JSONWriter
    ) throws(APIError) {
        let request = try QuantizationRequest(value, catalog)
        if let rule = request.inference.ruleOfThumb {
            try RuleOfThumbQuantizationAnswer(request, rule, in: value).write(to: &writer)
        } else {
            try QuantizationAnswer(request, in: value).write(to: &writer)
        }
    }
}
