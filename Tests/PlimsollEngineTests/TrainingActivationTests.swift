import PlimsollEngine
import Testing

@Suite("Training activations")
struct TrainingActivationTests {
    private let load = TrainingLoad(microBatch: 1, sequenceLength: Tokens(8192))

    private func activation(
        _ model: ModelProfile = Sample.llama3With8B,
        _ kernels: TrainingProfile.Kernels = .fused,
        _ sizes: [ParallelDimension: Int] = [:],
        load: TrainingLoad? = nil,
        virtualPipeline: Int = 1,
        sequenceParallel: Bool = true,
        change: (inout TrainingPlan) -> Void = { _ in }
    ) throws -> [Int] {
        let layout = try TrainingLayout(
            sizes,
            gpus: nil,
            zeroStage: ZeROStage.none,
            virtualPipeline: virtualPipeline,
            sequenceParallel: sequenceParallel,
            model: model.shape
        )
        let plan = Sample.plan(
            model,
            layout: layout,
            framework: try Sample.framework(kernels, bytesPerLogit: 0)
        ) { plan in
            // So that a step has nothing to widen.
            plan.formats.gradients = .fp32
            change(&plan)
        }
        return try TrainingEstimator(plan).memoryByStage(load ?? self.load)
            .map { $0.activation.value.magnitude }
    }

    /// Three copies of the hidden state around the head, in 16 bits.
    private let around = 3 * 2 * 4096 * 8192

    @Test("a layer of Llama 3 8B keeps 34 bytes a token and hidden element with fused kernels")
    func fused() throws {
        #expect(try activation() == [32 * 34 * 4096 * 8192 + around])
    }

    @Test("eager code keeps more, full recomputation the layer inputs and one layer")
    func scopes() throws {
        let fused = try #require(try activation().first)
        let eager = try #require(try activation(Sample.llama3With8B, .eager).first)
        let full = try activation { $0.recomputation = ActivationRecomputation(.full) }
        #expect(eager > fused)
        #expect(full == [(32 * 2 + 34) * 4096 * 8192])
    }

    @Test("a score matrix takes 5 bytes a head and pair of tokens, and can be computed again")
    func scores() throws {
        let flash = try #require(try activation().first)
        let eager = try activation { $0.isAttentionEager = true }
        #expect(eager == [flash + 32 * 5 * 32 * 8192 * 8192])
        let again = try activation {
            $0.isAttentionEager = true
            $0.recomputation = ActivationRecomputation(.selective([.coreAttention]))
        }
        #expect(again == [flash])
    }

    @Test(
        "tensor and sequence parallelism divide a layer's activations by t, without the latter not"
    )
    func tensor() throws {
        let with = try activation(Sample.llama3With8B, .fused, [.tensor: 8])
        #expect(with == [32 * 34 * 4096 * 8192 / 8 + around])
        let without = try activation(
            Sample.llama3With8B,
            .fused,
            [.tensor: 8],
            sequenceParallel: false
        )
        #expect(without == [32 * (8 * 4096 + 26 * 4096 / 8) * 8192 + around])
    }

    @Test("context parallelism divides tokens")
    func context() throws {
        let half = try activation(Sample.llama3With8B, .fused, [.context: 2])
        #expect(try half.map { $0 * 2 } == activation())
    }

    @Test("memory follows tokens: 12 sequences of 2048 take what one of 24576 does")
    func tokens() throws {
        let many = TrainingLoad(microBatch: 12, sequenceLength: Tokens(2048))
        let long = TrainingLoad(microBatch: 1, sequenceLength: Tokens(24576))
        #expect(try activation(load: many) == activation(load: long))
    }

    @Test("the first of four stages holds four micro-batches, the last one")
    func pipeline() throws {
        let stages = try activation(Sample.llama3With8B, .fused, [.pipeline: 4])
        let one = 8 * 34 * 4096 * 8192
        #expect(stages == [4 * one, 3 * one, 2 * one, one + around])
        var few = load
        few.accumulation = 2
        #expect(
            try activation(Sample.llama3With8B, .fused, [.pipeline: 4], load: few)
                == [2 * one, 2 * one, 2 * one, one + around]
        )
    }

    @Test("interleaved stages hold (v − 1) p + 2 (p − r − 1) + 1 parts")
    func interleaved() throws {
        let stages = try activation(
            Sample.llama3With8B,
            .fused,
            [.pipeline: 4],
            virtualPipeline: 8
        )
        let part = 34 * 4096 * 8192
        #expect(stages == [35 * part, 33 * part, 31 * part, 29 * part + around])
    }

    @Test("8,192 tokens of Llama 3 8B have 6.3 GB of logits at 6 bytes and 16.8 GB at 16")
    func logits() throws {
        for (bytes, expected) in [(6.0, 6.3e9), (16, 16.8e9)] {
            let plan = Sample.plan(
                Sample.llama3With8B,
                framework: try Sample.framework(bytesPerLogit: bytes)
            )
            let memory = try #require(try TrainingEstimator(plan).memoryPerGPU(load))
            let logits = memory.activation.value.magnitude - 32 * 34 * 4096 * 8192 - around
            #expect(abs(Double(logits) / expected - 1) < 0.01)
        }
    }

    @Test("preference pairs put two sequences through, and keep a reference model")
    func preferences() throws {
        let framework = try Sample.framework()
        let plan = Sample.plan(Sample.llama3With8B, framework: framework)
        let pairs = Sample.plan(Sample.llama3With8B, framework: framework) {
            $0.objective = .dpo
        }
        let one = try #require(try TrainingEstimator(plan).memoryPerGPU(load))
        let two = try #require(try TrainingEstimator(pairs).memoryPerGPU(load))
        #expect(two.activation.value == 2 * one.activation.value)
        #expect(two.weights.value == 2 * one.weights.value)
        #expect(two.optimizer == one.optimizer)
    }

    @Test("gradients that are freed share their memory with activations")
    func freedGradients() throws {
        var once = load
        once.accumulation = 1
        let plan = Sample.plan(
            Sample.llama3With8B,
            framework: try Sample.framework(gradients: .freed)
        )
        let estimator = try TrainingEstimator(plan)
        let kept = try #require(estimator.memoryPerGPU(load)).total.value
        let freed = try #require(estimator.memoryPerGPU(once)).total.value
        #expect(freed < kept)
        let step = try #require(
            estimator.memoryPerGPU(
                TrainingLoad(microBatch: 1, sequenceLength: Tokens(1), accumulation: 1)
            )
        )
        #expect(freed >= step.total.value)
    }

    @Test("capacity is exact: what it says fits, one more does not")
    func capacity() throws {
        let plan = Sample.plan(
            Sample.llama3With8B,
            precision: .bf16,
            framework: try Sample.framework(.eager, gradients: .freed)
        )
        let estimator = try TrainingEstimator(plan)
        var asked = TrainingLoad(microBatch: 2, sequenceLength: Tokens(512))
        let edge = estimator.capacity(asked, memory: .gibi(80))
        #expect(edge.maximumMicroBatch > 1)
        asked.microBatch = edge.maximumMicroBatch
        #expect(estimator.fits(asked, memory: .gibi(80)))
        asked.microBatch += 1
        #expect(!estimator.fits(asked, memory: .gibi(80)))
        asked.microBatch = 2
        asked.sequenceLength = edge.maximumSequenceLength
        #expect(estimator.fits(asked, memory: .gibi(80)))
        asked.sequenceLength = edge.maximumSequenceLength + Tokens(1)
        #expect(!estimator.fits(asked, memory: .gibi(80)))
    }
}
