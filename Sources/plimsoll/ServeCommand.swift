public import ArgumentParser
import Dispatch
import Foundation
public import Logging
import PlimsollAPI
import PlimsollCatalog
import PlimsollHTTP

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
        LoggingSystem.bootstrap { label in StreamLogHandler.standardError(label: label) }
        var logger = Logger(label: "plimsoll")
        logger.logLevel = logLevel
        let store: CatalogStore
        do throws(CatalogProblems) {
            store = try CatalogStore(path: catalogOption.catalog)
        } catch {
            CatalogReport.print(error.items, folder: catalogOption.catalog)
            throw ExitCode.failure
        }
        let service = Service(store: store)
        let server = HTTPServer(
            configuration: configuration,
            router: service.router(),
            logger: logger,
            observer: { service.metrics.observe($0) }
        )
        service.attach { server.counters }
        let address: RemoteAddress
        do throws(SocketError) {
            address = try server.start()
        } catch {
            throw ValidationError("\(error)")
        }
        let watcher = CatalogWatch(store: store, logger: logger)
        watcher.start()
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
        Signals.wait(reload: { watcher.reload() })
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
struct CatalogWatch {
    private let store: CatalogStore
    private let logger: Logger
    private let queue = DispatchQueue(label: "plimsoll.catalog", qos: .utility)
    private let watcher: DirectoryWatcher

    init(store: CatalogStore, logger: Logger) {
        self.store = store
        self.logger = logger
        watcher = DirectoryWatcher(path: store.path, queue: queue) {
            Self.reload(store, logger)
        }
    }

    func start() { watcher.start() }

    func stop() { watcher.stop() }

    func reload() {
        queue.async { [store, logger] in Self.reload(store, logger) }
    }

    private static func reload(_ store: CatalogStore, _ logger: Logger) {
        switch store.reload() {
        case .unchanged: break
        case .replaced(let catalog):
            logger.info("catalog replaced", metadata: ["catalog": "\(catalog.version)"])
        case .refused(let problems):
            for problem in problems.prefix(20) {
                logger.error("catalog not replaced", metadata: ["problem": "\(problem)"])
            }
        }
    }
}

/// The signals that a service listens to.
enum Signals {
    /// Waits for SIGTERM or SIGINT; runs `reload` on each SIGHUP meanwhile.
    static func wait(reload: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "plimsoll.signals")
        let ended = DispatchSemaphore(value: 0)
        let sources = [SIGTERM, SIGINT, SIGHUP].map { number in
            // The default action would end the process before the source hears of it.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if number == SIGHUP { reload() } else { ended.signal() }
            }
            source.resume()
            return source
        }
        ended.wait()
        for source in sources { source.cancel() }
    }
}
