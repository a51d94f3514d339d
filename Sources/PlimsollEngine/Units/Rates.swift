/// A memory or link bandwidth.
public struct BytesPerSecond: Quantity {
    /// Bytes a second.
    public let magnitude: Double

    /// That many bytes a second.
    public init(_ magnitude: Double) { self.magnitude = magnitude }

    /// Decimal gigabytes a second, as data sheets print it.
    public static func giga(_ count: Double) -> BytesPerSecond { BytesPerSecond(count * 1e9) }
}

/// A rate of floating-point (or integer) operations; a multiply-add counts as two.
public struct FLOPsPerSecond: Quantity {
    /// Operations a second.
    public let magnitude: Double

    /// That many operations a second.
    public init(_ magnitude: Double) { self.magnitude = magnitude }

    /// 10^12 operations a second, as data sheets print it.
    public static func tera(_ count: Double) -> FLOPsPerSecond { FLOPsPerSecond(count * 1e12) }
}

/// A duration in seconds.
public struct Seconds: Quantity {
    /// Seconds.
    public let magnitude: Double

    /// That many seconds.
    public init(_ magnitude: Double) { self.magnitude = magnitude }

    /// Hours, as rents count them.
    public static func hours(_ count: Double) -> Seconds { Seconds(count * 3600) }
}

/// The time that moving an amount of memory takes at a bandwidth.
public func / (amount: Bytes, rate: BytesPerSecond) -> Seconds {
    Seconds(Double(amount.magnitude) / rate.magnitude)
}

/// The time that a number of operations takes at a rate.
public func / (operations: FLOPs, rate: FLOPsPerSecond) -> Seconds {
    Seconds(operations.magnitude / rate.magnitude)
}

/// A count of floating-point (or integer) operations; a multiply-add counts as two.
public struct FLOPs: Quantity {
    /// Operations.
    public let magnitude: Double

    /// That many operations.
    public init(_ magnitude: Double) { self.magnitude = magnitude }
}
