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
    ///
    /// Where devices differ, whether the one with least room holds its stage.
    public var fit: Fit?
    /// Whether each device holds its stage; empty where all are of one kind.
    public var deviceFits: [Fit] = []
    /// The stage of `perGPU`.
    public var fullestStage = 0
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
        var place = stages.indices.max { stages[$0].total.value < stages[$1].total.value } ?? 0
        let deviceFits = zip(self.stages, stages).compactMap { stage, memory in
            stage.memory.map { fit(memory, memory: $0, share: share) }
        }
        if let least = deviceFits.indices.min(by: {
            deviceFits[$0].headroom < deviceFits[$1].headroom
        }) {
            place = least
        }
        let fullest = place < stages.count ? stages[place] : .zero
        guard fullest.total.high < .saturation else { throw .tooLarge }
        let perStage = layout.tensor * layout.data * layout.context
        let all = stages.reduce(InferenceMemory.zero) { $0 + $1.repeated(perStage) }
        let memory = self.stages[place].memory ?? gpu?.memory.planned
        return InferenceEstimate(
            perGPU: fullest,
            stages: stages,
            allGPUs: all,
            hostBytes: layout.data * hostBytes,
            fit: memory.map { fit(fullest, memory: $0, share: share) },
            deviceFits: deviceFits,
            fullestStage: place,
            capacity: memory.map { capacity(load, memory: $0, share: share) }
        )
    }

    /// Whether the memory of one GPU fits a card.
    func fit(_ need: InferenceMemory, memory: Bytes, share: Double) -> Fit {
        let others = need.total.value - need.kvCache.value
        let pool = runtime.budget.pool(of: memory, share: share, beside: need)
        return Fit(need: need.total, memory: memory, usable: max(.zero, others + pool))
    }
}
