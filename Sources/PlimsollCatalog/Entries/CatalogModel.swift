/// A model of the catalog.
public struct CatalogModel: Sendable {
    /// Where a configuration came from.
    public struct Source: Hashable, Sendable {
        /// The repository, package or page.
        public var config: String
        /// Whether the file is `published`, `reconstructed` from tables or made of `defaults`.
        public var kind: String
        /// What else there is to know.
        public var notes: String?
    }

    /// The id, `organisation/name`.
    public let id: String
    /// The name as people write it.
    public let name: String
    /// Further names, case-insensitive and unique over all models.
    public let aliases: [String]
    /// The parameter count that its name or card gives, for rules of thumb.
    public let nominalParameters: Int?
    /// The licence's id, where it is known.
    public let license: String?
    /// Where the configuration came from.
    public let source: Source?
    /// The architecture, or why it is not described yet.
    public let architecture: Result<ModelDescription, ModelConfigError>
}
