/// Which certificates a server shows, and whose it asks for.
public struct TLSConfiguration: Hashable, Sendable {
    /// A certificate with its key, both PEM files.
    public struct Identity: Hashable, Sendable {
        /// The certificate, followed by those that lead to its root.
        public var certificate: String
        /// The private key, not encrypted.
        public var key: String

        /// The files of an identity.
        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// The identities; a client that names a host gets the first one that is for this host, any
    /// other client the first of all.
    public var identities: [Identity]
    /// A PEM file of the authorities whose client certificates are taken; without it none is asked
    /// for.
    public var clientAuthorities: String?
    /// Whether a client without a certificate is refused.
    public var requiresClientCertificate = true

    /// A configuration of these identities, at least one.
    public init(identities: [Identity]) {
        self.identities = identities
    }

    /// Every file that has a part in it.
    var paths: [String] {
        identities.flatMap { [$0.certificate, $0.key] } + (clientAuthorities.map { [$0] } ?? [])
    }
}

/// Why certificates cannot be used.
public struct TLSError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, with the file, and what OpenSSL said.
    public let description: String

    init(_ operation: String, _ reason: String) {
        description = "cannot \(operation): \(reason)"
    }
}
