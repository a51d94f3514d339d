/// Joins one socket to its `Connection`: reads, feeds, answers and writes, and never buffers more
/// than one read's worth of input and the answers to it.
///
/// Belongs to one event loop and is touched by its thread only. A structure, so that the checks of
/// exclusive access are made once for an event (by `ChannelBox`) instead of at each property. While answers wait for the client
/// to read them, nothing is read and no request is started, so a client that pipelines without
/// reading holds itself up.
struct Channel: ~Copyable {
    /// Answers to pipelined requests are collected up to this many bytes before they are written.
    private static let flushBytes = 16 * 1024
    /// Reads in one turn, so that a fast client leaves room for the others.
    private static let readsPerTurn = 8

    let token: UInt64
    let address: RemoteAddress
    /// Whether the connection is counted among those of its address.
    let isCounted: Bool
    private var transport: Transport
    var connection: Connection
    private var leftover: [UInt8] = []
    private var leftoverOffset = 0
    private var unsent: [UInt8] = []
    private var unsentOffset = 0
    /// Assumed until a read says otherwise, so that a request that came with the connection is
    /// found at once.
    private var isReadable = true
    private var isEnding = false
    private var isWritable = true
    private(set) var isClosed = false
    private var request: HTTPRequest?
    private var isAtWorker = false
    private var route: Route?
    private var started = Instant.never
    /// The answer that is made while it is sent, if there is one.
    var stream: StreamedAnswer?
    /// Streamed answers so far.
    var streamCount = 0

    init(
        _ raw: Int32,
        address: RemoteAddress,
        isCounted: Bool,
        tls: TLSContext?,
        token: UInt64,
        limits: HTTPLimits,
        times: Connection.Times,
        now: Instant
    ) {
        transport = Transport(owning: raw, tls)
        self.address = address
        self.isCounted = isCounted
        self.token = token
        connection = Connection(limits: limits, times: times, now: now)
    }

    var descriptor: Int32 { transport.raw }

    /// When `expire` is due; never once closed.
    var deadline: Instant { isClosed ? .never : connection.deadline }

    /// Acts on what the poller saw.
    mutating func handle(_ event: Poller.Event, _ loop: EventLoop, _ turn: inout Turn) {
        if event.isBroken {
            close(loop)
            return
        }
        if event.isReadable { isReadable = true }
        if event.isEnding { isEnding = true }
        if event.isWritable { isWritable = true }
        pump(loop, &turn)
    }

    /// Does all that can be done without waiting: writes, then uses kept input, then reads.
    mutating func pump(_ loop: EventLoop, _ turn: inout Turn) {
        var reads = 0
        while !isClosed {
            guard flush(loop, &turn) else { return }
            if stream != nil {
                guard writePieces(loop, &turn) else { return }
            } else if connection.isClosing {
                endWriting(loop, &turn)
            } else if leftoverOffset < leftover.count {
                guard connection.takesInput else { return }
                let input = leftover
                var offset = leftoverOffset
                process(input.span, from: &offset, loop, &turn)
                leftoverOffset = offset
                if leftoverOffset >= leftover.count { dropLeftover() }
            } else {
                // Without room to write, reading may be what has to wait: TLS answers a client.
                guard connection.takesInput, isReadable, isWritable else { return }
                guard reads < Self.readsPerTurn else {
                    loop.continueLater(token)
                    return
                }
                if transport.stage == .handshake, !loop.mayShakeHands() {
                    loop.continueLater(token)
                    return
                }
                reads += 1
                read(loop, &turn)
            }
        }
    }

    /// Gives the client the answer of a worker.
    mutating func finish(_ response: HTTPResponse, _ loop: EventLoop, _ turn: inout Turn) {
        guard !isClosed, let request else { return }
        LoopCounters.add(-1, to: loop.counters.requestsInFlight)
        isAtWorker = false
        self.request = nil
        respond(response, to: request, loop, &turn)
        pump(loop, &turn)
    }

    /// Acts on a deadline that has come.
    mutating func expire(_ loop: EventLoop, _ turn: inout Turn) {
        act(on: connection.expire(now: turn.now), loop, &turn)
        pump(loop, &turn)
    }

    /// Ends a connection that waits for its client's next request.
    mutating func closeIfIdle(_ loop: EventLoop) {
        if connection.isIdle, unsent.isEmpty { close(loop) }
    }

    /// Ends the connection; the descriptor closes with the last reference.
    mutating func close(_ loop: EventLoop) {
        guard !isClosed else { return }
        isClosed = true
        transport.sayGoodbye()
        if isAtWorker {
            LoopCounters.add(-1, to: loop.counters.requestsInFlight)
        }
        if stream != nil { endStream(loop) }
        loop.remove(token, of: address, isCounted: isCounted)
    }

    private mutating func read(_ loop: EventLoop, _ turn: inout Turn) {
        let isShakingHands = transport.stage == .handshake
        // Lent out of `turn`, which takes answers meanwhile.
        var input: [UInt8] = []
        swap(&input, &turn.input)
        defer { swap(&input, &turn.input) }
        let result = transport.receive(into: &input)
        if isShakingHands { countHandshake(loop) }
        switch result {
        case .bytes(let count):
            LoopCounters.add(count, to: loop.counters.bytesReceived)
            // What comes later is a new event. The client's end is the exception: its event may
            // have been this one.
            if transport.isDrained, !isEnding { isReadable = false }
            var offset = 0
            process(input.span.extracting(0..<count), from: &offset, loop, &turn)
            if offset < count, !isClosed {
                leftover = Array(input[offset..<count])
                leftoverOffset = 0
            }
        case .wouldBlock:
            isReadable = false
        case .wantsRoom:
            isWritable = false
        case .end:
            isReadable = false
            act(on: connection.inputEnded(), loop, &turn)
        case .failed:
            if transport.spokePlainHTTP { refusePlainHTTP(loop, &turn) }
            close(loop)
        }
    }

    private func countHandshake(_ loop: EventLoop) {
        switch transport.stage {
        case .open:
            LoopCounters.add(1, to: loop.counters.handshakes)
            if transport.isResumed { LoopCounters.add(1, to: loop.counters.handshakesResumed) }
        case .failed: LoopCounters.add(1, to: loop.counters.handshakesFailed)
        default: break
        }
    }

    /// Tells a client that speaks plain HTTP on a port for TLS what is wrong, in its language.
    private mutating func refusePlainHTTP(_ loop: EventLoop, _ turn: inout Turn) {
        var response = loop.router.render(.malformed(.plainHTTP), nil)
        loop.router.finish?(&response, nil)
        _ = turn.encode(response, to: nil, keepsAlive: false)
        transport.sendPlain(turn.out)
        turn.resetOut()
        transport.endWriting()
    }

    /// Feeds input to the connection and acts on its events until it wants more or has to wait.
    private mutating func process(
        _ input: Span<UInt8>,
        from offset: inout Int,
        _ loop: EventLoop,
        _ turn: inout Turn
    ) {
        while !isClosed {
            if turn.out.count >= Self.flushBytes, !flush(loop, &turn) { return }
            switch connection.advance(input, from: &offset, now: turn.now) {
            case .needInput, .blocked: return
            case let event: act(on: event, loop, &turn)
            }
        }
    }

    private mutating func act(on event: Connection.Event, _ loop: EventLoop, _ turn: inout Turn) {
        switch event {
        case .needInput, .blocked: break
        case .head(let head): begin(head, loop, &turn)
        case .body(let body):
            guard var request = request.take(), let route else { return close(loop) }
            request.body = body
            run(route, request, loop, &turn)
        case .failure(let error): fail(error, loop, &turn)
        case .close: close(loop)
        }
    }

    private mutating func begin(_ head: RequestHead, _ loop: EventLoop, _ turn: inout Turn) {
        started = turn.now
        route = nil
        var request = HTTPRequest(head: head, remoteAddress: address)
        loop.router.prepare?(&request)
        switch loop.router.match(&request) {
        case .answer(let response):
            respond(response, to: request, loop, &turn)
        case .route(let route):
            self.route = route
            if !route.isVital, turn.isLagging(beyond: loop.lagLimit) {
                LoopCounters.add(1, to: loop.counters.requestsShed)
                return respond(loop.router.render(.overloaded, request), to: request, loop, &turn)
            }
            if let response = loop.router.admit(&request, route) {
                return respond(response, to: request, loop, &turn)
            }
            let limit = route.bodyLimit ?? loop.limits.bodyBytes
            switch connection.readBody(limit: limit, now: turn.now) {
            case .none:
                run(route, consume request, loop, &turn)
            case .reading(let sendContinue):
                self.request = consume request
                if sendContinue { turn.out.append(contentsOf: ResponseEncoder.continueLine) }
            case .failure(let error):
                self.request = request
                fail(error, loop, &turn)
            }
        }
    }

    private mutating func run(
        _ route: Route,
        _ request: consuming HTTPRequest,
        _ loop: EventLoop,
        _ turn: inout Turn
    ) {
        let router = loop.router
        let limit = route.bodyLimit ?? loop.limits.bodyBytes
        // Inflating may take as long as any list.
        switch request.isCoded ? .worker : route.execution {
        case .inline:
            self.request = nil
            let response = router.handle(route, request, bodyLimit: limit)
            respond(response, to: request, loop, &turn)
        case .worker:
            let request = request
            self.request = request
            let mailbox = loop.mailbox
            let token = token
            isAtWorker = loop.workers.submit {
                mailbox.post(.response(token, router.handle(route, request, bodyLimit: limit)))
            }
            if isAtWorker {
                LoopCounters.add(1, to: loop.counters.requestsInFlight)
            } else {
                self.request = nil
                respond(loop.router.render(.overloaded, request), to: request, loop, &turn)
            }
        }
    }

    // The request is handed on instead of copied: each copy counts half a dozen references.
    mutating func respond(
        _ answer: consuming HTTPResponse,
        to request: consuming HTTPRequest,
        _ loop: EventLoop,
        _ turn: inout Turn
    ) {
        var response = answer
        let request: HTTPRequest? = consume request
        loop.router.finish?(&response, request)
        if let body = response.stream, let request {
            guard request.method == .head else {
                return start(body, response, to: request, loop, &turn)
            }
            response.body = []
        }
        let keeps = connection.answered(
            mayKeep: !response.closesConnection && !loop.isDraining,
            now: turn.now
        )
        write(response, to: request, keepsAlive: keeps, loop, &turn)
    }

    private mutating func fail(_ error: HTTPError, _ loop: EventLoop, _ turn: inout Turn) {
        var response = loop.router.render(error, request)
        loop.router.finish?(&response, request)
        connection.failed()
        LoopCounters.add(1, to: loop.counters.requestsRefused)
        write(response, to: request, keepsAlive: false, loop, &turn)
        request = nil
    }

    private mutating func write(
        _ response: HTTPResponse,
        to request: consuming HTTPRequest?,
        keepsAlive: Bool,
        _ loop: EventLoop,
        _ turn: inout Turn
    ) {
        let bytes = turn.encode(response, to: request?.head, keepsAlive: keepsAlive)
        loop.counters.countResponse(response.status)
        observe(request, response.status, bytes: bytes, loop)
    }

    func observe(
        _ request: consuming HTTPRequest?,
        _ status: Int,
        bytes: Int,
        _ loop: EventLoop
    ) {
        guard let observer = loop.observer else { return }
        // Without a request the route and the time are those of an earlier one.
        let isKnown = request != nil
        let elapsed = isKnown ? (SystemClock.now - started).nanoseconds : 0
        observer(
            HTTPExchange(
                client: request?.client ?? address,
                request: request,
                route: isKnown ? route : nil,
                status: status,
                nanoseconds: Int(clamping: elapsed),
                bytesSent: bytes
            )
        )
    }

    /// Writes what is ready; returns whether nothing is left.
    private mutating func flush(_ loop: EventLoop, _ turn: inout Turn) -> Bool {
        if unsent.isEmpty {
            guard !turn.out.isEmpty else { return true }
            let sent = send(turn.out, from: 0, loop, &turn)
            if sent < turn.out.count { unsent = Array(turn.out[sent...]) }
            unsentOffset = 0
        } else {
            // Later answers queue behind those that wait.
            unsent.append(contentsOf: turn.out)
            unsentOffset += send(unsent, from: unsentOffset, loop, &turn)
            if unsentOffset == unsent.count {
                unsent = []
                unsentOffset = 0
            }
        }
        turn.resetOut()
        if unsent.isEmpty {
            connection.written(now: turn.now)
        } else {
            connection.writeBlocked(now: turn.now)
        }
        return unsent.isEmpty && !isClosed
    }

    /// Writes as much as the socket takes now; returns how much that was.
    private mutating func send(
        _ bytes: [UInt8],
        from offset: Int,
        _ loop: EventLoop,
        _ turn: inout Turn
    ) -> Int {
        var position = offset
        while isWritable, position < bytes.count {
            switch transport.send(bytes, from: position) {
            case .bytes(let count): position += count
            case .wouldBlock, .wantsRoom: isWritable = false
            case .end, .failed:
                close(loop)
                return position - offset
            }
        }
        LoopCounters.add(position - offset, to: loop.counters.bytesSent)
        return position - offset
    }

    /// After the last answer: shut the write side and wait for the client's end, or close.
    private mutating func endWriting(_ loop: EventLoop, _ turn: inout Turn) {
        dropLeftover()
        guard connection.startLingering(now: turn.now) else { return close(loop) }
        transport.endWriting()
        isReadable = true
    }

    private mutating func dropLeftover() {
        leftover = []
        leftoverOffset = 0
    }
}

/// The place of a channel, which the loop and its lists refer to.
final class ChannelBox {
    var channel: Channel

    init(_ channel: consuming Channel) { self.channel = channel }
}
