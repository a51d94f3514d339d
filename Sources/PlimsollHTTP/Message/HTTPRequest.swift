/// A request as a handler sees it.
///
/// Paths, query items and fields are decoded when asked for, not before.
public struct HTTPRequest: Sendable {
    let head: RequestHead
    /// The body, chunks taken off; empty until the whole of it has come.
    public internal(set) var body: [UInt8]
    /// What the route's `{name}` segments matched.
    public internal(set) var parameters = RouteParameters()
    /// The other end of the connection.
    public let remoteAddress: RemoteAddress
    /// An identifier for logs and answers; set by the router's `prepare` hook, otherwise empty.
    public var id = ""
    /// Who asks: the other end of the connection, unless a hook knows better behind a proxy.
    public var client: RemoteAddress
    /// What only few requests have, apart from the others so that a copy is cheap.
    private var findings: Findings?

    init(head: RequestHead, body: [UInt8] = [], remoteAddress: RemoteAddress) {
        self.head = head
        self.body = body
        self.remoteAddress = remoteAddress
        client = remoteAddress
    }

    /// The name of the client, where a hook has found it out.
    public var clientName: String? {
        get { findings?.clientName }
        set { changeFindings { $0.clientName = newValue } }
    }

    /// The trace that the request belongs to (W3C Trace Context), where a hook has found it.
    public var traceID: String? {
        get { findings?.traceID }
        set { changeFindings { $0.traceID = newValue } }
    }

    /// Fields that the answer has to carry, left by hooks for the one that finishes it; nil where
    /// there is none.
    public var answerFields: HTTPFields? { findings?.answerFields }

    /// Leaves a field for the answer.
    public mutating func addAnswerField(_ name: String, _ value: String) {
        changeFindings { $0.answerFields.append(name, value) }
    }

    private mutating func changeFindings(_ change: (inout Findings) -> Void) {
        var changed = findings ?? Findings()
        change(&changed)
        findings = changed
    }

    /// The method.
    public var method: HTTPMethod { head.method }

    /// The method as it was sent.
    public var methodName: String {
        String(decoding: fields.bytes[head.methodRange], as: UTF8.self)
    }

    /// The version.
    public var version: HTTPVersion { head.version }

    /// The header fields.
    public var fields: HTTPFields { head.fields }

    /// The target exactly as sent; all of its bytes are ASCII that a URI may hold.
    public var rawTarget: String {
        String(decoding: head.fields.bytes[head.rawTarget], as: UTF8.self)
    }

    /// The path exactly as sent, `/` for an absolute target without one.
    public var rawPath: String {
        let path = String(decoding: head.fields.bytes[head.target.path], as: UTF8.self)
        return path.isEmpty && !head.target.isAsterisk ? "/" : path
    }

    /// The path's segments, split at `/` first and then each decoded once, so that `%2F` stays
    /// inside its segment.
    public var pathSegments: [String] {
        let bytes = head.fields.bytes
        guard !head.target.path.isEmpty else { return [] }
        return bytes[head.target.path].dropFirst()
            .split(separator: Byte.slash, omittingEmptySubsequences: false)
            .map { PercentDecoding.string(bytes, $0.startIndex..<$0.endIndex) }
    }

    /// The query's items in order, duplicates kept, `+` read as a space; an item without `=` has an
    /// empty value.
    public var queryItems: [(name: String, value: String)] {
        guard let query = head.target.query else { return [] }
        return PercentDecoding.items(head.fields.bytes[query]) ?? []
    }

    /// The pairs of a body that is an `application/x-www-form-urlencoded` form; nil where it is
    /// not: a `%` without two digits, or bytes that do not decode to UTF-8.
    public var formItems: [(name: String, value: String)]? {
        PercentDecoding.items(body[...])
    }

    /// The host the client means: the target's, if it is absolute, otherwise the Host field's.
    public var authority: String? {
        guard let range = head.target.authority else { return fields["host"] }
        return String(decoding: fields.bytes[range], as: UTF8.self)
    }

    /// The same request as if it came from an address.
    package func from(_ address: RemoteAddress) -> HTTPRequest {
        HTTPRequest(head: head, body: body, remoteAddress: address)
    }

    /// Whether the body is coded and the coding has to be taken off.
    var isCoded: Bool { head.contentCoding == .gzip && hasBody }

    /// Whether the client has announced a body.
    public var hasBody: Bool { head.framing != .none }

    /// Builds a request without a socket, through the same parser and checks.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - target: The target as it would be sent.
    ///   - fields: Names and values; Host is added if missing.
    ///   - body: The body; its Content-Length is added.
    /// - Throws: What the server would answer with.
    public init(
        method: HTTPMethod,
        target: String,
        fields: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) throws(HTTPError) {
        try self.init(method: method.rawValue, target: target, fields: fields, body: body)
    }

    /// Builds a request likewise, with a method as it would be sent.
    package init(
        method: String,
        target: String,
        fields: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) throws(HTTPError) {
        var text = "\(method) \(target) HTTP/1.1\r\n"
        for field in fields { text += "\(field.name): \(field.value)\r\n" }
        if !fields.contains(where: { $0.name.lowercased() == "host" }) {
            text += "Host: localhost\r\n"
        }
        if !body.isEmpty { text += "Content-Length: \(body.count)\r\n" }
        text += "\r\n"
        var parser = HeadParser(limits: HTTPLimits())
        var offset = 0
        let bytes = Array(text.utf8)
        switch parser.consume(bytes.span, from: &offset) {
        case .head(let head):
            self.init(head: head, body: body, remoteAddress: RemoteAddress.unknown)
        case .failure(let error): throw error
        case .needMore: throw .malformed(.truncated)
        }
    }
}

/// The values that a route's `{name}` segments matched, decoded.
public struct RouteParameters: Sendable {
    private(set) var values: [(name: String, value: String)] = []

    /// The value of the segment called `name`, if the route has one.
    public subscript(name: String) -> String? {
        values.first { $0.name == name }?.value
    }

    mutating func append(_ name: String, _ value: String) {
        values.append((name, value))
    }

    mutating func removeLast() {
        values.removeLast()
    }
}

/// What hooks have found out about a request; behind a reference, so that a request without any is
/// copied as fast as if there were none.
private struct Findings: Sendable {
    private final class Box: Sendable {
        let clientName: String?
        let traceID: String?
        let answerFields: HTTPFields

        init(_ clientName: String?, _ traceID: String?, _ answerFields: HTTPFields) {
            self.clientName = clientName
            self.traceID = traceID
            self.answerFields = answerFields
        }
    }

    private var box = Box(nil, nil, HTTPFields())

    var clientName: String? {
        get { box.clientName }
        set { box = Box(newValue, box.traceID, box.answerFields) }
    }

    var traceID: String? {
        get { box.traceID }
        set { box = Box(box.clientName, newValue, box.answerFields) }
    }

    var answerFields: HTTPFields {
        get { box.answerFields }
        set { box = Box(box.clientName, box.traceID, newValue) }
    }
}
