extension RuleOfThumbServing {
    /// The rules with the numbers of a load, one line each, for one GPU.
    public func explanations(sequences: Int, tokens: Tokens) -> [Explanation] {
        let memory = memoryPerGPU(sequences: sequences, tokens: tokens)
        let divided = layout.gpusPerCopy > 1 ? ", divided over \(layout.gpusPerCopy) GPUs" : ""
        let bytes = decimal(weightWidth.magnitude / 8, places: 5)
        return [
            Explanation(
                quantity: "weights",
                formula: "parameters · bytes of the format's name",
                substituted: "\(parameters) · \(bytes)\(divided)",
                bytes: memory.weights.value,
                source: RuleOfThumb.article("Model Weight Memory")
            ),
            explainCache(memory, sequences, tokens),
            Explanation(
                quantity: "activation",
                formula: "share · weights",
                substituted: "\(workspaceShare.description) · \(weights.magnitude)\(divided)",
                bytes: memory.activation.value,
                source: workspaceShare.source
            ),
        ].compactMap { $0 }
    }

    private func explainCache(
        _ memory: InferenceMemory,
        _ sequences: Int,
        _ tokens: Tokens
    ) -> Explanation? {
        if let cacheShare {
            return Explanation(
                quantity: "kv_cache",
                formula: "share · weights",
                substituted: "\(cacheShare.description) · \(weights.magnitude)",
                bytes: memory.kvCache.value,
                source: cacheShare.source
            )
        }
        guard let hiddenSize else { return nil }
        let keys = decimal(cacheFormat.keys.bits.magnitude / 8, places: 4)
        let values = decimal(cacheFormat.values.bits.magnitude / 8, places: 4)
        let elements =
            keys == values ? "2 · \(hiddenSize) · \(keys)" : "\(hiddenSize) · (\(keys) + \(values))"
        return Explanation(
            quantity: "kv_cache",
            formula: "sequences · tokens · 2 · hidden size · bytes",
            substituted: "\(perCopy(sequences)) · \(tokens.magnitude) tokens · \(elements)",
            bytes: memory.kvCache.value,
            source: RuleOfThumb.article("KV Cache Memory")
        )
    }
}
