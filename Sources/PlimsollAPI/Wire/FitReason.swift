import PlimsollEngine

/// Why a load fits or does not, in words: which term decides and what would help.
struct FitReason {
    private let answer: InferenceAnswer
    private let fit: Fit

    init(_ answer: InferenceAnswer, _ fit: Fit) {
        self.answer = answer
        self.fit = fit
    }

    /// One or two sentences.
    var sentence: String {
        let need = answer.estimate.perGPU.total
        switch fit.verdict {
        case .fits:
            return "needs \(need.value) of \(fit.usable) usable on each GPU and leaves "
                + "\(fit.headroom) free"
        case .tight:
            return "needs \(need.value) of \(fit.usable) usable on each GPU; at the high end of "
                + "the band, \(need.high), less than 5 % stays free. \(remedy)"
        case .risky:
            return "needs \(need.value) of \(fit.usable) usable on each GPU, but may take "
                + "\(need.high). \(remedy)"
        case .doesNotFit:
            return "needs \(need.value), but only \(fit.usable) are usable on each GPU; "
                + "\(largest.name) take \(largest.bytes). \(remedy)"
        }
    }

    private var largest: (name: String, bytes: Bytes) {
        let memory = answer.estimate.perGPU
        let terms: [(name: String, bytes: Bytes)] = [
            ("weights", memory.weights.value),
            ("cached keys and values", memory.kvCache.value),
            ("recurrent states", memory.recurrentState.value),
            ("activations", memory.activation.value),
            ("context and buffers of the runtime", memory.runtime.total.value),
        ]
        return terms.max { $0.bytes < $1.bytes } ?? ("weights", .zero)
    }

    private var remedy: String {
        let most = answer.estimate.capacity?.maximumBatch ?? 0
        if fit.verdict == .doesNotFit, most > 0 {
            return "A batch of \(most) fits at this context."
        }
        let size = answer.estimator.smallestTensorSize(
            fitting: answer.load,
            memory: fit.memory,
            share: answer.request.utilization
        )
        if let size {
            let layout = answer.request.layout
            return "\(size * layout.data * layout.pipeline) GPUs of this kind hold it (tensor "
                + "parallel size \(size))."
        }
        return "Weights or a cache of fewer bits, a shorter context or a larger GPU would help."
    }
}
