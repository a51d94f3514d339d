import Foundation
import PlimsollAPI
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("Contract: openapi.yaml and the service list the same")
struct ContractTests {
    private let contract: Contract

    init() throws { contract = try Contract.shared() }

    @Test("every route is an operation of the document, and the reverse")
    func routes() {
        let routes = contract.router.routes.map { route in
            "\(route.method.rawValue) \(route.pattern.replacing("...}", with: "}"))"
        }
        #expect(contract.operations.map(\.testDescription) == routes)
    }

    @Test("the service serves openapi.yaml as it stands in the repository")
    func servedText() throws {
        let file = try Data(contentsOf: Contract.repository.appending(path: "openapi.yaml"))
        let answer = try contract.get("/openapi.yaml")
        #expect(answer.body == Array(file))
        #expect(answer.mediaType == "application/yaml")
    }

    @Test("the document has the version of the service")
    func version() {
        #expect(contract.document["info"]?["version"]?.string == Service.version)
    }

    @Test("every kind of problem is listed with its status and title, and the reverse")
    func problemTypes() throws {
        let listed = try #require(contract.document["components"]?["x-problem-types"])
        let rows = listed.elements.map { row in
            [row["type"]?.string, row["status"]?.numberText, row["title"]?.string]
        }
        #expect(rows == APIError.Kind.allCases.map { [$0.uri, String($0.status), $0.title] })
        let properties = try contract.schema("Problem")["properties"]
        let uris = properties?["type"]?["enum"]?.elements.compactMap(\.string)
        #expect(uris == APIError.Kind.allCases.map(\.uri))
        let statuses = properties?["status"]?["enum"]?.elements.compactMap(\.int)
        #expect(statuses.map(Set.init) == Set(APIError.Kind.allCases.map(\.status)))
    }

    @Test("every status of a problem is a response, and every other response is 200 or 304")
    func problemResponses() throws {
        let problems = Set(APIError.Kind.allCases.map(\.status))
        let documented = contract.operations.reduce(into: Set<Int>()) { $0.formUnion($1.statuses) }
        #expect(documented == problems.union([200, 304]))
    }

    @Test(
        "what the server answers before it knows the route is documented everywhere",
        arguments: ContractOperation.all
    )
    func everywhere(operation: ContractOperation) {
        let statuses = Set(operation.statuses)
        #expect(statuses.isSuperset(of: [400, 405, 408, 413, 414, 417, 431, 500, 501, 503, 505]))
    }

    @Test("every schema of the document is one that the tests can check")
    func keywords() throws {
        let schemas = try #require(contract.document["components"]?["schemas"])
        for schema in schemas.members { try contract.schemas.checkKeywords(of: schema.value) }
        for operation in contract.operations {
            for parameter in try operation.parameters() {
                try contract.schemas.checkKeywords(of: #require(parameter["schema"]))
            }
        }
        #expect(schemas.count > 20)
    }

    @Test("the fields of an estimate are those that the service takes, and the rest is named")
    func inferenceFields() throws {
        let answer = contract.router.respond(
            to: try HTTPRequest(
                method: .post,
                target: "/v1/estimates/inference",
                fields: [(name: "Content-Type", value: "application/json")],
                body: Array(#"{"model":"llama-3-8b","?":1}"#.utf8)
            )
        )
        let problem = try JSONDocument(parsing: answer.body).root
        let detail = try #require(problem["errors"]?[0]?["detail"]?.string)
        let taken = try #require(detail.split(separator: "allowed are ").last)
            .split(separator: ", ").map(String.init)
        let properties = try #require(try contract.schema("InferenceRequest")["properties"])
        let described = Set(properties.members.map(\.key))
        let post = try #require(
            contract.operations.first {
                $0.testDescription == "POST /v1/estimates/inference"
            }
        )
        let text = try #require(post.value["description"]?.string)
        #expect(described.isSubset(of: taken))
        for field in taken where !described.contains(field) {
            #expect(text.contains("`\(field)`"), "\(field) is taken, but not described")
        }
    }

    @Test(
        "query and form have the same names, and those of the JSON, nested ones dotted",
        arguments: [
            ("inference", "Inference"), ("quantization", "Quantization"), ("training", "Training"),
        ]
    )
    func fieldNames(path: String, name: String) throws {
        let get = try #require(
            contract.operations.first { $0.testDescription == "GET /v1/estimates/\(path)" }
        )
        let query = try get.parameters().filter { $0["in"]?.string == "query" }
            .compactMap { $0["name"]?.string }
        let form = try #require(try contract.schema("\(name)Form")["properties"])
        #expect(form.members.map(\.key) == query)
        let fields = try #require(try contract.schema("\(name)Request")["properties"])
        let roots = query.map { String($0.prefix { $0 != "." }) }
        #expect(Set(roots) == Set(fields.members.map(\.key)))
    }
}
