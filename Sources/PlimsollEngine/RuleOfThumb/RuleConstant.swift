/// A figure that a rule of thumb quotes, as a value or as a range, and where it is quoted.
///
/// Unlike an ``EmpiricalFactor`` it is not measured: what it is compared with is the estimate from
/// the model's layers.
public struct RuleConstant: Hashable, Sendable {
    /// The lowest and the highest figure quoted.
    public var range: ClosedRange<Double>
    /// Where it is quoted, or `the request`.
    public var source: String

    /// A figure quoted as a range.
    public init(_ range: ClosedRange<Double>, source: String) {
        self.range = range
        self.source = source
    }

    /// A figure quoted as one value.
    public init(_ value: Double, source: String) { self.init(value...value, source: source) }

    /// The figure to plan with: the middle of the range.
    public var value: Double { (range.lowerBound + range.upperBound) / 2 }

    /// That many times an amount, with the ends of the range; to the nearest byte.
    public func of(_ amount: Bytes) -> ByteRange {
        func times(_ factor: Double) -> Bytes {
            // Beyond the saturation a double would not fit an integer.
            let product = (Double(amount.magnitude) * factor).rounded()
            return product < Double(Bytes.saturation.magnitude)
                ? Bytes(Int(product)) : .saturation
        }
        return ByteRange(
            low: times(range.lowerBound),
            value: times(value),
            high: times(range.upperBound)
        )
    }

    /// In words: `0.15`, or `0.1 to 0.2`.
    public var description: String {
        let low = decimal(range.lowerBound, places: 4)
        let high = decimal(range.upperBound, places: 4)
        return low == high ? low : "\(low) to \(high)"
    }
}
