/// A kind of connection between GPUs: how it is wired and what its messages reach.
///
/// The mechanism is code; its constants come from the catalog with source and range. A class,
/// since every card of a kind shares it and its constants carry texts.
public final class LinkProfile: Sendable {
    /// How the GPUs of one domain are wired.
    public enum Topology: String, CaseIterable, Hashable, Sendable {
        /// Every GPU reaches any other at its full bandwidth, through a switch.
        case switched
        /// Every GPU has a wire to each of the others; one pair has only its share of the bandwidth.
        case mesh
        /// All traffic passes the bus of the host, where GPUs share the way.
        case bus
        /// Machines that are joined by a network.
        case network
    }

    /// The time that a collective over a group of that many GPUs, and of more up to the next row,
    /// takes for the smallest message.
    public struct Latency: Hashable, Sendable {
        /// From so many GPUs on.
        public var gpus: Int
        /// Seconds.
        public var seconds: EmpiricalFactor

        /// A row of the table.
        public init(gpus: Int, seconds: EmpiricalFactor) {
            self.gpus = gpus
            self.seconds = seconds
        }
    }

    /// The id in the catalog, such as `nvswitch`.
    public let id: String
    /// How it is wired.
    public let topology: Topology
    /// The share of the sold bandwidth that large messages reach.
    public let efficiency: EmpiricalFactor
    /// Smallest messages of the vendor's library by the size of the group, ascending; not empty.
    public let latencies: [Latency]
    /// The same of the kernels that serving engines bring along for small messages; empty where
    /// they use the library.
    public let engineLatencies: [Latency]
    private let pace: Pace
    private let enginePace: Pace

    /// Rows of a table as numbers alone.
    private struct Pace {
        var rows: [(gpus: Int, seconds: Double)]

        init(_ table: [Latency]) { rows = table.map { ($0.gpus, $0.seconds.value) } }
    }

    /// Who carries a message.
    public enum Carrier: Hashable, Sendable {
        /// The vendor's library for collectives, as training and large messages use it.
        case library
        /// A serving engine's own kernel for small messages.
        case engine
    }

    /// A kind of link; nil without a row of latencies.
    public init?(
        id: String,
        topology: Topology,
        efficiency: EmpiricalFactor,
        latencies: [Latency],
        engineLatencies: [Latency] = []
    ) {
        guard !latencies.isEmpty else { return nil }
        self.id = id
        self.topology = topology
        self.efficiency = efficiency
        self.latencies = latencies.sorted { $0.gpus < $1.gpus }
        self.engineLatencies = engineLatencies.sorted { $0.gpus < $1.gpus }
        pace = Pace(self.latencies)
        enginePace = engineLatencies.isEmpty ? pace : Pace(self.engineLatencies)
    }

    /// The time of the smallest message of a collective over a group.
    ///
    /// Between two rows of the table it grows with the logarithm of the group, as the depth of a
    /// tree does; beyond the last row at the pace of the last two.
    public func latency(group: Int, by carrier: Carrier = .library) -> Seconds {
        let rows = (carrier == .engine ? enginePace : pace).rows
        var below = rows[0]
        guard group > below.gpus, rows.count > 1 else { return Seconds(below.seconds) }
        var above = rows[1]
        for row in rows.dropFirst(2) where above.gpus < group {
            (below, above) = (above, row)
        }
        let depth = logarithm(group, over: below.gpus) / logarithm(above.gpus, over: below.gpus)
        let rise = above.seconds - below.seconds
        return Seconds(below.seconds + depth * rise)
    }

    /// The binary logarithm of a ratio, linear between powers of two.
    private func logarithm(_ value: Int, over base: Int) -> Double {
        var ratio = Double(value) / Double(base)
        var depth = 0.0
        while ratio >= 2 {
            ratio /= 2
            depth += 1
        }
        return depth + (ratio - 1)
    }
}

/// The connection of one GPU to the others of its domain.
public struct Link: Hashable, Sendable {
    /// The kind.
    public var profile: LinkProfile
    /// Bandwidth of one GPU in one direction, as it is sold.
    public var bandwidth: BytesPerSecond
    /// GPUs that one domain joins.
    public var domain: Int

    /// A connection.
    public init(_ profile: LinkProfile, bandwidth: BytesPerSecond, domain: Int) {
        self.profile = profile
        self.bandwidth = bandwidth
        self.domain = domain
    }

    /// Bandwidth of one GPU in one direction that large messages of a collective over a group
    /// reach.
    ///
    ///     B(g) = B · e                        switched, bus, network
    ///     B(g) = B · e · (g − 1) / (n − 1)    mesh: only the wires between members of the group
    ///
    /// Worked example, eight MI300X with 448 GB/s each way and e = 0.7: a group of two has one of
    /// seven wires, 448 · 0.7 / 7 = 44.8 GB/s.
    public func bandwidth(group: Int) -> BytesPerSecond {
        let share = bandwidth.magnitude * profile.efficiency.value
        guard profile.topology == .mesh, domain > 1 else { return BytesPerSecond(share) }
        let wires = Double(min(group, domain) - 1) / Double(domain - 1)
        return BytesPerSecond(share * max(wires, 1 / Double(domain - 1)))
    }

    /// Bandwidth between two GPUs in one direction.
    public var pairBandwidth: BytesPerSecond { bandwidth(group: 2) }

    /// Equal where kind, bandwidth and domain are.
    public static func == (left: Link, right: Link) -> Bool {
        left.profile === right.profile && left.bandwidth == right.bandwidth
            && left.domain == right.domain
    }

    /// Hashes kind, bandwidth and domain.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(profile))
        hasher.combine(bandwidth)
        hasher.combine(domain)
    }
}

/// Machines with GPUs: the link inside a machine and the one between machines.
public struct Cluster: Hashable, Sendable {
    /// The link between GPUs of one machine.
    public var inside: Link
    /// The link of one GPU to the GPUs of other machines.
    public var between: Link
    /// GPUs that the inner link joins: those of a machine, or of a larger domain of switches.
    public var gpusPerNode: Int

    /// A cluster of machines of one kind.
    public init(inside: Link, between: Link, gpusPerNode: Int) {
        self.inside = inside
        self.between = between
        self.gpusPerNode = max(1, gpusPerNode)
    }
}

/// GPUs that take part in one collective: `size` of them, `stride` ranks apart.
///
/// Ranks are numbered so that those of one machine are neighbours. With tensor parallel groups
/// innermost (stride 1), a data parallel group of a layout of tensor 8 has stride 8: each of its
/// members is on another machine of eight GPUs.
public struct GPUGroup: Hashable, Sendable {
    /// Members.
    public var size: Int
    /// Ranks from one member to the next.
    public var stride: Int

    /// A group.
    public init(size: Int, stride: Int = 1) {
        self.size = size
        self.stride = max(1, stride)
    }

    /// Members on one machine.
    func membersPerNode(_ gpusPerNode: Int) -> Int {
        max(1, min(size, gpusPerNode / stride))
    }
}
