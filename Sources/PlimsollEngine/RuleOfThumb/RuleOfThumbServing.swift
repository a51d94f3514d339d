/// Serving a model, estimated by rules of thumb alone.
public struct RuleOfThumbServing: Hashable, Sendable {
    /// The parameters that the name says.
    public var parameters: Elements
    /// Elements of the residual stream; nil where only the parameter count is known, which leaves
    /// the cache out.
    public var hiddenSize: Int?
    /// Bits of a parameter, as the format's name says.
    public var weightWidth: BitsPerElement
    /// The formats of keys and values.
    public var cacheFormat: KVCacheFormat
    /// The GPUs that divide the weights.
    public var layout: RuleLayout
    /// Temporary buffers as a share of the weights.
    public var workspaceShare = RuleOfThumb.workspaceShare
    /// The cache as a share of the weights; nil where it is computed.
    public var cacheShare: RuleConstant?

    /// A model and how it is divided, with the constants as they are quoted.
    public init(
        parameters: Elements,
        hiddenSize: Int?,
        weightWidth: BitsPerElement,
        cacheFormat: KVCacheFormat,
        layout: RuleLayout
    ) {
        self.parameters = parameters
        self.hiddenSize = hiddenSize
        self.weightWidth = weightWidth
        self.cacheFormat = cacheFormat
        self.layout = layout
    }

    /// The weights of one copy.
    public var weights: Bytes { RuleOfThumb.weights(parameters, width: weightWidth) }

    /// The cache of one token; nil where it does not follow from the tokens.
    public var cachePerToken: Bytes? {
        guard cacheShare == nil, let hiddenSize else { return nil }
        return RuleOfThumb.cachePerToken(hiddenSize: hiddenSize, cacheFormat)
    }

    /// Sequences of one copy of the model.
    func perCopy(_ sequences: Int) -> Int {
        (sequences + layout.data - 1) / layout.data
    }

    /// Memory of each GPU: weights and workspace are divided, the cache is not.
    public func memoryPerGPU(sequences: Int, tokens: Tokens) -> InferenceMemory {
        var memory = InferenceMemory.zero
        let workspace = RuleOfThumb.workspace(of: weights, share: workspaceShare)
        memory.weights = RuleOfThumb.part(
            of: ByteRange(exactly: weights),
            over: layout.gpusPerCopy
        )
        memory.activation = RuleOfThumb.part(of: workspace, over: layout.gpusPerCopy)
        if let cacheShare {
            memory.kvCache = RuleOfThumb.cache(of: weights, share: cacheShare)
        } else if let hiddenSize {
            memory.kvCache = ByteRange(
                exactly: RuleOfThumb.cache(
                    sequences: perCopy(sequences),
                    tokens: tokens,
                    hiddenSize: hiddenSize,
                    cacheFormat
                )
            )
        }
        memory.endsAdd = true
        return memory
    }

    /// Estimates a load, and judges it where a card is named.
    ///
    /// - Parameters:
    ///   - sequences: Sequences held at once, over all copies.
    ///   - tokens: Tokens of each.
    ///   - memory: The card's memory, of which the label counts.
    ///   - share: The share of the label to plan with.
    /// - Returns: Memory, and fit and capacity where a card is named.
    /// - Throws: ``EstimationError/tooLarge`` where the need exceeds exact arithmetic.
    public func estimate(
        sequences: Int,
        tokens: Tokens,
        on memory: GPUMemory?,
        share: Double
    ) throws(EstimationError) -> InferenceEstimate {
        let perGPU = memoryPerGPU(sequences: sequences, tokens: tokens)
        guard perGPU.total.high < .saturation else { throw .tooLarge }
        let fit = memory.map { memory -> Fit in
            let label = RuleOfThumb.label(of: memory)
            let usable = label.scaled(by: share)
            return Fit(
                need: perGPU.total,
                memory: label,
                usable: usable,
                verdict: RuleOfThumb.verdict(need: perGPU.total.value, usable: usable)
            )
        }
        return InferenceEstimate(
            perGPU: perGPU,
            stages: [perGPU],
            allGPUs: perGPU.repeated(layout.gpus),
            hostBytes: .zero,
            fit: fit,
            capacity: fit.flatMap {
                capacity(sequences: sequences, tokens: tokens, usable: $0.usable)
            }
        )
    }

    /// The most sequences and tokens whose cache the label leaves room for; nil where the cache does
    /// not follow from them.
    ///
    ///     sequences = ⌊(usable - weights - workspace) / (tokens · bytes a token)⌋ · copies
    ///
    /// Worked example, 70 GB and 15 % workspace on 80 GB: none, since 80.5 GB are used without any.
    public func capacity(sequences: Int, tokens: Tokens, usable: Bytes) -> Capacity? {
        guard let cachePerToken, cachePerToken > .zero else { return nil }
        let memory = memoryPerGPU(sequences: sequences, tokens: tokens)
        let room = max(.zero, usable - (memory.total.value - memory.kvCache.value))
        let perSequence = tokens.magnitude * cachePerToken
        let perPosition = perCopy(sequences) * cachePerToken
        let (batch, _) = (room.magnitude / perSequence.magnitude)
            .multipliedReportingOverflow(by: layout.data)
        return Capacity(
            maximumBatch: min(InferenceLimits.maximumBatch, batch),
            maximumContext: Tokens(
                min(InferenceLimits.maximumContext, room.magnitude / perPosition.magnitude)
            ),
            cachePool: room,
            cacheTokens: Tokens(layout.data * (room.magnitude / cachePerToken.magnitude))
        )
    }
}
