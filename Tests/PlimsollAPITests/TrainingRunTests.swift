import PlimsollAPI
import PlimsollCatalog
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("Published examples of training, from the shipped catalog")
struct TrainingRunTests {
    private func ask(_ body: String) throws -> JSONValue {
        let response = try Contract.shared().router.respond(
            to: try HTTPRequest(
                method: .post,
                target: Scenario.training,
                fields: [Scenario.json],
                body: Array(body.utf8)
            )
        )
        #expect(response.status == 200)
        return try JSONDocument(parsing: response.body).root
    }

    private func number(_ answer: JSONValue, _ path: String) throws -> Double {
        var value = answer
        for key in path.split(separator: ".") { value = try #require(value[String(key)]) }
        return try #require(value.double)
    }

    @Test("AdamW in mixed precision carries 1.13 TB of states for Llama 3 70B")
    func states() throws {
        let answer = try ask(#"{"model": "llama-3-70b", "optimizer": "adamw"}"#)
        #expect(try number(answer, "states.total_bytes") == 16 * 70_553_706_496)
    }

    @Test("rank 16 on every matrix of Llama 3 70B and 8B, rank 32 on q and v of Llama 3.2 3B")
    func adapters() throws {
        for (model, adapter, count) in [
            ("llama-3-70b", #"{"rank": 16}"#, 207_093_760.0),
            ("llama-3-8b", #"{"rank": 16}"#, 41_943_040),
            ("llama-3.2-3b", #"{"rank": 32, "targets": ["q_proj", "v_proj"]}"#, 9_175_040),
        ] {
            let answer = try ask(
                #"{"model": "\#(model)", "technique": "lora", "adapter": \#(adapter)}"#
            )
            #expect(try number(answer, "trainable_parameters") == count)
        }
    }

    @Test(
        "QLoRA of Llama 3 70B fits one card of 48 GB at short sequences and one of 80 GB at 4,096",
        arguments: [("rtx-a6000-48gb", 512, 45.1e9), ("a100-sxm-80gb", 4096, 57.9e9)]
    )
    func quantized(gpu: String, length: Int, bytes: Double) throws {
        let answer = try ask(
            #"""
            {"model": "llama-3-70b", "technique": "qlora", "precision": "bf16", "gpu": "\#(gpu)",
             "activation_checkpointing": "full", "sequence_length": \#(length),
             "gradient_accumulation": 1}
            """#
        )
        // 0.516 bytes a weight of the layers, 16 bits for the ends: 39.5 GB.
        let weights = try number(answer, "memory.per_gpu.weights_bytes")
        #expect(abs(weights / 39.5e9 - 1) < 0.005)
        #expect(abs(try number(answer, "memory.per_gpu.total_bytes") / bytes - 1) < 0.01)
        #expect(answer["fit"]?["verdict"]?.string != "does_not_fit")
    }

    @Test("eight cards of 80 GB do not hold AdamW in mixed precision for Llama 3 70B, 32 do")
    func seventyBillion() throws {
        for (gpus, fits) in [(8, false), (16, false), (32, true)] {
            let answer = try ask(
                #"""
                {"model": "llama-3-70b", "gpu": "h100-sxm-80gb", "gpus": \#(gpus), "zero_stage": 3,
                 "activation_checkpointing": "full", "sequence_length": 4096}
                """#
            )
            #expect((answer["fit"]?["verdict"]?.string != "does_not_fit") == fits)
        }
    }

    // Grattafiori et al. 2024, arXiv:2407.21783, section 3.3.2 and table 4: 16,384 GPUs of 80 GB,
    // 8,192 tokens, states divided by FSDP, gradients added up in 32 bits, nothing recomputed.
    @Test("8 by 16 by 128 GPUs of 80 GB hold Llama 3.1 405B without recomputation, 8 by 4 do not")
    func layout() throws {
        for (pipeline, data, fits) in [(16, 128, true), (4, 512, false)] {
            let answer = try ask(
                #"""
                {"model": "meta-llama/Llama-3.1-405B", "gpu": "h100-sxm-80gb", "gpus": 16384,
                 "parallel": {"tensor": 8, "pipeline": \#(pipeline), "data": \#(data)},
                 "zero_stage": 2, "gradient_dtype": "fp32", "sequence_length": 8192,
                 "gradient_accumulation": 16, "activation_checkpointing": "none"}
                """#
            )
            #expect((answer["fit"]?["verdict"]?.string != "does_not_fit") == fits)
        }
    }

    @Test("the answer says which moment is the fullest: loading, both passes or the step")
    func phases() throws {
        for (fields, phase) in [
            (#""technique": "lora", "zero_stage": 3, "gpus": 8, "loading": "whole""#, "load"),
            (
                #""technique": "lora", "zero_stage": 3, "gpus": 8, "micro_batch": 16"#,
                "forward_backward"
            ),
            (
                #""framework": "megatron", "zero_stage": 1, "gpus": 8"#,
                "optimizer_step"
            ),
        ] {
            let answer = try ask(
                #"""
                {"model": "llama-3-8b", \#(fields), "activation_checkpointing": "full",
                 "sequence_length": 128}
                """#
            )
            #expect(answer["memory"]?["peak_phase"]?.string == phase)
            #expect(try number(answer, "memory.phases.load_bytes") > 0)
        }
    }
}
