/// Bytes of activations of a stage's layers for each token, ready to be multiplied with a load.
struct StageActivations: Hashable, Sendable {
    /// One kind of layer on one GPU.
    struct Kind: Hashable, Sendable {
        /// Trained layers of the kind.
        var count: Int
        /// Bytes a token that stay until the backward pass.
        var kept: Double
        /// Bytes a token and token looked at that stay.
        var keptScores: Double
        /// The same of the whole layer while its own backward pass runs.
        var whole: Double
        var wholeScores: Double
    }

    private(set) var kinds: [Kind] = []
    /// Bytes a token of a layer's input.
    private(set) var checkpoint = 0.0
    /// Bytes a token of logits and of the hidden states around the head; 0 before the last stage.
    private(set) var logits = 0.0
    private(set) var logitsLow = 0.0
    private(set) var logitsHigh = 0.0

    /// The activations of a stage.
    init(_ stage: PipelineStage, _ plan: TrainingPlan, firstTrained: Int) {
        let shape = stage.profile.shape
        let layout = plan.layout
        let rules = Self.rules(plan, hidden: shape.hiddenSize)
        let sequence = Double(layout.hasSequenceParallelism ? layout.sizes.tensor : 1)
        checkpoint = rules.hidden * rules.width / sequence
        let isFull = plan.recomputation.scope == .full
        var first = stage.layers.lowerBound
        for run in shape.layers.runs {
            let frozen = min(run.count, max(0, firstTrained - first))
            first += run.count
            let all = rules.saved(shape.layers.kinds[run.kind])
            let kept = plan.recomputation.kept(all, input: rules.hidden * rules.width)
            let quantized =
                rules.keepsFrozenInputs
                ? plan.framework.constants.quantizedActivations.value : 1
            let sizes = (
                quantized * Self.perGPU(all, layout), quantized * Self.perGPU(kept, layout)
            )
            kinds.append(
                Kind(
                    count: run.count - frozen,
                    kept: isFull ? checkpoint : sizes.1,
                    keptScores: isFull ? 0 : kept.scores / Double(layout.sizes.tensor),
                    whole: sizes.0,
                    wholeScores: all.scores / Double(layout.sizes.tensor)
                )
            )
        }
        guard stage.isLast else { return }
        addLogits(shape, plan, rules)
    }

    private static func rules(_ plan: TrainingPlan, hidden: Int) -> ActivationRules {
        let technique = plan.technique
        var keepsFrozenInputs = false
        var dropout = 0.0
        if case .adapter(let adapter, let base) = technique {
            keepsFrozenInputs = base.scheme.bits < BitsPerElement(16)
            dropout = adapter.rank == nil ? 0 : adapter.dropoutShare
        }
        return ActivationRules(
            hidden: Double(hidden),
            width: plan.precision.activationBits.magnitude / 8,
            inputWidth: plan.precision.savedInputBits.magnitude / 8,
            isEager: plan.framework.kernels == .eager,
            keepsScores: plan.isAttentionEager,
            keepsFrozenInputs: keepsFrozenInputs,
            dropoutShare: dropout,
            isTrained: { tensor in
                guard case .adapter(let adapter, _) = technique else { return true }
                return adapter.covers(tensor)
            }
        )
    }

    /// Bytes a token on one GPU: attention and networks divided by tensor parallelism, what lies
    /// between them only with sequence parallelism, experts always, since tokens are spread over them.
    ///
    /// Gathering tokens for experts that several GPUs divide copies them once for each.
    ///
    /// Source: Korthikanti et al. 2022, arXiv:2205.05198, section 4.2.
    private static func perGPU(_ saved: SavedActivations, _ layout: TrainingLayout) -> Double {
        let tensor = Double(layout.sizes.tensor)
        let sequence = layout.hasSequenceParallelism ? tensor : 1
        let copies = layout.sizes.expert > 1 ? Double(layout.expertTensor) : 1
        return (saved.norms + saved.inputs) / sequence
            + (saved.attention + saved.widened + saved.activated) / tensor
            + (saved.expertWidened + saved.expertActivated) / tensor
            + saved.dispatched * copies / (layout.sizes.expert > 1 ? tensor : sequence)
    }

    /// Logits and what the loss makes of them, and the hidden states before and behind the last norm.
    ///
    ///     bytes a token = c · V / t + 3 · width · h
    ///
    /// | symbol | meaning |
    /// |---|---|
    /// | c | bytes an element: 2 for logits and 4 for each 32-bit copy that lives beside them |
    /// | V | rows of the vocabulary |
    ///
    /// Worked example, 8,192 tokens of Llama 3 8B: 6 bytes an element 6.3 GB, 16 bytes 16.8 GB.
    private mutating func addLogits(
        _ shape: ModelShape,
        _ plan: TrainingPlan,
        _ rules: ActivationRules
    ) {
        guard !plan.objective.hasScalarHead else { return }
        let constants = plan.framework.constants
        let factor = constants.logits(plan)
        let elements = Double(shape.vocabularySize) / Double(plan.layout.sizes.tensor)
        let around = 3 * rules.width * rules.hidden
        logits = factor.value * elements + around
        logitsLow = factor.range.lowerBound * elements + around
        logitsHigh = factor.range.upperBound * elements + around
    }

    /// The moments of a pass that may be the fullest, in bytes beyond the resident states.
    struct Peak {
        /// Everything kept, and logits or one whole layer, whichever is more.
        var atBackward: Bytes
        /// The same with the gradient of the head.
        var withHead: Bytes
        /// One whole layer, when all others are through.
        var lastLayer: Bytes
        /// What went to the host meanwhile.
        var offloaded: Bytes
    }

    /// Tokens that one GPU takes through its layers at once.
    static func tokens(_ load: TrainingLoad, _ plan: TrainingPlan) -> Double {
        let context = plan.layout.sizes.context
        let local = (load.sequenceLength.magnitude + context - 1) / context
        return Double(load.microBatch * plan.objective.sequencesPerSample) * Double(local)
    }

    /// The fullest moments under a load.
    func peak(
        _ load: TrainingLoad,
        stage: Int,
        _ plan: TrainingPlan,
        states: TrainingStates
    ) -> Peak {
        let tokens = Self.tokens(load, plan)
        let length = Double(load.sequenceLength.magnitude)
        let flight = plan.layout.stagesInFlight(stage, microBatches: load.accumulation)
        var kept = 0.0
        var largest = 0.0
        for kind in kinds where kind.count > 0 {
            kept += Double(kind.count) * (kind.kept + kind.keptScores * length)
            largest = max(largest, kind.whole + kind.wholeScores * length)
        }
        let factor = plan.framework.constants.activations.value
        kept *= tokens * flight
        var offloaded = 0.0
        if plan.offload.activations != .none { swap(&kept, &offloaded) }
        let widened =
            2 * Double(states.widenedMatrix.magnitude) + Double(states.narrowCopies.magnitude)
        let layer = factor * largest * tokens
        let isFull = plan.recomputation.scope == .full
        let head = logits * tokens
        // Logits are gone before the first layer is computed again.
        let begin = factor * kept + (isFull ? max(head, layer) : head)
        func bytes(_ value: Double) -> Bytes {
            Bytes(Int(min(value, Double(Bytes.saturation.magnitude)).rounded(.up)))
        }
        return Peak(
            atBackward: bytes(begin + widened),
            withHead: bytes(begin + widened) + states.headGradient,
            lastLayer: bytes(layer + widened),
            offloaded: bytes(offloaded)
        )
    }
}

extension TrainingProfile.Constants {
    /// Bytes of an element of the logits in a plan.
    func logits(_ plan: TrainingPlan) -> EmpiricalFactor {
        if plan.hasFusedLoss { return fusedLogits }
        if plan.layout.sizes.tensor > 1 { return parallelLogits }
        return plan.technique.isAdapter ? adapterLogits : logits
    }
}
