/// Searches the layouts of a training run: which hold it, and how they compare.
///
/// Memory and time are those of ``TrainingEstimator``; what layouts share, stages and their states,
/// is prepared once.
public struct TrainingPlanner: Sendable {
    /// The run; layout, recomputation and framework are what is searched.
    public let base: TrainingPlan
    /// Sequences; samples and micro-batches are what is searched.
    public let load: TrainingLoad
    /// What may be chosen.
    public let freedom: TrainingFreedom
    /// The frameworks, and where they run.
    public let grounds: TrainingGrounds

    /// A planner.
    public init(
        _ base: TrainingPlan,
        _ load: TrainingLoad,
        freedom: TrainingFreedom,
        grounds: TrainingGrounds
    ) {
        self.base = base
        self.load = load
        self.freedom = freedom
        self.grounds = grounds
    }

    /// A layout that was looked at, with what suits it.
    public struct Plan: Sendable {
        /// Layout, recomputation and framework.
        public var plan: TrainingPlan
        /// Samples and micro-batches.
        public var load: TrainingLoad
        /// Where it runs.
        public var site: TrainingSite?
        /// Whether it fits.
        public var fit: Fit
        /// What it is judged by.
        public var figures: PlanFigures

        /// Bytes that the fullest GPU lacks; zero where it fits.
        public var shortage: Bytes { max(.zero, .zero - fit.headroom) }
    }

    /// The outcome of a search.
    public struct Result: Sendable {
        /// Layouts that were looked at, with every setting.
        public var considered = 0
        /// Those that hold the run.
        public var feasible = 0
        /// The best setting of each division of the GPUs, and every setting on the front; best first.
        public var plans: [Plan] = []
        /// Positions in `plans` of those that no other is better than in every respect.
        public var front: [Int] = []
        /// Where nothing fits, the layout that lacks the fewest bytes.
        public var nearestMiss: Plan?
    }

    /// Searches layouts over equal GPUs.
    ///
    /// A layout is possible where it is one of ``LayoutSpace``, its data parallel ranks divide the
    /// global batch, and the ranks of a sequence divide it into pairs of equal parts.
    ///
    /// - Parameters:
    ///   - counts: Numbers of GPUs to try, ascending.
    ///   - gpu: The GPU.
    ///   - gpusPerNode: GPUs of one machine.
    ///   - objective: What decides the order.
    ///   - rent: What a number of GPUs costs.
    /// - Returns: The plans that fit, best first.
    public func search(
        counts: [Int],
        of gpu: GPU,
        gpusPerNode: Int,
        objective: PlanObjective,
        rent: (Int) -> USDPerHour? = { _ in nil }
    ) -> Result {
        var search = TrainingSearch(self, memory: gpu.memory.planned, objective)
        for count in counts {
            search.look(at: count, gpusPerNode: gpusPerNode, rent: rent(count))
        }
        return search.result
    }

    /// The layout for a number of GPUs where nobody says how: the fastest that holds the run.
    ///
    /// Tokens of a sequence are not divided, which is a matter of very long sequences.
    ///
    /// - Parameters:
    ///   - gpus: GPUs to use.
    ///   - gpu: The GPU.
    ///   - gpusPerNode: GPUs of one machine.
    /// - Returns: The plan, or where nothing fits the nearest miss; nil where no layout is possible.
    public func choice(gpus: Int, of gpu: GPU, gpusPerNode: Int) -> Plan? {
        var narrowed = freedom
        narrowed.largestContextSize = 1
        let result = TrainingPlanner(base, load, freedom: narrowed, grounds: grounds)
            .search(counts: [gpus], of: gpu, gpusPerNode: gpusPerNode, objective: .throughput)
        return result.plans.first ?? result.nearestMiss
    }
}

extension TrainingPlanner {
    /// Changes of the nearest miss with which something fits, those of one layout first, and the
    /// fewest GPUs that hold the run as it is.
    ///
    /// - Parameters:
    ///   - miss: The layout that lacks the fewest bytes.
    ///   - gpu: The GPU.
    ///   - furtherCounts: Larger numbers of GPUs that might be had, ascending.
    ///   - gpusPerNode: GPUs of one machine.
    ///   - base4: The format of a base of 4 bits; nil where none is known.
    /// - Returns: Single changes or the cheapest together, and a plan over more GPUs.
    public func remedies(
        _ miss: Plan,
        of gpu: GPU,
        furtherCounts: [Int],
        gpusPerNode: Int,
        base4: WeightFormat?
    ) -> (changes: [TrainingRemedy], larger: Plan?) {
        let estimator = try? TrainingEstimator(miss.plan)
        let changes =
            (estimator?.remedies(
                miss.load,
                memory: gpu.memory.planned,
                site: miss.site,
                base4: base4
            ) ?? []).filter { remedy in
                guard remedy.fits else { return false }
                // More GPUs are searched in every layout.
                return !remedy.changes.contains { change in
                    if case .moreGPUs = change { return true }
                    return false
                }
            }
        for count in furtherCounts {
            let result = search(
                counts: [count],
                of: gpu,
                gpusPerNode: gpusPerNode,
                objective: .throughput
            )
            if let plan = result.plans.first { return (changes, plan) }
        }
        return (changes, nil)
    }
}

extension TrainingPlanner {
    /// Ways of recomputing that are searched, from the fastest to the smallest.
    var recomputations: [ActivationRecomputation] {
        if let given = freedom.recomputation { return [given] }
        let cheap = ActivationRecomputation(.selective(cheapParts))
        let half = ActivationRecomputation(.selective([.operations]))
        return [ActivationRecomputation(.none), cheap, half, ActivationRecomputation(.full)]
    }

    /// Parts that take much memory and little time: norms, activation functions of experts, and the
    /// scores of attention where they are kept at all.
    private var cheapParts: Set<ActivationRecomputation.Part> {
        var parts: Set<ActivationRecomputation.Part> = [.layerNorm]
        if !base.model.shape.expertCounts.isEmpty { parts.insert(.moeActivation) }
        if base.isAttentionEager { parts.insert(.coreAttention) }
        return parts
    }

    /// Whether a framework computes again in that way: plain code every second matrix, fused kernels
    /// single parts of a layer.
    func applies(
        _ recomputation: ActivationRecomputation,
        _ framework: TrainingProfile
    ) -> Bool {
        guard freedom.recomputation == nil, case .selective(let parts) = recomputation.scope else {
            return true
        }
        return parts.contains(.operations) == (framework.kernels == .eager)
    }

    /// The framework of a layout.
    func ground(_ sizes: ParallelLayout, _ zeroStage: ZeROStage) -> TrainingGround {
        isFused(sizes, zeroStage) ? grounds.fused : grounds.plain
    }

    /// Whether a layout is trained by the framework of fused kernels.
    func isFused(_ sizes: ParallelLayout, _ zeroStage: ZeROStage) -> Bool {
        TrainingGrounds.isFused(
            tensor: sizes.tensor,
            pipeline: sizes.pipeline,
            expert: sizes.expert,
            zeroStage,
            base.precision
        )
    }

    /// A layout of sizes that are possible.
    func layout(
        _ sizes: ParallelLayout,
        _ zeroStage: ZeROStage,
        _ virtualPipeline: Int
    ) -> TrainingLayout {
        TrainingLayout(
            checked: sizes,
            zeroStage: zeroStage,
            virtualPipeline: virtualPipeline,
            hasSequenceParallelism: freedom.hasSequenceParallelism
        )
    }

    /// The run in a layout.
    func plan(
        _ sizes: ParallelLayout,
        _ zeroStage: ZeROStage,
        _ virtualPipeline: Int
    ) -> TrainingPlan {
        var plan = base
        plan.layout = layout(sizes, zeroStage, virtualPipeline)
        plan.framework = ground(sizes, zeroStage).framework
        return plan
    }
}
