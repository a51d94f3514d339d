import Dispatch
public import Logging
import Synchronization

/// What a server listens on and how much of the machine it uses.
public struct HTTPServerConfiguration: Sendable {
    /// An address or a name to bind, for example `127.0.0.1`, `0.0.0.0` or `::`.
    public var host = "127.0.0.1"
    /// The port; 0 lets the kernel choose a free one.
    public var port: UInt16 = 8080
    /// Whether host and port are listened on; without, only the sockets below are.
    public var listensOnPort = true
    /// The path of a Unix-domain socket to listen at; never with TLS.
    public var unixSocket: String?
    /// The access rights of that socket.
    public var unixSocketMode: UInt16 = 0o660
    /// Descriptors that listen already, from systemd for example; they are owned by the server.
    public var inheritedSockets: [Int32] = []
    /// Certificates; with them TLS is spoken, but for Unix-domain sockets.
    public var tls: TLSConfiguration?
    /// Event loops, each on a thread of its own; by default one a core.
    public var loops = Processors.count
    /// Threads for `.worker` routes; by default one a core.
    public var workers = Processors.count
    /// Requests that may wait for a worker; beyond it the answer is 503.
    public var workerQueue = 256
    /// Connections that the kernel may hold before they are accepted.
    public var backlog: Int32 = 1024
    /// What one client may take.
    public var limits = HTTPLimits()

    /// The defaults.
    public init() {}
}

/// A request and its answer, as an access log or a metrics page needs them.
public struct HTTPExchange: Sendable {
    /// Who asked; without a request the other end of the connection.
    public let client: RemoteAddress
    /// The request; nil if its head could not be read.
    public let request: HTTPRequest?
    /// The route that answered, if one was found.
    public let route: Route?
    /// The status of the answer.
    public let status: Int
    /// Time from the end of the head to the answer, in nanoseconds.
    public let nanoseconds: Int
    /// Bytes of the answer, head included.
    public let bytesSent: Int
}

/// An HTTP/1.1 server: a few event loops, a router, and a bounded set of workers.
public final class HTTPServer: Sendable {
    private struct State {
        var shared: EventLoop.SharedState?
        var addresses: [RemoteAddress] = []
        var watch: FileWatch?
        var last = HTTPServerCounters()
    }

    private let configuration: HTTPServerConfiguration
    private let router: Router
    private let logger: Logger
    private let observer: (@Sendable (HTTPExchange) -> Void)?
    private let state = Mutex(State())
    private let running = DispatchGroup()

    /// A server that does not listen yet.
    ///
    /// - Parameters:
    ///   - configuration: Where and how.
    ///   - router: What answers.
    ///   - logger: Takes rare operational events; requests are not logged here.
    ///   - observer: Called on the event loop after every answer; must not block.
    public init(
        configuration: HTTPServerConfiguration,
        router: Router,
        logger: Logger,
        observer: (@Sendable (HTTPExchange) -> Void)? = nil
    ) {
        self.configuration = configuration
        self.router = router
        self.logger = logger
        self.observer = observer
    }

    /// Binds, listens and serves in the background.
    ///
    /// - Returns: The first address bound, with the port that was chosen if it was 0.
    /// - Throws: `SocketError` if an address cannot be bound, the process is out of descriptors, a
    ///   certificate cannot be used, or the server runs already.
    @discardableResult
    public func start() throws(SocketError) -> RemoteAddress {
        let alreadyRuns = SocketError("start the server", reason: "it runs already")
        guard state.withLock({ $0.shared == nil }) else { throw alreadyRuns }
        let loops = max(1, configuration.loops)
        var tls: TLSStore?
        if let certificates = configuration.tls {
            do throws(TLSError) {
                tls = try TLSStore(certificates, logger: logger)
            } catch {
                throw SocketError("speak TLS", reason: error.description)
            }
        }
        let listeners = try openListeners()
        let addresses = listeners.map(\.address)
        guard let address = addresses.first else {
            throw SocketError("start the server", reason: "there is nothing to listen on")
        }
        var mailboxes: [Mailbox] = []
        for _ in 0..<loops { mailboxes.append(try Mailbox()) }
        let pollers = try Poller.create(count: loops)
        let shared = EventLoop.SharedState(
            configuration: configuration,
            router: router,
            logger: logger,
            observer: observer,
            mailboxes: mailboxes,
            tls: tls
        )
        let watch = tls?.watch()
        let isFirst = state.withLock { state in
            guard state.shared == nil else { return false }
            state.shared = shared
            state.addresses = addresses
            state.watch = watch
            return true
        }
        guard isFirst else {
            for poller in pollers { _ = Descriptor(owning: poller) }
            throw alreadyRuns
        }
        let handover = ListenerHandover(listeners)
        for (index, poller) in pollers.enumerated() {
            // A serial queue of its own gives the loop a thread for as long as it runs.
            DispatchQueue(label: "plimsoll.loop.\(index)").async(group: running) { [logger] in
                do throws(SocketError) {
                    let loop = try EventLoop(
                        shared,
                        index: index,
                        poller: Poller(Descriptor(owning: poller)),
                        listeners: index == 0 ? handover.take() : []
                    )
                    loop.run()
                } catch {
                    logger.critical("an event loop did not start", metadata: ["error": "\(error)"])
                }
            }
        }
        return address
    }

    private func openListeners() throws(SocketError) -> [OpenListener] {
        let isSecure = configuration.tls != nil
        var listeners: [OpenListener] = []
        if configuration.listensOnPort {
            let listener = try Listener(
                host: configuration.host,
                port: configuration.port,
                backlog: configuration.backlog
            )
            listeners.append(OpenListener(listener, isSecure: isSecure))
        }
        if let path = configuration.unixSocket {
            let listener = try Listener(
                path: path,
                mode: configuration.unixSocketMode,
                backlog: configuration.backlog
            )
            listeners.append(OpenListener(listener, isSecure: false, path: path))
        }
        for raw in configuration.inheritedSockets {
            let listener = try Listener(inheriting: raw)
            let isLocal = listener.address.isUnix
            listeners.append(OpenListener(listener, isSecure: isSecure && !isLocal))
        }
        return listeners
    }

    /// What the server listens on while it runs.
    public var addresses: [RemoteAddress] { state.withLock { $0.addresses } }

    /// Reads the certificates again now, changed or not; they are also looked at once a second.
    public func reloadCertificates() {
        state.withLock { $0.shared?.tls }?.reload()
    }

    /// Stops accepting, answers the requests that have come, and returns when all connections have
    /// closed.
    ///
    /// Blocks the calling thread. Answers given meanwhile carry `Connection: close`; idle
    /// connections close at once. The server may be started again afterwards.
    /// - Parameter grace: How long requests under way may take; then their connections are closed.
    public func stop(within grace: Duration) {
        guard let shared = state.withLock({ $0.shared }) else { return }
        let deadline = SystemClock.now + Interval(grace)
        for mailbox in shared.mailboxes { mailbox.post(.drain(deadline)) }
        running.wait()
        state.withLock { state in
            state.last = Self.sum(shared, onto: state.last)
            state.shared = nil
            state.watch = nil
        }
    }

    /// What the server has done since it was made.
    public var counters: HTTPServerCounters {
        state.withLock { state in
            guard let shared = state.shared else { return state.last }
            return Self.sum(shared, onto: state.last)
        }
    }

    private static func sum(
        _ shared: EventLoop.SharedState,
        onto start: HTTPServerCounters
    ) -> HTTPServerCounters {
        var counters = start
        for loop in shared.counters { loop.add(to: &counters) }
        if let (reloads, failures) = shared.tls?.counts {
            counters.certificateReloads += reloads
            counters.certificateFailures += failures
        }
        return counters
    }
}
