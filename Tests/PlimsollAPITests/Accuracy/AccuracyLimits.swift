import Testing

/// How far an engine's term may lie from what was measured, as shares.
///
/// The median of the groups, and nine in ten of them. A change that passes a limit made estimates
/// worse.
struct AccuracyLimit: CustomTestStringConvertible, Sendable {
    var kind: TruthKind
    var engine: String
    var term: String
    var median: Double
    var p90: Double

    var testDescription: String { "\(kind.rawValue): \(term) of \(engine)" }

    /// A limit in percent.
    init(_ kind: TruthKind, _ engine: String, _ term: String, median: Double, p90: Double) {
        self.kind = kind
        self.engine = engine
        self.term = term
        self.median = median / 100
        self.p90 = p90 / 100
    }

    var series: Accuracy.Series { Accuracy.Series(engine: engine, term: term) }

    /// Every limit; a kind of measurement adds its own list.
    static let all = inference + training

    private static let inference = [
        AccuracyLimit(.inference, "vllm", "weights", median: 0.1, p90: 0.5),
        AccuracyLimit(.inference, "vllm", "kv_cache_per_token", median: 0.05, p90: 0.1),
        AccuracyLimit(.inference, "vllm", "kv_cache_pool", median: 0.1, p90: 1.2),
        AccuracyLimit(.inference, "vllm", "kv_cache_pool_tokens", median: 0.1, p90: 1.2),
        AccuracyLimit(.inference, "vllm", "activation", median: 1, p90: 3),
        AccuracyLimit(.inference, "vllm", "runtime", median: 2, p90: 4),
        AccuracyLimit(.inference, "vllm", "total", median: 0.3, p90: 0.6),
        AccuracyLimit(.inference, "sglang", "weights", median: 1.1, p90: 4.5),
        AccuracyLimit(.inference, "sglang", "kv_cache_per_token", median: 0.05, p90: 0.1),
        AccuracyLimit(.inference, "tensorrt-llm", "weights", median: 0.4, p90: 0.5),
        AccuracyLimit(.inference, "tensorrt-llm", "kv_cache_per_token", median: 0.05, p90: 0.1),
        AccuracyLimit(.inference, "llama.cpp", "weights", median: 1, p90: 1.6),
        AccuracyLimit(.inference, "llama.cpp", "file", median: 0.2, p90: 2),
        AccuracyLimit(.inference, "llama.cpp", "kv_cache_per_token", median: 0.05, p90: 0.1),
        AccuracyLimit(.inference, "llama.cpp", "kv_cache", median: 0.1, p90: 1.5),
        AccuracyLimit(.inference, "llama.cpp", "activation", median: 2.1, p90: 19),
        AccuracyLimit(.inference, "llama.cpp", "total", median: 0.7, p90: 4.6),
        AccuracyLimit(.inference, "transformers", "weights", median: 2.1, p90: 2.1),
        AccuracyLimit(.inference, "transformers", "kv_cache_per_token", median: 0.05, p90: 0.1),
        AccuracyLimit(.inference, "transformers", "allocated", median: 0.7, p90: 3.2),
        AccuracyLimit(.inference, "mlx", "allocated", median: 0.9, p90: 1.3),
    ]

    private static let training = [
        AccuracyLimit(.training, "litgpt", "trainable", median: 0, p90: 0),
        AccuracyLimit(.training, "Hugging Face", "trainable", median: 0, p90: 0),
        AccuracyLimit(.training, "Megatron", "activation", median: 7, p90: 11),
        AccuracyLimit(.training, "Megatron", "peak", median: 25, p90: 25),
        AccuracyLimit(.training, "torchtitan", "peak", median: 8, p90: 8),
        AccuracyLimit(.training, "torchtune", "peak", median: 16, p90: 90),
        AccuracyLimit(.training, "litgpt", "peak", median: 6, p90: 14),
        AccuracyLimit(.training, "Hugging Face", "peak", median: 12, p90: 33),
        AccuracyLimit(.training, "Megatron", "speed", median: 15, p90: 45),
        AccuracyLimit(.training, "torchtitan", "speed", median: 25, p90: 50),
        AccuracyLimit(.training, "llm-foundry", "speed", median: 10, p90: 30),
        AccuracyLimit(.training, "torchtune", "speed", median: 25, p90: 40),
        AccuracyLimit(.training, "litgpt", "speed", median: 50, p90: 50),
        AccuracyLimit(.training, "Hugging Face", "speed", median: 52, p90: 88),
    ]
}
