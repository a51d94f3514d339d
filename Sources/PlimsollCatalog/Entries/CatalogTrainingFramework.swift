public import PlimsollEngine

/// A training framework of the catalog.
public struct CatalogTrainingFramework: Sendable {
    /// The constants that estimates use.
    public let profile: TrainingProfile
    /// The name as people write it.
    public let name: String
    /// Further names, case-insensitive and unique over all frameworks.
    public let aliases: [String]
    /// What else there is to know.
    public let notes: String?

    /// The id.
    public var id: String { profile.id }
}
