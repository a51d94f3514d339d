/// What one token computes in a model, by the kinds of work that take time differently.
public struct ComputeShape: Hashable, Sendable {
    /// Layers whose attention costs the same for each pair of tokens.
    public struct Attention: Hashable, Sendable {
        /// Operations for each pair of a query and a key while a prompt is read, over the layers.
        public var promptFLOPsPerPair: Double
        /// The same while one token after the other is generated.
        public var decodeFLOPsPerPair: Double
        /// Tokens that a query sees at most; nil for all.
        public var bound: Tokens?
    }

    /// Elements that every token multiplies with, embedding, head and routed experts aside.
    public private(set) var body: Elements = .zero
    /// Elements of the projection to the vocabulary, tied or not.
    public private(set) var head: Elements = .zero
    /// Elements of all routed experts.
    public private(set) var experts: Elements = .zero
    /// Elements of the routed experts that one token uses.
    public private(set) var activeExperts: Elements = .zero
    /// Layers with routed experts.
    public private(set) var expertLayers = 0
    /// Routed experts of a token in a layer.
    public private(set) var expertsPerToken = 0
    /// Sums over a tensor parallel group in one pass: after mixers and after networks.
    public private(set) var reductions = 0
    /// All layers.
    public let layers: Int
    /// Attention, by what a query sees.
    public private(set) var attention: [Attention] = []

    /// The work of a model.
    public init(_ shape: ModelShape) {
        layers = shape.layers.count
        for (layer, count) in zip(shape.layers.kinds, shape.layers.countsByKind) {
            add(layer, count)
        }
        for tensor in shape.outputs { add(tensor, 1) }
        if shape.isHeadTied {
            for tensor in shape.embeddings where tensor.module == .tokenEmbedding {
                head += tensor.elements
            }
        }
    }

    private mutating func add(_ layer: Layer, _ count: Int) {
        for mixer in layer.mixers { add(mixer, count) }
        if !layer.mixers.isEmpty { reductions += count }
        if !layer.feedForwards.isEmpty { reductions += count }
        for network in layer.feedForwards {
            for tensor in network.tensors { add(tensor, count) }
            guard case .mixture(let mixture) = network else { continue }
            expertLayers += count
            expertsPerToken = max(expertsPerToken, mixture.expertsPerToken)
        }
        for tensor in layer.other { add(tensor, count) }
    }

    private mutating func add(_ tensor: WeightTensor, _ count: Int) {
        switch tensor.component {
        case .languageModelHead: head += count * tensor.elements
        case .routedExperts:
            experts += count * tensor.elements
            activeExperts += count * tensor.activeElements
        case .embedding, .vision, .audio: break
        default: body += count * tensor.activeElements
        }
    }

    private mutating func add(_ mixer: Mixer, _ count: Int) {
        for tensor in mixer.tensors { add(tensor, count) }
        // A multiply-add is two operations; scores and weighted sum are one each.
        func attend(heads: Int, prompt: Int, decode: Int? = nil, bound: Tokens? = nil) {
            let work = Attention(
                promptFLOPsPerPair: Double(2 * count * heads * prompt),
                decodeFLOPsPerPair: Double(2 * count * heads * (decode ?? prompt)),
                bound: bound
            )
            if let known = attention.firstIndex(where: { $0.bound == bound }) {
                attention[known].promptFLOPsPerPair += work.promptFLOPsPerPair
                attention[known].decodeFLOPsPerPair += work.decodeFLOPsPerPair
            } else {
                attention.append(work)
            }
        }
        switch mixer {
        case .attention(let mixer):
            let width = mixer.headDimension + mixer.valueHeadDimension
            attend(heads: mixer.queryHeads, prompt: width, bound: mixer.span.bound)
        case .latentAttention(let mixer):
            // Prompts are read with keys and values by head, tokens are generated on the latents.
            attend(
                heads: mixer.queryHeads,
                prompt: mixer.headDimension + mixer.rotaryDimension + mixer.valueHeadDimension,
                decode: 2 * mixer.latentDimension + mixer.rotaryDimension,
                bound: mixer.span.bound
            )
        case .compressedAttention(let mixer):
            attend(
                heads: mixer.queryHeads,
                prompt: 2 * mixer.headDimension,
                bound: Tokens(mixer.window)
            )
        case .crossAttention(let mixer):
            attend(
                heads: mixer.queryHeads,
                prompt: 2 * mixer.headDimension,
                bound: Tokens(mixer.encoderTokens)
            )
        case .recurrent: break
        }
    }

    /// The share of a layer's routed experts that a number of tokens reaches, if each chooses
    /// evenly and for itself.
    ///
    ///     share = 1 − (1 − k/E)ⁿ
    ///
    /// Worked example, 8 of 128 experts: one token reaches 1/16, 8 tokens 40.3 %, 64 tokens 98.4 %.
    public func expertsTouched(by tokens: Double) -> Double {
        guard experts > .zero else { return 0 }
        let chosen = Double(activeExperts.magnitude) / Double(experts.magnitude)
        // Below one token there is no step; a share of a token stands for a short micro-batch.
        return 1 - power(1 - chosen, max(1, tokens))
    }

    /// Operations of causal attention while one sequence's prompt is read.
    ///
    ///     FLOPs = Σ f · pairs,   pairs = n²/2, or n · w − w²/2 with a window w below n
    public func promptAttention(_ prompt: Tokens) -> FLOPs {
        let count = Double(prompt.magnitude)
        var sum = 0.0
        for work in attention {
            let window = min(count, Double(work.bound?.magnitude ?? prompt.magnitude))
            sum += work.promptFLOPsPerPair * (count * window - window * window / 2)
        }
        return FLOPs(sum)
    }

    /// Operations of attention of one generated token of one sequence.
    public func decodeAttention(_ context: Tokens) -> FLOPs {
        var sum = 0.0
        for work in attention {
            let seen = min(context, work.bound ?? context)
            sum += work.decodeFLOPsPerPair * Double(seen.magnitude)
        }
        return FLOPs(sum)
    }
}

/// A base between 0 and 1 to a power of at least 1, without a library: squares for the whole part,
/// a line for the rest.
func power(_ base: Double, _ exponent: Double) -> Double {
    var result = 1.0
    var square = base
    var left = Int(min(exponent, 1_073_741_824))
    let rest = exponent - exponent.rounded(.down)
    while left > 0, result > 0 {
        if left & 1 == 1 { result *= square }
        square *= square
        left >>= 1
    }
    return result * (1 - rest * (1 - base))
}
