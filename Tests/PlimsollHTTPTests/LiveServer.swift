import Logging
import Testing

@testable import PlimsollHTTP

/// A running server on a free port that stops with its owner.
final class LiveServer {
    let server: HTTPServer
    let port: UInt16

    init(
        loops: Int = 2,
        limits: HTTPLimits = HTTPLimits(),
        workers: Int = 2,
        workerQueue: Int = 16,
        configure: (inout Router) -> Void = { _ in },
        observer: (@Sendable (HTTPExchange) -> Void)? = nil
    ) throws {
        var configuration = HTTPServerConfiguration()
        configuration.port = 0
        configuration.loops = loops
        configuration.limits = limits
        configuration.workers = workers
        configuration.workerQueue = workerQueue
        var router = Router()
        router.add(.get, "/hello") { _ in .text("hello") }
        router.add(.post, "/echo") { .json($0.body) }
        router.add(.get, "/n/{n}", .worker) { .text($0.parameters["n"] ?? "") }
        router.add(.get, "/i/{n}") { .text($0.parameters["n"] ?? "") }
        configure(&router)
        server = HTTPServer(
            configuration: configuration,
            router: router,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            observer: observer
        )
        port = try server.start().port
    }

    func client(receiveBuffer: Int32? = nil) throws -> TestClient {
        try #require(TestClient(port: port, receiveBuffer: receiveBuffer))
    }

    deinit { server.stop(within: .zero) }
}
