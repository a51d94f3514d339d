/// The whole answer to "what does serving this take": memory, and where a GPU is named, whether
/// it fits and how much more would.
public struct InferenceEstimate: Sendable {
    /// Memory of the fullest GPU.
    public var perGPU: InferenceMemory
    /// Memory of all GPUs together.
    public var allGPUs: InferenceMemory
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
    ///   - utilization: The share of the card's memory to plan with, above 0 and at most 1.
    /// - Returns: Memory, and fit and capacity where a GPU is named.
    /// - Throws: ``EstimationError/tooLarge`` where the need exceeds exact arithmetic.
    public func estimate(
        _ load: InferenceWorkload,
        on gpu: GPU?,
        utilization: Double
    ) throws(EstimationError) -> InferenceEstimate {
        let perGPU = memoryPerGPU(load)
        guard perGPU.total.high < .saturation else { throw .tooLarge }
        let fit = gpu.map {
            Fit(need: perGPU.total, memory: $0.memory.planned, utilization: utilization)
        }
        return InferenceEstimate(
            perGPU: perGPU,
            allGPUs: perGPU.repeated(layout.gpus),
            fit: fit,
            capacity: fit.map { capacity(load, usable: $0.usable) }
        )
    }
}
