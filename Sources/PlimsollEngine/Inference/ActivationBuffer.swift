/// The widths that decide the temporary buffers of a forward pass, in elements for one token.
///
/// A layer at its widest moment holds the residual stream and its normalised copy beside either
/// queries, keys, values and the attention's result, or the gate, the middle and their product of a
/// feed-forward network.
public struct ActivationShape: Hashable, Sendable {
    /// Elements of the residual stream.
    public let hidden: Elements
    /// Elements that tensor parallelism divides, in the widest layer.
    public let divided: Elements
    /// Rows of the vocabulary that one sampled token gets a score for.
    public let vocabulary: Elements
    /// Query heads of the layer that has most.
    public let attentionHeads: Int
    /// Elements of the attention's result for one token, in the layer where it is widest, of layers
    /// that cache keys and values by head.
    public let attentionResult: Elements
    /// Whether layers have routed experts.
    public let hasExperts: Bool

    /// The widths of a model.
    public init(_ shape: ModelShape) {
        hidden = Elements(shape.hiddenSize)
        attentionHeads = shape.attentionHeadCounts.max() ?? 0
        hasExperts = !shape.expertCounts.isEmpty
        attentionResult = Elements(
            shape.layers.kinds.flatMap(\.mixers).map { mixer in
                guard case .attention(let attention) = mixer else { return 0 }
                return attention.queryHeads * attention.valueHeadDimension
            }.max() ?? 0
        )
        divided = shape.layers.kinds.map(Self.widest).max() ?? .zero
        vocabulary = Elements(shape.vocabularySize)
    }

    private static func widest(_ layer: Layer) -> Elements {
        let mixers = layer.mixers.map { mixer -> Int in
            switch mixer {
            case .attention(let attention):
                return attention.queryHeads
                    * (attention.headDimension + attention.valueHeadDimension)
                    + attention.keyValueHeads
                    * (attention.headDimension + attention.valueHeadDimension)
            case .latentAttention(let attention):
                let key = attention.headDimension + attention.rotaryDimension
                return attention.queryHeads * (2 * key + 2 * attention.valueHeadDimension)
            case .compressedAttention(let attention):
                return (2 * attention.queryHeads + 1) * attention.headDimension
            case .crossAttention(let attention):
                return 2 * attention.queryHeads * attention.headDimension
            case .recurrent(let mixer):
                return mixer.tensors.filter { $0.kind == .linear }.map(\.rows).reduce(0, +)
            }
        }
        let feedForwards = layer.feedForwards.map { network -> Int in
            switch network {
            case .dense(let dense): return (dense.isGated ? 3 : 2) * dense.width
            case .mixture(let mixture):
                let width = mixture.expertsPerToken * mixture.expertWidth + mixture.sharedWidth
                return (mixture.isGated ? 3 : 2) * width
            }
        }
        return Elements(max(mixers.reduce(0, +), feedForwards.reduce(0, +)))
    }

    /// Bytes of the largest set of buffers that one forward pass holds at once on one GPU.
    ///
    ///     bytes = tokens · (2 · h + widest / t) · 2 + sequences · vocabulary · (4 + 2)
    ///
    /// | symbol     | meaning                                                            |
    /// |------------|--------------------------------------------------------------------|
    /// | tokens     | tokens in one pass                                                 |
    /// | h          | elements of the residual stream                                    |
    /// | widest     | elements of the widest layer's mixer or feed-forward network       |
    /// | t          | tensor parallel size                                               |
    /// | 4 + 2      | a 16-bit score and its 32-bit copy for sampling                    |
    ///
    /// Worked example, Llama 3 8B, 8192 tokens in one pass, one sequence:
    /// 8192 · (2 · 4096 + 3 · 14,336) · 2 + 128,256 · 6 = 839,630,336 bytes.
    ///
    /// - Parameters:
    ///   - tokens: Tokens in one pass.
    ///   - sequences: Sequences that are sampled after it.
    ///   - tensor: Tensor parallel size.
    /// - Returns: Bytes on one GPU, before the runtime's factor.
    public func bytes(tokens: Tokens, sequences: Int, tensor: Int = 1) -> Bytes {
        let share = (divided.magnitude + tensor - 1) / tensor
        let elements = Elements(tokens.magnitude * (2 * hidden.magnitude + share))
        let scores = Elements(sequences * vocabulary.magnitude)
        return elements * BitsPerElement(16) + scores * BitsPerElement(32 + 16)
    }
}
