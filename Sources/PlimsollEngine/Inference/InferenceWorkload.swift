/// What a serving engine is asked to hold at once.
public struct InferenceWorkload: Hashable, Sendable {
    /// Sequences held at once, over all copies of the model.
    public var concurrentSequences: Int
    /// Tokens held per sequence, prompt and output together.
    public var contextTokens: Tokens
    /// Tokens of the context that are prompt.
    public var promptTokens: Tokens
    /// Tokens in one forward pass at most; nil for the runtime's default.
    public var maximumBatchedTokens: Tokens?

    /// A load; three quarters of the context are prompt unless said otherwise.
    ///
    /// - Throws: ``EstimationError/promptExceedsContext(prompt:context:)``.
    public init(
        concurrentSequences: Int,
        contextTokens: Tokens,
        promptTokens: Tokens? = nil,
        maximumBatchedTokens: Tokens? = nil
    ) throws(EstimationError) {
        let prompt = promptTokens ?? Tokens(max(1, contextTokens.magnitude * 3 / 4))
        guard prompt <= contextTokens else {
            throw .promptExceedsContext(
                prompt: prompt.magnitude,
                context: contextTokens.magnitude
            )
        }
        self.concurrentSequences = concurrentSequences
        self.contextTokens = contextTokens
        self.promptTokens = prompt
        self.maximumBatchedTokens = maximumBatchedTokens
    }
}
