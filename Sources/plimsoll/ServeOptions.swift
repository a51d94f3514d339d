public import ArgumentParser
public import PlimsollAPI
import PlimsollHTTP

// The options of `serve`, by group. Each has an environment variable of its name; see Environment.swift.

struct NetworkOptions: ParsableArguments {
    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 for a free one. (default: 8080)")
    var port: UInt16?

    @Option(
        help: """
            A Unix-domain socket to listen at; then no port is listened on unless --port is given. \
            Sockets handed over by systemd are used in place of both.
            """
    )
    var unixSocket: String?

    @Option(help: "The access rights of that socket, in octal.")
    var unixSocketMode = "660"

    @Option(help: "Event loops; by default one a core.")
    var loops: Int?

    @Option(help: "Threads for lists, sweeps and other long work; by default one a core.")
    var workers: Int?

    func apply(to configuration: inout HTTPServerConfiguration) {
        let inherited = Systemd.sockets()
        configuration.inheritedSockets = inherited
        configuration.host = host
        configuration.port = port ?? 8080
        configuration.listensOnPort =
            port != nil || unixSocket == nil && inherited.isEmpty
        configuration.unixSocket = unixSocket
        configuration.unixSocketMode = UInt16(unixSocketMode, radix: 8) ?? 0o660
        if let loops { configuration.loops = max(1, loops) }
        if let workers { configuration.workers = max(1, workers) }
    }

    func validate() throws {
        guard let mode = UInt16(unixSocketMode, radix: 8), mode <= 0o777 else {
            throw ValidationError("--unix-socket-mode is not an octal mode such as 660")
        }
    }
}

struct TLSOptions: ParsableArguments {
    @Option(
        name: .customLong("tls-certificate"),
        help: """
            A PEM file with the certificate and its chain; speaks TLS. Several, each with its key, \
            are chosen by the host that the client names. Read again when the file changes.
            """
    )
    var certificates: [String] = []

    @Option(name: .customLong("tls-key"), help: "The PEM file of the certificate's private key.")
    var keys: [String] = []

    @Option(help: "A PEM file of authorities; clients have to show a certificate of theirs.")
    var tlsClientCa: String?

    @Flag(help: "Take clients that show no certificate, too.")
    var tlsClientOptional = false

    func validate() throws {
        guard certificates.count == keys.count else {
            throw ValidationError("every --tls-certificate needs its --tls-key, and the reverse")
        }
        if tlsClientCa != nil, certificates.isEmpty {
            throw ValidationError("--tls-client-ca needs --tls-certificate and --tls-key")
        }
    }

    var configuration: TLSConfiguration? {
        guard !certificates.isEmpty else { return nil }
        var configuration = TLSConfiguration(
            identities: zip(certificates, keys).map { .init(certificate: $0, key: $1) }
        )
        configuration.clientAuthorities = tlsClientCa
        configuration.requiresClientCertificate = !tlsClientOptional
        return configuration
    }
}

struct AccessOptions: ParsableArguments {
    @Option(
        help: """
            A file of SHA-256 hashes of keys with the names of their holders (see plimsoll key); \
            every request but those for health and pages needs a key. Read again when it changes.
            """
    )
    var apiKeys: String?

    @Option(help: "How often a client may ask: 50/s, 600/m or 10000/h.")
    var rateLimit: RateLimit?

    @Option(help: "Requests at once after a pause; by default the number of --rate-limit.")
    var rateBurst: Int?

    @Option(
        name: .customLong("cors-origin"),
        help: "An origin whose pages may read answers, or * for all; may be repeated."
    )
    var corsOrigins: [String] = []

    @Option(
        name: .customLong("trusted-proxy"),
        help: """
            An address or network (10.0.0.0/8), or unix, whose word on the client's address is \
            believed; may be repeated.
            """
    )
    var trustedProxies: [String] = []

    @Option(help: "The field in which they say it: x-forwarded-for or forwarded.")
    var forwardedField = TrustedProxies.Field.xForwardedFor

    func validate() throws {
        guard TrustedProxies(trustedProxies) != nil else {
            throw ValidationError("--trusted-proxy is an address, ADDRESS/BITS or unix")
        }
    }
}

/// `50/s`, `600/m`, `10000/h`; without a unit, a second.
struct RateLimit: ExpressibleByArgument {
    let count: Int
    let seconds: Int

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        let units = ["s": 1, "m": 60, "h": 3600]
        guard let count = Int(parts[0]), count > 0, parts.count <= 2,
            let seconds = units[parts.count == 2 ? String(parts[1]) : "s"]
        else { return nil }
        self.count = count
        self.seconds = seconds
    }
}

extension TrustedProxies.Field: ExpressibleByArgument {}
extension LogFormat: ExpressibleByArgument {}

struct LimitOptions: ParsableArguments {
    @Option(
        help: """
            Connections; further ones are answered 503. By default \(HTTPLimits().connections), or as \
            many as there may be descriptors.
            """
    )
    var maxConnections: Int?

    @Option(help: "Connections of one client address; by default no bound.")
    var maxConnectionsPerClient: Int?

    @Option(help: "Requests on one connection.")
    var maxRequestsPerConnection = HTTPLimits().requestsPerConnection

    @Option(help: "Bytes of a request line and its fields.")
    var maxHeadBytes = HTTPLimits().headBytes

    @Option(help: "Bytes of a body, where a route does not need more.")
    var maxBodyBytes = HTTPLimits().bodyBytes

    @Option(help: "Seconds for a whole request head, or for a TLS handshake.")
    var headTimeout = 10

    @Option(help: "Seconds for a whole body.")
    var bodyTimeout = 30

    @Option(help: "Seconds that a connection may stay silent between requests.")
    var idleTimeout = 75

    @Option(help: "Seconds for an answer that the client is slow to read.")
    var writeTimeout = 30

    @Option(help: "Milliseconds that a request may wait for its event loop before it gets 503.")
    var maxLag = 5000

    func apply(to limits: inout HTTPLimits) {
        if let maxConnections { limits.connections = maxConnections }
        limits.connectionsPerClient = maxConnectionsPerClient ?? .max
        limits.requestsPerConnection = maxRequestsPerConnection
        limits.headBytes = maxHeadBytes
        limits.bodyBytes = maxBodyBytes
        limits.headTime = .seconds(headTimeout)
        limits.bodyTime = .seconds(bodyTimeout)
        limits.idleTime = .seconds(idleTimeout)
        limits.writeTime = .seconds(writeTimeout)
        limits.lag = .milliseconds(maxLag)
    }

    func validate() throws {
        let all = [
            maxConnections ?? 1, maxConnectionsPerClient ?? 1, maxRequestsPerConnection,
            headTimeout,
            bodyTimeout, idleTimeout, writeTimeout, maxLag,
        ]
        guard all.allSatisfy({ $0 >= 1 }) else {
            throw ValidationError("limits and timeouts are at least 1")
        }
        guard (1024...1 << 20).contains(maxHeadBytes), (1024...64 << 20).contains(maxBodyBytes)
        else {
            throw ValidationError(
                "--max-head-bytes is 1024 to 1048576, --max-body-bytes 1024 to 67108864"
            )
        }
    }
}

struct LogOptions: ParsableArguments {
    @Option(help: "The least level of the log: trace, debug, info, notice, warning, error.")
    var logLevel = ServiceLogLevel.info

    @Option(help: "The format of the log, on standard error: text or json.")
    var logFormat = LogFormat.text

    @Option(help: "A line for every answer, on standard output: none, text or json.")
    var accessLog = AccessLogFormat.none
}

/// The format of the access log, if there is to be one.
enum AccessLogFormat: String, CaseIterable, ExpressibleByArgument {
    case none, text, json

    var format: LogFormat? { LogFormat(rawValue: rawValue) }
}

struct EndOptions: ParsableArguments {
    @Option(help: "Seconds that requests under way may take after SIGTERM.")
    var grace = 10

    @Option(
        help: "Seconds after SIGTERM in which /readyz says 503 and all else goes on as before."
    )
    var drainDelay = 0
}
