import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// The answer of `/v1/recommendations`.
struct RecommendationAnswer {
    private let request: RecommendationRequest
    private let result: RecommendationSearch.Result
    private let shown: [InferenceAnswer]
    private let words: RecommendationWords

    /// Searches, and computes the whole answer for what is shown.
    ///
    /// - Throws: ``APIError`` where fields contradict each other.
    init(_ request: RecommendationRequest, _ catalog: Catalog, in value: JSONValue)
        throws(APIError)
    {
        self.request = request
        let inference = request.inference
        let load: InferenceWorkload
        do throws(EstimationError) {
            load = try inference.workload(sequences: 1)
        } catch {
            throw APIError(error, in: value["request"] ?? value)
        }
        var search = RecommendationSearch(
            InferencePlanner(inference),
            formats: request.formats,
            gpus: request.gpus.map { Self.candidate($0, inference, request.offers, catalog) },
            load: load,
            fillsBatch: request.fillsBatch,
            level: request.level,
            offers: request.offers,
            objective: request.objective
        )
        result = search.run(upTo: request.maximum, map: Concurrently.map)
        var shown: [InferenceAnswer] = []
        for option in result.options.prefix(request.limit) {
            shown.append(try Self.answer(option, request, catalog, in: value))
        }
        self.shown = shown
        words = RecommendationWords(request, result, catalog)
    }

    private static func candidate(
        _ entry: CatalogGPU,
        _ inference: InferenceRequest,
        _ filter: OfferFilter,
        _ catalog: Catalog
    ) -> RecommendableGPU {
        let gpu = RequestedGPU(entry, catalog)
        let source = SpeedSource(catalog, runtime: inference.runtime, gpu: gpu, gpusPerNode: nil)
        return RecommendableGPU(
            gpu: entry.gpu,
            kernels: source?.kernels,
            cluster: source?.cluster,
            gpusPerNode: gpu.gpusPerNode,
            offers: gpu.offers.filter(filter.admits)
        )
    }

    private static func answer(
        _ option: Recommendation,
        _ request: RecommendationRequest,
        _ catalog: Catalog,
        in value: JSONValue
    ) throws(APIError) -> InferenceAnswer {
        var inference = request.inference
        let gpu = RequestedGPU(request.gpus[option.gpu], catalog)
        inference.gpu = gpu
        inference.speed = SpeedSource(
            catalog,
            runtime: inference.runtime,
            gpu: gpu,
            gpusPerNode: nil
        )
        inference.weightFormat = request.formats[option.format]
        inference.layout = option.layout
        inference.batch = .sequences(option.load.concurrentSequences)
        return try InferenceAnswer.answer(inference, in: value)
    }

    // MARK: - JSON

    /// Writes the answer.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("workload", "inference")
            writer.field("objective", request.objective.rawValue)
            writer.field("considered", result.considered)
            writer.field("feasible", result.options.count)
            writer.array("recommendations") { writer in
                for (rank, answer) in shown.enumerated() {
                    writer.object { writer in write(rank, answer, &writer) }
                }
            }
            writer.array("passed_over") { writer in
                for (gpu, why) in words.passedOver {
                    writer.object { writer in
                        writer.field("gpu", gpu)
                        writer.field("why", why)
                    }
                }
            }
            writer.field("assumptions", assumptions)
            writer.field("warnings", [String]())
        }
    }

    private var assumptions: [String] {
        let tier = request.offers.tier
        return request.inference.model.assumptions + [
            request.inference.runtime.assumption,
            "rents are the catalog's lowest \(tier) prices for whole machines",
            request.fillsBatch
                ? "each copy serves as many sequences as it holds, admits and serves in time"
                : "each copy serves the batch that is asked for",
        ]
    }

    private func write(_ rank: Int, _ answer: InferenceAnswer, _ writer: inout JSONWriter) {
        let option = result.options[rank]
        let entry = request.gpus[option.gpu]
        writer.field("gpu", entry.id)
        writer.field("name", entry.name)
        writer.field("gpus", option.gpus)
        writer.field("replicas", option.replicas)
        writer.field("weights", request.formats[option.format].id)
        answer.writeMemoryPlan(&writer)
        if let speed = option.speed {
            PerformanceJSON.write(speed, &writer)
            writer.object("total") { writer in
                let copies = Double(option.replicas)
                writer.field(
                    "output_tokens_per_second",
                    option.outputTokensPerSecond.map(PerformanceJSON.rounded)
                )
                writer.field(
                    "requests_per_second",
                    PerformanceJSON.rounded(speed.value.requestsPerSecond * copies)
                )
                writer.field("tdp_watts", entry.powerWatts.map { $0 * Double(option.gpus) })
            }
        }
        if let offer = option.offer, let rent = option.rent {
            writer.object("cost") { writer in
                writer.field("usd_per_hour", CostJSON.cents(rent.magnitude))
                writer.field(
                    "usd_per_month",
                    CostJSON.cents(rent.magnitude * TokenCost.hoursPerMonth)
                )
                writer.field(
                    "usd_per_million_output_tokens",
                    option.costPerMillion.map { CostJSON.cents($0.magnitude) }
                )
                CostJSON.write(offer, gpus: option.gpus, &writer)
            }
        }
        writer.field("why", words.sentence(rank))
    }
}
