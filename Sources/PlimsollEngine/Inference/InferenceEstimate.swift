/// The whole answer to "what does serving this take": memory, and where a GPU is named, whether
/// it fits and how much more would.
public struct InferenceEstimate: Sendable {
    /// Memory of the fullest GPU.
    public var perGPU: InferenceMemory
    /// Memory of one GPU of each stage; one entry without a pipeline.
    public var stages: [InferenceMemory]
    /// Memory of all GPUs together.
    public var allGPUs: InferenceMemory
    /// Bytes of weights in host memory.
    public var hostBytes: Bytes
    /// Whether it fits; nil without a GPU.
    public var fit: Fit?
    /// The edges of what fits; nil without a GPU.
    public var capacity: Capacity?
}

extension InferenceEstimator {
    /// Estimates a load, and judges it where a GPU is named.
    ///
    /// - Parameters:
    ///   - load: What is to be held at once.
    ///   - gpu: The card, all of one kind.
    ///   - share: The share of the card's memory to plan with, above 0 and at most 1.
    /// - Returns: Memory, and fit and capacity where a GPU is named.
    /// - Throws: ``EstimationError/tooLarge`` where the need exceeds exact arithmetic.
    public func estimate(
        _ load: InferenceWorkload,
        on gpu: GPU?,
        share: Double
    ) throws(EstimationError) -> InferenceEstimate {
        let stages = memoryByStage(load)
        let fullest = stages.max { $0.total.value < $1.total.value } ?? .zero
        guard fullest.total.high < .saturation else { throw .tooLarge }
        let perStage = layout.tensor * layout.data * layout.context
        let all = stages.reduce(InferenceMemory.zero) { $0 + $1.repeated(perStage) }
        let fit = gpu.map { self.fit(fullest, memory: $0.memory.planned, share: share) }
        return InferenceEstimate(
            perGPU: fullest,
            stages: stages,
            allGPUs: all,
            hostBytes: layout.data * hostBytes,
            fit: fit,
            capacity: gpu.map { capacity(load, memory: $0.memory.planned, share: share) }
        )
    }

    /// Whether the memory of one GPU fits a card.
    func fit(_ need: InferenceMemory, memory: Bytes, share: Double) -> Fit {
        let others = need.total.value - need.kvCache.value
        let pool = runtime.budget.pool(of: memory, share: share, beside: need)
        return Fit(need: need.total, memory: memory, usable: max(.zero, others + pool))
    }
}
