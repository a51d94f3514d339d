/// How fast a load is served.
public struct Performance: Hashable, Sendable {
    /// One set of figures.
    public struct Figures: Hashable, Sendable {
        /// One prompt, nothing queued.
        public var timeToFirstToken: Seconds
        /// One decode step at the batch and the mean context.
        public var timePerOutputToken: Seconds
        /// All sequences together while decoding, over all copies.
        public var outputTokensPerSecond: Double
        /// Prompts included, batch after batch.
        public var endToEndOutputTokensPerSecond: Double
        /// All prompts of the batch together.
        public var promptTokensPerSecond: Double
        /// Requests of that prompt and output length.
        public var requestsPerSecond: Double
    }

    /// Sequences at once.
    public var concurrentSequences: Int
    /// Tokens of each prompt and of each answer.
    public var promptTokens: Tokens
    /// Tokens of each answer; at least one is generated.
    public var outputTokens: Tokens
    /// The figures to plan with.
    public var value: Figures
    /// The low end of each figure.
    public var low: Figures
    /// The high end of each figure.
    public var high: Figures
    /// The decode step, by what it is spent on.
    public var step: PassTime
    /// One prompt alone, by what it is spent on.
    public var firstPrompt: PassTime

    /// What takes most of a decode step.
    public var bound: PassTime.Bound { step.bound }
}

extension SpeedEstimator {
    /// How fast a load is served that holds its sequences at once, batch after batch.
    ///
    ///     requests/s = n / (t_prompts(n) + o · t_step(n, p + o/2))
    ///
    /// | symbol | meaning                                        |
    /// |--------|------------------------------------------------|
    /// | n      | sequences at once                              |
    /// | p, o   | tokens of a prompt and of an answer            |
    ///
    /// With continuous batching prompts of new sequences share passes with tokens of others; the
    /// sum of both works is the same, for times of a pass are added.
    public func performance(_ load: InferenceWorkload) -> Performance {
        let count = load.concurrentSequences
        let prompt = load.promptTokens
        let output = max(Tokens(1), load.contextTokens - prompt)
        let mean = min(load.contextTokens, prompt + Tokens(output.magnitude / 2))
        let limit = load.maximumBatchedTokens
        let step = decodeStep(sequences: count, context: mean)
        let first = promptPass(sequences: 1, prompt: prompt, limit: limit)
        let all =
            count == 1 ? first : promptPass(sequences: count, prompt: prompt, limit: limit)
        let (stepTime, firstTime, allTime) = (step.total, first.total, all.total)
        let cycle = allTime + Double(output.magnitude) * stepTime
        func figures(_ time: (TimeRange) -> Double, rate: (TimeRange) -> Double)
            -> Performance.Figures
        {
            let tokens = Double(count) * Double(output.magnitude)
            return Performance.Figures(
                timeToFirstToken: Seconds(time(firstTime)),
                timePerOutputToken: Seconds(time(stepTime)),
                outputTokensPerSecond: Double(count) / rate(stepTime),
                endToEndOutputTokensPerSecond: tokens / rate(cycle),
                promptTokensPerSecond: Double(count) * Double(prompt.magnitude) / rate(allTime),
                requestsPerSecond: Double(count) / rate(cycle)
            )
        }
        return Performance(
            concurrentSequences: count,
            promptTokens: prompt,
            outputTokens: output,
            value: figures(\.value, rate: \.value),
            low: figures(\.low, rate: \.high),
            high: figures(\.high, rate: \.low),
            step: step,
            firstPrompt: first
        )
    }

    /// How fast the same requests are served when the GPUs hold as many as they can.
    ///
    /// - Parameters:
    ///   - load: A load whose lengths count.
    ///   - most: Sequences that the memory holds; the engine may admit fewer on each copy.
    /// - Returns: The speed at that batch; nil where not one sequence is held.
    public func saturated(_ load: InferenceWorkload, holding most: Int) -> Performance? {
        let admitted = load.maximumSequences ?? admittedSequences
        let count = min(most, admitted.map { $0 * layout.data } ?? most)
        guard count > 0 else { return nil }
        var full = load
        full.concurrentSequences = count
        return performance(full)
    }
}
