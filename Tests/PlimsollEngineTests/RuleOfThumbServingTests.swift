import PlimsollEngine
import Testing

@Suite("Rules of thumb for serving")
struct RuleOfThumbServingTests {
    static let with70B = Elements(70_000_000_000)
    static let fp16 = KVCacheFormat(.fp16)
    static let h100 = GPUMemory(marketed: .gibi(80), frameworkVisible: Bytes(85_018_877_624))

    private func serving(
        _ parameters: Elements = with70B,
        hidden: Int? = 8192,
        bits: Double = 8,
        workspace: Double? = nil,
        sizes: [ParallelDimension: Int] = [:]
    ) throws -> RuleOfThumbServing {
        var serving = RuleOfThumbServing(
            parameters: parameters,
            hiddenSize: hidden,
            weightWidth: BitsPerElement(bits),
            cacheFormat: Self.fp16,
            layout: try RuleLayout(sizes, gpus: nil)
        )
        if let workspace { serving.workspaceShare = RuleConstant(workspace, source: "the test") }
        return serving
    }

    @Test(
        "weights are parameters times the bytes in the format's name",
        arguments: [(32.0, 280.0), (16, 140), (8, 70), (4, 35), (2, 17.5)]
    )
    func weights(bits: Double, gigabytes: Double) {
        let bytes = RuleOfThumb.weights(Self.with70B, width: BitsPerElement(bits))
        #expect(bytes == .giga(gigabytes))
    }

    @Test("2048 tokens of a hidden size of 8192 take 64 MiB, whatever the layers")
    func cache() {
        let bytes = RuleOfThumb.cache(
            sequences: 1,
            tokens: Tokens(2048),
            hiddenSize: 8192,
            Self.fp16
        )
        #expect(bytes == .mebi(64))
        #expect(RuleOfThumb.cachePerToken(hiddenSize: 8192, Self.fp16) == Bytes(32_768))
        // The layers and heads of the model hold ten times as much.
        let model = Sample.llama3With70B.cache
        #expect(model.bytesPerSequence(Tokens(2048), Self.fp16) == 10 * bytes)
    }

    @Test("a cache of 15 to 30 % of 70 GB is 10.5 to 21 GB")
    func cacheShare() {
        let cache = RuleOfThumb.cache(of: .giga(70))
        #expect(cache == ByteRange(low: .giga(10.5), value: .giga(15.75), high: .giga(21)))
    }

    @Test("a workspace of 15 % of 70 GB is 10.5 GB, between 7 and 14")
    func workspace() {
        let workspace = RuleOfThumb.workspace(of: .giga(70))
        #expect(workspace == ByteRange(low: .giga(7), value: .giga(10.5), high: .giga(14)))
    }

    @Test("a card is what its label says in decimal gigabytes")
    func label() {
        #expect(RuleOfThumb.label(of: Self.h100) == .giga(80))
    }

    @Test(
        "70 GB of weights and 10 % workspace on 80 GB: the verdicts of the batch table",
        arguments: [
            (1, Fit.Verdict.fits), (4, .fits), (16, .tight), (32, .risky), (64, .doesNotFit),
        ]
    )
    func verdict(batch: Int, verdict: Fit.Verdict) throws {
        let fit = try serving(workspace: 0.1).estimate(
            sequences: batch,
            tokens: Tokens(2048),
            on: Self.h100,
            share: 1
        ).fit
        #expect(fit?.verdict == verdict)
        #expect(fit?.memory == .giga(80))
    }

    @Test("int8, batch 4: 70 + 0.27 + 10.5 GB, which is more than 80 at any batch")
    func total() throws {
        let estimate = try serving().estimate(
            sequences: 4,
            tokens: Tokens(2048),
            on: Self.h100,
            share: 1
        )
        #expect(estimate.allGPUs.total.value == Bytes(80_768_435_456))
        #expect(estimate.fit?.verdict == .doesNotFit)
        #expect(estimate.capacity?.maximumBatch == 0)
        #expect(estimate.capacity?.maximumContext == .zero)
    }

    @Test("the largest batch and context fit, and one more does not")
    func capacity() throws {
        let serving = try serving(workspace: 0.1)
        func verdict(_ sequences: Int, _ tokens: Int) throws -> Fit.Verdict? {
            try serving.estimate(
                sequences: sequences,
                tokens: Tokens(tokens),
                on: Self.h100,
                share: 1
            ).fit?.verdict
        }
        let capacity = try #require(
            serving.capacity(sequences: 4, tokens: Tokens(2048), usable: .giga(80))
        )
        #expect(capacity.maximumBatch == 44)
        #expect(try verdict(44, 2048) != .doesNotFit)
        #expect(try verdict(45, 2048) == .doesNotFit)
        let most = capacity.maximumContext.magnitude
        #expect(try verdict(4, most) != .doesNotFit)
        #expect(try verdict(4, most + 1) == .doesNotFit)
    }

    @Test("two GPUs divide weights and workspace, and each holds the whole cache")
    func tensor() throws {
        let memory = try serving(sizes: [.tensor: 2]).memoryPerGPU(
            sequences: 8,
            tokens: Tokens(2048)
        )
        #expect(memory.weights.value == .giga(35))
        #expect(memory.activation.value == .giga(5.25))
        #expect(memory.kvCache.value == .mebi(512))
    }

    @Test("copies of the model share the sequences and divide nothing")
    func copies() throws {
        let memory = try serving(sizes: [.data: 2]).memoryPerGPU(sequences: 3, tokens: Tokens(2048))
        #expect(memory.weights.value == .giga(70))
        #expect(memory.kvCache.value == .mebi(128))
    }

    @Test("any number of GPUs divides, but none divides experts or tokens")
    func layouts() throws {
        #expect(try RuleLayout([:], gpus: 5).tensor == 5)
        #expect(
            try RuleLayout([.pipeline: 3], gpus: 6)
                == RuleLayout([.tensor: 2, .pipeline: 3], gpus: 6)
        )
        #expect(throws: EstimationError.layoutDoesNotMatchGPUs(product: 4, gpus: 6)) {
            try RuleLayout([.tensor: 2, .pipeline: 2, .data: 1], gpus: 6)
        }
        #expect(throws: EstimationError.self) { try RuleLayout([.expert: 2], gpus: 2) }
        #expect(throws: EstimationError.self) { try RuleLayout([.context: 2], gpus: 2) }
    }

    @Test("without a hidden size there is no cache and no edge")
    func noHiddenSize() throws {
        let serving = try serving(Elements(1_760_000_000_000), hidden: nil, bits: 4)
        let estimate = try serving.estimate(
            sequences: 8,
            tokens: Tokens(2048),
            on: Self.h100,
            share: 1
        )
        #expect(estimate.perGPU.weights.value == .giga(880))
        #expect(estimate.perGPU.kvCache == .zero)
        #expect(estimate.capacity == nil)
    }

    @Test("what exceeds exact arithmetic is refused")
    func tooLarge() throws {
        let serving = try serving(Elements(1_000_000_000_000_000), hidden: 1 << 20, bits: 64)
        #expect(throws: EstimationError.tooLarge) {
            try serving.estimate(
                sequences: InferenceLimits.maximumBatch,
                tokens: Tokens(InferenceLimits.maximumContext),
                on: nil,
                share: 1
            )
        }
    }

    @Test("the terms that are explained are those that are summed")
    func explanations() throws {
        let serving = try serving()
        let memory = serving.memoryPerGPU(sequences: 4, tokens: Tokens(2048))
        let terms = serving.explanations(sequences: 4, tokens: Tokens(2048))
        #expect(terms.map(\.quantity) == ["weights", "kv_cache", "activation"])
        #expect(terms.reduce(.zero) { $0 + $1.bytes } == memory.total.value)
    }

    @Test("the comparison gives the architecture's figure, the ratio and why")
    func comparison() throws {
        let serving = try serving()
        let tokens = Tokens(2048)
        let model = Sample.llama3With70B
        let estimator = InferenceEstimator(
            model: model,
            weightFormat: Sample.int8,
            cacheFormat: Self.fp16,
            runtime: try Sample.runtime(),
            layout: .single
        )
        let load = try InferenceWorkload(concurrentSequences: 4, contextTokens: tokens)
        let comparison = serving.comparison(
            serving.memoryPerGPU(sequences: 4, tokens: tokens),
            with: estimator.memoryPerGPU(load),
            of: model,
            Sample.int8
        )
        let cache = try #require(comparison.terms.first { $0.quantity == "kv_cache_bytes" })
        #expect(cache.ratio == 10)
        #expect(cache.why.contains("32,768 bytes a token"))
        #expect(cache.why.contains("80 layers cache 327,680"))
        let weights = try #require(comparison.terms.first)
        #expect(weights.architecture == Bytes(72_656_371_712))
        #expect(weights.why.contains("70,553,706,496"))
        let total = comparison.total
        #expect(total.rule == Bytes(80_768_435_456))
        #expect(total.architecture == estimator.memoryPerGPU(load).total.value)
        // The workspace differs most.
        #expect(total.why.contains("share of the weights"))
    }

    @Test(
        "the fewest cards of 80 GB with 10 % workspace: 6 for 405 billion in int8, 13 for 1.76 trillion in int4",
        arguments: [
            (405, 16_384, 8.0, 80.0, 6), (405, 16_384, 8, 192, 3), (1760, nil, 4, 80, 13),
            (1760, nil, 4, 192, 6), (70, 8192, 8, 80, 1),
        ] as [(Int, Int?, Double, Double, Int)]
    )
    func fewest(billions: Int, hidden: Int?, bits: Double, label: Double, gpus: Int) throws {
        let serving = try serving(
            Elements(billions * 1_000_000_000),
            hidden: hidden,
            bits: bits,
            workspace: 0.1
        )
        func fewest(_ most: Int) -> Int? {
            serving.fewestGPUs(
                sequences: 4,
                tokens: Tokens(2048),
                usable: .giga(label),
                most: most
            )
        }
        #expect(fewest(64) == gpus)
        #expect(fewest(gpus) == gpus)
        #expect(fewest(gpus - 1) == nil)
    }
}
