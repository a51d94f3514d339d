import ArgumentParser
import PlimsollHTTP

struct HealthcheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "healthcheck",
        abstract: "Ask a running service for its health; exit with 1 if it does not answer 200."
    )

    @Option(help: "The address, http or https with an IPv4 address.")
    var url = "http://127.0.0.1:8080/healthz"

    func run() throws {
        guard let target = HealthTarget(url) else {
            throw ValidationError("\(url) is not http[s]://ADDRESS[:PORT]/PATH")
        }
        let status = HealthProbe.status(
            host: target.host,
            port: target.port,
            path: target.path,
            isSecure: target.isSecure
        )
        guard status == 200 else {
            print(status.map { "\(url) answered \($0)" } ?? "\(url) does not answer")
            throw ExitCode.failure
        }
    }
}

/// The parts of an http or https URL with an address.
private struct HealthTarget {
    let host: String
    let port: UInt16
    let path: String
    let isSecure: Bool

    init?(_ url: String) {
        isSecure = url.hasPrefix("https://")
        guard isSecure || url.hasPrefix("http://") else { return nil }
        let rest = url.dropFirst(isSecure ? "https://".count : "http://".count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash].split(separator: ":", omittingEmptySubsequences: false)
        guard let host = authority.first, !host.isEmpty, authority.count <= 2 else { return nil }
        self.host = String(host)
        path = slash == rest.endIndex ? "/" : String(rest[slash...])
        guard authority.count == 2 else {
            port = isSecure ? 443 : 80
            return
        }
        guard let port = UInt16(authority[1]) else { return nil }
        self.port = port
    }
}
