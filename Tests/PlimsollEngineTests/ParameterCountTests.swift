import PlimsollEngine
import Testing

@Suite("Parameter counts")
struct ParameterCountTests {
    @Test("Llama 3 70B has 70,553,706,496 parameters, by component as its tensors are")
    func llama70B() {
        let count = Sample.llama3With70B.parameters
        #expect(count.total == Elements(70_553_706_496))
        #expect(count.active == count.total)
        #expect(count[.mlp] == Elements(56_371_445_760))
        #expect(count[.attention] == Elements(12_079_595_520))
        #expect(count[.embedding] == Elements(1_050_673_152))
        #expect(count[.languageModelHead] == Elements(1_050_673_152))
        #expect(count[.norms] == Elements(1_318_912))
    }

    @Test("components sum to the total")
    func sum() {
        let count = Sample.llama3With8B.parameters
        let sum = ParameterComponent.allCases.reduce(Elements.zero) { $0 + count[$1] }
        #expect(sum == count.total)
        #expect(count.total == Elements(8_030_261_248))
    }

    @Test("a tied head counts nothing")
    func tied() {
        let shape = Sample.llama(
            layers: 16,
            hidden: 2048,
            heads: 32,
            keyValueHeads: 8,
            width: 8192,
            vocabulary: 128256,
            tied: true
        )
        #expect(shape.isHeadTied)
        #expect(ParameterCount(shape).total == Elements(1_235_814_400))
        #expect(ParameterCount(shape)[.languageModelHead] == .zero)
    }

    @Test("a token uses only the experts that are chosen for it")
    func experts() {
        let experts = WeightTensor.feedForward(
            .routedExperts,
            hiddenSize: 4096,
            width: 14336,
            isGated: true,
            copies: 8,
            activeCopies: 2
        )
        let all = experts.reduce(Elements.zero) { $0 + $1.elements }
        let active = experts.reduce(Elements.zero) { $0 + $1.activeElements }
        #expect(all == Elements(8 * 3 * 4096 * 14336))
        #expect(active == Elements(2 * 3 * 4096 * 14336))
    }

    @Test("layers are stored once a kind and keep their order")
    func stack() {
        let plain = Layer(mixers: [], feedForwards: [], other: [.norms(width: 8, count: 1)])
        let wide = Layer(mixers: [], feedForwards: [], other: [.norms(width: 9, count: 1)])
        var stack = LayerStack([plain, plain, wide])
        stack.append(plain, count: 3)
        #expect(stack.count == 6)
        #expect(stack.kinds == [plain, wide])
        #expect(stack.countsByKind == [5, 1])
        #expect(stack.order == [0, 0, 1, 0, 0, 0])
    }
}
