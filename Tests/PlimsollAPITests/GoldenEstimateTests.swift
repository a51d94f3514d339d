import Foundation
import PlimsollAPI
import PlimsollCatalog
import PlimsollHTTP
import Testing

/// Estimates of the shipped catalog, every term explained, kept as files.
///
/// `PLIMSOLL_RECORD_GOLDEN=1 swift test --filter GoldenEstimate` writes them anew, and fails.
@Suite("Golden estimates")
struct GoldenEstimateTests {
    static let all: [String: String] = [
        "training of Llama 3 8B with LoRA on an A100": """
        {"model": "llama-3-8b", "technique": "lora", "precision": "bf16", "gpu": "a100-80gb",
         "adapter": {"rank": 16}, "micro_batch": 4, "sequence_length": 2048}
        """,
        "training of Llama 3 70B with QLoRA on two RTX 4090 with offload": """
        {"model": "llama-3-70b", "technique": "qlora", "precision": "bf16", "gpu": "rtx-4090",
         "gpus": 2, "zero_stage": 3, "offload": {"parameters": "cpu", "optimizer": "cpu"},
         "activation_checkpointing": "full", "sequence_length": 512}
        """,
        "training of Llama 3 70B in full on 32 H100": """
        {"model": "llama-3-70b", "gpu": "h100", "gpus": 32, "zero_stage": 3,
         "activation_checkpointing": "full", "sequence_length": 8192}
        """,
        "training of Llama 3.1 405B over sixteen stages": """
        {"model": "meta-llama/Llama-3.1-405B", "gradient_dtype": "fp32", "zero_stage": 2,
         "gpu": "h100", "gpus": 16384, "parallel": {"tensor": 8, "pipeline": 16, "data": 128},
         "sequence_length": 8192, "gradient_accumulation": 16,
         "activation_checkpointing": "none"}
        """,
        "training of Mixtral over experts in FP8": """
        {"model": "mistralai/Mixtral-8x7B-Instruct-v0.1", "precision": "fp8_mixed",
         "gpu": "h100", "gpus": 64, "parallel": {"tensor": 2, "pipeline": 4, "expert": 8},
         "virtual_pipeline": 8, "sequence_length": 4096,
         "activation_checkpointing": "selective:moe_act"}
        """,
        "training of Gemma 2 9B, weights loaded whole": """
        {"model": "google/gemma-2-9b-it", "technique": "lora", "gpu": "a100-80gb", "gpus": 4,
         "zero_stage": 3, "loading": "whole", "activation_checkpointing": "full",
         "sequence_length": 1024}
        """,
        "llama-3-8b on one RTX 4090 in vLLM": """
        {"model": "llama-3-8b", "runtime": "vllm", "gpu": "rtx-4090", "batch": 2,
         "context": 8192}
        """,
        "llama-3-70b as int8 on two H100 in vLLM": """
        {"model": "llama-3-70b", "weights": "int8", "runtime": "vllm", "gpu": "h100",
         "gpus": 2, "parallel": {"tensor": 2}, "batch": "max", "context": 4096}
        """,
        "DeepSeek-R1 on eight H200 in SGLang": """
        {"model": "deepseek-ai/DeepSeek-R1", "weights": "fp8-block", "runtime": "sglang",
         "gpu": "h200", "gpus": 8, "parallel": {"tensor": 8}, "batch": 32, "context": 8192}
        """,
        "Mixtral as AWQ on an A100 in vLLM 0.11": """
        {"model": "mistralai/Mixtral-8x7B-Instruct-v0.1", "weights": "awq-int4",
         "runtime": "vllm-0.11", "gpu": "a100-40gb", "batch": 16, "context": 4096}
        """,
        "Gemma 3 27B as Q4_K_M on an RTX 3090 in llama.cpp": """
        {"model": "google/gemma-3-27b-it", "weights": "q4_k_m", "runtime": "llama.cpp",
         "gpu": "rtx-3090", "context": 32768, "kv_cache": "q8_0"}
        """,
        "Qwen3 30B-A3B in 4 bits on an M4 Max in MLX": """
        {"model": "Qwen/Qwen3-30B-A3B", "weights": "mlx-4bit", "runtime": "mlx",
         "gpu": "apple-m4-max", "context": 16384}
        """,
        "Qwen2.5 7B as GPTQ on an RTX 3060 in transformers": """
        {"model": "Qwen/Qwen2.5-7B-Instruct", "weights": "gptq-int4",
         "runtime": "transformers", "gpu": "rtx-3060-12gb", "context": 8192}
        """,
        "Llama 3.1 8B as FP8 on an L4 in TensorRT-LLM": """
        {"model": "meta-llama/Llama-3.1-8B", "weights": "fp8", "kv_cache": "fp8",
         "runtime": "tensorrt-llm", "gpu": "l4", "batch": 8, "context": 4096}
        """,
        "gpt-oss 120B on an MI300X without an engine": """
        {"model": "openai/gpt-oss-120b", "gpu": "mi300x", "batch": 8, "context": 16384}
        """,
        "Qwen3.5 35B-A3B on a GB10 in vLLM 0.18": """
        {"model": "Qwen/Qwen3.5-35B-A3B", "weights": "fp8-block", "runtime": "vllm-0.18",
         "gpu": "gb10", "context": 262144, "memory_utilization": 0.8}
        """,
        "Llama 3 70B as Q4_K_M over an RTX 4090 and an RTX 3090": """
        {"model": "llama-3-70b", "weights": "q4_k_m", "runtime": "llama.cpp",
         "devices": [{"gpu": "rtx-4090"}, {"gpu": "rtx-3090"}], "context": 4096}
        """,
        "Llama 3.1 405B over two stages of eight H100 with a draft model": """
        {"model": "meta-llama/Llama-3.1-405B", "weights": "fp8", "runtime": "vllm",
         "gpu": "h100", "gpus": 16, "parallel": {"tensor": 8, "pipeline": 2}, "batch": 16,
         "context": 8192, "draft_model": "meta-llama/Llama-3.2-1B"}
        """,
    ]

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/estimates")
    private static let isRecording =
        ProcessInfo.processInfo.environment["PLIMSOLL_RECORD_GOLDEN"] == "1"
    private static let router = Result {
        let catalog = folder.appending(path: "../../../../catalog").standardizedFileURL
        return Service(store: try CatalogStore(path: catalog.path)).router()
    }

    @Test("is what it was", arguments: all.keys.sorted())
    func compare(name: String) throws {
        var body = try #require(Self.all[name])
        body = body.replacingOccurrences(of: "{\"model\"", with: "{\"explain\": true, \"model\"")
        let response = try Self.router.get().respond(
            to: try HTTPRequest(
                method: .post,
                target: name.hasPrefix("training") ? Scenario.training : Scenario.estimate,
                fields: [Scenario.json],
                body: Array(body.utf8)
            )
        )
        #expect(response.status == 200)
        // Indented and sorted, so that a difference shows line by line.
        let answer = try JSONSerialization.jsonObject(with: Data(response.body))
        let text =
            try JSONSerialization.data(
                withJSONObject: answer,
                options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            ) + Data("\n".utf8)
        let file = Self.folder.appending(path: name + ".json")
        guard !Self.isRecording else {
            try FileManager.default.createDirectory(
                at: Self.folder,
                withIntermediateDirectories: true
            )
            try text.write(to: file)
            Issue.record("recorded \(file.lastPathComponent); run again without recording")
            return
        }
        let kept = try Data(contentsOf: file)
        #expect(String(decoding: text, as: UTF8.self) == String(decoding: kept, as: UTF8.self))
    }

    @Test("every file belongs to a request")
    func noneLeft() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(names) == Set(Self.all.keys.map { $0 + ".json" }))
    }
}
