import ArgumentParser

/// Options that were not given on the command line, from the environment.
///
/// `PLIMSOLL_` and an option's name in capitals, `-` as `_`: PLIMSOLL_TLS_CERTIFICATE is
/// --tls-certificate. A value of several separates them by commas, a flag is set by `true` or `1`.
/// The values go through the same checks as those of the command line.
enum Environment {
    private struct Option {
        let name: String
        let isFlag: Bool
        let isList: Bool

        var variable: String {
            "PLIMSOLL_" + name.uppercased().map { $0 == "-" ? "_" : $0 }
        }
    }

    private static let serveOptions = [
        option("catalog"), option("host"), option("port"), option("unix-socket"),
        option("unix-socket-mode"), option("loops"), option("workers"), list("tls-certificate"),
        list("tls-key"), option("tls-client-ca"), flag("tls-client-optional"), option("api-keys"),
        option("rate-limit"), option("rate-burst"), list("cors-origin"), list("trusted-proxy"),
        option("forwarded-field"), option("max-connections"),
        option("max-connections-per-client"), option("max-requests-per-connection"),
        option("max-head-bytes"), option("max-body-bytes"), option("head-timeout"),
        option("body-timeout"), option("idle-timeout"), option("write-timeout"),
        option("max-lag"), option("log-level"), option("log-format"), option("access-log"),
        option("grace"), option("drain-delay"),
    ]

    /// The names of the options of `serve` that have a variable, for tests.
    static var names: [String] { serveOptions.map(\.name) }

    /// The arguments with what the environment adds.
    static func adding(to arguments: [String], _ environment: [String: String]) -> [String] {
        var arguments = arguments
        for option in options(of: arguments) {
            guard let value = environment[option.variable], !value.isEmpty,
                !arguments.contains(where: {
                    $0 == "--\(option.name)" || $0.hasPrefix("--\(option.name)=")
                })
            else { continue }
            // Kubernetes sets PLIMSOLL_PORT=tcp://… for a Service of the name plimsoll.
            if option.name == "port", value.hasPrefix("tcp://") { continue }
            if option.isFlag {
                if ["1", "true", "yes"].contains(value.lowercased()) {
                    arguments.append("--\(option.name)")
                }
            } else if option.isList {
                for part in value.split(separator: ",") {
                    arguments.append("--\(option.name)=\(part)")
                }
            } else {
                arguments.append("--\(option.name)=\(value)")
            }
        }
        return arguments
    }

    private static func options(of arguments: [String]) -> [Option] {
        switch arguments.first {
        case "serve": serveOptions
        case "estimate" where arguments.count > 1: [option("catalog")]
        case "plan", "recommend", "cost", "sweep": [option("catalog")]
        default: []
        }
    }

    private static func option(_ name: String) -> Option {
        Option(name: name, isFlag: false, isList: false)
    }

    private static func list(_ name: String) -> Option {
        Option(name: name, isFlag: false, isList: true)
    }

    private static func flag(_ name: String) -> Option {
        Option(name: name, isFlag: true, isList: false)
    }
}
