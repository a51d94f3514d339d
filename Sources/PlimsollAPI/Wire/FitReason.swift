import PlimsollEngine
import PlimsollJSON

/// Why a load fits or does not, in words: which term decides and what would help.
struct FitReason {
    private let answer: InferenceAnswer
    private let fit: Fit

    init(_ answer: InferenceAnswer, _ fit: Fit) {
        self.answer = answer
        self.fit = fit
    }

    /// Writes one or two sentences, in pieces: this text is the longest of a usual answer.
    func write(to writer: inout JSONWriter) {
        let need = answer.estimate.perGPU.total
        writer.append("needs ")
        writer.append(need.value.description)
        guard fit.verdict != .doesNotFit else { return writeExcess(&writer) }
        writer.append(" of ")
        writer.append(fit.usable.description)
        writer.append(" usable on each GPU")
        switch fit.verdict {
        case .fits:
            writer.append(" and leaves ")
            writer.append(fit.headroom.description)
            writer.append(" free")
            return
        case .tight:
            writer.append("; at the high end of the band, ")
            writer.append(need.high.description)
            writer.append(", less than 5 % stays free. ")
        case .risky, .doesNotFit:
            writer.append(", but may take ")
            writer.append(need.high.description)
            writer.append(". ")
        }
        writeRemedy(&writer)
    }

    private func writeExcess(_ writer: inout JSONWriter) {
        let largest = largest
        writer.append(", but only ")
        writer.append(fit.usable.description)
        writer.append(" are usable on each GPU; ")
        writer.append(largest.name)
        writer.append(" take ")
        writer.append(largest.bytes.description)
        writer.append(". ")
        writeRemedy(&writer)
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

    private func writeRemedy(_ writer: inout JSONWriter) {
        let most = answer.estimate.capacity?.maximumBatch ?? 0
        if fit.verdict == .doesNotFit, most > 0 {
            writer.append("A batch of ")
            writer.append(most)
            writer.append(" fits at this context.")
            return
        }
        let size = answer.estimator.smallestTensorSize(
            fitting: answer.load,
            memory: fit.memory,
            share: answer.request.utilization
        )
        guard let size else {
            writer.append(
                "Weights or a cache of fewer bits, a shorter context or a larger GPU would help."
            )
            return
        }
        let layout = answer.request.layout
        writer.append(size * layout.data * layout.pipeline)
        writer.append(" GPUs of this kind hold it (tensor parallel size ")
        writer.append(size)
        writer.append(").")
    }
}
