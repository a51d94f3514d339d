import PlimsollEngine
import PlimsollJSON

/// The answer of `/v1/plans/sharding` by rules of thumb: any number of GPUs divides a model.
struct RuleOfThumbPlanAnswer {
    private let request: PlanRequest
    /// Numbers of GPUs that hold the load.
    private let feasible: ClosedRange<Int>?
    private let plans: [RuleOfThumbInferenceAnswer]
    /// The most GPUs asked for, where they do not hold it, and how many would.
    private let miss: (answer: RuleOfThumbInferenceAnswer, enough: Int?)?

    /// Searches, and computes the whole answer for what is shown.
    ///
    /// - Throws: ``APIError`` where fields contradict each other.
    init(
        _ request: PlanRequest,
        _ rule: RuleOfThumbRequest,
        in value: JSONValue
    ) throws(APIError) {
        self.request = request
        if [.throughput, .latency].contains(request.objective) {
            throw APIError(
                .notApplicable(
                    field: "objective",
                    reason: "no rule of thumb has a speed; use fewest_gpus, cost or headroom, or "
                        + "the estimator architecture"
                ),
                in: value
            )
        }
        if !request.devices.isEmpty {
            throw APIError(
                .notApplicable(
                    field: "devices",
                    reason: "no rule of thumb divides a model over cards of several sizes; use the "
                        + "estimator architecture"
                ),
                in: value
            )
        }
        let most = request.maximumGPUs
        let fewest = Self.fewest(request, rule, most: most)
        if let fewest {
            let counts = (request.isCountGiven ? most : fewest)...most
            feasible = counts
            let best = counts.prefix(request.limit)
            let widest = counts.reversed().prefix(request.limit)
            var plans: [RuleOfThumbInferenceAnswer] = []
            for count in request.objective == .headroom ? Array(widest) : Array(best) {
                plans.append(try Self.answer(count, request, rule, in: value))
            }
            self.plans = plans
            miss = nil
        } else {
            feasible = nil
            plans = []
            miss = (
                try Self.answer(most, request, rule, in: value),
                Self.fewest(request, rule, most: PlanFields.maximumGPUs)
            )
        }
    }

    private static func fewest(
        _ request: PlanRequest,
        _ rule: RuleOfThumbRequest,
        most: Int
    ) -> Int? {
        // A batch that is to be filled needs room for one sequence.
        var sequences = 1
        if case .sequences(let count) = request.inference.batch { sequences = count }
        return RuleOfThumbServing(request.inference, rule).fewestGPUs(
            sequences: sequences,
            tokens: request.inference.context,
            usable: RuleOfThumb.label(of: request.gpu.gpu.memory).scaled(by: rule.share),
            most: most
        )
    }

    private static func answer(
        _ count: Int,
        _ request: PlanRequest,
        _ rule: RuleOfThumbRequest,
        in value: JSONValue
    ) throws(APIError) -> RuleOfThumbInferenceAnswer {
        var inference = request.inference
        var divided = rule
        do throws(EstimationError) {
            divided.layout = try RuleLayout([.tensor: count], gpus: count)
            divided.refusedLayout = nil
            do throws(EstimationError) {
                inference.layout = try ParallelLayout(
                    [.tensor: count],
                    gpus: count,
                    model: inference.model.profile.shape
                )
            } catch {
                inference.layout = .single
                divided.refusedLayout = error
            }
        } catch {
            throw APIError(error, in: value)
        }
        return try RuleOfThumbInferenceAnswer(inference, divided, in: value)
    }

    // MARK: - JSON

    /// Writes the answer.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("workload", "inference")
            writer.field("estimator", "rule_of_thumb")
            writer.field("objective", request.objective.rawValue)
            writer.field("gpu", request.gpu.id)
            writer.field("gpus_per_node", request.gpusPerNode)
            writer.field("considered", request.isCountGiven ? 1 : request.maximumGPUs)
            writer.field("feasible", feasible?.count ?? 0)
            writer.array("plans") { writer in
                for plan in plans {
                    writer.object { writer in
                        plan.writePlan(&writer)
                        writer.field("pareto", isFewest(plan))
                        writer.field("why", why(plan))
                    }
                }
            }
            writer.array("pareto_front") { writer in
                guard let place = plans.firstIndex(where: isFewest) else { return }
                writer.object { writer in
                    plans[place].writeLayout(&writer)
                    writer.field("rank", place + 1)
                    writer.field("why", why(plans[place]))
                }
            }
            if let miss { writeMiss(miss.answer, miss.enough, &writer) }
            writer.field("assumptions", assumptions)
            writer.field("warnings", plans.first?.warnings ?? miss?.answer.warnings ?? [])
        }
    }

    private func isFewest(_ plan: RuleOfThumbInferenceAnswer) -> Bool {
        plan.rule.layout.gpus == feasible?.lowerBound
    }

    private func why(_ plan: RuleOfThumbInferenceAnswer) -> String {
        let need = plan.estimate.perGPU.total.value
        let usable = plan.estimate.fit?.usable ?? .zero
        return (isFewest(plan) ? "fewest GPUs; " : "")
            + "\(need.inGigabytes) of \(usable.inGigabytes) on each of \(plan.rule.layout.gpus)"
    }

    private func writeMiss(
        _ miss: RuleOfThumbInferenceAnswer,
        _ enough: Int?,
        _ writer: inout JSONWriter
    ) {
        let headroom = miss.estimate.fit?.headroom ?? .zero
        writer.object("nearest_miss") { writer in
            miss.writePlan(&writer)
            writer.field("short_bytes_per_gpu", max(.zero, .zero - headroom).magnitude)
            writer.array("changes") { writer in
                guard let enough else { return }
                let divided = miss.serving.divided(over: enough)
                let memory = divided.memoryPerGPU(
                    sequences: miss.sequences,
                    tokens: miss.request.context
                )
                let usable = miss.estimate.fit?.usable ?? .zero
                let need = memory.total.value
                writer.object { writer in
                    writer.object("change") { writer in writer.field("gpus", enough) }
                    RuleLayoutJSON.write(divided.layout, &writer)
                    writer.field("total_bytes", need.magnitude)
                    writer.field(
                        "verdict",
                        RuleOfThumb.verdict(need: need, usable: usable).rawValue
                    )
                    writer.field(
                        "why",
                        "\(enough) GPUs: \(need.inGigabytes) of \(usable.inGigabytes) on each"
                    )
                }
            }
        }
    }

    private var assumptions: [String] {
        [
            "the rule of thumb divides weights and workspace over any number of GPUs, and the "
                + "cache over none",
            "a card holds the number on its label in decimal GB",
        ] + request.inference.model.assumptions
    }
}

/// The layout of a rule of thumb on the wire.
enum RuleLayoutJSON {
    /// The member `layout`.
    static func write(_ layout: RuleLayout, _ writer: inout JSONWriter) {
        writer.object("layout") { writer in
            writer.field("gpus", layout.gpus)
            writer.field("tensor", layout.tensor)
            writer.field("pipeline", layout.pipeline)
            writer.field("data", layout.data)
            writer.field("expert", 1)
            writer.field("context", 1)
        }
    }
}
