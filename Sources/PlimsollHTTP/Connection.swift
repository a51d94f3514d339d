/// What one connection is doing and until when: a state machine without socket and clock.
///
/// It is handed bytes and "now", and says what to do; `Channel` obeys. Each phase has one absolute
/// deadline, set when the phase starts, so a client that drips bytes gains nothing. The write
/// deadline lies across the phases, since an answer may still be on its way while the next phase
/// has begun.
struct Connection {
    /// What the owner has to do next.
    enum Event {
        /// All input is used; read more.
        case needInput
        /// Take no more input until this connection's own answer has gone out.
        case blocked
        /// A head is complete: call `readBody` or answer now.
        case head(RequestHead)
        /// The body is complete: run the handler.
        case body([UInt8])
        /// Answer this error; the connection then closes.
        case failure(HTTPError)
        /// Close without an answer.
        case close
    }

    /// What `readBody` came to.
    enum BodyStart {
        /// There is none; run the handler.
        case none
        /// Go on feeding input, after sending `100 Continue` if the client waits for it.
        case reading(sendContinue: Bool)
        /// Answer this error.
        case failure(HTTPError)
    }

    private enum Phase {
        /// Between two requests.
        case idle
        /// Within a head, or before the first one.
        case head
        /// A head was handed out; `readBody` or `answered` follows.
        case deciding
        /// Within a body.
        case body
        /// A request was handed out; `answered` follows.
        case answering
        /// The request is answered, the rest of its body is thrown away.
        case discarding
        /// The last answer is on its way; `startLingering` or the end follows.
        case closing
        /// The write side is shut; input is thrown away so that no reset overtakes the answer.
        case lingering
    }

    private let limits: HTTPLimits
    private let times: Times
    private var phase = Phase.head
    private var phaseDeadline: Instant
    private var writeDeadline = Instant.never
    private var parser: HeadParser
    private var head: RequestHead?
    private var decoder: ChunkedDecoder?
    private var body: [UInt8] = []
    private var remaining = 0
    private var requests = 0
    private var hasSeenEnd = false
    private var mustLinger = false

    /// The limits' times in the clock's unit, converted once per server.
    struct Times: Sendable {
        let head, body, idle, write, drain, stream: Interval

        init(_ limits: HTTPLimits) {
            head = Interval(limits.headTime)
            body = Interval(limits.bodyTime)
            idle = Interval(limits.idleTime)
            write = Interval(limits.writeTime)
            drain = Interval(limits.drainTime)
            stream = Interval(limits.streamTime)
        }
    }

    init(limits: HTTPLimits, times: Times, now: Instant) {
        self.limits = limits
        self.times = times
        parser = HeadParser(limits: limits)
        phaseDeadline = now + times.head
    }

    /// When `expire` is due.
    var deadline: Instant { min(phaseDeadline, writeDeadline) }

    /// Whether no request is under way, so that closing takes nothing from the client.
    var isIdle: Bool { phase == .idle || phase == .head && parser.isEmpty }

    /// Whether the last answer has been given and the connection ends once it is sent.
    var isClosing: Bool { phase == .closing }

    /// Whether bytes from the socket are of use now.
    var takesInput: Bool {
        switch phase {
        case .idle, .head, .body, .discarding, .lingering: true
        case .deciding, .answering, .closing: false
        }
    }

    /// Uses bytes of `input` from `offset` on, up to the next event.
    mutating func advance(_ input: Span<UInt8>, from offset: inout Int, now: Instant) -> Event {
        while true {
            guard offset < input.count else { return takesInput ? .needInput : .blocked }
            switch phase {
            case .idle:
                phase = .head
                phaseDeadline = now + times.head
            case .head:
                switch parser.consume(input, from: &offset) {
                case .needMore: return .needInput
                case .failure(let error): return .failure(error)
                case .head(let head):
                    parser = HeadParser(limits: limits)
                    self.head = head
                    phase = .deciding
                    phaseDeadline = .never
                    return .head(head)
                }
            case .body:
                if let error = takeBody(input, from: &offset, keeping: true) {
                    return .failure(error)
                }
                if remaining == 0 {
                    phase = .answering
                    phaseDeadline = .never
                    defer { body = [] }
                    return .body(body)
                }
            case .discarding:
                if takeBody(input, from: &offset, keeping: false) != nil { return .close }
                if remaining == 0 { becomeIdle(now) }
            case .lingering:
                let count = input.count - offset
                offset = input.count
                remaining -= count
                return remaining > 0 ? .needInput : .close
            case .deciding, .answering, .closing:
                return .blocked
            }
        }
    }

    /// Starts on the body of the head just handed out.
    ///
    /// - Parameters:
    ///   - limit: The most bytes this request may bring.
    ///   - now: The time.
    /// - Returns: What the owner does next.
    mutating func readBody(limit: Int, now: Instant) -> BodyStart {
        guard let head else { return .none }
        switch head.framing {
        case .none:
            phase = .answering
            return .none
        case .length(let count):
            // Before 100 Continue and before the first byte: what is announced too large is never
            // sent.
            guard count <= limit else { return .failure(.contentTooLarge(limit: limit)) }
            remaining = count
            // Memory grows with what arrives, not with what is announced.
            body.reserveCapacity(min(count, 16 * 1024))
        case .chunked:
            remaining = 1
            decoder = ChunkedDecoder(bodyLimit: limit, limits: limits)
        }
        phase = .body
        phaseDeadline = now + times.body
        return .reading(sendContinue: head.expectsContinue)
    }

    /// Takes note that the answer starts now and goes on until `answered`.
    ///
    /// - Parameters:
    ///   - mayKeep: Whether the server wants the connection to go on.
    ///   - now: The time.
    /// - Returns: Whether the connection goes on after this answer, for its head.
    mutating func startedAnswer(mayKeep: Bool, now: Instant) -> Bool {
        phaseDeadline = now + times.stream
        guard let head else { return false }
        return mayKeep && head.keepsAlive && !hasSeenEnd
            && requests + 1 < limits.requestsPerConnection
    }

    /// Takes note that the request, or what could be read of it, gets its answer now.
    ///
    /// - Parameters:
    ///   - mayKeep: Whether the server wants the connection to go on.
    ///   - now: The time.
    /// - Returns: Whether the connection goes on after this answer.
    mutating func answered(mayKeep: Bool, now: Instant) -> Bool {
        requests += 1
        guard let head else {
            close(lingering: true)
            return false
        }
        let keeps =
            mayKeep && head.keepsAlive && !hasSeenEnd && requests < limits.requestsPerConnection
        guard phase == .deciding else {
            // After a whole request a client that asked for the end sends nothing more.
            if keeps, phase == .answering {
                becomeIdle(now)
            } else {
                close(lingering: head.keepsAlive)
            }
            return keeps && phase == .idle
        }
        // An early answer: the body is still to come. A client that waits for 100 Continue may send
        // it or not (RFC 9110 section 10.1.1), so what follows would be a guess.
        switch head.framing {
        case .none where keeps:
            becomeIdle(now)
        case .length(let count) where keeps && !head.expectsContinue && count <= limits.drainBytes:
            remaining = count
            startDiscarding(now)
        case .chunked where keeps && !head.expectsContinue:
            remaining = 1
            decoder = ChunkedDecoder(bodyLimit: limits.drainBytes, limits: limits)
            startDiscarding(now)
        default:
            close(lingering: head.framing != .none || head.keepsAlive)
            return false
        }
        return true
    }

    /// Takes note that the answer about to be given is the last one: the input cannot be trusted
    /// any more.
    mutating func failed() {
        head = nil
        body = []
        close(lingering: true)
    }

    /// Takes note that an answer did not fit the socket's buffer.
    mutating func writeBlocked(now: Instant) {
        if writeDeadline == .never { writeDeadline = now + times.write }
    }

    /// Takes note that all answers so far are with the kernel.
    ///
    /// Waiting on the client starts only now.
    mutating func written(now: Instant) {
        guard writeDeadline != .never else { return }
        writeDeadline = .never
        if phase == .idle { phaseDeadline = now + times.idle }
        if phase == .discarding { phaseDeadline = now + times.body }
    }

    /// After the last answer: whether to shut the write side and read on for a while, or to close.
    mutating func startLingering(now: Instant) -> Bool {
        guard mustLinger, !hasSeenEnd else { return false }
        phase = .lingering
        phaseDeadline = now + times.drain
        remaining = limits.drainBytes
        return true
    }

    /// Takes note that the client sends no more, though it may still read.
    mutating func inputEnded() -> Event {
        hasSeenEnd = true
        switch phase {
        case .idle, .discarding, .lingering: return .close
        case .head: return parser.isEmpty ? .close : .failure(.malformed(.truncated))
        case .body: return .failure(.malformed(.truncated))
        case .deciding, .answering, .closing: return .blocked
        }
    }

    /// What to do when the deadline has come: `failure` for a request that came too slowly, else
    /// `close`.
    mutating func expire(now: Instant) -> Event {
        if now >= writeDeadline { return .close }
        guard now >= phaseDeadline else { return .blocked }
        switch phase {
        case .head where !parser.isEmpty, .body: return .failure(.requestTimeout)
        default: return .close
        }
    }

    private mutating func becomeIdle(_ now: Instant) {
        head = nil
        decoder = nil
        phase = .idle
        phaseDeadline = now + times.idle
    }

    private mutating func startDiscarding(_ now: Instant) {
        phase = .discarding
        phaseDeadline = now + times.body
    }

    private mutating func close(lingering: Bool) {
        phase = .closing
        phaseDeadline = .never
        mustLinger = lingering
    }

    /// Moves body bytes from the input to `body` or nowhere; `remaining` is 0 at the body's end.
    private mutating func takeBody(
        _ input: Span<UInt8>,
        from offset: inout Int,
        keeping: Bool
    ) -> HTTPError? {
        guard decoder != nil else {
            let count = min(remaining, input.count - offset)
            if keeping { body.append(input, offset..<offset + count) }
            offset += count
            remaining -= count
            return nil
        }
        let outcome = decoder?.decode(input, from: &offset, into: &body)
        if !keeping { body.removeAll(keepingCapacity: true) }
        switch outcome {
        case .failure(let error): return error
        case .complete, nil:
            remaining = 0
            decoder = nil
        case .needMore: break
        }
        return nil
    }
}
