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
    /// Whether the ends of the terms add, as ratios that are quoted as ranges do; else their causes
    /// are taken for independent.
    public var endsAdd = false

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

    /// The sum of all terms, as a band.
    ///
    ///     low  = value − √Σ (value_i − low_i)²
    ///     high = value + √Σ (high_i − value_i)²
    ///
    /// The causes of the terms' bands are independent, so that hardly ever all err to the same
    /// side: three terms of 1 ± 0.3 GiB make 3 ± 0.52 GiB, not 3 ± 0.9.
    public var total: ByteRange {
        guard !endsAdd else {
            return weights + kvCache + recurrentState + activation + runtime.total
        }
        var below = 0.0
        var above = 0.0
        var value = 0
        func add(_ term: ByteRange) {
            value += term.value.magnitude
            let low = Double((term.value - term.low).magnitude)
            let high = Double((term.high - term.value).magnitude)
            below += low * low
            above += high * high
        }
        add(weights)
        add(kvCache)
        add(recurrentState)
        add(activation)
        add(runtime.deviceContext)
        add(runtime.communication)
        add(runtime.graphs)
        add(runtime.other)
        return ByteRange(
            low: Bytes(value - Int(below.squareRoot().rounded())),
            value: Bytes(value),
            high: Bytes(value + Int(above.squareRoot().rounded()))
        )
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
        var sum = InferenceMemory(
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
        sum.endsAdd = left.endsAdd || right.endsAdd
        return sum
    }

    /// The same memory on each of `copies` GPUs.
    public func repeated(_ copies: Int) -> InferenceMemory {
        var all = InferenceMemory(
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
        all.endsAdd = endsAdd
        return all
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

    /// What is there before weights are loaded.
    var atStart: Bytes { deviceContext.value + communication.value }

    /// The sum of the parts.
    public var total: ByteRange { deviceContext + communication + graphs + other }
}

extension ByteRange {
    /// That many times the amount.
    func repeated(_ copies: Int) -> ByteRange {
        ByteRange(low: copies * low, value: copies * value, high: copies * high)
    }
}
