/// What an inference engine adds to weights and cache, and how it lays them out.
///
/// The mechanisms are code; their constants come from the catalog with source and range. A class,
/// since every request shares it and its constants carry many texts.
public final class RuntimeProfile: Sendable {
    /// The id in the catalog, such as `vllm-0.19`.
    public let id: String
    /// How much of a card the engine plans with.
    public let budget: MemoryBudget
    /// How the cache is divided into blocks.
    public let cacheLayout: CacheLayout
    /// What the engine admits unless told otherwise.
    public let defaults: PassDefaults
    /// The peak of temporary buffers.
    public let activation: ActivationModel
    /// Device context, communication and graphs.
    public let overhead: OverheadModel
    /// Where weights lie.
    public let weightPlacement: WeightPlacement
    /// Width of an element of recurrent state.
    public let stateWidth: BitsPerElement
    /// Whether attention keeps its score matrix unless a request says otherwise.
    public let isAttentionEager: Bool
    /// How fast it is; nil where nobody measured.
    public let speed: EngineSpeed?
    /// What every estimate with this profile assumes, in words.
    public let assumption: String

    /// A profile of these mechanisms.
    public init(
        id: String,
        budget: MemoryBudget,
        cacheLayout: CacheLayout,
        defaults: PassDefaults,
        activation: ActivationModel,
        overhead: OverheadModel,
        weightPlacement: WeightPlacement = WeightPlacement(),
        stateWidth: BitsPerElement = BitsPerElement(16),
        isAttentionEager: Bool = false,
        speed: EngineSpeed? = nil
    ) {
        self.id = id
        self.budget = budget
        self.cacheLayout = cacheLayout
        self.defaults = defaults
        self.activation = activation
        self.overhead = overhead
        self.weightPlacement = weightPlacement
        self.stateWidth = stateWidth
        self.isAttentionEager = isAttentionEager
        self.speed = speed
        assumption =
            "weights and cache are exact; activations, context and graphs are measured constants "
            + "of the runtime \(id) with a band"
    }
}

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

    /// The share unless told otherwise.
    public var share: Double
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
    public init(share: Double, basis: Basis, counts: Set<Term>) {
        self.share = share
        self.basis = basis
        flags = counts.reduce(0) { $0 | $1.flag }
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

/// How an engine divides the cache.
public struct CacheLayout: Hashable, Sendable {
    /// What a layer with a window keeps.
    public enum Windows: String, CaseIterable, Hashable, Sendable {
        /// The tokens of the window.
        case bounded
        /// The window of each sequence and one micro-batch, in padded cells (llama.cpp).
        case cells
        /// Every token, as if there were no window.
        case full
    }

    /// Tokens in one block; a sequence takes whole blocks.
    public var block: Tokens
    /// What windowed layers keep.
    public var windows: Windows
    /// Whether `auto` is the number format of the activations; else it is 16 bits.
    public var followsActivations: Bool

    /// A layout.
    public init(block: Tokens, windows: Windows, followsActivations: Bool = true) {
        self.block = block
        self.windows = windows
        self.followsActivations = followsActivations
    }

    /// The format of a cache for which none is asked.
    public func automaticFormat(_ weights: WeightFormat) -> KVCacheFormat {
        followsActivations && weights.activationWidth == BitsPerElement(32)
            ? KVCacheFormat(.fp32) : KVCacheFormat(.fp16)
    }

    /// Tokens rounded up to whole blocks.
    public func padded(_ tokens: Tokens) -> Tokens {
        let size = block.magnitude
        return Tokens((tokens.magnitude + size - 1) / size * size)
    }
}

/// What an engine admits unless told otherwise; several engines admit more on large cards.
public struct PassDefaults: Hashable, Sendable {
    /// One set of limits.
    public struct Limits: Hashable, Sendable {
        /// Tokens in one forward pass.
        public var batchedTokens: Tokens
        /// Sequences that buffers are made for; nil where they follow the load.
        public var sequences: Int?

        /// Limits.
        public init(batchedTokens: Tokens, sequences: Int?) {
            self.batchedTokens = batchedTokens
            self.sequences = sequences
        }
    }

    /// On cards below the threshold, and where no card is named.
    public var usual: Limits
    /// On cards of at least the threshold.
    public var large: Limits
    /// The threshold.
    public var largeCard: Bytes

    /// Defaults.
    public init(usual: Limits, large: Limits, largeCard: Bytes) {
        self.usual = usual
        self.large = large
        self.largeCard = largeCard
    }

    /// The limits on a card; without one those of a large card, which an estimate plans for.
    public func limits(on memory: Bytes?) -> Limits {
        guard let memory else { return large }
        return memory >= largeCard ? large : usual
    }
}
