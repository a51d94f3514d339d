/// What a plan is chosen for.
public enum PlanObjective: String, CaseIterable, Hashable, Sendable {
    /// As few GPUs as hold the load.
    case fewestGPUs = "fewest_gpus"
    /// As many tokens a second as possible.
    case throughput
    /// As little time to a token as possible.
    case latency
    /// As little rent for a token as possible.
    case cost
    /// As much free memory on each GPU as possible.
    case headroom
}

/// What a plan is judged by.
public struct PlanFigures: Hashable, Sendable {
    /// GPUs.
    public var gpus: Int
    /// Whether even the high end of the band fits.
    public var isSafe: Bool
    /// Free bytes on the fullest GPU.
    public var headroom: Bytes
    /// Tokens a second, all sequences together; nil where the speed is not known.
    public var tokensPerSecond: Double?
    /// The time for a token of each sequence, or of a step of training; nil where it is not known.
    public var latency: Seconds?
    /// Rent of the GPUs; nil where no price is known.
    public var rent: USDPerHour?

    /// The figures of one plan.
    public init(
        gpus: Int,
        isSafe: Bool,
        headroom: Bytes,
        tokensPerSecond: Double? = nil,
        latency: Seconds? = nil,
        rent: USDPerHour? = nil
    ) {
        self.gpus = gpus
        self.isSafe = isSafe
        self.headroom = headroom
        self.tokensPerSecond = tokensPerSecond
        self.latency = latency
        self.rent = rent
    }

    /// Rent for a token, or GPUs for a token a second where no price is known.
    ///
    ///     cost = rent / tokens per second
    var costPerToken: Double? {
        guard let tokensPerSecond, tokensPerSecond > 0 else { return nil }
        return (rent?.magnitude ?? Double(gpus)) / tokensPerSecond
    }
}

extension PlanObjective {
    /// Figures in the order in which they decide, each better the lower; what is not known is
    /// worst.
    ///
    /// A plan whose high end does not fit comes after all that do, whatever else it offers.
    func keys(_ figures: PlanFigures) -> PlanKeys {
        let speed = figures.tokensPerSecond.map { -$0 } ?? .infinity
        let latency = figures.latency?.magnitude ?? .infinity
        let cost = figures.costPerToken ?? .infinity
        let headroom = -Double(figures.headroom.magnitude)
        let gpus = Double(figures.gpus)
        let risk = figures.isSafe ? 0.0 : 1
        return switch self {
        case .fewestGPUs: PlanKeys(risk, gpus, speed, latency, headroom)
        case .throughput: PlanKeys(risk, speed, gpus, latency, headroom)
        case .latency: PlanKeys(risk, latency, gpus, speed, headroom)
        case .cost: PlanKeys(risk, cost, gpus, latency, headroom)
        case .headroom: PlanKeys(risk, headroom, gpus, speed, latency)
        }
    }
}

/// Five numbers that are compared one after the other.
struct PlanKeys: Comparable {
    private let first, second, third, fourth, fifth: Double

    init(_ first: Double, _ second: Double, _ third: Double, _ fourth: Double, _ fifth: Double) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
        self.fifth = fifth
    }

    static func < (left: PlanKeys, right: PlanKeys) -> Bool {
        if left.first != right.first { return left.first < right.first }
        if left.second != right.second { return left.second < right.second }
        if left.third != right.third { return left.third < right.third }
        if left.fourth != right.fourth { return left.fourth < right.fourth }
        return left.fifth < right.fifth
    }
}

/// The plans of which no other is better in every respect.
public enum ParetoFront {
    /// Positions of the plans on the front, in the order given.
    ///
    /// A plan is dominated where another needs no more GPUs, is no slower in tokens a second and
    /// in latency, and is better in one of them; of equal plans the first counts. Without speeds,
    /// GPUs and headroom are compared.
    public static func positions(_ plans: [PlanFigures]) -> [Int] {
        let order = plans.indices.sorted { left, right in
            let (a, b) = (point(plans[left]), point(plans[right]))
            return a == b ? left < right : a.lexicographicallyPrecedes(b)
        }
        var front: [Int] = []
        for index in order {
            let candidate = point(plans[index])
            let isDominated = front.contains { known in
                zip(point(plans[known]), candidate).allSatisfy { $0 <= $1 }
            }
            if !isDominated { front.append(index) }
        }
        return front.sorted()
    }

    private static func point(_ figures: PlanFigures) -> [Double] {
        guard let speed = figures.tokensPerSecond, let latency = figures.latency else {
            return [Double(figures.gpus), -Double(figures.headroom.magnitude)]
        }
        return [Double(figures.gpus), -speed, latency.magnitude]
    }
}
