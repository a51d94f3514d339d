/// A bill by the rule of thumb beside the one that is due by the architecture, and why they differ.
public struct CostComparison: Hashable, Sendable {
    /// By the rule.
    public let rule: USD
    /// By the architecture; nil where the load does not run on these GPUs, so that no rent buys it.
    public let architecture: USD?
    /// Why they differ, in one sentence.
    public let why: String

    /// How many times the rule's figure the architecture's is.
    public var ratio: Double? {
        guard let architecture, rule > .zero else { return nil }
        return architecture.magnitude / rule.magnitude
    }

    /// Compares a month of the rule with a month in which the GPUs are kept.
    ///
    /// The rule bills utilization · rent · hours of one deployment. Cards that are kept are due for
    /// every hour, in as many deployments as the load needs.
    ///
    /// Worked example, two cards of 1.99 US dollars an hour at 30 % of 730 hours: 871.62 by the rule,
    /// 2,905.40 kept, a ratio of 3.33.
    ///
    /// - Parameters:
    ///   - rule: The bill by the rule, without a speed.
    ///   - kept: The bill of every hour, with the architecture's speed.
    ///   - fit: Whether the architecture's load fits; nil where that is not known.
    public init(month rule: ServingBill, kept: ServingBill, fit: Fit?) {
        self.rule = rule.perMonth
        if let fit, fit.verdict == .doesNotFit {
            architecture = nil
            why = Self.doesNotFit(fit)
            return
        }
        architecture = kept.perMonth
        var reasons: [String] = []
        if rule.paidHours < kept.paidHours {
            let share = decimal(rule.paidHours / kept.paidHours, places: 4)
            reasons.append(
                "the rule multiplies the rent by a utilization of \(share); GPUs that are kept are "
                    + "due for all \(decimal(kept.paidHours, places: 1)) hours, whatever share of "
                    + "them has work"
            )
        }
        if rule.replicas < kept.replicas {
            reasons.append(
                "the rule knows no speed; by the layers' the load needs \(kept.replicas) deployments"
            )
        }
        why = reasons.isEmpty ? Self.same : reasons.joined(separator: ", and ")
    }

    /// Compares a run of so many hours with what the architecture makes of it.
    ///
    /// Worked example, 10 hours of eight cards of 2.69 US dollars: 215.20 by the rule; where the
    /// run's tokens take 20 hours at the architecture's speed, 430.40.
    ///
    /// - Parameters:
    ///   - rent: Of all GPUs.
    ///   - hours: As given.
    ///   - needed: Hours that the run's tokens take by the architecture; nil where they or the speed
    ///     are not known.
    ///   - fit: Whether the architecture's load fits; nil where that is not known.
    public init(run rent: USDPerHour, hours: Double, needed: Double?, fit: Fit?) {
        rule = rent * Seconds.hours(hours)
        if let fit, fit.verdict == .doesNotFit {
            architecture = nil
            why = Self.doesNotFit(fit)
            return
        }
        architecture = rent * Seconds.hours(needed ?? hours)
        guard let needed else {
            why = Self.same
            return
        }
        why =
            "the rule bills the \(decimal(hours, places: 2)) hours given; by the layers the run's "
            + "tokens take \(decimal(needed, places: 2))"
    }

    private static let same = "both bill the same hours of the same GPUs"

    private static func doesNotFit(_ fit: Fit) -> String {
        "by the layers the load needs \(fit.need.value.inGigabytes) of \(fit.usable.inGigabytes) on "
            + "each GPU and does not run, so these hours buy nothing"
    }
}
