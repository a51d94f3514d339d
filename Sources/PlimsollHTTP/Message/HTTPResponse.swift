/// An answer: status, fields and a body, whole or made while it is sent.
///
/// The server adds `Date`, `Connection` and `Content-Length` or `Transfer-Encoding` from what it is
/// about to send, so they cannot disagree with it, and `X-Request-Id` from `requestID`.
public struct HTTPResponse: Sendable {
    /// The status code, 200 to 599.
    public var status: Int
    /// The fields, without those the server writes.
    public var fields: HTTPFields
    /// The body; not sent for HEAD, 204 and 304.
    public var body: [UInt8]
    /// The request's identifier, which the server writes as `X-Request-Id`; not written where it is
    /// empty or holds a byte that no field may hold.
    public var requestID = ""
    /// A body that is sent in pieces, in place of `body`.
    public var stream: StreamedBody?
    /// Whether the connection closes after this answer, whatever the client asked for.
    public var closesConnection = false

    /// An answer of these parts.
    public init(status: Int, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// A text with its media type, encoded as UTF-8.
    public static func text(
        _ text: String,
        status: Int = 200,
        contentType: String = "text/plain; charset=utf-8"
    ) -> HTTPResponse {
        HTTPResponse(
            status: status,
            fields: ["Content-Type": contentType],
            body: Array(text.utf8)
        )
    }

    /// Bytes of a JSON document.
    public static func json(_ body: [UInt8], status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, fields: jsonFields, body: body)
    }

    /// Made once and shared by every answer that adds no field.
    private static let jsonFields: HTTPFields = ["Content-Type": "application/json"]

    /// A body that is made while it is sent.
    public static func streamed(_ body: StreamedBody, contentType: String) -> HTTPResponse {
        var response = HTTPResponse(status: 200, fields: ["Content-Type": contentType])
        response.stream = body
        return response
    }

    /// 204 without a body.
    public static var noContent: HTTPResponse { HTTPResponse(status: 204) }

    /// The module's own rendering of an error: one line of text.
    public static func plain(_ error: HTTPError) -> HTTPResponse {
        .text(error.detail + "\n", status: error.status)
    }
}
