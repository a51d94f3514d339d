/// Searches the layouts of a model for serving: which hold a load, and how they compare.
///
/// What layouts share is computed once: stages by pipeline size. The estimates themselves are those
/// of ``InferenceEstimator``.
public struct InferencePlanner: Sendable {
    /// A layout that was looked at.
    public struct Plan: Sendable {
        /// The layout.
        public var layout: ParallelLayout
        /// The load, with the batch that this layout holds where that was asked for.
        public var load: InferenceWorkload
        /// Memory of the fullest GPU.
        public var memory: InferenceMemory
        /// Whether it fits.
        public var fit: Fit
        /// What it is judged by.
        public var figures: PlanFigures

        /// Bytes that the fullest GPU lacks; zero where it fits.
        public var shortage: Bytes { max(.zero, .zero - fit.headroom) }
    }

    /// The outcome of a search.
    public struct Result: Sendable {
        /// Layouts that were looked at.
        public var considered = 0
        /// Those that fit, best first.
        public var plans: [Plan] = []
        /// Positions in `plans` of those that no other is better than in every respect.
        public var front: [Int] = []
        /// Where nothing fits, the layout that lacks the fewest bytes.
        public var nearestMiss: Plan?
    }

    /// The model.
    public let model: ModelProfile
    /// How its weights are stored.
    public let weightFormat: WeightFormat
    /// How its cache is stored.
    public let cacheFormat: KVCacheFormat
    /// The engine that serves it.
    public let runtime: RuntimeProfile
    /// What stays in host memory.
    public let hostPlacement: HostPlacement
    /// How far the cache of models like an inferred one lies from it.
    public let cacheBand: ClosedRange<Double>
    /// The share of a card's memory to plan with.
    public let share: Double

    /// A planner.
    public init(
        model: ModelProfile,
        weightFormat: WeightFormat,
        cacheFormat: KVCacheFormat,
        runtime: RuntimeProfile,
        hostPlacement: HostPlacement = .none,
        cacheBand: ClosedRange<Double> = 1...1,
        share: Double
    ) {
        self.model = model
        self.weightFormat = weightFormat
        self.cacheFormat = cacheFormat
        self.runtime = runtime
        self.hostPlacement = hostPlacement
        self.cacheBand = cacheBand
        self.share = share
    }

    /// Whether towers of other modalities are left out; nil for the runtime's habit.
    public var isTextOnly: Bool?
    /// What is loaded beside the model.
    public var extras = ServingExtras.none

    /// Searches layouts over equal GPUs.
    ///
    /// - Parameters:
    ///   - counts: Numbers of GPUs to try, ascending.
    ///   - gpu: The GPU.
    ///   - gpusPerNode: GPUs of one machine.
    ///   - load: What is to be held.
    ///   - fillsBatch: Whether each layout is given as many sequences as it holds.
    ///   - objective: What decides the order.
    ///   - judge: Adds speed and rent to the figures of a layout that fits.
    /// - Returns: The layouts that fit, best first.
    public func search(
        counts: [Int],
        of gpu: GPU,
        gpusPerNode: Int,
        load: InferenceWorkload,
        fillsBatch: Bool,
        objective: PlanObjective,
        judge: (InferenceEstimator, Plan) -> PlanFigures = { $1.figures }
    ) -> Result {
        var result = Result()
        var stages: [Int: [PipelineStage]] = [:]
        let memory = gpu.memory.planned
        for count in counts {
            let space = LayoutSpace(model: model.shape, gpus: count, gpusPerNode: gpusPerNode)
            space.forEach { layout in
                result.considered += 1
                let estimator = estimator(layout, &stages, memory: memory)
                var plan = plan(estimator, load, memory: memory)
                if fillsBatch, plan.fit.verdict != .doesNotFit {
                    let most = estimator.maximumBatch(load, memory: memory, share: share)
                    var filled = load
                    filled.concurrentSequences = max(most, load.concurrentSequences)
                    plan = self.plan(estimator, filled, memory: memory)
                }
                guard plan.fit.verdict != .doesNotFit else {
                    if result.nearestMiss.map({ plan.isNearer(than: $0) }) ?? true {
                        result.nearestMiss = plan
                    }
                    return
                }
                plan.figures = judge(estimator, plan)
                result.plans.append(plan)
            }
        }
        if !result.plans.isEmpty { result.nearestMiss = nil }
        result.sort(by: objective)
        return result
    }

    /// An estimator of one layout, for the whole answer.
    public func estimator(_ layout: ParallelLayout, on gpu: GPU) -> InferenceEstimator {
        InferenceEstimator(
            model: model,
            weightFormat: weightFormat,
            cacheFormat: cacheFormat,
            runtime: runtime,
            layout: layout,
            memory: gpu.memory.planned,
            hostPlacement: hostPlacement,
            isTextOnly: isTextOnly,
            extras: extras,
            cacheBand: cacheBand
        )
    }

    /// A layout with what it takes.
    func plan(_ layout: ParallelLayout, _ load: InferenceWorkload, on gpu: GPU) -> Plan {
        plan(estimator(layout, on: gpu), load, memory: gpu.memory.planned)
    }

    /// An estimator of one layout over stages that other layouts have too.
    func estimator(
        _ layout: ParallelLayout,
        _ stages: inout [Int: [PipelineStage]],
        memory: Bytes
    ) -> InferenceEstimator {
        let parts = stages[layout.pipeline] ?? self.stages(layout.pipeline)
        stages[layout.pipeline] = parts
        return InferenceEstimator(
            model: model,
            weightFormat: weightFormat,
            cacheFormat: cacheFormat,
            runtime: runtime,
            layout: layout,
            memory: memory,
            hostPlacement: hostPlacement,
            isTextOnly: isTextOnly,
            extras: extras,
            cacheBand: cacheBand,
            parts: parts
        )
    }

    /// The stages that decide memory.
    ///
    /// Formats that store layers of one kind in different ways need all of them.
    private func stages(_ pipeline: Int) -> [PipelineStage] {
        weightFormat.mix == nil && weightFormat.rules.isEmpty && hostPlacement == .none
            ? PipelineStage.distinct(model, stages: pipeline)
            : PipelineStage.divide(model, stages: pipeline)
    }

    private func plan(
        _ estimator: InferenceEstimator,
        _ load: InferenceWorkload,
        memory: Bytes
    ) -> Plan {
        let need = estimator.memoryPerGPU(load)
        let fit = estimator.fit(need, memory: memory, share: share)
        return Plan(
            layout: estimator.layout,
            load: load,
            memory: need,
            fit: fit,
            figures: PlanFigures(
                gpus: estimator.layout.gpus,
                isSafe: fit.verdict == .fits || fit.verdict == .tight,
                headroom: fit.headroom
            )
        )
    }
}

extension InferencePlanner.Plan {
    /// Whether this plan lacks fewer bytes, or as few with fewer GPUs or a simpler layout.
    func isNearer(than other: InferencePlanner.Plan) -> Bool {
        if shortage != other.shortage { return shortage < other.shortage }
        return layout.isSimpler(than: other.layout)
    }
}

extension InferencePlanner.Result {
    /// Puts the best plan first; of equals the simpler layout.
    mutating func sort(by objective: PlanObjective) {
        let keys = plans.map { objective.keys($0.figures) }
        let order = plans.indices.sorted { left, right in
            if keys[left] < keys[right] { return true }
            if keys[right] < keys[left] { return false }
            return plans[left].layout.isSimpler(than: plans[right].layout)
        }
        plans = order.map { plans[$0] }
        front = ParetoFront.positions(plans.map(\.figures))
    }
}

extension ParallelLayout {
    /// A fixed order for layouts that are as good: fewer GPUs, stages, divided tokens, divided
    /// experts, then less tensor parallelism.
    func isSimpler(than other: ParallelLayout) -> Bool {
        let mine = [gpus, pipeline, context, expert, tensor, data]
        return mine.lexicographicallyPrecedes(
            [other.gpus, other.pipeline, other.context, other.expert, other.tensor, other.data]
        )
    }
}
