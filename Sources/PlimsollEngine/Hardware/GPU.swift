/// An accelerator as the estimates see it.
public struct GPU: Hashable, Sendable {
    /// The id in the catalog, or a description of one given in a request.
    public var id: String
    /// The card's memory.
    public var memory: GPUMemory
    /// Bandwidth of that memory; nil where it is not known.
    public var memoryBandwidth: BytesPerSecond?
    /// Dense peak rates of its matrix units.
    public var peakRates: PeakRates
    /// Its link to other GPUs that a machine always has; nil where they share the host's bus only.
    public var link: Link?
    /// Its bus to the host; nil where it is not known.
    public var bus: Link?

    /// An accelerator.
    public init(
        id: String,
        memory: GPUMemory,
        memoryBandwidth: BytesPerSecond? = nil,
        peakRates: PeakRates = PeakRates(),
        link: Link? = nil,
        bus: Link? = nil
    ) {
        self.id = id
        self.memory = memory
        self.memoryBandwidth = memoryBandwidth
        self.peakRates = peakRates
        self.link = link
        self.bus = bus
    }

    /// Machines of this GPU, joined by a network; nil where no link is known.
    ///
    /// - Parameters:
    ///   - network: The link of one GPU to other machines.
    ///   - gpusPerNode: GPUs of one machine; those that the card's own link joins, or eight on a
    ///     bus, where it is left out.
    /// - Returns: The links inside and between machines.
    public func cluster(network: Link?, gpusPerNode: Int? = nil) -> Cluster? {
        guard let inside = link ?? bus ?? network else { return nil }
        return Cluster(
            inside: inside,
            between: network ?? inside,
            gpusPerNode: min(gpusPerNode ?? inside.domain, inside.domain)
        )
    }
}

/// The number formats that matrix units multiply.
public enum MatrixFormat: String, CaseIterable, Hashable, Sendable {
    /// IEEE single precision, and its shortened form on tensor cores.
    case fp32, tf32
    /// 16 bits.
    case fp16, bf16
    /// 8 bits.
    case fp8, int8
    /// Fewer bits.
    case fp6, fp4, int4
}

/// Dense peak rates by number format, never with sparsity.
public struct PeakRates: Hashable, Sendable {
    private var rates: [FLOPsPerSecond]

    /// No rate is known.
    public init() {
        rates = [FLOPsPerSecond](repeating: .zero, count: MatrixFormat.allCases.count)
    }

    /// The rate in a format; nil where the card has none.
    public subscript(format: MatrixFormat) -> FLOPsPerSecond? {
        get {
            let rate = rates[format.position]
            return rate > .zero ? rate : nil
        }
        set { rates[format.position] = newValue ?? .zero }
    }

    /// The rate of 16-bit arithmetic, or of 32 bits where the card has no faster one.
    public var halfPrecision: FLOPsPerSecond? { self[.bf16] ?? self[.fp16] ?? self[.fp32] }
}

extension MatrixFormat {
    fileprivate var position: Int {
        switch self {
        case .fp32: 0
        case .tf32: 1
        case .fp16: 2
        case .bf16: 3
        case .fp8: 4
        case .int8: 5
        case .fp6: 6
        case .fp4: 7
        case .int4: 8
        }
    }
}

/// The three sizes that one card has: what is printed on the box, what the driver reports and what
/// a framework can allocate.
public struct GPUMemory: Hashable, Sendable {
    /// The size that the vendor sells.
    public var marketed: Bytes
    /// The total that the driver reports.
    public var driverReported: Bytes?
    /// The total that a framework sees after the driver's own reserve.
    public var frameworkVisible: Bytes?
    /// Whether host and accelerator share the memory.
    public var isUnified: Bool

    /// The sizes of one card.
    public init(
        marketed: Bytes,
        driverReported: Bytes? = nil,
        frameworkVisible: Bytes? = nil,
        isUnified: Bool = false
    ) {
        self.marketed = marketed
        self.driverReported = driverReported
        self.frameworkVisible = frameworkVisible
        self.isUnified = isUnified
    }

    /// The size to plan with: the last known of marketed, driver-reported and framework-visible.
    public var planned: Bytes { frameworkVisible ?? driverReported ?? marketed }
}
