public import PlimsollCatalog
import PlimsollHTTP
public import PlimsollJSON

extension Service {
    /// `GET` and `POST /v1/estimates/training`: memory of training or fine-tuning, fit and capacity.
    func training(_ request: HTTPRequest) -> HTTPResponse {
        pure(request) { catalog, writer throws(APIError) in
            let document = try RequestDocument.read(request)
            try Self.training(document.root, catalog, &writer)
        }
    }

    /// The same estimate without HTTP, for the command line.
    ///
    /// - Parameters:
    ///   - fields: Names and values as in a query, nested names dotted.
    ///   - catalog: The catalog.
    ///   - writer: Takes the answer.
    /// - Throws: ``APIError`` as the service would answer it.
    public static func training(
        fields: [(name: String, value: String)],
        catalog: Catalog,
        to writer: inout JSONWriter
    ) throws(APIError) {
        try training(RequestDocument.fields(fields).root, catalog, &writer)
    }

    /// Writes the estimate that a document of fields asks for.
    static func training(
        _ value: JSONValue,
        _ catalog: Catalog,
        _ writer: inout JSONWriter
    ) throws(APIError) {
        let request = try TrainingRequest(value, catalog)
        if let rule = request.ruleOfThumb {
            try RuleOfThumbTrainingAnswer(request, rule, in: value).write(to: &writer)
        } else {
            try TrainingAnswer(request, in: value).write(to: &writer)
        }
    }
}
