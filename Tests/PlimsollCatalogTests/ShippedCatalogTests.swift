import Foundation
import PlimsollCatalog
import PlimsollEngine
import Testing

@Suite("The shipped catalog")
struct ShippedCatalogTests {
    @Test("loads without a problem, with every kind of entry")
    func loads() throws {
        let catalog = try CatalogStore.read(Fixture.catalog.path).get()
        #expect(catalog.models.entries.count >= 153)
        #expect(catalog.gpus.entries.count >= 110)
        #expect(catalog.prices.count >= 400)
        #expect(catalog.weightFormats["int4"]?.format.scheme.effectiveBits.magnitude == 4.15625)
        #expect(catalog.runtimes["generic"] != nil)
    }

    @Test("finds models and cards by id and alias whatever their case")
    func names() throws {
        let catalog = try CatalogStore.read(Fixture.catalog.path).get()
        let model = catalog.models["LLAMA-3-70B"]
        #expect(model?.id == "meta-llama/Meta-Llama-3-70B")
        let parameters = try model?.architecture.get().profile.parameters.total
        #expect(parameters == Elements(70_553_706_496))
        #expect(catalog.gpus["H100"]?.id == "h100-sxm-80gb")
        #expect(catalog.models.suggestions(for: "llama-3-70").first == "llama-3-70b")
    }
}
