/// What transforms each token by itself in one layer.
public enum FeedForward: Hashable, Sendable {
    /// One network that every token passes through.
    case dense(DenseFeedForward)
    /// Experts that a router chooses among, beside experts that every token passes through.
    case mixture(MixtureOfExperts)

    /// Every tensor of the network.
    public var tensors: [WeightTensor] {
        switch self {
        case .dense(let network): network.tensors
        case .mixture(let mixture): mixture.tensors
        }
    }
}

/// A feed-forward network of one width.
public struct DenseFeedForward: Hashable, Sendable {
    /// Elements of its middle.
    public var width: Int
    /// Whether a gate multiplies the middle (SwiGLU, GeGLU): three matrices instead of two.
    public var isGated: Bool
    /// Its matrices.
    public var tensors: [WeightTensor]

    /// A network of these sizes.
    public init(width: Int, isGated: Bool, tensors: [WeightTensor]) {
        self.width = width
        self.isGated = isGated
        self.tensors = tensors
    }
}

/// A mixture of experts.
public struct MixtureOfExperts: Hashable, Sendable {
    /// Routed experts.
    public var expertCount: Int
    /// Routed experts that one token uses.
    public var expertsPerToken: Int
    /// Elements of the middle of one routed expert.
    public var expertWidth: Int
    /// Elements of the middle of all shared experts together; 0 without any.
    public var sharedWidth: Int
    /// Whether experts are gated.
    public var isGated: Bool
    /// Experts, shared experts and the router.
    public var tensors: [WeightTensor]

    /// A mixture of these sizes.
    public init(
        expertCount: Int,
        expertsPerToken: Int,
        expertWidth: Int,
        sharedWidth: Int = 0,
        isGated: Bool,
        tensors: [WeightTensor]
    ) {
        self.expertCount = expertCount
        self.expertsPerToken = expertsPerToken
        self.expertWidth = expertWidth
        self.sharedWidth = sharedWidth
        self.isGated = isGated
        self.tensors = tensors
    }
}
