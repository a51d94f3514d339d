import PlimsollHTTP

/// The proxies whose word on the client's address counts.
///
/// Of the field only the part counts that trusted proxies have written: its last element is by the
/// proxy that called us, the one before by the one that called that, if it is trusted, and so on.
/// Only one of the two fields is read, since a proxy that writes one lets the other through as
/// the client sent it.
public struct TrustedProxies: Sendable {
    /// The field that the proxies write.
    public enum Field: String, CaseIterable, Sendable {
        /// `X-Forwarded-For: client, proxy`.
        case xForwardedFor = "x-forwarded-for"
        /// `Forwarded: for=client, for=proxy` (RFC 7239).
        case forwarded
    }

    private struct Network: Sendable {
        let address: RemoteAddress
        let bits: Int
    }

    /// Elements of a chain that are looked at; more proxies in a row nobody has.
    private static let mostHops = 32

    private var networks: [Network] = []
    private var trustsUnix = false
    /// The field that is read.
    public var field = Field.xForwardedFor

    /// No proxies.
    public init() {}

    /// These proxies: addresses, networks such as `10.0.0.0/8`, or `unix` for whoever calls at a
    /// Unix-domain socket; nil if one is none of these.
    public init?(_ names: [String]) {
        for name in names {
            if name == "unix" {
                trustsUnix = true
                continue
            }
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count <= 2, let address = RemoteAddress(String(parts[0])),
                address.port == 0
            else { return nil }
            guard let bits = parts.count == 1 ? address.bitCount : Int(parts[1]),
                (0...address.bitCount).contains(bits)
            else { return nil }
            networks.append(Network(address: address, bits: bits))
        }
    }

    /// Who asks.
    func client(of request: HTTPRequest) -> RemoteAddress {
        var client = request.remoteAddress
        guard isTrusted(client) else { return client }
        for hop in chain(request.fields).reversed().prefix(Self.mostHops) {
            guard let address = RemoteAddress(hop) else { break }
            client = address
            guard isTrusted(client) else { break }
        }
        return client
    }

    private func isTrusted(_ address: RemoteAddress) -> Bool {
        if address.isUnix { return trustsUnix }
        return networks.contains { address.isWithin($0.address, bits: $0.bits) }
    }

    private func chain(_ fields: HTTPFields) -> [String] {
        var elements: [String] = []
        for value in fields.values(field.rawValue) {
            for element in value.split(separator: ",") {
                elements.append(element.filter { $0 != " " && $0 != "\t" })
            }
        }
        switch field {
        case .xForwardedFor: return elements
        case .forwarded:
            return elements.map { element in
                let pairs = element.split(separator: ";").map(String.init)
                let node = pairs.first { $0.lowercased().hasPrefix("for=") }
                return (node ?? "").dropFirst(4).filter { $0 != "\"" }
            }
        }
    }
}
