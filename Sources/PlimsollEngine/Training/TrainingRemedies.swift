/// One change that lowers what a training run needs.
public struct TrainingRemedy: Sendable {
    /// What is changed.
    public enum Change: Hashable, Sendable {
        /// Every layer is computed again from its input.
        case fullRecomputation
        /// Head and loss as one kernel, or in chunks.
        case fusedLoss
        /// One sample at once; the same number of samples in more micro-batches.
        case microBatchOfOne
        /// Data parallel ranks divide everything.
        case shardedParameters
        /// Moments of 8 bits.
        case eightBitMoments
        /// The optimizer's step inside the backward pass.
        case gradientRelease
        /// Moments and master weights on the host.
        case offloadedOptimizer
        /// Layer inputs on the host until the backward pass.
        case offloadedActivations
        /// Adapters beside a frozen base of 16 or of 4 bits.
        case lowRankAdapters(isQuantized: Bool)
        /// More data parallel ranks that divide everything.
        case moreGPUs(Int, tensor: Int)
    }

    /// What is changed; several at once where one alone does not do.
    public var changes: [Change]
    /// Memory of the fullest GPU then.
    public var need: ByteRange
    /// Whether it fits then.
    public var fits: Bool
    /// Time of a token on all GPUs then, over that before; nil where speed is not known.
    public var relativeTime: Double?
}

extension TrainingEstimator {
    /// Changes that would make a run fit, each alone and then the cheapest together.
    ///
    /// Those that fit come first, by their cost in time; then those that save most. At most a dozen
    /// plans are estimated for each, so an answer takes milliseconds.
    ///
    /// - Parameters:
    ///   - load: The load.
    ///   - memory: The card's memory.
    ///   - site: Where it runs, for the cost in time.
    ///   - base4: The format of a base of 4 bits; nil where none is known.
    /// - Returns: The changes that apply to the plan.
    public func remedies(
        _ load: TrainingLoad,
        memory: Bytes,
        site: TrainingSite?,
        base4: WeightFormat?
    ) -> [TrainingRemedy] {
        let before = memoryPerGPU(load)?.total.value ?? .zero
        let beforeTime = time(load, site)
        var found: [TrainingRemedy] = []
        for change in applicable(load, memory: memory, base4: base4) {
            guard
                let remedy = remedy([change], load, memory, site, beforeTime, base4),
                remedy.need.value < before
            else { continue }
            found.append(remedy)
        }
        found.sort(by: Self.isBetter)
        if found.contains(where: \.fits) == false,
            let together = combined(found, load, memory, site, beforeTime, base4)
        {
            found.insert(together, at: 0)
        }
        return found
    }

    private static func isBetter(_ left: TrainingRemedy, _ right: TrainingRemedy) -> Bool {
        if left.fits != right.fits { return left.fits }
        if left.fits, let one = left.relativeTime, let other = right.relativeTime, one != other {
            return one < other
        }
        return left.need.value < right.need.value
    }

    /// Adds changes from the largest saving on until it fits, without those that exclude each other.
    private func combined(
        _ single: [TrainingRemedy],
        _ load: TrainingLoad,
        _ memory: Bytes,
        _ site: TrainingSite?,
        _ time: Double?,
        _ base4: WeightFormat?
    ) -> TrainingRemedy? {
        var changes: [TrainingRemedy.Change] = []
        for remedy in single {
            guard let change = remedy.changes.first, !changes.contains(where: change.excludes)
            else { continue }
            changes.append(change)
            guard changes.count > 1,
                let together = self.remedy(changes, load, memory, site, time, base4)
            else { continue }
            if together.fits { return together }
        }
        return nil
    }

    private func time(_ load: TrainingLoad, _ site: TrainingSite?) -> Double? {
        guard let site, let step = step(load, at: site, .value) else { return nil }
        return step.total.magnitude / step.tokens
    }

    private func applicable(
        _ load: TrainingLoad,
        memory: Bytes,
        base4: WeightFormat?
    ) -> [TrainingRemedy.Change] {
        var changes: [TrainingRemedy.Change] = []
        let isAdapter = plan.technique.isAdapter
        if plan.recomputation.scope != .full { changes.append(.fullRecomputation) }
        if !plan.hasFusedLoss, !plan.objective.hasScalarHead { changes.append(.fusedLoss) }
        if load.microBatch > 1 { changes.append(.microBatchOfOne) }
        if plan.layout.ranks > 1, plan.layout.zeroStage < .parameters {
            changes.append(.shardedParameters)
        }
        if !isAdapter, plan.optimizer == .adamw { changes.append(.eightBitMoments) }
        if !isAdapter, !plan.releasesGradients, load.accumulation ?? 1 == 1 {
            changes.append(.gradientRelease)
        }
        if !isAdapter, plan.offload.optimizer == .none, !plan.optimizer.isPaged {
            changes.append(.offloadedOptimizer)
        }
        if plan.offload.activations == .none { changes.append(.offloadedActivations) }
        if !isAdapter {
            changes.append(.lowRankAdapters(isQuantized: false))
        }
        if let base = plan.technique.base {
            if base.effectiveBits >= BitsPerElement(16), base4 != nil {
                changes.append(.lowRankAdapters(isQuantized: true))
            }
        } else if base4 != nil {
            changes.append(.lowRankAdapters(isQuantized: true))
        }
        if let least = minimumGPUs(load, memory: memory), least.gpus > plan.layout.sizes.gpus {
            changes.append(.moreGPUs(least.gpus, tensor: least.tensor))
        }
        return changes
    }

    private func remedy(
        _ changes: [TrainingRemedy.Change],
        _ load: TrainingLoad,
        _ memory: Bytes,
        _ site: TrainingSite?,
        _ before: Double?,
        _ base4: WeightFormat?
    ) -> TrainingRemedy? {
        var plan = plan
        var load = load
        for change in changes {
            guard change.apply(to: &plan, &load, base4: base4) else { return nil }
        }
        guard let changed = try? TrainingEstimator(plan),
            let need = changed.memoryPerGPU(load)?.total
        else { return nil }
        let after = changed.time(load, site)
        var relative: Double?
        if let before, let after, before > 0 { relative = after / before }
        return TrainingRemedy(
            changes: changes,
            need: need,
            fits: changed.fits(load, memory: memory),
            relativeTime: relative
        )
    }

    /// The fewest GPUs that hold a load: data parallel ranks that divide everything are added to the
    /// layout, and tensor parallelism where it is not used yet; nil where no number up to 8192 does.
    public func minimumGPUs(
        _ load: TrainingLoad,
        memory: Bytes
    ) -> (gpus: Int, tensor: Int)? {
        let sizes = plan.layout.sizes
        let tensors = sizes.tensor > 1 ? [sizes.tensor] : [1, 2, 4, 8]
        var least: (gpus: Int, tensor: Int)?
        for tensor in tensors {
            let perRank = tensor * sizes.pipeline * sizes.context
            let limit = min(8192, (least?.gpus ?? 8193) - 1) / perRank
            guard limit >= 1 else { continue }
            if let ranks = smallestRanks(tensor, upTo: limit, load, memory) {
                least = (ranks * perRank, tensor)
            }
        }
        return least
    }

    private func smallestRanks(
        _ tensor: Int,
        upTo limit: Int,
        _ load: TrainingLoad,
        _ memory: Bytes
    ) -> Int? {
        func fits(_ ranks: Int) -> Bool {
            var changed = plan
            guard let layout = plan.layout.resized(tensor: tensor, data: ranks, plan.model.shape)
            else { return false }
            changed.layout = layout
            guard let estimator = try? TrainingEstimator(changed) else { return false }
            return estimator.fits(load, memory: memory)
        }
        var high = 1
        while !fits(high) {
            guard high < limit else { return nil }
            high = min(limit, high * 2)
        }
        var low = high / 2
        while high - low > 1 {
            let middle = (low + high) / 2
            if fits(middle) { high = middle } else { low = middle }
        }
        return high
    }
}

extension TrainingLayout {
    /// The layout with other tensor and data parallel sizes, ranks dividing everything unless a
    /// pipeline keeps them from it; nil where the model does not allow it.
    func resized(tensor: Int, data: Int, _ shape: ModelShape) -> TrainingLayout? {
        let group = tensor * data * sizes.context
        let expert = group % (sizes.expert * expertTensor) == 0 ? sizes.expert : 1
        let isWhole = sizes.pipeline == 1 && data * sizes.context > 1
        return try? TrainingLayout(
            [
                .tensor: tensor, .data: data, .pipeline: sizes.pipeline, .context: sizes.context,
                .expert: expert,
            ],
            gpus: nil,
            zeroStage: isWhole ? .parameters : max(zeroStage, .optimizerState),
            expertTensor: expert > 1 ? expertTensor : nil,
            virtualPipeline: virtualPipeline,
            sequenceParallel: tensor == sizes.tensor ? hasSequenceParallelism : nil,
            model: shape
        )
    }
}

extension TrainingRemedy.Change {
    /// Whether two changes do not go together: adapters leave nothing of the states to save.
    fileprivate func excludes(_ other: TrainingRemedy.Change) -> Bool {
        func touchesStates(_ change: TrainingRemedy.Change) -> Bool {
            switch change {
            case .eightBitMoments, .gradientRelease, .offloadedOptimizer, .lowRankAdapters: true
            default: false
            }
        }
        func addsRanks(_ change: TrainingRemedy.Change) -> Bool {
            switch change {
            case .shardedParameters, .moreGPUs: true
            default: false
            }
        }
        return touchesStates(self) && touchesStates(other) || addsRanks(self) && addsRanks(other)
    }

    /// Makes the change; false where the model does not allow it.
    fileprivate func apply(
        to plan: inout TrainingPlan,
        _ load: inout TrainingLoad,
        base4: WeightFormat?
    ) -> Bool {
        switch self {
        case .fullRecomputation: plan.recomputation = ActivationRecomputation(.full)
        case .fusedLoss: plan.hasFusedLoss = true
        case .microBatchOfOne:
            load.accumulation = load.accumulation.map { $0 * load.microBatch }
            load.microBatch = 1
        case .shardedParameters:
            let sizes = plan.layout.sizes
            guard
                let layout = try? TrainingLayout(
                    [
                        .tensor: sizes.tensor, .data: sizes.data, .pipeline: sizes.pipeline,
                        .context: sizes.context, .expert: sizes.expert,
                    ],
                    gpus: nil,
                    zeroStage: .parameters,
                    expertTensor: plan.layout.expertTensor,
                    virtualPipeline: plan.layout.virtualPipeline,
                    sequenceParallel: plan.layout.hasSequenceParallelism,
                    model: plan.model.shape
                )
            else { return false }
            plan.layout = layout
        case .eightBitMoments: plan.optimizer = .adamw8bit
        case .gradientRelease: plan.releasesGradients = true
        case .offloadedOptimizer: plan.offload.optimizer = .cpu
        case .offloadedActivations:
            plan.offload.activations = .cpu
            plan.recomputation = ActivationRecomputation(.full)
        case .lowRankAdapters(let isQuantized):
            let base = isQuantized ? base4 : WeightFormat.plain(id: "bf16", bits: 16)
            guard let base else { return false }
            plan.technique = .adapter(
                Adapter(.lowRank(rank: 16), targets: .allLinear, dropoutShare: 0.5),
                base: base
            )
            plan.formats.weights = .fp32
            plan.formats.gradients = .fp32
            plan.formats.hasMasterWeights = false
        case .moreGPUs(let gpus, let tensor):
            let perRank = tensor * plan.layout.sizes.pipeline * plan.layout.sizes.context
            guard
                let layout = plan.layout.resized(
                    tensor: tensor,
                    data: gpus / perRank,
                    plan.model.shape
                )
            else { return false }
            plan.layout = layout
        }
        return true
    }
}
