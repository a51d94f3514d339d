/// Whether a load fits a GPU, and how comfortably.
public struct Fit: Hashable, Sendable {
    /// The four answers, from the best to the worst.
    public enum Verdict: String, CaseIterable, Hashable, Sendable {
        /// Even the high end of the band leaves 5 % of the usable memory free.
        case fits
        /// The high end of the band still fits.
        case tight
        /// The amount to plan with fits, the high end of its band does not.
        case risky
        /// It does not fit.
        case doesNotFit = "does_not_fit"
    }

    /// The share of the usable memory that `fits` leaves free even at the high end.
    public static let comfortableShare = 0.05

    /// The card's memory that estimates plan with.
    public let memory: Bytes
    /// The part of it that the load may use.
    public let usable: Bytes
    /// The need.
    public let need: ByteRange
    /// The answer.
    public let verdict: Verdict

    /// Compares a need with the memory that may be used for it.
    public init(need: ByteRange, memory: Bytes, usable: Bytes) {
        self.memory = memory
        self.usable = usable
        self.need = need
        if need.high <= usable.scaled(by: 1 - Self.comfortableShare) {
            verdict = .fits
        } else if need.high <= usable {
            verdict = .tight
        } else if need.value <= usable {
            verdict = .risky
        } else {
            verdict = .doesNotFit
        }
    }

    /// A need with a verdict of another rule.
    init(need: ByteRange, memory: Bytes, usable: Bytes, verdict: Verdict) {
        self.memory = memory
        self.usable = usable
        self.need = need
        self.verdict = verdict
    }

    /// What is left of the usable memory; negative where the need exceeds it.
    public var headroom: Bytes { usable - need.value }
}
