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

    /// A setting of a division of the GPUs that samples and parts of stages do not change.
    private struct Setting {
        var sizes: ParallelLayout
        var zeroStage: ZeROStage
        var recomputation: Int
        var site: TrainingSite?
        var rates: ReachedRates?
        var rent: USDPerHour?
        /// Whether more samples always take more memory: not where gradients end with a step of one
        /// micro-batch.
        var growsWithSamples: Bool
    }

    /// Looks at one division of the GPUs with every setting.
    private mutating func look(at sizes: ParallelLayout, _ steps: [Step], _ rent: USDPerHour?) {
        var chosen: (candidate: Candidate, keys: PlanKeys)?
        for zeroStage in planner.freedom.zeroStages(sizes) {
            let isFused = planner.isFused(sizes, zeroStage)
            let ground = isFused ? planner.grounds.fused : planner.grounds.plain
            for recomputation in recomputations.indices
            where planner.applies(recomputations[recomputation], ground.framework) {
                considered += steps.count
                let setting = Setting(
                    sizes: sizes,
                    zeroStage: zeroStage,
                    recomputation: recomputation,
                    site: ground.site,
                    rates: isFused ? fusedRates : plainRates,
                    rent: rent,
                    growsWithSamples: ground.framework.gradients == .persistent
                )
                look(at: setting, steps, &chosen)
            }
        }
        if let chosen { best.append(chosen.candidate) }
    }

    private mutating func look(
        at setting: Setting,
        _ steps: [Step],
        _ chosen: inout (candidate: Candidate, keys: PlanKeys)?
    ) {
        var stages = prepared(setting.sizes, setting.zeroStage, setting.recomputation)
        // What does not fit before any activation, and is not the nearest miss either.
        if stages.floor > memory, nearest.map({ stages.floor > $0.need.value }) ?? false { return }
        for step in steps {
            guard let candidate = candidate(setting, step, &stages.estimator) else {
                // The fewest parts of a stage take least, and so do the fewest samples.
                let isLeast = step.virtualPipeline == steps.first?.virtualPipeline
                if isLeast, setting.growsWithSamples { return }
                continue
            }
            feasible += 1
            front.add(candidate)
            let keys = objective.keys(candidate.figures)
            if let known = chosen, !(keys < known.keys) { continue }
            chosen = (candidate, keys)
        }
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
            stage.states.resident + stage.runtime.total.value
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
        _ setting: Setting,
        _ step: Step,
        _ estimator: inout TrainingEstimator
    ) -> Candidate? {
        let layout = planner.layout(setting.sizes, setting.zeroStage, step.virtualPipeline)
        estimator.move(to: layout)
        var need = ByteRange.zero
        for stage in estimator.stages {
            let total = estimator.memory(of: stage, step.load).onCard(of: memory).total
            if total.value > need.value { need = total }
        }
        var candidate = Candidate(
            layout: layout,
            recomputation: setting.recomputation,
            load: step.load,
            need: need,
            figures: PlanFigures(
                gpus: setting.sizes.gpus,
                isSafe: need.high <= memory,
                headroom: memory - need.value,
                rent: setting.rent
            )
        )
        guard need.value <= memory else {
            if nearest.map({ candidate.isNearer(than: $0) }) ?? true { nearest = candidate }
            return nil
        }
        let arithmetic = arithmetics[setting.recomputation]
        if let site = setting.site, let rates = setting.rates,
            let time = estimator.step(step.load, at: site, rates, arithmetic)
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
