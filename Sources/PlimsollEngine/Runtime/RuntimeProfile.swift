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
    /// Ids of cards that are not taken for large whatever their memory.
    public var neverLarge: [String]

    /// Defaults.
    public init(usual: Limits, large: Limits, largeCard: Bytes, neverLarge: [String] = []) {
        self.usual = usual
        self.large = large
        self.largeCard = largeCard
        self.neverLarge = neverLarge
    }

    /// The limits on a card that is known by its id.
    public func limits(on gpu: GPU) -> Limits {
        neverLarge.contains(gpu.id) ? usual : limits(on: gpu.memory.planned)
    }

    /// The limits on a card; without one those of a large card, which an estimate plans for.
    public func limits(on memory: Bytes?) -> Limits {
        guard let memory else { return large }
        return memory >= largeCard ? large : usual
    }
}
