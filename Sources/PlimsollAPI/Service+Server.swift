public import Logging
public import PlimsollHTTP

extension Service {
    /// A server for the service, which counts its answers for `/metrics`.
    ///
    /// - Parameters:
    ///   - configuration: Where it listens and how much of the machine it uses.
    ///   - logger: Takes rare operational events.
    /// - Returns: A server that does not listen yet.
    public func server(
        _ configuration: HTTPServerConfiguration,
        logger: Logger = Logger(label: "plimsoll")
    ) -> HTTPServer {
        let server = HTTPServer(
            configuration: configuration,
            router: router(),
            logger: logger,
            observer: { [metrics] in metrics.observe($0) }
        )
        attach { server.counters }
        return server
    }
}
