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
    static let all = inference + training + throughput

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
        AccuracyLimit(.training, "Megatron", "peak", median: 20, p90: 20),
        AccuracyLimit(.training, "torchtitan", "peak", median: 8, p90: 8),
        AccuracyLimit(.training, "torchtune", "peak", median: 15, p90: 104),
        AccuracyLimit(.training, "litgpt", "peak", median: 6, p90: 12),
        AccuracyLimit(.training, "Hugging Face", "peak", median: 9, p90: 20),
        AccuracyLimit(.training, "Megatron", "speed", median: 15, p90: 45),
        AccuracyLimit(.training, "torchtitan", "speed", median: 25, p90: 50),
        AccuracyLimit(.training, "llm-foundry", "speed", median: 10, p90: 30),
        AccuracyLimit(.training, "torchtune", "speed", median: 25, p90: 40),
        AccuracyLimit(.training, "litgpt", "speed", median: 50, p90: 50),
        AccuracyLimit(.training, "Hugging Face", "speed", median: 52, p90: 88),
    ]

    private static let throughput = [
        AccuracyLimit(.throughput, "vllm", "decode", median: 7, p90: 9),
        AccuracyLimit(.throughput, "vllm", "decode_ms", median: 16, p90: 16),
        AccuracyLimit(.throughput, "vllm", "decode_ms_mixture", median: 6, p90: 28),
        AccuracyLimit(.throughput, "vllm", "first_token_ms", median: 46, p90: 46),
        AccuracyLimit(.throughput, "vllm", "first_token_ms_mixture", median: 19, p90: 38),
        AccuracyLimit(.throughput, "vllm", "served", median: 10, p90: 45),
        AccuracyLimit(.throughput, "vllm", "served_mixture", median: 23, p90: 80),
        AccuracyLimit(.throughput, "vllm", "static", median: 5, p90: 16),
        AccuracyLimit(.throughput, "sglang", "decode", median: 12, p90: 18),
        AccuracyLimit(.throughput, "sglang", "decode_mixture", median: 7, p90: 7),
        AccuracyLimit(.throughput, "sglang", "decode_ms", median: 9, p90: 9),
        AccuracyLimit(.throughput, "sglang", "first_token_ms", median: 78, p90: 78),
        AccuracyLimit(.throughput, "sglang", "served", median: 14, p90: 39),
        AccuracyLimit(.throughput, "sglang", "served_mixture", median: 25, p90: 60),
        AccuracyLimit(.throughput, "sglang", "static", median: 11, p90: 15),
        AccuracyLimit(.throughput, "sglang", "static_mixture", median: 6, p90: 7),
        AccuracyLimit(.throughput, "tensorrt-llm", "first_token_ms", median: 11, p90: 15),
        AccuracyLimit(.throughput, "tensorrt-llm", "saturated", median: 8, p90: 14),
        AccuracyLimit(.throughput, "tensorrt-llm", "saturated_mixture", median: 23, p90: 61),
        AccuracyLimit(.throughput, "tensorrt-llm", "served", median: 19, p90: 22),
        AccuracyLimit(.throughput, "tensorrt-llm", "served_mixture", median: 74, p90: 455),
        AccuracyLimit(.throughput, "tensorrt-llm", "static", median: 7, p90: 42),
        AccuracyLimit(.throughput, "llama.cpp", "decode", median: 6, p90: 20),
        AccuracyLimit(.throughput, "llama.cpp", "decode_mixture", median: 22, p90: 30),
        AccuracyLimit(.throughput, "llama.cpp", "prefill", median: 14, p90: 35),
        AccuracyLimit(.throughput, "llama.cpp", "prefill_mixture", median: 8, p90: 8),
        AccuracyLimit(.throughput, "transformers", "decode", median: 23, p90: 40),
        AccuracyLimit(.throughput, "transformers", "static", median: 21, p90: 50),
        AccuracyLimit(.throughput, "TurboMind", "decode_ms", median: 3, p90: 3),
        AccuracyLimit(.throughput, "TurboMind", "first_token_ms", median: 11, p90: 11),
        AccuracyLimit(.throughput, "TurboMind", "prefill", median: 15, p90: 15),
        AccuracyLimit(.throughput, "TurboMind", "static", median: 6, p90: 6),
        AccuracyLimit(.throughput, "ExLlamaV2", "decode", median: 30, p90: 32),
    ]
}
