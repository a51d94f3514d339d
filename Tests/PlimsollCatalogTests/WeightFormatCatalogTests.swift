import Foundation
import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

@Suite("Weight formats of the catalog")
struct WeightFormatCatalogTests {
    private static let catalog = CatalogStore.read(Fixture.catalog.path)

    @Test(
        "are found under the names that people write",
        arguments: [
            ("Q4_K_M", "q4_k_m"), ("gguf-q4_k_m", "q4_k_m"), ("q4-k-m", "q4_k_m"),
            ("Q3_K", "q3_k_m"), ("IQ2_XXS", "iq2_xxs"), ("gguf-mxfp4", "mxfp4_moe"),
            ("gptq", "gptq-int4"), ("AWQ", "awq-int4"), ("nf4", "bnb-nf4"), ("f16", "fp16"),
            ("fp8-dynamic", "fp8-channel"), ("w4a16", "int4"), ("mlx", "mlx-4bit"),
        ]
    )
    func names(name: String, id: String) throws {
        #expect(try Self.catalog.get().weightFormats[name]?.id == id)
    }

    @Test("every file type of llama.cpp has an entry")
    func mixes() throws {
        let formats = try Self.catalog.get().weightFormats.entries.map(\.format)
        for mix in GGUFMix.allCases {
            #expect(formats.contains { $0.mix == mix }, "\(mix.rawValue)")
        }
    }

    @Test(
        "have their bits, scales and zero points included",
        arguments: [
            ("mxfp4", 4.25), ("nvfp4", 4.5), ("bnb-nf4", 4.5), ("bnb-nf4-dq", 4.126953125),
            ("int4", 4.15625), ("mlx-4bit", 4.5), ("q4_0", 4.5), ("q6_k", 6.5625),
            ("iq2_xxs", 2.0625), ("tq1_0", 1.6875),
        ]
    )
    func bits(id: String, bits: Double) throws {
        let format = try #require(try Self.catalog.get().weightFormats[id]?.format)
        #expect(format.effectiveBits == BitsPerElement(bits))
    }

    @Test("need either a mix or a scheme with its scope, and not both")
    func mixOrScheme() throws {
        let head = #""id": "a", "name": "A", "kind": "block", "source": "s""#
        let scheme = #""scheme": {"bits": 4}, "scope": "all""#
        for (fields, isValid) in [
            (head, false), ("\(head), \"mix\": \"q4_0\"", true), ("\(head), \(scheme)", true),
            ("\(head), \"mix\": \"q4_0\", \(scheme)", false),
            ("\(head), \"mix\": \"q9_0\"", false),
        ] {
            let document = try JSONDocument(parsing: Array("{\(fields)}".utf8), limits: .default)
            let problems = JSONProblemList()
            _ = CatalogWeightFormat(JSONFieldReader(document.root, problems))
            #expect(problems.items.isEmpty == isValid, "\(fields): \(problems.items)")
        }
    }
}
