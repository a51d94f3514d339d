/// The answer to "what does training this take": memory, and where a GPU is named, whether it fits
/// and how much more would.
public struct TrainingEstimate: Sendable {
    /// Memory of the fullest GPU.
    public var perGPU: TrainingMemory
    /// Memory of one GPU of each stage; one entry without a pipeline.
    public var stages: [TrainingMemory]
    /// Memory of all GPUs together.
    public var allGPUs: TrainingMemory
    /// Whether it fits; nil without a GPU.
    public var fit: Fit?
    /// The edges of what fits; nil without a GPU, or where they are not asked for.
    public var capacity: TrainingCapacity?
}

/// How much more a GPU could hold: exact at the edge, one more does not fit.
public struct TrainingCapacity: Hashable, Sendable {
    /// The most samples at the asked length; 0 where not even one fits.
    public var maximumMicroBatch: Int
    /// The longest sequence at the asked micro-batch; zero where not even one token fits.
    public var maximumSequenceLength: Tokens
}

extension TrainingEstimator {
    /// Estimates a load, and judges it where a GPU is named.
    ///
    /// - Parameters:
    ///   - load: How many tokens a step holds.
    ///   - gpu: The card, all of one kind.
    ///   - findsCapacity: Whether the edges of what fits are searched.
    /// - Returns: Memory, and fit and capacity where a GPU is named.
    /// - Throws: ``EstimationError/tooLarge`` where the need exceeds exact arithmetic.
    public func estimate(
        _ load: TrainingLoad,
        on gpu: GPU?,
        findsCapacity: Bool = true
    ) throws(EstimationError) -> TrainingEstimate {
        let memory = gpu?.memory.planned
        let stages = memoryByStage(load).map { stage in
            memory.map { stage.onCard(of: $0) } ?? stage
        }
        guard
            let fullest = stages.max(by: { $0.total.value < $1.total.value }),
            let first = stages.first
        else { throw .tooLarge }
        guard fullest.total.high < .saturation else { throw .tooLarge }
        let perStage = plan.layout.sizes.gpus / stages.count
        var all = first.repeated(perStage)
        for stage in stages.dropFirst() { all = all + stage.repeated(perStage) }
        return TrainingEstimate(
            perGPU: fullest,
            stages: stages,
            allGPUs: all,
            fit: memory.map { Fit(need: fullest.total, memory: $0, usable: $0) },
            capacity: findsCapacity ? memory.map { capacity(load, memory: $0) } : nil
        )
    }

    /// Whether every GPU holds a load.
    public func fits(_ load: TrainingLoad, memory: Bytes) -> Bool {
        for stage in stages where self.memory(of: stage, load).leastTotal > memory {
            return false
        }
        return true
    }

    /// The largest loads that fit a card.
    public func capacity(_ load: TrainingLoad, memory: Bytes) -> TrainingCapacity {
        let batch = largest(upTo: TrainingLimits.maximumMicroBatch) { count in
            var changed = load
            changed.microBatch = count
            return fits(changed, memory: memory)
        }
        let length = largest(upTo: TrainingLimits.maximumSequence) { tokens in
            var changed = load
            changed.sequenceLength = Tokens(tokens)
            return fits(changed, memory: memory)
        }
        return TrainingCapacity(maximumMicroBatch: batch, maximumSequenceLength: Tokens(length))
    }

    /// The last number from 1 to `limit` that fits, where no larger one fits once one does not.
    private func largest(upTo limit: Int, fits: (Int) -> Bool) -> Int {
        guard fits(1) else { return 0 }
        var low = 1
        var high = 2
        while high <= limit, fits(high) {
            low = high
            high *= 2
        }
        high = min(high, limit + 1)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if fits(middle) { low = middle } else { high = middle }
        }
        return low
    }
}
