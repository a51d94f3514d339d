/// An accelerator as the estimates see it.
public struct GPU: Hashable, Sendable {
    /// The id in the catalog, or a description of one given in a request.
    public var id: String
    /// The card's memory.
    public var memory: GPUMemory
    /// Bandwidth of that memory; nil where it is not known.
    public var memoryBandwidth: BytesPerSecond?

    /// An accelerator.
    public init(id: String, memory: GPUMemory, memoryBandwidth: BytesPerSecond? = nil) {
        self.id = id
        self.memory = memory
        self.memoryBandwidth = memoryBandwidth
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
