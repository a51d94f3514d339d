import CLinux
import Glibc
import Synchronization

/// A non-blocking listening socket.
struct Listener: ~Copyable, Sendable {
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

    /// Takes over a socket that listens already, from systemd for example.
    ///
    /// The C functions are `getsockopt` and `fcntl`.
    init(inheriting raw: Int32) throws(SocketError) {
        var isListening: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(raw, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0,
            isListening == 1
        else {
            throw SocketError("take over descriptor \(raw)", reason: "it is no listening socket")
        }
        _ = fcntl(raw, F_SETFL, fcntl(raw, F_GETFL) | O_NONBLOCK)
        _ = fcntl(raw, F_SETFD, FD_CLOEXEC)
        descriptor = Descriptor(owning: raw)
        address = RemoteAddress.local(of: raw)
    }

    /// Listens at a path of the file system.
    ///
    /// A socket that nobody listens at any more is removed; one that somebody does is an error.
    ///
    /// The C functions are `socket`, `bind`, `chmod`, `listen`, `connect` and `unlink`.
    init(path: String, mode: UInt16, backlog: Int32) throws(SocketError) {
        let operation = "listen at \(path)"
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        // The path ends with a NUL inside the structure.
        guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw SocketError(operation, reason: "the path is empty or too long")
        }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let descriptor = try Self.unixSocket(operation)
        if try !Self.bind(descriptor.raw, to: address) {
            let probe = try Self.unixSocket(operation)
            guard !Self.connects(probe.raw, to: address) else {
                throw SocketError(operation, code: EADDRINUSE)
            }
            _ = unsafe unlink(path)
            guard try Self.bind(descriptor.raw, to: address) else {
                throw SocketError(operation, code: EADDRINUSE)
            }
        }
        guard unsafe chmod(path, mode_t(mode)) == 0, listen(descriptor.raw, backlog) == 0 else {
            throw SocketError(operation, code: errno)
        }
        self.descriptor = descriptor
        self.address = .unix
    }

    private static func unixSocket(_ operation: String) throws(SocketError) -> Descriptor {
        let type =
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
            | Int32(SOCK_CLOEXEC.rawValue)
        let raw = socket(AF_UNIX, type, 0)
        guard raw >= 0 else { throw SocketError(operation, code: errno) }
        return Descriptor(owning: raw)
    }

    /// Whether the path was free.
    private static func bind(_ raw: Int32, to address: sockaddr_un) throws(SocketError) -> Bool {
        let result = unsafe withGeneral(address) { unsafe Glibc.bind(raw, $0, $1) }
        if result != 0, errno != EADDRINUSE { throw SocketError("listen", code: errno) }
        return result == 0
    }

    private static func connects(_ raw: Int32, to address: sockaddr_un) -> Bool {
        // A full queue (EAGAIN) is somebody's, too.
        unsafe withGeneral(address) { unsafe connect(raw, $0, $1) } == 0 || errno == EAGAIN
    }

    private static func withGeneral(
        _ address: sockaddr_un,
        _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe call($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

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
        guard unsafe Glibc.bind(raw, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0 else {
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

/// A listener in the hands of an event loop, and whether TLS is spoken to those who call.
final class OpenListener: Sendable {
    private let listener: Listener
    let isSecure: Bool
    /// The path to remove at the end, of a Unix-domain socket.
    private let path: String?

    init(_ listener: consuming Listener, isSecure: Bool, path: String? = nil) {
        self.listener = listener
        self.isSecure = isSecure
        self.path = path
    }

    var raw: Int32 { listener.raw }

    var address: RemoteAddress { listener.address }

    func accept() -> Listener.Acceptance { listener.accept() }

    /// The C function is `unlink`.
    deinit { if let path { _ = unsafe unlink(path) } }
}

/// Gives open listeners to the loop that accepts, once.
///
/// What starts a loop lives as long as the loop: if it held them too, they would stay open, and queue
/// callers whom nobody serves, when the loop has let go of them to drain.
final class ListenerHandover: Sendable {
    private let listeners: Mutex<[OpenListener]>

    init(_ listeners: [OpenListener]) { self.listeners = Mutex(listeners) }

    func take() -> [OpenListener] {
        listeners.withLock { listeners in
            defer { listeners = [] }
            return listeners
        }
    }
}
