import PlimsollEngine
import Testing

@Suite("Speed of serving")
struct SpeedTests {
    private func load(_ batch: Int, prompt: Int, context: Int) throws -> InferenceWorkload {
        try InferenceWorkload(
            concurrentSequences: batch,
            contextTokens: Tokens(context),
            promptTokens: Tokens(prompt)
        )
    }

    @Test("a token of Llama 3 8B streams 15.01 GB and takes 15.01 ms at 1 TB/s")
    func streaming() throws {
        let step = try Sample.speed().decodeStep(sequences: 1, context: Tokens(1))
        // 8,030,261,248 parameters without the embedding's 525,336,576, two bytes each.
        #expect(abs(step.weights.value * 1e3 - 15.009849) < 1e-5)
        // 2 operations a parameter at 100 TFLOP/s: 0.15 ms.
        #expect(abs(step.compute.value * 1e3 - 0.1501) < 1e-3)
        #expect(step.bound == .memory)
        #expect(step.communication.value == 0)
    }

    @Test("weights, cache and operations add up, and so does a fixed time for each layer")
    func sum() throws {
        let estimator = try Sample.speed(layerSeconds: 20e-6)
        let step = estimator.decodeStep(sequences: 64, context: Tokens(4096))
        #expect(abs(step.fixed.value - 32 * 20e-6) < 1e-12)
        // 64 sequences of 4096 tokens, 131,072 bytes each.
        #expect(abs(step.cache.value - 64 * 4096 * 131_072 / 1e12) < 1e-9)
        let parts = [step.weights, step.cache, step.compute, step.communication, step.fixed]
        #expect(abs(step.total.value - parts.reduce(0) { $0 + $1.value }) < 1e-12)
    }

    @Test("halving the share of the bandwidth doubles the time of the weights")
    func efficiency() throws {
        let full = try Sample.speed().decodeStep(sequences: 1, context: Tokens(1))
        let half = try Sample.speed(stream: 0.5).decodeStep(sequences: 1, context: Tokens(1))
        #expect(abs(half.weights.value - 2 * full.weights.value) < 1e-12)
    }

    @Test("8 bits stream half the bytes of layers, and multiply faster only where the card can")
    func formats() throws {
        var native = Sample.int8
        native.matrixFormat = .fp8
        let wide = try Sample.speed().decodeStep(sequences: 1, context: Tokens(1))
        let widened = try Sample.speed(format: Sample.int8)
            .decodeStep(sequences: 1, context: Tokens(1))
        #expect(widened.weights.value < wide.weights.value * 0.55)
        let prompt = Tokens(1000)
        let slow = try Sample.speed(format: Sample.int8).promptPass(sequences: 1, prompt: prompt)
        let fast = try Sample.speed(format: native).promptPass(sequences: 1, prompt: prompt)
        #expect(fast.compute.value < slow.compute.value * 0.65)
    }

    @Test("8 of 128 experts: one token reaches a sixteenth, 8 tokens 40 %, 64 tokens 98 %")
    func experts() throws {
        var expert = WeightTensor(.upProjection, .routedExperts, rows: 64, columns: 64)
        expert.copies = 128
        expert.activeCopies = 8
        let mixture = MixtureOfExperts(
            expertCount: 128,
            expertsPerToken: 8,
            expertWidth: 64,
            isGated: false,
            tensors: [expert]
        )
        let layer = Layer(mixers: [], feedForwards: [.mixture(mixture)])
        let shape = ModelShape(
            hiddenSize: 64,
            vocabularySize: 64,
            layers: LayerStack([layer]),
            embeddings: [],
            outputs: []
        )
        let work = ComputeShape(shape)
        #expect(abs(work.expertsTouched(by: 1) - 0.0625) < 1e-12)
        #expect(abs(work.expertsTouched(by: 8) - 0.4033) < 1e-4)
        #expect(abs(work.expertsTouched(by: 64) - 0.9839) < 1e-4)
    }

    @Test("two GPUs halve the work of a step and sum twice a layer")
    func tensorParallel() throws {
        let one = try Sample.speed().decodeStep(sequences: 8, context: Tokens(512))
        let two = try Sample.speed(tensor: 2).decodeStep(sequences: 8, context: Tokens(512))
        #expect(abs(two.weights.value / one.weights.value - 0.5) < 0.001)
        // 64 sums of 8 · 4096 · 2 bytes: 10 µs and half of it there and back at 100 GB/s.
        let sum = 1e-5 + 65_536 / 100e9
        #expect(abs(two.communication.value - 64 * sum) < 1e-9)
    }

    @Test("two stages give no faster token, but up to twice the prompts")
    func pipeline() throws {
        let one = try Sample.speed()
        let two = try Sample.speed(pipeline: 2)
        let alone = one.decodeStep(sequences: 1, context: Tokens(1)).weights.value
        #expect(abs(two.decodeStep(sequences: 1, context: Tokens(1)).weights.value - alone) < 1e-9)
        // 16 passes of 1024 tokens over 2 stages: 17 of 32 parts.
        let long = Tokens(16_384)
        let whole = one.promptPass(sequences: 1, prompt: long).compute.value
        let piped = two.promptPass(sequences: 1, prompt: long).compute.value
        #expect(abs(piped / whole - 17.0 / 32) < 1e-9)
        let short = two.promptPass(sequences: 1, prompt: Tokens(512)).compute.value
        #expect(abs(short - one.promptPass(sequences: 1, prompt: Tokens(512)).compute.value) < 1e-9)
    }

    @Test("more sequences are served in all, each more slowly", arguments: [1, 4, 16, 32])
    func batches(batch: Int) throws {
        let estimator = try Sample.speed()
        let few = estimator.performance(try load(batch, prompt: 512, context: 1024))
        let more = estimator.performance(try load(2 * batch, prompt: 512, context: 1024))
        #expect(more.value.outputTokensPerSecond > few.value.outputTokensPerSecond)
        #expect(more.value.timePerOutputToken > few.value.timePerOutputToken)
        #expect(more.value.requestsPerSecond > few.value.requestsPerSecond)
        #expect(more.value.timeToFirstToken == few.value.timeToFirstToken)
    }

    @Test("the batch at saturation is what memory holds or the engine admits, the smaller of both")
    func saturation() throws {
        let estimator = try Sample.speed()
        let load = try load(1, prompt: 512, context: 1024)
        #expect(estimator.saturated(load, holding: 10)?.concurrentSequences == 10)
        #expect(estimator.saturated(load, holding: 1000)?.concurrentSequences == 64)
        #expect(estimator.saturated(load, holding: 0) == nil)
    }

    @Test("a request of p prompt and o output tokens takes its prompt and o steps")
    func cycle() throws {
        let estimator = try Sample.speed()
        let speed = estimator.performance(try load(1, prompt: 100, context: 300))
        let step = estimator.decodeStep(sequences: 1, context: Tokens(200)).total.value
        let prompt = estimator.promptPass(sequences: 1, prompt: Tokens(100)).total.value
        #expect(abs(1 / speed.value.requestsPerSecond - (prompt + 200 * step)) < 1e-9)
    }

    @Test("weights that are streamed over the bus take its time")
    func host() throws {
        let bytes = Bytes.giga(10)
        let estimator = try Sample.speed(placement: .streamed, hostBytes: bytes)
        let step = estimator.decodeStep(sequences: 1, context: Tokens(1))
        // Three quarters of 100 GB/s.
        #expect(step.weights.value > 10e9 / 75e9)
    }

    @Test("the sum of two times is as wide as the diagonal of their bands")
    func bands() throws {
        let estimator = try Sample.speed()
        let step = estimator.decodeStep(sequences: 1, context: Tokens(1))
        #expect(step.total.low == step.total.value)
        #expect(step.total.high == step.total.value)
    }

    @Test("two H100 at 2.69 dollars and 4,390 tokens a second cost 0.34 dollars a million")
    func cost() throws {
        let cost = try #require(TokenCost.perMillion(USDPerHour(5.38), tokensPerSecond: 4390))
        #expect(abs(cost.magnitude - 0.3404) < 1e-4)
        #expect(TokenCost.perMillion(USDPerHour(5.38), tokensPerSecond: 0) == nil)
    }

    @Test("what prompts and answers cost by their time is the whole rent")
    func shares() throws {
        let speed = try Sample.speed().performance(try load(8, prompt: 600, context: 1000))
        let rent = USDPerHour(3.6)
        let shares = TokenCost.shares(rent, speed)
        let perRequest = (shares.input.magnitude * 600 + shares.output.magnitude * 400) / 1e6
        let whole = rent.magnitude / 3600 / speed.value.requestsPerSecond
        #expect(abs(perRequest / whole - 1) < 1e-9)
    }

    @Test("four digits of a number stay", arguments: [(1234.56, 1235.0), (0.00123456, 0.001235)])
    func significant(value: Double, rounded: Double) {
        #expect(abs(value.significant(4) - rounded) < 1e-12 * max(1, rounded))
        #expect((-value).significant(4) == -value.significant(4))
        #expect(0.0.significant(4) == 0)
    }

    @Test("over equal cards the speed is that of one kind, and the slowest stage decides otherwise")
    func devices() throws {
        let (fast, slow) = try (Sample.speed(pipeline: 2), Sample.speed(pipeline: 2, stream: 0.25))
        func load(_ sequences: Int) throws -> InferenceWorkload {
            try InferenceWorkload(
                concurrentSequences: sequences,
                contextTokens: Tokens(2048),
                promptTokens: Tokens(1024)
            )
        }
        func step(_ stages: [DeviceSpeed.Stage], _ sequences: Int) throws -> Double {
            let speed = try #require(DeviceSpeed(stages))
            return try speed.performance(load(sequences)).value.timePerOutputToken.magnitude
        }
        let whole = try [1, 8].map { sequences in
            try [fast, slow].map {
                try $0.performance(load(sequences)).value.timePerOutputToken.magnitude
            }
        }
        let equal = [DeviceSpeed.Stage([fast], layers: 16), .init([fast], layers: 16)]
        #expect(try abs(step(equal, 8) / whole[1][0] - 1) < 1e-12)
        let mixed = [DeviceSpeed.Stage([fast], layers: 24), .init([slow], layers: 8)]
        let sum = 0.75 * whole[0][0] + 0.25 * whole[0][1]
        #expect(try abs(step(mixed, 1) / sum - 1) < 1e-12)
        let slowest = max(0.75 * whole[1][0], 0.25 * whole[1][1])
        #expect(try abs(step(mixed, 8) / (2 * slowest) - 1) < 1e-12)
        let shared = [DeviceSpeed.Stage([fast, slow], layers: 32)]
        #expect(try abs(step(shared, 1) / whole[0][1] - 1) < 1e-12)
        #expect(DeviceSpeed([]) == nil)
    }
}
