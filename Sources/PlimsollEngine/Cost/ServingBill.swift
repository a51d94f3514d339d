/// What a month of serving costs, and a token of it.
///
/// Two ways of paying are told apart, since mixing them up is the usual mistake:
///
/// - always on: replicas are rented for every hour of the month, and their number follows from the
///   load. Utilization is what the load makes of them; it changes no bill.
/// - utilized hours: GPUs are rented for a share of the hours only, as with scale to zero. Here
///   the share is part of the contract with the provider, so it is multiplied.
public struct ServingBill: Hashable, Sendable {
    /// How hours are paid.
    public enum Billing: String, CaseIterable, Hashable, Sendable {
        /// Every hour of the month.
        case alwaysOn = "always_on"
        /// The share of the hours in which there is work.
        case utilizedHours = "utilized_hours"
    }

    /// What is asked.
    public struct Terms: Hashable, Sendable {
        /// How hours are paid.
        public var billing: Billing
        /// Hours and days of a month.
        public var hoursPerMonth: Double
        /// Days of a month, for volumes by the day.
        public var daysPerMonth: Double
        /// Tokens a day, prompts and answers together; nil for as many as are served.
        public var tokensPerDay: Double?
        /// The share of the saturated rate at which GPUs are to work, or of the hours that are
        /// paid; nil for what the load makes it.
        public var utilization: Double?

        /// Terms.
        public init(
            billing: Billing = .alwaysOn,
            hoursPerMonth: Double = TokenCost.hoursPerMonth,
            daysPerMonth: Double = 30,
            tokensPerDay: Double? = nil,
            utilization: Double? = nil
        ) {
            self.billing = billing
            self.hoursPerMonth = hoursPerMonth
            self.daysPerMonth = daysPerMonth
            self.tokensPerDay = tokensPerDay
            self.utilization = utilization
        }
    }

    /// Copies of the deployment that are rented.
    public let replicas: Int
    /// The rent of all replicas while they run.
    public let perHour: USDPerHour
    /// Hours of a month that are paid.
    public let paidHours: Double
    /// The bill of a month.
    public let perMonth: USD
    /// Tokens of a month; nil where neither a volume nor a speed is known.
    public let tokensPerMonth: Double?
    /// The share of what the paid hours could serve that is served; nil where no speed is known.
    public let utilization: Double?

    /// A month of one deployment, or of as many replicas as a volume needs.
    ///
    ///     replicas = ⌈tokens/s / (u · saturated tokens/s)⌉       always on, u = 1 unless given
    ///     bill     = replicas · rent · hours                    always on
    ///     bill     = rent · hours · u                           utilized hours
    ///
    /// Worked example, two cards at 1.99 US dollars an hour and 730 hours: 2,905.40 dollars always
    /// on, whatever the load; 871.62 dollars where only 30 % of the hours are paid.
    ///
    /// - Parameters:
    ///   - rent: Of one deployment.
    ///   - terms: What is asked.
    ///   - saturated: Tokens a second, prompts and answers, that one deployment serves at most;
    ///     nil where that is not known.
    public init(_ rent: USDPerHour, _ terms: Terms, saturated: Double?) {
        let offered = terms.tokensPerDay.map { $0 / 86_400 }
        switch terms.billing {
        case .alwaysOn:
            let target = (terms.utilization ?? 1) * (saturated ?? 0)
            let needed = offered.map { target > 0 ? ($0 / target).rounded(.up) : 1 } ?? 1
            replicas = max(1, Int(min(needed, 1e9)))
            paidHours = terms.hoursPerMonth
        case .utilizedHours:
            replicas = 1
            let share = saturated.flatMap { most in offered.map { min(1, $0 / most) } }
            paidHours = terms.hoursPerMonth * (terms.utilization ?? share ?? 1)
        }
        perHour = Double(replicas) * rent
        perMonth = perHour * Seconds.hours(paidHours)
        let seconds = Double(replicas) * paidHours * 3600
        let possible = saturated.map { $0 * seconds }
        let served: Double? =
            switch terms.billing {
            case .alwaysOn: possible.map { $0 * (terms.utilization ?? 1) }
            case .utilizedHours: possible
            }
        let tokens = terms.tokensPerDay.map { $0 * terms.daysPerMonth } ?? served
        tokensPerMonth = tokens
        utilization = possible.flatMap { most in
            most > 0 ? tokens.map { $0 / most } : nil
        }
    }

    /// The bill over the tokens.
    public var perMillionTokens: USD? {
        guard let tokensPerMonth, tokensPerMonth > 0 else { return nil }
        return USD(perMonth.magnitude / tokensPerMonth * 1e6)
    }

    /// Whether the tokens are more than the paid hours can serve.
    public var isBeyondCapacity: Bool { (utilization ?? 0) > 1 }
}

/// What an API asks for tokens.
public struct APIPrice: Hashable, Sendable {
    /// A million prompt tokens.
    public var inputPerMillion: USD
    /// A million generated tokens.
    public var outputPerMillion: USD

    /// A price.
    public init(inputPerMillion: USD, outputPerMillion: USD) {
        self.inputPerMillion = inputPerMillion
        self.outputPerMillion = outputPerMillion
    }

    /// What a million tokens cost of which a share is generated.
    ///
    ///     price = (1 − s) · input + s · output
    ///
    /// Worked example, 0.50 and 1.50 US dollars, a quarter generated: 0.75 dollars.
    public func perMillionTokens(outputShare: Double) -> USD {
        (1 - outputShare) * inputPerMillion + outputShare * outputPerMillion
    }

    /// Tokens a day above which a monthly bill is the cheaper one.
    public func breakEvenTokensPerDay(
        _ bill: ServingBill,
        outputShare: Double,
        daysPerMonth: Double
    ) -> Double? {
        let price = perMillionTokens(outputShare: outputShare).magnitude
        guard price > 0 else { return nil }
        return bill.perMonth.magnitude / price * 1e6 / daysPerMonth
    }
}
