import Foundation
import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

/// A small model with four layers, described with a quantization configuration.
private enum Small {
    static let attention = 256 * 256 * 2 + 2 * 128 * 256
    static let network = 3 * 512 * 256
    static let head = 1000 * 256
    /// Embedding, nine norms, at 16 bits.
    static let rest = 2 * (1000 * 256 + 9 * 256)

    static func model(_ quantization: String, extra: String = "") throws -> ModelDescription {
        let text = """
            {"model_type": "llama", "hidden_size": 256, "num_hidden_layers": 4,
             "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 512,
             "vocab_size": 1000, "torch_dtype": "bfloat16", \(extra)
             "quantization_config": \(quantization)}
            """
        let value = try JSONDocument(parsing: Array(text.utf8), limits: .default).root
        return try ModelDescription(config: value)
    }

    /// Bytes of linear layers of eight, and of others of sixteen bits, without scales.
    static func bytes(quantized: Int, bits: Double, kept: Int) -> Int {
        rest + Int(Double(quantized) * bits / 8) + 2 * kept
    }
}

@Suite("Published formats")
struct PublishedFormatTests {
    /// One configuration, its format's name, and what stays at 16 bits beside embedding and norms.
    struct Case: CustomTestStringConvertible, Sendable {
        var config: String
        var id: String
        /// Bits of a quantized weight, groups' scales included, rows' and tensors' not.
        var bits: Double
        var kept: Int
        /// Bytes of scales for each row or matrix, and of tables.
        var shared: Int

        var testDescription: String { "\(id) of \(config.prefix(120))" }
    }

    private static let rows = 4 * (256 + 128 + 128 + 256 + 512 + 512 + 256)
    private static let columns = 4 * (6 * 256 + 512)
    private static let matrices = 4 * 7

    private static let cases: [Case] = [
        Case(
            config: #"{"quant_method": "gptq", "bits": 4, "group_size": 128, "desc_act": true}"#,
            id: "gptq-int4",
            bits: 4 + 20.0 / 128,
            kept: Small.head,
            shared: 4 * columns
        ),
        Case(
            config: #"{"quant_method": "gptq", "bits": 8, "group_size": -1, "lm_head": true}"#,
            id: "gptq-int8",
            bits: 8,
            kept: 0,
            shared: 4 * (columns + 256) + 3 * (rows + 1000)
        ),
        Case(
            config: #"""
                {"quant_method": "gptq", "bits": 4, "group_size": 128,
                 "dynamic": {"-:.*self_attn.*": {}}}
                """#,
            id: "gptq-int4",
            bits: 4 + 20.0 / 128,
            kept: Small.head + 4 * Small.attention,
            shared: 4 * 4 * (256 + 256 + 512)
        ),
        Case(
            config: #"""
                {"quant_method": "awq", "bits": 4, "group_size": 64, "zero_point": true,
                 "modules_to_not_convert": ["mlp.down_proj"]}
                """#,
            id: "awq-int4",
            bits: 4 + 20.0 / 64,
            kept: Small.head + 4 * 512 * 256,
            shared: 0
        ),
        Case(
            config: #"{"quant_method": "fp8", "activation_scheme": "static"}"#,
            id: "fp8",
            bits: 8,
            kept: Small.head,
            shared: matrices * 8
        ),
        Case(
            config: #"""
                {"quant_method": "fp8", "activation_scheme": "dynamic",
                 "weight_block_size": [128, 128], "ignored_layers": ["model.layers.1.mlp"]}
                """#,
            id: "fp8-block",
            bits: 8 + 32.0 / 16384,
            kept: Small.head + Small.network,
            shared: 0
        ),
        Case(
            config: #"""
                {"quant_method": "bitsandbytes", "load_in_4bit": true,
                 "bnb_4bit_quant_type": "nf4", "bnb_4bit_use_double_quant": true}
                """#,
            id: "bnb-nf4-dq",
            bits: 4 + 8.125 / 64,
            kept: Small.head,
            shared: matrices * 4 * 273
        ),
        Case(
            config: #"{"quant_method": "bitsandbytes", "load_in_8bit": true}"#,
            id: "bnb-int8",
            bits: 8,
            kept: Small.head,
            shared: 4 * rows
        ),
        Case(
            config: #"""
                {"quant_method": "compressed-tensors", "format": "pack-quantized",
                 "config_groups": {"group_0": {"targets": ["Linear"], "weights":
                 {"num_bits": 4, "type": "int", "symmetric": true, "strategy": "group",
                  "group_size": 128}}}, "ignore": ["lm_head", "re:.*layers\\.[01]\\.self_attn.*"]}
                """#,
            id: "int4",
            bits: 4 + 16.0 / 128,
            kept: Small.head + 2 * Small.attention,
            shared: (matrices - 8) * 16
        ),
        Case(
            config: #"""
                {"quant_method": "compressed-tensors", "format": "float-quantized",
                 "config_groups": {"group_0": {"targets": ["Linear"], "weights":
                 {"num_bits": 8, "type": "float", "strategy": "channel"}}}, "ignore": ["lm_head"]}
                """#,
            id: "fp8-channel",
            bits: 8,
            kept: Small.head,
            shared: 2 * rows
        ),
        Case(
            config: #"""
                {"quant_method": "modelopt", "quant_algo": "NVFP4", "group_size": 16,
                 "exclude_modules": ["lm_head", "model.layers.*.self_attn*"]}
                """#,
            id: "nvfp4",
            bits: 4.5,
            kept: Small.head + 4 * Small.attention,
            shared: 4 * 3 * 8
        ),
        Case(
            config: #"""
                {"quant_method": "modelopt", "quant_algo": "MIXED_PRECISION", "quantized_layers":
                 {"model.layers.0.mlp.up_proj": {"quant_algo": "NVFP4", "group_size": 16},
                  "model.layers.0.mlp.gate_proj": {"quant_algo": "NVFP4", "group_size": 16}}}
                """#,
            id: "modelopt-mixed",
            bits: 4.5,
            kept: Small.head + 4 * Small.attention + 4 * Small.network - 2 * 512 * 256,
            shared: 16
        ),
        Case(
            config: #"""
                {"quant_method": "quark", "exclude": ["lm_head"], "global_quant_config":
                 {"weight": {"dtype": "fp4", "qscheme": "per_group", "group_size": 32}}}
                """#,
            id: "mxfp4",
            bits: 4.25,
            kept: Small.head,
            shared: 0
        ),
        Case(
            config: #"""
                {"quant_method": "torchao", "quant_type":
                 {"default": {"_type": "Int4WeightOnlyConfig", "_data": {"group_size": 128}}}}
                """#,
            id: "torchao-int4",
            bits: 4.25,
            kept: Small.head,
            shared: 0
        ),
        Case(
            config: #"""
                {"quant_method": "hqq", "quant_config":
                 {"weight_quant_params": {"nbits": 4, "group_size": 64}}}
                """#,
            id: "hqq-int4",
            bits: 4.5,
            kept: Small.head,
            shared: 0
        ),
        Case(
            config: #"{"quant_method": "eetq"}"#,
            id: "int8",
            bits: 8,
            kept: Small.head,
            shared: 2 * rows
        ),
    ]

    @Test("quantization_config becomes the bytes that its method stores", arguments: cases)
    func methods(item: Case) throws {
        let model = try Small.model(item.config)
        #expect(model.publishedFormat.id == item.id)
        let all = 4 * (Small.attention + Small.network) + Small.head
        let expected =
            Small.bytes(quantized: all - item.kept, bits: item.bits, kept: item.kept) + item.shared
        #expect(model.profile.weightBytes(model.publishedFormat).magnitude == expected)
        #expect(model.publishedFormatAssumptions.isEmpty)
    }

    @Test("MLX covers embedding and head, and modules have widths of their own")
    func mlx() throws {
        let model = try Small.model(
            #"{"group_size": 64, "bits": 4, "model.layers.0.mlp.down_proj": {"group_size": 64, "bits": 8}}"#
        )
        let linear = 4 * (Small.attention + Small.network) + 2 * Small.head
        let expected = linear * 9 / 16 + 512 * 256 / 2 + 2 * 9 * 256
        #expect(model.publishedFormat.id == "mlx-4bit")
        #expect(model.profile.weightBytes(model.publishedFormat).magnitude == expected)
    }

    @Test(
        "without a quantization the type of the tensors is the format",
        arguments: [
            ("float16", "fp16", 2), ("bfloat16", "bf16", 2), ("float32", "fp32", 4),
        ]
    )
    func plain(dtype: String, id: String, bytes: Int) throws {
        let model = try Small.model("null", extra: "\"dtype\": \"\(dtype)\",")
        #expect(model.publishedFormat.id == id)
        let parameters = model.profile.parameters.total.magnitude
        #expect(model.profile.weightBytes(model.publishedFormat).magnitude == bytes * parameters)
    }

    @Test(
        "what is not understood is said, and nothing is made up for it",
        arguments: [
            (#"{"quant_method": "vptq"}"#, "vptq"),
            (
                #"""
                {"quant_method": "compressed-tensors", "config_groups": {"a": {"targets": ["Linear"],
                 "weights": {"num_bits": 8}}}, "ignore": ["re:(?<x>a)"]}
                """#, "(?<x>a)"
            ),
        ]
    )
    func assumed(config: String, mentioned: String) throws {
        let model = try Small.model(config)
        #expect(model.publishedFormatAssumptions.contains { $0.contains(mentioned) })
    }

    @Test(
        "a wrong type is refused with its key",
        arguments: [
            #"{"quant_method": "gptq", "bits": "four"}"#, #"{"quant_method": 4}"#,
            #"{"quant_method": "fp8", "modules_to_not_convert": "lm_head"}"#,
            #"{"quant_method": "compressed-tensors"}"#,
            #"{"quant_method": "compressed-tensors", "config_groups": {}}"#,
            #"{"quant_method": "modelopt", "quant_algo": "UNKNOWN"}"#, "4",
        ]
    )
    func refused(config: String) {
        #expect(throws: ModelConfigError.self) { try Small.model(config) }
    }

    @Test("a configuration made to take long is refused instead")
    func hostile() {
        let patterns = (0..<500).map { #""re:.*(a|b|c|d)*[0-9]+\\.(x|y)*\#($0)""# }
        let config = """
            {"quant_method": "compressed-tensors", "config_groups": {"g": {"targets": ["Linear"],
             "weights": {"num_bits": 8}}}, "ignore": [\(patterns.joined(separator: ","))]}
            """
        #expect(throws: ModelConfigError.self) { try Small.model(config) }
    }

    @Test("hundreds of modules named one by one are found")
    func longLists() throws {
        let names = (0..<4).flatMap { layer in
            ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj"].map {
                "\"model.layers.\(layer).\($0)\""
            }
        }
        let others = (4..<200).map { "\"model.layers.\($0).mlp.up_proj\"" }
        let model = try Small.model(
            """
            {"quant_method": "fp8", "modules_to_not_convert":
             [\((names + others).joined(separator: ","))]}
            """
        )
        let kept = Small.head + 4 * Small.attention
        let expected = Small.bytes(quantized: 4 * Small.network, bits: 8, kept: kept) + 12 * 4
        #expect(model.profile.weightBytes(model.publishedFormat).magnitude == expected)
    }

    /// Published totals: deepseek-ai/DeepSeek-V3, model.safetensors.index.json, 688.59 GB with the
    /// multi-token-prediction module, which repeats embedding and head (3.71 GB), and
    /// openai/gpt-oss-20b, 13.76 GB.
    @Test(
        "catalog models take what their published files hold",
        arguments: [
            ("deepseek-ai/DeepSeek-V3", 688.59), ("openai/gpt-oss-20b", 13.76),
        ]
    )
    func totals(id: String, gigabytes: Double) throws {
        let file = try Fixture.json(Fixture.catalog.appending(path: "models/\(id).json"))
        let model = try ModelDescription(config: try #require(file["config"]))
        let format = model.publishedFormat
        let bytes =
            model.profile.weightBytes(format) + model.profile.nextTokenModuleBytes(format)
        #expect(abs(Double(bytes.magnitude) / 1e9 / gigabytes - 1) < 0.001, "\(bytes.magnitude)")
    }

    @Test("only experts of gpt-oss are quantized, and not the attention of Kimi K2.5")
    func exceptions() throws {
        for (id, bits) in [("openai/gpt-oss-20b", 4.25), ("moonshotai/Kimi-K2.5", 4.5)] {
            let file = try Fixture.json(Fixture.catalog.appending(path: "models/\(id).json"))
            let model = try ModelDescription(config: try #require(file["config"]))
            let experts = model.profile.parameters[.routedExperts].magnitude
            let all = model.profile.parameters.total.magnitude
            let expected = Double(experts) * bits / 8 + Double(all - experts) * 2
            let bytes = model.profile.weightBytes(model.publishedFormat).magnitude
            #expect(abs(Double(bytes) / expected - 1) < 0.005, "\(id): \(bytes), \(expected)")
        }
    }
}
