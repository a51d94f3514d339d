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
