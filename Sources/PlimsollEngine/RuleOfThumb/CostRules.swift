extension RuleOfThumb {
    /// What a month of serving costs if only the used share of its hours is billed.
    ///
    ///     cost = utilization · rent · hours
    ///
    /// Rented cards are billed whether they work or wait, so the whole month is due: 2905.40 US
    /// dollars in the example.
    ///
    /// Worked example, two cards of 1.99 US dollars an hour at 30 % of 730 hours: 871.62.
    ///
    /// Source: ``article(_:)``, Llama 3 70B Inference Cost.
    ///
    /// - Parameters:
    ///   - rent: Of all cards.
    ///   - utilization: The share of the hours that is billed.
    ///   - hours: Hours of the month.
    /// - Returns: US dollars.
    public static func monthlyCost(
        _ rent: USDPerHour,
        utilization: Double,
        hours: Double = 730
    ) -> USD {
        USD(utilization * rent.magnitude * hours)
    }

    /// Tokens of a month of that many days.
    ///
    /// Worked example, a million a day: 30 million.
    ///
    /// Source: ``article(_:)``, Llama 3 70B Inference Cost.
    public static func tokensPerMonth(perDay: Double, days: Double = 30) -> Double {
        perDay * days
    }

    /// What a million tokens cost: the month's cost over the month's tokens.
    ///
    /// Worked example, 871.62 US dollars over 30 million tokens: 29.05.
    ///
    /// Source: ``article(_:)``, Llama 3 70B Inference Cost.
    public static func costPerMillion(_ monthly: USD, tokens: Double) -> USD? {
        tokens > 0 ? USD(monthly.magnitude / tokens * 1e6) : nil
    }

    /// What a training run costs.
    ///
    ///     cost = rent · hours
    ///
    /// Worked examples, 10 hours: one card of 1.99 US dollars, 19.90; eight of 2.69, 215.20.
    ///
    /// Source: ``article(_:)``, Fine-Tuning Llama 3 70B with LoRA.
    public static func runCost(_ rent: USDPerHour, hours: Double) -> USD {
        USD(rent.magnitude * hours)
    }
}
