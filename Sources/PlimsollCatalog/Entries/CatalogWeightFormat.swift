public import PlimsollEngine

/// A weight format of the catalog.
public struct CatalogWeightFormat: Sendable {
    /// The layout that estimates use.
    public let format: WeightFormat
    /// The name as people write it.
    public let name: String
    /// Further names, case-insensitive and unique over all formats.
    public let aliases: [String]
    /// `float`, `integer`, `codebook` or `block`.
    public let kind: String
    /// The number format in which matrix units multiply it without widening; nil where weights
    /// are widened to 16 bits first.
    public let matrixFormat: String?
    /// Engines that load it.
    public let engines: [String]
    /// Where the layout is described.
    public let source: String
    /// What else there is to know.
    public let notes: String?

    /// The id.
    public var id: String { format.id }
}
