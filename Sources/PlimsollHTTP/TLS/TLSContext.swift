import COpenSSL

/// What the connections of a server have in common: certificates, versions, suites, and the keys of
/// session tickets.
///
/// Immutable once made; a change of files makes a new one, and connections keep the one they began
/// with. What is allowed:
///
/// - TLS 1.2 and 1.3; in 1.2 only suites with an ephemeral key exchange and authenticated
///   encryption. What is left out has no client that also speaks HTTP/1.1 with a recent library.
/// - Resumption by ticket and by session id, since a full handshake costs hundreds of times a
///   request. Early data is off, OpenSSL's default: it can be replayed.
/// - No renegotiation (a client could ask for one signature after another) and no compression
///   (CRIME).
/// - A client that ends its connection without `close_notify` is taken to have ended it: HTTP's own
///   framing tells whether a request was cut.
@safe final class TLSContext: @unchecked Sendable {
    /// The first identity is the one that connections are made of.
    private let identities: [Identity]

    /// Reads the files.
    init(_ configuration: TLSConfiguration) throws(TLSError) {
        var identities: [Identity] = []
        for identity in configuration.identities {
            identities.append(try Identity(identity, configuration))
        }
        guard let first = identities.first else {
            throw TLSError("use TLS", "there is no certificate")
        }
        self.identities = identities
        if identities.count > 1 {
            let argument = unsafe Unmanaged.passUnretained(self).toOpaque()
            unsafe SSL_CTX_set_cert_cb(first.context, chooseIdentity, argument)
        }
    }

    /// A connection's state, to be owned by the caller; nil for want of memory.
    ///
    /// The C function is `SSL_new`.
    func makeSession() -> OpaquePointer? { unsafe SSL_new(identities[0].context) }

    /// Shows the certificate that is for the host which the client names, if there is one.
    ///
    /// The C functions are `SSL_get_servername`, `X509_check_host` and `SSL_use_cert_and_key`.
    fileprivate func choose(_ session: OpaquePointer) -> Bool {
        guard let name = unsafe SSL_get_servername(session, TLSEXT_NAMETYPE_host_name) else {
            return true
        }
        for identity in identities {
            guard let certificate = unsafe SSL_CTX_get0_certificate(identity.context),
                unsafe X509_check_host(certificate, name, 0, 0, nil) == 1
            else { continue }
            return unsafe SSL_use_cert_and_key(
                session,
                certificate,
                SSL_CTX_get0_privatekey(identity.context),
                plimsoll_chain(identity.context),
                1
            ) == 1
        }
        return true
    }
}

/// An `SSL_CTX` with one certificate and key.
@safe private final class Identity {
    private static let suites = "ECDHE+AESGCM:ECDHE+CHACHA20"
    private static let groups = "X25519:P-256:P-384"
    private static let cachedSessions = 10_000
    /// Names the service in session ids, so that another service with the same certificate does not
    /// take them up.
    private static let sessionContext = Array("plimsoll".utf8)

    let context: OpaquePointer

    /// The C functions are `SSL_CTX_new` and those that set it up.
    init(
        _ identity: TLSConfiguration.Identity,
        _ configuration: TLSConfiguration
    ) throws(TLSError) {
        guard let context = unsafe SSL_CTX_new(TLS_server_method()) else {
            throw Self.failure("make a TLS context")
        }
        unsafe self.context = context
        // From here on `deinit` frees it.
        try unsafe Self.setRules(context)
        try unsafe Self.read(identity, into: context)
        if let authorities = configuration.clientAuthorities {
            try unsafe Self.askForCertificates(
                context,
                authorities,
                isRequired: configuration.requiresClientCertificate
            )
        }
    }

    deinit { unsafe SSL_CTX_free(context) }

    private static func setRules(_ context: OpaquePointer) throws(TLSError) {
        guard unsafe plimsoll_set_min_version(context, TLS1_2_VERSION) == 1,
            unsafe SSL_CTX_set_cipher_list(context, suites) == 1,
            unsafe plimsoll_set_groups(context, groups) == 1,
            unsafe SSL_CTX_set_session_id_context(
                context,
                sessionContext,
                UInt32(sessionContext.count)
            ) == 1
        else { throw failure("set the rules of TLS") }
        unsafe plimsoll_set_options(context)
        unsafe plimsoll_set_mode(context)
        unsafe plimsoll_set_session_cache_size(context, cachedSessions)
        unsafe SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nil)
        // Without this OpenSSL asks for the passphrase of an encrypted key on the terminal.
        unsafe SSL_CTX_set_default_passwd_cb(context) { _, _, _, _ in 0 }
    }

    private static func read(
        _ identity: TLSConfiguration.Identity,
        into context: OpaquePointer
    ) throws(TLSError) {
        guard unsafe SSL_CTX_use_certificate_chain_file(context, identity.certificate) == 1 else {
            throw failure("read the certificate \(identity.certificate)")
        }
        guard
            unsafe SSL_CTX_use_PrivateKey_file(context, identity.key, SSL_FILETYPE_PEM) == 1
        else { throw failure("read the private key \(identity.key)") }
        guard unsafe SSL_CTX_check_private_key(context) == 1 else {
            throw failure("use \(identity.key) as the key of \(identity.certificate)")
        }
    }

    private static func askForCertificates(
        _ context: OpaquePointer,
        _ authorities: String,
        isRequired: Bool
    ) throws(TLSError) {
        guard unsafe SSL_CTX_load_verify_file(context, authorities) == 1,
            let names = unsafe SSL_load_client_CA_file(authorities)
        else { throw failure("read the authorities of clients \(authorities)") }
        unsafe SSL_CTX_set_client_CA_list(context, names)
        let mode = SSL_VERIFY_PEER | (isRequired ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0)
        unsafe SSL_CTX_set_verify(context, mode, nil)
    }

    /// The last thing that OpenSSL had to say; the queue is empty afterwards.
    ///
    /// The C functions are `ERR_peek_last_error`, `ERR_error_string_n` and `ERR_clear_error`.
    private static func failure(_ operation: String) -> TLSError {
        let code = ERR_peek_last_error()
        ERR_clear_error()
        guard code != 0 else { return TLSError(operation, "OpenSSL does not say why") }
        var text = [CChar](repeating: 0, count: 256)
        let size = text.count
        unsafe ERR_error_string_n(code, &text, size)
        let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        // error:0A000074:SSL routines::reason
        let reason = String(decoding: bytes, as: UTF8.self).split(separator: ":").last
        return TLSError(operation, reason.map(String.init) ?? "unknown")
    }
}

/// OpenSSL's question which certificate to show; 1 goes on, 0 ends the handshake.
private func chooseIdentity(
    _ session: OpaquePointer?,
    _ context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let session = unsafe session, let context = unsafe context else { return 0 }
    let owner = unsafe Unmanaged<TLSContext>.fromOpaque(context).takeUnretainedValue()
    return unsafe owner.choose(session) ? 1 : 0
}

/// OpenSSL's question which of the client's protocols to speak (RFC 7301): http/1.1, or none, which
/// ends the handshake.
private func chooseProtocol(
    _ session: OpaquePointer?,
    _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ chosenCount: UnsafeMutablePointer<UInt8>?,
    _ offered: UnsafePointer<UInt8>?,
    _ offeredCount: UInt32,
    _ unused: UnsafeMutableRawPointer?
) -> Int32 {
    let list = unsafe UnsafeBufferPointer(start: offered, count: Int(offeredCount))
    let wanted: StaticString = "http/1.1"
    var start = 0
    while start < list.count {
        let count = Int(unsafe list[start])
        guard start + 1 + count <= list.count else { break }
        let name = unsafe UnsafeBufferPointer(rebasing: list[start + 1..<start + 1 + count])
        let isWanted = wanted.withUTF8Buffer { unsafe $0.elementsEqual(name) }
        if isWanted {
            unsafe chosen?.pointee = name.baseAddress
            unsafe chosenCount?.pointee = UInt8(count)
            return SSL_TLSEXT_ERR_OK
        }
        start += 1 + count
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL
}
