import ArgumentParser
import Dispatch
import Glibc
import Logging
import PlimsollAPI
import PlimsollCatalog
import PlimsollHTTP

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the estimates over HTTP.",
        discussion: """
            SIGTERM and SIGINT finish the requests under way and end; SIGHUP reads the catalog, \
            certificates and keys again. Changes of their files are read within a second by \
            themselves.

            Each option can also be set by an environment variable: PLIMSOLL_ and its name in \
            capitals, with _ for -, as in PLIMSOLL_TLS_CERTIFICATE. Several values are separated \
            by commas. The command line wins.
            """
    )

    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup(title: "Network") var network: NetworkOptions
    @OptionGroup(title: "TLS") var tls: TLSOptions
    @OptionGroup(title: "Access") var access: AccessOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Logs") var logs: LogOptions
    @OptionGroup(title: "End") var end: EndOptions

    func run() throws {
        let begin = ContinuousClock.now
        var signals = Signals()
        let errors = LineWriter(.error)
        let format = logs.logFormat
        LoggingSystem.bootstrap { _ in ServiceLogHandler(format, to: errors) }
        var logger = Logger(label: "plimsoll")
        logger.logLevel = logs.logLevel.level
        defer { errors.flush() }
        let watcher = CatalogWatch(path: catalogOption.catalog, logger: logger)
        let store: CatalogStore
        do throws(CatalogProblems) {
            store = try CatalogStore(path: catalogOption.catalog)
        } catch {
            CatalogReport.print(error.items, folder: catalogOption.catalog)
            throw ExitCode.failure
        }
        let policy = try accessPolicy(logger)
        let service = Service(store: store, access: policy)
        let answers = LineWriter(.output)
        defer { answers.flush() }
        let server = service.server(
            configuration(logger),
            logger: logger,
            accessLog: logs.accessLog.format.map { AccessLog($0, to: answers) }
        )
        do throws(SocketError) {
            try server.start()
        } catch {
            logger.critical("cannot serve", metadata: ["error": "\(error)"])
            errors.flush()
            throw ExitCode.failure
        }
        watcher.start(store)
        announce(server, store, logger, begin)
        signals.wait(reload: {
            watcher.reload()
            server.reloadCertificates()
            policy.keys?.reload()
        })
        Systemd.notify("STOPPING=1")
        service.announceEnd()
        if end.drainDelay > 0 {
            logger.info("ending soon", metadata: ["seconds": "\(end.drainDelay)"])
            signals.waitAgain(seconds: end.drainDelay)
        }
        logger.info("draining")
        watcher.stop()
        server.stop(within: .seconds(end.grace))
        logger.info("stopped")
    }

    private func announce(
        _ server: HTTPServer,
        _ store: CatalogStore,
        _ logger: Logger,
        _ begin: ContinuousClock.Instant
    ) {
        let catalog = store.current
        let scheme = tls.configuration == nil ? "http" : "https"
        let places = server.addresses.map { address in
            address.isUnix ? "unix:\(network.unixSocket ?? "")" : "\(scheme)://\(address)"
        }
        logger.info(
            "serving on \(places.joined(separator: " and "))",
            metadata: [
                "catalog": "\(catalog.version)",
                "models": "\(catalog.models.entries.count)",
                "gpus": "\(catalog.gpus.entries.count)",
                "ready_after": "\(begin.duration(to: .now))",
            ]
        )
        Systemd.notify("READY=1")
    }

    private func configuration(_ logger: Logger) -> HTTPServerConfiguration {
        var configuration = HTTPServerConfiguration()
        network.apply(to: &configuration)
        configuration.tls = tls.configuration
        limits.apply(to: &configuration.limits)
        // What the service itself keeps open, with some to spare.
        let reserve = 64 + 4 * configuration.loops
        let most = max(16, ProcessLimits.raiseDescriptors() - reserve)
        if configuration.limits.connections > most {
            let level: Logger.Level = limits.maxConnections == nil ? .debug : .warning
            logger.log(
                level: level,
                "fewer connections than asked for: the limit of descriptors is too low",
                metadata: ["connections": "\(most)"]
            )
            configuration.limits.connections = most
        }
        return configuration
    }

    private func accessPolicy(_ logger: Logger) throws -> AccessPolicy {
        var policy = AccessPolicy()
        if let path = access.apiKeys {
            do throws(KeyFileError) {
                policy.keys = try KeyStore(path: path, logger: logger)
            } catch {
                logger.critical("cannot serve", metadata: ["error": "\(error)"])
                throw ExitCode.failure
            }
        }
        if let limit = access.rateLimit {
            policy.rate = RateLimiter(limit.count, in: limit.seconds, burst: access.rateBurst)
        }
        if !access.corsOrigins.isEmpty { policy.origins = AllowedOrigins(access.corsOrigins) }
        policy.proxies = TrustedProxies(access.trustedProxies) ?? TrustedProxies()
        policy.proxies.field = access.forwardedField
        return policy
    }
}

/// A level of the log.
enum ServiceLogLevel: String, CaseIterable, ExpressibleByArgument {
    case trace, debug, info, notice, warning, error, critical

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
}

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
    }

    /// Waits some seconds, or until the signal comes once more.
    func waitAgain(seconds: Int) {
        _ = ended.wait(timeout: .now() + .seconds(seconds))
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
