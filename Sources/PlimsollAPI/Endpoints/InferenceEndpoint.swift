public import PlimsollCatalog
import PlimsollHTTP
public import PlimsollJSON

extension Service {
    /// `GET` and `POST /v1/estimates/inference`: memory of serving, fit and capacity.
    func inference(_ request: HTTPRequest) -> HTTPResponse {
        pure(request) { catalog, writer throws(APIError) in
            let document = try RequestDocument.read(request)
            try Self.inference(document.root, catalog, &writer)
        }
    }

    /// The same estimate without HTTP, for the command line.
    ///
    /// - Parameters:
    ///   - fields: Names and values as in a query, nested names dotted.
    ///   - catalog: The catalog.
    ///   - writer: Takes the answer.
    /// - Throws: ``APIError`` as the service would answer it.
    public static func inference(
        fields: [(name: String, value: String)],
        catalog: Catalog,
        to writer: inout JSONWriter
    ) throws(APIError) {
        try inference(RequestDocument.fields(fields).root, catalog, &writer)
    }

    /// Writes the estimate that a document of fields asks for.
    static func inference(
        _ value: JSONValue,
        _ catalog: Catalog,
        _ writer: inout JSONWriter
    ) throws(APIError) {
        let request = try InferenceRequest(value, catalog)
        if let rule = request.ruleOfThumb {
            try RuleOfThumbInferenceAnswer(request, rule, in: value).write(to: &writer)
        } else {
            let answer = try InferenceAnswer.answer(consume request, in: value)
            answer.write(to: &writer)
        }
    }
}
