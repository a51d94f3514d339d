import Foundation
import PlimsollCatalog
import PlimsollEngine
import Testing

/// The edge of what fits, over models of every kind of cache, all runtimes, cards and layouts.
@Suite("The edge of capacity")
struct CapacityEdgeTests {
    /// Grouped heads, multi-query heads, windows, latents, recurrent and mixed layers, experts, a
    /// tied head, towers.
    static let models = [
        "meta-llama/Meta-Llama-3-8B", "meta-llama/Meta-Llama-3-70B", "tiiuae/falcon-7b",
        "google/gemma-3-4b-it", "google/gemma-2-9b-it", "openai/gpt-oss-20b",
        "deepseek-ai/DeepSeek-V2-Lite", "deepseek-ai/DeepSeek-R1", "Qwen/Qwen3-30B-A3B",
        "Qwen/Qwen3-Next-80B-A3B-Instruct", "Qwen/Qwen3.5-35B-A3B",
        "mistralai/Mixtral-8x7B-Instruct-v0.1",
        "Qwen/Qwen2.5-0.5B-Instruct", "ai21labs/Jamba-v0.1", "microsoft/phi-2",
    ]

    static let cards = ["rtx-4090-24gb", "h100-sxm-80gb", "b200-sxm-180gb"]
    static let layouts: [[ParallelDimension: Int]] = [
        [:], [.tensor: 2], [.tensor: 8], [.pipeline: 2], [.tensor: 2, .data: 2], [.context: 2],
    ]

    private static let catalog = Result { try CatalogStore.read(Fixture.catalog.path).get() }

    /// What is asked around the edge, beside a plain batch.
    private func loads(data: Int) throws -> [InferenceWorkload] {
        var odd = try InferenceWorkload(
            concurrentSequences: 3 * data,
            contextTokens: Tokens(3333),
            promptTokens: Tokens(1)
        )
        odd.isAttentionEager = true
        return [
            try InferenceWorkload(concurrentSequences: data, contextTokens: Tokens(4096)), odd,
        ]
    }

    @Test("one more sequence or token than the capacity does not fit", arguments: models)
    func edge(id: String) throws {
        let catalog = try Self.catalog.get()
        let model = try #require(catalog.models[id]).architecture.get()
        var reached = 0
        for runtime in catalog.runtimes.entries {
            for card in Self.cards {
                let memory = try #require(catalog.gpus[card]).gpu.memory.planned
                for sizes in Self.layouts {
                    guard
                        let layout = try? ParallelLayout(
                            sizes,
                            gpus: nil,
                            model: model.profile.shape
                        )
                    else { continue }
                    let estimator = InferenceEstimator(
                        model: model.profile,
                        weightFormat: model.publishedFormat,
                        cacheFormat: KVCacheFormat(.fp16),
                        runtime: runtime.profile,
                        layout: layout,
                        memory: memory
                    )
                    for load in try loads(data: layout.data) {
                        let share = runtime.profile.budget.share
                        reached += check(estimator, load, memory, share)
                    }
                }
            }
        }
        #expect(reached > 0)
    }

    /// Checks both edges; the number of edges that there are.
    private func check(
        _ estimator: InferenceEstimator,
        _ load: InferenceWorkload,
        _ memory: Bytes,
        _ share: Double
    ) -> Int {
        let capacity = estimator.capacity(load, memory: memory, share: share)
        let name = "\(estimator.runtime.id), \(memory), \(estimator.layout), \(load)"
        func fits(_ change: (inout InferenceWorkload) -> Void) -> Bool {
            var changed = load
            change(&changed)
            return estimator.fits(changed, memory: memory, share: share)
        }
        func batch(_ count: Int) -> Bool { fits { $0.concurrentSequences = count } }
        func context(_ tokens: Int) -> Bool {
            fits {
                $0.contextTokens = Tokens(tokens)
                $0.promptTokens = min(load.promptTokens, Tokens(tokens))
            }
        }
        var edges = 0
        let data = estimator.layout.data
        let most = capacity.maximumBatch
        if most > 0 { #expect(batch(most), "batch \(most): \(name)") }
        if most / data < InferenceLimits.maximumBatch {
            // With several copies one more sequence makes the fullest copy hold one more.
            #expect(!batch(most + 1), "batch \(most) and 1: \(name)")
            edges += most > 0 ? 1 : 0
        }
        let longest = capacity.maximumContext.magnitude
        if longest > 0 { #expect(context(longest), "context \(longest): \(name)") }
        if longest < InferenceLimits.maximumContext {
            #expect(!context(longest + 1), "context \(longest) and 1: \(name)")
            edges += longest > 0 ? 1 : 0
        }
        return edges
    }

    @Test("the verdict changes at the edge", arguments: models)
    func verdict(id: String) throws {
        let catalog = try Self.catalog.get()
        let model = try #require(catalog.models[id]).architecture.get()
        for runtime in catalog.runtimes.entries {
            let gpu = try #require(catalog.gpus["b200-sxm-180gb"]).gpu
            let estimator = InferenceEstimator(
                model: model.profile,
                weightFormat: model.publishedFormat,
                cacheFormat: KVCacheFormat(.fp16),
                runtime: runtime.profile,
                memory: gpu.memory.planned
            )
            var load = try InferenceWorkload(concurrentSequences: 1, contextTokens: Tokens(4096))
            let share = runtime.profile.budget.share
            let most = estimator.capacity(load, memory: gpu.memory.planned, share: share)
                .maximumBatch
            guard most > 0, most < InferenceLimits.maximumBatch else { continue }
            load.concurrentSequences = most
            let fitting = try estimator.estimate(load, on: gpu, share: share).fit
            #expect(fitting?.verdict != .doesNotFit, "\(runtime.id): \(most)")
            load.concurrentSequences = most + 1
            let exceeding = try estimator.estimate(load, on: gpu, share: share).fit
            #expect(exceeding?.verdict == .doesNotFit, "\(runtime.id): \(most) and 1")
        }
    }
}
