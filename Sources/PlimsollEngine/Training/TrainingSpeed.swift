/// What GPUs of a kind reach of their peak rates in training, in one number format.
public struct TrainingUtilization: Hashable, Sendable {
    /// Matrices of dense layers, of the format's peak.
    public var matrices: EmpiricalFactor
    /// Matrices of experts, likewise.
    public var experts: EmpiricalFactor
    /// Scores and their use, of the 16-bit peak, all of them counted though half are masked.
    public var attention: EmpiricalFactor
    /// The share of communication that does not hide behind arithmetic.
    public var exposed: EmpiricalFactor
    /// Active parameters of a model whose matrices reach half of it: small ones end before their
    /// launch is paid off.
    public var halfReached: EmpiricalFactor
    /// The same of experts.
    public var halfReachedByExperts: EmpiricalFactor

    /// A utilization of these parts.
    public init(
        matrices: EmpiricalFactor,
        experts: EmpiricalFactor,
        attention: EmpiricalFactor,
        exposed: EmpiricalFactor,
        halfReached: EmpiricalFactor,
        halfReachedByExperts: EmpiricalFactor
    ) {
        self.matrices = matrices
        self.experts = experts
        self.attention = attention
        self.exposed = exposed
        self.halfReached = halfReached
        self.halfReachedByExperts = halfReachedByExperts
    }
}

/// Where a training run takes place, as far as its speed depends on it.
///
/// A class, since a search hands it to every layout.
public final class TrainingSite: Sendable {
    /// The card.
    public let gpu: GPU
    /// What it reaches.
    public let utilization: TrainingUtilization
    /// The links; nil where none is known, and then communication takes no time.
    public let cluster: Cluster?
    /// The model FLOPs utilization that the caller vouches for, instead of an estimate.
    public let modelFLOPsUtilization: Double?

    /// A site.
    public init(
        gpu: GPU,
        utilization: TrainingUtilization,
        cluster: Cluster? = nil,
        modelFLOPsUtilization: Double? = nil
    ) {
        self.gpu = gpu
        self.utilization = utilization
        self.cluster = cluster
        self.modelFLOPsUtilization = modelFLOPsUtilization
    }
}

/// What a card reaches, at one end of each factor's range.
struct ReachedRates: Hashable, Sendable {
    /// Which end is taken.
    enum End { case low, value, high }

    let matrices, experts, attention, exposed, half, halfByExperts: Double

    /// The rates at an end: the slow one shows most of the communication.
    init(_ utilization: TrainingUtilization, _ end: End) {
        func of(_ factor: EmpiricalFactor, _ end: End) -> Double {
            switch end {
            case .low: factor.range.lowerBound
            case .value: factor.value
            case .high: factor.range.upperBound
            }
        }
        let opposite: End =
            switch end {
            case .low: .high
            case .value: .value
            case .high: .low
            }
        matrices = of(utilization.matrices, end)
        experts = of(utilization.experts, end)
        attention = of(utilization.attention, end)
        exposed = of(utilization.exposed, opposite)
        half = utilization.halfReached.value
        halfByExperts = utilization.halfReachedByExperts.value
    }
}

/// How long one step takes, and of what it is made.
public struct TrainingStep: Hashable, Sendable {
    /// Operations on the GPUs.
    public var arithmetic: Seconds
    /// Stages of a pipeline that wait.
    public var bubble: Seconds
    /// Communication that does not hide behind arithmetic.
    public var communication: Seconds
    /// Traffic with the host, and an optimizer that runs there.
    public var host: Seconds
    /// The optimizer's step.
    public var optimizer: Seconds
    /// Tokens of a step over all GPUs.
    public var tokens: Double
    /// Operations of the model for these tokens.
    public var modelOperations: Double
    /// The peak rate of all GPUs.
    public var peak: FLOPsPerSecond

    /// The whole step.
    public var total: Seconds { arithmetic + bubble + communication + host + optimizer }
    /// Tokens of all GPUs together.
    public var tokensPerSecond: Double { tokens / total.magnitude }
    /// Operations of the model over what the GPUs could do.
    public var modelFLOPsUtilization: Double {
        modelOperations / (total.magnitude * peak.magnitude)
    }

    /// The time of that many tokens.
    public func time(of tokens: Double) -> Seconds { Seconds(tokens / tokensPerSecond) }
}

/// A step with an honest band.
public struct TrainingSpeed: Hashable, Sendable {
    /// The time to plan with.
    public var value: TrainingStep
    /// Real runs are rarely slower.
    public var slow: TrainingStep
    /// Real runs are rarely faster.
    public var fast: TrainingStep
}

extension TrainingEstimator {
    /// The speed of a load on a site; nil where the card's peak rate is not known.
    public func speed(_ load: TrainingLoad, at site: TrainingSite) -> TrainingSpeed? {
        guard let value = step(load, at: site, .value), let slow = step(load, at: site, .low),
            let fast = step(load, at: site, .high)
        else { return nil }
        return TrainingSpeed(value: value, slow: slow, fast: fast)
    }

    /// One step with the factors at an end of their ranges.
    func step(
        _ load: TrainingLoad,
        at site: TrainingSite,
        _ end: ReachedRates.End
    ) -> TrainingStep? {
        step(
            load,
            at: site,
            ReachedRates(site.utilization, end),
            TrainingArithmetic(plan, sequenceLength: load.sequenceLength)
        )
    }

    /// One step.
    ///
    ///     t = arithmetic · (1 + (p − 1) / (v · m)) + communication that does not hide + host + optimizer
    ///     arithmetic = i · m · (dense + experts · T / (e_x · peak) + attention · T / (e_a · peak16))
    ///     dense = max(passes · T / (e_m · peak), passes · weights / bandwidth)
    ///             + max(gradient · T / (e_m · peak), 2 · gradients / bandwidth)
    ///             + passes · weights of fewer than 16 bits, widened
    ///     e_m = share of matrices · N / (N + N_half),   N active parameters
    ///     i   = layers of the largest stage / average
    ///
    /// T is the tokens of a micro-batch on a GPU: with few of them, as when many GPUs divide a
    /// sequence, matrices wait for their weights, and sums of gradients for themselves.
    ///
    /// Worked example of the edge, 32-bit gradients on an H100 of 3.35 TB/s and 0.7 · 989 TFLOP/s:
    /// 2 · T operations a parameter take as long as its 8 bytes at T = 827.
    ///
    /// Source of the bubble: Narayanan et al. 2021, arXiv:2104.04473, section 2.2; of the bounds:
    /// Williams, Waterman and Patterson 2009, "Roofline".
    ///
    /// - Parameters:
    ///   - load: The load.
    ///   - site: Where it runs.
    ///   - reached: What the card reaches.
    ///   - arithmetic: The operations of the plan for sequences of the load's length.
    /// - Returns: The step; nil where the card's peak rate is not known.
    func step(
        _ load: TrainingLoad,
        at site: TrainingSite,
        _ reached: ReachedRates,
        _ arithmetic: TrainingArithmetic
    ) -> TrainingStep? {
        guard let half = site.gpu.peakRates.halfPrecision else { return nil }
        let format = plan.precision.matrixFormat
        let peak = site.gpu.peakRates[format] ?? half
        let sizes = plan.layout.sizes
        let perRank = StageActivations.tokens(load, plan)
        let micro = microBatches(load)
        let tokens = perRank * Double(micro * sizes.data * sizes.context)
        let operations = arithmetic.model * tokens
        let all = Double(sizes.gpus) * peak
        if let share = site.modelFLOPsUtilization {
            return TrainingStep(
                arithmetic: Seconds(operations / (share * all.magnitude)),
                bubble: .zero,
                communication: .zero,
                host: .zero,
                optimizer: .zero,
                tokens: tokens,
                modelOperations: operations,
                peak: all
            )
        }
        let executed = arithmetic.executed
        let divided = Double(sizes.tensor * sizes.pipeline)
        let active = Double(plan.model.parameters.active.magnitude)
        let whole = active / (active + reached.half)
        let wholeExperts = active / (active + reached.halfByExperts)
        let dense = denseTime(
            arithmetic,
            tokens: perRank,
            rate: reached.matrices * whole * peak.magnitude,
            site.gpu.memoryBandwidth
        )
        let perToken =
            executed.experts / (reached.experts * wholeExperts * peak.magnitude)
            + executed.attention / (reached.attention * half.magnitude)
        let imbalance = PipelineStage.imbalance(
            plan.model.shape.layers.count,
            stages: sizes.pipeline
        )
        let busy = Seconds(imbalance * Double(micro) * (dense + perRank * perToken) / divided)
        let idle =
            Double(sizes.pipeline - 1)
            / Double(plan.layout.virtualPipeline * micro)
        let sent = communicationTime(load, micro: micro, site.cluster)
        return TrainingStep(
            arithmetic: busy,
            bubble: idle * busy,
            communication: shown(sent, beside: busy, reached.exposed),
            host: hostTime(load, micro: micro, site.gpu),
            optimizer: optimizerTime(site.gpu),
            tokens: tokens,
            modelOperations: operations,
            peak: all
        )
    }

    /// What of the communication shows: its share, and whatever is longer than the arithmetic, for
    /// nothing hides behind work that is over.
    private func shown(_ sent: Seconds, beside busy: Seconds, _ share: Double) -> Seconds {
        max(share * sent, sent - busy)
    }

    /// Seconds of the dense matrices of a micro-batch over all GPUs that divide them.
    private func denseTime(
        _ arithmetic: TrainingArithmetic,
        tokens: Double,
        rate: Double,
        _ bandwidth: BytesPerSecond?
    ) -> Double {
        let gradient = arithmetic.denseGradient * tokens / rate
        let products = arithmetic.executed.dense * tokens / rate - gradient
        guard let bandwidth = bandwidth?.magnitude, bandwidth > 0 else {
            return products + gradient
        }
        let parameters = (arithmetic.dense + arithmetic.head) / 2
        let passes =
            (arithmetic.executed.dense - arithmetic.denseGradient)
            / max(1, arithmetic.dense + arithmetic.head)
        let read = passes * parameters * plan.gatheredBits.magnitude / 8
        let summed =
            arithmetic.denseGradient / 2 * 2 * plan.formats.gradients.bits.magnitude / 8
        return max(products, read / bandwidth) + max(gradient, summed / bandwidth)
            + widened(arithmetic.dense / 2 * passes) / bandwidth
    }

    /// Bytes of a quantized base's layers that are moved to widen them to 16 bits before each product,
    /// as the memory's bandwidth sees them; without experts.
    ///
    ///     bytes = parameters · passes · (bits / 8 + 2) / share of the bandwidth
    ///
    /// Worked example, 68.5 billion parameters of 4.5 bits three times over: 526 GB, at a share of one
    /// half as long as 1,052 GB.
    ///
    /// Source: bitsandbytes `autograd/_functions.py` (`MatMul4Bit`: `dequantize_4bit`, then `linear`).
    private func widened(_ parameters: Double) -> Double {
        guard let base = plan.technique.base, base.effectiveBits < BitsPerElement(16) else {
            return 0
        }
        let bytes = base.effectiveBits.magnitude / 8 + plan.precision.activationBits.magnitude / 8
        return parameters * bytes / plan.framework.constants.wideningRate.value
    }

    /// Micro-batches of a step: as asked, or one; four to a stage of a pipeline.
    public func microBatches(_ load: TrainingLoad) -> Int {
        let stages = plan.layout.sizes.pipeline
        return load.accumulation ?? (stages > 1 ? 4 * stages : 1)
    }
}
