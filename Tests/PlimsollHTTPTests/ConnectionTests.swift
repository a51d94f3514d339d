import Testing

@testable import PlimsollHTTP

@Suite("Connection deadlines and phases")
struct ConnectionTests {
    /// A connection with a clock that the test moves.
    struct Bench {
        var connection: Connection
        var now = Instant(nanoseconds: 1_000_000_000)
        let limits: HTTPLimits

        init(_ limits: HTTPLimits = HTTPLimits()) {
            self.limits = limits
            connection = Connection(limits: limits, times: Connection.Times(limits), now: now)
        }

        mutating func wait(_ seconds: Double) {
            now = now + Interval(nanoseconds: UInt64(seconds * 1e9))
        }

        /// Feeds all of the text and names the events in order.
        mutating func feed(_ text: String) -> [String] {
            let bytes = raw(text)
            var offset = 0
            var events: [String] = []
            while true {
                let event = connection.advance(bytes.span, from: &offset, now: now)
                events.append(Self.name(event))
                switch event {
                case .needInput, .blocked, .failure, .close: return events
                case .head, .body:
                    return events + (offset < bytes.count ? ["\(bytes.count - offset) left"] : [])
                }
            }
        }

        mutating func readBody() -> String {
            switch connection.readBody(limit: limits.bodyBytes, now: now) {
            case .none: "none"
            case .reading(let sendContinue): sendContinue ? "reading, continue" : "reading"
            case .failure(let error): "\(error.status)"
            }
        }

        mutating func answered() -> Bool { connection.answered(mayKeep: true, now: now) }

        mutating func linger() -> Bool { connection.startLingering(now: now) }

        mutating func end() -> String { Self.name(connection.inputEnded()) }

        mutating func expire() -> String { Self.name(connection.expire(now: now)) }

        static func name(_ event: Connection.Event) -> String {
            switch event {
            case .needInput: "needInput"
            case .blocked: "blocked"
            case .head: "head"
            case .body(let body): "body \(String(decoding: body, as: UTF8.self))"
            case .failure(let error): "\(error.status)"
            case .close: "close"
            }
        }
    }

    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n"

    @Test("a silent new connection closes without an answer after the head time")
    func silent() {
        var bench = Bench()
        bench.wait(9.9)
        #expect(bench.expire() == "blocked")
        bench.wait(0.2)
        #expect(bench.expire() == "close")
    }

    @Test("dripping a head does not extend its time, and is answered 408")
    func drippedHead() {
        var bench = Bench()
        for byte in "GET / HTT" {
            #expect(bench.feed(String(byte)) == ["needInput"])
            bench.wait(1)
            #expect(bench.expire() == "blocked")
        }
        _ = bench.feed("P")
        bench.wait(1.1)
        #expect(bench.expire() == "408")
    }

    @Test("dripping a body does not extend its time, and is answered 408")
    func drippedBody() {
        var bench = Bench()
        #expect(bench.feed(Self.post) == ["head"])
        #expect(bench.readBody() == "reading")
        for _ in 0..<3 {
            bench.wait(9)
            #expect(bench.feed("x") == ["needInput"])
            #expect(bench.expire() == "blocked")
        }
        bench.wait(3.1)
        #expect(bench.expire() == "408")
    }

    @Test("an idle connection closes after the idle time, counted from the last answer")
    func idle() {
        var bench = Bench()
        bench.wait(5)
        #expect(bench.feed(Self.get) == ["head"])
        #expect(bench.readBody() == "none")
        bench.wait(500)
        #expect(bench.expire() == "blocked", "a handler at work has no deadline")
        #expect(bench.answered() == true)
        bench.wait(74)
        #expect(bench.expire() == "blocked")
        bench.wait(1.1)
        #expect(bench.expire() == "close")
    }

    @Test("the next head has its own time, from its first byte")
    func secondHead() {
        var bench = Bench()
        _ = bench.feed(Self.get)
        _ = bench.readBody()
        _ = bench.answered()
        bench.wait(70)
        #expect(bench.feed("G") == ["needInput"])
        bench.wait(9.9)
        #expect(bench.expire() == "blocked")
        bench.wait(0.2)
        #expect(bench.expire() == "408")
    }

    @Test("an answer that the client does not read closes the connection after the write time")
    func write() {
        var bench = Bench()
        _ = bench.feed(Self.get)
        _ = bench.readBody()
        _ = bench.answered()
        bench.connection.writeBlocked(now: bench.now)
        bench.wait(20)
        bench.connection.writeBlocked(now: bench.now)
        #expect(bench.expire() == "blocked")
        bench.wait(10.1)
        #expect(bench.expire() == "close")
    }

    @Test("the idle time starts when the answer is out")
    func idleAfterWrite() {
        var bench = Bench()
        _ = bench.feed(Self.get)
        _ = bench.readBody()
        _ = bench.answered()
        bench.connection.writeBlocked(now: bench.now)
        bench.wait(29)
        bench.connection.written(now: bench.now)
        bench.wait(74)
        #expect(bench.expire() == "blocked")
    }

    @Test("a body comes in pieces, and pipelined bytes wait")
    func body() {
        var bench = Bench()
        #expect(bench.feed(Self.post + "ab") == ["head", "2 left"])
        #expect(bench.readBody() == "reading")
        #expect(bench.feed("ab") == ["needInput"])
        #expect(bench.feed("cdGET") == ["body abcd", "3 left"])
        #expect(bench.feed("GET") == ["blocked"])
        #expect(!bench.connection.takesInput)
        #expect(bench.answered() == true)
        #expect(bench.feed(Self.get) == ["head"])
    }

    @Test("an announced body over the limit is 413 before 100 Continue and before a byte of it")
    func tooLarge() {
        for length in ["1048577", "1000000000000", "9223372036854775807"] {
            for expect in ["", "Expect: 100-continue\r\n"] {
                var bench = Bench()
                _ = bench.feed(
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\(expect)\r\n"
                )
                #expect(bench.readBody() == "413")
            }
        }
    }

    @Test("100 Continue is for HTTP/1.1 clients that wait for it")
    func expectation() {
        var bench = Bench()
        _ = bench.feed(
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"
        )
        #expect(bench.readBody() == "reading, continue")
        bench = Bench()
        _ = bench.feed("POST / HTTP/1.0\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
        #expect(bench.readBody() == "reading")
    }

    @Test("after an early answer the body is thrown away and the next request is found behind it")
    func discards() {
        var bench = Bench()
        #expect(bench.feed(Self.post) == ["head"])
        #expect(bench.answered() == true)
        #expect(bench.feed("GET " + Self.get) == ["head"])
        bench = Bench()
        _ = bench.feed("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        #expect(bench.answered() == true)
        #expect(bench.feed("4\r\nGET \r\n") == ["needInput"])
        #expect(bench.feed("0\r\n\r\n" + Self.get) == ["head"])
    }

    @Test(
        "after an early answer the connection ends where the body is too large or may not come",
        arguments: [
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nConnection: close\r\n\r\n",
        ]
    )
    func earlyEnd(request: String) {
        var bench = Bench()
        _ = bench.feed(request)
        #expect(bench.answered() == false)
        #expect(bench.connection.isClosing)
        #expect(bench.feed("GET / HTTP/1.1\r\n") == ["blocked"])
        #expect(bench.linger() == true)
        #expect(bench.feed(String(repeating: "x", count: 1000)) == ["needInput"])
        #expect(bench.feed(String(repeating: "x", count: 600_000)) == ["close"])
    }

    @Test("lingering ends by its deadline")
    func linger() {
        var bench = Bench()
        #expect(bench.feed("BAD\r\n") == ["400"])
        bench.connection.failed()
        #expect(bench.linger() == true)
        bench.wait(1.9)
        #expect(bench.feed("x") == ["needInput"])
        #expect(bench.expire() == "blocked")
        bench.wait(0.2)
        #expect(bench.expire() == "close")
    }

    @Test("a broken chunk under an early answer closes without another answer")
    func brokenDiscard() {
        var bench = Bench()
        _ = bench.feed("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        #expect(bench.answered() == true)
        #expect(bench.feed("x\r\n" + Self.get) == ["close"])
    }

    @Test("the end of input closes an idle connection, and a cut request is 400")
    func ends() {
        var bench = Bench()
        #expect(bench.end() == "close")
        bench = Bench()
        _ = bench.feed("GET /")
        #expect(bench.end() == "400")
        bench = Bench()
        _ = bench.feed(Self.post)
        _ = bench.readBody()
        _ = bench.feed("ab")
        #expect(bench.end() == "400")
    }

    @Test("a half-closed client gets its answer, which is the last")
    func halfClosed() {
        var bench = Bench()
        _ = bench.feed(Self.get)
        _ = bench.readBody()
        #expect(bench.end() == "blocked")
        #expect(bench.answered() == false)
        #expect(bench.linger() == false)
    }

    @Test("the last request a connection may make is answered with close")
    func requestLimit() {
        var limits = HTTPLimits()
        limits.requestsPerConnection = 3
        var bench = Bench(limits)
        for request in 1...3 {
            #expect(bench.feed(Self.get) == ["head"])
            #expect(bench.readBody() == "none")
            #expect(bench.answered() == (request < 3))
        }
    }

    @Test("durations become intervals without overflow")
    func intervals() {
        #expect(Interval(.milliseconds(1500)).nanoseconds == 1_500_000_000)
        #expect(Interval(.seconds(-1)).nanoseconds == 0)
        #expect(Interval(.seconds(Int64.max)).nanoseconds == .max)
        #expect(Instant(nanoseconds: 5) + Interval(nanoseconds: .max) == .never)
    }
}
