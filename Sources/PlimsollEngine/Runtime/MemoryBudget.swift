/// How much of a card an engine plans with, and what it counts towards that.
///
/// Engines measure the same 0.9 against different things: vLLM takes a share of the whole card and
/// counts weights, activations and the growth of other memory, but neither the context that was
/// there before nor the graphs it captures afterwards; SGLang takes a share of what is free once it
/// has started, for weights and cache alone; TensorRT-LLM one of what is free once everything else
/// is there.
public struct MemoryBudget: Hashable, Sendable {
    /// What the share is taken of.
    public enum Basis: String, CaseIterable, Hashable, Sendable {
        /// The card's whole memory.
        case total
        /// What is free after everything but the cache.
        case free
        /// What is free after device context and communication, for weights, states and cache.
        case freeAtStart = "free_at_start"
    }

    /// Terms beside the weights that may count towards the budget.
    public enum Term: String, CaseIterable, Hashable, Sendable {
        /// Peak of temporary buffers.
        case activation
        /// Device context and libraries.
        case deviceContext = "device_context"
        /// Buffers of collective communication.
        case communication
        /// Captured graphs.
        case graphs

        fileprivate var flag: UInt8 {
            switch self {
            case .activation: 1
            case .deviceContext: 2
            case .communication: 4
            case .graphs: 8
            }
        }
    }

    /// The share unless told otherwise, where ``reserve`` does not say it.
    public var share: Double
    /// What the engine leaves free of a card that is known; nil where it takes the same share of
    /// every card.
    public var reserve: MemoryReserve?
    /// What it is a share of.
    public var basis: Basis
    /// The terms that the share has to hold beside weights and cache.
    public var counts: Set<Term> {
        get { Set(Term.allCases.filter { flags & $0.flag != 0 }) }
        set { flags = newValue.reduce(0) { $0 | $1.flag } }
    }
    /// The same as bits, which a search for capacity asks many times.
    private var flags: UInt8

    /// A budget.
    public init(share: Double, basis: Basis, counts: Set<Term>, reserve: MemoryReserve? = nil) {
        self.share = share
        self.basis = basis
        self.reserve = reserve
        flags = counts.reduce(0) { $0 | $1.flag }
    }

    /// The share that the engine takes of a card on its own.
    ///
    /// - Parameters:
    ///   - memory: The card's memory; nil where no card is named.
    ///   - layout: The layout.
    /// - Returns: A share above 0 and up to 1.
    public func share(on memory: Bytes?, _ layout: ParallelLayout) -> Double {
        guard let memory, let reserve else { return share }
        return reserve.share(of: memory, layout)
    }

    /// Bytes that the budget leaves for the cache; negative where the rest exceeds it.
    ///
    /// - Parameters:
    ///   - memory: The card's memory.
    ///   - share: The share to plan with.
    ///   - load: Everything on the card; its cache is not counted.
    /// - Returns: The size of the cache pool on one GPU.
    public func pool(of memory: Bytes, share: Double, beside load: InferenceMemory) -> Bytes {
        pool(
            of: memory,
            share: share,
            others: load.total.value - load.kvCache.value,
            uncounted: uncounted(activation: load.activation.value, load.runtime),
            atStart: load.runtime.atStart
        )
    }

    /// The same for what a load's terms sum up to.
    ///
    /// - Parameters:
    ///   - memory: The card's memory.
    ///   - share: The share to plan with.
    ///   - others: Everything on the card but the cache.
    ///   - uncounted: The part of it that the share need not hold.
    ///   - atStart: The part of it that is there before weights are loaded.
    /// - Returns: The size of the cache pool on one GPU.
    func pool(
        of memory: Bytes,
        share: Double,
        others: Bytes,
        uncounted: Bytes,
        atStart: Bytes
    ) -> Bytes {
        switch basis {
        case .freeAtStart:
            min((memory - atStart).scaled(by: share) - (others - uncounted), memory - others)
        case .free: (memory - others).scaled(by: share)
        case .total:
            // Nothing can be had that the card does not have, whatever the share says.
            min(memory.scaled(by: share) - (others - uncounted), memory - others)
        }
    }

    private func counts(_ term: Term) -> Bool { flags & term.flag != 0 }

    /// The terms that the share need not hold.
    func uncounted(activation: Bytes, _ runtime: RuntimeMemory) -> Bytes {
        if basis == .freeAtStart { return activation + runtime.total.value }
        var bytes = counts(.activation) ? Bytes.zero : activation
        if !counts(.deviceContext) { bytes += runtime.deviceContext.value }
        if !counts(.communication) { bytes += runtime.communication.value }
        if !counts(.graphs) { bytes += runtime.graphs.value }
        return bytes
    }
}
