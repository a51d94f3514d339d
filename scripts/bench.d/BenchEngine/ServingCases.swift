import PlimsollCatalog
import PlimsollEngine

/// One estimate of serving without names, JSON and transport: the estimator, memory, fit and capacity.
struct ServingCase {
    var model: String
    var weights: String
    var runtime: String
    var sizes: [ParallelDimension: Int] = [:]

    static let all = [
        ServingCase(model: "llama-3-8b", weights: "bf16", runtime: "vllm"),
        ServingCase(model: "llama-3-70b", weights: "int8", runtime: "vllm", sizes: [.tensor: 2]),
        ServingCase(model: "llama-3-70b", weights: "q4_k_m", runtime: "llama.cpp"),
        ServingCase(model: "llama-3-8b", weights: "bf16", runtime: "generic"),
        ServingCase(model: "openai/gpt-oss-120b", weights: "mxfp4", runtime: "vllm"),
        ServingCase(
            model: "deepseek-ai/DeepSeek-R1",
            weights: "fp8",
            runtime: "vllm",
            sizes: [.tensor: 8]
        ),
        ServingCase(model: "Qwen/Qwen3.5-35B-A3B", weights: "fp8", runtime: "vllm"),
        ServingCase(model: "google/gemma-3-27b-it", weights: "q4_k_m", runtime: "llama.cpp"),
        ServingCase(model: "google/gemma-4-26B-A4B-it", weights: "bf16", runtime: "vllm"),
    ]

    /// Times the case with another load in each call.
    func measure(in catalog: Catalog, _ stopwatch: Stopwatch) throws {
        guard let model = try catalog.models[model]?.architecture.get(),
            let format = catalog.weightFormats[weights]?.format,
            let runtime = catalog.runtimes[runtime]?.profile,
            let gpu = catalog.gpus["b200-sxm-180gb"]?.gpu
        else { return print("  the catalog lacks \(self)") }
        let layout = try ParallelLayout(sizes, gpus: nil, model: model.profile.shape)
        var step = 0
        stopwatch.measure("  \(self.model) \(weights) \(self.runtime)") {
            step += 1
            let estimator = InferenceEstimator(
                model: model.profile,
                weightFormat: format,
                cacheFormat: KVCacheFormat(.fp16),
                runtime: runtime,
                layout: layout,
                memory: gpu.memory.planned
            )
            let load = try? InferenceWorkload(
                concurrentSequences: 1 + step % 16,
                contextTokens: Tokens(1024 + 64 * (step % 200))
            )
            let estimate = try? load.map {
                try estimator.estimate($0, on: gpu, share: runtime.budget.share)
            }
            return estimate?.capacity?.maximumBatch ?? 0
        }
    }
}
