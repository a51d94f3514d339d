/// A rent in US dollars an hour; rounded only where it is printed.
public struct USDPerHour: Quantity {
    /// US dollars an hour.
    public let magnitude: Double

    /// That many US dollars an hour.
    public init(_ magnitude: Double) { self.magnitude = magnitude }
}
