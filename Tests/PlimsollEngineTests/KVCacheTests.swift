import PlimsollEngine
import Testing

@Suite("KV cache size")
struct KVCacheTests {
    @Test("a token of Llama 3 70B takes 320 KiB at 16 bits")
    func token() {
        let cache = Sample.llama3With70B.cache
        #expect(cache.bytesPerToken(Sample.fp16Cache) == Bytes(327_680))
        #expect(cache.unboundedBytesPerToken(Sample.fp16Cache) == Bytes(327_680))
        #expect(Bytes(327_680).description == "320 KiB")
    }

    @Test("2048 tokens of Llama 3 70B take 640 MiB")
    func sequence() {
        let cache = Sample.llama3With70B.cache
        #expect(cache.bytesPerSequence(Tokens(2048), Sample.fp16Cache) == .mebi(640))
    }

    @Test(
        "a block format stores its scales: bits an element",
        arguments: [
            (KVCacheNumberFormat.fp32, 32.0), (.bf16, 16), (.fp8, 8), (.q8_0, 8.5), (.q5_1, 6),
            (.q5_0, 5.5), (.q4_1, 5), (.q4_0, 4.5), (.iq4_nl, 4.5),
        ]
    )
    func formats(format: KVCacheNumberFormat, bits: Double) {
        #expect(format.bits == BitsPerElement(bits))
        let cache = Sample.llama3With8B.cache
        let elements = Double(2 * 32 * 8 * 128)
        #expect(cache.bytesPerToken(KVCacheFormat(format)) == Bytes(Int(elements * bits / 8)))
    }

    @Test("keys and values may differ")
    func mixed() {
        let format = KVCacheFormat(keys: .q8_0, values: .fp16)
        let elements = Double(32 * 8 * 128)
        let bytes = elements * 8.5 / 8 + elements * 2
        #expect(Sample.llama3With8B.cache.bytesPerToken(format) == Bytes(Int(bytes)))
        #expect(format.name == "q8_0/fp16")
    }

    @Test(
        "heads are divided over GPUs, and repeated where there are fewer",
        arguments: [1, 2, 4, 8, 16]
    )
    func division(tensor: Int) {
        let cache = Sample.llama3With70B.cache
        let share = cache.bytesPerSequence(Tokens(100), Sample.fp16Cache, tensor: tensor)
        #expect(share == Bytes(100 * 327_680 / min(8, tensor)))
    }

    @Test("a window bounds the cache and the layers that grow are told apart")
    func window() {
        func layer(_ span: AttentionSpan) -> Layer {
            let attention = Attention(
                queryHeads: 8,
                keyValueHeads: 4,
                headDimension: 64,
                span: span,
                tensors: []
            )
            return Layer(mixers: [.attention(attention)], feedForwards: [])
        }
        let stack = LayerStack([
            layer(.full), layer(.sliding(window: 128)), layer(.sliding(window: 128)),
        ])
        let cache = CacheShape(stack)
        let perLayer = 2 * 4 * 64 * 2
        #expect(cache.bytesPerToken(Sample.fp16Cache) == Bytes(3 * perLayer))
        #expect(cache.unboundedBytesPerToken(Sample.fp16Cache) == Bytes(perLayer))
        #expect(
            cache.bytesPerSequence(Tokens(1000), Sample.fp16Cache)
                == Bytes(1000 * perLayer + 2 * 128 * perLayer)
        )
        #expect(
            cache.bytesPerSequence(Tokens(100), Sample.fp16Cache) == Bytes(100 * 3 * perLayer)
        )
    }

    @Test("a latent is kept whole on every GPU: 70,272 bytes a token for 61 layers of 512 + 64")
    func latent() {
        let attention = LatentAttention(
            queryHeads: 128,
            latentDimension: 512,
            rotaryDimension: 64,
            headDimension: 128,
            valueHeadDimension: 128,
            tensors: []
        )
        let layer = Layer(mixers: [.latentAttention(attention)], feedForwards: [])
        let cache = CacheShape(LayerStack(repeatElement(layer, count: 61)))
        for tensor in [1, 8] {
            let bytes = cache.bytesPerSequence(Tokens(10), Sample.fp16Cache, tensor: tensor)
            #expect(bytes == Bytes(10 * 70_272))
        }
    }

    @Test("recurrent layers keep a state and no cache; shared caches are kept once")
    func recurrentAndShared() {
        let recurrent = RecurrentMixer(
            kind: .mamba2,
            heads: 4,
            stateElements: 1000,
            convolutionElements: 10,
            tensors: []
        )
        let sharing = Attention(
            queryHeads: 8,
            keyValueHeads: 4,
            headDimension: 64,
            sharesEarlierCache: true,
            tensors: []
        )
        let stack = LayerStack([
            Layer(mixers: [.recurrent(recurrent)], feedForwards: []),
            Layer(mixers: [.attention(sharing)], feedForwards: []),
        ])
        let cache = CacheShape(stack)
        #expect(cache.bytesPerToken(Sample.fp16Cache) == .zero)
        #expect(cache.stateBytesPerSequence() == Bytes(2020))
        #expect(cache.stateBytesPerSequence(state: BitsPerElement(32)) == Bytes(4020))
    }
}
