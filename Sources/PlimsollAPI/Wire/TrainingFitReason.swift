import PlimsollEngine

/// Why a training run fits or does not, in words: which term decides.
struct TrainingFitReason {
    private let answer: TrainingAnswer
    private let fit: Fit

    init(_ answer: TrainingAnswer, _ fit: Fit) {
        self.answer = answer
        self.fit = fit
    }

    /// One or two sentences.
    var sentence: String {
        let need = answer.estimate.perGPU.total
        let moment = answer.estimate.perGPU.peakPhase.words
        switch fit.verdict {
        case .fits:
            return "needs \(need.value) of \(fit.usable) on each GPU \(moment) and leaves "
                + "\(fit.headroom) free"
        case .tight:
            return "needs \(need.value) of \(fit.usable) on each GPU \(moment); at the high end of "
                + "the band, \(need.high), less than 5 % stays free"
        case .risky:
            return "needs \(need.value) of \(fit.usable) on each GPU \(moment), but may take "
                + "\(need.high)"
        case .doesNotFit:
            return "needs \(need.value) \(moment), but only \(fit.usable) are there on each GPU; "
                + "\(largest.name) take \(largest.bytes)"
        }
    }

    private var largest: (name: String, bytes: Bytes) {
        let memory = answer.estimate.perGPU
        let terms: [(name: String, bytes: Bytes)] = [
            ("weights", memory.weights.value),
            ("gradients", memory.gradients.value),
            ("optimizer states", memory.optimizer.value),
            ("activations and logits", memory.activation.value),
            ("adapters and their states", memory.adapter.value),
            ("gathered parameters and gradient buckets", memory.communication.value),
            ("context and reserve of the framework", memory.runtime.total.value),
        ]
        return terms.max { $0.bytes < $1.bytes } ?? ("weights", .zero)
    }
}

extension TrainingPhase {
    fileprivate var words: String {
        switch self {
        case .loading: "while weights are loaded"
        case .forwardBackward: "between forward and backward pass"
        case .optimizerStep: "at the optimizer's step"
        case .generation: "while sequences are generated"
        }
    }
}
