/// An amount of memory in bytes.
public struct Bytes: Quantity {
    /// Whole bytes.
    public let magnitude: Int

    /// That many bytes.
    public init(_ magnitude: Int) { self.magnitude = magnitude }

    /// Binary gigabytes, 2^30 bytes each, as drivers and engines print them.
    public static func gibi(_ count: Double) -> Bytes {
        Bytes(Int((count * 1_073_741_824).rounded()))
    }

    /// Binary megabytes, 2^20 bytes each.
    public static func mebi(_ count: Double) -> Bytes { Bytes(Int((count * 1_048_576).rounded())) }

    /// Decimal gigabytes, 10^9 bytes each, as vendors of disks and files print them.
    public static func giga(_ count: Double) -> Bytes {
        Bytes(Int((count * 1_000_000_000).rounded()))
    }

    /// The share of this memory, rounded down to whole bytes.
    public func scaled(by factor: Double) -> Bytes {
        Bytes(Int((Double(magnitude) * factor).rounded(.down)))
    }

    /// Beyond this no amount is told apart from another: 2^59 bytes, so that sums of a few such
    /// amounts stay below 2^63.
    public static let saturation = Bytes(1 << 59)

    /// That many times the amount, at most ``saturation``.
    public static func * (count: Int, amount: Bytes) -> Bytes {
        let (product, overflows) = count.multipliedReportingOverflow(by: amount.magnitude)
        return overflows ? saturation : min(saturation, Bytes(product))
    }
}
