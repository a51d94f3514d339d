public import ArgumentParser
import Dispatch
import Foundation
public import Logging
import PlimsollAPI
import PlimsollCatalog
import PlimsollHTTP
import Synchronization

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the estimates over HTTP.",
        discussion: """
            SIGTERM and SIGINT finish the requests under way and end; SIGHUP reads the catalog \
            again. Changes in the catalog's folder are read within a second by themselves.
            """
    )

    @OptionGroup var catalogOption: CatalogOption

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 for a free one.")
    var port: UInt16 = 8080

    @Option(help: "Event loops; by default one a core.")
    var loops: Int?

    @Option(help: "Seconds that requests under way may take after SIGTERM.")
    var grace = 10

    @Option(help: "The least level of the log: trace, debug, info, notice, warning, error.")
    var logLevel = Logger.Level.info

    func run() throws {
        let begin = ContinuousClock.now
        let signals = Signals()
        LoggingSystem.bootstrap { label in StreamLogHandler.standardError(label: label) }
        var logger = Logger(label: "plimsoll")
        logger.logLevel = logLevel
        let watcher = CatalogWatch(path: catalogOption.catalog, logger: logger)
        let store: CatalogStore
        do throws(CatalogProblems) {
            store = try CatalogStore(path: catalogOption.catalog)
        } catch {
            CatalogReport.print(error.items, folder: catalogOption.catalog)
            throw ExitCode.failure
        }
        let service = Service(store: store)
        let server = service.server(configuration, logger: logger)
        let address: RemoteAddress
        do throws(SocketError) {
            address = try server.start()
        } catch {
            logger.critical("cannot serve", metadata: ["error": "\(error)"])
            throw ExitCode.failure
        }
        watcher.start(store)
        let catalog = store.current
        logger.info(
            "serving on http://\(address)",
            metadata: [
                "catalog": "\(catalog.version)",
                "models": "\(catalog.models.entries.count)",
                "gpus": "\(catalog.gpus.entries.count)",
                "ready_after": "\(begin.duration(to: .now))",
            ]
        )
        signals.wait(reload: { watcher.reload() })
        logger.info("draining")
        watcher.stop()
        server.stop(within: .seconds(grace))
        logger.info("stopped")
    }

    private var configuration: HTTPServerConfiguration {
        var configuration = HTTPServerConfiguration()
        configuration.host = host
        configuration.port = port
        if let loops { configuration.loops = max(1, loops) }
        return configuration
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}

/// Keeps the catalog current: on changes of its folder, and on demand.
final class CatalogWatch: Sendable {
    private let store = Mutex<CatalogStore?>(nil)
    private let logger: Logger
    private let queue = DispatchQueue(label: "plimsoll.catalog", qos: .utility)
    private let watcher = Mutex<DirectoryWatcher?>(nil)

    /// Made before the first load, so that no change between it and ``start(_:)`` is missed.
    init(path: String, logger: Logger) {
        self.logger = logger
        let watcher = DirectoryWatcher(path: path, queue: queue) { [weak self] in
            self?.readAgain()
        }
        self.watcher.withLock { $0 = watcher }
    }

    func start(_ store: CatalogStore) {
        self.store.withLock { $0 = store }
        watcher.withLock { $0?.start() }
    }

    func stop() { watcher.withLock { $0?.stop() } }

    func reload() {
        queue.async { self.readAgain() }
    }

    private func readAgain() {
        guard let store = store.withLock({ $0 }) else { return }
        let wasBroken = !store.status.problems.isEmpty
        switch store.reload() {
        case .unchanged:
            guard wasBroken else { break }
            logger.info("catalog repaired", metadata: ["catalog": "\(store.current.version)"])
        case .replaced(let catalog):
            logger.info("catalog replaced", metadata: ["catalog": "\(catalog.version)"])
        case .refused(let problems):
            for problem in problems.prefix(20) {
                logger.error("catalog not replaced", metadata: ["problem": "\(problem)"])
            }
        }
    }
}

/// The signals that a service listens to, from the moment that the value is made.
struct Signals {
    private final class State: Sendable {
        let ended = DispatchSemaphore(value: 0)
        let reload = Mutex<(@Sendable () -> Void)?>(nil)
    }

    private let state: State
    private let sources: [any DispatchSourceSignal]

    init() {
        let state = State()
        let queue = DispatchQueue(label: "plimsoll.signals")
        sources = [SIGTERM, SIGINT, SIGHUP].map { number in
            // The default action would end the process before the source hears of it.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if number == SIGHUP {
                    state.reload.withLock { $0 }?()
                } else {
                    state.ended.signal()
                }
            }
            source.resume()
            return source
        }
        self.state = state
    }

    /// Waits for SIGTERM or SIGINT; runs `reload` on each SIGHUP meanwhile.
    func wait(reload: @escaping @Sendable () -> Void) {
        state.reload.withLock { $0 = reload }
        state.ended.wait()
        for source in sources { source.cancel() }
    }
}
