/// What the layers of a model remember of the tokens they have seen.
///
/// Layers that cache alike are one group, so that an estimate costs a few additions whatever the
/// depth of the model.
public struct CacheShape: Hashable, Sendable {
    /// Layers whose cache of one token has the same parts and the same bound.
    public struct Group: Hashable, Sendable {
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
        /// Tokens of an encoder that are kept whatever the length of the sequence.
        public var fixedTokens: Tokens?
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
                    layerCount: layerCount,
                    keyElements: attention.keyValueHeads * attention.headDimension,
                    valueElements: attention.keyValueHeads * attention.valueHeadDimension,
                    heads: attention.keyValueHeads,
                    bound: attention.span.bound
                )
            )
        case .latentAttention(let attention):
            let latent = attention.latentDimension + attention.rotaryDimension
            add(
                Group(
                    layerCount: layerCount,
                    keyElements: latent + attention.indexerKeyDimension,
                    valueElements: 0,
                    heads: 1,
                    bound: attention.span.bound
                )
            )
        case .crossAttention(let attention):
            let elements = attention.keyValueHeads * attention.headDimension
            add(
                Group(
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

    private mutating func add(_ group: Group) {
        let alike = groups.firstIndex {
            $0.keyElements == group.keyElements && $0.valueElements == group.valueElements
                && $0.heads == group.heads && $0.bound == group.bound
                && $0.fixedTokens == group.fixedTokens
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
            sum + group.tokensKept(of: context).magnitude * group.bytesPerToken(format)
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
            return sum + kept.magnitude * group.bytesPerToken(format, tensor: tensor)
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
            return sum + tokens.magnitude * group.bytesPerToken(format, tensor: tensor)
        }
    }

    /// Bytes of recurrent and convolution state of one sequence, in elements of those widths.
    public func stateBytesPerSequence(
        state: BitsPerElement = BitsPerElement(16),
        convolution: BitsPerElement = BitsPerElement(16)
    ) -> Bytes {
        stateElements * state + convolutionElements * convolution
    }
}

extension CacheShape.Group {
    /// Bytes of one token over the layers of the group.
    func bytesPerToken(_ format: KVCacheFormat) -> Bytes {
        Elements(layerCount * keyElements) * format.keys.bits
            + Elements(layerCount * valueElements) * format.values.bits
    }

    /// Bytes of one token over the layers of the group on one of `tensor` GPUs.
    func bytesPerToken(_ format: KVCacheFormat, tensor: Int) -> Bytes {
        let kept = (heads + tensor - 1) / tensor
        return Bytes(bytesPerToken(format).magnitude / heads * kept)
    }

    /// Tokens of a sequence that are kept.
    func tokensKept(of context: Tokens) -> Tokens {
        fixedTokens ?? min(context, bound ?? context)
    }
}
