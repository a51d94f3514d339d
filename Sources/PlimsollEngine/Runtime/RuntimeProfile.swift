/// What an inference engine adds to weights and cache, and how it lays them out.
///
/// The mechanisms are code; the constants come from the catalog with source and range.
public struct RuntimeProfile: Hashable, Sendable {
    /// The id in the catalog, such as `generic`.
    public var id: String
    /// The share of a GPU's memory that the engine plans with unless told otherwise.
    public var defaultMemoryUtilization: Double
    /// Tokens in one block of the cache; a sequence takes whole blocks.
    public var cacheBlock: Tokens
    /// Tokens in one forward pass unless told otherwise.
    public var defaultMaximumBatchedTokens: Tokens
    /// Bytes of the device context and libraries of one process.
    public var deviceContext: EmpiricalFactor
    /// Bytes of communication buffers of one GPU where more than one works on a model.
    public var communication: EmpiricalFactor
    /// Bytes of captured graphs.
    public var graphs: EmpiricalFactor
    /// Peak of temporary buffers over the largest single set that one layer needs.
    public var activationFactor: EmpiricalFactor

    /// A profile of these constants.
    public init(
        id: String,
        defaultMemoryUtilization: Double,
        cacheBlock: Tokens,
        defaultMaximumBatchedTokens: Tokens,
        deviceContext: EmpiricalFactor,
        communication: EmpiricalFactor,
        graphs: EmpiricalFactor,
        activationFactor: EmpiricalFactor
    ) {
        self.id = id
        self.defaultMemoryUtilization = defaultMemoryUtilization
        self.cacheBlock = cacheBlock
        self.defaultMaximumBatchedTokens = defaultMaximumBatchedTokens
        self.deviceContext = deviceContext
        self.communication = communication
        self.graphs = graphs
        self.activationFactor = activationFactor
    }
}
