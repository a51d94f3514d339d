import PlimsollEngine
import PlimsollJSON

extension CatalogLink {
    init?(_ reader: JSONFieldReader) {
        let id = reader.identifier("id")
        let name = reader.string("name", required: true, length: 1...200)
        let topology = reader.choice("topology", as: LinkProfile.Topology.self, required: true)
        let efficiency = reader.factor("efficiency", in: 0.001...2)
        let latencies = reader.latencies("latency_seconds", required: true) ?? []
        let engine = reader.latencies("engine_latency_seconds", required: false) ?? []
        bandwidth = reader.double("bytes_per_second", in: 1...1e16).map(BytesPerSecond.init)
        notes = reader.string("notes")
        reader.finish()
        guard let id, let name, let topology, let efficiency else { return nil }
        guard
            let profile = LinkProfile(
                id: id,
                topology: topology,
                efficiency: efficiency,
                latencies: latencies,
                engineLatencies: engine
            )
        else {
            if reader.has("latency_seconds") { reader.report("latency_seconds", "needs a row") }
            return nil
        }
        self.profile = profile
        self.name = name
    }
}

extension JSONFieldReader {
    /// A table of latencies by the number of GPUs.
    fileprivate func latencies(_ name: String, required: Bool) -> [LinkProfile.Latency]? {
        objects(name, required: required)?.compactMap { row in
            defer { row.finish() }
            let gpus = row.int("gpus", required: true, in: 2...1_000_000)
            guard let gpus, let seconds = EmpiricalFactor(row, in: 0...1) else { return nil }
            return LinkProfile.Latency(gpus: gpus, seconds: seconds)
        }
    }
}
