import CLinux
import Glibc

/// A non-blocking listening socket.
struct Listener: ~Copyable {
    /// What an attempt to accept came to.
    enum Acceptance {
        /// A connection, owned by the receiver.
        case connection(Int32, RemoteAddress)
        /// The queue is empty.
        case none
        /// Descriptors or memory ran out; trying again at once would spin.
        case exhausted(SocketError)
    }

    private let descriptor: Descriptor
    /// Where it listens, with the port that the kernel chose if 0 was asked for.
    let address: RemoteAddress

    var raw: Int32 { descriptor.raw }

    /// Takes over a descriptor that listens already.
    init(owning raw: Int32) {
        descriptor = Descriptor(owning: raw)
        address = RemoteAddress.local(of: raw)
    }

    /// Gives up ownership, for handing the listener to another thread.
    consuming func release() -> Int32 { descriptor.release() }

    /// Binds and listens.
    ///
    /// The C functions are `getaddrinfo`, `socket`, `setsockopt`, `bind`, `listen` and
    /// `getsockname`.
    ///
    /// SO_REUSEADDR lets a restarted server bind while old connections linger. SO_REUSEPORT is left
    /// out: with it a second server started by mistake would silently take a share of the traffic.
    init(host: String, port: UInt16, backlog: Int32) throws(SocketError) {
        descriptor = try Self.bound(host: host, port: port, backlog: backlog)
        address = RemoteAddress.local(of: descriptor.raw)
    }

    private static func bound(host: String, port: UInt16, backlog: Int32) throws(SocketError)
        -> Descriptor
    {
        let operation = "listen on \(host):\(port)"
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>? = nil
        let failure = unsafe getaddrinfo(host, "\(port)", &hints, &list)
        guard failure == 0, let found = unsafe list else {
            throw SocketError(operation, reason: "the host is neither an address nor a known name")
        }
        defer { unsafe freeaddrinfo(found) }
        let raw = unsafe socket(
            found.pointee.ai_family,
            found.pointee.ai_socktype | Int32(SOCK_NONBLOCK.rawValue)
                | Int32(SOCK_CLOEXEC.rawValue),
            0
        )
        guard raw >= 0 else { throw SocketError(operation, code: errno) }
        let descriptor = Descriptor(owning: raw)
        var on: Int32 = 1
        _ = unsafe setsockopt(
            raw,
            SOL_SOCKET,
            SO_REUSEADDR,
            &on,
            socklen_t(MemoryLayout<Int32>.size)
        )
        guard unsafe bind(raw, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0 else {
            throw SocketError(operation, code: errno)
        }
        guard listen(raw, backlog) == 0 else { throw SocketError(operation, code: errno) }
        return descriptor
    }

    /// Takes one connection from the queue.
    ///
    /// The C function is `accept4`.
    borrowing func accept() -> Acceptance {
        while true {
            var storage = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let raw = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe plimsoll_accept4(
                        self.raw,
                        $0,
                        &length,
                        Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
                    )
                }
            }
            if raw >= 0 { return .connection(raw, RemoteAddress(storage)) }
            switch errno {
            case EAGAIN: return .none
            case EMFILE, ENFILE, ENOBUFS, ENOMEM:
                return .exhausted(SocketError("accept a connection", code: errno))
            default:
                // EINTR, ECONNABORTED and the network errors of accept(2) concern one connection
                // only.
                continue
            }
        }
    }
}
