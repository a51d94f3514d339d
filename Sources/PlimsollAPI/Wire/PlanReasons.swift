import PlimsollEngine

/// Why a plan stands where it stands, in words.
struct PlanReasons {
    private let plans: [PlanFigures]
    private let objective: PlanObjective
    /// What latency is the time of.
    private let unit: String

    /// Reasons for plans in their order.
    ///
    /// - Parameters:
    ///   - plans: What they are judged by.
    ///   - objective: What decided the order.
    ///   - unit: What latency is the time of: a token, or a step of training.
    init(_ plans: [PlanFigures], _ objective: PlanObjective, timesOf unit: String = "to a token") {
        self.plans = plans
        self.objective = objective
        self.unit = unit
    }

    /// One sentence or a few: what it is best in, what it costs against the first.
    ///
    /// - Parameters:
    ///   - rank: Its position.
    ///   - layout: Its layout in words.
    ///   - fit: Its need.
    /// - Returns: The sentences, divided by semicolons.
    func sentences(_ rank: Int, _ layout: String, _ fit: Fit) -> String {
        var parts: [String] = []
        let best = superlatives(rank)
        if !best.isEmpty { parts.append(best.joined(separator: ", ")) }
        if rank > 0 { parts += differences(plans[rank], plans[0]) }
        parts.append("\(layout): \(fit.need.value) of \(fit.usable) usable on each GPU")
        if !plans[rank].isSafe {
            parts.append("the high end of its band, \(fit.need.high), does not fit")
        }
        return parts.joined(separator: "; ")
    }

    /// The sentences of a serving plan.
    func sentences(_ rank: Int, _ plan: InferencePlanner.Plan) -> String {
        sentences(rank, LayoutJSON.words(plan.layout), plan.fit)
    }

    private func superlatives(_ rank: Int) -> [String] {
        let figures = plans[rank]
        let all = plans
        var best: [String] = []
        if rank == 0 { best.append("best by \(words)") }
        if objective != .fewestGPUs, figures.gpus < all.map(\.gpus).max() ?? 0,
            figures.gpus == all.map(\.gpus).min()
        {
            best.append("fewest GPUs")
        }
        if objective != .throughput, let speed = figures.tokensPerSecond,
            speed >= all.compactMap(\.tokensPerSecond).max() ?? .infinity
        {
            best.append("most tokens a second")
        }
        if objective != .latency, let latency = figures.latency,
            latency <= all.compactMap(\.latency).min() ?? .zero
        {
            best.append("least time \(unit)")
        }
        if objective != .headroom, plans.count > 1,
            figures.headroom == all.map(\.headroom).max()
        {
            best.append("most free memory")
        }
        return best
    }

    private func differences(
        _ own: PlanFigures,
        _ best: PlanFigures
    ) -> [String] {
        var parts: [String] = []
        if own.gpus != best.gpus {
            let count = abs(own.gpus - best.gpus)
            let noun = count == 1 ? "GPU" : "GPUs"
            let change = own.gpus > best.gpus ? "more" : "fewer"
            parts.append("\(count) \(noun) \(change) than the first")
        }
        if let speed = own.tokensPerSecond, let other = best.tokensPerSecond, other > 0 {
            if let text = percent(speed / other) { parts.append("\(text) tokens a second") }
        }
        if let latency = own.latency?.magnitude, let other = best.latency?.magnitude, other > 0 {
            if let text = percent(latency / other) { parts.append("\(text) time \(unit)") }
        }
        return parts
    }

    /// `12 % more`; nil below one percent.
    private func percent(_ ratio: Double) -> String? {
        let change = Int(((ratio - 1) * 100).rounded())
        guard change != 0 else { return nil }
        return "\(abs(change)) % \(change > 0 ? "more" : "less")"
    }

    /// The objective in words.
    private var words: String {
        switch objective {
        case .fewestGPUs: "GPUs"
        case .throughput: "tokens a second"
        case .latency: "time \(unit)"
        case .cost: "rent for a token"
        case .headroom: "free memory"
        }
    }
}
