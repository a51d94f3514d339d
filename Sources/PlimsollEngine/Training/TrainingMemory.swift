/// The moments of a training run that may be the fullest.
public enum TrainingPhase: String, CaseIterable, Hashable, Sendable {
    /// Weights coming onto the GPU, before the first step.
    case loading = "load"
    /// From the first layer forward to the first layer backward.
    case forwardBackward = "forward_backward"
    /// The optimizer's step.
    case optimizerStep = "optimizer_step"
    /// Sequences being generated between steps.
    case generation
}

/// What each moment of a training run takes on one GPU.
public struct TrainingPhases: Hashable, Sendable {
    /// Weights coming onto the GPU.
    public var loading: Bytes
    /// From the first layer forward to the first layer backward.
    public var forwardBackward: Bytes
    /// The optimizer's step.
    public var optimizerStep: Bytes
    /// Sequences being generated; nil where none are.
    public var generation: Bytes?

    /// What a moment takes; nil where it does not occur.
    public subscript(phase: TrainingPhase) -> Bytes? {
        switch phase {
        case .loading: loading
        case .forwardBackward: forwardBackward
        case .optimizerStep: optimizerStep
        case .generation: generation
        }
    }

    /// The moment that takes most; of equals the first of a step.
    var fullest: TrainingPhase {
        let step = max(forwardBackward, optimizerStep)
        if let generation, generation > max(step, loading) { return .generation }
        if loading > step { return .loading }
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
    /// Part of `communication` that the allocator keeps only as long as there is room.
    public var elastic: Bytes
    /// The fullest moment.
    public var peakPhase: TrainingPhase
    /// What each moment takes on the GPU.
    public var phases: TrainingPhases
    /// What real peaks inside the allocator are of the estimate, of runs of this kind.
    public var spread: ClosedRange<Double>

    /// The sum of all terms.
    ///
    ///     low, high = value -/+ root of the sum of the squares of the terms' distances
    ///
    /// What the allocator sees errs together, by `spread`; the context, the communicators and the
    /// allocator's reserve each by themselves.
    public var total: ByteRange {
        let inside = (states + activation + communication).value
        let terms = [
            ByteRange(
                low: inside.scaled(by: spread.lowerBound),
                value: inside,
                high: inside.scaled(by: spread.upperBound)
            ), runtime.deviceContext, runtime.communication, runtime.graphs, runtime.other,
        ]
        let value = terms.reduce(Bytes.zero) { $0 + $1.value }
        func root(_ distance: (ByteRange) -> Bytes) -> Bytes {
            let squares = terms.reduce(0.0) { sum, term in
                let one = Double(distance(term).magnitude)
                return sum + one * one
            }
            return Bytes(Int(squares.squareRoot().rounded(.up)))
        }
        return ByteRange(
            low: value - root { $0.value - $0.low },
            value: value,
            high: value + root { $0.high - $0.value }
        )
    }

    /// The least that the card has to hold: an allocator hands back what it keeps in reserve before
    /// it fails.
    public var leastTotal: Bytes { total.value - elastic }

    /// The same memory on a card, whose room bounds what the allocator keeps.
    func onCard(of memory: Bytes) -> TrainingMemory {
        let beyond = min(elastic, max(.zero, total.value - memory))
        var held = self
        held.elastic = elastic - beyond
        held.communication = communication - ByteRange(exactly: beyond)
        return held
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
        sum.elastic = left.elastic + right.elastic
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
        all.elastic = copies * elastic
        return all
    }
}
