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
    public mutating func add(_ bytes: [UInt8]) { add(bytes.span) }

    /// Adds a text as one part.
    public mutating func add(_ text: String) { add(text.utf8.span) }

    /// Adds one part.
    public mutating func add(_ bytes: Span<UInt8>) {
        var sum = state
        for index in bytes.indices { sum = (sum ^ UInt64(bytes[index])) &* Self.prime }
        // A byte that is in no path, header or JSON text keeps neighbours apart.
        state = (sum ^ 0xff) &* Self.prime
    }

    /// Sixteen hexadecimal digits.
    public var text: String { Self.hexadecimal(state) }

    /// The same in quotes, as an entity tag has it.
    public var quotedText: String { Self.hexadecimal(state, quote: UInt8(ascii: "\"")) }

    /// Sixteen hexadecimal digits of any number.
    public static func hexadecimal(_ number: UInt64) -> String { hexadecimal(number, quote: nil) }

    private static func hexadecimal(_ number: UInt64, quote: UInt8?) -> String {
        var text = InlineArray<18, UInt8>(repeating: quote ?? 0)
        for index in 0..<16 {
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * index) & 15)
            text[index + 1] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
        }
        do {
            let range = quote == nil ? 1..<17 : 0..<18
            return String(copying: try UTF8Span(validating: text.span.extracting(range)))
        } catch {
            return ""  // Hexadecimal digits are valid UTF-8.
        }
    }
}
