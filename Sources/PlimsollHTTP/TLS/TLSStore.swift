import Dispatch
import Logging
import Synchronization

/// The context that new connections get: read again when its files change, and kept when what they
/// change to cannot be used.
final class TLSStore: Sendable {
    private struct State {
        var context: TLSContext
        var made: Instant
        var reloads = 0
        var failures = 0
    }

    /// Tickets are encrypted with a key of their context, which should not last for ever.
    private static let longestUse = Interval(.seconds(24 * 3600))

    private let configuration: TLSConfiguration
    private let logger: Logger
    private let state: Mutex<State>

    init(_ configuration: TLSConfiguration, logger: Logger) throws(TLSError) {
        self.configuration = configuration
        self.logger = logger
        state = Mutex(State(context: try TLSContext(configuration), made: SystemClock.now))
    }

    var current: TLSContext { state.withLock { $0.context } }

    /// Readings that brought a new context, and such that could not be used.
    var counts: (reloads: Int, failures: Int) { state.withLock { ($0.reloads, $0.failures) } }

    /// Has the files watched from now on, until the watch is let go.
    func watch() -> FileWatch {
        FileWatch(paths: configuration.paths) { [self] hasChanged in
            let isOld = state.withLock { SystemClock.now - $0.made > Self.longestUse }
            if hasChanged || isOld { reload() }
        }
    }

    /// Reads the files now.
    func reload() {
        do throws(TLSError) {
            let context = try TLSContext(configuration)
            state.withLock { state in
                state.context = context
                state.made = SystemClock.now
                state.reloads += 1
            }
            logger.info("the certificates were read again")
        } catch {
            state.withLock { $0.failures += 1 }
            logger.error(
                "the new certificates cannot be used, the old ones serve on",
                metadata: ["error": "\(error)"]
            )
        }
    }
}
