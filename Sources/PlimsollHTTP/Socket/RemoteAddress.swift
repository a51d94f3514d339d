import CLinux
import Glibc

/// An IPv4 or IPv6 address with its port, or that of a Unix-domain socket, held in place so that
/// keeping it with each request costs nothing.
public struct RemoteAddress: Hashable, Sendable, CustomStringConvertible {
    private enum Family: Hashable, Sendable { case none, v4, v6, unix }

    private let family: Family
    private let high: UInt64
    private let low: UInt64
    /// The port.
    public let port: UInt16

    /// No address: a request that came over no socket.
    public static let unknown = RemoteAddress(family: .none, high: 0, low: 0, port: 0)

    /// The other end of a Unix-domain socket: some process of this machine.
    public static let unix = RemoteAddress(family: .unix, high: 0, low: 0, port: 0)

    private init(family: Family, high: UInt64, low: UInt64, port: UInt16) {
        self.family = family
        self.high = high
        self.low = low
        self.port = port
    }

    init(_ storage: sockaddr_storage) {
        self = unsafe withUnsafeBytes(of: storage) { bytes in
            switch Int32(storage.ss_family) {
            case AF_INET:
                let address = unsafe bytes.loadUnaligned(as: sockaddr_in.self)
                return RemoteAddress(
                    family: .v4,
                    high: 0,
                    low: UInt64(UInt32(bigEndian: address.sin_addr.s_addr)),
                    port: UInt16(bigEndian: address.sin_port)
                )
            case AF_INET6:
                let address = unsafe bytes.loadUnaligned(as: sockaddr_in6.self)
                // sin6_addr starts at byte 8 of the structure (netinet/in.h).
                return RemoteAddress(
                    family: .v6,
                    high: UInt64(
                        bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                    ),
                    low: UInt64(
                        bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
                    ),
                    port: UInt16(bigEndian: address.sin6_port)
                )
            case AF_UNIX:
                return .unix
            default:
                return .unknown
            }
        }
    }

    /// Reads `192.0.2.1`, `2001:db8::1`, `[2001:db8::1]`, each with a port or without; nil for
    /// anything else.
    ///
    /// The C function is `inet_pton`.
    public init?(_ text: String) {
        var host = text
        var port = ""
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = String(text[text.index(after: text.startIndex)..<end])
            port = String(text[text.index(after: end)...])
            guard port.isEmpty || port.hasPrefix(":") else { return nil }
            port = String(port.dropFirst())
        } else if text.count(where: { $0 == ":" }) == 1, let colon = text.firstIndex(of: ":") {
            host = String(text[..<colon])
            port = String(text[text.index(after: colon)...])
        }
        guard let number = port.isEmpty ? 0 : UInt16(port) else { return nil }
        var v4 = in_addr()
        var v6 = in6_addr()
        if unsafe inet_pton(AF_INET, host, &v4) == 1 {
            let address = UInt64(UInt32(bigEndian: v4.s_addr))
            self.init(family: .v4, high: 0, low: address, port: number)
        } else if unsafe inet_pton(AF_INET6, host, &v6) == 1 {
            let (high, low) = unsafe withUnsafeBytes(of: v6) { bytes in
                (
                    UInt64(bigEndian: unsafe bytes.loadUnaligned(as: UInt64.self)),
                    UInt64(
                        bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                    )
                )
            }
            self.init(family: .v6, high: high, low: low, port: number)
        } else {
            return nil
        }
    }

    /// What stands for the client where requests and connections are counted: its address without
    /// port, of an IPv6 address the first 64 bits, which one customer has at least.
    public var client: RemoteAddress {
        if let v4 { return RemoteAddress(family: .v4, high: 0, low: v4, port: 0) }
        return RemoteAddress(family: family, high: high, low: 0, port: 0)
    }

    /// The IPv4 address, also where it is mapped into IPv6.
    private var v4: UInt64? {
        switch family {
        case .v4: low
        case .v6 where high == 0 && low >> 32 == 0xFFFF: low & 0xFFFF_FFFF
        case .v6, .unix, .none: nil
        }
    }

    /// Whether this is a Unix-domain socket.
    public var isUnix: Bool { family == .unix }

    /// Whether the first `bits` bits are those of `network`, both of one family.
    public func isWithin(_ network: RemoteAddress, bits: Int) -> Bool {
        if let own = v4, let other = network.v4 {
            return bits <= 0 || (own ^ other) >> UInt64(32 - min(bits, 32)) == 0
        }
        guard family == .v6, network.family == .v6, v4 == nil else { return false }
        let highBits = UInt64(max(0, min(bits, 64)))
        let lowBits = UInt64(max(0, min(bits - 64, 64)))
        return (highBits == 0 || (high ^ network.high) >> (64 - highBits) == 0)
            && (lowBits == 0 || (low ^ network.low) >> (64 - lowBits) == 0)
    }

    /// The number of bits of an address of this family.
    public var bitCount: Int { family == .v4 ? 32 : 128 }

    /// The address a socket is bound to.
    ///
    /// The C function is `getsockname`.
    static func local(of raw: Int32) -> RemoteAddress {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(raw, $0, &length)
            }
        }
        return result == 0 ? RemoteAddress(storage) : .unknown
    }

    /// The address without port, `127.0.0.1` or `::1`; an IPv4 address mapped into IPv6 is written
    /// as IPv4.
    ///
    public var host: String {
        switch family {
        case .none: return "unknown"
        case .unix: return "unix"
        case .v4: return Self.dotted(low)
        case .v6:
            if high == 0, low >> 32 == 0xFFFF { return Self.dotted(low & 0xFFFF_FFFF) }
            return Self.colons(high, low)
        }
    }

    /// `127.0.0.1:8080` or `[::1]:8080`.
    public var description: String {
        switch family {
        case .none, .unix: host
        case .v4, .v6: host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }

    private static func dotted(_ address: UInt64) -> String {
        "\(address >> 24 & 0xFF).\(address >> 16 & 0xFF).\(address >> 8 & 0xFF).\(address & 0xFF)"
    }

    /// The text form of RFC 5952: the longest run of at least two zero groups is left out.
    private static func colons(_ high: UInt64, _ low: UInt64) -> String {
        let groups = [high, low].flatMap { half in
            [48, 32, 16, 0].map { half >> UInt64($0) & 0xFFFF }
        }
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(1, best.count) { best = start..<end }
            start = max(end, start + 1)
        }
        let text = { (part: Range<Int>) in
            part.map { String(groups[$0], radix: 16) }.joined(separator: ":")
        }
        guard !best.isEmpty else { return text(0..<8) }
        return text(0..<best.lowerBound) + "::" + text(best.upperBound..<8)
    }
}
