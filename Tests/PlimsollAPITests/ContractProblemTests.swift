import PlimsollAPI
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("Contract: problems are as documented")
struct ContractProblemTests {
    /// A request that is refused.
    struct Refused: Sendable, CustomTestStringConvertible {
        var method = HTTPMethod.post
        var target = "/v1/estimates/inference"
        var fields = ["Content-Type": "application/json"]
        var body = ""
        var kind: APIError.Kind

        var testDescription: String {
            "\(method.rawValue) \(target) \(body.prefix(60)): \(kind.rawValue)"
        }
    }

    private static let form = ["Content-Type": "application/x-www-form-urlencoded"]
    private static let estimate = "/v1/estimates/inference"
    private static let quantization = "/v1/estimates/quantization"

    private static let strange = #"{"model":{"hf_config":{"model_type":"x","ssm_cfg":{}}}}"#

    static let refused: [Refused] = [
        Refused(body: "{", kind: .malformed),
        Refused(body: "", kind: .malformed),
        Refused(fields: form, body: "model=%zz", kind: .malformed),
        Refused(method: .get, target: "/v1/models/no-such-model", kind: .notFound),
        Refused(method: .get, target: "/v1/gpus/h100-sxm-80", kind: .notFound),
        Refused(
            method: .get,
            target: "/v1/gpus/no-such-gpu",
            fields: ["If-None-Match": "*"],
            kind: .notFound
        ),
        Refused(target: "/v1/gpus", kind: .methodNotAllowed),
        Refused(method: .delete, target: "/healthz", kind: .methodNotAllowed),
        Refused(
            method: .get,
            target: "/v1/gpus",
            fields: ["Accept": "text/html"],
            kind: .notAcceptable
        ),
        Refused(
            fields: ["Content-Type": "application/json", "If-None-Match": "*"],
            body: #"{"model":"llama-3-8b"}"#,
            kind: .preconditionFailed
        ),
        Refused(body: String(repeating: " ", count: 2 << 20), kind: .contentTooLarge),
        Refused(fields: [:], body: "{}", kind: .unsupportedMediaType),
        Refused(fields: ["Content-Type": "text/plain"], body: "{}", kind: .unsupportedMediaType),
        Refused(fields: form, body: "{}", kind: .unsupportedMediaType),
        Refused(body: "[]", kind: .invalid),
        Refused(body: "{}", kind: .invalid),
        Refused(body: #"{"model":"llama-3-70","bach":4}"#, kind: .invalid),
        Refused(body: #"{"model":"llama-3-8b","batch":"4"}"#, kind: .invalid),
        Refused(body: #"{"model":"llama-3-8b","batch":0}"#, kind: .invalid),
        Refused(body: #"{"model":"llama-3-8b","batch":"max"}"#, kind: .invalid),
        Refused(body: #"{"model":"llama-3-8b","prompt":9,"context":8}"#, kind: .invalid),
        Refused(body: #"{"model":"llama-3-8b","parallel":{"tensor":3}}"#, kind: .invalid),
        Refused(body: #"{"model":{"hf_config":{}}}"#, kind: .invalid),
        Refused(body: strange, kind: .notModelled),
        Refused(body: #"{"model":"llama-3-8b","mtp":true}"#, kind: .invalid),
        Refused(body: #"{"model":"llama-3-8b","adapters":{"count":0}}"#, kind: .invalid),
        Refused(body: #"{"model":"llama-3-8b","devices":[]}"#, kind: .invalid),
        Refused(body: #"{"model":"llama-3-8b","solve":"weights"}"#, kind: .invalid),
        Refused(body: #"{"model":"llama-3-8b","parallel":{"pipeline":99}}"#, kind: .invalid),
        Refused(fields: form, body: "model=llama-3-8b&batch=x", kind: .invalid),
        Refused(target: estimate + "?batch=2", body: #"{"model":"llama-3-8b"}"#, kind: .invalid),
        Refused(method: .get, target: estimate, kind: .invalid),
        Refused(method: .get, target: estimate + "?model=llama-3-8b&a.b=1", kind: .invalid),
        Refused(
            target: quantization,
            body: #"{"model":"llama-3-8b","weights":"int8"}"#,
            kind: .invalid
        ),
        Refused(
            target: quantization,
            body: #"{"model":"llama-3-8b","formats":["x"]}"#,
            kind: .invalid
        ),
        Refused(
            target: quantization,
            body: strange,
            kind: .notModelled
        ),
        Refused(method: .get, target: "/v1/models?limit=0", kind: .invalid),
        Refused(method: .get, target: "/v1/models?cursor=nowhere", kind: .invalid),
        Refused(method: .get, target: "/v1/prices?tier=spot", kind: .invalid),
        Refused(method: .get, target: "/v1/runtimes?q=a", kind: .invalid),
        Refused(method: .get, target: "/v1/models/ai21labs/Jamba-v0.1x", kind: .notFound),
        Refused(body: #"{"model":"llama-3-8b","estimator":"a guess"}"#, kind: .invalid),
        Refused(body: #"{"model":"llama-3-8b","rules":{}}"#, kind: .invalid),
    ]

    private let contract: Contract

    init() throws { contract = try Contract.shared() }

    @Test("a refused request is answered as documented", arguments: refused)
    func problem(_ refused: Refused) throws {
        let answer = contract.router.respond(
            to: try HTTPRequest(
                method: refused.method,
                target: refused.target,
                fields: refused.fields.map { (name: $0.key, value: $0.value) },
                body: Array(refused.body.utf8)
            )
        )
        #expect(answer.status == refused.kind.status)
        #expect(answer.mediaType == "application/problem+json")
        let problem = try JSONDocument(parsing: answer.body).root
        #expect(problem["type"]?.string == refused.kind.uri)
        #expect(problem["status"]?.int == answer.status)
        #expect(problem["request_id"]?.string == answer.fields["x-request-id"])
        let documented = try #require(self.operation(of: refused))
        #expect(try documented.violations(of: answer) == [])
    }

    @Test("a field that a query gives both as a name and described is pointed at")
    func contradiction() throws {
        let query = "?model=llama-3-8b&gpu=h100-sxm-80gb&gpu.memory_gib=80"
        let answer = try contract.get(Self.estimate + query)
        #expect(answer.status == APIError.Kind.invalid.status)
        #expect(try contract.violations(of: answer, against: "Problem") == [])
        let problem = try JSONDocument(parsing: answer.body).root
        #expect(problem["errors"]?.elements.compactMap { $0["pointer"]?.string } == ["/gpu"])
    }

    @Test(
        "what the server refuses by itself is answered with a documented problem",
        arguments: [
            HTTPError.malformed(.host), .notFound, .methodNotAllowed, .requestTimeout,
            .contentTooLarge(limit: 1), .targetTooLong(limit: 1), .expectationFailed,
            .contentCodingUnsupported,
            .headTooLarge(limit: 1), .tooManyFields(limit: 1), .trailersTooLarge(limit: 1),
            .methodUnknown, .transferCodingUnsupported, .overloaded, .versionUnsupported,
        ]
    )
    func serverError(error: HTTPError) throws {
        let answer = contract.router.renderer(error, nil)
        #expect(answer.status == error.status)
        #expect(try contract.violations(of: answer, against: "Problem") == [])
    }

    /// The operation of the request's path, whatever its method where that is what is wrong.
    private func operation(of refused: Refused) -> ContractOperation? {
        let path = refused.target.prefix { $0 != "?" }
        let candidates = contract.operations.filter { operation in
            let parts = operation.path.split(separator: "{", maxSplits: 1)
            return parts.count == 2 ? path.hasPrefix(parts[0]) : path == operation.path
        }
        return candidates.first { $0.method == refused.method.rawValue } ?? candidates.first
    }
}
