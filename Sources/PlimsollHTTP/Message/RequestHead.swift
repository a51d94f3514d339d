/// A request head that passed every check: its fields agree with each other.
///
/// A class, so that handing a request from layer to layer copies one reference.
package final class RequestHead: Sendable {
    package let fields: HTTPFields
    package let method: HTTPMethod
    /// The method as it was sent.
    let methodRange: Range<Int>
    let version: HTTPVersion
    /// The target as it was sent.
    let rawTarget: Range<Int>
    let target: RequestTarget
    let framing: BodyFraming
    /// The content coding of the body.
    let contentCoding: ContentCoding
    /// Whether the client wants the connection kept after the answer.
    package let keepsAlive: Bool
    /// Whether the client waits for `100 Continue` before it sends the body.
    let expectsContinue: Bool

    init(fields: HTTPFields, method: Range<Int>, target: Range<Int>, version: HTTPVersion)
        throws(HTTPError)
    {
        let bytes = fields.bytes
        let known = try KnownFields(fields)
        self.framing = try BodyFraming(known, bytes, version: version)
        self.methodRange = method
        guard let method = HTTPMethod(bytes: bytes, in: method), method != .connect else {
            throw .methodUnknown
        }
        if let host = known.host {
            guard Authority.isValid(bytes, host) else { throw .malformed(.host) }
        } else if version == .http11 {
            throw .malformed(.hostMissing)
        }
        self.target = try RequestTarget(bytes, target, method: method)
        // HTTP/1.0 has no 100 Continue, and its clients must not be kept waiting for one (RFC 9110
        // section 10.1.1).
        if known.expectsOther, version == .http11 { throw .expectationFailed }
        self.expectsContinue = known.expectsContinue && version == .http11
        self.keepsAlive = !known.close && (version == .http11 || known.keepAlive)
        self.contentCoding = known.contentCoding
        self.fields = fields
        self.method = method
        self.version = version
        self.rawTarget = target
    }
}

/// The fields that the server itself acts on, found in one pass.
struct KnownFields {
    private(set) var host: Range<Int>?
    private(set) var contentLength: Range<Int>?
    private(set) var contentLengthIsRepeated = false
    private(set) var transferEncoding: Range<Int>?
    private(set) var transferEncodingIsRepeated = false
    private(set) var close = false
    private(set) var keepAlive = false
    private(set) var expectsContinue = false
    private(set) var expectsOther = false
    private(set) var contentCoding = ContentCoding.identity

    init(_ fields: HTTPFields) throws(HTTPError) {
        let bytes = fields.bytes
        for entry in fields.entries {
            let name = entry.name
            // The length rules out nearly every field before a byte is compared.
            switch name.count {
            case 4 where HTTPFields.equal(bytes, name, "host"):
                guard host == nil else { throw .malformed(.hostRepeated) }
                host = entry.value
            case 6 where HTTPFields.equal(bytes, name, "expect"):
                forEachElement(bytes, entry.value) { element in
                    if HTTPFields.equal(bytes, element, "100-continue") {
                        expectsContinue = true
                    } else {
                        expectsOther = true
                    }
                }
            case 10 where HTTPFields.equal(bytes, name, "connection"):
                forEachElement(bytes, entry.value) { element in
                    if HTTPFields.equal(bytes, element, "close") { close = true }
                    if HTTPFields.equal(bytes, element, "keep-alive") { keepAlive = true }
                }
            case 14 where HTTPFields.equal(bytes, name, "content-length"):
                contentLengthIsRepeated = contentLength != nil
                contentLength = entry.value
            case 16 where HTTPFields.equal(bytes, name, "content-encoding"):
                forEachElement(bytes, entry.value) { contentCoding.add(bytes, $0) }
            case 17 where HTTPFields.equal(bytes, name, "transfer-encoding"):
                transferEncodingIsRepeated = transferEncoding != nil
                transferEncoding = entry.value
            default:
                break
            }
        }
    }
}

/// Visits the elements of a comma-separated list without white space around them, empty ones left
/// out.
func forEachElement(_ bytes: [UInt8], _ range: Range<Int>, _ visit: (Range<Int>) -> Void) {
    var start = range.lowerBound
    while start <= range.upperBound {
        var end = start
        while end < range.upperBound, bytes[end] != Byte.comma { end += 1 }
        var first = start
        var last = end
        while first < last, ByteClass.isBlank(bytes[first]) { first += 1 }
        while last > first, ByteClass.isBlank(bytes[last - 1]) { last -= 1 }
        if first < last { visit(first..<last) }
        start = end + 1
    }
}
