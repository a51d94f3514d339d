import PlimsollEngine
import Testing

@Suite("Collectives between GPUs")
struct CollectivesTests {
    private func factor(_ value: Double) throws -> EmpiricalFactor {
        try #require(
            EmpiricalFactor(value: value, range: value...value, source: "test", measuredOn: "test")
        )
    }

    private func profile(
        _ topology: LinkProfile.Topology,
        efficiency: Double = 0.8,
        latencies: [(Int, Double)] = [(2, 5e-6), (4, 7e-6), (8, 9e-6)]
    ) throws -> LinkProfile {
        let rows = try latencies.map {
            LinkProfile.Latency(gpus: $0.0, seconds: try factor($0.1))
        }
        return try #require(
            LinkProfile(
                id: "test",
                topology: topology,
                efficiency: try factor(efficiency),
                latencies: rows
            )
        )
    }

    private func nvSwitch() throws -> Link {
        Link(try profile(.switched), bandwidth: .giga(450), domain: 8)
    }

    private func cluster() throws -> Cluster {
        let network = Link(
            try profile(.network, efficiency: 1, latencies: [(2, 20e-6)]),
            bandwidth: .giga(50),
            domain: 1 << 20
        )
        return Cluster(inside: try nvSwitch(), between: network, gpusPerNode: 8)
    }

    private func micro(_ time: Seconds) -> Double { time.magnitude * 1e6 }

    @Test("128 MiB are summed over 8 GPUs of 450 GB/s in 661.4 µs")
    func allReduce() throws {
        let time = try nvSwitch().allReduce(.mebi(128), group: 8)
        #expect(abs(micro(time) - 661.4) < 0.1)
    }

    @Test("a gather and a scatter of parts together move what a sum moves")
    func parts() throws {
        let link = try nvSwitch()
        let bytes = Bytes.mebi(64)
        let sum = link.allReduce(bytes, group: 8) + link.profile.latency(group: 8)
        let steps = link.reduceScatter(bytes, group: 8) + link.allGather(bytes, group: 8)
        #expect(abs(micro(sum) - micro(steps)) < 1e-6)
    }

    @Test("a group of one needs no time", arguments: [0, 1 << 30])
    func alone(bytes: Int) throws {
        let link = try nvSwitch()
        #expect(link.allReduce(Bytes(bytes), group: 1) == .zero)
        #expect(link.allToAll(Bytes(bytes), group: 1) == .zero)
    }

    @Test("latency grows with the logarithm of the group, between rows and beyond them")
    func latency() throws {
        let profile = try profile(.switched)
        #expect(abs(micro(profile.latency(group: 2)) - 5) < 1e-9)
        #expect(abs(micro(profile.latency(group: 3)) - 6) < 1e-9)
        #expect(abs(micro(profile.latency(group: 16)) - 11) < 1e-9)
        #expect(abs(micro(profile.latency(group: 64)) - 15) < 1e-9)
    }

    @Test("two of eight GPUs in a mesh have one of seven wires")
    func mesh() throws {
        let link = Link(try profile(.mesh, efficiency: 0.7), bandwidth: .giga(448), domain: 8)
        #expect(abs(link.pairBandwidth.magnitude - 44.8e9) < 1)
        #expect(abs(link.bandwidth(group: 8).magnitude - 448e9 * 0.7) < 1)
    }

    @Test("sixteen GPUs on two machines send an eighth of a sum over the network")
    func acrossNodes() throws {
        let cluster = try cluster()
        let bytes = Bytes.mebi(128)
        let time = cluster.allReduce(bytes, GPUGroup(size: 16))
        let inside = cluster.inside.reduceScatter(bytes, group: 8)
        // 16 MiB over 50 GB/s, there and back between two machines.
        let between = 20e-6 + 2 * 0.5 * 16 * 1_048_576 / 50e9
        #expect(abs(time.magnitude - (2 * inside.magnitude + between)) < 1e-12)
    }

    @Test("members that are a machine apart never use the inner link")
    func apart() throws {
        let cluster = try cluster()
        let bytes = Bytes.mebi(1)
        let time = cluster.allReduce(bytes, GPUGroup(size: 4, stride: 8))
        #expect(time == cluster.between.allReduce(bytes, group: 4))
        let hop = cluster.pointToPoint(bytes, stride: 8)
        #expect(hop == cluster.between.pointToPoint(bytes))
    }

    @Test("a larger message never takes less time", arguments: [2, 8, 16, 64])
    func monotone(size: Int) throws {
        let cluster = try cluster()
        let group = GPUGroup(size: size)
        var last = Seconds.zero
        for exponent in stride(from: 10, through: 30, by: 2) {
            let time = cluster.allReduce(Bytes(1 << exponent), group)
            #expect(time >= last)
            last = time
        }
    }
}
