/// Everything the server refuses by itself, each with its status and a sentence for the client.
///
/// The texts never repeat bytes of the request: a reflected byte is a way in for an attacker.
public enum HTTPError: Error, Hashable, Sendable {
    /// The bytes are not a request that may be trusted (400).
    case malformed(Malformation)
    /// No route has this path (404).
    case notFound
    /// The path exists, for other methods (405).
    case methodNotAllowed
    /// The head or the body did not arrive in time (408).
    case requestTimeout
    /// The body is larger than `limit` bytes (413).
    case contentTooLarge(limit: Int)
    /// The request target is longer than `limit` bytes (414).
    case targetTooLong(limit: Int)
    /// The body has a content coding that this server does not take off (415).
    case contentCodingUnsupported
    /// `Expect` asks for something other than `100-continue` (417).
    case expectationFailed
    /// The request line and the fields take more than `limit` bytes (431).
    case headTooLarge(limit: Int)
    /// There are more than `limit` fields (431).
    case tooManyFields(limit: Int)
    /// The fields after a chunked body take more than `limit` bytes (431).
    case trailersTooLarge(limit: Int)
    /// The method is not one this server knows (501).
    case methodUnknown
    /// The body is coded in a way this server does not decode (501).
    case transferCodingUnsupported
    /// All workers are busy and their queue is full, or the server has its maximum of connections
    /// (503).
    case overloaded
    /// The version is neither HTTP/1.0 nor HTTP/1.1 (505).
    case versionUnsupported

    /// The status code that answers this error.
    public var status: Int {
        switch self {
        case .malformed: 400
        case .notFound: 404
        case .methodNotAllowed: 405
        case .requestTimeout: 408
        case .contentTooLarge: 413
        case .targetTooLong: 414
        case .contentCodingUnsupported: 415
        case .expectationFailed: 417
        case .headTooLarge, .tooManyFields, .trailersTooLarge: 431
        case .methodUnknown, .transferCodingUnsupported: 501
        case .overloaded: 503
        case .versionUnsupported: 505
        }
    }

    /// What was wrong and what is allowed, in one sentence.
    public var detail: String {
        switch self {
        case .malformed(let malformation):
            malformation.rawValue
        case .notFound:
            "There is nothing at this path."
        case .methodNotAllowed:
            "This path does not take this method; the Allow field lists those it takes."
        case .requestTimeout:
            "The request did not arrive in time."
        case .contentTooLarge(let limit):
            "The body is larger than the limit of \(limit) bytes."
        case .targetTooLong(let limit):
            "The request target is longer than the limit of \(limit) bytes."
        case .contentCodingUnsupported:
            "The only content coding of a body that this server decodes is a single gzip."
        case .expectationFailed:
            "The only expectation this server meets is 100-continue."
        case .headTooLarge(let limit):
            "The request line and the fields take more than the limit of \(limit) bytes."
        case .tooManyFields(let limit):
            "The request has more than the limit of \(limit) fields."
        case .trailersTooLarge(let limit):
            "The trailer fields take more than the limit of \(limit) bytes."
        case .methodUnknown:
            "This server knows GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS and TRACE, in upper case."
        case .transferCodingUnsupported:
            "The only transfer coding this server decodes is a single chunked."
        case .overloaded:
            "The server is at capacity; try again shortly."
        case .versionUnsupported:
            "This server speaks HTTP/1.1 and HTTP/1.0."
        }
    }

    /// Fields that tell the client what would be accepted, or when.
    var fields: HTTPFields {
        switch self {
        case .contentCodingUnsupported: ["Accept-Encoding": "gzip"]
        case .overloaded: ["Retry-After": "1"]
        default: [:]
        }
    }
}

/// One way in which bytes fail to be a request; the raw value is the sentence for the client.
///
/// All but `contentCoding` end the connection: once the framing is in doubt, the next byte may belong to
/// anybody (RFC 9112 section 11.2).
public enum Malformation: String, CaseIterable, Hashable, Sendable {
    /// The first byte cannot start a method, or the method is not followed by one space.
    case method = "The request line must start with a method followed by one space."
    /// More empty lines before the request line than are tolerated.
    case emptyLines = "There are too many empty lines before the request line."
    /// The target is empty or in no known form.
    case target = "The request target must be a path that starts with / or an http URI."
    /// A byte that no URI may hold.
    case targetByte = "The request target holds a byte that must be percent-encoded."
    /// A fragment, which is never sent.
    case fragment = "The request target must not have a fragment; encode # as %23."
    /// `%` without two hexadecimal digits.
    case percentEncoding = "A % in the request target must be followed by two hexadecimal digits."
    /// `%00`.
    case encodedNull = "The request target must not encode a NUL."
    /// Percent-encoded bytes that are not UTF-8.
    case targetNotUTF8 = "The request target must decode to UTF-8."
    /// No or a mangled version.
    case version = "The request line must end with HTTP/1.1 or HTTP/1.0."
    /// LF without CR.
    case bareLineFeed = "Lines must end with CR LF; there is an LF without a CR."
    /// CR without LF.
    case bareCarriageReturn = "Lines must end with CR LF; there is a CR without an LF."
    /// A field continued on the next line, or white space before the first field.
    case foldedLine = "A field line must not start with white space."
    /// White space between the name and the colon.
    case spaceBeforeColon = "There must be no white space between a field name and its colon."
    /// An empty name, or a byte no name may hold.
    case fieldName = "A field name must be a token."
    /// A line without a colon.
    case missingColon = "A field line must have a colon."
    /// A control character in a value.
    case fieldValue = "A field value must not hold control characters."
    /// HTTP/1.1 without Host.
    case hostMissing = "An HTTP/1.1 request must have a Host field."
    /// More than one Host.
    case hostRepeated = "A request must not have more than one Host field."
    /// Host or the target's authority is not `host[:port]`.
    case host = "The Host must be a host name or address with an optional numeric port."
    /// Content-Length is not digits.
    case contentLength = "Content-Length must be a decimal number."
    /// More than one Content-Length.
    case contentLengthRepeated = "A request must not have more than one Content-Length."
    /// Content-Length beside Transfer-Encoding.
    case lengthAndCoding = "A request must not have both Content-Length and Transfer-Encoding."
    /// Transfer-Encoding that is empty, repeated, mangled, or does not end in one chunked.
    case transferEncoding = "Transfer-Encoding must be a single chunked."
    /// Transfer-Encoding in HTTP/1.0.
    case transferEncodingInOldVersion = "HTTP/1.0 has no Transfer-Encoding."
    /// A chunk size that is empty, not hexadecimal or too large to count.
    case chunkSize = "A chunk must start with its size in hexadecimal digits."
    /// A mangled chunk extension.
    case chunkExtension = "A chunk extension must be ;name or ;name=value."
    /// Chunk extensions beyond the limit.
    case chunkExtensionsTooLarge = "The chunk extensions are too long."
    /// Chunk data not followed by CR LF.
    case chunkEnd = "The data of a chunk must be followed by CR LF."
    /// A mangled trailer field.
    case trailer = "A trailer must be a field line."
    /// A body that is labelled as gzip and is not, or not all of it.
    case contentCoding = "The body is not a complete gzip file, although Content-Encoding says so."
    /// Plain HTTP on a port for TLS.
    case plainHTTP = "This port takes TLS only; use https."
    /// The connection ended within a request.
    case truncated = "The connection ended before the request was complete."
}
