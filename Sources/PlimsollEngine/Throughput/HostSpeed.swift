/// How fast weights in host memory take part in a pass.
enum HostSpeed {
    /// Memory bandwidth of the host where it multiplies by itself.
    static let memory = EmpiricalFactor(
        value: 60e9,
        range: 30e9...200e9,
        source:
            "assumed: two channels of DDR5-5600 have 89.6 GB/s, of which two thirds are reached; "
            + "servers with eight or twelve channels have more",
        measuredOn: "desktop and server boards"
    )
    /// Share of the bus that copies from pageable or pinned memory reach.
    static let busShare = EmpiricalFactor(
        value: 0.75,
        range: 0.5...0.9,
        source:
            "assumed: copies from pinned memory reach 0.8 to 0.9 of the bus, pageable ones half",
        measuredOn: "PCI Express 3 and 4"
    )

    /// Bytes a second of what stays on the host; nil where nothing does.
    static func bandwidth(_ placement: HostPlacement, _ gpu: GPU) -> EmpiricalFactor? {
        switch placement {
        case .none: return nil
        case .layersBefore, .routedExperts: return memory
        case .streamed:
            guard let bus = gpu.bus?.bandwidth.magnitude, let share = busShare else {
                return memory
            }
            return EmpiricalFactor(
                value: share.value * bus,
                range: share.range.lowerBound * bus...share.range.upperBound * bus,
                source: share.source,
                measuredOn: share.measuredOn
            )
        }
    }
}
