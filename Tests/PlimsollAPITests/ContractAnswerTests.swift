import PlimsollAPI
import PlimsollCatalog
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("Contract: answers are as documented")
struct ContractAnswerTests {
    private let contract: Contract

    init() throws { contract = try Contract.shared() }

    @Test(
        "the examples of an operation meet its schemas",
        arguments: ContractOperation.all
    )
    func examples(operation: ContractOperation) throws {
        for parameter in try operation.parameters() {
            guard let example = parameter["example"], let schema = parameter["schema"] else {
                continue
            }
            #expect(try contract.schemas.violations(of: example, against: schema) == [])
        }
        var examples = operation.requestExamples()
        #expect(examples.isEmpty == (operation.method == "GET"))
        for status in operation.statuses where status != 304 {
            let shown = try operation.responseExamples(status)
            #expect(!shown.isEmpty, "\(status) has no example")
            examples += shown
        }
        for example in examples {
            #expect(
                try contract.schemas.violations(of: example.value, against: example.schema) == []
            )
        }
    }

    @Test(
        "the example answer of an operation has the members of the real one",
        arguments: ContractOperation.all
    )
    func members(operation: ContractOperation) throws {
        let example = try #require(try operation.responseExamples(200).first)
        let request = try #require(try operation.requests().first)
        let answer = contract.router.respond(to: request)
        guard answer.mediaType == "application/json" else { return }
        let real = try JSONDocument(parsing: answer.body).root
        #expect(example.value.members.map(\.key) == real.members.map(\.key))
    }

    @Test(
        "the example requests of an operation are answered with 200 and as documented",
        arguments: ContractOperation.all
    )
    func answers(operation: ContractOperation) throws {
        let requests = try operation.requests()
        #expect(requests.count > 1)
        for request in requests {
            let answer = contract.router.respond(to: request)
            #expect(answer.status == 200)
            #expect(try operation.violations(of: answer) == [])
        }
    }

    @Test(
        "an answer from the catalog is not sent again to a client that has it",
        arguments: ContractOperation.pure
    )
    func unchanged(operation: ContractOperation) throws {
        let first = try #require(try operation.requests().first)
        let tag = try #require(contract.router.respond(to: first).fields["etag"])
        var fields = [(name: "If-None-Match", value: tag)]
        if let type = first.fields["content-type"] { fields.append(("Content-Type", type)) }
        let again = contract.router.respond(
            to: try HTTPRequest(
                method: first.method,
                target: first.rawTarget,
                fields: fields,
                body: first.body
            )
        )
        #expect(again.status == (operation.method == "GET" ? 304 : 412))
        #expect(again.fields["etag"] == tag)
        #expect(try operation.violations(of: again) == [])
    }

    @Test(
        "a path that takes GET takes HEAD, and OPTIONS names the methods that are documented",
        arguments: ContractOperation.all
    )
    func impliedMethods(operation: ContractOperation) throws {
        let target = try #require(try operation.requests().first).rawTarget
        let options = contract.router.respond(
            to: try HTTPRequest(method: .options, target: target)
        )
        let documented = contract.operations.filter { $0.path == operation.path }.map(\.method)
        let allowed = try #require(options.fields["allow"]).split(separator: ", ").map(String.init)
        #expect(options.status == 204)
        let implied = documented.contains("GET") ? ["HEAD", "OPTIONS"] : ["OPTIONS"]
        #expect(Set(allowed) == Set(documented + implied))
        guard operation.method == "GET" else { return }
        let head = contract.router.respond(to: try HTTPRequest(method: .head, target: target))
        let get = try contract.get(target)
        #expect(head.status == get.status)
        #expect(head.body.isEmpty)
        #expect(head.fields["etag"] == get.fields["etag"])
    }

    @Test("every page of the models meets its schema, and so does every model")
    func models() throws {
        let ids = try pages("/v1/models", "ModelPage", "models", limit: 50)
        #expect(ids == contract.catalog.models.entries.map(\.id))
        var described = 0
        for id in ids {
            let answer = try contract.get("/v1/models/\(id)")
            let isDescribed = answer.status == 200
            described += isDescribed ? 1 : 0
            let schema = isDescribed ? "Model" : "Problem"
            #expect(try contract.violations(of: answer, against: schema) == [], "\(id)")
            #expect(isDescribed || answer.status == APIError.Kind.notModelled.status)
        }
        #expect(described > 20)
    }

    @Test("every page of the accelerators meets its schema, and so does every accelerator")
    func gpus() throws {
        let ids = try pages("/v1/gpus", "GPUPage", "gpus", limit: 40)
        #expect(ids == contract.catalog.gpus.entries.map(\.id))
        for id in ids {
            let answer = try contract.get("/v1/gpus/\(id)")
            #expect(answer.status == 200)
            #expect(try contract.violations(of: answer, against: "GPU") == [], "\(id)")
        }
    }

    @Test("every page of the prices meets its schema")
    func prices() throws {
        let cards = try pages("/v1/prices", "PricePage", "prices", id: "gpu", limit: 100)
        #expect(cards == contract.catalog.prices.map(\.gpu))
    }

    /// The ids of all entries, page by page.
    private func pages(
        _ path: String,
        _ schema: String,
        _ name: String,
        id: String = "id",
        limit: Int
    ) throws -> [String] {
        var ids: [String] = []
        var target = "\(path)?limit=\(limit)"
        while true {
            let answer = try contract.get(target)
            #expect(answer.status == 200)
            #expect(try contract.violations(of: answer, against: schema) == [])
            let page = try JSONDocument(parsing: answer.body).root
            let entries = try #require(page[name])
            #expect((1...limit).contains(entries.count))
            ids += entries.elements.compactMap { $0[id]?.string }
            guard let cursor = page["next_cursor"]?.string else {
                #expect(page["total"]?.int == ids.count)
                return ids
            }
            target = "\(path)?limit=\(limit)&cursor=\(cursor)"
        }
    }
}
