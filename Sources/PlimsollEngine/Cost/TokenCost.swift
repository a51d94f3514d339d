/// What tokens cost on rented GPUs.
///
/// A rent is for hours, whether the GPUs work or wait, so it is never multiplied by a utilization:
/// what is used less is not cheaper, its tokens are dearer.
public enum TokenCost {
    /// Hours of a month where a request does not say: a twelfth of 365 days.
    public static let hoursPerMonth = 730.0

    /// The rent over the tokens that are served meanwhile.
    ///
    ///     cost = rent / (3600 · tokens/s) · 10⁶
    ///
    /// Worked example, two H100 at 2.69 US dollars and 4,390 output tokens a second:
    /// 5.38 / (3600 · 4390) · 10⁶ = 0.34 dollars a million.
    ///
    /// - Parameters:
    ///   - rent: Of all GPUs.
    ///   - tokensPerSecond: Tokens that the rent pays for.
    /// - Returns: US dollars a million tokens; nil where no token is served.
    public static func perMillion(_ rent: USDPerHour, tokensPerSecond: Double) -> USD? {
        guard tokensPerSecond > 0 else { return nil }
        return USD(rent.magnitude / 3600 / tokensPerSecond * 1e6)
    }

    /// The rent shared out to prompts and answers by the time that each takes on the GPUs.
    public struct Shares: Hashable, Sendable {
        /// A million prompt tokens.
        public var input: USD
        /// A million generated tokens.
        public var output: USD
    }

    /// Shares a rent between prompts and answers.
    ///
    ///     input  = rent · t_prompts / (n · p) · 10⁶,   output = rent · o · t_step / (n · o) · 10⁶
    ///
    /// Both together are the whole rent of one cycle of n requests.
    public static func shares(_ rent: USDPerHour, _ speed: Performance) -> Shares {
        let perSecond = rent.magnitude / 3600
        return Shares(
            input: USD(perSecond / speed.value.promptTokensPerSecond * 1e6),
            output: USD(perSecond / speed.value.outputTokensPerSecond * 1e6)
        )
    }
}
