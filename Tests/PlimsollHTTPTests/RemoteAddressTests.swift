import Glibc
import Testing

@testable import PlimsollHTTP

@Suite("Addresses")
struct RemoteAddressTests {
    private static func address(_ groups: [UInt16]) -> RemoteAddress {
        var storage = sockaddr_storage()
        unsafe withUnsafeMutableBytes(of: &storage) { bytes in
            unsafe bytes.storeBytes(of: sa_family_t(AF_INET6), as: sa_family_t.self)
            unsafe bytes.storeBytes(of: UInt16(8080).bigEndian, toByteOffset: 2, as: UInt16.self)
            for (index, group) in groups.enumerated() {
                unsafe bytes.storeBytes(
                    of: group.bigEndian,
                    toByteOffset: 8 + 2 * index,
                    as: UInt16.self
                )
            }
        }
        return RemoteAddress(storage)
    }

    @Test(
        "an IPv6 address is written in the form of RFC 5952",
        arguments: [
            ([0, 0, 0, 0, 0, 0, 0, 1], "[::1]:8080"), ([0, 0, 0, 0, 0, 0, 0, 0], "[::]:8080"),
            ([0x2001, 0xDB8, 0, 0, 1, 0, 0, 1], "[2001:db8::1:0:0:1]:8080"),
            ([0x2001, 0xDB8, 0, 1, 1, 1, 1, 1], "[2001:db8:0:1:1:1:1:1]:8080"),
            ([0x2001, 0, 0, 1, 0, 0, 0, 1], "[2001:0:0:1::1]:8080"),
            ([1, 2, 3, 4, 5, 6, 0, 0], "[1:2:3:4:5:6::]:8080"),
            ([0, 0, 0, 0, 0, 0xFFFF, 0x7F00, 1], "127.0.0.1:8080"),
        ] as [([UInt16], String)]
    )
    func version6(groups: [UInt16], text: String) {
        #expect(Self.address(groups).description == text)
    }

    @Test("a client's IPv4 address reaches the handler")
    func version4() throws {
        let live = try LiveServer { router in
            router.add(.get, "/me") { .text($0.remoteAddress.host) }
        }
        let client = try live.client()
        client.send("GET /me HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.response()?.text == "127.0.0.1")
    }

    @Test(
        "a text is read as an address with a port or without",
        arguments: [
            ("192.0.2.1", "192.0.2.1:0"), ("192.0.2.1:80", "192.0.2.1:80"),
            ("2001:db8::1", "[2001:db8::1]:0"), ("[2001:db8::1]", "[2001:db8::1]:0"),
            ("[2001:db8::1]:443", "[2001:db8::1]:443"),
        ]
    )
    func reads(text: String, expected: String) {
        #expect(RemoteAddress(text)?.description == expected)
    }

    @Test(
        "a text that is no address is not read",
        arguments: [
            "", "a", "1.2.3", "1.2.3.4.5", "1.2.3.4:x", "1.2.3.4:65536", "[::1", "[::1]x", "::1]",
            "[1.2.3.4]x", "unix", "unknown", "_hidden",
        ]
    )
    func refuses(text: String) {
        #expect(RemoteAddress(text) == nil)
    }

    @Test("an address is within a network by its first bits, IPv4 also where it is mapped")
    func networks() throws {
        let cases = [
            ("10.1.2.3", "10.0.0.0", 8, true), ("11.1.2.3", "10.0.0.0", 8, false),
            ("10.1.2.3", "10.1.2.3", 32, true), ("10.1.2.4", "10.1.2.3", 32, false),
            ("1.2.3.4", "0.0.0.0", 0, true), ("::ffff:10.1.2.3", "10.0.0.0", 8, true),
            ("::1", "0.0.0.0", 0, false), ("1.2.3.4", "::", 0, false),
            ("2001:db8:1::1", "2001:db8::", 32, true), ("2001:db9::1", "2001:db8::", 32, false),
            ("2001:db8::8:1", "2001:db8::8:0", 112, true),
            ("2001:db8::9:1", "2001:db8::8:0", 112, false), ("::1", "::", 0, true),
        ]
        for (text, network, bits, expected) in cases {
            let address = try #require(RemoteAddress(text))
            let base = try #require(RemoteAddress(network))
            #expect(address.isWithin(base, bits: bits) == expected, "\(text) \(network)/\(bits)")
        }
    }
}
