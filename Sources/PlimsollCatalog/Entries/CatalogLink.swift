public import PlimsollEngine

/// A kind of link between GPUs, or between machines.
public struct CatalogLink: Sendable {
    /// The constants that estimates use.
    public let profile: LinkProfile
    /// The name as people write it.
    public let name: String
    /// Bandwidth of one GPU in one direction where no card says it: that of a network.
    public let bandwidth: BytesPerSecond?
    /// What else there is to know.
    public let notes: String?

    /// The id.
    public var id: String { profile.id }
}
