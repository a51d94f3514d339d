/// One term of an estimate, spelled out so that it can be checked by hand.
public struct Explanation: Hashable, Sendable {
    /// What was computed.
    public var quantity: String
    /// The formula in symbols or words.
    public var formula: String
    /// The formula with the numbers of this request.
    public var substituted: String
    /// The result.
    public var bytes: Bytes
    /// Where the formula or its constant comes from.
    public var source: String
}

extension InferenceEstimator {
    /// The terms of an estimate in the order of the answer, one line each.
    public func explanations(_ load: InferenceWorkload) -> [Explanation] {
        let memory = memoryPerGPU(load)
        return [explainWeights(memory), explainCache(load, memory)]
            + explainState(load, memory)
            + [explainActivation(load, memory)]
            + explainRuntime(memory.runtime)
    }

    private func explainWeights(_ memory: InferenceMemory) -> Explanation {
        let total = model.parameters.total
        let covered = model.inventory.reduce(Elements.zero) { sum, entry in
            guard weightFormat.covers(entry.tensor) else { return sum }
            let perCopy = entry.tensor.rows * entry.tensor.columns
            return sum + Elements(entry.count * entry.tensor.copies * perCopy)
        }
        let bits = decimal(weightFormat.scheme.effectiveBits.magnitude, places: 5)
        let rest = decimal(weightFormat.rest.magnitude, places: 3)
        let sum =
            weightFormat.scope == .all
            ? "\(total) · \(bits) bits"
            : "\(covered) · \(bits) bits + \(total - covered) · \(rest) bits"
        return Explanation(
            quantity: "weights",
            formula: weightFormat.scope == .all
                ? "parameters · bits" : "linear layers · bits + everything else · bits",
            substituted: sum + (layout.tensor > 1 ? ", divided over \(layout.tensor) GPUs" : ""),
            bytes: memory.weights.value,
            source: "the model's tensors; layout of the weight format \(weightFormat.id)"
        )
    }

    private func explainCache(_ load: InferenceWorkload, _ memory: InferenceMemory) -> Explanation {
        let sequences = sequencesPerReplica(load)
        let groups = model.cache.groups.map { group -> String in
            let kept = group.entriesKept(of: load.contextTokens)
            let keys = decimal(cacheFormat.keys.bits.magnitude / 8, places: 4)
            let values = decimal(cacheFormat.values.bits.magnitude / 8, places: 4)
            let elements =
                group.valueElements == 0
                ? "\(group.keyElements) · \(keys)"
                : "(\(group.keyElements) · \(keys) + \(group.valueElements) · \(values))"
            let unit = group.tokensPerEntry == 1 ? "tokens" : "entries"
            let factors =
                "\(sequences) · \(kept) \(unit) · \(group.layerCount) layers · \(elements)"
            return group.contents == .keysAndValues
                ? factors : "\(factors) (\(group.contents.rawValue))"
        }
        return Explanation(
            quantity: "kv_cache",
            formula:
                "sequences · tokens · layers · (key elements · bytes + value elements · bytes)",
            substituted: (groups.isEmpty
                ? "no layer caches keys and values" : groups.joined(separator: " + "))
                + (layout.tensor > 1 ? ", heads divided over \(layout.tensor) GPUs" : ""),
            bytes: memory.kvCache.value,
            source: "Ainslie et al. 2023, arXiv:2305.13245"
        )
    }

    private func explainState(
        _ load: InferenceWorkload,
        _ memory: InferenceMemory
    ) -> [Explanation] {
        guard memory.recurrentState.value > .zero else { return [] }
        let elements = model.cache.stateElements + model.cache.convolutionElements
        return [
            Explanation(
                quantity: "recurrent_state",
                formula: "sequences · state elements · 2 bytes",
                substituted: "\(sequencesPerReplica(load)) · \(elements) · 2",
                bytes: memory.recurrentState.value,
                source: "the model's recurrent layers"
            )
        ]
    }

    private func explainActivation(
        _ load: InferenceWorkload,
        _ memory: InferenceMemory
    ) -> Explanation {
        let sequences = sequencesPerReplica(load)
        let tokens = tokensPerPass(load, sequences: sequences)
        let shape = model.activations
        let factor = decimal(runtime.activationFactor.value, places: 3)
        return Explanation(
            quantity: "activation",
            formula:
                "factor · (tokens · (2 · hidden + widest layer) · 2 + sequences · vocabulary · 6)",
            substituted: "\(factor) · (\(tokens) · (\(shape.replicated) + \(shape.divided)"
                + (layout.tensor > 1 ? " / \(layout.tensor)" : "")
                + ") · 2 + \(sequences) · \(shape.vocabulary) · 6)",
            bytes: memory.activation.value,
            source: runtime.activationFactor.source
        )
    }

    private func explainRuntime(_ memory: RuntimeMemory) -> [Explanation] {
        [
            ("device_context", memory.deviceContext, runtime.deviceContext),
            ("communication", memory.communication, runtime.communication),
            ("graphs", memory.graphs, runtime.graphs),
        ]
        .filter { $0.1.value > .zero }
        .map { name, bytes, factor in
            Explanation(
                quantity: name,
                formula: "measured constant",
                substituted: "\(bytes.low) to \(bytes.high), on \(factor.measuredOn)",
                bytes: bytes.value,
                source: factor.source
            )
        }
    }
}
