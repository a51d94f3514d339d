/// The methods of RFC 9110 section 9 and PATCH (RFC 5789), and one for all others that are
/// registered.
///
/// Methods are case-sensitive; any other token is answered with 501.
public enum HTTPMethod: String, CaseIterable, Hashable, Sendable {
    /// Transfer a representation.
    case get = "GET"
    /// As GET, without the body.
    case head = "HEAD"
    /// Process the body.
    case post = "POST"
    /// Replace.
    case put = "PUT"
    /// Change in part.
    case patch = "PATCH"
    /// Remove.
    case delete = "DELETE"
    /// Ask for what is possible.
    case options = "OPTIONS"
    /// Loop the request back; no route should serve it.
    case trace = "TRACE"
    /// Open a tunnel; always refused.
    case connect = "CONNECT"
    /// A method of IANA's registry that no route here can have, such as QUERY: known, so that the
    /// answer is 405 and not 501.
    case registered = "(registered)"

    /// The methods that a route may have, and CONNECT; in the order of `Allow` fields.
    public static let allCases: [HTTPMethod] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
    ]

    /// IANA's registry of methods less those above and HTTP/2's PRI.
    private static let registry: Set<String> = [
        "ACL", "BASELINE-CONTROL", "BIND", "CHECKIN", "CHECKOUT", "COPY", "LABEL", "LINK", "LOCK",
        "MERGE", "MKACTIVITY", "MKCALENDAR", "MKCOL", "MKREDIRECTREF", "MKWORKSPACE", "MOVE",
        "ORDERPATCH", "PROPFIND", "PROPPATCH", "QUERY", "REBIND", "REPORT", "SEARCH", "UNBIND",
        "UNCHECKOUT", "UNLINK", "UNLOCK", "UPDATE", "UPDATEREDIRECTREF", "VERSION-CONTROL",
    ]

    /// The method that these bytes spell, without building a string.
    init?(bytes: [UInt8], in range: Range<Int>) {
        func matches(_ method: HTTPMethod) -> Bool {
            method.rawValue.utf8.elementsEqual(bytes[range])
        }
        let candidates: [HTTPMethod]
        switch range.count {
        case 3:
            // The two that carry nearly all traffic are compared without a loop.
            let first = bytes[range.lowerBound]
            let second = bytes[range.lowerBound + 1]
            let third = bytes[range.lowerBound + 2]
            switch (first, second, third) {
            case (0x47, 0x45, 0x54):
                self = .get
                return
            case (0x50, 0x55, 0x54):
                self = .put
                return
            default: candidates = []
            }
        case 4: candidates = [.post, .head]
        case 5: candidates = [.patch, .trace]
        case 6: candidates = [.delete]
        case 7: candidates = [.options, .connect]
        default: candidates = []
        }
        if let method = candidates.first(where: matches) {
            self = method
        } else if Self.registry.contains(String(decoding: bytes[range], as: UTF8.self)) {
            self = .registered
        } else {
            return nil
        }
    }
}

/// The two versions this server speaks.
public enum HTTPVersion: Hashable, Sendable {
    /// HTTP/1.0, which closes after each answer unless asked not to.
    case http10
    /// HTTP/1.1, which keeps the connection unless asked not to.
    case http11
}
