import PlimsollEngine

/// Why a plan stands where it stands, in words.
struct PlanReasons {
    private let plans: [InferencePlanner.Plan]
    private let objective: PlanObjective

    /// Reasons for plans in their order.
    init(_ plans: [InferencePlanner.Plan], _ objective: PlanObjective) {
        self.plans = plans
        self.objective = objective
    }

    /// One sentence or a few: what it is best in, what it costs against the first.
    func sentences(_ rank: Int) -> String {
        let plan = plans[rank]
        var parts: [String] = []
        let best = superlatives(rank)
        if !best.isEmpty { parts.append(best.joined(separator: ", ")) }
        if rank > 0 { parts += differences(plan, plans[0]) }
        parts.append(
            "\(LayoutJSON.words(plan.layout)): \(plan.memory.total.value) of \(plan.fit.usable) "
                + "usable on each GPU"
        )
        if !plan.figures.isSafe {
            parts.append("the high end of its band, \(plan.memory.total.high), does not fit")
        }
        return parts.joined(separator: "; ")
    }

    private func superlatives(_ rank: Int) -> [String] {
        let figures = plans[rank].figures
        let all = plans.map(\.figures)
        var best: [String] = []
        if rank == 0 { best.append("best by \(objective.words)") }
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
            best.append("least time to a token")
        }
        if objective != .headroom, plans.count > 1,
            figures.headroom == all.map(\.headroom).max()
        {
            best.append("most free memory")
        }
        return best
    }

    private func differences(
        _ plan: InferencePlanner.Plan,
        _ first: InferencePlanner.Plan
    ) -> [String] {
        var parts: [String] = []
        let (own, best) = (plan.figures, first.figures)
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
            if let text = percent(latency / other) { parts.append("\(text) time to a token") }
        }
        return parts
    }

    /// `12 % more`; nil below one percent.
    private func percent(_ ratio: Double) -> String? {
        let change = Int(((ratio - 1) * 100).rounded())
        guard change != 0 else { return nil }
        return "\(abs(change)) % \(change > 0 ? "more" : "less")"
    }
}

extension PlanObjective {
    /// The objective in words.
    var words: String {
        switch self {
        case .fewestGPUs: "GPUs"
        case .throughput: "tokens a second"
        case .latency: "time to a token"
        case .cost: "rent for a token"
        case .headroom: "free memory"
        }
    }
}
