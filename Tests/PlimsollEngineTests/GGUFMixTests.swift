import PlimsollEngine
import Testing

@Suite("GGUF mixes")
struct GGUFMixTests {
    /// Bits a weight as llama.cpp prints them for its own quantizations of Llama 3.1 8B.
    ///
    /// Source: ggml-org/llama.cpp, tools/quantize/README.md, "Quantization". The program counts 64
    /// rotary factors among the parameters.
    private static let printedBits: [(GGUFMix, Double)] = [
        (.iq1_s, 2.0042), (.iq1_m, 2.1460), (.iq2_xxs, 2.3824), (.iq2_xs, 2.5882),
        (.iq2_s, 2.7403), (.iq2_m, 2.9294), (.iq3_xxs, 3.2548), (.iq3_xs, 3.4977),
        (.iq3_s, 3.6606), (.iq3_m, 3.7628), (.iq4_xs, 4.4597), (.iq4_nl, 4.6818),
        (.q2_k_s, 2.9697), (.q2_k, 3.1593), (.q3_k_s, 3.6429), (.q3_k_l, 4.2979),
        (.q4_k_s, 4.6672), (.q4_k_m, 4.8944), (.q5_k_s, 5.5704), (.q5_k_m, 5.7036),
        (.q6_k, 6.5633), (.q8_0, 8.5008),
    ]

    @Test("Llama 3.1 8B has the bits a weight that llama.cpp prints", arguments: printedBits)
    func printed(mix: GGUFMix, bits: Double) {
        let format = WeightFormat(id: mix.rawValue, mix: mix)
        let parameters = 8_030_261_248 + 64
        let bytes = Sample.llama3With8B.weightBytes(format).magnitude + 64 * 4
        let predicted = Double(bytes) * 8 / Double(parameters)
        #expect(abs(predicted - bits) < 0.005, "\(mix): \(predicted), printed \(bits)")
    }
}

@Suite("ggml's block layouts")
struct GGMLTypeTests {
    @Test("rows that are no whole blocks fall back to smaller blocks, then to 16 bits")
    func fallbacks() {
        #expect(GGMLType.q4_k.fitting(columns: 4096) == .q4_k)
        #expect(GGMLType.q4_k.fitting(columns: 1408) == .q5_0)
        #expect(GGMLType.q6_k.fitting(columns: 1408) == .q8_0)
        #expect(GGMLType.iq3_s.fitting(columns: 96) == .iq4_nl)
        #expect(GGMLType.q4_k.fitting(columns: 100) == .f16)
        #expect(GGMLType.q8_0.fitting(columns: 33) == .f16)
    }

    @Test("a block of 256 in q4_k is 144 bytes, and every row is whole blocks")
    func blocks() {
        #expect(GGMLType.q4_k.bytes(rows: 3, columns: 512) == Bytes(3 * 2 * 144))
        #expect(GGMLType.q4_k.bytes(rows: 3, columns: 300) == Bytes(3 * 2 * 144))
        #expect(GGMLType.q4_k.bits == BitsPerElement(4.5))
        #expect(GGMLType.nvfp4.bits == BitsPerElement(4.5))
    }

    @Test("more bits never make a file smaller, within a line of types")
    func monotone() {
        let lines: [[GGUFMix]] = [
            [.q2_k_s, .q2_k, .q3_k_s, .q3_k_m, .q3_k_l, .q4_k_s, .q4_k_m, .q5_k_s, .q5_k_m, .q6_k],
            [.iq1_s, .iq1_m, .iq2_xxs, .iq2_xs, .iq2_s, .iq2_m, .iq3_xxs, .iq3_xs, .iq3_s, .iq3_m],
            [.q4_0, .q4_1, .q5_1, .q8_0],
        ]
        for line in lines {
            let sizes = line.map {
                Sample.llama3With70B.weightBytes(WeightFormat(id: $0.rawValue, mix: $0))
            }
            #expect(sizes == sizes.sorted())
        }
    }

    @Test("shards of a mix together hold the whole", arguments: [2, 4, 8])
    func shards(tensor: Int) throws {
        let format = WeightFormat(id: "q4_k_m", mix: .q4_k_m)
        let whole = Sample.llama3With70B.weightBytes(format)
        let shard = Sample.llama3With70B.weightBytes(
            format,
            layout: try Sample.layout(tensor: tensor, of: Sample.llama3With70B)
        )
        #expect(tensor * shard >= whole)
        #expect(shard < whole)
    }

    @Test("stages of a pipeline together hold the whole, layer by layer", arguments: [2, 3, 7])
    func stages(count: Int) {
        for mix in [GGUFMix.q3_k_m, .q4_k_m, .iq3_xs] {
            let format = WeightFormat(id: mix.rawValue, mix: mix)
            let stages = PipelineStage.divide(Sample.llama3With70B, stages: count)
            let sum = stages.reduce(Bytes.zero) { $0 + $1.profile.weightBytes(format) }
            #expect(sum == Sample.llama3With70B.weightBytes(format))
        }
        var format = Sample.int8
        format.rules = [WeightRule(.downProjection, .mlp, layers: [5..<45], scheme: nil)]
        let stages = PipelineStage.divide(Sample.llama3With70B, stages: count)
        let sum = stages.reduce(Bytes.zero) { $0 + $1.profile.weightBytes(format) }
        #expect(sum == Sample.llama3With70B.weightBytes(format))
    }

    @Test("the file of Llama 3 70B in q4_k_m is its tensors and about 8 MB of vocabulary")
    func file() {
        let format = WeightFormat(id: "q4_k_m", mix: .q4_k_m)
        let tensors = Sample.llama3With70B.weightBytes(format)
        #expect(tensors == Bytes(42_512_531_456))
        let extra = Sample.llama3With70B.fileBytes(format) - tensors
        #expect(extra > .mebi(7) && extra < .mebi(9))
    }

    @Test("rules change single modules in single layers")
    func rules() {
        var format = Sample.int8
        let plain = Sample.llama3With8B.weightBytes(format)
        format.rules = [WeightRule(.downProjection, .mlp, layers: [0..<2, 30..<40], scheme: nil)]
        let ruled = Sample.llama3With8B.weightBytes(format)
        // Four of 32 layers keep 16 bits: two at each end.
        #expect(ruled - plain == Bytes(4 * 4096 * 14336))
        format.rules = [WeightRule(.downProjection, .mlp, scheme: nil)]
        #expect(
            Sample.llama3With8B.weightBytes(format) - plain == Bytes(32 * 4096 * 14336)
        )
    }
}
