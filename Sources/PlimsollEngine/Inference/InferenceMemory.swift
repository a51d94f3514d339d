/// Memory of serving a model, by term, on one GPU or on all of them.
public struct InferenceMemory: Hashable, Sendable {
    /// Stored weights.
    public var weights: ByteRange
    /// Cached keys and values of the sequences held.
    public var kvCache: ByteRange
    /// State of recurrent layers of the sequences held.
    public var recurrentState: ByteRange
    /// Peak of temporary buffers.
    public var activation: ByteRange
    /// What the runtime takes beside them.
    public var runtime: RuntimeMemory

    /// Memory of these terms.
    public init(
        weights: ByteRange,
        kvCache: ByteRange,
        recurrentState: ByteRange,
        activation: ByteRange,
        runtime: RuntimeMemory
    ) {
        self.weights = weights
        self.kvCache = kvCache
        self.recurrentState = recurrentState
        self.activation = activation
        self.runtime = runtime
    }

    /// The sum of all terms.
    public var total: ByteRange {
        weights + kvCache + recurrentState + activation + runtime.total
    }

    /// Nothing.
    public static let zero = InferenceMemory(
        weights: .zero,
        kvCache: .zero,
        recurrentState: .zero,
        activation: .zero,
        runtime: RuntimeMemory(
            deviceContext: .zero,
            communication: .zero,
            graphs: .zero,
            other: .zero
        )
    )

    /// The sum of two memories, term by term.
    public static func + (left: InferenceMemory, right: InferenceMemory) -> InferenceMemory {
        InferenceMemory(
            weights: left.weights + right.weights,
            kvCache: left.kvCache + right.kvCache,
            recurrentState: left.recurrentState + right.recurrentState,
            activation: left.activation + right.activation,
            runtime: RuntimeMemory(
                deviceContext: left.runtime.deviceContext + right.runtime.deviceContext,
                communication: left.runtime.communication + right.runtime.communication,
                graphs: left.runtime.graphs + right.runtime.graphs,
                other: left.runtime.other + right.runtime.other
            )
        )
    }

    /// The same memory on each of `copies` GPUs.
    public func repeated(_ copies: Int) -> InferenceMemory {
        InferenceMemory(
            weights: weights.repeated(copies),
            kvCache: kvCache.repeated(copies),
            recurrentState: recurrentState.repeated(copies),
            activation: activation.repeated(copies),
            runtime: RuntimeMemory(
                deviceContext: runtime.deviceContext.repeated(copies),
                communication: runtime.communication.repeated(copies),
                graphs: runtime.graphs.repeated(copies),
                other: runtime.other.repeated(copies)
            )
        )
    }
}

/// Memory that a runtime takes beside weights, cache and activations.
public struct RuntimeMemory: Hashable, Sendable {
    /// Device context and libraries.
    public var deviceContext: ByteRange
    /// Buffers of collective communication.
    public var communication: ByteRange
    /// Captured graphs.
    public var graphs: ByteRange
    /// Anything else.
    public var other: ByteRange

    /// Overheads of these parts.
    public init(
        deviceContext: ByteRange,
        communication: ByteRange,
        graphs: ByteRange,
        other: ByteRange
    ) {
        self.deviceContext = deviceContext
        self.communication = communication
        self.graphs = graphs
        self.other = other
    }

    /// The sum of the parts.
    public var total: ByteRange { deviceContext + communication + graphs + other }
}

extension ByteRange {
    /// That many times the amount.
    func repeated(_ copies: Int) -> ByteRange {
        ByteRange(low: copies * low, value: copies * value, high: copies * high)
    }
}
