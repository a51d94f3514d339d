import CLinux
import Glibc

/// A file descriptor that closes with its owner.
struct Descriptor: ~Copyable, Sendable {
    let raw: Int32

    init(owning raw: Int32) {
        self.raw = raw
    }

    /// Gives up ownership, for handing the descriptor to another thread.
    consuming func release() -> Int32 {
        let raw = raw
        discard self
        return raw
    }

    deinit {
        // EINTR is not retried: Linux has released the descriptor by then. The C function is
        // `close`.
        _ = Glibc.close(raw)
    }
}

/// What a non-blocking transfer came to.
enum Transfer {
    /// This many bytes, at least one.
    case bytes(Int)
    /// Nothing now; the poller will tell.
    case wouldBlock
    /// Nothing before there is room to write, though reading was asked for; the poller will tell.
    case wantsRoom
    /// The other side sends no more.
    case end
    /// The connection is gone; a reset is a normal end for a server.
    case failed
}

/// A connected, non-blocking stream socket.
struct Socket: ~Copyable {
    private let descriptor: Descriptor

    init(owning raw: Int32) {
        descriptor = Descriptor(owning: raw)
        // Answers are written whole, so waiting for more to fill a packet only delays them. The C
        // function is `setsockopt`; a failure costs speed, nothing else, and a Unix-domain socket
        // has no such option.
        var on: Int32 = 1
        _ = unsafe setsockopt(
            raw,
            Int32(IPPROTO_TCP),
            TCP_NODELAY,
            &on,
            socklen_t(MemoryLayout<Int32>.size)
        )
    }

    var raw: Int32 { descriptor.raw }

    /// Reads up to the size of `buffer`.
    borrowing func receive(into buffer: inout [UInt8]) -> Transfer {
        unsafe buffer.withUnsafeMutableBytes { unsafe Self.receive(raw, into: $0) }
    }

    /// Writes bytes of `buffer` from `offset` on.
    borrowing func send(_ buffer: [UInt8], from offset: Int) -> Transfer {
        unsafe buffer.withUnsafeBytes {
            unsafe Self.send(raw, UnsafeRawBufferPointer(rebasing: $0[offset...]))
        }
    }

    /// Reads from a descriptor up to the size of `buffer`.
    ///
    /// The C function is `recv`.
    static func receive(_ raw: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        while true {
            let count = unsafe recv(raw, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .end }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            default: return .failed
            }
        }
    }

    /// Writes bytes to a descriptor.
    ///
    /// The C function is `send`, without SIGPIPE.
    static func send(_ raw: Int32, _ buffer: UnsafeRawBufferPointer) -> Transfer {
        while true {
            let flags = Int32(MSG_NOSIGNAL)
            let count = unsafe Glibc.send(raw, buffer.baseAddress, buffer.count, flags)
            if count >= 0 { return .bytes(count) }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            default: return .failed
            }
        }
    }

    /// Tells the other side that no more comes.
    ///
    /// The C function is `shutdown`.
    borrowing func endWriting() {
        // Fails only if the connection is gone, which the next read tells.
        _ = shutdown(raw, Int32(SHUT_WR))
    }
}

extension [UInt8] {
    /// Appends a part of a span in one copy; the standard library has no such call yet.
    @inline(__always)
    mutating func append(_ span: Span<UInt8>, _ range: Range<Int>) {
        unsafe span.extracting(range).withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
