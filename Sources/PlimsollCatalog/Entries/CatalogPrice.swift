public import PlimsollEngine

/// What a provider asks for an hour of one accelerator.
public struct CatalogPrice: Sendable {
    /// The accelerator's id.
    public let gpu: String
    /// Who rents it out.
    public let provider: String
    /// The provider's name of the machine.
    public let instance: String?
    /// Accelerators of one such machine.
    public let gpusPerInstance: Int?
    /// The rent of one accelerator.
    public let price: USDPerHour
    /// The commitment, such as `on_demand`, `spot` or `reserved_1y`.
    public let tier: String
    /// Where it stands.
    public let region: String?
    /// The day the price was seen, as `YYYY-MM-DD`.
    public let asOf: String?
    /// Where it was seen.
    public let source: String
    /// How accelerators of one machine are linked.
    public let intraNode: String?
    /// Bandwidth between machines in bits a second.
    public let interNodeBitsPerSecond: Double?
    /// What else there is to know.
    public let notes: String?

    /// The price as an offer that estimates compare.
    public var offer: RentalOffer {
        RentalOffer(
            provider: provider,
            tier: tier,
            region: region,
            asOf: asOf,
            instance: instance,
            gpusPerInstance: gpusPerInstance ?? 1,
            pricePerGPU: price
        )
    }
}
