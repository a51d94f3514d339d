import ArgumentParser
import PlimsollHTTP

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make a new key, and the line for the file of --api-keys.",
        discussion: """
            The key goes to its holder and is nowhere else; the file has its hash only. A key of \
            your own is added likewise: printf %s KEY | sha256sum.
            """
    )

    @Argument(help: "The holder's name, as the access log shows it.")
    var name: String

    func run() {
        // 32 bytes from the system's generator: no guess will hit it.
        var generator = SystemRandomNumberGenerator()
        let key = (0..<32).map { _ in Self.hex(UInt8.random(in: .min ... .max, using: &generator)) }
            .joined()
        print("key:  \(key)")
        print("line: \(Digest.sha256(key.utf8).map(Self.hex).joined())  \(name)")
    }

    private static func hex(_ byte: UInt8) -> String {
        String(byte >> 4, radix: 16) + String(byte & 0xF, radix: 16)
    }
}
