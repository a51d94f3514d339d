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

    @Test("a family of kernels takes what it leaves out from the one that it extends, card by card")
    func kernels() throws {
        let catalog = try CatalogStore.read(Fixture.catalog.path).get()
        func reached(_ runtime: String, _ gpu: String) throws -> KernelProfile {
            let profile = try #require(catalog.runtimes[runtime]?.profile)
            return try #require(catalog.kernels(of: profile, on: gpu))
        }
        let library = try reached("generic", "h100-sxm-80gb")
        let torch = try reached("vllm-0.21", "h100-sxm-80gb")
        let sglang = try reached("sglang", "h100-sxm-80gb")
        // What torch says of an H100, and what it leaves to the library's entry for the card.
        #expect(torch[.eight].expertMatrix.value < torch[.eight].matrix.value)
        #expect(torch[.half].stream == library[.half].stream)
        #expect(torch.cache == library.cache)
        #expect(library[.half].expertStream == library[.half].stream)
        // SGLang differs from it in experts of 4 bits alone.
        #expect(sglang[.half] == torch[.half])
        #expect(sglang[.fourWidened].stream == torch[.fourWidened].stream)
        #expect(sglang[.fourWidened].expertStream.value < torch[.fourWidened].expertStream.value)
    }

    @Test("vLLM counts no A100 among the large cards")
    func limits() throws {
        let catalog = try CatalogStore.read(Fixture.catalog.path).get()
        let vllm = try #require(catalog.runtimes["vllm"]?.profile)
        let a100 = try #require(catalog.gpus["a100-sxm-80gb"]?.gpu)
        let h100 = try #require(catalog.gpus["h100-sxm-80gb"]?.gpu)
        #expect(vllm.defaults.limits(on: a100).batchedTokens == Tokens(2048))
        #expect(vllm.defaults.limits(on: h100).batchedTokens == Tokens(8192))
        for id in vllm.defaults.neverLarge { #expect(catalog.gpus[id] != nil) }
    }
}
