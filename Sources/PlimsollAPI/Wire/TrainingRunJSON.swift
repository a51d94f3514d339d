import PlimsollEngine
import PlimsollJSON

/// `performance` and `cost` of a training answer.
struct TrainingRunJSON {
    private let answer: TrainingAnswer

    init(_ answer: TrainingAnswer) { self.answer = answer }

    private var request: TrainingRequest { answer.request }

    /// Writes both, where a card is named whose rates are known.
    func write(_ writer: inout JSONWriter) {
        guard let speed = answer.speed else { return }
        writer.object("performance") { writer in
            writeRates(speed.value, &writer)
            writer.field("flops_per_token", speed.value.modelOperations / speed.value.tokens)
            writer.object("step") { writer in
                let step = speed.value
                writer.field("tokens", Int(step.tokens))
                writer.field("micro_batches", answer.estimator.microBatches(request.load))
                writer.field("arithmetic_ms", milliseconds(step.arithmetic))
                writer.field("bubble_ms", milliseconds(step.bubble))
                writer.field("communication_ms", milliseconds(step.communication))
                writer.field("host_ms", milliseconds(step.host))
                writer.field("optimizer_ms", milliseconds(step.optimizer))
            }
            let traffic = answer.estimator.hostTraffic(request.load)
            if traffic > .zero {
                writer.field("host_traffic_bytes_per_step", traffic.magnitude)
            }
            writer.object("low") { writer in writeRates(speed.slow, &writer) }
            writer.object("high") { writer in writeRates(speed.fast, &writer) }
        }
        writeCost(speed, &writer)
    }

    private func milliseconds(_ time: Seconds) -> Double { time.magnitude * 1000 }

    private func writeRates(_ step: TrainingStep, _ writer: inout JSONWriter) {
        writer.field("step_time_ms", milliseconds(step.total))
        writer.field("tokens_per_second", step.tokensPerSecond)
        writer.field("model_flops_utilization", step.modelFLOPsUtilization)
        if let tokens = request.run.allTokens {
            writer.field("hours", step.time(of: tokens).magnitude / 3600)
        }
    }

    private func writeCost(_ speed: TrainingSpeed, _ writer: inout JSONWriter) {
        let gpus = request.plan.layout.sizes.gpus
        guard let cost = RunCost(speed, offers: request.offers, gpus: gpus) else { return }
        writer.object("cost") { writer in
            writer.field("usd_per_hour", cost.rent.magnitude)
            writeSums(cost.value, &writer)
            writer.object("low") { writer in writeSums(cost.low, &writer) }
            writer.object("high") { writer in writeSums(cost.high, &writer) }
            writer.object("price") { writer in
                writer.field("provider", cost.offer.provider)
                writer.field("commitment", cost.offer.tier)
                writer.field("as_of", cost.offer.asOf)
                writer.field("usd_per_gpu_hour", cost.offer.pricePerGPU.magnitude)
                writer.field("rented_gpus", cost.offer.rentedGPUs(for: gpus))
            }
        }
    }

    private func writeSums(_ sums: RunCost.PerToken, _ writer: inout JSONWriter) {
        writer.field("usd_per_million_tokens", sums.of(tokens: 1e6))
        if let tokens = request.run.allTokens { writer.field("usd", sums.of(tokens: tokens)) }
    }
}
