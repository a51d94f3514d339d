import PlimsollCatalog
import PlimsollHTTP
import Synchronization

/// The identifier of a request in logs and answers.
enum RequestID {
    /// The client's own identifier where it sent a sane one, else a new one.
    ///
    /// Sane is 1 to 128 letters, digits and `-_.:/+=`: nothing that could break a log line.
    static func of(_ request: HTTPRequest) -> String {
        if let own = request.fields["x-request-id"], isSane(own) { return own }
        return random()
    }

    private static let seed = UInt64.random(in: .min ... .max)
    private static let count = Atomic<UInt64>(0)

    /// Fifteen hexadecimal digits that no other request of this process has, and hardly one of
    /// another process: as many as a string holds without memory of its own.
    static func random() -> String {
        let number = mixed() >> 4
        return unsafe String(unsafeUninitializedCapacity: 15) { digits in
            for index in 0..<15 {
                let digit = UInt8(truncatingIfNeeded: number >> UInt64(56 - 4 * index)) & 0xF
                unsafe digits[index] =
                    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
            }
            return 15
        }
    }

    /// The sixteen digits of a span, likewise.
    static func span() -> String { ContentHash.hexadecimal(mixed()) }

    /// A counter from a random start, mixed so that neighbours look unlike; a random number for
    /// each request would be a system call for each.
    ///
    /// Source of the mixing: Steele et al. 2014, "Fast splittable pseudorandom number generators".
    private static func mixed() -> UInt64 {
        let number = count.add(1, ordering: .relaxed).newValue
        var mixed = seed &+ number &* 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    private static func isSane(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_.:/+=".utf8.contains(byte)
                }
            }
    }
}
