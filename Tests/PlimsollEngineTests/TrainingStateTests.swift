import PlimsollEngine
import Testing

@Suite("Training states")
struct TrainingStateTests {
    private func states(
        _ model: ModelProfile = Sample.llama3With70B,
        _ precision: TrainingPrecision = .bf16Mixed,
        _ optimizer: Optimizer = .adamw,
        change: (inout TrainingPlan) -> Void = { _ in }
    ) throws -> UndividedStates {
        let framework = try Sample.framework(.eager, gradients: .freed)
        let plan = Sample.plan(
            model,
            precision: precision,
            optimizer: optimizer,
            framework: framework,
            change: change
        )
        return try TrainingEstimator(plan).undividedStates
    }

    @Test(
        "Llama 3 70B with AdamW in mixed precision holds 1.13 TB of states at 16 bytes a parameter"
    )
    func llama3With70B() throws {
        let states = try states()
        #expect(states.total == Bytes(1_128_859_303_936))
        #expect(states.bytesPerTrainableParameter == 16)
    }

    @Test(
        "a recipe has the published bytes a parameter",
        arguments: [
            (TrainingPrecision.fp32, Optimizer.adamw, 16.0), (.bf16, .adamw, 8),
            (.bf16, .sgd, 4), (.bf16, .lion, 6), (.fp16Mixed, .adamw, 16),
        ]
    )
    func recipes(precision: TrainingPrecision, optimizer: Optimizer, bytes: Double) throws {
        let found = try states(Sample.llama3With8B, precision, optimizer)
        #expect(found.bytesPerTrainableParameter == bytes)
    }

    @Test("main gradients in 32 bits make it 18 bytes")
    func mainGradients() throws {
        let found = try states(Sample.llama3With8B) { $0.formats.gradients = .fp32 }
        #expect(found.bytesPerTrainableParameter == 18)
    }

    @Test("releasing gradients in the backward pass leaves 2 bytes less in 16 bits")
    func released() throws {
        let found = try states(Sample.llama3With8B, .bf16) { $0.releasesGradients = true }
        #expect(found.bytesPerTrainableParameter == 6)
    }

    @Test(
        "low-bit optimizers store their block scales",
        arguments: [(Optimizer.adamw8bit, 6.0...6.8), (.adamw4bit, 5.0...5.2)]
    )
    func lowBits(optimizer: Optimizer, range: ClosedRange<Double>) throws {
        let found = try states(Sample.llama3With8B, .bf16, optimizer)
        #expect(range.contains(found.bytesPerTrainableParameter))
    }

    @Test("Adafactor, GaLore and Muon keep less than AdamW, SGD least")
    func order() throws {
        let adam = try states(Sample.llama3With8B).total
        let muon = try states(Sample.llama3With8B, .bf16Mixed, .muon).total
        let galore = try states(Sample.llama3With8B) {
            $0.technique = .lowRankMoments(rank: 128)
        }.total
        let adafactor = try states(Sample.llama3With8B, .bf16Mixed, .adafactor).total
        let sgd = try states(Sample.llama3With8B, .bf16Mixed, .sgd).total
        #expect(sgd < adafactor && adafactor < galore && galore < muon && muon < adam)
    }

    @Test("ZeRO divides what figure 1 of its paper says, for 7.5 billion parameters and 64 ranks")
    func zero() throws {
        // 120, 31.4, 16.6 and 1.9 GB.
        let model = ModelProfile(
            Sample.llama(
                layers: 36,
                hidden: 4096,
                heads: 32,
                keyValueHeads: 32,
                width: 11008,
                vocabulary: 16000
            )
        )
        let parameters = Double(model.parameters.total.magnitude)
        let framework = try Sample.framework(.eager, gradients: .freed)
        for (stage, bytes) in [(0, 16.0), (1, 4.1875), (2, 2.21875), (3, 0.25)] {
            let layout = try TrainingLayout(
                [.data: 64],
                gpus: 64,
                zeroStage: ZeROStage(rawValue: stage),
                model: model.shape
            )
            let plan = Sample.plan(model, layout: layout, framework: framework)
            let memory = try #require(
                try TrainingEstimator(plan).memoryPerGPU(
                    TrainingLoad(microBatch: 1, sequenceLength: Tokens(1))
                )
            )
            let found = Double(memory.states.value.magnitude) / parameters
            #expect(abs(found / bytes - 1) < 1e-6)
        }
    }

    @Test("a distributed optimizer divides moments and master weights only: 6 + 12 / d bytes")
    func distributedOptimizer() throws {
        let layout = try TrainingLayout(
            [.tensor: 4, .data: 2],
            gpus: 8,
            zeroStage: .optimizerState,
            model: Sample.llama3With8B.shape
        )
        let plan = Sample.plan(
            Sample.llama3With8B,
            layout: layout,
            framework: try Sample.framework()
        ) { $0.formats.gradients = .fp32 }
        let memory = try #require(
            try TrainingEstimator(plan).memoryPerGPU(
                TrainingLoad(microBatch: 1, sequenceLength: Tokens(1))
            )
        )
        let perParameter =
            Double(memory.states.value.magnitude)
            / Double(memory.weights.value.magnitude / 2)
        #expect(abs(perParameter - 12) < 1e-6)
    }

    @Test("offloaded optimizer states lie on the host, byte for byte")
    func offload() throws {
        let framework = try Sample.framework(.eager, gradients: .freed)
        let load = TrainingLoad(microBatch: 1, sequenceLength: Tokens(128))
        func memory(_ place: StatePlace) throws -> TrainingMemory {
            let plan = Sample.plan(Sample.llama3With8B, framework: framework) {
                $0.offload.optimizer = place
            }
            return try #require(try TrainingEstimator(plan).memoryPerGPU(load))
        }
        let resident = try memory(.none)
        let host = try memory(.cpu)
        let disk = try memory(.nvme)
        #expect(host.optimizer.value == .zero)
        #expect(host.host == resident.optimizer.value)
        #expect(disk.disk == resident.optimizer.value)
        #expect(host.weights == resident.weights)
    }

    @Test("training the last layers only carries states for them and the head")
    func trainableLayers() throws {
        let framework = try Sample.framework(.eager, gradients: .freed)
        let plan = Sample.plan(
            Sample.llama3With8B,
            technique: .full(trainableLayers: 2),
            framework: framework
        )
        let estimator = try TrainingEstimator(plan)
        let perLayer = 218_112_000
        #expect(
            estimator.trainableParameters
                == Elements(2 * perLayer + 4096 + 128256 * 4096)
        )
        #expect(estimator.undividedStates.bytesPerTrainableParameter == 16)
    }
}
