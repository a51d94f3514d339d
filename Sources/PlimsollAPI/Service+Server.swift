public import Logging
public import PlimsollHTTP

extension Service {
    /// A server for the service, which counts its answers for `/metrics`.
    ///
    /// - Parameters:
    ///   - configuration: Where it listens and how much of the machine it uses.
    ///   - logger: Takes rare operational events.
    ///   - accessLog: Takes a line for every answer, if there is one.
    /// - Returns: A server that does not listen yet.
    public func server(
        _ configuration: HTTPServerConfiguration,
        logger: Logger = Logger(label: "plimsoll"),
        accessLog: AccessLog? = nil
    ) -> HTTPServer {
        let server = HTTPServer(
            configuration: configuration,
            router: router(),
            logger: logger,
            observer: { [metrics] exchange in
                metrics.observe(exchange)
                accessLog?.write(exchange)
            }
        )
        attach { server.counters }
        return server
    }
}
