import PlimsollCatalog
import PlimsollEngine

/// Why a recommendation stands where it stands, and why the obvious choice does not.
struct RecommendationWords {
    private let request: RecommendationRequest
    private let options: [Recommendation]
    private let result: RecommendationSearch.Result
    private let catalog: Catalog

    init(
        _ request: RecommendationRequest,
        _ result: RecommendationSearch.Result,
        _ catalog: Catalog
    ) {
        self.request = request
        self.result = result
        self.catalog = catalog
        options = result.options
    }

    /// Why an option has its rank.
    func sentence(_ rank: Int) -> String {
        let option = options[rank]
        var parts: [String] = []
        if rank == 0 {
            parts.append("best of \(options.count) by \(request.objective.words)")
        } else {
            parts += comparison(option, options[0])
        }
        parts.append(
            "\(option.gpus) · \(name(option)), \(LayoutJSON.words(option.layout)) a copy"
        )
        if let speed = option.speed {
            parts.append("a step is bound by \(speed.bound.rawValue)")
        }
        return parts.joined(separator: "; ")
    }

    /// Cards that one might have expected, with why others are better.
    ///
    /// These are the card that most providers offer, the cheapest by the hour, the fastest, and
    /// every card that the request names, as far as they did not come first.
    var passedOver: [(gpu: String, why: String)] {
        guard let first = options.first else { return shortfalls(of: nil) }
        var rows: [(gpu: String, why: String)] = []
        var seen: Set<Int> = [first.gpu]
        func add(_ gpu: Int, _ reputation: String) {
            guard seen.insert(gpu).inserted else { return }
            let id = request.gpus[gpu].id
            if let best = options.first(where: { $0.gpu == gpu }) {
                let reasons = comparison(best, first).joined(separator: ", ")
                let text = reasons.isEmpty ? "equal to the first, which is listed before" : reasons
                rows.append((id, "\(reputation): \(text)"))
            } else if let row = shortfall(of: gpu) {
                rows.append((id, "\(reputation): \(row)"))
            }
        }
        if let usual { add(usual, "offered most widely") }
        if let cheap = best(by: .hourlyCost) { add(cheap, "the lowest rent by the hour") }
        if let fast = best(by: .throughput) { add(fast, "the most tokens a second") }
        if let quick = best(by: .latency) { add(quick, "the least time to a token") }
        if request.namesGPUs {
            for gpu in request.gpus.indices { add(gpu, "named in the request") }
        }
        return rows
    }

    private func shortfalls(of gpu: Int?) -> [(gpu: String, why: String)] {
        var seen: Set<Int> = []
        return result.shortfalls.compactMap { row in
            guard seen.insert(row.gpu).inserted, seen.count <= 20,
                let why = shortfall(of: row.gpu)
            else { return nil }
            return (request.gpus[row.gpu].id, why)
        }
    }

    /// Why a card has no option in any format; the format with the fewest bits says most.
    private func shortfall(of gpu: Int) -> String? {
        guard let row = result.shortfalls.last(where: { $0.gpu == gpu }) else { return nil }
        let format = request.formats[row.format].id
        let count = request.maximum
        switch row.why {
        case .memory(let bytes):
            return "up to \(count) do not hold the load in \(format); \(bytes) lack on each"
        case .timeToFirstToken(let time):
            return "the first token takes \(milliseconds(time)) at best in \(format)"
        case .timePerOutputToken(let time):
            return "a token takes \(milliseconds(time)) at best in \(format)"
        case .rent(let rent): return "rents for \(dollars(rent.magnitude)) an hour at least"
        case .unknownSpeed: return "its speed is not known, and a limit on it is set"
        case .noOffer: return "no offer comes into question, and the rent is limited"
        }
    }

    /// The card that most providers offer on the terms that are asked for.
    private var usual: Int? {
        let counts = request.gpus.map { gpu in
            Set((catalog.offers[gpu.id] ?? []).filter(request.offers.admits).map(\.provider)).count
        }
        guard let most = counts.max(), most > 0 else { return nil }
        return counts.firstIndex(of: most)
    }

    private func best(by objective: RecommendationObjective) -> Int? {
        options.indices.min { objective.precedes(options[$0], options[$1]) }.map {
            options[$0].gpu
        }
    }

    private func name(_ option: Recommendation) -> String {
        "\(request.gpus[option.gpu].name) in \(request.formats[option.format].id)"
    }

    /// What one option costs and gives against another.
    private func comparison(_ own: Recommendation, _ best: Recommendation) -> [String] {
        var parts: [String] = []
        func add(_ mine: Double?, _ other: Double?, _ what: String) {
            guard let mine, let other, other > 0, mine.isFinite else { return }
            let change = Int(((mine / other - 1) * 100).rounded())
            if change != 0 {
                parts.append("\(abs(change)) % \(change > 0 ? "more" : "less") \(what)")
            }
        }
        add(own.costPerMillion?.magnitude, best.costPerMillion?.magnitude, "for a million tokens")
        add(own.rent?.magnitude, best.rent?.magnitude, "rent by the hour")
        add(own.outputTokensPerSecond, best.outputTokensPerSecond, "tokens a second")
        add(
            own.speed?.timePerToken.magnitude,
            best.speed?.timePerToken.magnitude,
            "time to a token"
        )
        if own.rent == nil { parts.append("no offer comes into question") }
        return parts
    }

    private func milliseconds(_ time: Seconds) -> String {
        "\(PerformanceJSON.rounded(time.magnitude * 1000)) ms"
    }

    private func dollars(_ value: Double) -> String { "\(CostJSON.cents(value)) US dollars" }
}

extension RecommendationObjective {
    /// The objective in words.
    fileprivate var words: String {
        switch self {
        case .cost: "rent for a million tokens"
        case .hourlyCost: "rent by the hour"
        case .throughput: "tokens a second"
        case .latency: "time to a token"
        case .headroom: "free memory"
        case .fewestGPUs: "GPUs"
        }
    }
}
