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
    ///
    /// A class, since every look for a capacity or a layout goes over the stages.
    final class Stage: Sendable {
        let part: PipelineStage
        let states: TrainingStates
        let activations: StageActivations
        let runtime: RuntimeMemory
        /// Weights of the stage in the width in which ranks gather them, before they divide them.
        let gathered: Bytes

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
        init(_ other: Stage, at part: PipelineStage) {
            self.part = part
            states = other.states
            activations = other.activations
            runtime = other.runtime
            gathered = other.gathered
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
                stages.append(Stage(last, at: part))
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

    /// Takes the same stages to a layout that differs in nothing that ``Stage`` holds: tokens of a
    /// sequence that ranks divide, parts of stages.
    mutating func move(to layout: TrainingLayout) { plan.layout = layout }

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

    /// Memory of one GPU of a stage: that of its fullest moment.
    ///
    ///     loading                W + S + A' + one part whole, or the model whole before it is divided
    ///     forward and backward   W + S + O + A + C + max(X + H, X' + G)   gradients freed after steps
    ///                            W + S + O + A + C + G + U + X            gradients kept
    ///     optimizer's step       W + S + O + A + G + temporaries
    ///
    /// | symbol | meaning |
    /// |---|---|
    /// | W, G, O, A | weights, gradients, optimizer states, adapters on this GPU |
    /// | S | scales of a quantized base, which no rank divides |
    /// | A' | weights of adapters |
    /// | U | whole gradients, where they are reduced in the last micro-batch only |
    /// | C | gathered parameters, and gradients on their way to be divided |
    /// | X | activations and logits when the backward pass begins |
    /// | X' | activations of one layer, when all gradients are there |
    /// | H | gradient of the head |
    func memory(of stage: Stage, _ load: TrainingLoad) -> TrainingMemory {
        let states = stage.states
        let communication = communicationBytes(states)
        let step = stage.activations.peak(load, stage: stage.part.index, plan, states: states)
        let keeps = keepsGradients(load)
        let beyond = max(
            .zero,
            keeps ? step.atBackward : max(step.withHead - states.gradients, step.lastLayer)
        )
        let pending = pendingGradients(states, load)
        let temporaries = stepTemporaries(states)
        let loading = loadingBytes(states)
        let generation = generationBytes(stage, load)
        let phases = TrainingPhases(
            loading: states.loaded + loading,
            forwardBackward: states.resident + pending + communication + beyond,
            optimizerStep: states.resident + temporaries,
            generation: generation.map { states.resident + $0 }
        )
        let phase = phases.fullest
        let terms: (gradients: Bytes, extra: Bytes, buffers: Bytes) =
            switch phase {
            case .loading: (.zero, .zero, states.loaded + loading - states.resident)
            case .forwardBackward: (pending, beyond, communication)
            case .optimizerStep: (.zero, temporaries, .zero)
            case .generation: (.zero, generation ?? .zero, .zero)
            }
        let constants = plan.framework.constants
        let used = terms.extra + terms.buffers
        let fragments = plan.isGathering ? constants.shardedReserve.times(used) : ByteRange.zero
        var runtime = stage.runtime
        runtime.other = plan.isGathering ? .zero : constants.reserve.times(used)
        return TrainingMemory(
            weights: ByteRange(exactly: states.weights + states.frozenModels + states.scales),
            gradients: ByteRange(exactly: states.gradients + terms.gradients),
            optimizer: ByteRange(exactly: states.optimizer),
            activation: ByteRange(exactly: terms.extra),
            adapter: ByteRange(exactly: states.adapter),
            communication: ByteRange(exactly: terms.buffers + fragments.value),
            runtime: runtime,
            host: states.host + step.offloaded,
            disk: states.disk,
            elastic: fragments.value - fragments.low,
            peakPhase: phase,
            phases: phases,
            spread: constants.spread(plan)?.range ?? 1...1
        )
    }

    /// Gathered parameters and buckets of gradients that the framework's allocator sees.
    ///
    ///     fully sharded    units · largest layer + ends of the model + copies · gradient of the largest layer
    ///     replicas         a second copy of the gradients, where the framework buckets them so
    ///
    /// Source: PyTorch `fully_shard` (an all-gather's output beside the parameters copied out of it,
    /// a reduce-scatter's input beside the gradients copied into it, in `_fsdp_collectives.py`);
    /// PyTorch DDP (`gradient_as_bucket_view`).
    func communicationBytes(_ states: TrainingStates) -> Bytes {
        let layout = plan.layout
        if plan.isGathering {
            let constants = plan.framework.constants
            return states.largestUnit.scaled(by: constants.gatheredUnits.value) + states.rootUnit
                + states.unitGradient.scaled(by: constants.reducedUnits.value)
        }
        let copies = plan.framework.copiesGradientsToBuckets && layout.zeroStage == .none
        return layout.ranks > 1 && copies && !plan.releasesGradients
            ? states.wholeGradients : .zero
    }

    /// Whole gradients that add up beside their shares until the last micro-batch reduces them.
    ///
    /// Source: PyTorch `FullyShardedDataParallel.no_sync` and `set_requires_gradient_sync`: "more
    /// gradient memory (storing the unsharded gradients)".
    private func pendingGradients(_ states: TrainingStates, _ load: TrainingLoad) -> Bytes {
        let isDivided = plan.layout.zeroStage >= .gradients && plan.layout.shardingGroup > 1
        guard isDivided, plan.reduction == .lastMicroBatch, load.accumulation != 1,
            !plan.releasesGradients
        else { return .zero }
        return states.wholeGradients
    }

    /// What the weights take beside themselves while they are loaded.
    ///
    ///     divided part by part   the largest part whole, and the copy that it is flattened into
    ///     whole                  the rest of the model, the largest layer and the ends once more
    ///     quantized on the way   the largest matrix in 16 bits
    ///
    /// Worked example, LoRA of a base of 26 GB over 4 ranks, whole: 26 + 6.5 GB and copies of a layer
    /// and the ends, 33.8 GB; litgpt's peak was 35.6 GB for any micro-batch.
    private func loadingBytes(_ states: TrainingStates) -> Bytes {
        guard plan.isGathering else { return states.widenedMatrix }
        let largest = max(states.largestUnit, states.rootUnit)
        switch plan.loading {
        case .sharded:
            let share = largest.divided(by: plan.layout.shardingGroup)
            return 2 * largest + (plan.offload.parameters == .none ? .zero : share)
        case .whole: return states.wholeWeights + states.largestUnit + states.rootUnit
        }
    }

    /// What an optimizer's step takes beside the states: gradients in 32 bits for master weights, where
    /// one buffer keeps them in fewer; with gradients used up in the backward pass those of one layer.
    ///
    /// Gradients that are no buffer of the framework's own are reduced into the width of the weights.
    ///
    /// Source: NVIDIA/Megatron-LM `distrib_optimizer.py` (`_copy_model_grads_to_main_grads`);
    /// PyTorch `_fsdp_collectives.py` (`orig_dtype`).
    private func stepTemporaries(_ states: TrainingStates) -> Bytes {
        plan.releasesGradients
            ? max(states.unitGradient, states.headGradient) : states.widenedGradients
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
