public import PlimsollCatalog
public import PlimsollHTTP
import PlimsollJSON
import Synchronization

/// The estimation service: its routes over one catalog.
public final class Service: Sendable {
    /// The version of the service, as in `plimsoll --version` and `/metrics`.
    public static let version = "0.1.0"
    /// The most bytes of a batch.
    static let batchBytes = 8 << 20

    /// The catalog that is served.
    public let store: CatalogStore
    /// Counts for `/metrics`.
    public let metrics: Metrics
    /// Processor time that a sweep or a batch may take.
    let computeBudget: Duration
    /// Who may ask, and how often.
    let access: AccessPolicy
    private let draining = Atomic<Bool>(false)
    private let serverCounters = Mutex<CounterSource?>(nil)

    /// A service over a catalog.
    ///
    /// - Parameters:
    ///   - store: The catalog.
    ///   - metrics: Counts for `/metrics`.
    ///   - access: Who may ask, and how often.
    ///   - computeBudget: Processor time that a sweep or a batch may take.
    public init(
        store: CatalogStore,
        metrics: Metrics = Metrics(),
        access: AccessPolicy = AccessPolicy(),
        computeBudget: Duration = .seconds(30)
    ) {
        self.store = store
        self.metrics = metrics
        self.access = access
        self.computeBudget = computeBudget
    }

    /// Tells `/metrics` where the server keeps its counters.
    public func attach(counters: @escaping @Sendable () -> HTTPServerCounters) {
        serverCounters.withLock { $0 = CounterSource(read: counters) }
    }

    var counters: HTTPServerCounters? { serverCounters.withLock { $0 }?.read() }

    /// A function in a structure of its own: one that a `Mutex` holds by itself is wrapped anew at
    /// each access, and calling it then takes ever more of the stack.
    private struct CounterSource: Sendable {
        let read: @Sendable () -> HTTPServerCounters
    }

    /// Has `/readyz` tell load balancers that the service is about to end.
    public func announceEnd() { draining.store(true, ordering: .relaxed) }

    /// Whether the service is about to end.
    var isEnding: Bool { draining.load(ordering: .relaxed) }

    /// The routes with their hooks: request ids, access, problem documents, fields of every answer.
    public func router() -> Router {
        var router = Router()
        router.renderer = { error, request in
            Self.problem(APIError(error), requestID: request?.id ?? "")
        }
        router.prepare = { [access] request in
            request.id = RequestID.of(request)
            request.client = access.proxies.client(of: request)
            if let trace = request.fields["traceparent"].flatMap(TraceContext.init) {
                request.traceID = trace.traceID
                let span = RequestID.span()
                request.addAnswerField("traceparent", trace.passedOn(span: span))
            }
        }
        router.admission = { [access] request, route in
            access.refusal(&request, route).map { Self.problem($0, requestID: request.id) }
        }
        router.finish = { [access] response, request in
            let id = request?.id ?? ""
            if response.requestID.isEmpty {
                response.requestID = id.isEmpty ? RequestID.random() : id
            }
            if let fields = request?.answerFields { response.fields.append(fields) }
            if let origins = access.origins, let request { origins.finish(&response, request) }
        }
        addRoutes(to: &router)
        return router
    }

    /// A problem document as an answer.
    static func problem(_ error: APIError, requestID: String) -> HTTPResponse {
        let id = requestID.isEmpty ? RequestID.random() : requestID
        var fields: HTTPFields = ["Content-Type": "application/problem+json"]
        // RFC 9110 section 15.5.16: what would have been taken.
        if !error.accepted.isEmpty {
            fields.append("Accept", error.accepted.joined(separator: ", "))
        }
        var response = HTTPResponse(
            status: error.kind.status,
            fields: fields,
            body: error.document(requestID: id)
        )
        response.requestID = id
        return response
    }

    /// Answers with what a handler writes, or with its problem document.
    ///
    /// - Parameters:
    ///   - request: The request, whose Accept field chooses the form.
    ///   - forms: The forms that the answer has.
    ///   - write: Writes the answer as JSON, of which the other forms are made.
    /// - Returns: 200, or the status of the problem.
    func json(
        _ request: HTTPRequest,
        _ forms: [Representation] = Representation.plain,
        _ write: (inout JSONWriter) throws(APIError) -> Void
    ) -> HTTPResponse {
        do throws(APIError) {
            let form = try Negotiation.representation(request, of: forms)
            // Room for a usual estimate, so that the bytes are not moved while they grow.
            var writer = JSONWriter(capacity: 4096)
            try write(&writer)
            return try Self.response(writer.bytes, as: form)
        } catch {
            return Self.problem(error, requestID: request.id)
        }
    }

    /// An answer in the form that was chosen.
    private static func response(
        _ json: [UInt8],
        as form: Representation
    ) throws(APIError) -> HTTPResponse {
        if form == .json { return .json(json) }
        let limits = JSONLimits(bytes: 64 << 20, nodes: 4_000_000)
        let answer = try RequestDocument.json(json, limits: limits).root
        guard form == .csv, let table = AnswerTable(answer) else {
            return .text(AnswerText.render(answer))
        }
        return HTTPResponse(
            status: 200,
            fields: ["Content-Type": "text/csv; charset=utf-8"],
            body: table.csv
        )
    }

    /// Answers from one snapshot of the catalog, with its version and an entity tag.
    ///
    /// Such answers are pure functions of the request and the catalog, so the tag is a hash of
    /// these. A precondition counts only where the answer would be 200 (RFC 9110 section 13.2.1):
    /// there is no current state of an entry that does not exist.
    func pure(
        _ request: HTTPRequest,
        _ forms: [Representation] = Representation.plain,
        _ write: (Catalog, inout JSONWriter) throws(APIError) -> Void
    ) -> HTTPResponse {
        let catalog = store.current
        let tag = EntityTag.of(request, catalog)
        // Only an answer of 200 ever bore the tag, so it need not be written again. `*` names
        // whatever there is, which shows only when there is an answer.
        var response =
            EntityTag.isNamed(tag, in: request)
            ? notModified(request, tag)
            : json(request, forms) { writer throws(APIError) in try write(catalog, &writer) }
        if response.status == 200 {
            response.fields.set("ETag", to: tag)
            if EntityTag.isNamed("*", in: request) { response = notModified(request, tag) }
        }
        response.fields.set("X-Catalog-Version", to: catalog.version)
        response.fields.append("Vary", "Accept")
        return response
    }

    private func notModified(_ request: HTTPRequest, _ tag: String) -> HTTPResponse {
        guard request.method == .get || request.method == .head else {
            var response = Self.problem(
                APIError(
                    .preconditionFailed,
                    "If-None-Match names the current answer; it is the one you have"
                ),
                requestID: request.id
            )
            // The tag of the answer that the client has, for which the problem stands.
            response.fields.set("ETag", to: tag)
            return response
        }
        return HTTPResponse(status: 304, fields: ["ETag": tag])
    }
}

extension APIError {
    /// An error of the HTTP layer.
    init(_ error: HTTPError) {
        let kind: Kind =
            switch error {
            case .malformed: .malformed
            case .notFound: .notFound
            case .methodNotAllowed: .methodNotAllowed
            case .requestTimeout: .requestTimeout
            case .contentTooLarge: .contentTooLarge
            case .targetTooLong: .targetTooLong
            case .contentCodingUnsupported: .unsupportedMediaType
            case .expectationFailed: .expectationFailed
            case .headTooLarge, .tooManyFields, .trailersTooLarge: .headTooLarge
            case .methodUnknown, .transferCodingUnsupported: .notImplemented
            case .overloaded: .overloaded
            case .versionUnsupported: .versionNotSupported
            }
        self.init(kind, error.detail)
    }
}
