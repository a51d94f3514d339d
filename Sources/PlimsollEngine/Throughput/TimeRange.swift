/// A time with an honest band.
///
/// Parts err for themselves, so the deviations of a sum add as the sides of right triangles do,
/// not one upon the other.
public struct TimeRange: Hashable, Sendable {
    /// The time to plan with, in seconds.
    public private(set) var value: Double
    private var squareBelow: Double
    private var squareAbove: Double

    /// A time that is known, such as none at all.
    public init(_ seconds: Seconds) {
        value = seconds.magnitude
        squareBelow = 0
        squareAbove = 0
    }

    /// A time that lies between two others.
    private init(_ value: Double, below: Double, above: Double) {
        self.value = value
        squareBelow = below * below
        squareAbove = above * above
    }

    /// No time.
    public static let zero = TimeRange(.zero)

    /// Work at a share of a rate: the larger the share, the shorter the time.
    init(_ ideal: Seconds, share: EmpiricalFactor) {
        let time = ideal.magnitude
        let value = time / share.value
        self.init(
            value,
            below: value - time / share.range.upperBound,
            above: time / share.range.lowerBound - value
        )
    }

    /// That many times a measured duration, or a duration times a measured ratio.
    init(_ count: Double, _ factor: EmpiricalFactor) {
        self.init(
            count * factor.value,
            below: count * (factor.value - factor.range.lowerBound),
            above: count * (factor.range.upperBound - factor.value)
        )
    }

    /// The same time, stretched by a measured ratio.
    func stretched(by factor: EmpiricalFactor) -> TimeRange {
        var time = self
        let own = value
        time.value = own * factor.value
        let square = factor.value * factor.value
        let below = own * (factor.value - factor.range.lowerBound)
        let above = own * (factor.range.upperBound - factor.value)
        time.squareBelow = squareBelow * square + below * below
        time.squareAbove = squareAbove * square + above * above
        return time
    }

    /// The same time, whose long end is later by a delay that may occur or not.
    func delayed(upTo seconds: Double) -> TimeRange {
        TimeRange(value, below: value - low, above: high + seconds - value)
    }

    /// The sum of two times that err for themselves.
    public static func + (left: TimeRange, right: TimeRange) -> TimeRange {
        var sum = left
        sum.value += right.value
        sum.squareBelow += right.squareBelow
        sum.squareAbove += right.squareAbove
        return sum
    }

    /// Adds another part.
    public static func += (left: inout TimeRange, right: TimeRange) { left = left + right }

    /// That many times the same time, which errs to the same side each time.
    public static func * (count: Double, time: TimeRange) -> TimeRange {
        var product = time
        product.value *= count
        product.squareBelow *= count * count
        product.squareAbove *= count * count
        return product
    }

    /// The short end; nine real runs in ten are meant to lie between the ends.
    public var low: Double { max(value * 0.05, value - squareBelow.squareRoot()) }
    /// The long end.
    public var high: Double { value + squareAbove.squareRoot() }
}
