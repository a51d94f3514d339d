import PlimsollEngine
import Testing

@Suite("Inference estimates")
struct InferenceEstimateTests {
    private func estimator(
        _ model: ModelProfile = Sample.llama3With8B,
        format: WeightFormat = Sample.bf16,
        block: Int = 1,
        tensor: Int = 1,
        data: Int = 1
    ) throws -> InferenceEstimator {
        InferenceEstimator(
            model: model,
            weightFormat: format,
            cacheFormat: Sample.fp16Cache,
            runtime: try Sample.runtime(block: block),
            layout: try ParallelLayout(
                [.tensor: tensor, .data: data],
                gpus: nil,
                model: model.shape
            )
        )
    }

    private func load(_ batch: Int, _ context: Int) throws -> InferenceWorkload {
        try InferenceWorkload(concurrentSequences: batch, contextTokens: Tokens(context))
    }

    private let card = GPU(id: "sample", memory: GPUMemory(marketed: .gibi(80)))

    @Test("the widest layer of Llama 3 8B needs 839,630,336 bytes for 8192 tokens")
    func activation() {
        let bytes = Sample.llama3With8B.activations.bytes(tokens: Tokens(8192), sequences: 1)
        #expect(bytes == Bytes(839_630_336))
    }

    @Test("terms sum to the total, at both ends of the band as well")
    func sum() throws {
        let memory = try estimator().memoryPerGPU(try load(4, 2048))
        #expect(memory.weights == ByteRange(exactly: Bytes(16_060_522_496)))
        #expect(memory.kvCache.value == Bytes(4 * 2048 * 131_072))
        #expect(
            memory.runtime.total == ByteRange(low: Bytes(100), value: Bytes(210), high: Bytes(320))
        )
        #expect(memory.total.low <= memory.total.value)
        #expect(memory.total.value <= memory.total.high)
        let parts = memory.weights.value + memory.kvCache.value + memory.activation.value
        #expect(memory.total.value == parts + Bytes(210))
    }

    @Test("the cache is linear in sequences and in tokens", arguments: [1, 2, 7, 64])
    func linear(factor: Int) throws {
        let estimator = try estimator()
        let one = estimator.memoryPerGPU(try load(1, 512)).kvCache.value
        #expect(estimator.memoryPerGPU(try load(factor, 512)).kvCache.value == factor * one)
        #expect(estimator.memoryPerGPU(try load(1, 512 * factor)).kvCache.value == factor * one)
    }

    @Test("a sequence takes whole blocks")
    func blocks() throws {
        let estimator = try estimator(block: 16)
        #expect(estimator.memoryPerGPU(try load(1, 17)).kvCache.value == Bytes(32 * 131_072))
        #expect(estimator.memoryPerGPU(try load(1, 16)).kvCache.value == Bytes(16 * 131_072))
    }

    @Test("the largest batch and context are exact: one more does not fit", arguments: [1, 2, 4])
    func edge(tensor: Int) throws {
        let estimator = try estimator(tensor: tensor)
        let load = try load(3, 3000)
        let capacity = estimator.capacity(load, memory: card.memory.planned, share: 1)
        var edge = load
        edge.concurrentSequences = capacity.maximumBatch
        #expect(estimator.memoryPerGPU(edge).total.value <= card.memory.planned)
        edge.concurrentSequences += 1
        #expect(estimator.memoryPerGPU(edge).total.value > card.memory.planned)
        edge = load
        edge.contextTokens = capacity.maximumContext
        #expect(estimator.memoryPerGPU(edge).total.value <= card.memory.planned)
        edge.contextTokens += Tokens(1)
        #expect(estimator.memoryPerGPU(edge).total.value > card.memory.planned)
    }

    @Test("the pool is what weights, activations and overheads leave")
    func pool() throws {
        let estimator = try estimator(block: 16)
        let load = try load(1, 2048)
        let usable = card.memory.planned
        let capacity = estimator.capacity(load, memory: usable, share: 1)
        let memory = estimator.memoryPerGPU(load)
        let others = memory.total.value - memory.kvCache.value
        #expect(capacity.cachePool == usable - others)
        let blocks = capacity.cachePool.magnitude / (16 * 131_072)
        #expect(capacity.cacheTokens == Tokens(16 * blocks))
    }

    @Test("splitting a model never raises a term per GPU, but for communication")
    func splitting() throws {
        let load = try load(8, 4096)
        let memories = try [1, 2, 4, 8].map {
            try estimator(Sample.llama3With70B, tensor: $0).memoryPerGPU(load)
        }
        for (whole, split) in zip(memories, memories.dropFirst()) {
            #expect(split.weights.value <= whole.weights.value)
            #expect(split.kvCache.value <= whole.kvCache.value)
            #expect(split.activation.value <= whole.activation.value)
        }
    }

    @Test("copies of the model share the sequences")
    func copies() throws {
        let estimator = try estimator(data: 3)
        let memory = estimator.memoryPerGPU(try load(8, 1024))
        #expect(memory.kvCache.value == Bytes(3 * 1024 * 131_072))
        let capacity = estimator.capacity(
            try load(8, 1024),
            memory: card.memory.planned,
            share: 1
        )
        #expect(capacity.maximumBatch % 3 == 0)
    }

    @Test(
        "verdicts follow the band: 95, 100 and again 100 % of the usable memory",
        arguments: [
            (94, 80, Fit.Verdict.fits), (95, 80, .fits), (96, 80, .tight), (100, 80, .tight),
            (101, 80, .risky), (101, 100, .risky), (120, 101, .doesNotFit),
        ]
    )
    func verdicts(high: Int, value: Int, verdict: Fit.Verdict) {
        let need = ByteRange(low: .zero, value: Bytes(value), high: Bytes(high))
        let fit = Fit(need: need, memory: Bytes(200), usable: Bytes(100))
        #expect(fit.verdict == verdict)
        #expect(fit.headroom == Bytes(100 - value))
    }

    @Test("a card is planned with the last known of its three sizes")
    func planned() {
        let marketed = Bytes(80)
        #expect(GPUMemory(marketed: marketed).planned == marketed)
        #expect(GPUMemory(marketed: marketed, driverReported: Bytes(79)).planned == Bytes(79))
        let all = GPUMemory(
            marketed: marketed,
            driverReported: Bytes(79),
            frameworkVisible: Bytes(78)
        )
        #expect(all.planned == Bytes(78))
    }

    @Test("a tensor parallel size that does not divide the heads names those that do")
    func invalidTensor() {
        let expected = EstimationError.tensorSizeDoesNotDivideHeads(
            size: 6,
            heads: 64,
            valid: [1, 2, 4, 8, 16, 32, 64]
        )
        #expect(throws: expected) {
            try ParallelLayout([.tensor: 6], gpus: 6, model: Sample.llama3With70B.shape)
        }
    }

    @Test("sizes that do not multiply to the GPUs contradict them")
    func contradiction() {
        #expect(throws: EstimationError.layoutDoesNotMatchGPUs(product: 6, gpus: 8)) {
            try ParallelLayout([.tensor: 2, .data: 3], gpus: 8, model: Sample.llama3With70B.shape)
        }
    }

    @Test("GPUs without given sizes divide each matrix; a given tensor size leaves copies")
    func chosen() throws {
        let shape = Sample.llama3With70B.shape
        let chosen = try ParallelLayout([:], gpus: 8, model: shape)
        #expect((chosen.tensor, chosen.data) == (8, 1))
        let copies = try ParallelLayout([.tensor: 2], gpus: 8, model: shape)
        #expect((copies.tensor, copies.data) == (2, 4))
    }

    @Test("a prompt longer than the context is refused")
    func prompt() {
        #expect(throws: EstimationError.promptExceedsContext(prompt: 11, context: 10)) {
            try InferenceWorkload(
                concurrentSequences: 1,
                contextTokens: Tokens(10),
                promptTokens: Tokens(11)
            )
        }
    }

    @Test("loads beyond exact arithmetic are refused, not wrapped")
    func tooLarge() throws {
        let load = try load(InferenceLimits.maximumBatch, InferenceLimits.maximumContext)
        let estimator = try estimator(Sample.llama3With70B)
        #expect(throws: EstimationError.tooLarge) {
            try estimator.estimate(load, on: card, share: 1)
        }
    }

    @Test("each explained term is a term of the answer")
    func explanations() throws {
        let estimator = try estimator()
        let load = try load(2, 100)
        let memory = estimator.memoryPerGPU(load)
        let terms = estimator.explanations(load)
        let sum = terms.reduce(Bytes.zero) { $0 + $1.bytes }
        #expect(sum == memory.total.value)
        #expect(
            terms.map(\.quantity) == [
                "weights", "kv_cache", "activation", "device_context", "graphs",
            ]
        )
        #expect(terms[1].substituted == "2 · 100 tokens · 32 layers · (1024 · 2 + 1024 · 2)")
    }
}
