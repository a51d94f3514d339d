import CLinux
import COpenSSL
import Glibc

/// The TLS side of one connection, over a non-blocking socket that belongs to somebody else.
///
/// OpenSSL reads and writes through callbacks of ours: they raise no SIGPIPE, and they notice
/// whether a read has emptied the socket, which saves a system call for each request.
@safe final class TLSConnection {
    /// What the callbacks know and note.
    struct Wire {
        let descriptor: Int32
        /// The last read took all there was.
        var isDrained = false
    }

    /// How far the connection is.
    enum Stage {
        /// The handshake is under way.
        case handshake
        /// The handshake is over.
        case open
        /// Our last word is said; input is thrown away.
        case ended
        /// Something was wrong; nothing more can be said.
        case failed
    }

    private let context: TLSContext
    private let session: OpaquePointer
    private let wire: UnsafeMutablePointer<Wire>
    private(set) var stage = Stage.handshake
    /// Whether the first bytes were a request in plain HTTP.
    private(set) var spokePlainHTTP = false

    /// The C functions are `SSL_new`, `BIO_new`, `SSL_set_bio` and `SSL_set_accept_state`.
    init?(_ context: TLSContext, descriptor: Int32) {
        guard let session = unsafe context.makeSession() else { return nil }
        guard let transport = unsafe BIO_new(Self.method) else {
            unsafe SSL_free(session)
            return nil
        }
        self.context = context
        unsafe self.session = session
        unsafe wire = .allocate(capacity: 1)
        unsafe wire.initialize(to: Wire(descriptor: descriptor))
        unsafe BIO_set_data(transport, wire)
        unsafe BIO_set_init(transport, 1)
        unsafe SSL_set_bio(session, transport, transport)
        unsafe SSL_set_accept_state(session)
    }

    deinit {
        unsafe SSL_free(session)
        unsafe wire.deallocate()
    }

    /// Whether the last read left nothing behind, neither here nor in the kernel.
    ///
    /// The C function is `SSL_has_pending`.
    var isDrained: Bool { unsafe wire.pointee.isDrained && SSL_has_pending(session) == 0 }

    /// Whether the session was resumed.
    ///
    /// The C function is `SSL_session_reused`.
    var isResumed: Bool { unsafe SSL_session_reused(session) == 1 }

    /// Reads up to the size of `buffer`, the handshake first.
    ///
    /// The C function is `SSL_read`.
    func receive(into buffer: inout [UInt8]) -> Transfer {
        switch stage {
        case .ended: return discard(into: &buffer)
        case .failed: return .failed
        case .handshake, .open: break
        }
        let count = unsafe buffer.withUnsafeMutableBytes {
            unsafe SSL_read(session, $0.baseAddress, Int32(clamping: $0.count))
        }
        if stage == .handshake, unsafe SSL_is_init_finished(session) == 1 { stage = .open }
        return count > 0 ? .bytes(Int(count)) : outcome(count)
    }

    /// Writes bytes of `buffer` from `offset` on, a record at most.
    ///
    /// The C function is `SSL_write`.
    func send(_ buffer: [UInt8], from offset: Int) -> Transfer {
        guard stage == .open else { return .failed }
        let count = unsafe buffer.withUnsafeBytes { bytes in
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset...])
            return unsafe SSL_write(session, rest.baseAddress, Int32(clamping: rest.count))
        }
        return count > 0 ? .bytes(Int(count)) : outcome(count)
    }

    /// Says `close_notify`, as far as that goes without waiting; what still comes is thrown away.
    ///
    /// The C function is `SSL_shutdown`.
    func endWriting() {
        if stage == .open {
            _ = unsafe SSL_shutdown(session)
            ERR_clear_error()
        }
        stage = .ended
    }

    /// What a call that moved nothing came to; leaves OpenSSL's queue of errors empty, as the next
    /// call needs it.
    ///
    /// The C functions are `SSL_get_error`, `ERR_peek_error` and `ERR_clear_error`.
    private func outcome(_ result: Int32) -> Transfer {
        switch unsafe SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ: return .wouldBlock
        case SSL_ERROR_WANT_WRITE: return .wantsRoom
        case SSL_ERROR_ZERO_RETURN: return stage == .open ? .end : .failed
        default:
            let reason = Int32(truncatingIfNeeded: ERR_peek_error() & 0x7F_FFFF)
            spokePlainHTTP = stage == .handshake && reason == SSL_R_HTTP_REQUEST
            stage = .failed
            ERR_clear_error()
            return .failed
        }
    }

    private func discard(into buffer: inout [UInt8]) -> Transfer {
        let descriptor = unsafe wire.pointee.descriptor
        let result = unsafe buffer.withUnsafeMutableBytes {
            unsafe Socket.receive(descriptor, into: $0)
        }
        if case .bytes(let count) = result {
            unsafe wire.pointee.isDrained = count < buffer.count
        }
        return result
    }

    /// The callbacks that OpenSSL reads and writes with, made once.
    ///
    /// The C functions are `BIO_meth_new` and `BIO_meth_set_…`.
    nonisolated(unsafe) private static let method: OpaquePointer? = {
        guard
            let method = unsafe BIO_meth_new(
                BIO_get_new_index() | BIO_TYPE_SOURCE_SINK,
                "plimsoll"
            )
        else { return nil }
        unsafe BIO_meth_set_read(method, readWire)
        unsafe BIO_meth_set_write(method, writeWire)
        // Flushing is the one request that has to succeed.
        unsafe BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
        return unsafe method
    }()
}

/// OpenSSL's wish for bytes: their count, 0 at the end, or -1 with the wish to be called again.
private func readWire(
    _ bio: OpaquePointer?,
    _ buffer: UnsafeMutablePointer<CChar>?,
    _ count: Int32
) -> Int32 {
    guard let data = unsafe BIO_get_data(bio) else { return -1 }
    let wire = unsafe data.assumingMemoryBound(to: TLSConnection.Wire.self)
    let room = unsafe UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
    unsafe plimsoll_bio_wants_nothing(bio)
    switch unsafe Socket.receive(wire.pointee.descriptor, into: room) {
    case .bytes(let received):
        unsafe wire.pointee.isDrained = received < room.count
        return Int32(received)
    case .wouldBlock, .wantsRoom:
        unsafe wire.pointee.isDrained = true
        unsafe plimsoll_bio_wants_read(bio)
        return -1
    case .end: return 0
    case .failed: return -1
    }
}

/// OpenSSL's wish to send bytes: the count of those sent, or -1 with the wish to be called again.
private func writeWire(
    _ bio: OpaquePointer?,
    _ buffer: UnsafePointer<CChar>?,
    _ count: Int32
) -> Int32 {
    guard let data = unsafe BIO_get_data(bio) else { return -1 }
    let wire = unsafe data.assumingMemoryBound(to: TLSConnection.Wire.self)
    let bytes = unsafe UnsafeRawBufferPointer(start: buffer, count: Int(count))
    unsafe plimsoll_bio_wants_nothing(bio)
    switch unsafe Socket.send(wire.pointee.descriptor, bytes) {
    case .bytes(let sent): return Int32(sent)
    case .wouldBlock, .wantsRoom:
        unsafe plimsoll_bio_wants_write(bio)
        return -1
    case .end, .failed: return -1
    }
}
