import CLinux
import Glibc

/// One epoll instance.
///
/// Connections are watched edge-triggered for both directions, once and for all: a connection then
/// costs no further `epoll_ctl`, and remembers itself whether it may read or write.
@safe struct Poller: ~Copyable {
    /// What became possible on a descriptor.
    struct Event {
        /// The number the descriptor was added with.
        let token: UInt64
        /// There are bytes to read or the other side has ended.
        let isReadable: Bool
        /// The other side sends no more.
        let isEnding: Bool
        /// There is room to write.
        let isWritable: Bool
        /// The connection is gone in both directions.
        let isBroken: Bool
    }

    private let descriptor: Descriptor
    private var events: [epoll_event]

    /// Makes descriptors of instances, to be owned on the threads that wait: all or none.
    ///
    /// The C function is `epoll_create1`.
    static func create(count: Int) throws(SocketError) -> [Int32] {
        var created: [Int32] = []
        for _ in 0..<count {
            let raw = epoll_create1(Int32(EPOLL_CLOEXEC))
            guard raw >= 0 else {
                let error = SocketError("create an epoll instance", code: errno)
                for raw in created { _ = Descriptor(owning: raw) }
                throw error
            }
            created.append(raw)
        }
        return created
    }

    init(_ descriptor: consuming Descriptor) {
        self.descriptor = descriptor
        unsafe events = unsafe [epoll_event](repeating: epoll_event(), count: 256)
    }

    /// Watches a connection.
    ///
    /// Closing its descriptor ends the watch. The C function is `epoll_ctl`.
    borrowing func addConnection(_ raw: Int32, token: UInt64) throws(SocketError) {
        try control(
            EPOLL_CTL_ADD,
            raw,
            EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue,
            token
        )
    }

    /// Watches a listener or a waker, level-triggered.
    ///
    /// The C function is `epoll_ctl`.
    borrowing func addSource(_ raw: Int32, token: UInt64) throws(SocketError) {
        try control(EPOLL_CTL_ADD, raw, EPOLLIN.rawValue, token)
    }

    /// Stops watching.
    ///
    /// The C function is `epoll_ctl`.
    borrowing func remove(_ raw: Int32) {
        _ = epoll_ctl(descriptor.raw, EPOLL_CTL_DEL, raw, nil)
    }

    /// Waits until something is possible or the time is over; returns how many events there are.
    ///
    /// The C function is `epoll_wait`; EINTR counts as no event.
    mutating func wait(milliseconds: Int32) -> Int {
        let raw = descriptor.raw
        let count = unsafe events.withUnsafeMutableBufferPointer {
            unsafe epoll_wait(raw, $0.baseAddress, Int32($0.count), milliseconds)
        }
        return max(0, Int(count))
    }

    /// The event at `index` of the last wait.
    func event(at index: Int) -> Event {
        let flags = unsafe events[index].events
        return Event(
            token: unsafe events[index].data.u64,
            isReadable: flags & (EPOLLIN.rawValue | EPOLLRDHUP.rawValue) != 0,
            isEnding: flags & EPOLLRDHUP.rawValue != 0,
            isWritable: flags & EPOLLOUT.rawValue != 0,
            isBroken: flags & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
        )
    }

    private borrowing func control(
        _ operation: Int32,
        _ raw: Int32,
        _ flags: UInt32,
        _ token: UInt64
    ) throws(SocketError) {
        var event = unsafe epoll_event(events: flags, data: epoll_data_t(u64: token))
        guard unsafe epoll_ctl(descriptor.raw, operation, raw, &event) == 0 else {
            throw SocketError("watch a descriptor", code: errno)
        }
    }
}

/// A counter in the kernel that another thread raises to end a wait.
struct Waker: ~Copyable, Sendable {
    private let descriptor: Descriptor

    var raw: Int32 { descriptor.raw }

    /// The C function is `eventfd`.
    init() throws(SocketError) {
        let raw = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
        guard raw >= 0 else { throw SocketError("create an eventfd", code: errno) }
        descriptor = Descriptor(owning: raw)
    }

    /// Ends the wait.
    ///
    /// The C function is `eventfd_write`; it fails only when the counter is full, and then the
    /// waiting thread is awake already.
    borrowing func wake() {
        _ = eventfd_write(raw, 1)
    }

    /// Sets the counter back.
    ///
    /// The C function is `eventfd_read`.
    borrowing func reset() {
        var value: eventfd_t = 0
        _ = unsafe eventfd_read(raw, &value)
    }
}
