import Synchronization

/// What a server has done so far, as one reading.
public struct HTTPServerCounters: Hashable, Sendable {
    /// Connections taken from the listener.
    public internal(set) var connectionsAccepted = 0
    /// Connections answered 503 because the server had its maximum.
    public internal(set) var connectionsRefused = 0
    /// Connections open now.
    public internal(set) var connectionsOpen = 0
    /// Of those refused, the ones whose client had its maximum.
    public internal(set) var connectionsRefusedByClient = 0
    /// TLS handshakes that came to an end.
    public internal(set) var handshakes = 0
    /// Of those, the ones that resumed a session.
    public internal(set) var handshakesResumed = 0
    /// TLS handshakes that failed.
    public internal(set) var handshakesFailed = 0
    /// Requests answered 503 because they had waited too long for their loop.
    public internal(set) var requestsShed = 0
    /// Times that descriptors or memory for a connection ran out.
    public internal(set) var acceptsDeferred = 0
    /// Readings of changed certificates that brought new ones.
    public internal(set) var certificateReloads = 0
    /// Readings of changed certificates that could not be used.
    public internal(set) var certificateFailures = 0
    /// Turns of the event loops by their length: up to each of `lagBounds`, and longer.
    public internal(set) var turns = [Int](repeating: 0, count: lagBounds.count + 1)
    /// Time that the turns took together.
    public internal(set) var turnNanoseconds = 0
    /// Upper bounds of the lengths of turns, in microseconds.
    public static let lagBounds = [100, 1000, 10_000, 100_000, 1_000_000]
    /// Requests handed to a handler and not answered yet.
    public internal(set) var requestsInFlight = 0
    /// Requests whose bytes were refused before a route was looked for.
    public internal(set) var requestsRefused = 0
    /// Answers by the first digit of their status, at that index.
    public internal(set) var responsesByClass = [Int](repeating: 0, count: 6)
    /// Bytes read from sockets.
    public internal(set) var bytesReceived = 0
    /// Bytes written to sockets.
    public internal(set) var bytesSent = 0

    /// No activity.
    init() {}
}

/// One event loop's share of the counters; each loop has its own, so that no two cores write one
/// cache line.
final class LoopCounters: Sendable {
    let connectionsAccepted = Atomic<Int>(0)
    let connectionsRefused = Atomic<Int>(0)
    let connectionsOpen = Atomic<Int>(0)
    let requestsInFlight = Atomic<Int>(0)
    let requestsRefused = Atomic<Int>(0)
    let success = Atomic<Int>(0)
    let redirection = Atomic<Int>(0)
    let clientError = Atomic<Int>(0)
    let serverError = Atomic<Int>(0)
    let bytesReceived = Atomic<Int>(0)
    let bytesSent = Atomic<Int>(0)
    let connectionsRefusedByClient = Atomic<Int>(0)
    let handshakes = Atomic<Int>(0)
    let handshakesResumed = Atomic<Int>(0)
    let handshakesFailed = Atomic<Int>(0)
    let requestsShed = Atomic<Int>(0)
    let acceptsDeferred = Atomic<Int>(0)
    let turns0 = Atomic<Int>(0)
    let turns1 = Atomic<Int>(0)
    let turns2 = Atomic<Int>(0)
    let turns3 = Atomic<Int>(0)
    let turns4 = Atomic<Int>(0)
    let turns5 = Atomic<Int>(0)
    let turnNanoseconds = Atomic<Int>(0)

    /// Counts a turn of the loop.
    func countTurn(_ length: Interval) {
        Self.add(Int(clamping: length.nanoseconds), to: turnNanoseconds)
        switch length.nanoseconds / 1000 {
        case ...100: Self.add(1, to: turns0)
        case ...1000: Self.add(1, to: turns1)
        case ...10_000: Self.add(1, to: turns2)
        case ...100_000: Self.add(1, to: turns3)
        case ...1_000_000: Self.add(1, to: turns4)
        default: Self.add(1, to: turns5)
        }
    }

    /// Counts an answer in its class.
    func countResponse(_ status: Int) {
        switch status {
        case ..<300: Self.add(1, to: success)
        case ..<400: Self.add(1, to: redirection)
        case ..<500: Self.add(1, to: clientError)
        default: Self.add(1, to: serverError)
        }
    }

    /// Adds to a counter that only the calling loop writes; a plain load and store is enough and
    /// needs no lock.
    static func add(_ amount: Int, to counter: borrowing Atomic<Int>) {
        counter.store(counter.load(ordering: .relaxed) &+ amount, ordering: .relaxed)
    }

    /// Adds this loop's numbers to a reading.
    func add(to counters: inout HTTPServerCounters) {
        counters.connectionsAccepted += connectionsAccepted.load(ordering: .relaxed)
        counters.connectionsRefused += connectionsRefused.load(ordering: .relaxed)
        counters.connectionsOpen += connectionsOpen.load(ordering: .relaxed)
        counters.requestsInFlight += requestsInFlight.load(ordering: .relaxed)
        counters.requestsRefused += requestsRefused.load(ordering: .relaxed)
        counters.responsesByClass[2] += success.load(ordering: .relaxed)
        counters.responsesByClass[3] += redirection.load(ordering: .relaxed)
        counters.responsesByClass[4] += clientError.load(ordering: .relaxed)
        counters.responsesByClass[5] += serverError.load(ordering: .relaxed)
        counters.bytesReceived += bytesReceived.load(ordering: .relaxed)
        counters.bytesSent += bytesSent.load(ordering: .relaxed)
        counters.connectionsRefusedByClient += connectionsRefusedByClient.load(ordering: .relaxed)
        counters.handshakes += handshakes.load(ordering: .relaxed)
        counters.handshakesResumed += handshakesResumed.load(ordering: .relaxed)
        counters.handshakesFailed += handshakesFailed.load(ordering: .relaxed)
        counters.requestsShed += requestsShed.load(ordering: .relaxed)
        counters.acceptsDeferred += acceptsDeferred.load(ordering: .relaxed)
        counters.turns[0] += turns0.load(ordering: .relaxed)
        counters.turns[1] += turns1.load(ordering: .relaxed)
        counters.turns[2] += turns2.load(ordering: .relaxed)
        counters.turns[3] += turns3.load(ordering: .relaxed)
        counters.turns[4] += turns4.load(ordering: .relaxed)
        counters.turns[5] += turns5.load(ordering: .relaxed)
        counters.turnNanoseconds += turnNanoseconds.load(ordering: .relaxed)
    }
}
