import PlimsollEngine
import Testing

extension Sample {
    /// A factor without a band.
    static func exactly(_ value: Double) throws -> EmpiricalFactor {
        try factor(value, value, value)
    }

    /// An engine without overheads on kernels that reach the peaks, but for what is given.
    static func speed(
        _ model: ModelProfile = Sample.llama3With8B,
        format: WeightFormat = Sample.bf16,
        tensor: Int = 1,
        pipeline: Int = 1,
        layerSeconds: Double = 0,
        stream: Double = 1,
        expertStream: Double? = nil,
        uncaptured: EngineSpeed.Uncaptured? = nil,
        overlap: Double = 1,
        placement: HostPlacement = .none,
        hostBytes: Bytes = .zero
    ) throws -> SpeedEstimator {
        let one = try Sample.exactly(1)
        let none = try Sample.exactly(0)
        let overheads = EngineSpeed.Overheads(
            layer: try Sample.exactly(layerSeconds),
            expertLayer: none,
            pass: none,
            sequence: none
        )
        let engine = EngineSpeed(
            kernels: "test",
            decode: overheads,
            prompt: overheads,
            matrixTime: one,
            expertMatrixTime: one,
            expertStreamTime: one,
            pipelineOverlap: try Sample.exactly(overlap),
            cutsPrompts: true,
            uncaptured: uncaptured,
            spread: one
        )
        let reached = try Sample.exactly(stream)
        let path = KernelProfile.Path(
            stream: reached,
            matrix: one,
            expertStream: try expertStream.map(Sample.exactly) ?? reached,
            expertMatrix: one
        )
        let kernels = try #require(
            KernelProfile(
                paths: Dictionary(uniqueKeysWithValues: WeightPath.allCases.map { ($0, path) }),
                cache: one,
                attention: one
            )
        )
        var rates = PeakRates()
        rates[.bf16] = .tera(100)
        rates[.fp8] = .tera(200)
        let profile = try #require(
            LinkProfile(
                id: "test",
                topology: .switched,
                efficiency: one,
                latencies: [LinkProfile.Latency(gpus: 2, seconds: try Sample.exactly(1e-5))]
            )
        )
        let link = Link(profile, bandwidth: .giga(100), domain: 8)
        let gpu = GPU(
            id: "test",
            memory: GPUMemory(marketed: .gibi(80)),
            memoryBandwidth: .giga(1000),
            peakRates: rates,
            link: link,
            bus: link
        )
        let runtime = RuntimeProfile(
            id: "test",
            budget: MemoryBudget(share: 1, basis: .total, counts: []),
            cacheLayout: CacheLayout(block: Tokens(1), windows: .bounded),
            defaults: PassDefaults(
                usual: .init(batchedTokens: Tokens(1024), sequences: 64),
                large: .init(batchedTokens: Tokens(1024), sequences: 64),
                largeCard: .zero
            ),
            activation: .layerwise(LayerwisePeak(factor: one)),
            overhead: OverheadModel(
                deviceContext: .init([.init(gpus: 1, factor: none)]),
                communication: .init([.init(gpus: 2, factor: none)]),
                graphs: none
            ),
            speed: engine
        )
        let layout = try ParallelLayout(
            [.tensor: tensor, .pipeline: pipeline],
            gpus: nil,
            model: model.shape
        )
        return try #require(
            SpeedEstimator(
                SpeedEstimator.Setting(
                    model: model,
                    weightFormat: format,
                    cacheFormat: Sample.fp16Cache,
                    runtime: runtime,
                    layout: layout,
                    gpu: gpu,
                    kernels: kernels,
                    cluster: gpu.cluster(network: nil),
                    hostBytes: hostBytes,
                    hostPlacement: placement
                )
            )
        )
    }
}
