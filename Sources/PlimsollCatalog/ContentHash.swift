/// A 64-bit FNV-1a hash: equal content gives equal text, whatever the machine.
///
/// It tells versions apart; it is no protection against forgery.
///
/// Source: Fowler, Noll, Vo; draft-eastlake-fnv, section 2 and its 64-bit constants.
public struct ContentHash: Sendable {
    private static let prime: UInt64 = 0x100_0000_01b3
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    /// The hash of nothing.
    public init() {}

    /// Adds one part; the same bytes divided otherwise give another hash.
    public mutating func add(_ bytes: [UInt8]) {
        for byte in bytes { add(byte) }
        endPart()
    }

    /// Adds a text as one part.
    public mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        endPart()
    }

    private mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* Self.prime }

    /// A byte that is in no path, header or JSON text keeps neighbours apart.
    private mutating func endPart() { add(0xff) }

    /// Sixteen hexadecimal digits.
    public var text: String { Self.hexadecimal(state) }

    /// Sixteen hexadecimal digits of any number.
    public static func hexadecimal(_ number: UInt64) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(16)
        for shift in stride(from: 60, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift) & 15)
            digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
