extension RuleOfThumbServing {
    /// The same model divided over that many GPUs as tensor parallelism.
    public func divided(over gpus: Int) -> RuleOfThumbServing {
        var divided = self
        divided.layout = RuleLayout(tensor: gpus)
        return divided
    }

    /// The fewest GPUs that hold a load, of which each adds room, since any number divides.
    ///
    /// Worked examples with a workspace of 10 % on 80 GB: 405 billion parameters in int8 with 4
    /// sequences of 2048 tokens, 6; 1.76 trillion in int4 without a cache, 13.
    ///
    /// - Parameters:
    ///   - sequences: Sequences held at once.
    ///   - tokens: Tokens of each.
    ///   - usable: The label of one card, or the share of it to plan with.
    ///   - most: GPUs at most.
    /// - Returns: How many, or nil where even the most do not hold it: the cache is not divided.
    public func fewestGPUs(
        sequences: Int,
        tokens: Tokens,
        usable: Bytes,
        most: Int
    ) -> Int? {
        func fits(_ gpus: Int) -> Bool {
            let memory = divided(over: gpus).memoryPerGPU(sequences: sequences, tokens: tokens)
            return RuleOfThumb.verdict(need: memory.total.value, usable: usable) != .doesNotFit
        }
        guard most > 0, fits(most) else { return nil }
        var (low, high) = (1, most)
        while low < high {
            let middle = (low + high) / 2
            if fits(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
