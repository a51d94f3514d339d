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
        var signals = Signals()
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

/// The signals that a service listens to; those that end it from the moment that the value is made.
struct Signals {
    private let queue = DispatchQueue(label: "plimsoll.signals")
    private let ended = DispatchSemaphore(value: 0)
    private var sources: [any DispatchSourceSignal] = []

    init() {
        // A folder that changes during the start is read again without being told.
        signal(SIGHUP, SIG_IGN)
        for number in [SIGTERM, SIGINT] { listen(to: number) { [ended] in ended.signal() } }
    }

    /// Waits for SIGTERM or SIGINT; runs `reload` on each SIGHUP meanwhile.
    mutating func wait(reload: @escaping @Sendable () -> Void) {
        listen(to: SIGHUP, reload)
        ended.wait()
        for source in sources { source.cancel() }
    }

    private mutating func listen(to number: Int32, _ act: @escaping @Sendable () -> Void) {
        // The default action would end the process before the source hears of it.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler(handler: act)
        source.resume()
        sources.append(source)
    }
}
