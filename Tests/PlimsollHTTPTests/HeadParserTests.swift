import Testing

@testable import PlimsollHTTP

@Suite("Head parser")
struct HeadParserTests {
    /// Requests that must be taken, with a part of what they mean.
    static let accepted: [(name: String, request: String, contains: String)] = [
        ("the least", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / http11"),
        ("a later minor version", "GET / HTTP/1.9\r\nHost: a\r\n\r\n", "GET / http11"),
        ("a registered method", "QUERY /a HTTP/1.1\r\nHost: a\r\n\r\n", "(registered) /a http11"),
        (
            "a registered method of three letters", "ACL /a HTTP/1.1\r\nHost: a\r\n\r\n",
            "(registered) /a http11"
        ),
        ("HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n", "keep=false"),
        ("HTTP/1.0 keep-alive", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "keep=true"),
        (
            "HTTP/1.0 keep-alive and close",
            "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", "keep=false"
        ),
        ("close", "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "keep=false"),
        (
            "close in a list", "GET / HTTP/1.1\r\nHost: a\r\nConnection: te , CLOSE,x\r\n\r\n",
            "keep=false"
        ),
        (
            "close in a second field",
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n",
            "keep=false"
        ),
        (
            "closed is not close", "GET / HTTP/1.1\r\nHost: a\r\nConnection: closed\r\n\r\n",
            "keep=true"
        ),
        ("one empty line first", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / http11"),
        ("two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / http11"),
        ("no blank after the colon", "GET / HTTP/1.1\r\nHost:a\r\n\r\n", "Host=a"),
        (
            "blanks around a value", "GET / HTTP/1.1\r\nHost: \t a \t \r\n\r\n",
            "Host=a\n".dropLastCharacter
        ),
        ("an empty value", "GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\r\n", "X="),
        ("an empty value of blanks", "GET / HTTP/1.1\r\nHost: a\r\nX:  \t \r\n\r\n", "X="),
        ("blanks within a value", "GET / HTTP/1.1\r\nHost: a\r\nX: b  c\r\n\r\n", "X=b  c"),
        ("colons in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: :b:\r\n\r\n", "X=:b:"),
        (
            "every token character in a name",
            "GET / HTTP/1.1\r\nHost: a\r\n!#$%&'*+-.^_`|~09azAZ: 1\r\n\r\n", "`|~09azAZ=1"
        ),
        ("duplicates are kept", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\nX: 2\r\n\r\n", "X=1\nX=2"),
        (
            "names in any case", "GET / HTTP/1.1\r\nhOST: a\r\ncontent-LENGTH: 3\r\n\r\n",
            "length(3)"
        ),
        (
            "length zero is no body", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "none keep"
        ),
        (
            "leading zeros", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0012\r\n\r\n",
            "length(12)"
        ),
        (
            "the largest length",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775807\r\n\r\n",
            "length(9223372036854775807)"
        ),
        ("a body with GET", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n", "length(4)"),
        (
            "chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
            "chunked keep=true"
        ),
        (
            "chunked in any case",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \tChUnKeD \r\n\r\n",
            "chunked keep=true"
        ),
        (
            "expectation",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-Continue\r\n\r\n",
            "continue=true"
        ),
        (
            "HTTP/1.0 has no expectation",
            "POST / HTTP/1.0\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n", "continue=false"
        ),
        (
            "HTTP/1.0 ignores any expectation",
            "POST / HTTP/1.0\r\nContent-Length: 4\r\nExpect: pigs\r\n\r\n", "continue=false"
        ),
        (
            "an upgrade is a field like others",
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n",
            "Upgrade=h2c"
        ),
        ("query", "GET /a?b=c&d HTTP/1.1\r\nHost: a\r\n\r\n", "path=/a query=b=c&d"),
        ("empty query", "GET /a? HTTP/1.1\r\nHost: a\r\n\r\n", "path=/a query="),
        ("question marks in a query", "GET /a?b?/c HTTP/1.1\r\nHost: a\r\n\r\n", "query=b?/c"),
        ("escapes", "GET /%e2%82%ac?%41 HTTP/1.1\r\nHost: a\r\n\r\n", "path=/%e2%82%ac query=%41"),
        ("two slashes", "GET //a HTTP/1.1\r\nHost: a\r\n\r\n", "path=//a"),
        ("absolute", "GET http://b:81/c?d HTTP/1.1\r\nHost: a\r\n\r\n", "authority=b:81"),
        (
            "absolute with path", "GET http://b:81/c?d HTTP/1.1\r\nHost: a\r\n\r\n",
            "path=/c query=d"
        ),
        ("absolute without path", "GET http://b HTTP/1.1\r\nHost: a\r\n\r\n", "path= query=-"),
        ("absolute with query only", "GET http://b?c HTTP/1.1\r\nHost: a\r\n\r\n", "path= query=c"),
        ("absolute https", "GET HTTPS://b/ HTTP/1.1\r\nHost: a\r\n\r\n", "authority=b"),
        ("absolute IPv6", "GET http://[::1]:80/ HTTP/1.1\r\nHost: a\r\n\r\n", "authority=[::1]:80"),
        ("asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * http11"),
        ("host with port", "GET / HTTP/1.1\r\nHost: a:8080\r\n\r\n", "Host=a:8080"),
        ("host with empty port", "GET / HTTP/1.1\r\nHost: a:\r\n\r\n", "Host=a:"),
        ("host with the last port", "GET / HTTP/1.1\r\nHost: a:65535\r\n\r\n", "Host=a:65535"),
        ("host IPv4", "GET / HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n", "Host=127.0.0.1:80"),
        ("host IPv6", "GET / HTTP/1.1\r\nHost: [2001:db8::1]\r\n\r\n", "Host=[2001:db8::1]"),
        ("host with underscore", "GET / HTTP/1.1\r\nHost: my_host\r\n\r\n", "Host=my_host"),
        (
            "bytes above 0x7F in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: \u{e9}\u{ff}\r\n\r\n",
            "X="
        ),
        ("a tab within a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\tb\r\n\r\n", "X=a\tb"),
    ]

    @Test("a well-formed head is taken whole, byte by byte and cut anywhere", arguments: accepted)
    func accepts(name: String, request: String, contains: String) {
        let bytes = raw(request)
        let whole = parse(bytes)
        guard case .head(let description, let consumed) = whole else {
            Issue.record("\(name): \(whole)")
            return
        }
        #expect(description.contains(contains))
        #expect(consumed == bytes.count)
        #expect(parse(bytes, pieces: [1]) == whole)
        for cut in 1..<bytes.count { #expect(parse(bytes, pieces: [cut, .max]) == whole) }
        for end in 0..<bytes.count { #expect(parse(Array(bytes[..<end])) == .needMore) }
    }

    @Test("each method is known in upper case only, and CONNECT is refused")
    func methods() {
        for method in HTTPMethod.allCases {
            let name = method.rawValue
            let result = parse(raw("\(name) / HTTP/1.1\r\nHost: a\r\n\r\n"))
            if method == .connect {
                #expect(result == .failure(.methodUnknown))
            } else {
                #expect(result.error == nil)
            }
            let lower = raw("\(name.lowercased()) / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(parse(lower) == .failure(.methodUnknown))
        }
    }

    @Test("bytes after the head are left for the body and the next request")
    func pipelined() {
        let first = raw("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n")
        let both = first + raw("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
        guard case .head(_, let consumed) = parse(both) else {
            Issue.record("no head")
            return
        }
        #expect(consumed == first.count)
    }

    private static let alphanumeric =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

    @Test("of all 256 bytes, a field name holds exactly those of a token")
    func nameBytes() {
        let allowed = Set(raw(Self.alphanumeric + "!#$%&'*+-.^_`|~"))
        for byte in UInt8.min...UInt8.max where byte != Byte.colon {
            let request = raw("GET / HTTP/1.1\r\nHost: a\r\nx") + [byte] + raw("x: 1\r\n\r\n")
            let error = parse(request).error
            #expect((error == nil) == allowed.contains(byte), "byte \(byte)")
            #expect(error == nil || error?.status == 400, "byte \(byte)")
            #expect(parse(request, pieces: [1]).error == error, "byte \(byte)")
        }
    }

    @Test("of all 256 bytes, a value holds all but control characters")
    func valueBytes() {
        for byte in UInt8.min...UInt8.max {
            let request = raw("GET / HTTP/1.1\r\nHost: a\r\nX: x") + [byte] + raw("x\r\n\r\n")
            let error = parse(request).error
            let isControl = byte < 0x20 && byte != 0x09 || byte == 0x7F
            #expect((error == nil) == !isControl, "byte \(byte)")
            #expect(error == nil || error?.status == 400, "byte \(byte)")
            #expect(parse(request, pieces: [1]).error == error, "byte \(byte)")
        }
    }

    @Test("of all 256 bytes, path and query hold exactly those of the URI grammar")
    func targetBytes() {
        // RFC 3986 section 3.3: unreserved, sub-delims, ":", "@", "/", and "?" which ends the path.
        let allowed = Set(raw(Self.alphanumeric + "-._~!$&'()*+,;=:@/?"))
        for prefix in ["/x", "/x?y", "http://h/x", "http://h/x?y"] {
            for byte in UInt8.min...UInt8.max where byte != Byte.space {
                let request = raw("GET \(prefix)") + [byte] + raw("x HTTP/1.1\r\nHost: a\r\n\r\n")
                let error = parse(request).error
                #expect((error == nil) == allowed.contains(byte), "byte \(byte) after \(prefix)")
                #expect(error == nil || error?.status == 400, "byte \(byte) after \(prefix)")
                #expect(parse(request, pieces: [1]).error == error, "byte \(byte)")
            }
        }
    }

    @Test("of all 256 bytes, a method holds exactly those of a token")
    func methodBytes() {
        let allowed = Set(raw(Self.alphanumeric + "!#$%&'*+-.^_`|~"))
        for byte in UInt8.min...UInt8.max where byte != Byte.space {
            let request = raw("G") + [byte] + raw("T / HTTP/1.1\r\nHost: a\r\n\r\n")
            let expected: Int? = byte == 0x45 ? nil : allowed.contains(byte) ? 501 : 400
            #expect(parse(request).error?.status == expected, "byte \(byte)")
            #expect(parse(request, pieces: [1]).error?.status == expected, "byte \(byte)")
        }
    }

    @Test("of all 256 bytes, none but a digit stands in a length")
    func lengthBytes() {
        for byte in UInt8.min...UInt8.max {
            for template in [("", "1"), ("1", ""), ("1", "1")] {
                let value = raw(template.0) + [byte] + raw(template.1)
                let head = raw("POST / HTTP/1.1\r\nHost: a\r\nContent-Length:")
                let isBlankAtEdge =
                    ByteClass.isBlank(byte) && (template.0.isEmpty || template.1.isEmpty)
                let error = parse(head + value + raw("\r\n\r\n")).error
                #expect(
                    (error == nil) == (ByteClass.isDigit(byte) || isBlankAtEdge),
                    "byte \(byte)"
                )
            }
        }
    }

    @Test("limits answer 414 and 431, however the bytes come")
    func limits() {
        var limits = HTTPLimits()
        limits.targetBytes = 20
        limits.headBytes = 200
        limits.fieldCount = 3
        let head = "GET / HTTP/1.1\r\nHost: a\r\n"
        let cases: [(String, HTTPError?)] = [
            ("GET /" + String(repeating: "a", count: 19) + " HTTP/1.1\r\nHost: a\r\n\r\n", nil),
            (
                "GET /" + String(repeating: "a", count: 20) + " HTTP/1.1\r\n",
                .targetTooLong(limit: 20)
            ),
            ("GET /" + String(repeating: "a", count: 20), .targetTooLong(limit: 20)),
            (head + "A: 1\r\nB: 2\r\n\r\n", nil),
            (head + "A: 1\r\nB: 2\r\nC: 3\r\n\r\n", .tooManyFields(limit: 3)),
            (head + "A: " + String(repeating: "b", count: 168) + "\r\n\r\n", nil),
            (
                head + "A: " + String(repeating: "b", count: 169) + "\r\n\r\n",
                .headTooLarge(limit: 200)
            ),
            (head + "A: " + String(repeating: "b", count: 5000), .headTooLarge(limit: 200)),
            (head + String(repeating: "b", count: 5000), .headTooLarge(limit: 200)),
            (String(repeating: "G", count: 33), .methodUnknown),
        ]
        for (request, error) in cases {
            #expect(parse(raw(request), limits: limits).error == error)
            #expect(parse(raw(request), pieces: [1], limits: limits).error == error)
            #expect(parse(raw(request), pieces: [7], limits: limits).error == error)
        }
    }

    @Test("any split of any request of the tables gives the same result")
    func splits() {
        var numbers = Sequence32(seed: 7)
        let requests = Self.accepted.map(\.request) + BadRequest.all.map(\.request)
        for request in requests {
            let bytes = raw(request)
            let whole = parse(bytes)
            for _ in 0..<20 {
                let pieces = (0..<bytes.count).map { _ in 1 + numbers.next(below: 9) }
                #expect(parse(bytes, pieces: pieces) == whole)
            }
        }
    }

    @Test("a mutated request is taken or refused, and the same way in pieces")
    func mutations() {
        var numbers = Sequence32(seed: 11)
        for (_, request, _) in Self.accepted {
            for _ in 0..<60 {
                var bytes = raw(request)
                for _ in 0...numbers.next(below: 3) {
                    let index = numbers.next(below: bytes.count)
                    switch numbers.next(below: 3) {
                    case 0: bytes[index] = UInt8(numbers.next(below: 256))
                    case 1: bytes.insert(UInt8(numbers.next(below: 256)), at: index)
                    default: bytes.remove(at: index)
                    }
                }
                #expect(parse(bytes, pieces: [1]) == parse(bytes))
            }
        }
    }
}

extension String {
    fileprivate var dropLastCharacter: String { String(dropLast()) }
}
