import Foundation
import PlimsollCatalog
import PlimsollEngine
import Testing

@Suite("Models of which only the size is known")
struct TypicalModelTests {
    private func catalog() throws -> Catalog {
        try CatalogStore.read(Fixture.catalog.path).get()
    }

    @Test(
        "the parameter count is kept exactly",
        arguments: [1_000_000_000, 13_000_000_000, 70_000_000_001]
    )
    func exact(parameters: Int) throws {
        let model = try TypicalModel(.init(parameters: parameters), among: try catalog())
        #expect(model.profile.parameters.total == Elements(parameters))
        #expect(model.assumptions.count == 8)
        #expect(model.cacheBand.contains(1))
    }

    @Test("what is given is kept and not listed as inferred")
    func given() throws {
        var known = TypicalModel.Known(parameters: 13_000_000_000)
        known.hiddenSize = 5120
        known.layers = 40
        known.attentionHeads = 40
        known.keyValueHeads = 8
        let model = try TypicalModel(known, among: try catalog())
        let shape = model.profile.shape
        #expect(shape.hiddenSize == 5120)
        #expect(shape.layers.count == 40)
        #expect(
            model.profile.cache.bytesPerToken(KVCacheFormat(.fp16)) == Bytes(40 * 2 * 8 * 128 * 2)
        )
        #expect(!model.assumptions.contains { $0.hasPrefix("hidden_size") })
    }

    @Test("sizes that make more than the count are refused")
    func exceeding() throws {
        var known = TypicalModel.Known(parameters: 1_000_000_000)
        known.hiddenSize = 16_384
        known.layers = 100
        let catalog = try catalog()
        #expect(throws: TypicalModel.Failure.self) { try TypicalModel(known, among: catalog) }
    }

    @Test("a name behind its organisation finds its model, and several are all offered")
    func bareNames() throws {
        let catalog = try catalog()
        #expect(
            catalog.models.candidates(for: "meta-llama-3-8b").map(\.id) == [
                "meta-llama/Meta-Llama-3-8B"
            ]
        )
        #expect(catalog.models.candidates(for: "no such model").isEmpty)
    }
}
