import CLinux
public import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

/// Says when anything below a folder may have changed.
///
/// Two ways at once: inotify, which is immediate, and a slow look at names, sizes and times for
/// file systems that send no events (network shares) and for folders that come and go. A burst of
/// changes is one report: it waits until nothing has happened for a short while, and not longer
/// than a bound.
public final class DirectoryWatcher: Sendable {
    /// The pace of the watcher.
    public struct Timing: Sendable {
        /// Quiet time that ends a burst.
        public var quiet: DispatchTimeInterval = .milliseconds(60)
        /// The longest that a lasting burst is waited for.
        public var longest: DispatchTimeInterval = .milliseconds(400)
        /// The time between two looks while events arrive as they should.
        public var poll: DispatchTimeInterval = .seconds(5)
        /// The time between two looks while the folder is gone or cannot be watched, or where a link
        /// leads to it: another target sends no event.
        public var pollWithoutEvents: DispatchTimeInterval = .milliseconds(500)

        /// The default pace: a saved file is reported within a tenth of a second.
        public init() {}
    }

    private static let mask = UInt32(
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
            | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR
    )

    private struct State {
        var listing: CatalogFolder
        var events: (any DispatchSourceRead)?
        var burstStart: DispatchTime?
        var timer: (any DispatchSourceTimer)?
        var poller: (any DispatchSourceTimer)?
        var isWatched = false
        var descriptor: Int32 = -1
    }

    private let path: String
    private let queue: DispatchQueue
    private let timing: Timing
    private let report: @Sendable () -> Void
    private let state: Mutex<State>

    /// Watches a folder and everything below it until ``stop()``.
    ///
    /// - Parameters:
    ///   - path: The folder; it may vanish and come back.
    ///   - queue: A serial queue; `report` runs there.
    ///   - timing: The pace.
    ///   - report: Called after each burst of changes.
    public init(
        path: String,
        queue: DispatchQueue,
        timing: Timing = Timing(),
        report: @escaping @Sendable () -> Void
    ) {
        self.path = path
        self.queue = queue
        self.timing = timing
        self.report = report
        state = Mutex(State(listing: CatalogFolder(root: path)))
    }

    /// Begins to watch.
    public func start() {
        queue.async { self.begin() }
    }

    /// Ends watching; no report follows once the queue has run dry.
    public func stop() {
        queue.async {
            self.state.withLock { state in
                state.events?.cancel()
                state.timer?.cancel()
                state.poller?.cancel()
                state.events = nil
                state.timer = nil
                state.poller = nil
            }
        }
    }

    private func begin() {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        if descriptor >= 0 {
            state.withLock { state in
                let source = DispatchSource.makeReadSource(
                    fileDescriptor: descriptor,
                    queue: queue
                )
                source.setEventHandler { [weak self] in self?.drain(descriptor) }
                source.setCancelHandler { close(descriptor) }
                source.resume()
                state.events = source
                state.descriptor = descriptor
            }
        }
        watchAgain()
    }

    /// Puts watches on every folder there is now; the same folder twice is one watch.
    private func watchAgain() {
        let listing = CatalogFolder(root: path)
        state.withLock { state in
            let isNew = !listing.isSame(as: state.listing)
            state.listing = listing
            var isWatched = state.descriptor >= 0 && !listing.folders.isEmpty && !isBehindLink
            for folder in listing.folders {
                let absolute = listing.absolute(folder)
                let watch = unsafe inotify_add_watch(state.descriptor, absolute, Self.mask)
                if watch < 0 { isWatched = false }
            }
            state.isWatched = isWatched
            // What changed between the listing and the watches would send no event.
            if isNew { schedule(&state) }
            resetPoller(&state)
        }
    }

    /// Whether the folder, or one above it, is a symbolic link.
    private var isBehindLink: Bool {
        let url = URL(filePath: path).standardizedFileURL
        return url.resolvingSymlinksInPath().path != url.path
    }

    private func drain(_ descriptor: Int32) {
        let count = unsafe withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 8) {
            buffer -> Int in
            var total = 0
            while true {
                let count = unsafe read(descriptor, buffer.baseAddress, buffer.count)
                if count <= 0 { return total }
                total += count
            }
        }
        guard count > 0 else { return }
        state.withLock { schedule(&$0) }
    }

    /// Reports after a quiet while, or when the burst has lasted long enough.
    private func schedule(_ state: inout State) {
        let now = DispatchTime.now()
        let start = state.burstStart ?? now
        state.burstStart = start
        let deadline = min(now + timing.quiet, start + timing.longest)
        if let timer = state.timer {
            timer.schedule(deadline: deadline)
            return
        }
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler { [weak self] in self?.fire() }
        timer.schedule(deadline: deadline)
        state.timer = timer
        timer.resume()
    }

    private func fire() {
        state.withLock { state in
            state.timer?.cancel()
            state.timer = nil
            state.burstStart = nil
        }
        watchAgain()
        // Changes that the new listing brought are part of this report.
        state.withLock { state in
            state.timer?.cancel()
            state.timer = nil
            state.burstStart = nil
        }
        report()
    }

    private func resetPoller(_ state: inout State) {
        let interval = state.isWatched ? timing.poll : timing.pollWithoutEvents
        let poller = state.poller ?? makePoller()
        poller.schedule(deadline: .now() + interval, repeating: interval)
        if state.poller == nil {
            state.poller = poller
            poller.resume()
        }
    }

    private func makePoller() -> any DispatchSourceTimer {
        let poller = DispatchSource.makeTimerSource(queue: queue)
        poller.setEventHandler { [weak self] in self?.watchAgain() }
        return poller
    }
}
