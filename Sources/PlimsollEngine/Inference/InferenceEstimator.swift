/// Memory of serving one model in one format, runtime and layout, for any load.
///
/// What does not depend on the load is computed once, so that capacity can be searched by asking
/// for the memory of many loads.
public struct InferenceEstimator: Sendable {
    /// The model.
    public let model: ModelProfile
    /// How its weights are stored.
    public let weightFormat: WeightFormat
    /// How its cache is stored.
    public let cacheFormat: KVCacheFormat
    /// The engine that serves it.
    public let runtime: RuntimeProfile
    /// How it is divided among GPUs.
    public let layout: ParallelLayout
    /// Bytes of weights on one GPU.
    public let weightBytes: Bytes

    /// An estimator of these choices.
    public init(
        model: ModelProfile,
        weightFormat: WeightFormat,
        cacheFormat: KVCacheFormat,
        runtime: RuntimeProfile,
        layout: ParallelLayout = .single
    ) {
        self.model = model
        self.weightFormat = weightFormat
        self.cacheFormat = cacheFormat
        self.runtime = runtime
        self.layout = layout
        self.weightBytes = model.weightBytes(weightFormat, tensor: layout.tensor)
    }

    /// Memory of the fullest GPU under a load.
    public func memoryPerGPU(_ load: InferenceWorkload) -> InferenceMemory {
        let sequences = sequencesPerReplica(load)
        let perSequence = cacheBytesPerSequence(load.contextTokens)
        return InferenceMemory(
            weights: ByteRange(exactly: weightBytes),
            kvCache: ByteRange(exactly: sequences * perSequence),
            recurrentState: ByteRange(exactly: sequences * stateBytesPerSequence),
            activation: activation(load, sequences: sequences),
            runtime: RuntimeMemory(
                deviceContext: runtime.deviceContext.bytes,
                communication: layout.tensor > 1 ? runtime.communication.bytes : .zero,
                graphs: runtime.graphs.bytes,
                other: .zero
            )
        )
    }

    /// Sequences on the fullest copy of the model.
    public func sequencesPerReplica(_ load: InferenceWorkload) -> Int {
        (load.concurrentSequences + layout.data - 1) / layout.data
    }

    /// Bytes of cache of one sequence on one GPU, in whole blocks of the runtime.
    public func cacheBytesPerSequence(_ context: Tokens) -> Bytes {
        let block = runtime.cacheBlock.magnitude
        let blocks = (context.magnitude + block - 1) / block
        return model.cache.bytesPerSequence(
            Tokens(blocks * block),
            cacheFormat,
            tensor: layout.tensor
        )
    }

    /// Bytes of recurrent state of one sequence on one GPU.
    public var stateBytesPerSequence: Bytes {
        let whole = model.cache.stateBytesPerSequence()
        return Bytes((whole.magnitude + layout.tensor - 1) / layout.tensor)
    }

    /// Tokens of the largest forward pass: all prompts together, up to the runtime's limit, and at
    /// least one token for each sequence.
    public func tokensPerPass(_ load: InferenceWorkload, sequences: Int) -> Tokens {
        let limit = load.maximumBatchedTokens ?? runtime.defaultMaximumBatchedTokens
        let prompts = sequences * load.promptTokens.magnitude
        return Tokens(max(sequences, min(limit.magnitude, prompts)))
    }

    private func activation(_ load: InferenceWorkload, sequences: Int) -> ByteRange {
        let derived = model.activations.bytes(
            tokens: tokensPerPass(load, sequences: sequences),
            sequences: sequences,
            tensor: layout.tensor
        )
        let factor = runtime.activationFactor
        return ByteRange(
            low: derived.scaled(by: factor.range.lowerBound),
            value: derived.scaled(by: factor.value),
            high: derived.scaled(by: factor.range.upperBound)
        )
    }
}
