import Foundation
import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

/// One model's published or instantiated counts.
struct ModelCount: CustomTestStringConvertible, Sendable {
    let name: String
    let config: JSONValue
    let expected: JSONValue

    var testDescription: String { name }

    /// The configurations of the shipped catalog with the counts of the instantiated models.
    static let catalog: [ModelCount] = {
        guard
            let truth = try? Fixture.json(Fixture.folder.appending(path: "counts.json"))
        else { return [] }
        return truth.elements.compactMap { expected in
            guard
                let id = expected["id"]?.string,
                let file = try? Fixture.json(
                    Fixture.catalog.appending(path: "models/\(id).json")
                ),
                let config = file["config"]
            else { return nil }
            return ModelCount(name: id, config: config, expected: expected)
        }
    }()

    /// Configurations with odd sizes, instantiated by the reference implementation.
    static let oracle = cases(under: "oracle")

    /// The same of models that have parts which no reader counts.
    static let unread = cases(under: "oracle-unread")

    private static func cases(under folder: String) -> [ModelCount] {
        Fixture.files(under: Fixture.folder.appending(path: folder))
            .flatMap { file -> [ModelCount] in
                guard let cases = try? Fixture.json(file) else { return [] }
                return cases.elements.compactMap { item in
                    guard
                        let name = item["name"]?.string,
                        let config = item["config"],
                        let expected = item["expected"]
                    else { return nil }
                    let family = file.deletingPathExtension().lastPathComponent
                    return ModelCount(
                        name: "\(family): \(name)",
                        config: config,
                        expected: expected
                    )
                }
            }
    }

    /// Compares everything that the truth knows.
    func check() throws {
        let model = try ModelDescription(config: config)
        let parameters = model.profile.parameters
        if let components = expected["components"] ?? expected["by_component"] {
            for (name, component) in Self.components {
                // Tables of per-layer input embeddings count as other, beside the token embedding.
                let also = component == .other ? components["per_layer_embedding"]?.int ?? 0 : 0
                #expect(
                    parameters[component].magnitude == (components[name]?.int ?? 0) + also,
                    "\(name) of \(self.name)"
                )
            }
        }
        #expect(parameters.total.magnitude == expected["total"]?.int, "total of \(name)")
        if let active = expected["active"]?.int {
            let textOnly = expected["active_text_only"]?.int
            #expect(
                [active, textOnly].contains(parameters.active.magnitude),
                "active of \(name): \(parameters.active), expected \(active)"
            )
        }
        let cache = model.profile.cache
        let format = KVCacheFormat(.fp16)
        if let bytes = expected["kv_cache_bytes_per_token"]?.int {
            #expect(cache.bytesPerToken(format).magnitude == bytes, "KV of \(name)")
        }
        if let bytes = expected["kv_cache_bytes_per_token_unbounded"]?.int {
            #expect(
                cache.unboundedBytesPerToken(format).magnitude == bytes,
                "unbounded KV of \(name)"
            )
        }
        if let bytes = expected["recurrent_state_bytes_per_sequence"]?.int {
            #expect(
                cache.constantBytesPerSequence(format).magnitude == bytes,
                "state of \(name)"
            )
        }
    }

    private static let components: [(String, ParameterComponent)] = [
        ("embedding", .embedding), ("lm_head", .languageModelHead), ("attention", .attention),
        ("mlp", .mlp), ("routed_experts", .routedExperts), ("shared_experts", .sharedExperts),
        ("router", .router), ("norms", .norms), ("ssm_linear_attention", .recurrent),
        ("vision_tower", .vision), ("audio_tower", .audio), ("other", .other),
    ]
}

@Suite("Model counts")
struct ModelCountTests {
    @Test(
        "the catalog's models have the counts of the instantiated models",
        arguments: ModelCount.catalog
    )
    func catalog(model: ModelCount) throws {
        try model.check()
    }

    @Test(
        "configurations never seen are counted as the reference builds them",
        arguments: ModelCount.oracle
    )
    func oracle(model: ModelCount) throws {
        try model.check()
    }

    @Test(
        "a model with parts that no reader counts is refused by name, never counted in part",
        arguments: ModelCount.unread
    )
    func unread(model: ModelCount) throws {
        do {
            let answer = try ModelDescription(config: model.config)
            Issue.record("\(model.name) was counted: \(answer.profile.parameters.total)")
        } catch ModelConfigError.notModelled(_, let what) {
            #expect(!what.isEmpty)
        }
    }
}
