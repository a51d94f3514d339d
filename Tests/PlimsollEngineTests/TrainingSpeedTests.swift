import PlimsollEngine
import Testing

@Suite("Speed and cost of training")
struct TrainingSpeedTests {
    private let load = TrainingLoad(
        microBatch: 1,
        sequenceLength: Tokens(8192),
        accumulation: 4
    )

    private func site(exposed: Double = 0, half: Double = 0) throws -> TrainingSite {
        var rates = PeakRates()
        rates[.bf16] = .tera(1000)
        let gpu = GPU(
            id: "sample",
            memory: GPUMemory(marketed: .gibi(80)),
            peakRates: rates
        )
        return TrainingSite(
            gpu: gpu,
            utilization: TrainingUtilization(
                matrices: try Sample.constant(0.5),
                experts: try Sample.constant(0.5),
                attention: try Sample.constant(0.5),
                exposed: try Sample.constant(exposed),
                halfReached: try Sample.constant(half),
                halfReachedByExperts: try Sample.constant(half)
            )
        )
    }

    private func speed(
        _ sizes: [ParallelDimension: Int] = [:],
        virtualPipeline: Int = 1,
        change: (inout TrainingPlan) -> Void = { _ in }
    ) throws -> TrainingStep {
        let model = Sample.llama3With8B
        let layout = try TrainingLayout(
            sizes,
            gpus: nil,
            virtualPipeline: virtualPipeline,
            model: model.shape
        )
        let plan = Sample.plan(
            model,
            layout: layout,
            framework: try Sample.framework(),
            change: change
        )
        let speed = try TrainingEstimator(plan).speed(load, at: site())
        return try #require(speed).value
    }

    @Test("Llama 3 8B takes 6 · 7.50e9 + 12 · 32 · 4096 · 8192 operations a token")
    func operations() throws {
        let plan = Sample.plan(Sample.llama3With8B, framework: try Sample.framework())
        let arithmetic = TrainingArithmetic(plan, sequenceLength: Tokens(8192))
        let matrices = 32 * 218_103_808 + 128256 * 4096
        #expect(arithmetic.model == Double(6 * matrices + 12 * 32 * 4096 * 8192))
    }

    @Test("half the peak everywhere is a utilization of one half, on any number of replicas")
    func utilization() throws {
        let one = try speed()
        #expect(abs(one.modelFLOPsUtilization - 0.5) < 1e-9)
        let eight = try speed([.data: 8])
        #expect(abs(eight.tokensPerSecond / one.tokensPerSecond - 8) < 1e-9)
    }

    @Test("full recomputation slows a step by 0.9 of a forward pass of the layers")
    func recomputation() throws {
        let plain = try speed()
        let again = try speed { $0.recomputation = ActivationRecomputation(.full) }
        let ratio = again.total.magnitude / plain.total.magnitude
        #expect(ratio > 1.25 && ratio < 1 + 0.9 / 3)
        #expect(again.modelOperations == plain.modelOperations)
    }

    @Test("adapters save the gradients of frozen weights: two thirds of the operations")
    func adapters() throws {
        let full = try speed()
        let lora = try speed {
            $0.technique = .adapter(
                Adapter(.lowRank(rank: 16), targets: .allLinear),
                base: .plain(id: "bf16", bits: 16)
            )
        }
        let ratio = lora.total.magnitude / full.total.magnitude
        #expect(ratio > 2 / 3 && ratio < 0.8)
    }

    @Test("a base of 4 bits is read and written anew in each pass, for any number of tokens")
    func widening() throws {
        func lora(_ bits: Double, tokens: Int) throws -> Double {
            let plan = Sample.plan(
                Sample.llama3With8B,
                technique: .adapter(
                    Adapter(.lowRank(rank: 16), targets: .allLinear),
                    base: .plain(id: "plain", bits: bits)
                ),
                framework: try Sample.framework()
            )
            let known = try site()
            var gpu = known.gpu
            gpu.memoryBandwidth = .giga(1000)
            let site = TrainingSite(gpu: gpu, utilization: known.utilization)
            let load = TrainingLoad(microBatch: 1, sequenceLength: Tokens(tokens), accumulation: 1)
            let step = try #require(try TrainingEstimator(plan).speed(load, at: site)).value
            return step.arithmetic.magnitude
        }
        // Two passes over the matrices of the layers, at half the bandwidth.
        let parameters = Double(32 * 218_103_808)
        let expected = 2 * parameters * 2.5 / 0.5 / 1e12
        for tokens in [8192, 65536] {
            let more = try lora(4, tokens: tokens) - lora(16, tokens: tokens)
            #expect(abs(more / expected - 1) < 1e-6)
        }
    }

    @Test(
        "communication that is longer than the arithmetic does not hide behind it",
        arguments: [(BytesPerSecond.giga(1), true), (.giga(1000), false)]
    )
    func links(bandwidth: BytesPerSecond, isLonger: Bool) throws {
        let model = Sample.llama3With8B
        let layout = try TrainingLayout([.data: 16], gpus: nil, model: model.shape)
        let plan = Sample.plan(model, layout: layout, framework: try Sample.framework())
        let profile = try #require(
            LinkProfile(
                id: "test",
                topology: .network,
                efficiency: try Sample.constant(1),
                latencies: [LinkProfile.Latency(gpus: 2, seconds: try Sample.constant(0))]
            )
        )
        let link = Link(profile, bandwidth: bandwidth, domain: 1 << 20)
        func step(exposed: Double) throws -> TrainingStep {
            let known = try site(exposed: exposed)
            let site = TrainingSite(
                gpu: known.gpu,
                utilization: known.utilization,
                cluster: Cluster(inside: link, between: link, gpusPerNode: 8)
            )
            return try #require(try TrainingEstimator(plan).speed(load, at: site)).value
        }
        // All of it shows.
        let sent = try step(exposed: 1).communication
        let half = try step(exposed: 0.5)
        #expect((sent > half.arithmetic) == isLonger)
        #expect(half.communication == max(0.5 * sent, sent - half.arithmetic))
    }

    @Test("a pipeline waits (p − 1) / (v m) of the arithmetic")
    func bubble() throws {
        let plain = try speed([.pipeline: 4])
        #expect(abs(plain.bubble.magnitude / plain.arithmetic.magnitude - 3.0 / 4) < 1e-9)
        let interleaved = try speed([.pipeline: 4], virtualPipeline: 2)
        let share = interleaved.bubble.magnitude / interleaved.arithmetic.magnitude
        #expect(abs(share - 3.0 / 8) < 1e-9)
    }

    @Test(
        "preference pairs cost two sequences and a reference pass, actor and critic twice the step"
    )
    func objectives() throws {
        let sft = try speed()
        let dpo = try speed { $0.objective = .dpo }
        #expect(abs(dpo.total.magnitude / sft.total.magnitude - 2 * 4.0 / 3) < 1e-6)
    }

    @Test("a run costs the rent of its GPUs for as long as its tokens take, dearer offers more")
    func cost() throws {
        let plan = Sample.plan(Sample.llama3With8B, framework: try Sample.framework())
        let speed = try #require(try TrainingEstimator(plan).speed(load, at: site()))
        let offers = [
            RentalOffer(provider: "a", tier: "on_demand", pricePerGPU: USDPerHour(2.69)),
            RentalOffer(provider: "b", tier: "on_demand", pricePerGPU: USDPerHour(5.38)),
        ]
        let cost = try #require(RunCost(speed, offers: offers, gpus: 8))
        let hours = 1e9 / speed.value.tokensPerSecond / 3600
        #expect(abs(cost.value.of(tokens: 1e9) - hours * 8 * 2.69) < 1e-6)
        #expect(abs(cost.high.of(tokens: 1e6) / cost.low.of(tokens: 1e6) - 2) < 1e-9)
        #expect(cost.offer.provider == "a")
    }

    @Test("what would make it fit does, costs time, and the fewest GPUs are the fewest")
    func remedies() throws {
        let plan = Sample.plan(
            Sample.llama3With8B,
            framework: try Sample.framework(.eager, gradients: .freed)
        )
        let estimator = try TrainingEstimator(plan)
        #expect(!estimator.fits(load, memory: .gibi(80)))
        let remedies = estimator.remedies(load, memory: .gibi(80), site: try site(), base4: nil)
        let first = try #require(remedies.first)
        #expect(first.fits && first.need.value <= .gibi(80))
        #expect(try #require(first.relativeTime) > 0)
        let least = try #require(estimator.minimumGPUs(load, memory: .gibi(80)))
        for (ranks, fits) in [
            (least.gpus / least.tensor, true), (least.gpus / least.tensor - 1, false),
        ] where ranks > 0 {
            var changed = plan
            changed.layout = try TrainingLayout(
                [.tensor: least.tensor, .data: ranks],
                gpus: nil,
                zeroStage: ranks > 1 ? .parameters : .optimizerState,
                model: Sample.llama3With8B.shape
            )
            #expect(try TrainingEstimator(changed).fits(load, memory: .gibi(80)) == fits)
        }
    }
}
