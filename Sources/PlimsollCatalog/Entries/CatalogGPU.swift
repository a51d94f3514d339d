public import PlimsollEngine

/// An accelerator of the catalog.
public struct CatalogGPU: Sendable {
    /// How cards of one machine are linked.
    public struct Interconnect: Hashable, Sendable {
        /// The kind of link, such as `NVLink (NVSwitch)`, or `none`.
        public var type: String
        /// The entry of the links that says what it reaches; nil for an optional bridge.
        public var link: String?
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
    public internal(set) var gpu: GPU
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

    /// Connects the card to the kinds of links that its file names.
    mutating func connect(_ links: CatalogTable<CatalogLink>) {
        if let named = interconnect, let profile = named.link.flatMap({ links[$0] })?.profile,
            let both = named.bidirectional, let domain = named.maximumGPUs, domain > 1
        {
            gpu.link = Link(profile, bandwidth: BytesPerSecond(both.magnitude / 2), domain: domain)
        }
        if let pcie, let rate = pcie.bandwidth, let profile = links["pcie"]?.profile {
            gpu.bus = Link(profile, bandwidth: rate, domain: 8)
        }
    }
}

extension CatalogGPU.PCIe {
    /// Bandwidth in one direction after line coding.
    ///
    /// Source: PCI Express base specification: 8, 16, 32 and 64 GT/s a lane for generations 3 to 6,
    /// of which 128/130 carry data (242/256 from generation 6 on).
    var bandwidth: BytesPerSecond? {
        guard let generation, let lanes, generation >= 1 else { return nil }
        let perLane: Double =
            switch generation {
            case ..<2: 0.25e9
            case ..<3: 0.5e9
            case ..<4: 8e9 / 8 * 128 / 130
            case ..<5: 16e9 / 8 * 128 / 130
            case ..<6: 32e9 / 8 * 128 / 130
            default: 64e9 / 8 * 242 / 256
            }
        return BytesPerSecond(perLane * Double(lanes))
    }
}
