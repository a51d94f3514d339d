/// Bytes of the states of one GPU of a stage.
struct TrainingStates: Hashable, Sendable {
    /// Stored weights of the base or of the trained model, and of frozen models beside it.
    var weights = Bytes.zero
    var frozenModels = Bytes.zero
    /// Scales of a quantized base where its matrices are gathered: every rank keeps all of them.
    var scales = Bytes.zero
    /// Gradients of what is trained.
    var gradients = Bytes.zero
    /// Moments and master weights.
    var optimizer = Bytes.zero
    /// Weights, gradients and moments of adapters.
    var adapter = Bytes.zero
    /// Weights alone of adapters.
    var adapterWeights = Bytes.zero
    /// What of it lies in the host's memory and on its disks.
    var host = Bytes.zero
    var disk = Bytes.zero
    /// Trainable parameters that this GPU has a part in, before ranks divide them.
    var trainable = Elements.zero
    /// Parameters that one gather brings together: the largest layer, and what stands outside.
    var largestUnit = Bytes.zero
    var rootUnit = Bytes.zero
    /// Gradients of the largest layer and of the head before they are divided.
    var unitGradient = Bytes.zero
    var headGradient = Bytes.zero
    /// Gradients in 32 bits that the optimizer's step makes for master weights, of this GPU's share.
    var widenedGradients = Bytes.zero
    /// Gradients of the stage, and weights, before ranks divide them.
    var wholeGradients = Bytes.zero
    var wholeWeights = Bytes.zero
    /// The largest matrix in the width that it is multiplied in, where it is stored in fewer bits.
    var widenedMatrix = Bytes.zero
    /// 16-bit copies of 32-bit weights that mixed precision keeps during a pass.
    var narrowCopies = Bytes.zero

    /// What is there before the first step.
    var loaded: Bytes { weights + frozenModels + scales + adapterWeights }

    /// Everything that stays on the GPU.
    var resident: Bytes { weights + frozenModels + scales + gradients + optimizer + adapter }
}

/// Sums up the states of a stage tensor by tensor.
struct StateCounter {
    let plan: TrainingPlan
    private(set) var states = TrainingStates()

    init(_ plan: TrainingPlan) { self.plan = plan }

    /// The states of a stage, where `firstTrained` is the first layer of the model that is trained.
    static func states(
        _ stage: PipelineStage,
        _ plan: TrainingPlan,
        firstTrained: Int
    ) -> TrainingStates {
        var counter = StateCounter(plan)
        counter.count(stage, firstTrained: firstTrained)
        counter.placeStates()
        return counter.states
    }

    private var width: BitsPerElement { plan.formats.weights.bits }

    private mutating func count(_ stage: PipelineStage, firstTrained: Int) {
        let shape = stage.profile.shape
        let ends = shape.embeddings + shape.outputs + shape.towers
        // Freezing by layers keeps the embedding still, and the ends behind the last layer trained.
        for tensor in shape.embeddings + shape.towers {
            add(tensor, count: 1, isTrained: firstTrained == 0)
        }
        for tensor in shape.outputs { add(tensor, count: 1, isTrained: true) }
        var first = stage.layers.lowerBound
        for run in shape.layers.runs {
            let frozen = min(run.count, max(0, firstTrained - first))
            first += run.count
            var unit = (stored: Bytes.zero, gradient: Bytes.zero)
            for tensor in shape.layers.kinds[run.kind].tensors {
                add(tensor, count: frozen, isTrained: false)
                add(tensor, count: run.count - frozen, isTrained: true)
                let shard = plan.layout.shard(TensorSize(tensor))
                unit.stored = unit.stored + gathered(tensor, shard)
                // A pass makes gradients in the width of its arithmetic.
                let width = min(plan.formats.gradients.bits, plan.precision.activationBits)
                unit.gradient = unit.gradient + shard.elements * width
            }
            states.largestUnit = max(states.largestUnit, unit.stored)
            if !plan.technique.isAdapter {
                states.unitGradient = max(states.unitGradient, unit.gradient)
            }
        }
        for tensor in ends {
            let shard = plan.layout.shard(TensorSize(tensor))
            states.rootUnit = states.rootUnit + gathered(tensor, shard)
        }
        addHead(shape, isLast: stage.isLast)
        if case .adapter(let adapter, _) = plan.technique {
            let further = adapter.furtherParameters(
                shape,
                isFirst: stage.isFirst,
                isLast: stage.isLast
            )
            addAdapter(further, .other)
        }
        addFrozenModels(stage.profile)
    }

    /// The gradient of the head, which is there before any layer's activations are freed.
    private mutating func addHead(_ shape: ModelShape, isLast: Bool) {
        guard isLast, !plan.technique.isAdapter, !plan.objective.hasScalarHead else { return }
        let head = shape.outputs.first { $0.component == .languageModelHead }
        guard let tensor = head ?? shape.embeddings.first else { return }
        states.headGradient =
            plan.layout.shard(TensorSize(tensor)).elements * plan.formats.gradients.bits
    }

    /// Bytes of a shard when it is gathered to be multiplied: at most 16 bits unless kept in 32.
    private func gathered(_ tensor: WeightTensor, _ shard: TensorSize) -> Bytes {
        if case .adapter(_, let base) = plan.technique {
            return shard.copies * base.bytes(of: shard) - scales(tensor, shard, base)
        }
        let bits = min(width, plan.precision.activationBits)
        return shard.elements * bits
    }

    /// What a quantized base keeps beside a tensor's elements, over its copies.
    ///
    /// It hangs on each matrix as an attribute, not a parameter, so gathering does not divide it
    /// and nothing takes it to the host.
    ///
    /// Source: bitsandbytes `nn/modules.py` (`quant_state`); AnswerDotAI/fsdp_qlora, pull request 4.
    private func scales(
        _ tensor: WeightTensor,
        _ shard: TensorSize,
        _ base: WeightFormat
    ) -> Bytes {
        guard plan.isGathering, base.covers(tensor), base.scheme.bits < BitsPerElement(16) else {
            return .zero
        }
        let elements = Elements(shard.rows * shard.columns) * base.scheme.bits
        let bias = Elements(shard.bias) * plan.precision.activationBits
        return shard.copies * max(.zero, base.bytes(of: shard) - elements - bias)
    }

    private mutating func add(_ tensor: WeightTensor, count: Int, isTrained: Bool) {
        guard count > 0 else { return }
        let shard = plan.layout.shard(TensorSize(tensor))
        let divisors = plan.layout.divisors(tensor.component)
        if case .adapter(let adapter, let base) = plan.technique {
            let beside = count * scales(tensor, shard, base)
            let bytes = (count * shard.copies) * base.bytes(of: shard) - beside
            states.weights = states.weights + bytes.divided(by: divisors.weights)
            states.scales = states.scales + beside
            states.wholeWeights = states.wholeWeights + bytes
            if base.scheme.bits == BitsPerElement(32) { addNarrowCopies(count * shard.elements) }
            if base.covers(tensor), base.scheme.bits < BitsPerElement(16) {
                let matrix = Elements(shard.rows * shard.columns) * plan.precision.activationBits
                states.widenedMatrix = max(states.widenedMatrix, matrix)
            }
            let parameters = adapter.parameters(tensor, shard: shard)
            addAdapter(count * parameters, tensor.component)
            return
        }
        let elements = count * shard.elements
        if width == BitsPerElement(32) { addNarrowCopies(elements) }
        let models = 1 + plan.objective.furtherTrainedModels
        let stored = models * (elements * width)
        states.weights = states.weights + stored.divided(by: divisors.weights)
        states.wholeWeights = states.wholeWeights + stored
        guard isTrained else { return }
        states.trainable += elements
        let gradients = models * (elements * plan.formats.gradients.bits)
        states.wholeGradients = states.wholeGradients + gradients
        if !plan.releasesGradients {
            states.gradients = states.gradients + gradients.divided(by: divisors.gradients)
        }
        let kept = models * (count * optimizerBytes(shard) + master(elements))
        states.optimizer = states.optimizer + kept.divided(by: divisors.optimizer)
        if plan.framework.gradients == .persistent, !plan.releasesGradients,
            plan.formats.gradients.bits < BitsPerElement(32)
        {
            let widened = (models * master(elements)).divided(by: divisors.optimizer)
            states.widenedGradients = states.widenedGradients + widened
        }
    }

    /// Casts weights to 16 bits for a whole pass, unless they are gathered layer by layer.
    private mutating func addNarrowCopies(_ elements: Elements) {
        guard plan.precision.isMixed, !plan.isGathering else { return }
        states.narrowCopies = states.narrowCopies + elements * BitsPerElement(16)
    }

    private func optimizerBytes(_ shard: TensorSize) -> Bytes {
        let width = plan.formats.optimizer.bits
        if case .lowRankMoments(let rank) = plan.technique {
            return plan.optimizer.lowRankBytes(shard, rank: rank, width: width)
        }
        return plan.optimizer.bytes(shard, width: width)
    }

    private func master(_ elements: Elements) -> Bytes {
        plan.formats.hasMasterWeights && plan.optimizer.keepsMasterWeights
            ? elements * BitsPerElement(32) : .zero
    }

    /// Weights, gradients and states of adapter parameters.
    private mutating func addAdapter(_ elements: Elements, _ component: ParameterComponent) {
        guard elements > .zero else { return }
        states.trainable += elements
        let divisors = plan.layout.divisors(component)
        let flat = TensorSize(
            WeightTensor("adapter", .other, rows: 1, columns: elements.magnitude)
        )
        let moments = optimizerBytes(flat) + master(elements)
        let gradients = plan.releasesGradients ? Bytes.zero : elements * plan.formats.gradients.bits
        let stored = (elements * width).divided(by: divisors.weights)
        states.adapterWeights = states.adapterWeights + stored
        states.wholeGradients = states.wholeGradients + gradients
        states.adapter = states.adapter + stored + gradients.divided(by: divisors.gradients)
        // Moments of adapters stay beside them, unless the driver or the plan takes them away.
        let kept = moments.divided(by: divisors.optimizer)
        if plan.optimizer.isPaged {
            states.host = states.host + kept
        } else {
            states.adapter = states.adapter + kept
        }
    }

    /// Reference, reward and critic models that only run forward, in 16 bits or as the base.
    private mutating func addFrozenModels(_ profile: ModelProfile) {
        let count = plan.objective.frozenModels(isAdapter: plan.technique.isAdapter)
        guard count > 0 else { return }
        var sum = Bytes.zero
        for (size, times) in profile.sizes {
            let shard = plan.layout.shard(size)
            let bits = min(width, BitsPerElement(16))
            let bytes = times * (shard.elements * bits)
            sum = sum + bytes.divided(by: plan.layout.divisors(size.component).weights)
        }
        states.frozenModels = count * sum
    }

    /// Takes what is kept away from the GPU off it.
    private mutating func placeStates() {
        func move(_ bytes: inout Bytes, to place: StatePlace) {
            switch place {
            case .none: return
            case .cpu: states.host = states.host + bytes
            case .nvme: states.disk = states.disk + bytes
            }
            bytes = .zero
        }
        var (weights, frozen) = (states.weights, states.frozenModels)
        var (gradients, optimizer) = (states.gradients, states.optimizer)
        move(&weights, to: plan.offload.parameters)
        move(&frozen, to: plan.offload.parameters)
        move(&gradients, to: plan.gradientPlace)
        move(&optimizer, to: plan.optimizer.isPaged ? .cpu : plan.offload.optimizer)
        if plan.offload.optimizer != .none || plan.offload.parameters != .none {
            states.widenedGradients = .zero
        }
        if plan.offload.parameters != .none {
            move(&states.adapter, to: plan.offload.parameters)
            states.adapterWeights = .zero
        }
        states.weights = weights
        states.frozenModels = frozen
        states.gradients = gradients
        states.optimizer = optimizer
    }
}

extension Bytes {
    /// The share of one of that many ranks, rounded up.
    func divided(by ranks: Int) -> Bytes {
        ranks == 1 ? self : Bytes((magnitude + ranks - 1) / ranks)
    }
}
