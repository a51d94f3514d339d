import PlimsollEngine
import Testing

@Suite("Bands")
struct BandTests {
    private func term(_ low: Double, _ value: Double, _ high: Double) -> ByteRange {
        ByteRange(low: .gibi(low), value: .gibi(value), high: .gibi(high))
    }

    private func memory(_ activation: ByteRange, _ context: ByteRange) -> InferenceMemory {
        InferenceMemory(
            weights: ByteRange(exactly: .gibi(10)),
            kvCache: .zero,
            recurrentState: .zero,
            activation: activation,
            runtime: RuntimeMemory(
                deviceContext: context,
                communication: .zero,
                graphs: .zero,
                other: .zero
            )
        )
    }

    @Test("of independent terms add as the sides of a right angle do")
    func independent() {
        let total = memory(term(1, 4, 5), term(2, 6, 6)).total
        #expect(total.value == .gibi(20))
        #expect(total.low == .gibi(15))
        #expect(total.high == .gibi(21))
    }

    @Test("of quoted ranges add end by end")
    func quoted() {
        var memory = memory(term(1, 4, 5), term(2, 6, 6))
        memory.endsAdd = true
        #expect(memory.total.low == .gibi(13))
        #expect((memory + .zero).total.low == .gibi(13))
        #expect(memory.repeated(2).total.low == .gibi(26))
    }

    @Test("of one model on several GPUs grow with their number: all err alike")
    func repeated() {
        let one = memory(term(3, 4, 5), term(6, 6, 6))
        #expect(one.repeated(4).total.high == 4 * one.total.high)
    }
}
