/// A plan over GPUs of different kinds.
public struct DevicePlan: Sendable {
    /// One pipeline stage.
    public struct Stage: Sendable {
        /// Which of the groups its GPUs are of; the smallest where it has several kinds.
        public var group: Int
        /// Its layers.
        public var layers: Int
        /// Memory of one of its GPUs.
        public var memory: InferenceMemory
        /// Whether that fits.
        public var fit: Fit
    }

    /// The layout, with the memory of the stage that is fullest for its card.
    public var plan: InferencePlanner.Plan
    /// GPUs used of each group.
    public var used: [Int]
    /// The stages in order.
    public var stages: [Stage]

    /// The groups whose cards a stage has: its own, or all that are used where one stage has several
    /// kinds.
    public func groups(of stage: Stage) -> [Int] {
        stages.count > 1 ? [stage.group] : used.indices.filter { used[$0] > 0 }
    }
}

/// Searches layouts over GPUs of different kinds.
///
/// Engines that serve from mixed cards divide layers, a stage a card or a group of equal cards, in
/// proportion to memory; or they divide matrices, and then each card holds as much as the smallest.
public struct DevicePlanner: Sendable {
    /// The most combinations of cards that are tried.
    public static let maximumCombinations = 4096

    private let planner: InferencePlanner
    private let groups: [DeviceGroup]

    /// A planner over groups of cards, in the order in which stages are laid on them.
    public init(_ planner: InferencePlanner, _ groups: [DeviceGroup]) {
        self.planner = planner
        self.groups = groups
    }

    /// Layouts that were looked at, and those that fit, best first.
    public struct Result: Sendable {
        /// Layouts that were looked at.
        public var considered = 0
        /// Those that fit, best first.
        public var plans: [DevicePlan] = []
        /// Positions in `plans` of those that no other is better than in every respect.
        public var front: [Int] = []
        /// Where nothing fits, the layout that lacks the fewest bytes.
        public var nearestMiss: DevicePlan?
    }

    /// Searches.
    ///
    /// - Parameters:
    ///   - load: What is to be held.
    ///   - fillsBatch: Whether each layout is given as many sequences as it holds.
    ///   - usesAll: Whether every card has to be used.
    ///   - objective: What decides the order.
    ///   - judge: Adds speed and rent to the figures of a plan that fits.
    /// - Returns: The plans that fit, best first.
    public func search(
        load: InferenceWorkload,
        fillsBatch: Bool,
        usesAll: Bool,
        objective: PlanObjective,
        judge: (DevicePlan) -> PlanFigures = { $0.plan.figures }
    ) -> Result {
        var result = Result()
        for used in combinations(usesAll: usesAll) {
            for candidate in candidates(used) {
                guard var plan = plan(candidate, used, load, fillsBatch: fillsBatch) else {
                    continue
                }
                result.considered += 1
                guard plan.stages.allSatisfy({ $0.fit.verdict != .doesNotFit }) else {
                    if result.nearestMiss.map({ plan.plan.isNearer(than: $0.plan) }) ?? true {
                        result.nearestMiss = plan
                    }
                    continue
                }
                plan.plan.figures = judge(plan)
                result.plans.append(plan)
            }
        }
        if !result.plans.isEmpty { result.nearestMiss = nil }
        let keys = result.plans.map { objective.keys($0.plan.figures) }
        let order = result.plans.indices.sorted { left, right in
            if keys[left] < keys[right] { return true }
            if keys[right] < keys[left] { return false }
            return left < right
        }
        result.plans = order.map { result.plans[$0] }
        result.front = ParetoFront.positions(result.plans.map(\.plan.figures))
        return result
    }

    /// Numbers of cards of each group, fewest cards first.
    private func combinations(usesAll: Bool) -> [[Int]] {
        if usesAll { return [groups.map(\.count)] }
        var all: [[Int]] = [[]]
        for group in groups {
            all = all.flatMap { start in (0...group.count).map { start + [$0] } }
        }
        return all.filter { $0.contains { $0 > 0 } }
            .sorted { left, right in
                let (few, many) = (left.reduce(0, +), right.reduce(0, +))
                return few == many ? right.lexicographicallyPrecedes(left) : few < many
            }
    }

    /// A layout before its layers are divided: the group of each stage.
    private struct Candidate {
        var layout: ParallelLayout
        var stages: [Int]
    }

    private func candidates(_ used: [Int]) -> [Candidate] {
        let total = used.reduce(0, +)
        let heads = LayoutSpace(model: planner.model.shape, gpus: total, gpusPerNode: total)
        var candidates: [Candidate] = []
        for tensor in heads.tensorSizes where used.allSatisfy({ $0 % tensor == 0 }) {
            let stages = used.indices.flatMap { group in
                Array(repeating: group, count: used[group] / tensor)
            }
            guard stages.count <= planner.model.shape.layers.count else { continue }
            candidates.append(
                Candidate(layout: Self.layout(tensor, stages.count), stages: stages)
            )
        }
        let kinds = used.indices.filter { used[$0] > 0 }
        if kinds.count > 1, heads.tensorSizes.contains(total) {
            let smallest = kinds.min { memory($0) < memory($1) }
            candidates.append(Candidate(layout: Self.layout(total, 1), stages: [smallest ?? 0]))
        }
        return candidates
    }

    private static func layout(_ tensor: Int, _ stages: Int) -> ParallelLayout {
        ParallelLayout(checkedTensor: tensor, pipeline: stages, data: 1, expert: 1, context: 1)
    }

    private func memory(_ group: Int) -> Bytes { groups[group].gpu.memory.planned }

    private func plan(
        _ candidate: Candidate,
        _ used: [Int],
        _ load: InferenceWorkload,
        fillsBatch: Bool
    ) -> DevicePlan? {
        let counts = layerCounts(candidate, load)
        guard !counts.isEmpty else { return nil }
        let estimator = estimator(candidate, counts)
        let memories = candidate.stages.map(memory)
        var filled = load
        if fillsBatch {
            let most = estimator.maximumBatch(load, memories: memories, share: planner.share)
            filled.concurrentSequences = max(most, load.concurrentSequences)
        }
        let needs = estimator.memoryByStage(filled)
        let stages = candidate.stages.indices.map { index in
            DevicePlan.Stage(
                group: candidate.stages[index],
                layers: counts[index],
                memory: needs[index],
                fit: estimator.fit(needs[index], memory: memories[index], share: planner.share)
            )
        }
        guard let fullest = stages.min(by: { $0.fit.headroom < $1.fit.headroom }) else {
            return nil
        }
        let isSafe = stages.allSatisfy { $0.fit.verdict == .fits || $0.fit.verdict == .tight }
        return DevicePlan(
            plan: InferencePlanner.Plan(
                layout: candidate.layout,
                load: filled,
                memory: fullest.memory,
                fit: fullest.fit,
                figures: PlanFigures(
                    gpus: candidate.layout.gpus,
                    isSafe: isSafe,
                    headroom: fullest.fit.headroom
                )
            ),
            used: used,
            stages: stages
        )
    }

    /// Layers in proportion to what each card has for them: what an even division leaves beside
    /// weights and cache of its layers is fixed.
    private func layerCounts(_ candidate: Candidate, _ load: InferenceWorkload) -> [Int] {
        let layers = planner.model.shape.layers.count
        let stages = candidate.stages.count
        guard stages > 1 else { return [layers] }
        let even = PipelineStage.evenCounts(layers, stages: stages)
        let estimator = estimator(candidate, even)
        let needs = estimator.memoryByStage(load)
        let middle = needs.count > 2 ? 1 : 0
        let perLayer =
            (needs[middle].weights.value + needs[middle].kvCache.value).magnitude
            / max(1, even[middle])
        let room = candidate.stages.indices.map { index in
            let fit = estimator.fit(
                needs[index],
                memory: memory(candidate.stages[index]),
                share: planner.share
            )
            let ofLayers = Bytes(perLayer * even[index])
            return DeviceSplit.Stage(
                usable: fit.usable,
                fixed: max(.zero, needs[index].total.high - ofLayers)
            )
        }
        return DeviceSplit.layerCounts(layers, room)
    }

    private func estimator(_ candidate: Candidate, _ counts: [Int]) -> InferenceEstimator {
        InferenceEstimator(
            model: planner.model,
            weightFormat: planner.weightFormat,
            cacheFormat: planner.cacheFormat,
            runtime: planner.runtime,
            layout: candidate.layout,
            memory: candidate.stages.map(memory).min(),
            cacheBand: planner.cacheBand,
            parts: PipelineStage.divide(planner.model, layerCounts: counts)
        )
    }
}
