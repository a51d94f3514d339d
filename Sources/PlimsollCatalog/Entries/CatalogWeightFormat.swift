public import PlimsollEngine

/// A weight format of the catalog.
public struct CatalogWeightFormat: Sendable {
    /// The layout that estimates use.
    public internal(set) var format: WeightFormat
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
    /// What a format costs in quality, and who says so.
    public struct Quality: Hashable, Sendable {
        /// The finding, with what it was measured on.
        public var note: String
        /// Where it was published.
        public var source: String
    }

    /// What it costs in quality; nil where nothing was published that holds for the format.
    public let quality: Quality?
    /// Where the layout is described.
    public let source: String
    /// What else there is to know.
    public let notes: String?

    /// The id.
    public var id: String { format.id }
}
