/// What the layers of a model remember of the tokens they have seen.
///
/// Layers that cache alike are one group, so that an estimate costs a few additions whatever the
/// depth of the model.
public struct CacheShape: Hashable, Sendable {
    /// Layers whose cache of one token has the same parts and the same bound.
    public struct Group: Hashable, Sendable {
        /// What a group of layers keeps of the tokens.
        public enum Contents: String, Hashable, Sendable {
            /// Keys and values by head.
            case keysAndValues = "keys and values"
            /// One latent and one rotary key for all heads.
            case latents = "latents"
            /// Several tokens compressed to one entry.
            case compressedEntries = "compressed entries"
            /// The last tokens whole, beside compressed ones.
            case window = "window"
            /// The keys of a sparse-attention indexer.
            case indexerKeys = "indexer keys"
            /// Keys and values of an encoder's output.
            case encoder = "encoder"
        }

        /// What is kept.
        public var contents: Contents
        /// How many layers.
        public var layerCount: Int
        /// Elements of the keys of one token in one layer.
        public var keyElements: Int
        /// Elements of the values of one token in one layer.
        public var valueElements: Int
        /// Heads that tensor parallelism divides; 1 for a latent that every GPU keeps whole.
        public var heads: Int
        /// Tokens kept at most; nil where the cache grows with the sequence.
        public var bound: Tokens?
        /// Tokens that are kept whatever the length of the sequence: those of an encoder, or the
        /// window beside compressed entries.
        public var fixedTokens: Tokens?
        /// Tokens that one entry stands for.
        public var tokensPerEntry = 1
    }

    /// The groups in the order of their first layer.
    public private(set) var groups: [Group] = []
    /// Elements of recurrent state of one sequence over all layers.
    public private(set) var stateElements: Elements = .zero
    /// Elements of convolution history of one sequence over all layers.
    public private(set) var convolutionElements: Elements = .zero

    /// The cache of a model's layers.
    public init(_ layers: LayerStack) {
        for (layer, count) in zip(layers.kinds, layers.countsByKind) {
            for mixer in layer.mixers { add(mixer, layerCount: count) }
        }
    }

    private mutating func add(_ mixer: Mixer, layerCount: Int) {
        switch mixer {
        case .attention(let attention):
            if attention.sharesEarlierCache { return }
            add(
                Group(
                    contents: .keysAndValues,
                    layerCount: layerCount,
                    keyElements: attention.keyValueHeads * attention.headDimension,
                    valueElements: attention.keyValueHeads * attention.valueHeadDimension,
                    heads: attention.keyValueHeads,
                    bound: attention.span.bound
                )
            )
            addIndexer(attention.indexerKeyDimension, layerCount, attention.span.bound)
        case .latentAttention(let attention):
            if !attention.sharesEarlierCache {
                add(
                    Group(
                        contents: .latents,
                        layerCount: layerCount,
                        keyElements: attention.latentDimension + attention.rotaryDimension,
                        valueElements: 0,
                        heads: 1,
                        bound: attention.span.bound
                    )
                )
            }
            addIndexer(attention.indexerKeyDimension, layerCount, attention.span.bound)
        case .compressedAttention(let attention):
            add(attention, layerCount: layerCount)
        case .crossAttention(let attention):
            let elements = attention.keyValueHeads * attention.headDimension
            add(
                Group(
                    contents: .encoder,
                    layerCount: layerCount,
                    keyElements: elements,
                    valueElements: elements,
                    heads: attention.keyValueHeads,
                    fixedTokens: Tokens(attention.encoderTokens)
                )
            )
        case .recurrent(let mixer):
            stateElements += Elements(layerCount * mixer.stateElements)
            convolutionElements += Elements(layerCount * mixer.convolutionElements)
        }
    }

    /// The window, the compressed entries and the keys that choose among them.
    private mutating func add(_ attention: CompressedAttention, layerCount: Int) {
        add(
            Group(
                contents: .window,
                layerCount: layerCount,
                keyElements: attention.headDimension,
                valueElements: 0,
                heads: 1,
                fixedTokens: Tokens(attention.window)
            )
        )
        guard attention.tokensPerEntry > 0 else { return }
        add(
            Group(
                contents: .compressedEntries,
                layerCount: layerCount,
                keyElements: attention.headDimension,
                valueElements: 0,
                heads: 1,
                tokensPerEntry: attention.tokensPerEntry
            )
        )
        addIndexer(attention.indexerKeyDimension, layerCount, nil, attention.tokensPerEntry)
    }

    private mutating func addIndexer(
        _ elements: Int,
        _ layerCount: Int,
        _ bound: Tokens?,
        _ tokensPerEntry: Int = 1
    ) {
        guard elements > 0 else { return }
        add(
            Group(
                contents: .indexerKeys,
                layerCount: layerCount,
                keyElements: elements,
                valueElements: 0,
                heads: 1,
                bound: bound,
                tokensPerEntry: tokensPerEntry
            )
        )
    }

    /// Adds what other layers remember.
    mutating func add(_ other: CacheShape) {
        for group in other.groups { add(group) }
        stateElements += other.stateElements
        convolutionElements += other.convolutionElements
    }

    private mutating func add(_ group: Group) {
        let alike = groups.firstIndex { known in
            var known = known
            known.layerCount = group.layerCount
            return known == group
        }
        if let alike {
            groups[alike].layerCount += group.layerCount
        } else {
            groups.append(group)
        }
    }

    /// Bytes that one token adds over all layers while no bound is reached, one copy of the model.
    ///
    ///     bytes = L · n_kv · (d_key · b_key + d_value · b_value)
    ///
    /// | symbol | property                       | meaning                              |
    /// |--------|--------------------------------|--------------------------------------|
    /// | L      | `layerCount`                   | layers that hold a cache             |
    /// | n_kv   | in `keyElements`               | key/value heads, not queries         |
    /// | d      | in `keyElements`               | elements per head                    |
    /// | b      | `KVCacheFormat`                | bytes of a cached element            |
    ///
    /// Worked example, Llama 3 70B: 80 · 8 · (128 · 2 + 128 · 2) = 327,680 bytes at 16 bits.
    /// With the hidden size in place of n_kv · d, as rules of thumb have it, it would be
    /// 2 · 80 · 8192 · 2 = 2,621,440: eight times too much, for the heads are grouped by eight.
    ///
    /// Source: Ainslie et al. 2023, arXiv:2305.13245 (grouped-query attention).
    public func bytesPerToken(_ format: KVCacheFormat) -> Bytes {
        groups.reduce(.zero) { $0 + ($1.fixedTokens == nil ? $1.bytesPerToken(format) : .zero) }
    }

    /// Bytes that one token adds in the layers whose cache grows without a bound.
    public func unboundedBytesPerToken(_ format: KVCacheFormat) -> Bytes {
        groups.reduce(.zero) {
            $0 + ($1.bound == nil && $1.fixedTokens == nil ? $1.bytesPerToken(format) : .zero)
        }
    }

    /// Bytes of one sequence of that many tokens over all layers, one copy of the model.
    public func bytesPerSequence(_ context: Tokens, _ format: KVCacheFormat) -> Bytes {
        groups.reduce(.zero) { sum, group in
            sum + group.entriesKept(of: context) * group.bytesPerEntry(format)
        }
    }

    /// Bytes of one sequence on one of `tensor` GPUs: heads are divided, or repeated where there
    /// are fewer heads than GPUs; latents are kept whole on each.
    public func bytesPerSequence(
        _ context: Tokens,
        _ format: KVCacheFormat,
        tensor: Int,
        ignoringBounds: Bool = false
    ) -> Bytes {
        bytes(format, tensor: tensor) { bound in
            ignoringBounds ? context : min(context, bound ?? context)
        }
    }

    /// Bytes on one of `tensor` GPUs where each layer keeps the tokens that `tokens` says for its
    /// bound; nil is a cache without one.
    public func bytes(
        _ format: KVCacheFormat,
        tensor: Int,
        tokens: (Tokens?) -> Tokens
    ) -> Bytes {
        groups.reduce(.zero) { sum, group in
            let kept = group.fixedTokens ?? tokens(group.bound)
            return sum + group.entries(of: kept) * group.bytesPerEntry(format, tensor: tensor)
        }
    }

    /// Bytes of a number of tokens on one of `tensor` GPUs in the layers that grow without a
    /// bound, and in windowed ones where these count.
    func unboundedBytes(
        _ tokens: Tokens,
        _ format: KVCacheFormat,
        tensor: Int,
        countingWindows: Bool = false
    ) -> Bytes {
        groups.reduce(.zero) { sum, group in
            guard group.fixedTokens == nil, countingWindows || group.bound == nil else {
                return sum
            }
            return sum + group.entries(of: tokens) * group.bytesPerEntry(format, tensor: tensor)
        }
    }

    /// Bytes of recurrent and convolution state of one sequence, in elements of those widths.
    public func stateBytesPerSequence(
        state: BitsPerElement = BitsPerElement(16),
        convolution: BitsPerElement = BitsPerElement(16)
    ) -> Bytes {
        stateElements * state + convolutionElements * convolution
    }

    /// Bytes of one sequence that do not depend on its length: recurrent state, windows beside
    /// compressed entries, keys and values of an encoder's output.
    public func constantBytesPerSequence(_ format: KVCacheFormat) -> Bytes {
        groups.reduce(stateBytesPerSequence()) { sum, group in
            guard let tokens = group.fixedTokens else { return sum }
            return sum + tokens.magnitude * group.bytesPerEntry(format)
        }
    }
}

extension CacheShape.Group {
    /// Bytes of one entry over the layers of the group; an entry is a token, or several.
    func bytesPerEntry(_ format: KVCacheFormat) -> Bytes {
        Elements(layerCount * keyElements) * format.keys.bits
            + Elements(layerCount * valueElements) * format.values.bits
    }

    /// Bytes of one entry over the layers of the group on one of `tensor` GPUs.
    func bytesPerEntry(_ format: KVCacheFormat, tensor: Int) -> Bytes {
        let kept = (heads + tensor - 1) / tensor
        return Bytes(bytesPerEntry(format).magnitude / heads * kept)
    }

    /// Bytes of one token over the layers of the group, rounded up where tokens share an entry.
    func bytesPerToken(_ format: KVCacheFormat) -> Bytes {
        Bytes((bytesPerEntry(format).magnitude + tokensPerEntry - 1) / tokensPerEntry)
    }

    /// Tokens of a sequence that are kept.
    func tokensKept(of context: Tokens) -> Tokens {
        fixedTokens ?? min(context, bound ?? context)
    }

    /// Entries that a number of tokens needs.
    func entries(of tokens: Tokens) -> Int {
        (tokens.magnitude + tokensPerEntry - 1) / tokensPerEntry
    }

    /// Entries of a sequence that are kept.
    func entriesKept(of context: Tokens) -> Int { entries(of: tokensKept(of: context)) }
}
