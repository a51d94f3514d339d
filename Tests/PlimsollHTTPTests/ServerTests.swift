import Synchronization
import Testing

@testable import PlimsollHTTP

@Suite("Server on loopback", .serialized)
struct ServerTests {
    private static let hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("one connection serves several requests")
    func keepAlive() throws {
        let live = try LiveServer()
        let client = try live.client()
        for _ in 0..<3 {
            client.send(Self.hello)
            let response = try #require(client.response())
            #expect(response.status == 200)
            #expect(response.text == "hello")
            #expect(response.field("connection") == nil)
        }
        client.send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(client.response()?.field("connection") == "close")
        #expect(client.rest() == [])
    }

    @Test("HTTP/1.0 closes, unless keep-alive is asked for")
    func oldVersion() throws {
        let live = try LiveServer()
        let client = try live.client()
        client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        #expect(client.response()?.field("connection") == "keep-alive")
        client.send("GET /hello HTTP/1.0\r\n\r\nGET /hello HTTP/1.0\r\n\r\n")
        #expect(client.response()?.field("connection") == "close")
        #expect(client.rest() == [])
    }

    @Test("pipelined requests are answered in order, whoever runs them")
    func pipelining() throws {
        let live = try LiveServer()
        let client = try live.client()
        let requests = (0..<500).map { number in
            "GET /\(number % 3 == 0 ? "n" : "i")/\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
        }
        client.send(requests.joined())
        for number in 0..<500 { #expect(client.response()?.text == "\(number)") }
    }

    @Test("a request cut into single bytes is answered")
    func bytewise() throws {
        let live = try LiveServer()
        let client = try live.client()
        for byte in raw(
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        ) {
            client.send([byte])
        }
        #expect(client.response()?.text == "abc")
    }

    @Test("HEAD has the length of GET and no body")
    func head() throws {
        let live = try LiveServer()
        let client = try live.client()
        client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n" + Self.hello)
        #expect(client.response(hasBody: false)?.field("content-length") == "5")
        #expect(client.response()?.text == "hello")
    }

    @Test("100 Continue comes before the body is sent")
    func continues() throws {
        let live = try LiveServer()
        let client = try live.client()
        client.send(
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
        )
        #expect(client.response()?.status == 100)
        client.send("abc" + Self.hello)
        #expect(client.response()?.text == "abc")
        #expect(client.response()?.text == "hello")
    }

    @Test(
        "a body that is not wanted is refused instead of invited, and the connection ends",
        arguments: [
            ("POST /echo", "Content-Length: 99999999", 413),
            ("POST /none", "Content-Length: 3", 404),
            ("POST /hello", "Content-Length: 3", 405),
            ("POST /none", "Transfer-Encoding: chunked", 404),
        ]
    )
    func refusesToContinue(line: String, framing: String, status: Int) throws {
        let live = try LiveServer()
        let client = try live.client()
        client.send("\(line) HTTP/1.1\r\nHost: a\r\n\(framing)\r\nExpect: 100-continue\r\n\r\n")
        let response = try #require(client.response())
        #expect(response.status == status)
        #expect(response.field("connection") == "close")
        #expect(client.rest() == [])
    }

    @Test("the body of a request that got 404 is not read as the next request")
    func unreadBody() throws {
        let live = try LiveServer()
        let client = try live.client()
        let smuggled = "GET /i/smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
        client.send(
            "POST /none HTTP/1.1\r\nHost: a\r\nContent-Length: \(smuggled.utf8.count)\r\n\r\n"
        )
        #expect(client.response()?.status == 404)
        client.send(smuggled + Self.hello)
        #expect(client.response()?.text == "hello")
        client.send("POST /hello HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        #expect(client.response()?.status == 405)
        client.send(
            "\(String(smuggled.utf8.count, radix: 16))\r\n\(smuggled)\r\n0\r\n\r\n" + Self.hello
        )
        #expect(client.response()?.text == "hello")
    }

    @Test("a client that ends its side still gets its answers")
    func halfClose() throws {
        let live = try LiveServer()
        for path in ["/i/1", "/n/1"] {
            let client = try live.client()
            client.send(
                "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\nGET \(path) HTTP/1.1\r\nHost: a\r\n\r\n"
            )
            client.endWriting()
            #expect(client.response()?.text == "1")
            #expect(client.response()?.text == "1")
            #expect(client.rest() == [])
        }
    }

    @Test("an offer to upgrade is ignored and its body is read")
    func upgrade() throws {
        let live = try LiveServer()
        let client = try live.client()
        client.send(
            "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAEAAEAA\r\nContent-Length: 3\r\n\r\nabc" + Self.hello
        )
        #expect(client.response()?.text == "abc")
        #expect(client.response()?.text == "hello")
    }

    @Test("a body cut short by the client's end is 400, not served")
    func cutBody() throws {
        let live = try LiveServer()
        for framing in [
            "Content-Length: 10\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
        ] {
            let client = try live.client()
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\n" + framing)
            client.endWriting()
            #expect(client.response()?.status == 400)
            #expect(client.rest() == [])
        }
    }

    @Test("every bad request gets one answer that closes, and what follows it is not served")
    func badRequests() throws {
        let live = try LiveServer()
        for bad in BadRequest.all {
            let client = try live.client()
            client.send(bad.request + Self.hello)
            let response = try #require(client.response(), "\(bad.name)")
            #expect(response.status == bad.error.status, "\(bad.name)")
            #expect(response.field("connection") == "close", "\(bad.name)")
            #expect(response.field("date") != nil, "\(bad.name)")
            #expect(client.rest() == [], "\(bad.name)")
        }
        #expect(live.server.counters.requestsRefused == BadRequest.all.count)
    }

    @Test("a head that is too large is answered although the client goes on sending")
    func hugeHead() throws {
        let live = try LiveServer()
        let client = try live.client()
        client.send(
            "GET /hello HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "a", count: 400_000)
        )
        #expect(client.response()?.status == 431)
        #expect(client.rest() == [])
    }

    @Test("a large body goes both ways whole")
    func largeBody() throws {
        let live = try LiveServer()
        let client = try live.client()
        let body = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        client.send(
            raw("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n") + body
        )
        #expect(client.response()?.body == body)
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        for start in stride(from: 0, to: body.count, by: 50_000) {
            client.send(raw("c350\r\n") + body[start..<start + 50_000] + raw("\r\n"))
        }
        client.send("0\r\n\r\n")
        #expect(client.response()?.body == body)
    }

    @Test("a client that pipelines and never reads is no longer read, and loses nothing")
    func backPressure() throws {
        let served = Mutex(0)
        let answer = HTTPResponse(status: 200, body: [UInt8](repeating: 0x61, count: 64 * 1024))
        let live = try LiveServer { router in
            router.add(.get, "/big") { _ in
                served.withLock { $0 += 1 }
                return answer
            }
        }
        let client = try live.client(receiveBuffer: 4096)
        // Large requests, so that the kernel's buffers hold hundreds of them, not hundreds of
        // thousands.
        let padding = String(repeating: "x", count: 16_000)
        let request = raw("GET /big HTTP/1.1\r\nHost: a\r\nX: \(padding)\r\n\r\n")
        let batch = Array(repeatElement(request, count: 10).joined())
        var sent = 0
        while sent < 100_000_000 {
            let count = client.trySend(batch, from: sent % batch.count, wait: 500)
            guard count > 0 else { break }
            sent += count
        }
        #expect(sent < 100_000_000, "the server must stop reading")
        // What the kernel's buffers hold was answered (tcp_wmem allows 4 MiB), and one read's worth
        // at most is kept.
        let answered = served.withLock { $0 }
        #expect(answered < 400, "\(answered) answers were made for nobody")
        client.endWriting()
        for _ in 0..<(sent / request.count) {
            guard client.response()?.body.count == 64 * 1024 else {
                Issue.record("an answer was lost")
                return
            }
        }
    }
}
