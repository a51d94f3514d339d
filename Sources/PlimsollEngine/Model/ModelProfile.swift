/// A model prepared for estimates: what every request needs of its shape, computed once.
public struct ModelProfile: Hashable, Sendable {
    /// A tensor and the number of times the model holds it.
    public struct Entry: Hashable, Sendable {
        /// The tensor.
        public var tensor: WeightTensor
        /// How many layers hold it, or 1.
        public var count: Int
    }

    /// The model.
    public let shape: ModelShape
    /// Its parameters by component.
    public let parameters: ParameterCount
    /// What its layers cache.
    public let cache: CacheShape
    /// Its tensors, equal ones merged.
    public let inventory: [Entry]
    /// Elements that one token needs at once in the temporary buffers of the widest layer.
    public let activations: ActivationShape

    /// Prepares a model.
    public init(_ shape: ModelShape) {
        self.shape = shape
        self.parameters = ParameterCount(shape)
        self.cache = CacheShape(shape.layers)
        self.inventory = shape.inventory.map { Entry(tensor: $0.tensor, count: $0.count) }
        self.activations = ActivationShape(shape)
    }
}
