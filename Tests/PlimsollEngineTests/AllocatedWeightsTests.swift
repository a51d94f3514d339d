import Testing

@testable import PlimsollEngine

@Suite("What engines hold beside weights")
struct AllocatedWeightsTests {
    private static let qwen7B = ModelProfile(
        Sample.llama(
            layers: 28,
            hidden: 3584,
            heads: 28,
            keyValueHeads: 4,
            width: 18_944,
            vocabulary: 152_064
        )
    )

    private func slack(tensor: Int) throws -> Bytes {
        Self.qwen7B.allocationSlack(
            Sample.bf16,
            layout: try Sample.layout(tensor: tensor, of: Self.qwen7B),
            joinsProjections: true,
            where: { _ in true }
        )
    }

    @Test("pages add 57 MiB to Qwen2.5 7B, 21.5 MiB to its half, hardly anything to a quarter")
    func pages() throws {
        #expect(try slack(tensor: 1) == .mebi(57))
        #expect(try slack(tensor: 2) == .mebi(21.5))
        #expect(try slack(tensor: 4) < .mebi(1))
    }

    @Test(
        "an end of up to 1 MiB stays with its buffer, a longer one and those of small ones do not"
    )
    func ends() {
        #expect(CachingAllocator.slack(.mebi(31.5)) == .mebi(0.5))
        #expect(CachingAllocator.slack(.mebi(31)) == .mebi(1))
        #expect(CachingAllocator.slack(.mebi(30.9)) == .zero)
        #expect(CachingAllocator.slack(.mebi(9.5)) == .zero)
        #expect(CachingAllocator.slack(.mebi(32)) == .zero)
    }

    @Test("an adapter of rank 64 on Llama 3.2 3B takes 194,510,848 bytes")
    func adapters() throws {
        let model = ModelProfile(
            Sample.llama(
                layers: 28,
                hidden: 3072,
                heads: 24,
                keyValueHeads: 8,
                width: 8192,
                vocabulary: 128_256,
                tied: true
            )
        )
        let one = ServingExtras.Adapters(count: 1, rank: 64)
        #expect(model.adapterBytes(one, layout: .single) == Bytes(194_510_848))
        let four = ServingExtras.Adapters(count: 4, rank: 64)
        #expect(model.adapterBytes(four, layout: .single) == Bytes(4 * 194_510_848))
        let half = try Sample.layout(tensor: 2, of: model)
        let divided = model.adapterBytes(one, layout: half)
        #expect(divided < Bytes(194_510_848))
        #expect(2 * divided > Bytes(194_510_848))
    }

    @Test("a draft model and its cache are on the last stage")
    func draft() throws {
        var extras = ServingExtras()
        extras.draft = .init(model: Sample.llama3With8B, weightFormat: Sample.int8)
        let layout = try ParallelLayout(
            [.pipeline: 2],
            gpus: nil,
            model: Sample.llama3With70B.shape
        )
        func estimator(_ extras: ServingExtras) throws -> InferenceEstimator {
            InferenceEstimator(
                model: Sample.llama3With70B,
                weightFormat: Sample.int8,
                cacheFormat: Sample.fp16Cache,
                runtime: try Sample.runtime(),
                layout: layout,
                extras: extras
            )
        }
        let load = try InferenceWorkload(concurrentSequences: 1, contextTokens: Tokens(1000))
        let plain = try estimator(.none).memoryByStage(load)
        let with = try estimator(extras).memoryByStage(load)
        #expect(with[0] == plain[0])
        let weights = with[1].weights.value - plain[1].weights.value
        #expect(weights == Sample.llama3With8B.weightBytes(Sample.int8))
        #expect(with[1].kvCache.value - plain[1].kvCache.value == Bytes(1000 * 131_072))
    }

    @Test("32 layers over 24 and 8 GiB are 25 and 7")
    func split() {
        #expect(ProportionalSplit.layerCounts(32, over: [.gibi(24), .gibi(8)]) == [25, 7])
        #expect(ProportionalSplit.layerCounts(32, over: [.gibi(8), .gibi(24)]).reduce(0, +) == 32)
        #expect(ProportionalSplit.layerCounts(3, over: [Bytes(1), .gibi(8)]) == [1, 2])
        #expect(ProportionalSplit.layerCounts(4, over: []) == [])
    }

    @Test("images and their tokens are kept beside the warm-up of the text model")
    func images() throws {
        func image(width: Int) -> ImageInput {
            ImageInput(
                pixels: Elements(3 * 896 * 896),
                patches: 4096,
                tokens: 256,
                widthPerPatch: Elements(width)
            )
        }
        func bytes(_ image: ImageInput?, sequences: Int, takesImages: Bool = true) throws -> Bytes {
            let peak = ProfiledPeak(
                bytesPerScore: try Sample.factor(0, 14, 100),
                bytesPerToken: try Sample.factor(0, 16_384, 100_000),
                spread: try Sample.factor(1, 1, 1),
                takesImages: takesImages
            )
            return peak.derived(
                PassShape(
                    widths: Sample.llama3With8B.activations,
                    tokens: Tokens(8192),
                    admittedSequences: sequences,
                    heldSequences: 1,
                    cachedTokens: .zero,
                    laterCache: .zero,
                    tensor: 1,
                    hasHead: true,
                    handsOver: false,
                    isEager: false,
                    image: image
                )
            )
        }
        let text = try bytes(nil, sequences: 1024)
        // 32 images, whose tokens fill the pass.
        let kept = 32 * (3 * 896 * 896 + 256 * 4096) * 2
        #expect(try bytes(image(width: 1000), sequences: 1024) == text + Bytes(kept))
        #expect(try bytes(image(width: 1000), sequences: 1024, takesImages: false) == text)
        // With few sequences to sample the layers of a tower take more than those of the text.
        let tower = 32 * (3 * 896 * 896 + 4096 * 10_912) * 2
        #expect(try bytes(image(width: 10_912), sequences: 32) == Bytes(tower))
    }

    @Test("weights of 32 bits make activations of 32 bits, and an automatic cache likewise")
    func wide() {
        let wide = WeightFormat.plain(id: "fp32", bits: 32)
        #expect(wide.activationWidth == BitsPerElement(32))
        #expect(Sample.int4.activationWidth == BitsPerElement(16))
        let layout = CacheLayout(block: Tokens(1), windows: .bounded)
        #expect(layout.automaticFormat(wide) == KVCacheFormat(.fp32))
        #expect(layout.automaticFormat(Sample.bf16) == KVCacheFormat(.fp16))
        let fixed = CacheLayout(block: Tokens(1), windows: .bounded, followsActivations: false)
        #expect(fixed.automaticFormat(wide) == KVCacheFormat(.fp16))
    }
}
