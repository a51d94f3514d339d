import PlimsollEngine
import Testing

@Suite("The fullest moment of training")
struct TrainingPhaseTests {
    private let load = TrainingLoad(microBatch: 1, sequenceLength: Tokens(128))
    private let longer = TrainingLoad(microBatch: 1, sequenceLength: Tokens(8192))
    private let adapter = Adapter(.lowRank(rank: 16), targets: .allLinear)

    private func memory(
        _ technique: TrainingTechnique = .full(trainableLayers: nil),
        ranks: Int = 4,
        load: TrainingLoad? = nil,
        change: (inout TrainingPlan) -> Void = { _ in }
    ) throws -> TrainingMemory {
        let model = Sample.llama3With8B
        let layout = try TrainingLayout(
            [.data: ranks],
            gpus: nil,
            zeroStage: .parameters,
            model: model.shape
        )
        let plan = Sample.plan(
            model,
            technique: technique,
            precision: .bf16,
            layout: layout,
            framework: try Sample.framework(.eager, gradients: .freed),
            change: change
        )
        return try #require(try TrainingEstimator(plan).memoryPerGPU(load ?? self.load))
    }

    @Test("the terms of any fullest moment add up to its phase")
    func terms() throws {
        for loading in WeightLoading.allCases {
            for length in [1, 128, 65536] {
                let load = TrainingLoad(microBatch: 1, sequenceLength: Tokens(length))
                let memory = try memory(load: load) { $0.loading = loading }
                let inside = memory.states + memory.activation + memory.communication
                #expect(inside.value == memory.phases[memory.peakPhase])
                #expect(
                    TrainingPhase.allCases.compactMap { memory.phases[$0] }.max() == inside.value
                )
            }
        }
    }

    @Test("weights that each rank loads whole make loading the fullest moment of adapters")
    func whole() throws {
        let technique = TrainingTechnique.adapter(adapter, base: Sample.bf16)
        let sharded = try memory(technique, load: longer)
        let whole = try memory(technique) { $0.loading = .whole }
        #expect(sharded.peakPhase == .forwardBackward)
        #expect(whole.peakPhase == .loading)
        // The base whole, its share of four ranks, the largest layer and both ends of the model.
        let base = 16_060_522_496
        let layer = 2 * 218_112_000
        let ends = 2 * (2 * 128256 * 4096 + 4096)
        let adapters = 2 * 41_943_040 / 4
        let expected = base + base / 4 + layer + ends + adapters
        #expect(whole.total.value - whole.runtime.total.value == Bytes(expected))
    }

    @Test("a step widens one buffer of 16-bit gradients: 4 bytes a parameter and rank more")
    func widened() throws {
        let buffer = try Sample.framework()
        let memory = try memory {
            $0.precision = .bf16Mixed
            $0.formats = StateFormats(.bf16Mixed)
            $0.framework = buffer
        }
        let parameters = 8_030_261_248
        let step = try #require(memory.phases[.optimizerStep])
        #expect(step - memory.states.value == Bytes(parameters * 4 / 4))
        let main = try self.memory {
            $0.precision = .bf16Mixed
            $0.formats = StateFormats(.bf16Mixed, gradients: .fp32)
            $0.framework = buffer
        }
        #expect(main.phases[.optimizerStep] == main.states.value)
    }

    @Test("gradients reduced in the last micro-batch only lie there whole until then")
    func reduction() throws {
        let every = try memory()
        let last = try memory { $0.reduction = .lastMicroBatch }
        let parameters = 8_030_261_248
        #expect(last.gradients.value - every.gradients.value == Bytes(2 * parameters))
        var once = load
        once.accumulation = 1
        #expect(
            try memory(load: once) { $0.reduction = .lastMicroBatch } == memory(load: once)
        )
    }

    @Test(
        "ranks divide the elements of a quantized base, not its scales, and offload moves as much"
    )
    func scales() throws {
        let nf4 = WeightFormat(
            id: "nf4",
            scheme: QuantizationScheme(
                bits: BitsPerElement(4),
                group: .columns(64),
                scaleBits: 32
            ),
            scope: .linearLayers
        )
        let matrices = 32 * 218_103_808
        let scales = matrices / 64 * 4
        let others = 2 * (2 * 128256 * 4096 + (2 * 32 + 1) * 4096)
        let technique = TrainingTechnique.adapter(adapter, base: nf4)
        for ranks in [2, 8] {
            let weights = try memory(technique, ranks: ranks).weights.value.magnitude
            #expect(abs(weights - (matrices / 2 + others) / ranks - scales) < 1000)
        }
        let offloaded = try memory(technique) { $0.offload.parameters = .cpu }
        #expect(offloaded.weights.value == Bytes(scales))
    }

    @Test("a card that is short of room takes the allocator's reserve back, and no more")
    func reserve() throws {
        let framework = try Sample.framework(.eager, gradients: .freed, shardedReserve: 0.25)
        let memory = try memory { $0.framework = framework }
        #expect(memory.elastic > .zero)
        #expect(memory.leastTotal == memory.total.value - memory.elastic)
        let model = Sample.llama3With8B
        let layout = try TrainingLayout(
            [.data: 4],
            gpus: nil,
            zeroStage: .parameters,
            model: model.shape
        )
        let plan = Sample.plan(
            model,
            precision: .bf16,
            layout: layout,
            framework: framework
        )
        let estimator = try TrainingEstimator(plan)
        let short = GPU(id: "short", memory: GPUMemory(marketed: memory.leastTotal))
        let estimate = try estimator.estimate(load, on: short)
        #expect(estimate.perGPU.total.value == memory.leastTotal)
        #expect(estimate.fit?.verdict != .doesNotFit)
        #expect(!estimator.fits(load, memory: memory.leastTotal - Bytes(1)))
    }

    @Test("capped scores are kept in code without fused kernels though attention is fused")
    func capped() throws {
        let plain = Sample.llama3With8B
        var shape = plain.shape
        shape.layers = LayerStack(
            shape.layers.order.map { kind in
                var layer = shape.layers.kinds[kind]
                layer.mixers = layer.mixers.map { mixer in
                    guard case .attention(var attention) = mixer else { return mixer }
                    attention.capsScores = true
                    return .attention(attention)
                }
                return layer
            }
        )
        func activation(_ model: ModelProfile, _ kernels: TrainingProfile.Kernels) throws -> Int {
            let plan = Sample.plan(model, framework: try Sample.framework(kernels)) {
                $0.formats.gradients = .fp32
            }
            let load = TrainingLoad(microBatch: 1, sequenceLength: Tokens(512))
            let memory = try #require(try TrainingEstimator(plan).memoryPerGPU(load))
            return memory.activation.value.magnitude
        }
        let capped = ModelProfile(shape)
        let scores = 32 * 32 * 512 * 512 * 8
        #expect(try activation(capped, .eager) == activation(plain, .eager) + scores)
        #expect(try activation(capped, .fused) == activation(plain, .fused))
    }

    @Test("the band's ends lie the root of the sum of the squares of the terms' distances away")
    func band() throws {
        var memory = try memory()
        memory.spread = 0.9...1.2
        let inside = (memory.states + memory.activation + memory.communication).value.magnitude
        let runtime = memory.runtime.total.value.magnitude
        #expect(abs(memory.total.high.magnitude - runtime - inside * 12 / 10) < 10)
        #expect(abs(memory.total.low.magnitude - runtime - inside * 9 / 10) < 10)
    }
}
