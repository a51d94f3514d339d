import Dispatch
import Logging
import Synchronization
import Testing

@testable import PlimsollHTTP

@Suite("Server limits, drain and counters", .serialized)
struct ServerLimitTests {
    private static let hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("a head that does not end is answered 408")
    func slowHead() throws {
        var limits = HTTPLimits()
        limits.headTime = .milliseconds(100)
        let live = try LiveServer(limits: limits)
        let client = try live.client()
        let silent = try live.client()
        client.send("GET /hello HTTP/1.1\r\nHo")
        #expect(client.response()?.status == 408)
        #expect(client.rest() == [])
        #expect(silent.rest() == [])
    }

    @Test("connections over the limit are answered 503")
    func connectionLimit() throws {
        var limits = HTTPLimits()
        limits.connections = 2
        let live = try LiveServer(limits: limits)
        let clients = [try live.client(), try live.client()]
        for client in clients {
            client.send(Self.hello)
            #expect(client.response()?.status == 200)
        }
        let third = try live.client()
        let response = try #require(third.response())
        #expect(response.status == 503)
        #expect(response.field("retry-after") == "1")
        #expect(live.server.counters.connectionsRefused == 1)
        #expect(live.server.counters.connectionsOpen == 2)
    }

    @Test("connections of one client beyond its bound are answered 503, and go when others do")
    func clientLimit() throws {
        var limits = HTTPLimits()
        limits.connectionsPerClient = 2
        let live = try LiveServer(limits: limits)
        let first = try live.client()
        do {
            let second = try live.client()
            for client in [first, second] {
                client.send(Self.hello)
                #expect(client.response()?.status == 200)
            }
            #expect(try live.client().response()?.status == 503)
            #expect(live.server.counters.connectionsRefusedByClient == 1)
            second.send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            _ = second.rest()
        }
        // The loop forgets a connection in its own time.
        var status: Int?
        while status != 200 {
            let third = try live.client()
            third.send(Self.hello)
            status = third.response()?.status
        }
        let table = ClientTable(most: 1)
        let address = try #require(RemoteAddress("2001:db8::1"))
        #expect(table.enter(address))
        #expect(!table.enter(try #require(RemoteAddress("[2001:db8::2]:80"))), "one network")
        #expect(table.enter(try #require(RemoteAddress("2001:db8:0:1::1"))))
        table.leave(address)
        #expect(table.enter(address))
    }

    @Test("what waited too long for its loop is answered 503, health is not")
    func shedsLoad() throws {
        var limits = HTTPLimits()
        limits.lag = .zero
        let live = try LiveServer(limits: limits) { router in
            router.add(.get, "/healthz", isVital: true) { _ in .text("well") }
        }
        let client = try live.client()
        client.send(Self.hello + "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        let shed = try #require(client.response())
        #expect(shed.status == 503)
        #expect(shed.field("retry-after") == "1")
        #expect(client.response()?.text == "well")
        #expect(live.server.counters.requestsShed == 1)
    }

    @Test("a full worker queue answers 503 and serves on")
    func workerLimit() throws {
        let started = DispatchSemaphore(value: 0)
        let release = DispatchSemaphore(value: 0)
        let live = try LiveServer(loops: 1, workers: 1, workerQueue: 1) { router in
            router.add(.get, "/slow", .worker) { _ in
                started.signal()
                release.wait()
                return .text("done")
            }
        }
        let slow = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"
        let clients = [try live.client(), try live.client(), try live.client()]
        clients[0].send(slow)
        started.wait()
        // One loop serves in order of arrival, so an answered request shows that the one before was
        // queued.
        clients[1].send(slow)
        clients[2].send(Self.hello)
        #expect(clients[2].response()?.status == 200)
        var refused: ClientResponse?
        // Both sockets may become ready in one turn in either order; the queue is full once a
        // request is refused.
        clients[2].send(slow)
        refused = clients[2].response()
        #expect(refused?.status == 503)
        #expect(refused?.field("retry-after") == "1")
        release.signal()
        release.signal()
        #expect(clients[0].response()?.text == "done")
        #expect(clients[1].response()?.text == "done")
        clients[2].send(Self.hello)
        #expect(clients[2].response()?.status == 200)
        #expect(live.server.counters.requestsInFlight == 0)
    }

    @Test("a drain closes idle connections, answers what has begun, and takes no new callers")
    func drain() throws {
        let started = DispatchSemaphore(value: 0)
        let release = DispatchSemaphore(value: 0)
        let live = try LiveServer { router in
            router.add(.get, "/slow", .worker) { _ in
                started.signal()
                release.wait()
                return .text("done")
            }
        }
        // One for each loop: connections are handed out in turn.
        let idle = [try live.client(), try live.client()]
        for client in idle {
            client.send(Self.hello)
            #expect(client.response()?.status == 200)
        }
        let busy = try live.client()
        busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
        started.wait()
        let stopped = DispatchSemaphore(value: 0)
        let server = live.server
        DispatchQueue(label: "stop").async {
            server.stop(within: .seconds(30))
            stopped.signal()
        }
        for client in idle { #expect(client.rest() == []) }
        release.signal()
        let response = try #require(busy.response())
        #expect(response.text == "done")
        #expect(response.field("connection") == "close")
        #expect(busy.rest() == [])
        stopped.wait()
        #expect(TestClient(port: live.port) == nil)
        #expect(server.counters.connectionsOpen == 0)
        #expect(server.counters.responsesByClass[2] == 3)
    }

    @Test("a drain ends by its deadline whatever the clients do")
    func drainDeadline() throws {
        let live = try LiveServer()
        let client = try live.client()
        client.send(
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n"
        )
        #expect(client.response()?.status == 100)
        live.server.stop(within: .milliseconds(50))
        #expect(client.rest() == [])
    }

    @Test("a stopped server can start again, a running one cannot, and a taken port is an error")
    func restarts() throws {
        let live = try LiveServer()
        #expect(throws: SocketError.self) { try live.server.start() }
        var configuration = HTTPServerConfiguration()
        configuration.port = live.port
        let second = HTTPServer(
            configuration: configuration,
            router: Router(),
            logger: Logger(label: "test")
        )
        let error = #expect(throws: SocketError.self) { try second.start() }
        #expect(
            error?.description == "cannot listen on 127.0.0.1:\(live.port): Address already in use"
        )
        live.server.stop(within: .seconds(1))
        let port = try live.server.start().port
        let client = try #require(TestClient(port: port))
        client.send(Self.hello)
        #expect(client.response()?.text == "hello")
    }

    @Test("the observer sees every exchange, and the counters add up")
    func observes() throws {
        let seen = Mutex<[String]>([])
        let live = try LiveServer(observer: { exchange in
            seen.withLock {
                $0.append(
                    "\(exchange.request?.rawTarget ?? "-") \(exchange.route?.pattern ?? "-") "
                        + "\(exchange.status)"
                )
            }
        })
        let client = try live.client()
        client.send(Self.hello)
        _ = client.response()
        client.send("GET /none HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = client.response()
        client.send("GET /n/7 HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = client.response()
        client.send("BAD\r\n")
        _ = client.rest()
        #expect(
            seen.withLock { $0 } == [
                "/hello /hello 200", "/none - 404", "/n/7 /n/{n} 200", "- - 400",
            ]
        )
        let counters = live.server.counters
        #expect(counters.responsesByClass == [0, 0, 2, 0, 2, 0])
        #expect(counters.connectionsAccepted == 1)
        #expect(counters.requestsRefused == 1)
        #expect(counters.bytesReceived > 80)
        #expect(counters.bytesSent > 300)
    }
}
