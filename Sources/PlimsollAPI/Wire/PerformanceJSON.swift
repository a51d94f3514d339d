import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// What the speed of a request depends on beside its memory: kernels and links of the catalog.
struct SpeedSource {
    /// What the runtime's kernels reach on the card.
    var kernels: KernelProfile
    /// The links of the card, within a machine and between machines.
    var cluster: Cluster?

    /// Finds both in the catalog; nil where the runtime's speed is not known.
    init?(_ catalog: Catalog, runtime: RuntimeProfile, gpu: RequestedGPU, gpusPerNode: Int?) {
        guard let kernels = catalog.kernels(of: runtime, on: gpu.id) else {
            return nil
        }
        self.kernels = kernels
        cluster = gpu.gpu.cluster(network: catalog.network, gpusPerNode: gpusPerNode)
    }
}

/// Speed on the wire.
enum PerformanceJSON {
    /// Writes the speed of a load.
    static func write(_ speed: Performance, _ writer: inout JSONWriter) {
        writer.object("performance") { writer in
            figures(speed.value, &writer)
            writer.field("communication_ms_per_step", milliseconds(speed.step.communication))
            writer.field("bound", speed.bound.rawValue)
            writer.object("step_ms") { writer in
                writer.field("weights", milliseconds(speed.step.weights))
                writer.field("kv_cache", milliseconds(speed.step.cache))
                writer.field("compute", milliseconds(speed.step.compute))
                writer.field("communication", milliseconds(speed.step.communication))
                writer.field("fixed", milliseconds(speed.step.fixed))
            }
            writer.object("low") { writer in figures(speed.low, &writer) }
            writer.object("high") { writer in figures(speed.high, &writer) }
        }
    }

    /// Writes the speed at the largest batch that is held and admitted.
    static func writeSaturation(_ speed: Performance, _ writer: inout JSONWriter) {
        writer.object("saturation") { writer in
            writer.field("batch", speed.concurrentSequences)
            figures(speed.value, &writer)
        }
    }

    private static func figures(_ figures: Performance.Figures, _ writer: inout JSONWriter) {
        writer.field("time_to_first_token_ms", rounded(figures.timeToFirstToken.magnitude * 1e3))
        writer.field(
            "time_per_output_token_ms",
            rounded(figures.timePerOutputToken.magnitude * 1e3)
        )
        writer.field("output_tokens_per_second", rounded(figures.outputTokensPerSecond))
        writer.field(
            "end_to_end_output_tokens_per_second",
            rounded(figures.endToEndOutputTokensPerSecond)
        )
        writer.field("prefill_tokens_per_second", rounded(figures.promptTokensPerSecond))
        writer.field("requests_per_second", rounded(figures.requestsPerSecond))
    }

    private static func milliseconds(_ time: TimeRange) -> Double { rounded(time.value * 1e3) }

    /// Four significant digits: an estimate of speed has no more.
    static func rounded(_ value: Double) -> Double { value.significant(4) }
}

/// Rent and its price on the wire.
enum CostJSON {
    /// Writes what a load costs while it runs.
    static func write(
        _ offer: RentalOffer,
        gpus: Int,
        _ speed: Performance?,
        saturated: Performance?,
        _ writer: inout JSONWriter
    ) {
        let rent = offer.rent(for: gpus)
        writer.object("cost") { writer in
            writer.field("usd_per_hour", cents(rent.magnitude))
            writer.field("usd_per_month", cents(rent.magnitude * TokenCost.hoursPerMonth))
            if let speed { perMillion(rent, speed, &writer) }
            if let saturated {
                writer.object("saturation") { writer in perMillion(rent, saturated, &writer) }
            }
            write(offer, gpus: gpus, &writer)
        }
    }

    /// Dollars a million tokens: all of the rent on the output, on all tokens, and shared out.
    static func perMillion(
        _ rent: USDPerHour,
        _ speed: Performance,
        _ writer: inout JSONWriter
    ) {
        let output = speed.value.endToEndOutputTokensPerSecond
        let share =
            Double((speed.promptTokens + speed.outputTokens).magnitude)
            / Double(speed.outputTokens.magnitude)
        let perOutput = TokenCost.perMillion(rent, tokensPerSecond: output)
        let perToken = TokenCost.perMillion(rent, tokensPerSecond: output * share)
        writer.field("usd_per_million_output_tokens", perOutput.map { cents($0.magnitude) })
        writer.field("usd_per_million_tokens", perToken.map { cents($0.magnitude) })
        writer.object("shared_by_time") { writer in
            let shares = TokenCost.shares(rent, speed)
            writer.field("usd_per_million_input_tokens", cents(shares.input.magnitude))
            writer.field("usd_per_million_output_tokens", cents(shares.output.magnitude))
        }
    }

    /// Writes whose price it is, from where and of when.
    static func write(_ offer: RentalOffer, gpus: Int, _ writer: inout JSONWriter) {
        writer.object("price") { writer in
            writer.field("provider", offer.provider)
            writer.field("tier", offer.tier)
            writer.field("region", offer.region)
            writer.field("as_of", offer.asOf)
            writer.field("usd_per_gpu_hour", offer.pricePerGPU.magnitude)
            writer.field("rented_gpus", offer.rentedGPUs(for: gpus))
        }
    }

    /// Money to six significant digits, so that cents of thousands and of fractions both stay.
    static func cents(_ value: Double) -> Double { value.significant(6) }
}

/// The field `price` of a request: a price of the caller's own, or which offers count.
struct PriceFields {
    /// The caller's own price.
    var own: USDPerHour?
    /// Which offers of the catalog count otherwise.
    var filter = OfferFilter()

    /// The catalog's offers on demand.
    init() {}

    /// Reads the field.
    init(_ fields: JSONFieldReader) {
        own = fields.double("usd_per_gpu_hour", in: 0...100_000).map { USDPerHour($0) }
        if let provider = fields.string("provider", length: 1...100) {
            filter.providers = [provider]
        }
        if let tier = fields.string("tier", length: 1...100) { filter.tier = tier }
        filter.region = fields.string("region", length: 1...100)
    }

    /// The offer that a request is priced with; nil where nobody offers the card.
    func offer(for gpus: Int, among offers: [RentalOffer]) -> RentalOffer? {
        if let own { return .own(own) }
        return offers.cheapest(for: gpus, filter)
    }
}
