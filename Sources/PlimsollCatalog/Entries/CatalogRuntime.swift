public import PlimsollEngine

/// An inference engine of the catalog, or one version of it.
public struct CatalogRuntime: Sendable {
    /// The constants that estimates use.
    public let profile: RuntimeProfile
    /// The name as people write it.
    public let name: String
    /// Further names, case-insensitive and unique over all runtimes.
    public let aliases: [String]
    /// The version that the constants were measured on.
    public let version: String?
    /// What else there is to know.
    public let notes: String?

    /// The id.
    public var id: String { profile.id }
}
