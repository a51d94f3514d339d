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
    /// sum of both works is the same, for times of a pass are added. Where a load offers more
    /// sequences than the engine admits, they take turns: see ``round(of:context:admitting:)``.
    public func performance(_ load: InferenceWorkload) -> Performance {
        let (count, prompt) = (load.concurrentSequences, load.promptTokens)
        let limit = load.maximumBatchedTokens
        let first = promptPass(sequences: 1, prompt: prompt, limit: limit)
        return performance(
            load,
            step: round(
                of: count,
                context: Self.meanContext(load),
                admitting: load.maximumSequences
            ),
            first: first,
            all: count == 1 ? first : promptPass(sequences: count, prompt: prompt, limit: limit)
        )
    }

    /// Tokens held per sequence at the middle of what is generated.
    static func meanContext(_ load: InferenceWorkload) -> Tokens {
        let output = max(Tokens(1), load.contextTokens - load.promptTokens)
        return min(load.contextTokens, load.promptTokens + Tokens(output.magnitude / 2))
    }

    /// The figures of a load from the times of its passes: a step of all sequences, one prompt alone,
    /// and all prompts of the batch.
    func performance(
        _ load: InferenceWorkload,
        step: PassTime,
        first: PassTime,
        all: PassTime
    ) -> Performance {
        let (count, prompt) = (load.concurrentSequences, load.promptTokens)
        let output = max(Tokens(1), load.contextTokens - prompt)
        let cycle = all.total + Double(output.magnitude) * step.total
        let token = tokenTime(step.total, beside: all.total, count, output)
        func figures(_ time: (TimeRange) -> Double, rate: (TimeRange) -> Double)
            -> Performance.Figures
        {
            let tokens = Double(count) * Double(output.magnitude)
            return Performance.Figures(
                timeToFirstToken: Seconds(time(first.total)),
                timePerOutputToken: Seconds(time(token)),
                outputTokensPerSecond: Double(count) / rate(token),
                endToEndOutputTokensPerSecond: tokens / rate(cycle),
                promptTokensPerSecond: Double(count) * Double(prompt.magnitude) / rate(all.total),
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

    /// The time in which every sequence of a load gets a token, though not all are admitted at once.
    ///
    ///     t = n / a · t_step(a)
    ///
    /// An engine generates for a sequences at a time; of n > a the others wait, so a token of each
    /// takes n / a steps in the mean, and the rate of all together is that of a.
    ///
    /// Worked example, 1,000 sequences where 256 are admitted in steps of 40 ms: 156.25 ms.
    ///
    /// - Parameters:
    ///   - sequences: n, over all copies of the model.
    ///   - context: Tokens held per sequence.
    ///   - limit: What each copy admits; the engine's default where it is left out.
    /// - Returns: The time, by what it is spent on.
    func round(of sequences: Int, context: Tokens, admitting limit: Int?) -> PassTime {
        let most = admitted(limit) ?? sequences
        guard sequences > most else { return decodeStep(sequences: sequences, context: context) }
        let step = decodeStep(sequences: most, context: context)
        return Double(sequences) / Double(most) * step
    }

    /// The time of a token, whose long end counts prompts that other sequences bring meanwhile.
    ///
    ///     high = t_step.high + (n − 1) / n · t_prompts.high / o
    ///
    /// Where sequences come and go, each answer of o tokens sees the prompts of all others once.
    /// How many steps they delay depends on when requests arrive, which an estimate is not told.
    private func tokenTime(
        _ step: TimeRange,
        beside prompts: TimeRange,
        _ count: Int,
        _ output: Tokens
    ) -> TimeRange {
        guard engine.cutsPrompts, count > 1 else { return step }
        let others = Double(count - 1) / Double(count)
        return step.delayed(upTo: others * prompts.high / Double(output.magnitude))
    }

    /// Sequences that all copies generate for at a time; nil where there is no limit.
    public func admitted(_ limit: Int?) -> Int? {
        (limit ?? admittedSequences).map { $0 * layout.data }
    }

    /// How fast the same requests are served when the GPUs hold as many as they can.
    ///
    /// - Parameters:
    ///   - load: A load whose lengths count.
    ///   - most: Sequences that the memory holds; the engine may admit fewer on each copy.
    /// - Returns: The speed at that batch; nil where not one sequence is held.
    public func saturated(_ load: InferenceWorkload, holding most: Int) -> Performance? {
        let count = min(most, admitted(load.maximumSequences) ?? most)
        guard count > 0 else { return nil }
        var full = load
        full.concurrentSequences = count
        return performance(full)
    }
}
