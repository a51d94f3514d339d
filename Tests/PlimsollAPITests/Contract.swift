import Foundation
import PlimsollAPI
import PlimsollCatalog
import PlimsollHTTP
import PlimsollJSON

/// The service over the repository's catalog, and the document that it serves of itself.
struct Contract: Sendable {
    /// Why the document cannot be used.
    enum Failure: Error {
        case missing(String)
    }

    /// The top folder of the repository.
    static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// One for all tests: reading the catalog takes a second.
    static func shared() throws -> Contract { try loaded.get() }

    private static let loaded = Result { try Contract() }

    let catalog: Catalog
    let router: Router
    let document: JSONValue
    let schemas: ContractSchema
    let operations: [ContractOperation]

    private init() throws {
        let folder = Self.repository.appending(path: "catalog").path(percentEncoded: false)
        let store = try CatalogStore(path: folder)
        catalog = store.current
        router = Service(store: store).router()
        let answer = router.respond(
            to: try HTTPRequest(method: .get, target: "/openapi.json")
        )
        let document = try JSONDocument(parsing: answer.body).root
        self.document = document
        let schemas = ContractSchema(document: document)
        self.schemas = schemas
        guard let paths = document["paths"] else { throw Failure.missing("paths") }
        operations = paths.members.flatMap { path in
            path.value.members.map { member in
                ContractOperation(
                    path: path.key,
                    method: member.key.uppercased(),
                    value: member.value,
                    schemas: schemas
                )
            }
        }
    }

    /// The answer to a GET.
    func get(
        _ target: String,
        _ fields: [(name: String, value: String)] = []
    ) throws -> HTTPResponse {
        router.respond(to: try HTTPRequest(method: .get, target: target, fields: fields))
    }

    /// A schema of the components.
    func schema(_ name: String) throws -> JSONValue {
        guard let schema = document["components"]?["schemas"]?[name] else {
            throw Failure.missing("components/schemas/\(name)")
        }
        return schema
    }

    /// How an answer differs from a schema of the components.
    func violations(of answer: HTTPResponse, against name: String) throws -> [String] {
        try schemas.violations(
            of: JSONDocument(parsing: answer.body).root,
            against: schema(name)
        )
    }
}

extension HTTPResponse {
    /// The media type without its parameters.
    var mediaType: String? {
        fields["content-type"].map { String($0.prefix { $0 != ";" }) }
    }
}
