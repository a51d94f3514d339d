import PlimsollCatalog
import PlimsollEngine

// How long the engine takes for one estimate of serving, without names, JSON and transport: the estimator, memory, fit and
// capacity. Takes the catalog's folder; prints one line a case, microseconds of the median and of the slowest tenth of rounds.
//
//   swift run -c release BenchEngine catalog

struct Case {
    var model: String
    var weights: String
    var runtime: String
    var sizes: [ParallelDimension: Int] = [:]
}

let cases = [
    Case(model: "llama-3-8b", weights: "bf16", runtime: "vllm"),
    Case(model: "llama-3-70b", weights: "int8", runtime: "vllm", sizes: [.tensor: 2]),
    Case(model: "llama-3-70b", weights: "q4_k_m", runtime: "llama.cpp"),
    Case(model: "llama-3-8b", weights: "bf16", runtime: "generic"),
    Case(model: "openai/gpt-oss-120b", weights: "mxfp4", runtime: "vllm"),
    Case(model: "deepseek-ai/DeepSeek-R1", weights: "fp8", runtime: "vllm", sizes: [.tensor: 8]),
    Case(model: "Qwen/Qwen3.5-35B-A3B", weights: "fp8", runtime: "vllm"),
    Case(model: "google/gemma-3-27b-it", weights: "q4_k_m", runtime: "llama.cpp"),
    Case(model: "google/gemma-4-26B-A4B-it", weights: "bf16", runtime: "vllm"),
]

let folder = CommandLine.arguments.dropFirst().first ?? "catalog"
let catalog = try CatalogStore.read(folder).get()
let rounds = 200
let inRound = 200
let clock = ContinuousClock()
var kept = 0

func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
}

for item in cases {
    guard let model = try catalog.models[item.model]?.architecture.get(),
        let format = catalog.weightFormats[item.weights]?.format,
        let runtime = catalog.runtimes[item.runtime]?.profile,
        let gpu = catalog.gpus["b200-sxm-180gb"]?.gpu
    else { fatalError("the catalog lacks \(item)") }
    let layout = try ParallelLayout(item.sizes, gpus: nil, model: model.profile.shape)
    var times: [Double] = []
    for round in 0..<rounds {
        let start = clock.now
        for step in 0..<inRound {
            let estimator = InferenceEstimator(
                model: model.profile,
                weightFormat: format,
                cacheFormat: KVCacheFormat(.fp16),
                runtime: runtime,
                layout: layout,
                memory: gpu.memory.planned
            )
            let load = try InferenceWorkload(
                concurrentSequences: 1 + (round + step) % 16,
                contextTokens: Tokens(1024 + 64 * step)
            )
            let estimate = try estimator.estimate(load, on: gpu, share: runtime.budget.share)
            kept &+= estimate.capacity?.maximumBatch ?? 0
        }
        let seconds = (clock.now - start) / .seconds(1)
        times.append(seconds / Double(inRound) * 1e6)
    }
    times.sort()
    let name = "\(item.model) \(item.weights) \(item.runtime)"
    let median = (times[rounds / 2] * 100).rounded() / 100
    let slow = (times[rounds * 9 / 10] * 100).rounded() / 100
    print(pad(name, 56), pad("\(median) µs", 12), "\(slow) µs")
}
// What was computed is used, so that none of it is left out.
if kept == .min { print(kept) }
