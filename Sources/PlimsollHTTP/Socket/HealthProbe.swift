import CLinux
import Glibc

/// Asks a server for one path and reads the status: what a container's health check needs, without
/// a client of its own in the image.
public enum HealthProbe {
    /// The status that a GET of a path is answered with.
    ///
    /// - Parameters:
    ///   - host: An IPv4 address in dotted form.
    ///   - port: The port.
    ///   - path: The path, with `/` first.
    ///   - isSecure: Whether to speak TLS. The certificate is not checked: it is for the name of the
    ///     service, which a probe beside it does not use.
    ///   - timeout: Whole seconds that connecting, sending and each read may take.
    /// - Returns: The status code; nil where there is no answer, or none that is HTTP/1.1.
    public static func status(
        host: String,
        port: UInt16,
        path: String,
        isSecure: Bool = false,
        timeout: Int = 3
    ) -> Int? {
        let raw = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard raw >= 0 else { return nil }
        let descriptor = Descriptor(owning: raw)
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            let size = socklen_t(MemoryLayout<timeval>.size)
            _ = unsafe setsockopt(descriptor.raw, SOL_SOCKET, option, &limit, size)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        guard unsafe inet_pton(AF_INET, host, &address.sin_addr) == 1 else { return nil }
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor.raw, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { return nil }
        let request = Array(
            "GET \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\nConnection: close\r\n\r\n".utf8
        )
        if isSecure { return TLSProbe(descriptor.raw)?.answer(to: request).flatMap(status) }
        let sent = unsafe request.withUnsafeBytes {
            unsafe send(descriptor.raw, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent == request.count else { return nil }
        var line: [UInt8] = []
        while line.count < statusLineBytes {
            var byte: UInt8 = 0
            guard unsafe recv(descriptor.raw, &byte, 1, 0) == 1 else { return nil }
            line.append(byte)
        }
        return status(line)
    }

    /// `HTTP/1.1 200`: the status ends at the twelfth byte.
    static let statusLineBytes = 12

    private static func status(_ line: [UInt8]) -> Int? {
        guard line.starts(with: "HTTP/1.1 ".utf8) else { return nil }
        return Int(String(decoding: line[9...], as: UTF8.self))
    }
}
