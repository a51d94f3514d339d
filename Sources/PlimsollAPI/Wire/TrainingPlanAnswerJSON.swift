import PlimsollEngine
import PlimsollJSON

/// The answer of `/v1/plans/sharding` for a training run.
struct TrainingPlanAnswer {
    private let request: TrainingPlanRequest
    private let result: TrainingPlanner.Result
    private let plans: [TrainingAnswer]
    private let miss: Miss?

    /// The layout that lacks least, and what would help.
    private struct Miss {
        var plan: TrainingPlanner.Plan
        var answer: TrainingAnswer
        var changes: [TrainingRemedy]
        var larger: TrainingPlanner.Plan?
    }

    /// Searches, and computes the whole answer for what is shown.
    ///
    /// - Throws: ``APIError`` where fields contradict each other.
    init(_ request: TrainingPlanRequest) throws(APIError) {
        self.request = request
        let training = request.training
        let planner = training.planner
        let gpu = request.gpu.gpu
        result = planner.search(
            counts: request.counts,
            of: gpu,
            gpusPerNode: request.gpusPerNode,
            objective: request.objective
        ) { count in training.offers.map { $0.rent(for: count) }.min() }
        var plans: [TrainingAnswer] = []
        for plan in result.plans.prefix(request.limit) {
            plans.append(try Self.answer(plan, request))
        }
        self.plans = plans
        guard let nearest = result.nearestMiss else {
            miss = nil
            return
        }
        let remedies = planner.remedies(
            nearest,
            of: gpu,
            furtherCounts: request.furtherCounts,
            gpusPerNode: request.gpusPerNode,
            base4: training.quantizedBase
        )
        miss = Miss(
            plan: nearest,
            answer: try Self.answer(nearest, request),
            changes: remedies.changes,
            larger: remedies.larger
        )
    }

    private static func answer(
        _ plan: TrainingPlanner.Plan,
        _ request: TrainingPlanRequest
    ) throws(APIError) -> TrainingAnswer {
        try TrainingAnswer(
            request.training.planned(plan),
            in: request.load,
            findsCapacity: false
        )
    }

    // MARK: - JSON

    /// Writes the answer.
    func write(to writer: inout JSONWriter) {
        let reasons = PlanReasons(
            result.plans.map(\.figures),
            request.objective,
            timesOf: "of a step"
        )
        writer.object { writer in
            writer.field("workload", PlanFields.Workload.training.rawValue)
            writer.field("objective", request.objective.rawValue)
            writer.field("gpu", request.gpu.id)
            writer.field("gpus_per_node", request.gpusPerNode)
            writer.field("considered", result.considered)
            writer.field("feasible", result.feasible)
            writer.array("plans") { writer in
                for (rank, answer) in plans.enumerated() {
                    writer.object { writer in
                        answer.writePlan(&writer)
                        writer.field("pareto", result.front.contains(rank))
                        writer.field("why", sentences(reasons, rank))
                    }
                }
            }
            writer.array("pareto_front") { writer in
                for position in result.front.prefix(PlanFields.maximumPlans) {
                    writer.object { writer in
                        TrainingLayoutJSON.write(result.plans[position].plan.layout, &writer)
                        writer.field("rank", position + 1)
                        writer.field("why", sentences(reasons, position))
                    }
                }
            }
            if let miss { write(miss, &writer) }
            writer.field("assumptions", assumptions)
            writer.field("warnings", [String]())
        }
    }

    private func sentences(_ reasons: PlanReasons, _ rank: Int) -> String {
        let plan = result.plans[rank]
        return reasons.sentences(rank, TrainingLayoutJSON.words(plan), plan.fit)
    }

    private var assumptions: [String] {
        let training = request.training
        var words = training.model.assumptions
        var frameworks = [training.grounds.fused.framework, training.grounds.plain.framework]
        if frameworks[0] === frameworks[1] { frameworks.removeLast() }
        words += frameworks.map(TrainingRequest.constants)
        if frameworks.count > 1 {
            words.append(
                "\(frameworks[0].id) trains layouts that divide layers or matrices, "
                    + "\(frameworks[1].id) those that only divide states"
            )
        }
        words += [
            "machines of \(request.gpusPerNode) GPUs; tensor parallel groups do not straddle them",
            "with a pipeline ranks divide optimizer states at most; norms and residuals are divided "
                + "wherever matrices are",
            "each division of the GPUs stands with the settings that suit the objective best",
        ]
        if training.freedom.globalBatch == nil, training.freedom.accumulation == nil {
            words.append(
                "without global_batch a step is one micro-batch on each rank, and four to each stage "
                    + "of a pipeline"
            )
        }
        return words + training.choices.dropFirst()
    }

    private func write(_ miss: Miss, _ writer: inout JSONWriter) {
        let memory = miss.plan.fit.memory
        writer.object("nearest_miss") { writer in
            miss.answer.writePlan(&writer)
            writer.field("short_bytes_per_gpu", miss.plan.shortage.magnitude)
            writer.array("changes") { writer in
                for remedy in miss.changes {
                    let fit = Fit(need: remedy.need, memory: memory, usable: memory)
                    writer.object { writer in
                        let json = TrainingRemedyJSON(remedy, before: miss.plan.fit.need.value)
                        writer.object("change") { writer in json.writeFields(&writer) }
                        writer.field("total_bytes", remedy.need.value.magnitude)
                        writer.field("verdict", fit.verdict.rawValue)
                        writer.field("relative_time", remedy.relativeTime)
                        writer.field("why", why(json.words, fit))
                    }
                }
                if let larger = miss.larger { write(larger, &writer) }
            }
        }
    }

    private func write(_ larger: TrainingPlanner.Plan, _ writer: inout JSONWriter) {
        writer.object { writer in
            let gpus = larger.plan.layout.sizes.gpus
            writer.object("change") { writer in writer.field("gpus", gpus) }
            TrainingLayoutJSON.write(larger.plan.layout, &writer)
            writer.field("total_bytes", larger.fit.need.value.magnitude)
            writer.field("verdict", larger.fit.verdict.rawValue)
            writer.field(
                "why",
                why("\(gpus) GPUs", larger.fit) + " as "
                    + TrainingLayoutJSON.words(larger)
            )
        }
    }

    private func why(_ change: String, _ fit: Fit) -> String {
        "\(change): \(fit.need.value) of \(fit.usable) usable on each GPU"
    }
}
