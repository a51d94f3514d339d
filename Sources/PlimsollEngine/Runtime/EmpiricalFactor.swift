/// A figure that no derivation gives: measured, with the range seen and where it was seen.
public struct EmpiricalFactor: Hashable, Sendable {
    /// The figure to plan with.
    public var value: Double
    /// The lowest and the highest figure that 90 % of the observations lie between.
    public var range: ClosedRange<Double>
    private let origin: Origin

    /// Where a figure comes from: one reference, since figures are copied in every estimate and
    /// their texts are read in few.
    private final class Origin: Hashable, Sendable {
        let source: String
        let measuredOn: String

        init(source: String, measuredOn: String) {
            self.source = source
            self.measuredOn = measuredOn
        }

        static func == (left: Origin, right: Origin) -> Bool {
            left.source == right.source && left.measuredOn == right.measuredOn
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(source)
            hasher.combine(measuredOn)
        }
    }

    /// Where it was published or logged.
    public var source: String { origin.source }
    /// The hardware and versions it was seen on.
    public var measuredOn: String { origin.measuredOn }

    /// A measured figure; nil where the value lies outside its own range.
    public init?(value: Double, range: ClosedRange<Double>, source: String, measuredOn: String) {
        guard range.contains(value) else { return nil }
        self.value = value
        self.range = range
        origin = Origin(source: source, measuredOn: measuredOn)
    }

    /// The figure as bytes with its range.
    public var bytes: ByteRange {
        ByteRange(
            low: Bytes(Int(range.lowerBound.rounded())),
            value: Bytes(Int(value.rounded())),
            high: Bytes(Int(range.upperBound.rounded()))
        )
    }
}

/// An amount of memory with an honest band; exact amounts have a band of no width.
public struct ByteRange: Hashable, Sendable, AdditiveArithmetic {
    /// Real runs are rarely below.
    public var low: Bytes
    /// The amount to plan with.
    public var value: Bytes
    /// Real runs are rarely above.
    public var high: Bytes

    /// An amount between two others.
    public init(low: Bytes, value: Bytes, high: Bytes) {
        self.low = low
        self.value = value
        self.high = high
    }

    /// An amount known exactly.
    public init(exactly value: Bytes) { self.init(low: value, value: value, high: value) }

    /// Nothing.
    public static let zero = ByteRange(exactly: .zero)

    /// The sum of two amounts; their bands add, as if both erred to the same side.
    public static func + (left: ByteRange, right: ByteRange) -> ByteRange {
        ByteRange(
            low: left.low + right.low,
            value: left.value + right.value,
            high: left.high + right.high
        )
    }

    /// The difference of two amounts and of their bands.
    public static func - (left: ByteRange, right: ByteRange) -> ByteRange {
        ByteRange(
            low: left.low - right.low,
            value: left.value - right.value,
            high: left.high - right.high
        )
    }
}
