import Dispatch
import Synchronization
import Testing

@testable import PlimsollHTTP

@Suite("Streamed answers", .serialized)
struct StreamTests {
    /// A server whose `/stream/{n}` answers with the numbers below n, a line each.
    private static func live(
        limits: HTTPLimits = HTTPLimits(),
        observer: (@Sendable (HTTPExchange) -> Void)? = nil
    ) throws -> LiveServer {
        try LiveServer(
            limits: limits,
            configure: { router in
                router.add(.get, "/stream/{n}", .worker) { request in
                    let count = Int(request.parameters["n"] ?? "") ?? 0
                    let body = StreamedBody(pieceCount: count) { raw("\($0)\n") }
                    return .streamed(body, contentType: "text/plain")
                }
            },
            observer: observer
        )
    }

    /// A server whose `/big` has more pieces than any test reads, counted as they are made.
    private static func endless(
        _ count: Counter,
        limits: HTTPLimits = HTTPLimits(),
        observer: @escaping @Sendable (HTTPExchange) -> Void
    ) throws -> LiveServer {
        let piece = [UInt8](repeating: 0x61, count: 64 * 1024)
        return try LiveServer(
            limits: limits,
            configure: { router in
                router.add(.get, "/big", .worker) { _ in
                    let body = StreamedBody(pieceCount: 100_000) { _ in
                        count.increment()
                        return piece
                    }
                    return .streamed(body, contentType: "text/plain")
                }
            },
            observer: observer
        )
    }

    private static func lines(_ count: Int) -> String {
        (0..<count).map { "\($0)\n" }.joined()
    }

    /// A chunked body and what follows it; nil if it is not well-formed.
    private static func decoded(_ bytes: [UInt8]) -> (body: String, rest: String)? {
        var decoder = ChunkedDecoder(bodyLimit: 1 << 30, limits: HTTPLimits())
        var offset = 0
        var body: [UInt8] = []
        guard case .complete = decoder.decode(bytes.span, from: &offset, into: &body) else {
            return nil
        }
        return (
            String(decoding: body, as: UTF8.self),
            String(decoding: bytes[offset...], as: UTF8.self)
        )
    }

    @Test("pieces come in order as chunks, and the connection goes on", arguments: [0, 1, 7, 500])
    func order(count: Int) throws {
        let live = try Self.live()
        let client = try live.client()
        client.send("GET /stream/\(count) HTTP/1.1\r\nHost: a\r\n\r\n")
        client.send("GET /i/after HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let head = try #require(client.response())
        #expect(head.status == 200)
        #expect(head.field("transfer-encoding") == "chunked")
        #expect(head.field("content-length") == nil)
        let bytes = try #require(client.rest())
        let (body, rest) = try #require(Self.decoded(bytes))
        #expect(body == Self.lines(count))
        #expect(rest.hasPrefix("HTTP/1.1 200"))
        #expect(rest.hasSuffix("after"))
    }

    @Test("HTTP/1.0 gets the pieces bare, up to the end of the connection")
    func oldVersion() throws {
        let live = try Self.live()
        let client = try live.client()
        client.send("GET /stream/50 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let head = try #require(client.response())
        #expect(head.field("transfer-encoding") == nil)
        #expect(head.field("connection") == "close")
        #expect(client.rest() == raw(Self.lines(50)))
    }

    @Test("HEAD gets the head alone")
    func head() throws {
        let live = try Self.live()
        let client = try live.client()
        client.send(
            "HEAD /stream/5 HTTP/1.1\r\nHost: a\r\n\r\nGET /i/after HTTP/1.1\r\nHost: a\r\n\r\n"
        )
        #expect(client.response(hasBody: false)?.field("transfer-encoding") == "chunked")
        #expect(client.response()?.text == "after")
    }

    @Test("the whole length of a streamed answer is told to the observer")
    func observed() throws {
        let bytes = Mutex(0)
        let ended = DispatchSemaphore(value: 0)
        let live = try Self.live { exchange in
            bytes.withLock { $0 = exchange.bytesSent }
            ended.signal()
        }
        let client = try live.client()
        client.send("GET /stream/9 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let head = try #require(client.response())
        let rest = try #require(client.rest())
        ended.wait()
        #expect(bytes.withLock { $0 } == head.head.utf8.count + rest.count)
        #expect(live.server.counters.requestsInFlight == 0)
    }

    @Test("no piece is made for a client that has gone")
    func cancellation() throws {
        let count = Counter()
        let ended = DispatchSemaphore(value: 0)
        let live = try Self.endless(count) { _ in ended.signal() }
        var client: TestClient? = try live.client(receiveBuffer: 4096)
        client?.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client?.response()?.status == 200)
        client = nil
        ended.wait()
        #expect(count.value < 400)
        #expect(live.server.counters.requestsInFlight == 0)
    }

    @Test("a client that does not read has few pieces made, and is left in time")
    func backPressure() throws {
        let count = Counter()
        let ended = DispatchSemaphore(value: 0)
        var limits = HTTPLimits()
        limits.writeTime = .milliseconds(300)
        let live = try Self.endless(count, limits: limits) { _ in ended.signal() }
        let client = try live.client(receiveBuffer: 4096)
        client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.response()?.status == 200)
        ended.wait()
        #expect(count.value < 400, "\(count.value) pieces were made for nobody")
    }

    @Test("beyond the limit of streams the answer is 503, and others are served")
    func limit() throws {
        var limits = HTTPLimits()
        limits.streams = 0
        let live = try Self.live(limits: limits)
        let client = try live.client()
        client.send("GET /stream/5 HTTP/1.1\r\nHost: a\r\n\r\n")
        let refusal = try #require(client.response())
        #expect(refusal.status == 503)
        #expect(refusal.field("retry-after") == "1")
        client.send("GET /n/1 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.response()?.text == "1")
    }

    @Test("requests go before waiting pieces, and every fourth job is a piece")
    func fairness() {
        let pool = WorkerPool(workers: 1, queueLimit: 16)
        let started = DispatchSemaphore(value: 0)
        let release = DispatchSemaphore(value: 0)
        let done = DispatchSemaphore(value: 0)
        let order = Log()
        _ = pool.submit {
            started.signal()
            release.wait()
        }
        started.wait()
        for _ in 0..<4 {
            pool.submitPiece {
                order.append("p")
                done.signal()
            }
        }
        for _ in 0..<8 {
            let isTaken = pool.submit {
                order.append("r")
                done.signal()
            }
            #expect(isTaken)
        }
        release.signal()
        for _ in 0..<12 { done.wait() }
        #expect(order.text == "rrrprrrprrpp")
    }

    @Test("without a socket a streamed answer is whole")
    func collected() throws {
        var router = Router()
        router.add(.get, "/s") { _ in
            .streamed(StreamedBody(pieceCount: 3) { raw("\($0)") }, contentType: "text/plain")
        }
        let answer = router.respond(to: try HTTPRequest(method: .get, target: "/s"))
        #expect(answer.body == raw("012"))
        let head = router.respond(to: try HTTPRequest(method: .head, target: "/s"))
        #expect(head.body == [])
    }
}

/// A count that several threads raise.
private final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func increment() { count.withLock { $0 += 1 } }
}

/// Letters in the order they came.
private final class Log: Sendable {
    private let letters = Mutex("")

    var text: String { letters.withLock { $0 } }

    func append(_ letter: String) { letters.withLock { $0 += letter } }
}
