/// The part of a model that a parameter belongs to.
public enum ParameterComponent: String, CaseIterable, Hashable, Sendable {
    /// Token, position and per-layer input embeddings of the text model.
    case embedding
    /// The projection to the vocabulary; counts nothing where it is tied to the embedding.
    case languageModelHead
    /// Projections of attention mixers, indexers and sinks included.
    case attention
    /// Dense feed-forward networks.
    case mlp
    /// Experts that a router chooses among.
    case routedExperts
    /// Experts that every token passes through.
    case sharedExperts
    /// The weights that choose experts.
    case router
    /// Scales and shifts of normalisations, those inside attention included.
    case norms
    /// State-space, linear-attention and convolution mixers.
    case recurrent
    /// The vision tower with its projector.
    case vision
    /// The audio tower with its projector.
    case audio
    /// What fits no other name.
    case other

    /// Whether it stands before the text model and can be left out for text alone.
    public var isTower: Bool { self == .vision || self == .audio }
}
