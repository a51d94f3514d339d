import COpenSSL

/// One request over TLS on a blocking socket, for the health probe.
@safe final class TLSProbe {
    private let context: OpaquePointer
    private let session: OpaquePointer

    /// Shakes hands.
    ///
    /// The C functions are `SSL_CTX_new`, `SSL_new`, `SSL_set_fd` and `SSL_connect`.
    init?(_ descriptor: Int32) {
        guard let context = unsafe SSL_CTX_new(TLS_client_method()) else { return nil }
        guard let session = unsafe SSL_new(context) else {
            unsafe SSL_CTX_free(context)
            return nil
        }
        unsafe self.context = context
        unsafe self.session = session
        guard unsafe SSL_set_fd(session, descriptor) == 1, unsafe SSL_connect(session) == 1 else {
            return nil
        }
    }

    deinit {
        unsafe SSL_free(session)
        unsafe SSL_CTX_free(context)
    }

    /// Sends a request; returns the first bytes of the answer, those of the status line.
    ///
    /// The C functions are `SSL_write` and `SSL_read`.
    func answer(to request: [UInt8]) -> [UInt8]? {
        guard unsafe SSL_write(session, request, Int32(request.count)) == request.count else {
            return nil
        }
        var line: [UInt8] = []
        while line.count < HealthProbe.statusLineBytes {
            var byte: UInt8 = 0
            guard unsafe SSL_read(session, &byte, 1) == 1 else { return nil }
            line.append(byte)
        }
        return line
    }
}
