import Testing

@testable import PlimsollHTTP

@Suite("Responses")
struct ResponseTests {
    private static func encode(
        _ response: HTTPResponse,
        to request: String = "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        keepsAlive: Bool = true
    ) -> String {
        var parser = HeadParser(limits: HTTPLimits())
        var offset = 0
        guard case .head(let head) = parser.consume(raw(request).span, from: &offset) else {
            return "no head"
        }
        var encoder = ResponseEncoder()
        encoder.setTime(784_111_777)
        var out: [UInt8] = []
        encoder.encode(response, to: head, keepsAlive: keepsAlive, into: &out)
        return String(decoding: out, as: UTF8.self)
    }

    private static let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

    @Test("an answer has status, date, length, its fields and its body")
    func whole() {
        #expect(
            Self.encode(.text("hello"))
                == "HTTP/1.1 200 OK\r\n\(Self.date)Content-Length: 5\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\nhello"
        )
    }

    @Test("HEAD gets the same fields without the body")
    func head() {
        #expect(
            Self.encode(.json(raw("{}")), to: "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
                == "HTTP/1.1 200 OK\r\n\(Self.date)Content-Length: 2\r\n"
                + "Content-Type: application/json\r\n\r\n"
        )
    }

    @Test(
        "204 and 304 have neither body nor length",
        arguments: [(204, "No Content"), (304, "Not Modified")]
    )
    func bodiless(status: Int, phrase: String) {
        #expect(
            Self.encode(HTTPResponse(status: status, body: raw("lost")))
                == "HTTP/1.1 \(status) \(phrase)\r\n\(Self.date)\r\n"
        )
    }

    @Test("an empty body has a length, and every decimal is right")
    func lengths() {
        for count in [0, 1, 9, 10, 11, 99, 100, 12345] {
            let text = Self.encode(
                HTTPResponse(status: 200, body: [UInt8](repeating: 65, count: count))
            )
            #expect(text.contains("\r\nContent-Length: \(count)\r\n"))
        }
    }

    @Test("the connection's fate is told: close, or keep-alive to HTTP/1.0")
    func connection() {
        #expect(Self.encode(.noContent, keepsAlive: false).contains("\r\nConnection: close\r\n"))
        #expect(!Self.encode(.noContent).contains("Connection"))
        let old = Self.encode(.noContent, to: "GET / HTTP/1.0\r\n\r\n")
        #expect(old.contains("\r\nConnection: keep-alive\r\n"))
    }

    @Test("a status that does not exist becomes 500", arguments: [0, 100, 199, 600, -1, 99999])
    func impossible(status: Int) {
        #expect(Self.encode(HTTPResponse(status: status)).hasPrefix("HTTP/1.1 500 "))
    }

    @Test(
        "a field that would change the message is refused",
        arguments: [
            ("X", "a\r\nY: b"), ("X", "a\nb"), ("X", "a\rb"), ("X", "a\u{00}"), ("X", "\u{7f}"),
            ("X: a\r\nY", "b"), ("X Y", "a"), ("", "a"), ("X:", "a"), ("Content-Length", "5"),
            ("content-length", "5"), ("Transfer-Encoding", "chunked"), ("CONNECTION", "close"),
            ("Date", "now"), ("É", "a"),
        ]
    )
    func injection(name: String, value: String) {
        var fields = HTTPFields()
        let results = [fields.append(name, value), fields.set(name, to: value)]
        #expect(results == [false, false])
        #expect(fields.count == 0)
        #expect(
            Self.encode(HTTPResponse(status: 204, fields: [name: value])) == Self.encode(.noContent)
        )
    }

    @Test("fields keep their order and duplicates, and are found in any case")
    func fields() {
        var fields: HTTPFields = ["A": "1", "B": "2"]
        fields.append("a", "3")
        #expect(fields["a"] == "1")
        #expect(fields.values("A") == ["1", "3"])
        #expect(fields["c"] == nil)
        #expect(fields["ab"] == nil)
        fields.set("A", to: "é")
        #expect(fields.pairs.map { "\($0.name)=\($0.value)" } == ["B=2", "A=é"])
    }

    @Test(
        "dates are those of the calendar",
        arguments: [
            (Int64(0), "Thu, 01 Jan 1970 00:00:00 GMT"),
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (951_868_799, "Tue, 29 Feb 2000 23:59:59 GMT"),
            (951_868_800, "Wed, 01 Mar 2000 00:00:00 GMT"),
            (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
            (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"),
            (4_102_444_800, "Fri, 01 Jan 2100 00:00:00 GMT"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (-5, "Thu, 01 Jan 1970 00:00:00 GMT"),
        ]
    )
    func dates(second: Int64, text: String) {
        #expect(String(decoding: HTTPDate.format(second), as: UTF8.self) == text)
    }

    @Test("every error has a status the encoder can phrase, and a sentence")
    func errors() {
        let errors: [HTTPError] =
            Malformation.allCases.map { .malformed($0) } + [
                .notFound, .methodNotAllowed, .requestTimeout, .contentTooLarge(limit: 1),
                .targetTooLong(limit: 1), .expectationFailed, .headTooLarge(limit: 1),
                .tooManyFields(limit: 1), .trailersTooLarge(limit: 1), .methodUnknown,
                .transferCodingUnsupported, .overloaded, .versionUnsupported,
            ]
        for error in errors {
            #expect(error.detail.hasSuffix("."))
            #expect(ResponseEncoder.reasonPhrase(error.status) != "Status")
        }
    }
}
