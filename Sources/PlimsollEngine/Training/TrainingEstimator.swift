/// Memory of training one model in one plan, for any number of tokens at once.
///
/// What does not depend on the load is computed once, so that capacity can be searched by asking
/// for the memory of many loads.
public struct TrainingEstimator: Sendable {
    /// Everything but the load.
    public private(set) var plan: TrainingPlan
    /// The stages of the pipeline.
    let stages: [Stage]

    /// One stage and what it holds.
    struct Stage: Sendable {
        var part: PipelineStage
        var states: TrainingStates
        var activations: StageActivations
        var runtime: RuntimeMemory
        /// Weights of the stage in the width in which ranks gather them, before they divide them.
        var gathered: Bytes

        /// Prepares a stage of a plan.
        init(_ part: PipelineStage, _ plan: TrainingPlan, firstTrained: Int) {
            self.part = part
            states = StateCounter.states(part, plan, firstTrained: firstTrained)
            activations = StageActivations(part, plan, firstTrained: firstTrained)
            runtime = TrainingEstimator.runtime(plan)
            gathered = part.profile.sizes.reduce(Bytes.zero) { sum, entry in
                sum + entry.count * (plan.layout.shard(entry.size).elements * plan.gatheredBits)
            }
        }

        /// The same at the place of a stage that is alike.
        func at(_ part: PipelineStage) -> Stage {
            var other = self
            other.part = part
            return other
        }
    }

    /// An estimator of a plan.
    ///
    /// - Throws: ``EstimationError/notApplicable(field:reason:)`` where no target of an adapter is a
    ///   module of the model.
    public init(_ plan: TrainingPlan) throws(EstimationError) {
        self.plan = plan
        let shape = plan.model.shape
        if case .adapter(let adapter, _) = plan.technique,
            case .modules(let names) = adapter.targets,
            let unknown = adapter.unknownTargets(in: shape).first,
            adapter.unknownTargets(in: shape).count == names.count
        {
            let possible = Adapter.possibleTargets(in: shape).map(\.rawValue)
            throw .notApplicable(
                field: "adapter",
                reason: "no module \"\(unknown.rawValue)\" in the model; targets may be "
                    + possible.joined(separator: ", ")
            )
        }
        let firstTrained = Self.firstTrainedLayer(plan)
        let count = plan.layout.sizes.pipeline
        guard firstTrained == 0 else {
            stages = PipelineStage.divide(plan.model, stages: count)
                .map { Stage($0, plan, firstTrained: firstTrained) }
            return
        }
        var stages: [Stage] = []
        for part in PipelineStage.sharing(plan.model, stages: count) {
            if let last = stages.last(where: { $0.part.profile === part.profile }) {
                stages.append(last.at(part))
            } else {
                stages.append(Stage(part, plan, firstTrained: 0))
            }
        }
        self.stages = stages
    }

    /// An estimator over stages that other plans have too, which differ in nothing that
    /// ``Stage`` holds.
    init(_ plan: TrainingPlan, stages: [Stage]) {
        self.plan = plan
        self.stages = stages
    }

    /// The same stages in a layout that differs in nothing that ``Stage`` holds: tokens of a
    /// sequence that ranks divide, parts of stages.
    func with(_ layout: TrainingLayout) -> TrainingEstimator {
        var other = self
        other.plan.layout = layout
        return other
    }

    /// The first layer that is trained; all before it are frozen.
    var firstTrainedLayer: Int { Self.firstTrainedLayer(plan) }

    static func firstTrainedLayer(_ plan: TrainingPlan) -> Int {
        guard case .full(let layers?) = plan.technique else { return 0 }
        return max(0, plan.model.shape.layers.count - layers)
    }

    private static func runtime(_ plan: TrainingPlan) -> RuntimeMemory {
        let constants = plan.framework.constants
        return RuntimeMemory(
            deviceContext: constants.deviceContext.bytes,
            communication: constants.communicators.bytes(for: plan.layout.sizes.gpus),
            graphs: .zero,
            other: .zero
        )
    }

    /// Parameters that are trained, over the whole model.
    ///
    /// Worked example, rank 16 on every matrix of the layers of Llama 3 70B: 207,093,760.
    public var trainableParameters: Elements {
        let shape = plan.model.shape
        switch plan.technique {
        case .full(nil), .lowRankMoments: return plan.model.parameters.total
        case .full(let layers?):
            let first = max(0, shape.layers.count - layers)
            let ends = first == 0 ? shape.embeddings + shape.towers : []
            let outside = (ends + shape.outputs).reduce(Elements.zero) { $0 + $1.elements }
            return shape.layers.order.dropFirst(first).reduce(outside) { sum, kind in
                sum + shape.layers.kinds[kind].tensors.reduce(.zero) { $0 + $1.elements }
            }
        case .adapter(let adapter, _):
            let further = adapter.furtherParameters(shape, isFirst: true, isLast: true)
            return plan.model.inventory.reduce(further) { sum, entry in
                let own = adapter.parameters(entry.tensor, shard: TensorSize(entry.tensor))
                return sum + entry.count * own
            }
        }
    }

    /// Memory of one GPU of each stage under a load, from the first stage to the last.
    public func memoryByStage(_ load: TrainingLoad) -> [TrainingMemory] {
        stages.map { memory(of: $0, load) }
    }

    /// Memory of the fullest GPU under a load.
    public func memoryPerGPU(_ load: TrainingLoad) -> TrainingMemory? {
        memoryByStage(load).max { $0.total.value < $1.total.value }
    }

    /// Whether gradients stay between micro-batches.
    func keepsGradients(_ load: TrainingLoad) -> Bool {
        guard !plan.releasesGradients else { return false }
        return plan.framework.gradients == .persistent || load.accumulation != 1
    }

    /// Memory of one GPU of a stage.
    ///
    ///     forward and backward   W + O + A + C + max(X + H, X' + G)      gradients freed after steps
    ///                            W + O + A + C + G + X                   gradients kept
    ///     optimizer's step       W + O + A + G + temporaries
    ///
    /// | symbol | meaning |
    /// |---|---|
    /// | W, G, O, A | weights, gradients, optimizer states, adapters on this GPU |
    /// | C | gathered parameters and gradient buckets |
    /// | X | activations and logits when the backward pass begins |
    /// | X' | activations of one layer, when all gradients are there |
    /// | H | gradient of the head |
    func memory(of stage: Stage, _ load: TrainingLoad) -> TrainingMemory {
        let states = stage.states
        let communication = communicationBytes(states, load)
        let step = stage.activations.peak(load, stage: stage.part.index, plan, states: states)
        let keeps = keepsGradients(load)
        let beyond = max(
            .zero,
            keeps ? step.atBackward : max(step.withHead - states.gradients, step.lastLayer)
        )
        let base = states.resident + communication
        let forward = base + beyond
        let optimizer = states.resident + stepTemporaries(states)
        let generation = generationBytes(stage, load)
        let phases = TrainingPhases(
            forwardBackward: forward,
            optimizerStep: optimizer,
            generation: generation.map { states.resident + $0 }
        )
        let phase = phases.fullest
        let extra: Bytes =
            switch phase {
            case .forwardBackward: beyond
            case .optimizerStep: stepTemporaries(states)
            case .generation: generation ?? .zero
            }
        let atPeak = phase == .forwardBackward ? communication : .zero
        let constants = plan.framework.constants
        let fragments =
            isGathering ? constants.shardedReserve.times(extra + atPeak) : .zero
        var runtime = stage.runtime
        runtime.other = isGathering ? .zero : constants.reserve.times(extra + atPeak)
        return TrainingMemory(
            weights: ByteRange(exactly: states.weights + states.frozenModels),
            gradients: ByteRange(exactly: states.gradients),
            optimizer: ByteRange(exactly: states.optimizer),
            activation: band(extra, constants.activations),
            adapter: ByteRange(exactly: states.adapter),
            communication: ByteRange(exactly: atPeak) + fragments,
            runtime: runtime,
            host: states.host + step.offloaded,
            disk: states.disk,
            peakPhase: phase,
            phases: phases,
            spread: constants.spread.range
        )
    }

    /// Gathered parameters and buckets of gradients that the framework's allocator sees.
    ///
    ///     fully sharded    units · largest layer + ends of the model + gradient of the largest layer
    ///     replicas         a second copy of the gradients, where the framework buckets them so
    ///
    /// Source: PyTorch FSDP (`forward_prefetch`, root unit kept); PyTorch DDP (`gradient_as_bucket_view`).
    func communicationBytes(_ states: TrainingStates, _ load: TrainingLoad) -> Bytes {
        let layout = plan.layout
        if isGathering {
            let units = plan.framework.constants.gatheredUnits.value
            return states.largestUnit.scaled(by: units) + states.rootUnit + states.unitGradient
        }
        let copies = plan.framework.copiesGradientsToBuckets && layout.zeroStage == .none
        return layout.ranks > 1 && copies && !plan.releasesGradients
            ? states.wholeGradients : .zero
    }

    /// Whether parameters are brought together layer by layer.
    var isGathering: Bool {
        plan.layout.zeroStage == .parameters && plan.layout.shardingGroup > 1
            || plan.offload.parameters != .none
    }

    /// What an optimizer's step takes beside the states: with states on the host one bucket, with
    /// gradients used up in the backward pass those of one layer.
    private func stepTemporaries(_ states: TrainingStates) -> Bytes {
        plan.releasesGradients ? max(states.unitGradient, states.headGradient) : .zero
    }

    /// Keys and values of the rollouts, and gathered weights where ranks divide them.
    private func generationBytes(_ stage: Stage, _ load: TrainingLoad) -> Bytes? {
        guard plan.objective.generates else { return nil }
        let sequences = load.microBatch * load.rolloutsPerPrompt
        let cache = stage.part.profile.cache.bytesPerSequence(
            load.sequenceLength,
            KVCacheFormat(.bf16),
            tensor: plan.layout.sizes.tensor
        )
        let isSharded = plan.layout.zeroStage == .parameters && plan.layout.shardingGroup > 1
        guard isSharded else { return sequences * cache }
        let whole = stage.part.profile.sizes.reduce(Bytes.zero) { sum, entry in
            sum + entry.count * (plan.layout.shard(entry.size).elements * BitsPerElement(16))
        }
        return sequences * cache + whole
    }
}

extension TrainingEstimator {
    /// An amount that a factor is already part of, with the band of the factor.
    private func band(_ amount: Bytes, _ factor: EmpiricalFactor) -> ByteRange {
        guard factor.value > 0 else { return ByteRange(exactly: amount) }
        return ByteRange(
            low: amount.scaled(by: factor.range.lowerBound / factor.value),
            value: amount,
            high: amount.scaled(by: factor.range.upperBound / factor.value)
        )
    }
}

extension EmpiricalFactor {
    /// An amount times the factor, with its range.
    func times(_ amount: Bytes) -> ByteRange {
        ByteRange(
            low: amount.scaled(by: range.lowerBound),
            value: amount.scaled(by: value),
            high: amount.scaled(by: range.upperBound)
        )
    }
}
