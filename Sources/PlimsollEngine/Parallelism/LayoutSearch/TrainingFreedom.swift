/// What a search over training layouts may choose; what is nil is searched.
public struct TrainingFreedom: Hashable, Sendable {
    /// What ranks divide.
    public var zeroStage: ZeROStage?
    /// What is computed again.
    public var recomputation: ActivationRecomputation?
    /// Samples at once on one rank.
    public var microBatch: Int?
    /// Samples of a step over all ranks; nil where micro-batches are counted, or nothing is said.
    public var globalBatch: Int?
    /// Micro-batches of a step.
    public var accumulation: Int?
    /// Parts of each pipeline stage.
    public var virtualPipeline: Int?
    /// Whether norms and residuals are divided beside tensor parallelism.
    public var hasSequenceParallelism: Bool
    /// GPUs that may divide the tokens of one sequence.
    public var largestContextSize: Int

    /// Everything is searched unless said otherwise.
    public init(
        zeroStage: ZeROStage? = nil,
        recomputation: ActivationRecomputation? = nil,
        microBatch: Int? = nil,
        globalBatch: Int? = nil,
        accumulation: Int? = nil,
        virtualPipeline: Int? = nil,
        hasSequenceParallelism: Bool = true,
        largestContextSize: Int = .max
    ) {
        self.zeroStage = zeroStage
        self.recomputation = recomputation
        self.microBatch = microBatch
        self.globalBatch = globalBatch
        self.accumulation = accumulation
        self.virtualPipeline = virtualPipeline
        self.hasSequenceParallelism = hasSequenceParallelism
        self.largestContextSize = largestContextSize
    }

    /// The most samples at once that are tried where no global batch bounds them.
    private static let usualMicroBatch = 64

    /// What is divided among ranks: with a pipeline optimizer states at most.
    ///
    /// Gradients and parameters would travel with every micro-batch of a pipeline.
    ///
    /// Source: deepspeedai/DeepSpeed `runtime/pipe/engine.py` (refuses stages 2 and 3 with pipelines).
    func zeroStages(_ sizes: ParallelLayout) -> [ZeROStage] {
        if let zeroStage { return [zeroStage] }
        guard sizes.data * sizes.context > 1 else { return [.none] }
        return sizes.pipeline > 1 ? [.none, .optimizerState] : ZeROStage.allCases
    }

    /// Samples at once and micro-batches of a step for a number of data parallel ranks, by samples.
    ///
    /// Powers of two that divide the samples of a rank; none where the global batch cannot be
    /// divided.
    ///
    /// Worked example, 2,048 samples over 128 ranks: 1 × 16, 2 × 8, 4 × 4, 8 × 2 and 16 × 1.
    func loads(data: Int) -> [(microBatch: Int, accumulation: Int?)] {
        guard let globalBatch else {
            if let microBatch { return [(microBatch, accumulation)] }
            return powers(upTo: Self.usualMicroBatch).map { ($0, accumulation) }
        }
        guard globalBatch % data == 0 else { return [] }
        let samples = globalBatch / data
        let sizes = microBatch.map { [$0] } ?? powers(upTo: samples)
        return sizes.compactMap { size in
            guard samples % size == 0 else { return nil }
            if let accumulation, accumulation != samples / size { return nil }
            return (size, samples / size)
        }
    }

    private func powers(upTo limit: Int) -> [Int] {
        var powers = [1]
        while let last = powers.last, last * 2 <= limit { powers.append(last * 2) }
        return powers
    }

    /// Parts of each stage: 1, and the divisors of its layers where micro-batches fill the stages.
    ///
    /// Source: NVIDIA Megatron-LM `pipeline_parallel/schedules.py` (interleaving takes micro-batches
    /// in groups of the pipeline size).
    func virtualPipelines(_ stages: Int, layers: Int, microBatches: Int?) -> [Int] {
        guard stages > 1 else { return [1] }
        let most = layers / stages
        let isFilled = (microBatches ?? stages) % stages == 0
        if let virtualPipeline {
            return virtualPipeline == 1 || (virtualPipeline <= most && isFilled)
                ? [virtualPipeline] : []
        }
        guard isFilled else { return [1] }
        return LayoutSpace.divisors(of: (layers + stages - 1) / stages).filter { $0 <= most }
    }
}
