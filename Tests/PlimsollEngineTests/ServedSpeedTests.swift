import Testing

@testable import PlimsollEngine

@Suite("Speed of loads that an engine cannot serve at once")
struct ServedSpeedTests {
    private func load(_ batch: Int, prompt: Int = 512, context: Int = 1024) throws
        -> InferenceWorkload
    {
        try InferenceWorkload(
            concurrentSequences: batch,
            contextTokens: Tokens(context),
            promptTokens: Tokens(prompt)
        )
    }

    /// One layer with 128 experts, of which a token uses eight.
    private var mixture: ModelShape {
        var expert = WeightTensor(.upProjection, .routedExperts, rows: 64, columns: 64)
        expert.copies = 128
        expert.activeCopies = 8
        let experts = MixtureOfExperts(
            expertCount: 128,
            expertsPerToken: 8,
            expertWidth: 64,
            isGated: false,
            tensors: [expert]
        )
        return ModelShape(
            hiddenSize: 64,
            vocabularySize: 64,
            layers: LayerStack([Layer(mixers: [], feedForwards: [.mixture(experts)])]),
            embeddings: [],
            outputs: []
        )
    }

    @Test("four times the sequences that are admitted take four steps for a token each")
    func turns() throws {
        let estimator = try Sample.speed()
        let step = estimator.decodeStep(sequences: 64, context: Tokens(768)).total.value
        let speed = estimator.performance(try load(256))
        #expect(abs(speed.value.timePerOutputToken.magnitude - 4 * step) < 1e-12)
        let full = estimator.performance(try load(64))
        #expect(
            abs(speed.value.outputTokensPerSecond - full.value.outputTokensPerSecond) < 1e-6
        )
    }

    @Test("a request's own limit admits more or fewer than the engine's default")
    func ownLimit() throws {
        let estimator = try Sample.speed()
        var wide = try load(256)
        wide.maximumSequences = 256
        let step = estimator.decodeStep(sequences: 256, context: Tokens(768)).total.value
        let speed = estimator.performance(wide)
        #expect(abs(speed.value.timePerOutputToken.magnitude - step) < 1e-12)
        #expect(estimator.admitted(16) == 16)
        #expect(estimator.admitted(nil) == 64)
    }

    @Test("beyond the batch that graphs are captured for, every layer takes longer")
    func uncaptured() throws {
        let uncaptured = EngineSpeed.Uncaptured(
            sequences: 16,
            layer: try Sample.exactly(1e-4),
            expertLayer: try Sample.exactly(1)
        )
        let estimator = try Sample.speed(uncaptured: uncaptured)
        #expect(estimator.decodeStep(sequences: 16, context: Tokens(1)).fixed.value == 0)
        let eager = estimator.decodeStep(sequences: 17, context: Tokens(1)).fixed.value
        #expect(abs(eager - 32 * 1e-4) < 1e-12)
    }

    @Test("a token may come later by the prompts of the others, but not of a sequence alone")
    func prompts() throws {
        let estimator = try Sample.speed()
        let alone = estimator.performance(try load(1))
        #expect(alone.high.timePerOutputToken == alone.value.timePerOutputToken)
        let speed = estimator.performance(try load(8))
        let prompts = estimator.promptPass(sequences: 8, prompt: Tokens(512)).total.value
        let latest = speed.value.timePerOutputToken.magnitude + 7.0 / 8 * prompts / 512
        #expect(abs(speed.high.timePerOutputToken.magnitude - latest) < 1e-12)
        #expect(speed.low.timePerOutputToken == speed.value.timePerOutputToken)
        #expect(abs(speed.low.outputTokensPerSecond - 8 / latest) < 1e-6)
    }

    @Test("experts that are read at half the bandwidth take twice as long, and nothing else does")
    func experts() throws {
        let model = ModelProfile(mixture)
        let fast = try Sample.speed(model).decodeStep(sequences: 1, context: Tokens(1))
        let slow = try Sample.speed(model, expertStream: 0.5)
            .decodeStep(sequences: 1, context: Tokens(1))
        // Eight of 128 experts of 64 by 64 at 16 bits.
        let experts = Double(8 * 64 * 64 * 2) / 1e12
        #expect(abs(slow.weights.value - fast.weights.value - experts) < 1e-15)
        #expect(slow.compute == fast.compute)
    }

    @Test("SGLang leaves 13,440 MiB of an H100 free and takes a share of 0.835")
    func reserve() throws {
        let mebi = 1 << 20
        let card = MemoryReserve.Card(
            from: .gibi(60),
            batchedTokens: 8192,
            sequences: 256,
            groupedSequences: 512,
            least: .gibi(10)
        )
        let reserve = try #require(
            MemoryReserve(
                cards: [card],
                constant: Bytes(512 * mebi),
                perToken: Bytes(3 * mebi / 2),
                perSequence: Bytes(2 * mebi),
                perGPU: Bytes(128 * mebi)
            )
        )
        let memory = Bytes(81_559 * mebi)
        #expect(reserve.bytes(on: memory, .single) == Bytes(13_440 * mebi))
        #expect(reserve.share(of: memory, .single) == 0.835)
        let budget = MemoryBudget(share: 0.88, basis: .freeAtStart, counts: [], reserve: reserve)
        #expect(budget.share(on: nil, .single) == 0.88)
        #expect(budget.share(on: memory, .single) == 0.835)
        #expect(
            MemoryReserve(
                cards: [],
                constant: .zero,
                perToken: .zero,
                perSequence: .zero,
                perGPU: .zero
            ) == nil
        )
    }

    @Test("a card that an engine does not count among the large ones has the usual limits")
    func exception() {
        let defaults = PassDefaults(
            usual: .init(batchedTokens: Tokens(2048), sequences: 256),
            large: .init(batchedTokens: Tokens(8192), sequences: 1024),
            largeCard: .gibi(70),
            neverLarge: ["a100-sxm-80gb"]
        )
        let memory = GPUMemory(marketed: .gibi(80))
        #expect(defaults.limits(on: GPU(id: "a100-sxm-80gb", memory: memory)).sequences == 256)
        #expect(defaults.limits(on: GPU(id: "h100-sxm-80gb", memory: memory)).sequences == 1024)
    }
}
