/// A rent in US dollars an hour; rounded only where it is printed.
public struct USDPerHour: Quantity {
    /// US dollars an hour.
    public let magnitude: Double

    /// That many US dollars an hour.
    public init(_ magnitude: Double) { self.magnitude = magnitude }
}

/// An amount of money in US dollars; rounded only where it is printed.
public struct USD: Quantity {
    /// US dollars.
    public let magnitude: Double

    /// That many US dollars.
    public init(_ magnitude: Double) { self.magnitude = magnitude }
}

/// What a rent adds up to over a duration.
public func * (rent: USDPerHour, duration: Seconds) -> USD {
    USD(rent.magnitude * duration.magnitude / 3600)
}
