import Dispatch
import Logging
import PlimsollHTTP

// The server alone with one small answer, for comparison with the yardstick. Takes the port as its argument.
var configuration = HTTPServerConfiguration()
configuration.port = CommandLine.arguments.dropFirst().first.flatMap { UInt16($0) } ?? 8080

var router = Router()
let healthy = HTTPResponse.json(Array(#"{"status":"ok"}"#.utf8))
router.add(.get, "/healthz") { _ in healthy }
router.add(.post, "/echo") { .json($0.body) }
router.add(.get, "/worker", .worker) { _ in healthy }

let server = HTTPServer(
    configuration: configuration,
    router: router,
    logger: Logger(label: "bench")
)
print("listening on \(try server.start())")
dispatchMain()
