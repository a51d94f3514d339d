import ArgumentParser
import PlimsollHTTP

struct HealthcheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "healthcheck",
        abstract: "Ask a running service for its health; exit with 1 if it does not answer 200."
    )

    @Option(help: "The address, as plain http with an IPv4 address.")
    var url = "http://127.0.0.1:8080/healthz"

    func run() throws {
        guard let target = HealthTarget(url) else {
            throw ValidationError("\(url) is not http://ADDRESS[:PORT]/PATH")
        }
        let status = HealthProbe.status(host: target.host, port: target.port, path: target.path)
        guard status == 200 else {
            print(status.map { "\(url) answered \($0)" } ?? "\(url) does not answer")
            throw ExitCode.failure
        }
    }
}

/// The parts of a plain http URL with an address.
private struct HealthTarget {
    let host: String
    let port: UInt16
    let path: String

    init?(_ url: String) {
        guard url.hasPrefix("http://") else { return nil }
        let rest = url.dropFirst("http://".count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash].split(separator: ":", omittingEmptySubsequences: false)
        guard let host = authority.first, !host.isEmpty, authority.count <= 2 else { return nil }
        self.host = String(host)
        path = slash == rest.endIndex ? "/" : String(rest[slash...])
        guard authority.count == 2 else {
            port = 80
            return
        }
        guard let port = UInt16(authority[1]) else { return nil }
        self.port = port
    }
}
