/// What a connection reads from and writes to: a socket, with TLS over it or without.
struct Transport: ~Copyable {
    private let socket: Socket
    private let tls: TLSConnection?
    /// Whether the last read left nothing to read, so that what comes later is a new event.
    private(set) var isDrained = false

    /// Over a socket, which it owns from now on; with a context, in TLS.
    ///
    /// For want of memory for TLS the result can be read from and written to in vain only.
    init(owning raw: Int32, _ context: TLSContext?) {
        socket = Socket(owning: raw)
        tls = context.flatMap { TLSConnection($0, descriptor: raw) }
        hasFailed = context != nil && tls == nil
    }

    private let hasFailed: Bool

    var raw: Int32 { socket.raw }

    /// Where the TLS handshake is; nil without TLS.
    var stage: TLSConnection.Stage? { tls?.stage }

    /// Whether the TLS session was resumed.
    var isResumed: Bool { tls?.isResumed ?? false }

    /// Whether the client speaks plain HTTP where TLS is expected.
    var spokePlainHTTP: Bool { tls?.spokePlainHTTP ?? false }

    /// Reads up to the size of `buffer`.
    mutating func receive(into buffer: inout [UInt8]) -> Transfer {
        if hasFailed { return .failed }
        guard let tls else {
            let result = socket.receive(into: &buffer)
            if case .bytes(let count) = result { isDrained = count < buffer.count }
            return result
        }
        let result = tls.receive(into: &buffer)
        isDrained = tls.isDrained
        return result
    }

    /// Writes bytes of `buffer` from `offset` on.
    borrowing func send(_ buffer: [UInt8], from offset: Int) -> Transfer {
        if hasFailed { return .failed }
        return tls?.send(buffer, from: offset) ?? socket.send(buffer, from: offset)
    }

    /// Writes bytes without TLS, for a client that does not speak it.
    borrowing func sendPlain(_ buffer: [UInt8]) {
        _ = socket.send(buffer, from: 0)
    }

    /// Tells the other side that no more comes.
    borrowing func endWriting() {
        tls?.endWriting()
        socket.endWriting()
    }

    /// Says `close_notify` before the descriptor is closed, where TLS is spoken.
    borrowing func sayGoodbye() {
        tls?.endWriting()
    }
}
