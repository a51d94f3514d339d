import PlimsollEngine
import Testing

@Suite("Weight formats")
struct WeightFormatTests {
    @Test("Llama 3 70B takes 141,107,412,992 bytes at 16 bits")
    func sixteenBits() {
        #expect(Sample.llama3With70B.weightBytes(Sample.bf16) == Bytes(141_107_412_992))
    }

    @Test("int8 keeps embedding, head and norms at 16 bits: Llama 3 70B is 72.66 GB, not 70.55")
    func eightBits() {
        let linear = 56_371_445_760 + 12_079_595_520
        let rest = 2 * 1_050_673_152 + 1_318_912
        #expect(Sample.llama3With70B.weightBytes(Sample.int8) == Bytes(linear + 2 * rest))
    }

    @Test("4 bits in groups of 128 with a 16-bit scale and a 4-bit zero point are 4.15625 bits")
    func groups() {
        let scheme = Sample.int4.scheme
        #expect(scheme.effectiveBits == BitsPerElement(4.15625))
        #expect(scheme.bytes(rows: 4096, columns: 4096) == Bytes(4096 * 4096 * 415625 / 800000))
    }

    @Test("a group that is not full still has its scale")
    func partialGroups() {
        let scheme = QuantizationScheme(
            bits: BitsPerElement(4),
            group: .columns(128),
            scaleBits: 16
        )
        #expect(scheme.bytes(rows: 2, columns: 130) == Bytes(130 + 2 * 2 * 2))
    }

    private static let sharedBitCases: [(QuantizationScheme.Group, Int)] = [
        (.none, 0), (.row, 24), (.tensor, 4), (.block(rows: 4, columns: 8), 16), (.columns(8), 48),
    ]

    @Test(
        "shared bits are counted by what shares them",
        arguments: Self.sharedBitCases
    )
    func sharedBits(group: QuantizationScheme.Group, shared: Int) {
        let scheme = QuantizationScheme(bits: BitsPerElement(8), group: group, scaleBits: 32)
        #expect(scheme.bytes(rows: 6, columns: 16) == Bytes(96 + shared))
    }

    @Test("fewer bits never take more room", arguments: [1, 2, 4, 8])
    func monotone(tensor: Int) throws {
        let model = Sample.llama3With8B
        let sizes = try [Sample.int4, Sample.int8, Sample.bf16].map {
            model.weightBytes($0, layout: try Sample.layout(tensor: tensor, of: model))
        }
        #expect(sizes == sizes.sorted())
    }

    @Test("shards together hold at least the whole, and each less than it", arguments: [2, 4, 8])
    func shards(tensor: Int) throws {
        for format in [Sample.bf16, Sample.int8, Sample.int4] {
            let whole = Sample.llama3With70B.weightBytes(format)
            let shard = Sample.llama3With70B.weightBytes(
                format,
                layout: try Sample.layout(tensor: tensor, of: Sample.llama3With70B)
            )
            #expect(tensor * shard >= whole)
            #expect(shard < whole)
        }
    }

    @Test("fewer key/value heads than GPUs are repeated, not split")
    func repeatedHeads() {
        let key = WeightTensor(
            .keyProjection,
            .attention,
            rows: 2 * 128,
            columns: 4096,
            bias: 256,
            split: .rows(units: 2)
        )
        #expect(key.shard(tensor: 2).rows == 128)
        #expect(key.shard(tensor: 8).rows == 128)
        #expect(key.shard(tensor: 8).bias == 128)
    }

    @Test("a vocabulary is padded to 64 rows before it is divided, and only then")
    func vocabulary() {
        let table = WeightTensor.tokenEmbedding(vocabularySize: 50257, width: 8)
        #expect(table.shard(tensor: 1).rows == 50257)
        #expect(table.shard(tensor: 2).rows == 25152)
    }
}
