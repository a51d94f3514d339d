import Testing

@testable import PlimsollEngine

@Suite("Explained times")
struct SpeedExplanationTests {
    private let estimator: SpeedEstimator
    private let terms: [SpeedExplanation]
    private let speed: Performance

    init() throws {
        estimator = try Sample.speed(tensor: 2, layerSeconds: 20e-6)
        let load = try InferenceWorkload(
            concurrentSequences: 256,
            contextTokens: Tokens(1024),
            promptTokens: Tokens(512)
        )
        terms = estimator.explanations(load)
        speed = estimator.performance(load)
    }

    private func sum(_ pass: String) -> Double {
        terms.filter { $0.quantity.hasPrefix(pass) }.reduce(0) { $0 + $1.time.magnitude }
    }

    @Test("the terms of a step are its time, and those of the prompts theirs")
    func sums() {
        let step = estimator.decodeStep(sequences: 64, context: Tokens(768)).total.value
        #expect(abs(sum("step.") - step) < 1e-12)
        let prompts = estimator.promptPass(sequences: 256, prompt: Tokens(512)).total.value
        #expect(abs(sum("prompts.") - prompts) < 1e-9)
    }

    @Test("a round of requests takes the prompts and as many turns as wait")
    func requests() throws {
        let round = try #require(terms.last)
        #expect(round.quantity == "requests")
        #expect(abs(round.time.magnitude - (sum("prompts.") + 512 * 4 * sum("step."))) < 1e-9)
        #expect(abs(round.time.magnitude * speed.value.requestsPerSecond - 256) < 1e-6)
        #expect(round.substituted.hasSuffix("· 256 / 64"))
    }

    @Test("the numbers in a term are those that give its result")
    func numbers() throws {
        let cache = try #require(terms.first { $0.quantity == "step.kv_cache" })
        // 64 sequences of 768 tokens, 131,072 bytes each over two GPUs, at 1 TB/s.
        #expect(cache.substituted == "64 · 48 MiB / (1000 GB/s · 1)")
        #expect(abs(cache.time.magnitude - 64 * 48 * 1_048_576 / 1e12) < 1e-12)
        #expect(terms.allSatisfy { !$0.formula.isEmpty && !$0.source.isEmpty })
    }
}
