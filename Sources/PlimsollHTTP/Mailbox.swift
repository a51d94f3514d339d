/// How other threads speak to an event loop: a list under a lock and a wake-up.
final class Mailbox: Sendable {
    /// A connection that was accepted and has no loop yet.
    struct Caller: Sendable {
        let raw: Int32
        let address: RemoteAddress
        /// Whether it came to a listener for TLS.
        let isSecure: Bool
        /// Whether it is counted among the connections of its address.
        let isCounted: Bool
    }

    /// What can be said.
    enum Message: Sendable {
        /// Serve this connection; the receiver owns the descriptor.
        case connection(Caller)
        /// A worker's answer to the request of the connection with this token.
        case response(UInt64, HTTPResponse)
        /// A piece of the streamed answer with this serial on the connection with this token.
        case piece(UInt64, serial: Int, index: Int, [UInt8])
        /// Stop accepting, answer what has begun, be gone by the instant.
        case drain(Instant)
    }

    private struct State {
        var messages: [Message] = []
        var isClosed = false
    }

    private let state = TracedMutex(State())
    private let waker: Waker

    init() throws(SocketError) {
        waker = try Waker()
    }

    /// What the poller watches.
    var descriptor: Int32 { waker.raw }

    /// Leaves a message; only the first of several wakes the loop.
    ///
    /// A connection for a loop that has ended is
    /// closed.
    func post(_ message: Message) {
        let (isFirst, isClosed) = state.withLock { state in
            guard !state.isClosed else { return (false, true) }
            state.messages.append(message)
            return (state.messages.count == 1, false)
        }
        if isFirst { waker.wake() }
        if isClosed, case .connection(let caller) = message { _ = Descriptor(owning: caller.raw) }
    }

    /// All messages since the last call.
    func collect() -> [Message] {
        waker.reset()
        return state.withLock { state in
            defer { state.messages = [] }
            return state.messages
        }
    }

    /// Refuses further messages and disposes of those left.
    func close() {
        let left = state.withLock { state in
            state.isClosed = true
            defer { state.messages = [] }
            return state.messages
        }
        for case .connection(let caller) in left { _ = Descriptor(owning: caller.raw) }
    }
}
