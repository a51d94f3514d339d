/// What a serving engine is asked to hold at once, and how it is configured.
public struct InferenceWorkload: Hashable, Sendable {
    /// Sequences held at once, over all copies of the model.
    public var concurrentSequences: Int
    /// Tokens held per sequence, prompt and output together.
    public var contextTokens: Tokens
    /// Tokens of the context that are prompt.
    public var promptTokens: Tokens
    /// Tokens in one forward pass at most; nil for the runtime's default.
    public var maximumBatchedTokens: Tokens?
    /// Sequences that the engine is configured to admit; nil for the runtime's default.
    public var maximumSequences: Int?
    /// Whether attention keeps its score matrix.
    public var isAttentionEager = false
    /// What stays in host memory.
    public var hostPlacement = HostPlacement.none

    /// A load; three quarters of the context are prompt unless said otherwise.
    ///
    /// - Throws: ``EstimationError/promptExceedsContext(prompt:context:)``.
    public init(
        concurrentSequences: Int,
        contextTokens: Tokens,
        promptTokens: Tokens? = nil,
        maximumBatchedTokens: Tokens? = nil,
        maximumSequences: Int? = nil
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
        self.maximumSequences = maximumSequences
    }
}

/// Which weights stay in host memory.
public enum HostPlacement: Hashable, Sendable {
    /// None beyond what the runtime keeps there by itself.
    case none
    /// All layers but the last `gpuLayers`, with their cache (llama.cpp); a number beyond the
    /// layers brings the head to the GPU too.
    case layersBefore(gpuLayers: Int)
    /// The routed experts of the first layers.
    case routedExperts(layers: Int)
    /// Every weight; layers are streamed to the GPU one after the other, two at a time.
    case streamed
}
