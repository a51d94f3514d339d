public import PlimsollCatalog
import PlimsollHTTP
public import PlimsollJSON

extension Service {
    /// `GET` and `POST /v1/plans/sharding`: ranked layouts of a model over GPUs.
    func plan(_ request: HTTPRequest) -> HTTPResponse {
        pure(request, Representation.tabular) { catalog, writer throws(APIError) in
            let document = try RequestDocument.read(request)
            try Self.plan(document.root, catalog, &writer)
        }
    }

    /// The same plans without HTTP, for the command line.
    ///
    /// - Parameters:
    ///   - fields: Names and values as in a query, nested names dotted.
    ///   - catalog: The catalog.
    ///   - writer: Takes the answer.
    /// - Throws: ``APIError`` as the service would answer it.
    public static func plan(
        fields: [(name: String, value: String)],
        catalog: Catalog,
        to writer: inout JSONWriter
    ) throws(APIError) {
        try plan(RequestDocument.fields(fields).root, catalog, &writer)
    }

    /// Writes the plans that a document of fields asks for.
    static func plan(
        _ value: JSONValue,
        _ catalog: Catalog,
        _ writer: inout JSONWriter
    ) throws(APIError) {
        let fields = try PlanFields(value, catalog)
        if fields.workload == .training {
            let request = try TrainingPlanRequest(fields, catalog)
            try TrainingPlanAnswer(request).write(to: &writer)
            return
        }
        let request = try PlanRequest(fields, catalog)
        if let rule = request.inference.ruleOfThumb {
            try RuleOfThumbPlanAnswer(request, rule, in: value).write(to: &writer)
        } else if request.devices.isEmpty {
            try PlanAnswer(request, catalog, in: value).write(to: &writer)
        } else {
            try DevicePlanAnswer(request, catalog, in: value).write(to: &writer)
        }
    }
}
