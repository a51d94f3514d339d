import PlimsollEngine
import Testing

@Suite("Mechanisms of runtimes")
struct RuntimeMechanismTests {
    private func pass(
        _ model: ModelProfile,
        tokens: Int,
        admitted: Int = 1,
        cached: Int = 0,
        hasHead: Bool = true,
        handsOver: Bool = false,
        isEager: Bool = false
    ) -> PassShape {
        PassShape(
            widths: model.activations,
            tokens: Tokens(tokens),
            admittedSequences: admitted,
            heldSequences: 1,
            cachedTokens: Tokens(cached),
            laterCache: .zero,
            tensor: 1,
            hasHead: hasHead,
            handsOver: handsOver,
            isEager: isEager
        )
    }

    private func profiled(bytesPerScore: Double) throws -> ActivationModel {
        .profiled(
            ProfiledPeak(
                bytesPerScore: try Sample.factor(0, bytesPerScore, 100),
                bytesPerToken: try Sample.factor(0, 16_384, 100_000),
                spread: try Sample.factor(1, 1, 1)
            )
        )
    }

    @Test("a warm-up of 1024 sequences takes 1.90 GiB with Llama 3.1 8B, 4.77 GiB with more copies")
    func sampler() throws {
        let pass = pass(Sample.llama3With8B, tokens: 8192, admitted: 1024)
        #expect(try profiled(bytesPerScore: 14).bytes(pass).value == Bytes(2_040_004_608))
        let old = try profiled(bytesPerScore: 37.5).bytes(pass).value
        #expect(old.description == "4.77 GiB")
    }

    @Test("without the head the forward pass decides, and handing over adds to it")
    func stages() throws {
        let model = try profiled(bytesPerScore: 14)
        let inner = model.bytes(pass(Sample.llama3With8B, tokens: 8192, hasHead: false)).value
        #expect(inner == Bytes(8192 * 2 * (3 * 14336 + 4 * 4096)))
        let handing = model.bytes(
            pass(Sample.llama3With8B, tokens: 8192, hasHead: false, handsOver: true)
        )
        #expect(handing.value == inner + Bytes(8192 * 2 * 2 * 4096))
    }

    @Test("a graph of 512 tokens of Llama 3 8B takes 258.5 MiB")
    func graphBuffer() throws {
        let buffer = ActivationModel.graphBuffer(
            GraphBuffer(
                residualCopies: try Sample.factor(1, 1, 2),
                maskBytes: try Sample.factor(0, 2, 2),
                spread: try Sample.factor(1, 1, 1)
            )
        )
        let pass512 = pass(Sample.llama3With8B, tokens: 512)
        #expect(buffer.bytes(pass512).value == .mebi(258.5))
        let masked = pass(Sample.llama3With8B, tokens: 512, cached: 4096)
        #expect(buffer.bytes(masked).value == .mebi(258.5 + 4))
        let eager = pass(Sample.llama3With8B, tokens: 512, cached: 8192, isEager: true)
        let scores = 512 * 8192 * 4 * 32
        let beside = 512 * (8192 + 5 * 4096) * 4
        #expect(buffer.bytes(eager).value == Bytes(scores + beside))
    }

    @Test("flash attention never takes more than a materialised score matrix")
    func flash() throws {
        let model = ActivationModel.layerwise(LayerwisePeak(factor: try Sample.factor(1, 1, 1)))
        let flash = model.bytes(pass(Sample.llama3With8B, tokens: 2048, cached: 2048))
        let eager = model.bytes(
            pass(Sample.llama3With8B, tokens: 2048, cached: 2048, isEager: true)
        )
        #expect(flash.value < eager.value)
    }

    @Test("budgets measure the same share against different things")
    func budgets() {
        func exact(_ bytes: Int) -> ByteRange { ByteRange(exactly: Bytes(bytes)) }
        let memory = InferenceMemory(
            weights: exact(400),
            kvCache: exact(7),
            recurrentState: .zero,
            activation: exact(50),
            runtime: RuntimeMemory(
                deviceContext: exact(20),
                communication: exact(30),
                graphs: exact(10),
                other: .zero
            )
        )
        let vllm = MemoryBudget(share: 0.9, basis: .total, counts: [.activation, .communication])
        #expect(vllm.pool(of: Bytes(1000), share: 0.9, beside: memory) == Bytes(900 - 480))
        let sglang = MemoryBudget(share: 0.9, basis: .freeAtStart, counts: [])
        #expect(sglang.pool(of: Bytes(1000), share: 0.9, beside: memory) == Bytes(855 - 400))
        let free = MemoryBudget(share: 0.9, basis: .free, counts: [])
        #expect(free.pool(of: Bytes(1000), share: 0.9, beside: memory) == Bytes(441))
        // What the card does not have cannot be had.
        #expect(vllm.pool(of: Bytes(1000), share: 1, beside: memory) == Bytes(490))
    }

    @Test("61 layers over 4 stages are 15, 15, 16, 15, with the ends of the model on the ends")
    func partition() {
        let shape = Sample.llama(
            layers: 61,
            hidden: 512,
            heads: 8,
            keyValueHeads: 8,
            width: 1024,
            vocabulary: 1000
        )
        let model = ModelProfile(shape)
        let stages = PipelineStage.divide(model, stages: 4)
        #expect(stages.map(\.layers.count) == [15, 15, 16, 15])
        let sum = stages.reduce(Elements.zero) { $0 + $1.profile.parameters.total }
        #expect(sum == model.parameters.total)
        #expect(stages[0].profile.parameters[.embedding] > .zero)
        #expect(stages[3].profile.parameters[.languageModelHead] > .zero)
        #expect(stages[1].profile.parameters[.embedding] == .zero)
    }

    @Test("a tied head needs a copy of the embedding on the last stage")
    func tiedPipeline() {
        let shape = Sample.llama(
            layers: 4,
            hidden: 512,
            heads: 8,
            keyValueHeads: 8,
            width: 1024,
            vocabulary: 1000,
            tied: true
        )
        let model = ModelProfile(shape)
        let stages = PipelineStage.divide(model, stages: 2)
        let sum = stages.reduce(Elements.zero) { $0 + $1.profile.parameters.total }
        #expect(sum == model.parameters.total + Elements(1000 * 512))
    }

    @Test("experts are divided whole over an expert parallel group")
    func expertParallel() throws {
        let expert = WeightTensor(
            .upProjection,
            .routedExperts,
            rows: 1024,
            columns: 512,
            copies: 8,
            activeCopies: 2,
            split: .rows(units: 1024)
        )
        let mixture = MixtureOfExperts(
            expertCount: 8,
            expertsPerToken: 2,
            expertWidth: 1024,
            isGated: false,
            tensors: [expert]
        )
        let attention = Attention(
            queryHeads: 8,
            keyValueHeads: 8,
            headDimension: 64,
            tensors: []
        )
        let shape = ModelShape(
            hiddenSize: 512,
            vocabularySize: 1000,
            layers: LayerStack([
                Layer(mixers: [.attention(attention)], feedForwards: [.mixture(mixture)])
            ]),
            embeddings: [],
            outputs: []
        )
        let whole = try ParallelLayout([.tensor: 4], gpus: nil, model: shape)
        #expect(expert.shard(whole).elements == Elements(8 * 256 * 512))
        let divided = try ParallelLayout([.data: 4, .expert: 4], gpus: nil, model: shape)
        #expect(expert.shard(divided).elements == Elements(2 * 1024 * 512))
        let expected = EstimationError.expertSizeNotPossible(
            size: 3,
            experts: 8,
            group: 4,
            valid: [1, 2, 4]
        )
        #expect(throws: expected) {
            try ParallelLayout([.tensor: 4, .expert: 3], gpus: nil, model: shape)
        }
    }

    @Test("layers kept on the host take their weights and their cache with them")
    func hostLayers() throws {
        func estimator(_ placement: HostPlacement) throws -> InferenceEstimator {
            InferenceEstimator(
                model: Sample.llama3With8B,
                weightFormat: Sample.bf16,
                cacheFormat: Sample.fp16Cache,
                runtime: try Sample.runtime(),
                hostPlacement: placement
            )
        }
        let load = try InferenceWorkload(concurrentSequences: 1, contextTokens: Tokens(1000))
        let whole = try estimator(.none)
        let half = try estimator(.layersBefore(gpuLayers: 16))
        let memory = half.memoryPerGPU(load)
        #expect(memory.kvCache.value == Bytes(1000 * 65_536))
        #expect(half.hostBytes + memory.weights.value == whole.memoryPerGPU(load).weights.value)
        let streamed = try estimator(.streamed).memoryPerGPU(load)
        #expect(streamed.weights.value < memory.weights.value)
        #expect(streamed.kvCache == whole.memoryPerGPU(load).kvCache)
    }

    @Test("windowed layers take cells for the window of each sequence and one micro-batch")
    func cells() throws {
        let windowed = Attention(
            queryHeads: 8,
            keyValueHeads: 1,
            headDimension: 64,
            span: .sliding(window: 1024),
            tensors: []
        )
        let shape = ModelShape(
            hiddenSize: 512,
            vocabularySize: 1000,
            layers: LayerStack([Layer(mixers: [.attention(windowed)], feedForwards: [])]),
            embeddings: [],
            outputs: []
        )
        let runtime = try Sample.runtime(
            block: 256,
            windows: .cells,
            activation: .graphBuffer(
                GraphBuffer(
                    residualCopies: try Sample.factor(1, 1, 2),
                    maskBytes: try Sample.factor(0, 2, 2),
                    spread: try Sample.factor(1, 1, 1)
                )
            )
        )
        let estimator = InferenceEstimator(
            model: ModelProfile(shape),
            weightFormat: Sample.bf16,
            cacheFormat: Sample.fp16Cache,
            runtime: runtime
        )
        let load = try InferenceWorkload(
            concurrentSequences: 4,
            contextTokens: Tokens(8192),
            maximumBatchedTokens: Tokens(512)
        )
        // 4 · 1024 + 512 = 4608 cells, as llama.cpp prints for four slots of Gemma 4.
        #expect(estimator.memoryPerGPU(load).kvCache.value == Bytes(4608 * 2 * 64 * 2))
    }
}
