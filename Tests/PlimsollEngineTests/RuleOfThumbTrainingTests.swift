import PlimsollEngine
import Testing

@Suite("Rules of thumb for training")
struct RuleOfThumbTrainingTests {
    private let h100 = RuleOfThumbServingTests.h100

    private func training(
        _ billions: Int = 70,
        _ technique: RuleOfThumbTraining.Technique = .full,
        data: Int = 1,
        zeroStage: Int = 0
    ) throws -> RuleOfThumbTraining {
        var training = RuleOfThumbTraining(
            parameters: Elements(billions * 1_000_000_000),
            technique: technique,
            layout: try RuleLayout([.data: data], gpus: nil)
        )
        training.zeroStage = zeroStage
        return training
    }

    @Test("Adam over 16 bits: 140 + 140 + 280 + 70 = 630 GB for 70 billion parameters")
    func full() throws {
        let memory = try training().memory
        #expect(memory.weights.value == .giga(140))
        #expect(memory.gradients.value == .giga(140))
        #expect(memory.optimizer.value == .giga(280))
        #expect(memory.activation.value == .giga(70))
        #expect(memory.total == ByteRange(exactly: .giga(630)))
    }

    @Test(
        "states of 32 bits: 12 bytes a parameter, 96 GB for 8 billion and 84 GB for 7",
        arguments: [
            (8, 96.0), (7, 84),
        ]
    )
    func wideStates(billions: Int, gigabytes: Double) throws {
        var training = try training(billions)
        training.optimizerWidth = BitsPerElement(32)
        let memory = training.memory
        #expect(memory.total.value - memory.activation.value == .giga(gigabytes))
    }

    @Test("a master copy adds its width")
    func master() {
        let with = RuleOfThumb.optimizer(
            Elements(70_000_000_000),
            states: 2,
            width: BitsPerElement(32),
            master: BitsPerElement(32)
        )
        #expect(with == .giga(840))
    }

    @Test("without checkpointing 5 to 10 times the activations: 910 to 1260 GB")
    func uncheckpointed() throws {
        var training = try training()
        training.isCheckpointed = false
        let memory = training.memory
        #expect(memory.activation.low == .giga(350))
        #expect(memory.activation.high == .giga(700))
        #expect(memory.total.low == .giga(910))
        #expect(memory.total.high == .giga(1260))
    }

    @Test("LoRA: 140 + 2 to 4 + 4 to 8 = 146 to 152 GB")
    func lora() throws {
        let memory = try training(70, .adapters(base: BitsPerElement(16))).memory
        #expect(memory.adapters.low == .giga(2))
        #expect(memory.adapters.high == .giga(4))
        #expect(memory.optimizer.low == .giga(4))
        #expect(memory.optimizer.high == .giga(8))
        #expect(memory.total == ByteRange(low: .giga(146), value: .giga(149), high: .giga(152)))
    }

    @Test("QLoRA: 35 + 2 to 4 + 2 to 4 = 39 to 43 GB")
    func qlora() throws {
        let memory = try training(70, .adapters(base: BitsPerElement(4))).memory
        #expect(memory.weights.value == .giga(35))
        #expect(memory.total == ByteRange(low: .giga(39), value: .giga(41), high: .giga(43)))
    }

    @Test("3 to 4 times the weights at 16 bits: 420 to 560 GB")
    func multiplier() throws {
        var training = try training()
        training.multiplier = RuleOfThumb.trainingMultiplier
        #expect(
            training.memory.total
                == ByteRange(low: .giga(420), value: .giga(490), high: .giga(560))
        )
        #expect(training.memory.total == RuleOfThumb.training(training.parameters))
    }

    @Test("ZeRO stage 3 divides everything: 630 GB over 8 GPUs is 78.75 GB, risky on 80")
    func zero() throws {
        let training = try training(data: 8, zeroStage: 3)
        #expect(training.memoryPerGPU.total.value == .giga(78.75))
        #expect(training.memoryOfAllGPUs.total.value == .giga(630))
        let fit = training.fit(h100, share: 1)
        #expect(fit.headroom == .giga(1.25))
        #expect(fit.verdict == .risky)
    }

    @Test("each ZeRO stage divides one term more")
    func stages() throws {
        let totals = try (0...3).map { stage in
            try training(data: 8, zeroStage: stage).memoryPerGPU.total.value
        }
        #expect(totals == [.giga(630), .giga(385), .giga(262.5), .giga(78.75)])
    }

    @Test("the fewest cards by label: 8 for 630 GB, 41 for the states of 405 billion")
    func fewest() throws {
        #expect(try training().fewestGPUs(h100) == 8)
        var large = try training(405)
        large.activationShare = RuleConstant(0, source: "the test")
        #expect(large.memory.total.value == .giga(3240))
        #expect(large.fewestGPUs(h100) == 41)
    }

    @Test(
        "the terms that are explained are those that are summed",
        arguments: [
            RuleOfThumbTraining.Technique.full, .adapters(base: BitsPerElement(4)),
        ]
    )
    func explanations(technique: RuleOfThumbTraining.Technique) throws {
        var training = try training(70, technique, data: 8, zeroStage: 3)
        #expect(
            training.explanations.reduce(.zero) { $0 + $1.bytes }
                == training.memoryPerGPU.total.value
        )
        guard technique == .full else { return }
        training.multiplier = RuleOfThumb.trainingMultiplier
        #expect(
            training.explanations.reduce(.zero) { $0 + $1.bytes }
                == training.memoryPerGPU.total.value
        )
    }
}
