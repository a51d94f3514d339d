import Logging
import Synchronization

/// One thread's share of the connections: waits for the kernel, serves what is ready, watches
/// deadlines.
///
/// Everything here belongs to the thread that calls `run`; others speak through the mailbox.
final class EventLoop {
    private static let mailboxToken = UInt64.max
    /// Listeners have this number and those below it.
    private static let firstListenerToken = UInt64.max - 1
    private static let mostListeners = 64
    /// Steps of TLS handshakes in one turn: a signature takes as long as a hundred requests.
    private static let handshakeStepsPerTurn = 16
    /// Connections accepted in one turn, so that a flood of them leaves room for requests.
    private static let acceptsPerTurn = 64
    /// Pause after descriptors ran out, and the least time between two looks at all deadlines.
    private static let acceptPause = Interval.milliseconds(100)
    private static let scanPause = Interval.milliseconds(50)

    let router: Router
    let limits: HTTPLimits
    let observer: (@Sendable (HTTPExchange) -> Void)?
    let workers: WorkerPool
    let mailbox: Mailbox
    let counters: LoopCounters
    /// How long a request may have waited for the loop before it is shed.
    let lagLimit: Interval
    private var turnEnd = SystemClock.now
    private(set) var isDraining = false

    private let shared: SharedState
    private let logger: Logger
    private let times: Connection.Times
    private var poller: Poller
    private var listeners: [OpenListener]
    private var handshakeSteps = 0
    private var channels: [ChannelBox?] = []
    private var freeSlots: [Int] = []
    private var openCount = 0
    private var generation: UInt64 = 0
    private var unfinished: [UInt64] = []
    private var nextScan = Instant.never
    private var acceptsAgain = Instant.never
    private var isExhausted = false
    private var drainDeadline = Instant.never
    private var drainIdleDeadline = Instant.never
    private var nextLoop = 0

    /// What all loops of a server use together.
    final class SharedState: Sendable {
        let configuration: HTTPServerConfiguration
        let router: Router
        let logger: Logger
        let observer: (@Sendable (HTTPExchange) -> Void)?
        let workers: WorkerPool
        let mailboxes: [Mailbox]
        let counters: [LoopCounters]
        let tls: TLSStore?
        /// Connections by client, where their number is limited.
        let clients: ClientTable?
        /// Open connections of all loops, for the limit.
        let open = Atomic<Int>(0)
        /// Streamed answers under way in all loops, for the limit.
        let streams = Atomic<Int>(0)

        init(
            configuration: HTTPServerConfiguration,
            router: Router,
            logger: Logger,
            observer: (@Sendable (HTTPExchange) -> Void)?,
            mailboxes: [Mailbox],
            tls: TLSStore?
        ) {
            self.tls = tls
            let most = configuration.limits.connectionsPerClient
            clients = most < Int.max ? ClientTable(most: most) : nil
            self.configuration = configuration
            self.router = router
            self.logger = logger
            self.observer = observer
            self.mailboxes = mailboxes
            counters = mailboxes.map { _ in LoopCounters() }
            workers = WorkerPool(
                workers: configuration.workers,
                queueLimit: configuration.workerQueue
            )
        }
    }

    /// The loop at `index` of the shared lists, over an epoll instance that watches nothing yet.
    init(
        _ shared: SharedState,
        index: Int,
        poller: consuming Poller,
        listeners: [OpenListener]
    ) throws(SocketError) {
        self.shared = shared
        router = shared.router
        limits = shared.configuration.limits
        observer = shared.observer
        workers = shared.workers
        mailbox = shared.mailboxes[index]
        counters = shared.counters[index]
        logger = shared.logger
        times = Connection.Times(limits)
        self.poller = poller
        self.listeners = listeners
        lagLimit = Interval(limits.lag)
        try self.poller.addSource(mailbox.descriptor, token: Self.mailboxToken)
        for (index, listener) in listeners.enumerated() {
            let token = Self.firstListenerToken - UInt64(index)
            try self.poller.addSource(listener.raw, token: token)
        }
    }

    /// Serves until drained.
    func run() {
        var turn = Turn()
        while !(isDraining && openCount == 0) {
            let count = poller.wait(milliseconds: waitTime())
            turn.begin()
            handshakeSteps = Self.handshakeStepsPerTurn
            var hasMail = false
            var hasCallers = false
            for index in 0..<count {
                let event = poller.event(at: index)
                switch event.token {
                case Self.mailboxToken: hasMail = true
                case (Self.firstListenerToken - UInt64(Self.mostListeners))...: hasCallers = true
                default:
                    if let box = box(event.token) {
                        box.channel.handle(event, self, &turn)
                        watch(box)
                    }
                }
            }
            continueUnfinished(&turn)
            if hasMail { readMail(&turn) }
            if hasCallers { acceptConnections(&turn) }
            if turn.now >= nextScan { scanDeadlines(&turn) }
            let end = SystemClock.now
            counters.countTurn(end - turn.now)
            turnEnd = end
        }
        mailbox.close()
    }

    /// Whether another step of a TLS handshake fits into this turn.
    func mayShakeHands() -> Bool {
        handshakeSteps -= 1
        return handshakeSteps >= 0
    }

    /// Has a channel go on in the next turn.
    func continueLater(_ token: UInt64) {
        unfinished.append(token)
    }

    /// Forgets a channel that has closed.
    func remove(_ token: UInt64, of address: RemoteAddress, isCounted: Bool) {
        let slot = Int(token & 0xFFFF_FFFF)
        channels[slot] = nil
        freeSlots.append(slot)
        openCount -= 1
        shared.open.subtract(1, ordering: .relaxed)
        if isCounted { shared.clients?.leave(address) }
        LoopCounters.add(-1, to: counters.connectionsOpen)
    }

    /// Counts a streamed answer that begins; false where there are too many.
    func beginStream() -> Bool {
        guard shared.streams.add(1, ordering: .relaxed).newValue <= limits.streams else {
            shared.streams.subtract(1, ordering: .relaxed)
            return false
        }
        LoopCounters.add(1, to: counters.requestsInFlight)
        return true
    }

    /// Counts a streamed answer that has ended.
    func endStream() {
        shared.streams.subtract(1, ordering: .relaxed)
        LoopCounters.add(-1, to: counters.requestsInFlight)
    }

    private func box(_ token: UInt64) -> ChannelBox? {
        let slot = Int(token & 0xFFFF_FFFF)
        guard slot < channels.count, let box = channels[slot], box.channel.token == token else {
            return nil
        }
        return box
    }

    private func watch(_ box: ChannelBox) {
        let deadline = box.channel.deadline
        if deadline < nextScan { nextScan = deadline }
    }

    /// Milliseconds to the next deadline, rounded up so that the loop does not wake too early; -1
    /// for none.
    private func waitTime() -> Int32 {
        if !unfinished.isEmpty { return 0 }
        guard nextScan != .never else { return -1 }
        let milliseconds = (nextScan - turnEnd).nanoseconds / 1_000_000 + 1
        return Int32(clamping: milliseconds)
    }

    private func continueUnfinished(_ turn: inout Turn) {
        guard !unfinished.isEmpty else { return }
        let tokens = unfinished
        unfinished = []
        for token in tokens {
            guard let box = box(token) else { continue }
            box.channel.pump(self, &turn)
            watch(box)
        }
    }

    private func readMail(_ turn: inout Turn) {
        for message in mailbox.collect() {
            switch message {
            case .connection(let caller):
                serve(caller, &turn)
            case .response(let token, let response):
                if let box = box(token) {
                    box.channel.finish(response, self, &turn)
                    watch(box)
                }
            case .piece(let token, let serial, let index, let bytes):
                if let box = box(token) {
                    box.channel.take(bytes, at: index, of: serial, self, &turn)
                    watch(box)
                }
            case .drain(let deadline):
                startDraining(deadline, &turn)
            }
        }
    }

    private func startDraining(_ deadline: Instant, _ turn: inout Turn) {
        isDraining = true
        // Those who have connected already are served; closing the listener would reset them.
        while acceptConnections(&turn) {}
        listeners = []
        drainDeadline = deadline
        // A client may be sending a request at this moment; its answer tells it that the connection
        // ends. Where none has come after a while, none is on its way.
        drainIdleDeadline = turn.now + Interval(limits.drainIdleTime)
        nextScan = min(nextScan, deadline, drainIdleDeadline)
        for case let box? in channels { box.channel.pump(self, &turn) }
    }

    /// One loop accepts and hands connections out in turn.
    ///
    /// Against SO_REUSEPORT, one listener for each loop: the loops carry the same number of
    /// connections whatever the hash, a second server on the port is an error instead of a silent
    /// partner, and a drain has no queues whose callers would be reset. It costs nothing that can be
    /// measured; docs/performance.md has the figures.
    ///
    /// - Returns: Whether there may be more.
    @discardableResult
    private func acceptConnections(_ turn: inout Turn) -> Bool {
        var hasMore = false
        for listener in listeners where acceptConnections(listener, &turn) { hasMore = true }
        return hasMore
    }

    private func acceptConnections(_ listener: OpenListener, _ turn: inout Turn) -> Bool {
        for _ in 0..<Self.acceptsPerTurn {
            switch listener.accept() {
            case .none: return false
            case .exhausted(let error):
                rest(error, now: turn.now)
                return false
            case .connection(let raw, let address):
                isExhausted = false
                LoopCounters.add(1, to: counters.connectionsAccepted)
                distribute(raw, address, isSecure: listener.isSecure, &turn)
            }
        }
        return true
    }

    /// Accepts nothing for a while: trying again at once would take the whole core.
    private func rest(_ error: SocketError, now: Instant) {
        // Once for each shortage, however often accepting is tried again.
        if !isExhausted {
            logger.warning(
                "connections wait: none can be accepted for the moment",
                metadata: ["error": "\(error)"]
            )
        }
        isExhausted = true
        LoopCounters.add(1, to: counters.acceptsDeferred)
        for listener in listeners { poller.remove(listener.raw) }
        acceptsAgain = now + Self.acceptPause
        nextScan = min(nextScan, acceptsAgain)
    }

    private func distribute(
        _ raw: Int32,
        _ address: RemoteAddress,
        isSecure: Bool,
        _ turn: inout Turn
    ) {
        let open = shared.open.add(1, ordering: .relaxed).newValue
        let isCounted = open <= limits.connections && shared.clients?.enter(address) ?? false
        if open > limits.connections || shared.clients != nil && !isCounted {
            shared.open.subtract(1, ordering: .relaxed)
            if open <= limits.connections {
                LoopCounters.add(1, to: counters.connectionsRefusedByClient)
            }
            refuse(raw, isSecure: isSecure, &turn)
            return
        }
        let caller = Mailbox.Caller(
            raw: raw,
            address: address,
            isSecure: isSecure,
            isCounted: isCounted
        )
        let mailbox = shared.mailboxes[nextLoop]
        nextLoop = (nextLoop + 1) % shared.mailboxes.count
        // During a drain the other loops may have ended.
        if isDraining || mailbox === self.mailbox {
            serve(caller, &turn)
        } else {
            mailbox.post(.connection(caller))
        }
    }

    /// Answers 503 as far as that goes without waiting: over the limit a connection must cost
    /// nothing, so a TLS client is closed without a word.
    private func refuse(_ raw: Int32, isSecure: Bool, _ turn: inout Turn) {
        let socket = Socket(owning: raw)
        LoopCounters.add(1, to: counters.connectionsRefused)
        if isSecure { return }
        var response = router.render(.overloaded, nil)
        router.finish?(&response, nil)
        _ = turn.encode(response, to: nil, keepsAlive: false)
        counters.countResponse(503)
        _ = socket.send(turn.out, from: 0)
        turn.resetOut()
        socket.endWriting()
        // A request that has come already would turn the close into a reset, which can overtake the
        // answer.
        _ = socket.receive(into: &turn.input)
    }

    private func serve(_ caller: Mailbox.Caller, _ turn: inout Turn) {
        let slot = freeSlots.popLast() ?? channels.count
        generation += 1
        let token = (generation & 0x3FFF_FFFF) << 32 | UInt64(slot)
        let channel = Channel(
            caller.raw,
            address: caller.address,
            isCounted: caller.isCounted,
            tls: caller.isSecure ? shared.tls?.current : nil,
            token: token,
            limits: limits,
            times: times,
            now: turn.now
        )
        let box = ChannelBox(channel)
        if slot == channels.count { channels.append(box) } else { channels[slot] = box }
        openCount += 1
        LoopCounters.add(1, to: counters.connectionsOpen)
        do throws(SocketError) {
            try poller.addConnection(caller.raw, token: token)
        } catch {
            logger.warning("a connection was lost", metadata: ["error": "\(error)"])
            box.channel.close(self)
            return
        }
        watch(box)
    }

    private func scanDeadlines(_ turn: inout Turn) {
        let now = turn.now
        if now >= drainDeadline {
            for case let box? in channels { box.channel.close(self) }
            return
        }
        if now >= drainIdleDeadline {
            drainIdleDeadline = .never
            for case let box? in channels { box.channel.closeIfIdle(self) }
        }
        if now >= acceptsAgain { acceptAgain(now) }
        var earliest = min(acceptsAgain, drainDeadline, drainIdleDeadline)
        for case let box? in channels {
            if box.channel.deadline <= now { box.channel.expire(self, &turn) }
            earliest = min(earliest, box.channel.deadline)
        }
        nextScan = earliest == .never ? .never : max(earliest, now + Self.scanPause)
    }

    private func acceptAgain(_ now: Instant) {
        acceptsAgain = .never
        for (index, listener) in listeners.enumerated() {
            // The listener was watched before, so this fails only for want of memory; then try
            // again.
            poller.remove(listener.raw)
            do throws(SocketError) {
                let token = Self.firstListenerToken - UInt64(index)
                try poller.addSource(listener.raw, token: token)
            } catch {
                acceptsAgain = now + Self.acceptPause
            }
        }
    }
}
