public import PlimsollEngine

/// An accelerator of the catalog.
public struct CatalogGPU: Sendable {
    /// How cards of one machine are linked.
    public struct Interconnect: Hashable, Sendable {
        /// The kind of link, such as `NVLink (NVSwitch)`, or `none`.
        public var type: String
        /// Its generation.
        public var generation: Int?
        /// Bandwidth of one card in both directions together.
        public var bidirectional: BytesPerSecond?
        /// Cards that one domain links.
        public var maximumGPUs: Int?
    }

    /// The bus to the host.
    public struct PCIe: Hashable, Sendable {
        /// PCI Express generation.
        public var generation: Double?
        /// Lanes.
        public var lanes: Int?
    }

    /// Memory sizes with where each was read.
    public struct MemorySources: Hashable, Sendable {
        /// The kind of memory, such as HBM3.
        public var type: String?
        /// Where the marketed size was read.
        public var marketed: String?
        /// Where the driver's total was read.
        public var driver: String?
        /// Where the framework's total was read.
        public var framework: String?
    }

    /// What the estimates use.
    public let gpu: GPU
    /// The name as the vendor writes it.
    public let name: String
    /// Further names, case-insensitive and unique over all accelerators.
    public let aliases: [String]
    /// Vendor, such as `nvidia`.
    public let vendor: String
    /// Architecture, family, class and form factor, such as Hopper, H100, datacenter, SXM5.
    public let architecture: String?
    /// The family of cards.
    public let family: String?
    /// `datacenter`, `workstation`, `consumer` and so on.
    public let kind: String?
    /// The shape of the card.
    public let formFactor: String?
    /// The year it came out.
    public let launchYear: Int?
    /// Where the memory sizes were read.
    public let memorySources: MemorySources
    /// Dense peak rates by number format.
    public let peakRates: [(format: String, rate: FLOPsPerSecond)]
    /// What the peak rates mean.
    public let peakBasis: String?
    /// Matrix multiplication rates that benchmarks reached.
    public let measuredRates: [(format: String, rate: FLOPsPerSecond)]
    /// Last-level and second-level caches.
    public let caches: [(level: String, size: Bytes)]
    /// Links to other cards.
    public let interconnect: Interconnect?
    /// The bus to the host.
    public let pcie: PCIe?
    /// Board power in watts.
    public let powerWatts: Double?
    /// CUDA compute capability, such as `9.0`.
    public let computeCapability: String?
    /// Number formats that its matrix units take.
    public let numberFormats: [String]
    /// Where the figures were read.
    public let sources: [String]
    /// How sure the figures are: `high` or `medium`.
    public let confidence: String?
    /// What else there is to know.
    public let notes: String?

    /// The id.
    public var id: String { gpu.id }
}
