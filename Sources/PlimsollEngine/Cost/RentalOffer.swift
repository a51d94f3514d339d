/// What somebody asks for an hour of one GPU, and in what portions it is rented.
public struct RentalOffer: Hashable, Sendable {
    /// Who rents it out; `caller` for a price that the request brings along.
    public var provider: String
    /// The commitment, such as `on_demand`, `spot` or `reserved_1y`.
    public var tier: String
    /// Where it stands.
    public var region: String?
    /// The day the price was seen, as `YYYY-MM-DD`.
    public var asOf: String?
    /// The provider's name of the machine.
    public var instance: String?
    /// GPUs of one machine; they are rented together.
    public var gpusPerInstance: Int
    /// The rent of one GPU.
    public var pricePerGPU: USDPerHour

    /// An offer; GPUs are rented one by one unless said otherwise.
    public init(
        provider: String,
        tier: String,
        region: String? = nil,
        asOf: String? = nil,
        instance: String? = nil,
        gpusPerInstance: Int = 1,
        pricePerGPU: USDPerHour
    ) {
        self.provider = provider
        self.tier = tier
        self.region = region
        self.asOf = asOf
        self.instance = instance
        self.gpusPerInstance = max(1, gpusPerInstance)
        self.pricePerGPU = pricePerGPU
    }

    /// A price of the caller's own.
    public static func own(_ price: USDPerHour) -> RentalOffer {
        RentalOffer(provider: "caller", tier: "own", pricePerGPU: price)
    }

    /// GPUs that have to be rented to use a number of them: whole machines.
    ///
    /// Worked example: 2 GPUs of machines of 8 are 8 rented GPUs.
    public func rentedGPUs(for gpus: Int) -> Int {
        (gpus + gpusPerInstance - 1) / gpusPerInstance * gpusPerInstance
    }

    /// The rent of the machines that hold a number of GPUs.
    ///
    ///     rent = ⌈gpus / per machine⌉ · per machine · price
    public func rent(for gpus: Int) -> USDPerHour {
        Double(rentedGPUs(for: gpus)) * pricePerGPU
    }
}

/// Which offers come into question.
public struct OfferFilter: Hashable, Sendable {
    /// Providers; nil for any.
    public var providers: [String]?
    /// The commitment.
    public var tier: String
    /// The region; nil for any.
    public var region: String?

    /// A filter; on demand, anywhere, unless said otherwise.
    public init(providers: [String]? = nil, tier: String = "on_demand", region: String? = nil) {
        self.providers = providers
        self.tier = tier
        self.region = region
    }

    /// Whether an offer comes into question.
    public func admits(_ offer: RentalOffer) -> Bool {
        guard offer.tier == tier else { return false }
        if let providers, !providers.contains(offer.provider) { return false }
        if let region, offer.region != region { return false }
        return true
    }
}

extension [RentalOffer] {
    /// The offer with the lowest rent for a number of GPUs; of equals the first.
    ///
    /// Whole machines are compared, so an offer of single GPUs may beat a cheaper one of eight.
    public func cheapest(for gpus: Int, _ filter: OfferFilter = OfferFilter()) -> RentalOffer? {
        // By index, since an offer is copied with all its texts.
        var best: (index: Int, rent: USDPerHour)?
        for index in indices where filter.admits(self[index]) {
            let rent = self[index].rent(for: gpus)
            if let known = best, known.rent <= rent { continue }
            best = (index, rent)
        }
        return best.map { self[$0.index] }
    }
}
