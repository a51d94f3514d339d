/// What recommendations are sorted by.
public enum RecommendationObjective: String, CaseIterable, Hashable, Sendable {
    /// Rent for a million tokens.
    case cost
    /// Rent by the hour.
    case hourlyCost = "hourly_cost"
    /// Tokens a second.
    case throughput
    /// Time for each token of an answer.
    case latency
    /// Free memory on each GPU.
    case headroom
    /// GPUs.
    case fewestGPUs = "fewest_gpus"
}

/// What a recommendation has to keep to.
public struct ServiceLevel: Hashable, Sendable {
    /// The longest time to the first token of a prompt that nothing delays.
    public var timeToFirstToken: Seconds?
    /// The longest time for each further token.
    public var timePerOutputToken: Seconds?
    /// Output tokens a second that are needed, over all replicas.
    public var outputTokensPerSecond: Double?
    /// Requests a second that are needed, over all replicas.
    public var requestsPerSecond: Double?
    /// The highest rent.
    public var rent: USDPerHour?

    /// No limits.
    public init() {}
}

/// A GPU with what its speed and rent depend on.
public struct RecommendableGPU: Sendable {
    /// The GPU.
    public var gpu: GPU
    /// What the runtime's kernels reach on it; nil where its speed is not known.
    public var kernels: KernelProfile?
    /// Its links.
    public var cluster: Cluster?
    /// GPUs of one machine.
    public var gpusPerNode: Int
    /// What it is rented out for, where that comes into question.
    public var offers: [RentalOffer]

    /// A GPU.
    public init(
        gpu: GPU,
        kernels: KernelProfile?,
        cluster: Cluster?,
        gpusPerNode: Int,
        offers: [RentalOffer]
    ) {
        self.gpu = gpu
        self.kernels = kernels
        self.cluster = cluster
        self.gpusPerNode = gpusPerNode
        self.offers = offers
    }
}

extension RecommendableGPU {
    /// Offers under which so many GPUs stand in one machine, as far as one holds them.
    ///
    /// Providers that list machines of several sizes join GPUs only within one of them; those that
    /// list single GPUs alone rent out any number of one machine.
    func offers(joining count: Int) -> [RentalOffer] {
        let needed = min(count, gpusPerNode)
        guard needed > 1 else { return offers }
        return offers.filter { offer in
            offer.gpusPerInstance >= needed
                || !offers.contains {
                    $0.provider == offer.provider && $0.gpusPerInstance > 1
                }
        }
    }
}

/// A way of serving a load: so many GPUs of a kind hold one copy of the model, so many copies
/// serve.
public struct Recommendation: Sendable {
    /// Which of the GPUs.
    public var gpu: Int
    /// Which of the weight formats.
    public var format: Int
    /// The layout of one copy.
    public var layout: ParallelLayout
    /// The load of one copy, with the batch that it holds.
    public var load: InferenceWorkload
    /// Whether it fits.
    public var fit: Fit
    /// The speed of one copy; nil where it is not known.
    public var speed: Performance?
    /// Copies that the needed rate takes; 1 where none is needed.
    public var replicas: Int
    /// The offer that it is priced with; nil where nobody offers the card.
    public var offer: RentalOffer?
    /// Rent of all copies.
    public var rent: USDPerHour?

    /// GPUs of all copies.
    public var gpus: Int { layout.gpus * replicas }

    /// Output tokens a second of all copies, prompts included.
    public var outputTokensPerSecond: Double? {
        speed.map { $0.value.endToEndOutputTokensPerSecond * Double(replicas) }
    }

    /// Rent for a million output tokens.
    public var costPerMillion: USD? {
        guard let rent, let outputTokensPerSecond else { return nil }
        return TokenCost.perMillion(rent, tokensPerSecond: outputTokensPerSecond)
    }
}

/// Why a GPU in a format is not among the recommendations.
public enum Shortfall: Hashable, Sendable {
    /// No number of GPUs that was tried holds the load; the bytes that the nearest lacks.
    case memory(Bytes)
    /// The time to the first token is at best this.
    case timeToFirstToken(Seconds)
    /// The time for each token is at best this.
    case timePerOutputToken(Seconds)
    /// The rent is at least this.
    case rent(USDPerHour)
    /// Its speed is not known, but a limit on it is set.
    case unknownSpeed
    /// No offer comes into question, but a limit on the rent is set.
    case noOffer
}

extension RecommendationObjective {
    /// Whether one option is better than another.
    public func precedes(_ left: Recommendation, _ right: Recommendation) -> Bool {
        keys(left) < keys(right)
    }

    /// Numbers in the order in which they decide, each better the lower; what is not known is worst.
    func keys(_ option: Recommendation) -> PlanKeys {
        let cost = option.costPerMillion?.magnitude ?? .infinity
        let rent = option.rent?.magnitude ?? .infinity
        let speed = option.outputTokensPerSecond.map { -$0 } ?? .infinity
        let latency = option.speed?.timePerToken.magnitude ?? .infinity
        let headroom = -Double(option.fit.headroom.magnitude)
        let gpus = Double(option.gpus)
        return switch self {
        case .cost: PlanKeys(cost, rent, gpus, latency, headroom)
        case .hourlyCost: PlanKeys(rent, speed, gpus, latency, headroom)
        case .throughput: PlanKeys(speed, cost, gpus, latency, headroom)
        case .latency: PlanKeys(latency, cost, gpus, speed, headroom)
        case .headroom: PlanKeys(headroom, cost, gpus, latency, speed)
        case .fewestGPUs: PlanKeys(gpus, cost, rent, latency, headroom)
        }
    }
}

extension Performance {
    /// The time for each token of an answer, its first included.
    ///
    ///     t = (TTFT + (o − 1) · TPOT) / o
    public var timePerToken: Seconds {
        let tokens = Double(max(1, outputTokens.magnitude))
        let rest = (tokens - 1) * value.timePerOutputToken.magnitude
        return Seconds((value.timeToFirstToken.magnitude + rest) / tokens)
    }
}

extension PlanFigures {
    /// The same figures with a speed and a rent.
    public func adding(_ speed: Performance?, rent: USDPerHour?) -> PlanFigures {
        var figures = self
        figures.tokensPerSecond = speed?.value.endToEndOutputTokensPerSecond
        figures.latency = speed?.timePerToken
        figures.rent = rent
        return figures
    }
}
