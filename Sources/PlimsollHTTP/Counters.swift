import Synchronization

/// What a server has done so far, as one reading.
public struct HTTPServerCounters: Hashable, Sendable {
    /// Connections taken from the listener.
    public internal(set) var connectionsAccepted = 0
    /// Connections answered 503 because the server had its maximum.
    public internal(set) var connectionsRefused = 0
    /// Connections open now.
    public internal(set) var connectionsOpen = 0
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
    }
}
