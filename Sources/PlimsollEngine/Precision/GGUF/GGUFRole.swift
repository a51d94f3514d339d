/// What a tensor is to the rules that choose its type in a GGUF file.
///
/// Source: ggml-org/llama.cpp, src/llama-quant.cpp, `tensor_get_category` and
/// `tensor_allows_quantization`.
enum GGUFRole: UInt8, Hashable, Sendable {
    /// Vectors, convolutions, routers and positions: always 32-bit floating point.
    case unquantized
    /// Matrices of vision and audio towers, which stand in a file of their own at 16 bits.
    case tower
    case tokenEmbedding
    case output
    case query
    case key
    case value
    case fusedQueryKeyValue
    case attentionOutput
    case feedForwardGate
    case feedForwardUp
    case feedForwardDown
    /// Any other matrix: it gets the file's base type.
    case other

    /// Values are the most sensitive matrices, and fused projections contain them.
    var isValueLike: Bool { self == .value || self == .fusedQueryKeyValue }

    /// The role of a tensor.
    ///
    /// Names differ from family to family; where a feed-forward network's name says nothing, the
    /// matrix that leads back to the residual stream is the narrowing one.
    init(_ tensor: WeightTensor, hiddenSize: Int) {
        switch (tensor.component, tensor.kind) {
        case (.router, _), (.norms, _), (_, .vector), (_, .convolution): self = .unquantized
        case (.vision, _), (.audio, _): self = .tower
        case (_, .embedding):
            self = tensor.module.rawValue.contains("position") ? .unquantized : .tokenEmbedding
        case (.languageModelHead, .linear): self = .output
        case (.attention, .linear): self = Self.attention[tensor.module.rawValue] ?? .other
        case (.mlp, .linear), (.routedExperts, .linear), (.sharedExperts, .linear):
            if tensor.module.rawValue == "shared_expert_gate" {
                self = .unquantized
            } else if Self.gates.contains(tensor.module.rawValue) {
                self = .feedForwardGate
            } else if tensor.module == .downProjection
                || tensor.module != .upProjection && tensor.rows == hiddenSize
                    && tensor.columns != hiddenSize
            {
                self = .feedForwardDown
            } else {
                self = .feedForwardUp
            }
        case (.recurrent, .linear): self = Self.recurrent(tensor.module.rawValue)
        case (.embedding, .linear), (.other, .linear): self = .other
        }
    }

    /// Linear attention is stored under the names of attention, state spaces are not; the small
    /// factors of RWKV's decays are not quantized.
    private static func recurrent(_ module: String) -> GGUFRole {
        switch module {
        case "in_proj_qkv": .fusedQueryKeyValue
        case "q_proj", "k_proj", "v_proj", "qkv_proj", "o_proj": attention[module] ?? .other
        default: module.hasSuffix("_lora") ? .unquantized : .other
        }
    }

    private static let gates: Set<String> = ["gate_proj", "w1", "wi_0"]

    private static let attention: [String: GGUFRole] = [
        "q_proj": .query, "query": .query, "q": .query, "wq": .query, "Wq": .query,
        "k_proj": .key, "key": .key, "k": .key, "Wk": .key,
        "v_proj": .value, "value": .value, "v": .value, "wv": .value, "Wv": .value,
        "qkv_proj": .fusedQueryKeyValue, "query_key_value": .fusedQueryKeyValue,
        "c_attn": .fusedQueryKeyValue, "Wqkv": .fusedQueryKeyValue, "qkv": .fusedQueryKeyValue,
        "o_proj": .attentionOutput, "out_proj": .attentionOutput, "dense": .attentionOutput,
        "c_proj": .attentionOutput, "wo": .attentionOutput, "proj": .attentionOutput,
        "o": .attentionOutput, "output": .attentionOutput, "attn_out": .attentionOutput,
    ]
}

/// Where a tensor stands among those of its role, as far as a mix looks at it.
struct GGUFPosition: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// Among the first two, and the first four, of its role.
    static let firstTwo = GGUFPosition(rawValue: 1)
    static let firstFour = GGUFPosition(rawValue: 2)
    /// In the first sixteenth, the first eighth, the last eighth, whole layers rounded down.
    static let firstSixteenth = GGUFPosition(rawValue: 4)
    static let firstEighth = GGUFPosition(rawValue: 8)
    static let lastEighth = GGUFPosition(rawValue: 16)
    /// Every third one after the first eighth.
    static let everyThird = GGUFPosition(rawValue: 32)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The place of one of `count`, counted from 0.
    init(_ index: Int, of count: Int) {
        var place: GGUFPosition = []
        if index < 2 { place.insert(.firstTwo) }
        if index < 4 { place.insert(.firstFour) }
        if index < count / 16 { place.insert(.firstSixteenth) }
        if index < count / 8 { place.insert(.firstEighth) }
        if index >= 7 * count / 8 { place.insert(.lastEighth) }
        if (index - count / 8) % 3 == 2 { place.insert(.everyThird) }
        self = place
    }

    /// Whether mixes spend more bits here: at both ends and on every third layer between.
    var getsMoreBits: Bool { !isDisjoint(with: [.firstEighth, .lastEighth, .everyThird]) }

    /// Whether the place is in neither of the outer eighths.
    var isInner: Bool { isDisjoint(with: [.firstEighth, .lastEighth]) }
}

/// What mixes look at in a model beside its tensors.
struct GGUFModelFacts: Hashable, Sendable {
    /// Query heads for each key/value head of the first attention layer.
    var queriesPerKeyValue = 1
    /// Routed experts of a layer; 0 without any.
    var expertCount = 0
    /// Whether embedding and head are one tensor.
    var isHeadTied = false
    /// Eighty dense layers with grouped queries: the shape of Llama 2 70B and its successors,
    /// whose small value projections get more bits.
    var hasEightyGroupedLayers = false
    /// The family whose rules apply.
    var architecture = GGUFArchitecture.general
}

/// Families that mixes treat by rules of their own.
public enum GGUFArchitecture: Hashable, Sendable {
    /// None of those below.
    case general
    /// Falcon 7B to 180B: fewer bits for the network's narrowing matrix, 8 bits for the head.
    case falcon
}
