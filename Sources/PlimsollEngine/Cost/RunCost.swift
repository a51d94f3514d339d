/// What a training run costs: the rent of its GPUs for as long as its tokens take.
///
///     usd = rent · tokens / (tokens a second · 3600)
///
/// Worked example, 8 GPUs at 2.69 USD an hour that take 1,000 tokens a second: 1 million tokens take
/// 0.2778 hours and cost 5.98 USD.
public struct RunCost: Hashable, Sendable {
    /// US dollars for tokens.
    public struct PerToken: Hashable, Sendable {
        private let rent: USDPerHour
        private let step: TrainingStep

        /// The price of a rent at a speed.
        init(_ rent: USDPerHour, _ step: TrainingStep) {
            self.rent = rent
            self.step = step
        }

        /// US dollars of that many tokens.
        public func of(tokens: Double) -> Double {
            step.time(of: tokens).magnitude / 3600 * rent.magnitude
        }
    }

    /// The cheapest offer.
    public let offer: RentalOffer
    /// Its rent.
    public let rent: USDPerHour
    /// At the speed to plan with.
    public let value: PerToken
    /// The cheapest offer at the fastest.
    public let low: PerToken
    /// The dearest offer at the slowest.
    public let high: PerToken

    /// The cost of a speed; nil without an offer.
    public init?(_ speed: TrainingSpeed, offers: [RentalOffer], gpus: Int) {
        var ends: (least: RentalOffer, most: RentalOffer)?
        for offer in offers {
            guard let known = ends else {
                ends = (offer, offer)
                continue
            }
            if offer.rent(for: gpus) < known.least.rent(for: gpus) { ends?.least = offer }
            if offer.rent(for: gpus) > known.most.rent(for: gpus) { ends?.most = offer }
        }
        guard let ends else { return nil }
        offer = ends.least
        rent = ends.least.rent(for: gpus)
        value = PerToken(rent, speed.value)
        low = PerToken(rent, speed.fast)
        high = PerToken(ends.most.rent(for: gpus), speed.slow)
    }
}
