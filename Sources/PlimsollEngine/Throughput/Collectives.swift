/// Times of collective operations between GPUs, within a machine and across machines.
///
/// Every formula is a latency, which is what the smallest message takes, and the bytes that each
/// GPU sends over the bandwidth that large messages reach. Source of the byte counts: Thakur,
/// Rabenseifner and Gropp 2005, "Optimization of Collective Communication Operations in MPICH";
/// the bus bandwidths of nccl-tests are the same counts.
extension Link {
    /// Every member ends with the sum of the messages of all.
    ///
    ///     t = latency(g) + 2 · (g − 1) / g · bytes / B(g)
    ///
    /// Worked example, 128 MiB over 8 GPUs of 450 GB/s with e = 0.8 and 9 µs:
    /// 9 µs + 2 · 7/8 · 134,217,728 / 360e9 = 661.4 µs.
    public func allReduce(
        _ bytes: Bytes,
        group: Int,
        by carrier: LinkProfile.Carrier = .library
    ) -> Seconds {
        guard group > 1 else { return .zero }
        return profile.latency(group: group, by: carrier) + 2 * moved(bytes, group)
    }

    /// Every member ends with the parts of all; `bytes` is the size of the whole.
    ///
    ///     t = latency(g) + (g − 1) / g · bytes / B(g)
    public func allGather(_ bytes: Bytes, group: Int) -> Seconds {
        guard group > 1 else { return .zero }
        return profile.latency(group: group) + moved(bytes, group)
    }

    /// Every member ends with its part of the sum; `bytes` is the size of the whole.
    ///
    ///     t = latency(g) + (g − 1) / g · bytes / B(g)
    public func reduceScatter(_ bytes: Bytes, group: Int) -> Seconds {
        allGather(bytes, group: group)
    }

    /// Every member sends each other member its own part; `bytes` is what one member holds.
    ///
    ///     t = latency(g) + (g − 1) / g · bytes / B(g)
    public func allToAll(_ bytes: Bytes, group: Int) -> Seconds {
        allGather(bytes, group: group)
    }

    /// One GPU sends a message to another.
    ///
    ///     t = latency(2) + bytes / B(2)
    public func pointToPoint(_ bytes: Bytes) -> Seconds {
        profile.latency(group: 2) + bytes / pairBandwidth
    }

    private func moved(_ bytes: Bytes, _ group: Int) -> Seconds {
        let share = Double(group - 1) / Double(group)
        return share * (bytes / bandwidth(group: group))
    }
}

extension Cluster {
    /// Members of a group on one machine, and machines that the group reaches.
    private func spread(_ group: GPUGroup) -> (inside: Int, nodes: Int) {
        let inside = group.membersPerNode(gpusPerNode)
        return (inside, (group.size + inside - 1) / inside)
    }

    /// Every member ends with the sum of the messages of all.
    ///
    /// Across machines in three steps: each machine reduces to parts, members of equal place sum
    /// their parts over the machines, and each machine gathers the parts.
    ///
    ///     t = reduceScatter(bytes) + allReduce between nodes(bytes / g_inside) + allGather(bytes)
    public func allReduce(
        _ bytes: Bytes,
        _ group: GPUGroup,
        by carrier: LinkProfile.Carrier = .library
    ) -> Seconds {
        let (inside, nodes) = spread(group)
        guard nodes > 1 else { return self.inside.allReduce(bytes, group: inside, by: carrier) }
        let part = Bytes(bytes.magnitude / inside)
        return self.inside.reduceScatter(bytes, group: inside)
            + between.allReduce(part, group: nodes)
            + self.inside.allGather(bytes, group: inside)
    }

    /// Every member ends with the parts of all; `bytes` is the size of the whole.
    ///
    ///     t = allGather between nodes(bytes / g_inside) + allGather inside(bytes)
    public func allGather(_ bytes: Bytes, _ group: GPUGroup) -> Seconds {
        let (inside, nodes) = spread(group)
        let part = Bytes(bytes.magnitude / inside)
        return between.allGather(part, group: nodes)
            + self.inside.allGather(bytes, group: inside)
    }

    /// Every member ends with its part of the sum; `bytes` is the size of the whole.
    public func reduceScatter(_ bytes: Bytes, _ group: GPUGroup) -> Seconds {
        allGather(bytes, group)
    }

    /// Every member sends each other member its own part; `bytes` is what one member holds.
    ///
    /// Parts for the same machine and parts for others travel at the same time, each at the
    /// bandwidth of its own link; the slower decides.
    public func allToAll(_ bytes: Bytes, _ group: GPUGroup) -> Seconds {
        let (inside, nodes) = spread(group)
        guard nodes > 1 else { return self.inside.allToAll(bytes, group: inside) }
        let near = self.inside.allToAll(Bytes(bytes.magnitude / nodes), group: inside)
        return max(near, between.allToAll(bytes, group: nodes))
    }

    /// One GPU sends a message to the GPU that is `stride` ranks further.
    public func pointToPoint(_ bytes: Bytes, stride: Int) -> Seconds {
        stride < gpusPerNode ? inside.pointToPoint(bytes) : between.pointToPoint(bytes)
    }
}
