import Testing

@testable import PlimsollEngine

@Suite("Sums of mixes")
struct GGUFSumsTests {
    @Test("are what the tensors sum up to, in parts as well", arguments: GGUFMix.allCases)
    func sums(mix: GGUFMix) {
        let model = Sample.llama3With8B
        let sums = model.ggufSums(mix)
        let whole = model.ggufInventory.bytes(mix)
        #expect(sums.bytes { _ in true } == whole)
        let table = model.ggufInventory.bytes(mix) { $0 == .embedding }
        #expect(sums.bytes { $0 == .embedding } == table)
        #expect(sums.bytes { $0 != .embedding } == whole - table)
    }
}
