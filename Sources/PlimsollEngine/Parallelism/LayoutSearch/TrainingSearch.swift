/// One search of a ``TrainingPlanner``: what it has seen, and what its layouts share.
struct TrainingSearch {
    private let planner: TrainingPlanner
    private let memory: Bytes
    private let objective: PlanObjective
    private let recomputations: [ActivationRecomputation]
    private var parts: [Int: [PipelineStage]] = [:]
    private var prepared: [Key: Prepared] = [:]
    private let arithmetics: [TrainingArithmetic]
    private let fusedRates: ReachedRates?
    private let plainRates: ReachedRates?

    private(set) var considered = 0
    private(set) var feasible = 0
    private var best: [Candidate] = []
    private var front = TrainingFront()
    private var nearest: Candidate?

    /// What stages depend on, as long as tensor and pipeline size stay.
    private struct Key: Hashable {
        var expert: Int
        var zeroStage: ZeROStage
        var recomputation: Int
    }

    /// Stages of layouts that differ in nothing that they hold.
    private struct Prepared {
        var estimator: TrainingEstimator
        /// The least that any load takes.
        var floor: Bytes
    }

    init(_ planner: TrainingPlanner, memory: Bytes, _ objective: PlanObjective) {
        self.planner = planner
        self.memory = memory
        self.objective = objective
        recomputations = planner.recomputations
        fusedRates = planner.grounds.fused.site.map { ReachedRates($0.utilization, .value) }
        plainRates = planner.grounds.plain.site.map { ReachedRates($0.utilization, .value) }
        arithmetics = recomputations.map { recomputation in
            var plan = planner.base
            plan.recomputation = recomputation
            return TrainingArithmetic(plan, sequenceLength: planner.load.sequenceLength)
        }
    }

    /// Looks at every layout over a number of GPUs.
    mutating func look(at gpus: Int, gpusPerNode: Int, rent: USDPerHour?) {
        let shape = planner.base.model.shape
        let layers = shape.layers.count
        let space = LayoutSpace(
            model: shape,
            gpus: gpus,
            gpusPerNode: gpusPerNode,
            largestContextSize: planner.freedom.largestContextSize
        )
        var last = (tensor: 0, pipeline: 0)
        space.forEach { sizes in
            guard divides(sizes) else { return }
            let loads = planner.freedom.loads(data: sizes.data)
            guard !loads.isEmpty else { return }
            if last != (sizes.tensor, sizes.pipeline) {
                prepared.removeAll(keepingCapacity: true)
                last = (sizes.tensor, sizes.pipeline)
            }
            look(at: sizes, steps(sizes, loads, layers: layers), rent)
        }
    }

    /// Whether ranks divide a sequence into pairs of parts, of which each takes an early and a late
    /// one so that all have as much to attend to.
    ///
    /// Source: NVIDIA TransformerEngine, context parallelism (sequences divisible by 2 · cp).
    private func divides(_ sizes: ParallelLayout) -> Bool {
        sizes.context == 1
            || planner.load.sequenceLength.magnitude % (2 * sizes.context) == 0
    }

    /// A load with the parts that stages have under it.
    private struct Step {
        var load: TrainingLoad
        var virtualPipeline: Int
    }

    private func steps(
        _ sizes: ParallelLayout,
        _ loads: [(microBatch: Int, accumulation: Int?)],
        layers: Int
    ) -> [Step] {
        var steps: [Step] = []
        for (microBatch, accumulation) in loads {
            var load = planner.load
            load.microBatch = microBatch
            load.accumulation = accumulation
            let parts = planner.freedom.virtualPipelines(
                sizes.pipeline,
                layers: layers,
                microBatches: accumulation
            )
            for count in parts { steps.append(Step(load: load, virtualPipeline: count)) }
        }
        return steps
    }

    /// Looks at one division of the GPUs with every setting.
    private mutating func look(at sizes: ParallelLayout, _ steps: [Step], _ rent: USDPerHour?) {
        var chosen: (candidate: Candidate, keys: PlanKeys)?
        for zeroStage in planner.freedom.zeroStages(sizes) {
            for recomputation in recomputations.indices
            where planner.applies(recomputations[recomputation], sizes, zeroStage) {
                considered += steps.count
                let stages = prepared(sizes, zeroStage, recomputation)
                // Nothing that has to be known of what does not fit by far.
                if stages.floor > memory, nearest.map({ stages.floor > $0.need.value }) ?? false {
                    continue
                }
                for step in steps {
                    guard
                        let candidate = candidate(
                            sizes,
                            zeroStage,
                            recomputation,
                            step,
                            stages.estimator,
                            rent
                        )
                    else { continue }
                    feasible += 1
                    front.add(candidate)
                    let keys = objective.keys(candidate.figures)
                    if let known = chosen, !(keys < known.keys) { continue }
                    chosen = (candidate, keys)
                }
            }
        }
        if let chosen { best.append(chosen.candidate) }
    }

    private mutating func prepared(
        _ sizes: ParallelLayout,
        _ zeroStage: ZeROStage,
        _ recomputation: Int
    ) -> Prepared {
        let key = Key(expert: sizes.expert, zeroStage: zeroStage, recomputation: recomputation)
        if let known = prepared[key] { return known }
        var plan = planner.plan(sizes, zeroStage, 1)
        plan.recomputation = recomputations[recomputation]
        let firstTrained = TrainingEstimator.firstTrainedLayer(plan)
        let parts = parts(sizes.pipeline, areAlike: firstTrained == 0)
        let stages = parts.map {
            TrainingEstimator.Stage($0, plan, firstTrained: firstTrained)
        }
        let estimator = TrainingEstimator(plan, stages: stages)
        let floors = stages.map { stage in
            // Gradients may be gone when activations are there.
            stage.states.resident - stage.states.gradients + stage.runtime.total.value
        }
        let new = Prepared(estimator: estimator, floor: floors.max() ?? .zero)
        prepared[key] = new
        return new
    }

    private mutating func parts(_ pipeline: Int, areAlike: Bool) -> [PipelineStage] {
        if let known = parts[pipeline] { return known }
        let model = planner.base.model
        let new =
            areAlike
            ? PipelineStage.distinct(model, stages: pipeline)
            : PipelineStage.divide(model, stages: pipeline)
        parts[pipeline] = new
        return new
    }

    /// A layout with its settings; nil where it does not fit.
    private mutating func candidate(
        _ sizes: ParallelLayout,
        _ zeroStage: ZeROStage,
        _ recomputation: Int,
        _ step: Step,
        _ prepared: TrainingEstimator,
        _ rent: USDPerHour?
    ) -> Candidate? {
        let layout = planner.layout(sizes, zeroStage, step.virtualPipeline)
        let estimator = prepared.with(layout)
        var need = ByteRange.zero
        for stage in estimator.stages {
            let total = estimator.memory(of: stage, step.load).onCard(of: memory).total
            if total.value > need.value { need = total }
        }
        var candidate = Candidate(
            layout: layout,
            recomputation: recomputation,
            load: step.load,
            need: need,
            figures: PlanFigures(gpus: sizes.gpus, isSafe: false, headroom: memory - need.value)
        )
        guard need.value <= memory else {
            if nearest.map({ candidate.isNearer(than: $0) }) ?? true { nearest = candidate }
            return nil
        }
        candidate.figures.isSafe = need.high <= memory
        candidate.figures.rent = rent
        let ground = planner.ground(sizes, zeroStage)
        let rates = planner.isFused(sizes, zeroStage) ? fusedRates : plainRates
        if let site = ground.site, let rates,
            let time = estimator.step(step.load, at: site, rates, arithmetics[recomputation])
        {
            candidate.figures.tokensPerSecond = time.tokensPerSecond
            candidate.figures.latency = time.total
        }
        return candidate
    }

    /// What the search found.
    var result: TrainingPlanner.Result {
        var result = TrainingPlanner.Result()
        result.considered = considered
        result.feasible = feasible
        if best.isEmpty { result.nearestMiss = nearest.map(plan) }
        let onFront = Set(front.members.map(\.identity))
        let further = front.members.filter { member in
            !best.contains { $0.identity == member.identity }
        }
        let all = (best + further).map { ($0, objective.keys($0.figures)) }
        let sorted = all.sorted { left, right in
            if left.1 < right.1 { return true }
            if right.1 < left.1 { return false }
            return left.0.isSimpler(than: right.0)
        }
        result.plans = sorted.map { plan($0.0) }
        result.front = sorted.indices.filter { onFront.contains(sorted[$0].0.identity) }
        return result
    }

    private func plan(_ candidate: Candidate) -> TrainingPlanner.Plan {
        let layout = candidate.layout
        var plan = planner.plan(layout.sizes, layout.zeroStage, layout.virtualPipeline)
        plan.recomputation = recomputations[candidate.recomputation]
        return TrainingPlanner.Plan(
            plan: plan,
            load: candidate.load,
            site: planner.ground(layout.sizes, layout.zeroStage).site,
            fit: Fit(need: candidate.need, memory: memory, usable: memory),
            figures: candidate.figures
        )
    }
}
