import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// The answer of `/v1/plans/sharding` for a serving load.
struct PlanAnswer {
    private let request: PlanRequest
    private let result: InferencePlanner.Result
    private let plans: [InferenceAnswer]
    private let miss: InferenceAnswer?
    private let remedies: [PlanRemedy]

    /// Searches, and computes the whole answer for what is shown.
    ///
    /// - Throws: ``APIError`` where fields contradict each other.
    init(_ request: PlanRequest, _ catalog: Catalog, in value: JSONValue) throws(APIError) {
        self.request = request
        let planner = InferencePlanner(request.inference)
        let load: InferenceWorkload
        do throws(EstimationError) {
            load = try request.inference.workload(sequences: 1)
        } catch {
            throw APIError(error, in: value["request"] ?? value)
        }
        result = planner.search(
            counts: request.counts,
            of: request.gpu.gpu,
            gpusPerNode: request.gpusPerNode,
            load: load,
            fillsBatch: request.inference.fillsBatch,
            objective: request.objective
        ) { estimator, plan in
            var inference = request.inference
            inference.layout = plan.layout
            let speed = InferenceAnswer.speed(
                inference,
                hostBytes: plan.layout.data * estimator.hostBytes
            )
            let gpus = plan.layout.gpus
            let offer = inference.price.offer(for: gpus, among: request.gpu.offers)
            return plan.figures.adding(
                speed?.performance(plan.load),
                rent: offer?.rent(for: gpus)
            )
        }
        var plans: [InferenceAnswer] = []
        for plan in result.plans.prefix(request.limit) {
            plans.append(try Self.answer(plan, request, in: value))
        }
        self.plans = plans
        guard let nearest = result.nearestMiss else {
            miss = nil
            remedies = []
            return
        }
        miss = try Self.answer(nearest, request, in: value)
        remedies = planner.remedies(
            PlanQuestion(
                counts: request.counts,
                furtherCounts: request.furtherCounts,
                gpu: request.gpu.gpu,
                gpusPerNode: request.gpusPerNode,
                load: load,
                cacheFormats: [KVCacheFormat(.fp8)],
                weightFormats: ["fp8", "int8", "int4"].compactMap {
                    catalog.weightFormats[$0]?.format
                }
                .filter { $0.effectiveBits < request.inference.weightFormat.effectiveBits }
            )
        )
    }

    private static func answer(
        _ plan: InferencePlanner.Plan,
        _ request: PlanRequest,
        in value: JSONValue
    ) throws(APIError) -> InferenceAnswer {
        var inference = request.inference
        inference.layout = plan.layout
        inference.batch = .sequences(plan.load.concurrentSequences)
        return try InferenceAnswer.answer(inference, in: value)
    }

    // MARK: - JSON

    /// Writes the answer.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("workload", "inference")
            writer.field("objective", request.objective.rawValue)
            writer.field("gpu", request.gpu.id)
            writer.field("gpus_per_node", request.gpusPerNode)
            writer.field("considered", result.considered)
            writer.field("feasible", result.plans.count)
            writer.array("plans") { writer in
                for (rank, plan) in plans.enumerated() {
                    writer.object { writer in
                        plan.writePlan(&writer)
                        writer.field("pareto", result.front.contains(rank))
                        writer.field("why", reasons.sentences(rank, result.plans[rank]))
                    }
                }
            }
            writer.array("pareto_front") { writer in
                for position in result.front.prefix(PlanFields.maximumPlans) {
                    writer.object { writer in
                        LayoutJSON.write(result.plans[position].layout, &writer)
                        writer.field("rank", position + 1)
                        writer.field("why", reasons.sentences(position, result.plans[position]))
                    }
                }
            }
            if let miss { writeMiss(miss, &writer) }
            writer.field("assumptions", assumptions)
            writer.field("warnings", [String]())
        }
    }

    private var reasons: PlanReasons { PlanReasons(result.plans.map(\.figures), request.objective) }

    private var assumptions: [String] {
        request.inference.model.assumptions + [
            request.inference.runtime.assumption,
            "machines of \(request.gpusPerNode) GPUs; tensor parallel groups do not straddle them",
        ]
    }

    private func writeMiss(_ miss: InferenceAnswer, _ writer: inout JSONWriter) {
        let shortage = result.nearestMiss?.shortage ?? .zero
        writer.object("nearest_miss") { writer in
            miss.writePlan(&writer)
            writer.field("short_bytes_per_gpu", shortage.magnitude)
            writer.array("changes") { writer in
                for remedy in remedies {
                    writer.object { writer in
                        writer.object("change") { writer in write(remedy.change, &writer) }
                        LayoutJSON.write(remedy.plan.layout, &writer)
                        writer.field("total_bytes", remedy.plan.memory.total.value.magnitude)
                        writer.field("verdict", remedy.plan.fit.verdict.rawValue)
                        writer.field("why", sentence(remedy))
                    }
                }
            }
        }
    }

    private func write(_ change: PlanRemedy.Change, _ writer: inout JSONWriter) {
        switch change {
        case .cacheFormat(let format): writer.field("kv_cache", format.name)
        case .weightFormat(let format): writer.field("weights", format.id)
        case .batch(let count): writer.field("batch", count)
        case .context(let tokens): writer.field("context", tokens.magnitude)
        case .gpus(let count): writer.field("gpus", count)
        }
    }

    private func sentence(_ remedy: PlanRemedy) -> String {
        let need = remedy.plan.memory.total.value
        let change =
            switch remedy.change {
            case .cacheFormat(let format): "a cache in \(format.name)"
            case .weightFormat(let format): "weights in \(format.id)"
            case .batch(let count): "a batch of \(count)"
            case .context(let tokens): "a context of \(tokens) tokens"
            case .gpus(let count): "\(count) GPUs"
            }
        return "\(change): \(need) of \(remedy.plan.fit.usable) usable on each GPU as "
            + LayoutJSON.words(remedy.plan.layout)
    }
}

extension InferencePlanner {
    /// A planner of what a request asks for.
    init(_ request: InferenceRequest) {
        self.init(
            model: request.model.profile,
            weightFormat: request.weightFormat,
            cacheFormat: request.cacheFormat,
            runtime: request.runtime,
            hostPlacement: request.hostPlacement,
            cacheBand: request.model.cacheBand ?? 1...1,
            share: request.utilization
        )
        isTextOnly = request.isTextOnly
        extras = request.extras
    }
}

/// Layouts on the wire.
enum LayoutJSON {
    /// The member `layout`.
    static func write(_ layout: ParallelLayout, _ writer: inout JSONWriter) {
        writer.object("layout") { writer in
            writer.field("gpus", layout.gpus)
            writer.field("tensor", layout.tensor)
            writer.field("pipeline", layout.pipeline)
            writer.field("data", layout.data)
            writer.field("expert", layout.expert)
            writer.field("context", layout.context)
        }
    }

    /// The sizes above 1, as a person says them.
    static func words(_ layout: ParallelLayout) -> String {
        let sizes: [(name: String, size: Int)] = [
            ("tensor", layout.tensor), ("pipeline", layout.pipeline), ("data", layout.data),
            ("expert", layout.expert), ("context", layout.context),
        ]
        let large = sizes.filter { $0.size > 1 }.map { "\($0.name) \($0.size)" }
        return large.isEmpty ? "one GPU" : large.joined(separator: ", ")
    }
}
