/// The moments of a training step that may be the fullest.
public enum TrainingPhase: String, CaseIterable, Hashable, Sendable {
    /// From the first layer forward to the first layer backward.
    case forwardBackward = "forward_backward"
    /// The optimizer's step.
    case optimizerStep = "optimizer_step"
    /// Sequences being generated between steps.
    case generation
}

/// What each moment of a training step takes on one GPU.
public struct TrainingPhases: Hashable, Sendable {
    /// From the first layer forward to the first layer backward.
    public var forwardBackward: Bytes
    /// The optimizer's step.
    public var optimizerStep: Bytes
    /// Sequences being generated; nil where none are.
    public var generation: Bytes?

    /// What a moment takes; nil where it does not occur.
    public subscript(phase: TrainingPhase) -> Bytes? {
        switch phase {
        case .forwardBackward: forwardBackward
        case .optimizerStep: optimizerStep
        case .generation: generation
        }
    }

    /// The moment that takes most; of equals the first of a step.
    var fullest: TrainingPhase {
        let step = max(forwardBackward, optimizerStep)
        if let generation, generation > step { return .generation }
        return forwardBackward == step ? .forwardBackward : .optimizerStep
    }
}

/// Memory of a training run on one GPU at its fullest moment, by term.
///
/// States count in full. Gradients that are freed after a step are written while activations are
/// freed, so `activation` is what the fullest moment needs beyond the states, not the sum of all
/// activations.
public struct TrainingMemory: Hashable, Sendable {
    /// Weights: the base, the trained model, frozen models beside it.
    public var weights: ByteRange
    /// Gradients.
    public var gradients: ByteRange
    /// Moments and master weights.
    public var optimizer: ByteRange
    /// Activations, logits and other temporaries beyond the states.
    public var activation: ByteRange
    /// Weights, gradients and moments of adapters.
    public var adapter: ByteRange
    /// Gathered parameters and buckets of gradients inside the allocator.
    public var communication: ByteRange
    /// Device context, communicators and what the allocator holds in reserve.
    public var runtime: RuntimeMemory
    /// In the host's memory, for this GPU.
    public var host: Bytes
    /// On the host's disks, for this GPU.
    public var disk: Bytes
    /// The fullest moment.
    public var peakPhase: TrainingPhase
    /// What each moment takes on the GPU.
    public var phases: TrainingPhases
    /// Error of everything together, beyond that of single terms.
    public var spread: ClosedRange<Double>

    /// The sum of all terms.
    ///
    /// The band is that of the terms, and of the sum as a whole where that is wider.
    public var total: ByteRange {
        let inside = states + activation + communication
        let low = min(inside.low, inside.value.scaled(by: spread.lowerBound))
        let high = max(inside.high, inside.value.scaled(by: spread.upperBound))
        return ByteRange(low: low, value: inside.value, high: high) + runtime.total
    }

    /// Everything that lives as long as the run.
    public var states: ByteRange { weights + gradients + optimizer + adapter }

    /// The sum of two memories, term by term, with the phases of the first.
    public static func + (left: TrainingMemory, right: TrainingMemory) -> TrainingMemory {
        var sum = left
        sum.weights = left.weights + right.weights
        sum.gradients = left.gradients + right.gradients
        sum.optimizer = left.optimizer + right.optimizer
        sum.activation = left.activation + right.activation
        sum.adapter = left.adapter + right.adapter
        sum.communication = left.communication + right.communication
        sum.runtime = RuntimeMemory(
            deviceContext: left.runtime.deviceContext + right.runtime.deviceContext,
            communication: left.runtime.communication + right.runtime.communication,
            graphs: left.runtime.graphs + right.runtime.graphs,
            other: left.runtime.other + right.runtime.other
        )
        sum.host = left.host + right.host
        sum.disk = left.disk + right.disk
        return sum
    }

    /// The same memory on each of `copies` GPUs.
    public func repeated(_ copies: Int) -> TrainingMemory {
        var all = self
        all.weights = weights.repeated(copies)
        all.gradients = gradients.repeated(copies)
        all.optimizer = optimizer.repeated(copies)
        all.activation = activation.repeated(copies)
        all.adapter = adapter.repeated(copies)
        all.communication = communication.repeated(copies)
        all.runtime = RuntimeMemory(
            deviceContext: runtime.deviceContext.repeated(copies),
            communication: runtime.communication.repeated(copies),
            graphs: runtime.graphs.repeated(copies),
            other: runtime.other.repeated(copies)
        )
        all.host = copies * host
        all.disk = copies * disk
        return all
    }
}
