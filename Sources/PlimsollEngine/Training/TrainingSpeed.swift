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
public struct TrainingSite: Sendable {
    /// The card.
    public var gpu: GPU
    /// What it reaches.
    public var utilization: TrainingUtilization
    /// The links; nil where none is known, and then communication takes no time.
    public var cluster: Cluster?
    /// The model FLOPs utilization that the caller vouches for, instead of an estimate.
    public var modelFLOPsUtilization: Double?

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

    /// Which end of each factor's range is taken.
    enum End { case low, value, high }

    /// One step.
    ///
    ///     t = arithmetic · (1 + (p − 1) / (v · m)) + communication that does not hide + host + optimizer
    ///     arithmetic = tokens of a GPU · (dense / (e_m · peak) + experts / (e_x · peak) + attention / (e_a · peak16))
    ///     e_m = share of matrices · N / (N + N_half),   N active parameters
    ///
    /// Source of the bubble: Narayanan et al. 2021, arXiv:2104.04473, section 2.2.
    func step(_ load: TrainingLoad, at site: TrainingSite, _ end: End) -> TrainingStep? {
        guard let half = site.gpu.peakRates.halfPrecision else { return nil }
        let format = plan.precision.matrixFormat
        let peak = site.gpu.peakRates[format] ?? half
        let sizes = plan.layout.sizes
        let perRank = StageActivations.tokens(load, plan)
        let micro = microBatches(load)
        let arithmetic = TrainingArithmetic(plan, sequenceLength: load.sequenceLength)
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
        let ends = site.utilization
        func of(_ factor: EmpiricalFactor) -> Double {
            switch end {
            case .low: factor.range.lowerBound
            case .value: factor.value
            case .high: factor.range.upperBound
            }
        }
        let executed = arithmetic.executed
        let divided = Double(sizes.tensor * sizes.pipeline)
        let active = Double(plan.model.parameters.active.magnitude)
        let whole = active / (active + ends.halfReached.value)
        let wholeExperts = active / (active + ends.halfReachedByExperts.value)
        let perToken =
            executed.dense / (of(ends.matrices) * whole * peak.magnitude)
            + executed.experts / (of(ends.experts) * wholeExperts * peak.magnitude)
            + executed.attention / (of(ends.attention) * half.magnitude)
        let busy = Seconds(perRank * Double(micro) * perToken / divided)
        let idle =
            Double(sizes.pipeline - 1)
            / Double(plan.layout.virtualPipeline * micro)
        let sent = communicationTime(load, micro: micro, site.cluster)
        // More of it shows where everything is slow.
        let exposed =
            switch end {
            case .low: ends.exposed.range.upperBound
            case .value: ends.exposed.value
            case .high: ends.exposed.range.lowerBound
            }
        return TrainingStep(
            arithmetic: busy,
            bubble: idle * busy,
            communication: exposed * sent,
            host: hostTime(load, micro: micro, site.gpu),
            optimizer: optimizerTime(site.gpu),
            tokens: tokens,
            modelOperations: operations,
            peak: all
        )
    }

    /// Micro-batches of a step: as asked, or one; four to a stage of a pipeline.
    public func microBatches(_ load: TrainingLoad) -> Int {
        let stages = plan.layout.sizes.pipeline
        return load.accumulation ?? (stages > 1 ? 4 * stages : 1)
    }
}
