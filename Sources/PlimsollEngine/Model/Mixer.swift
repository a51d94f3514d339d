/// What lets tokens of a sequence see each other in one layer.
public enum Mixer: Hashable, Sendable {
    /// Attention that caches keys and values by head (multi-head, grouped-query, multi-query).
    case attention(Attention)
    /// Attention that caches one compressed latent for all heads (MLA).
    case latentAttention(LatentAttention)
    /// Attention that caches the last tokens whole and earlier ones several to an entry.
    case compressedAttention(CompressedAttention)
    /// Attention to the output of an encoder, cached once per sequence.
    case crossAttention(CrossAttention)
    /// A mixer with a state of fixed size: state space, linear attention, convolution, RWKV.
    case recurrent(RecurrentMixer)

    /// Every tensor of the mixer.
    public var tensors: [WeightTensor] {
        switch self {
        case .attention(let attention): attention.tensors
        case .latentAttention(let attention): attention.tensors
        case .compressedAttention(let attention): attention.tensors
        case .crossAttention(let attention): attention.tensors
        case .recurrent(let mixer): mixer.tensors
        }
    }
}

/// How far back a token of an attention layer looks.
public enum AttentionSpan: Hashable, Sendable {
    /// To the first token.
    case full
    /// To the last `window` tokens.
    case sliding(window: Int)
    /// To the start of the token's own chunk of `size` tokens.
    case chunked(size: Int)

    /// The most tokens that stay cached; nil where the cache grows with the sequence.
    public var bound: Tokens? {
        switch self {
        case .full: nil
        case .sliding(let window): Tokens(window)
        case .chunked(let size): Tokens(size)
        }
    }
}

/// Attention with keys and values per head.
public struct Attention: Hashable, Sendable {
    /// Query heads.
    public var queryHeads: Int
    /// Key/value heads; equal to the query heads in multi-head attention, 1 in multi-query.
    public var keyValueHeads: Int
    /// Elements of a query or key head.
    public var headDimension: Int
    /// Elements of a value head.
    public var valueHeadDimension: Int
    /// Elements that a sparse-attention indexer caches for each token; 0 without one.
    public var indexerKeyDimension: Int
    /// How far back a token looks.
    public var span: AttentionSpan
    /// Whether the layer reads the cache of an earlier layer instead of writing its own.
    public var sharesEarlierCache: Bool
    /// Whether scores are bent below a cap before their softmax, which PyTorch's fused attention
    /// cannot do.
    public var capsScores: Bool
    /// Projections, norms and sinks.
    public var tensors: [WeightTensor]

    /// Attention of these sizes; value heads are as wide as key heads unless said otherwise.
    public init(
        queryHeads: Int,
        keyValueHeads: Int,
        headDimension: Int,
        valueHeadDimension: Int? = nil,
        indexerKeyDimension: Int = 0,
        span: AttentionSpan = .full,
        sharesEarlierCache: Bool = false,
        capsScores: Bool = false,
        tensors: [WeightTensor]
    ) {
        self.queryHeads = queryHeads
        self.capsScores = capsScores
        self.keyValueHeads = keyValueHeads
        self.headDimension = headDimension
        self.valueHeadDimension = valueHeadDimension ?? headDimension
        self.indexerKeyDimension = indexerKeyDimension
        self.span = span
        self.sharesEarlierCache = sharesEarlierCache
        self.tensors = tensors
    }
}

/// Multi-head latent attention: one compressed latent and one rotary key a token, for all heads.
///
/// Source: DeepSeek-AI 2024, arXiv:2405.04434, section 2.1.
public struct LatentAttention: Hashable, Sendable {
    /// Query heads.
    public var queryHeads: Int
    /// Elements of the compressed key/value latent (`kv_lora_rank`).
    public var latentDimension: Int
    /// Elements of the rotary key that all heads share (`qk_rope_head_dim`).
    public var rotaryDimension: Int
    /// Elements of a query or key head without its rotary part (`qk_nope_head_dim`).
    public var headDimension: Int
    /// Elements of a value head (`v_head_dim`).
    public var valueHeadDimension: Int
    /// Elements that a sparse-attention indexer caches for each token; 0 without one.
    public var indexerKeyDimension: Int
    /// How far back a token looks.
    public var span: AttentionSpan
    /// Whether the layer reads the latents of an earlier layer instead of caching its own.
    public var sharesEarlierCache: Bool
    /// Projections, norms and the indexer.
    public var tensors: [WeightTensor]

    /// Latent attention of these sizes.
    public init(
        queryHeads: Int,
        latentDimension: Int,
        rotaryDimension: Int,
        headDimension: Int,
        valueHeadDimension: Int,
        indexerKeyDimension: Int = 0,
        span: AttentionSpan = .full,
        sharesEarlierCache: Bool = false,
        tensors: [WeightTensor]
    ) {
        self.queryHeads = queryHeads
        self.sharesEarlierCache = sharesEarlierCache
        self.latentDimension = latentDimension
        self.rotaryDimension = rotaryDimension
        self.headDimension = headDimension
        self.valueHeadDimension = valueHeadDimension
        self.indexerKeyDimension = indexerKeyDimension
        self.span = span
        self.tensors = tensors
    }
}

/// Attention of many query heads to one head that is key and value at once: the last `window`
/// tokens whole, all earlier ones compressed, `tokensPerEntry` of them to a cached entry.
///
/// Source: huggingface/transformers, models/deepseek_v4/modeling_deepseek_v4.py.
public struct CompressedAttention: Hashable, Sendable {
    /// Query heads.
    public var queryHeads: Int
    /// Elements of a head; a cached token is one of them, for key and value are the same.
    public var headDimension: Int
    /// Tokens that are kept whole, whatever the length of the sequence.
    public var window: Int
    /// Tokens that one compressed entry stands for; 0 where only the window is kept.
    public var tokensPerEntry: Int
    /// Elements that a sparse-attention indexer caches for each entry; 0 without one.
    public var indexerKeyDimension: Int
    /// Projections, norms, sinks, the compressor and the indexer.
    public var tensors: [WeightTensor]

    /// Compressed attention of these sizes.
    public init(
        queryHeads: Int,
        headDimension: Int,
        window: Int,
        tokensPerEntry: Int = 0,
        indexerKeyDimension: Int = 0,
        tensors: [WeightTensor]
    ) {
        self.queryHeads = queryHeads
        self.headDimension = headDimension
        self.window = window
        self.tokensPerEntry = tokensPerEntry
        self.indexerKeyDimension = indexerKeyDimension
        self.tensors = tensors
    }
}

/// Attention to the tokens of an encoder, whose keys and values are computed once per sequence.
public struct CrossAttention: Hashable, Sendable {
    /// Query heads.
    public var queryHeads: Int
    /// Key/value heads.
    public var keyValueHeads: Int
    /// Elements of a head.
    public var headDimension: Int
    /// Tokens of the encoder that are cached for each sequence.
    public var encoderTokens: Int
    /// Projections and norms.
    public var tensors: [WeightTensor]

    /// Cross-attention of these sizes.
    public init(
        queryHeads: Int,
        keyValueHeads: Int,
        headDimension: Int,
        encoderTokens: Int,
        tensors: [WeightTensor]
    ) {
        self.queryHeads = queryHeads
        self.keyValueHeads = keyValueHeads
        self.headDimension = headDimension
        self.encoderTokens = encoderTokens
        self.tensors = tensors
    }
}

/// A mixer whose memory of the past has a fixed size.
public struct RecurrentMixer: Hashable, Sendable {
    /// The families of recurrent mixers.
    public enum Kind: Hashable, Sendable {
        /// Selective state space, first and second generation.
        case mamba1, mamba2
        /// Linear attention with the delta rule: Qwen3-Next, Kimi Linear.
        case gatedDeltaNet, kimiDelta
        /// Linear attention with a fixed decay: MiniMax-Text.
        case lightning
        /// A gated short convolution: LFM2.
        case shortConvolution
        /// Griffin's gated linear recurrence.
        case gatedLinearRecurrence
        /// RWKV's time mixing.
        case rwkv
        /// Matrix memory with exponential gates: xLSTM.
        case matrixMemory
    }

    /// Which family.
    public var kind: Kind
    /// Heads of the state, the units that tensor parallelism divides.
    public var heads: Int
    /// Elements of the recurrent state of one sequence.
    public var stateElements: Int
    /// Elements of the convolution's history of one sequence.
    public var convolutionElements: Int
    /// Projections, convolutions, decays and norms.
    public var tensors: [WeightTensor]

    /// A recurrent mixer of these sizes.
    public init(
        kind: Kind,
        heads: Int,
        stateElements: Int,
        convolutionElements: Int,
        tensors: [WeightTensor]
    ) {
        self.kind = kind
        self.heads = heads
        self.stateElements = stateElements
        self.convolutionElements = convolutionElements
        self.tensors = tensors
    }
}
