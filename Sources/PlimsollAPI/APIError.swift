public import PlimsollJSON

/// Why a request is answered with a problem document (RFC 9457).
public struct APIError: Error, Sendable {
    /// The kinds of problems, each with a stable URI that openapi.yaml lists.
    public enum Kind: String, CaseIterable, Sendable {
        /// The bytes are not an HTTP request that may be trusted, or not JSON.
        case malformed
        /// A key is needed, and none that is known came.
        case unauthorized
        /// No such path, or no such entry of the catalog in the path.
        case notFound = "not-found"
        /// The path takes other methods.
        case methodNotAllowed = "method-not-allowed"
        /// No format that the client accepts is to be had.
        case notAcceptable = "not-acceptable"
        /// The request did not arrive in time.
        case requestTimeout = "request-timeout"
        /// `If-None-Match` named the current state in a request that is not a GET.
        case preconditionFailed = "precondition-failed"
        /// The body is larger than allowed.
        case contentTooLarge = "content-too-large"
        /// The target is longer than allowed.
        case targetTooLong = "target-too-long"
        /// The body is of a type that is not read here.
        case unsupportedMediaType = "unsupported-media-type"
        /// An expectation other than 100-continue.
        case expectationFailed = "expectation-failed"
        /// Well-formed, but a field is unknown, of the wrong type, out of range or contradicts
        /// another.
        case invalid
        /// Valid, but no formula here describes it yet.
        case notModelled = "not-modelled"
        /// The client has asked more often than it may.
        case tooManyRequests = "too-many-requests"
        /// The head of the request is larger than allowed.
        case headTooLarge = "head-too-large"
        /// A fault of the service.
        case internalError = "internal-error"
        /// A method or coding that is not known here.
        case notImplemented = "not-implemented"
        /// The service is at capacity.
        case overloaded
        /// A version of HTTP that is not spoken here.
        case versionNotSupported = "version-not-supported"

        /// The status code.
        public var status: Int {
            switch self {
            case .malformed: 400
            case .unauthorized: 401
            case .notFound: 404
            case .methodNotAllowed: 405
            case .notAcceptable: 406
            case .requestTimeout: 408
            case .preconditionFailed: 412
            case .contentTooLarge: 413
            case .targetTooLong: 414
            case .unsupportedMediaType: 415
            case .expectationFailed: 417
            case .invalid, .notModelled: 422
            case .tooManyRequests: 429
            case .headTooLarge: 431
            case .internalError: 500
            case .notImplemented: 501
            case .overloaded: 503
            case .versionNotSupported: 505
            }
        }

        /// A few words that are the same for every problem of the kind.
        public var title: String {
            switch self {
            case .malformed: "Malformed request"
            case .unauthorized: "Unauthorized"
            case .notFound: "Not found"
            case .methodNotAllowed: "Method not allowed"
            case .notAcceptable: "Not acceptable"
            case .requestTimeout: "Request timeout"
            case .preconditionFailed: "Precondition failed"
            case .contentTooLarge: "Content too large"
            case .targetTooLong: "Target too long"
            case .unsupportedMediaType: "Unsupported media type"
            case .expectationFailed: "Expectation failed"
            case .invalid: "Invalid request"
            case .notModelled: "Not modelled yet"
            case .tooManyRequests: "Too many requests"
            case .headTooLarge: "Request head too large"
            case .internalError: "Internal error"
            case .notImplemented: "Not implemented"
            case .overloaded: "Overloaded"
            case .versionNotSupported: "HTTP version not supported"
            }
        }

        /// What fields are, of which there are several with problems of this kind.
        var reproach: String { self == .notModelled ? "not modelled yet" : "wrong" }

        /// The stable URI of the kind.
        public var uri: String { "urn:plimsoll:problem:" + rawValue }
    }

    /// What kind of problem it is.
    public let kind: Kind
    /// What is wrong with this request, in one sentence.
    public let detail: String
    /// The fields that are wrong.
    public let problems: [JSONProblem]
    /// The media types of a body that would be taken, where its type is the problem.
    let accepted: [String]

    /// A problem, with the fields to blame where there are any.
    public init(_ kind: Kind, _ detail: String, problems: [JSONProblem] = []) {
        self.kind = kind
        self.detail = detail
        self.problems = problems
        accepted = []
    }

    /// A body of a type that is not read.
    init(unsupportedMediaType detail: String, accepted: [String]) {
        kind = .unsupportedMediaType
        self.detail = detail
        problems = []
        self.accepted = accepted
    }

    /// The problems that reading a request has noted; nil where there are none.
    init?(_ list: JSONProblemList, kind: Kind = .invalid) {
        guard let first = list.items.first else { return nil }
        let count = list.items.count + list.omittedCount
        let path = first.pointer.description
        let sentence = (path.isEmpty ? "" : path + ": ") + first.detail
        self.init(
            kind,
            count == 1 ? sentence : "\(count) fields are \(kind.reproach); the first: \(sentence)",
            problems: list.items
        )
    }

    /// The same where some of the problems may be that no formula describes the request yet.
    init?(_ problems: RequestProblems) {
        self.init(problems.all, kind: problems.kind)
    }

    /// A refused JSON text, with line and column.
    init(_ error: JSONError) {
        self.init(
            .malformed,
            error.description,
            problems: [
                JSONProblem(
                    pointer: error.pointer,
                    location: error.location,
                    detail: error.detail
                )
            ]
        )
    }

    /// The problem document.
    func document(requestID: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("type", kind.uri)
            writer.field("title", kind.title)
            writer.field("status", kind.status)
            writer.field("detail", detail)
            writer.field("request_id", requestID)
            writer.array("errors") { writer in
                for problem in problems {
                    writer.object { writer in
                        writer.field("pointer", problem.pointer.description)
                        if let location = problem.location {
                            writer.field("line", location.line)
                            writer.field("column", location.column)
                        }
                        writer.field("detail", problem.detail)
                        writer.field("suggestions", problem.suggestions)
                    }
                }
            }
        }
        return writer.bytes
    }
}
