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
    public mutating func add(_ bytes: some Sequence<UInt8>) {
        var state = state
        for byte in bytes { state = (state ^ UInt64(byte)) &* Self.prime }
        // A byte that is in no path, header or JSON text keeps neighbours apart.
        self.state = (state ^ 0xff) &* Self.prime
    }

    /// Sixteen hexadecimal digits.
    public var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
