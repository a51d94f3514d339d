import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// The answer of `/v1/estimates/cost`.
struct CostAnswer {
    let request: CostRequest

    /// Writes the answer.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.array("options") { writer in
                for option in request.options { CostOptionAnswer(option).write(to: &writer) }
            }
            writer.field("assumptions", assumptions)
            writer.field("warnings", warnings)
        }
    }

    private var assumptions: [String] {
        var words: [String] = []
        let isServing = request.options.contains { $0.bill != nil }
        if isServing, request.options.contains(where: { $0.terms.billing == .alwaysOn }) {
            words.append(
                "always_on: every hour of the month is paid, whatever the load; utilization is the "
                    + "share of the saturated token rate that the load takes, and changes no bill"
            )
        }
        if isServing, request.options.contains(where: { $0.terms.billing == .utilizedHours }) {
            words.append(
                "utilized_hours: only a share of the hours is paid, as with scale to zero; "
                    + "utilization is that share. GPUs that stay rented cost all hours"
            )
        }
        if isServing {
            words.append(
                "tokens are prompt and generated tokens together, in the ratio of the request's "
                    + "prompt and context; requests arrive evenly"
            )
        }
        if request.options.contains(where: { $0.isRuleOfThumb && $0.bill != nil }) {
            words.append(
                "rule_of_thumb: one deployment serves any load, and its bill is divided by tokens "
                    + "a day · days; speeds are the architecture's"
            )
        }
        if request.options.contains(where: { $0.isRuleOfThumb && $0.hours != nil }) {
            words.append("rule_of_thumb: a run takes the hours given, whether or not it fits")
        }
        if request.options.contains(where: { $0.runTokens != nil }) {
            words.append(
                "a run takes tokens x epochs over the tokens a second of its training estimate"
            )
        }
        words.append("rent alone: no traffic, storage, staff or failed runs")
        return words
    }

    private var warnings: [String] {
        var words: [String] = []
        for (index, option) in request.options.enumerated() {
            if option.offer == nil {
                words.append(
                    "option \(index): no offer for \(option.gpu.id) matches; give price"
                )
            }
            if let bill = option.bill, bill.isBeyondCapacity {
                words.append(
                    "option \(index): the paid hours serve \(percent(1 / (bill.utilization ?? 1))) "
                        + "of the tokens; more hours or replicas are needed"
                )
            }
            if option.verdict == .doesNotFit {
                words.append("option \(index): the request does not fit these accelerators")
            }
        }
        return words
    }

    private func percent(_ share: Double) -> String {
        decimal(share * 100, places: 0) + " %"
    }
}

extension CostOption {
    /// The speed at saturation, where it is known.
    var saturated: Performance? {
        guard case .serving(_, let answer) = work else { return nil }
        return answer.saturated
    }

    /// Tokens of a request, prompt and answer, and the generated share of them.
    var shape: (tokens: Double, outputShare: Double)? {
        guard case .serving(_, let answer) = work else { return nil }
        let prompt = Double(answer.load.promptTokens.magnitude)
        let output = max(1, Double(answer.load.contextTokens.magnitude) - prompt)
        return (prompt + output, output / (prompt + output))
    }

    /// A month of serving; nil for training, and where there is no price.
    var bill: ServingBill? {
        guard let offer, shape != nil else { return nil }
        return ServingBill(
            offer.rent(for: gpus),
            terms,
            saturated: isRuleOfThumb ? nil : tokensPerSecond
        )
    }

    /// Tokens a second of one deployment at saturation, prompts and answers.
    private var tokensPerSecond: Double? {
        guard let saturated, let shape else { return nil }
        return saturated.value.requestsPerSecond * shape.tokens
    }

    /// Whether the work fits; nil where that is not estimated.
    var verdict: Fit.Verdict? {
        switch work {
        case .serving(_, let answer): answer.estimate.fit?.verdict
        case .training(_, let answer):
            isRuleOfThumb ? nil : answer?.estimate.fit?.verdict
        }
    }

    /// Tokens of a run that decide how long it takes, every epoch counted.
    var runTokens: Double? {
        guard hours == nil, case .training(let request, _) = work else { return nil }
        return request.run.allTokens
    }

    /// What such a run costs; nil where there is no offer.
    var runCost: RunCost? {
        guard let offer, case .training(_, let answer?) = work, let speed = answer.speed else {
            return nil
        }
        return RunCost(speed, offers: [offer], gpus: gpus)
    }

    /// Whether rules of thumb are asked for.
    var isRuleOfThumb: Bool {
        switch work {
        case .serving(let request, _): request.ruleOfThumb != nil
        case .training(let request, _): request.ruleOfThumb != nil
        }
    }

    /// The bill of the rule beside the architecture's; nil where no rule is asked for, and where
    /// there is no price.
    var comparison: CostComparison? {
        guard isRuleOfThumb, let rent = offer?.rent(for: gpus) else { return nil }
        switch work {
        case .serving(let request, let answer):
            guard let bill else { return nil }
            let isSameLayout = request.ruleOfThumb?.refusedLayout == nil
            var kept = terms
            kept.billing = .alwaysOn
            if terms.billing == .utilizedHours { kept.utilization = nil }
            return CostComparison(
                month: bill,
                kept: ServingBill(rent, kept, saturated: isSameLayout ? tokensPerSecond : nil),
                fit: isSameLayout ? answer.estimate.fit : nil
            )
        case .training(let request, let answer):
            guard let hours, let answer else { return nil }
            let isSameLayout = request.ruleOfThumb?.refusedLayout == nil
            let needed = answer.speed.flatMap { speed in
                request.run.allTokens.map { speed.value.time(of: $0).magnitude / 3600 }
            }
            return CostComparison(
                run: rent,
                hours: hours,
                needed: isSameLayout ? needed : nil,
                fit: isSameLayout ? answer.estimate.fit : nil
            )
        }
    }
}

/// One option of the answer.
private struct CostOptionAnswer {
    let option: CostOption
    let bill: ServingBill?

    init(_ option: CostOption) {
        self.option = option
        bill = option.bill
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("gpu", option.gpu.id)
            writer.field("gpus", option.gpus)
            if let offer = option.offer { writeMoney(offer, &writer) }
            writeRun(&writer)
            if case .serving(_, let answer) = option.work { writeLoads(answer, &writer) }
            if let offer = option.offer { CostJSON.write(offer, gpus: option.gpus, &writer) }
            if let comparison = option.comparison { write(comparison, &writer) }
        }
    }

    private func write(_ comparison: CostComparison, _ writer: inout JSONWriter) {
        writer.object("comparison") { writer in
            writer.field("estimator", "architecture")
            writer.field("quantity", bill == nil ? "usd" : "usd_per_month")
            writer.field("rule_of_thumb_usd", CostJSON.cents(comparison.rule.magnitude))
            writer.field(
                "architecture_usd",
                comparison.architecture.map { CostJSON.cents($0.magnitude) }
            )
            writer.field("ratio", comparison.ratio.map { $0.significant(4) })
            writer.field("why", comparison.why)
        }
    }

    private func writeMoney(_ offer: RentalOffer, _ writer: inout JSONWriter) {
        let rent = offer.rent(for: option.gpus)
        guard let bill else {
            writer.field("usd_per_hour", CostJSON.cents(rent.magnitude))
            guard let hours = option.hours else { return }
            writer.field("hours", hours)
            writer.field("usd", CostJSON.cents((rent * Seconds.hours(hours)).magnitude))
            return
        }
        writer.field("replicas", bill.replicas)
        writer.field("usd_per_hour", CostJSON.cents(bill.perHour.magnitude))
        writer.field("paid_hours_per_month", CostJSON.cents(bill.paidHours))
        writer.field("usd_per_month", CostJSON.cents(bill.perMonth.magnitude))
        writer.field("tokens_per_month", bill.tokensPerMonth.map(CostJSON.cents))
        writer.field(
            "usd_per_million_tokens",
            bill.perMillionTokens.map { CostJSON.cents($0.magnitude) }
        )
        writer.field("utilization", bill.utilization.map { $0.significant(4) })
        writer.field("billing", option.terms.billing.rawValue)
    }

    /// Hours and money of a run whose tokens are given, with the band of its speed.
    private func writeRun(_ writer: inout JSONWriter) {
        guard let tokens = option.runTokens, case .training(_, let answer?) = option.work,
            let speed = answer.speed
        else { return }
        let cost = option.runCost
        func write(
            _ step: TrainingStep,
            _ sums: RunCost.PerToken?,
            _ writer: inout JSONWriter
        ) {
            writer.field("hours", (step.time(of: tokens).magnitude / 3600).significant(4))
            writer.field("usd", sums.map { CostJSON.cents($0.of(tokens: tokens)) })
        }
        writer.field("tokens", tokens)
        writer.field("tokens_per_second", speed.value.tokensPerSecond.significant(4))
        write(speed.value, cost?.value, &writer)
        writer.field(
            "usd_per_million_tokens",
            cost.map { $0.value.of(tokens: 1e6).significant(4) }
        )
        writer.object("low") { writer in write(speed.fast, cost?.low, &writer) }
        writer.object("high") { writer in write(speed.slow, cost?.high, &writer) }
    }

    /// Speed and cost of tokens at saturation, at the load and at the target.
    private func writeLoads(_ answer: InferenceAnswer, _ writer: inout JSONWriter) {
        guard let speed = answer.speed, let saturated = answer.saturated else { return }
        let most = saturated.concurrentSequences
        write("at_saturation", saturated, &writer)
        if let perDay = option.terms.tokensPerDay, let shape = option.shape, let bill {
            let rate = perDay / 86_400 / shape.tokens / Double(bill.replicas)
            if let loaded = speed.speed(serving: rate, answer.load, upTo: most) {
                writer.object("at_load") { writer in
                    writer.field(
                        "requests_per_second",
                        (perDay / 86_400 / shape.tokens).significant(4)
                    )
                    writeSpeed(loaded, &writer)
                }
            }
        }
        if let target = option.target {
            writer.field(
                "meets_target",
                speed.speed(within: target, answer.load, upTo: most) != nil
            )
            if let fast = speed.speed(within: target, answer.load, upTo: most) {
                write("at_target", fast, &writer)
            }
        }
        if let api = option.api, let bill, let shape = option.shape {
            write(api, bill, shape, &writer)
        }
    }

    private func write(_ name: StaticString, _ speed: Performance, _ writer: inout JSONWriter) {
        writer.object(name) { writer in
            writer.field("requests_per_second", speed.value.requestsPerSecond.significant(4))
            writeSpeed(speed, &writer)
            if let offer = option.offer {
                CostJSON.perMillion(offer.rent(for: option.gpus), speed, &writer)
            }
        }
    }

    private func writeSpeed(_ speed: Performance, _ writer: inout JSONWriter) {
        writer.field("batch", speed.concurrentSequences)
        writer.field(
            "time_to_first_token_ms",
            (speed.value.timeToFirstToken.magnitude * 1e3).significant(4)
        )
        writer.field(
            "time_per_output_token_ms",
            (speed.value.timePerOutputToken.magnitude * 1e3).significant(4)
        )
    }

    private func write(
        _ api: APIPrice,
        _ bill: ServingBill,
        _ shape: (tokens: Double, outputShare: Double),
        _ writer: inout JSONWriter
    ) {
        let price = api.perMillionTokens(outputShare: shape.outputShare)
        let breakEven = api.breakEvenTokensPerDay(
            bill,
            outputShare: shape.outputShare,
            daysPerMonth: option.terms.daysPerMonth
        )
        writer.object("api") { writer in
            writer.field("usd_per_million_tokens", CostJSON.cents(price.magnitude))
            writer.field(
                "usd_per_month",
                bill.tokensPerMonth.map { CostJSON.cents(price.magnitude * $0 / 1e6) }
            )
            writer.field("break_even_tokens_per_day", breakEven.map(CostJSON.cents))
            let own = bill.perMillionTokens
            writer.field("is_cheaper", own.map { price < $0 })
        }
    }
}
