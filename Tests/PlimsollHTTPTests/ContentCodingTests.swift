import Testing

@testable import PlimsollHTTP

@Suite("Content coding")
struct ContentCodingTests {
    private static let text = Array(String(repeating: "{\"bytes\": 12345}, ", count: 200).utf8)

    private static let router: Router = {
        var router = Router()
        router.add(.post, "/echo") { .json($0.body) }
        router.add(.post, "/small", bodyLimit: 10_000) { .text("\($0.body.count)") }
        router.add(.get, "/text") { _ in .json(text) }
        router.add(.get, "/binary") { _ in
            HTTPResponse(
                status: 200,
                fields: ["Content-Type": "application/octet-stream"],
                body: text
            )
        }
        router.add(.get, "/tagged") { _ in
            var response = HTTPResponse.json(text)
            response.fields.set("ETag", to: "\"a\"")
            return response
        }
        return router
    }()

    private func post(_ path: String, _ coding: String, _ body: [UInt8]) throws -> HTTPResponse {
        Self.router.respond(
            to: try HTTPRequest(
                method: .post,
                target: path,
                fields: [("Content-Encoding", coding)],
                body: body
            )
        )
    }

    @Test("what is deflated inflates to the same, whatever its size")
    func roundTrip() throws {
        var numbers = Sequence32(seed: 3)
        for count in [0, 1, 2, 511, 512, 1000, 20_000, 70_000, 300_000] {
            let noise = (0..<count).map { _ in UInt8(numbers.next(below: 256)) }
            for bytes in [noise, [UInt8](repeating: 0x20, count: count)] {
                let packed = try #require(Gzip.deflate(bytes))
                #expect(try Gzip.inflate(packed, limit: count) == bytes)
            }
        }
    }

    @Test("a gzip body is decoded, under both of its names and with identity beside it")
    func decodes() throws {
        let packed = try #require(Gzip.deflate(Self.text))
        for coding in ["gzip", "x-gzip", "GZIP", "identity, gzip", " gzip ,"] {
            let response = try post("/echo", coding, packed)
            #expect(response.status == 200, "\(coding)")
            #expect(response.body == Self.text, "\(coding)")
        }
        #expect(try post("/echo", "identity", Self.text).body == Self.text)
    }

    @Test("several members one after another are one file")
    func members() throws {
        let packed = try #require(Gzip.deflate(Self.text)) + #require(Gzip.deflate([0x61]))
        #expect(try post("/echo", "gzip", packed).body == Self.text + [0x61])
    }

    @Test("a bomb is 413, and a body of the limit's size is not")
    func bomb() throws {
        let bomb = try #require(Gzip.deflate([UInt8](repeating: 0, count: 2_000_000)))
        #expect(bomb.count < 10_000)
        #expect(try post("/small", "gzip", bomb).status == 413)
        let most = try #require(Gzip.deflate([UInt8](repeating: 0, count: 10_000)))
        #expect(try post("/small", "gzip", most).body == Array("10000".utf8))
        let more = try #require(Gzip.deflate([UInt8](repeating: 0, count: 10_001)))
        #expect(try post("/small", "gzip", more).status == 413)
    }

    @Test("bytes that are no whole gzip file are 400, wherever they break")
    func broken() throws {
        let packed = try #require(Gzip.deflate(Self.text))
        for end in 1..<packed.count {
            #expect(try post("/echo", "gzip", Array(packed[..<end])).status == 400, "cut at \(end)")
        }
        #expect(try post("/echo", "gzip", Self.text).status == 400)
        #expect(try post("/echo", "gzip", packed + [0]).status == 400)
        #expect(try post("/echo", "gzip", packed + Self.text).status == 400)
        // The checksum, the length, and the data itself.
        for offset in [1, 5, packed.count / 2] {
            var changed = packed
            changed[packed.count - offset] ^= 0x55
            #expect(try post("/echo", "gzip", changed).status == 400, "\(offset) from the end")
        }
    }

    @Test(
        "a coding that is not undone here is 415 and told what is",
        arguments: ["br", "deflate", "zstd", "compress", "gzip, gzip", "gzip, br", "gzip;q=1", "x"]
    )
    func unsupported(coding: String) throws {
        let response = try post("/echo", coding, Self.text)
        #expect(response.status == 415)
        #expect(response.fields["accept-encoding"] == "gzip")
    }

    @Test("a coding without a body means nothing")
    func withoutBody() throws {
        #expect(try post("/echo", "br", []).status == 200)
    }

    @Test(
        "a client gets gzip where it prefers that",
        arguments: [
            ("gzip", true), ("x-gzip", true), ("GZip", true), ("deflate, gzip, br", true),
            ("*", true), ("gzip;q=0.001", true), ("gzip; q=1.000", true), ("br, *;q=0.1", true),
            ("identity;q=0, *", true), ("identity;q=0.5, gzip", true), ("gzip;Q=0.5", true),
            ("", false), ("identity", false), ("br", false), ("gzip;q=0", false),
            ("gzip;q=0.000", false), ("*;q=0", false), ("*, gzip;q=0", false),
            ("identity, gzip;q=0.5", false), ("gzip;q=2", false), ("gzip;q=-1", false),
            ("gzip;q=", false), ("gzip;q=0.0001", false), ("gzip;x=1", false), ("gzipp", false),
        ]
    )
    func negotiates(accepted: String, expected: Bool) throws {
        for method in [HTTPMethod.get, .head] {
            let response = Self.router.respond(
                to: try HTTPRequest(
                    method: method,
                    target: "/text",
                    fields: [("Accept-Encoding", accepted)]
                )
            )
            #expect((response.fields["content-encoding"] == "gzip") == expected)
            #expect(response.fields["vary"] == "Accept-Encoding")
            guard method == .get else { continue }
            let body =
                expected ? try Gzip.inflate(response.body, limit: 1 << 20) : response.body
            #expect(body == Self.text)
        }
    }

    @Test("small and binary answers stay as they are")
    func leavesAlone() throws {
        for (method, target) in [(HTTPMethod.get, "/binary"), (.post, "/small")] {
            let response = Self.router.respond(
                to: try HTTPRequest(
                    method: method,
                    target: target,
                    fields: [("Accept-Encoding", "gzip")]
                )
            )
            #expect(response.fields["content-encoding"] == nil)
            #expect(response.fields["vary"] == nil)
        }
    }

    @Test("an answer that is not modified varies as the one before did")
    func notModified() throws {
        var router = Router()
        router.add(.get, "/same") { _ in HTTPResponse(status: 304) }
        let response = router.respond(to: try HTTPRequest(method: .get, target: "/same"))
        #expect(response.fields["vary"] == "Accept-Encoding")
        #expect(response.fields["content-encoding"] == nil)
    }

    @Test("the entity tag of a compressed answer is weak")
    func entityTag() throws {
        for (accepted, tag) in [("gzip", "W/\"a\""), ("identity", "\"a\"")] {
            let request = try HTTPRequest(
                method: .get,
                target: "/tagged",
                fields: [("Accept-Encoding", accepted)]
            )
            #expect(Self.router.respond(to: request).fields["etag"] == tag)
        }
    }

    @Test("on a socket, a coded body is decoded and the connection goes on")
    func live() throws {
        let live = try LiveServer()
        let client = try live.client()
        let packed = try #require(Gzip.deflate(Self.text))
        client.send(
            raw(
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\n"
                    + "Accept-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n"
            ) + packed
        )
        let response = try #require(client.response())
        #expect(response.field("content-encoding") == "gzip")
        #expect(try Gzip.inflate(response.body, limit: 1 << 20) == Self.text)
        client.send(
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc"
                + "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"
        )
        #expect(client.response()?.status == 415)
        #expect(client.response()?.text == "hello")
        #expect(live.server.counters.requestsInFlight == 0)
    }
}
