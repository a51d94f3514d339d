/// A number that carries its unit in its type, so that bytes cannot be added to tokens.
///
/// Values are kept in base units: bytes, elements, tokens, seconds, FLOP/s, bytes/s, US dollars an
/// hour. GiB, TFLOP/s and "70B" exist in formatters and parsers only.
public protocol Quantity: Comparable, Hashable, Sendable, AdditiveArithmetic {
    /// The number type: `Int` for what is counted, `Double` for rates and factors.
    associatedtype Magnitude: Comparable & Hashable & Sendable & Numeric

    /// The bare number, in the base unit.
    var magnitude: Magnitude { get }

    /// A quantity of that many base units.
    init(_ magnitude: Magnitude)
}

extension Quantity {
    /// Nothing of it.
    public static var zero: Self { Self(.zero) }

    /// Orders by magnitude.
    public static func < (left: Self, right: Self) -> Bool { left.magnitude < right.magnitude }

    /// The sum of two quantities of one unit.
    public static func + (left: Self, right: Self) -> Self {
        Self(left.magnitude + right.magnitude)
    }

    /// The difference of two quantities of one unit.
    public static func - (left: Self, right: Self) -> Self {
        Self(left.magnitude - right.magnitude)
    }

    /// That many times the quantity.
    public static func * (count: Magnitude, quantity: Self) -> Self {
        Self(count * quantity.magnitude)
    }
}
