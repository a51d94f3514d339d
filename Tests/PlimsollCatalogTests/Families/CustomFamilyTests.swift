import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

@Suite("Families with code of their own")
struct CustomFamilyTests {
    @Test(
        "models outside the reference library have their published totals",
        arguments: [
            FamilyCase(
                "Qwen 7B halves the configured width",
                total: 7_721_324_544,
                cache: (524_288, 524_288),
                """
                {"model_type": "qwen", "vocab_size": 151936, "hidden_size": 4096,
                 "intermediate_size": 22016, "num_hidden_layers": 32, "kv_channels": 128,
                 "num_attention_heads": 32, "no_bias": true, "tie_word_embeddings": false}
                """
            ),
            FamilyCase(
                "Qwen 72B",
                total: 72_287_920_128,
                cache: (2_621_440, 2_621_440),
                """
                {"model_type": "qwen", "vocab_size": 152064, "hidden_size": 8192,
                 "intermediate_size": 49152, "num_hidden_layers": 80, "kv_channels": 128,
                 "num_attention_heads": 64, "no_bias": true, "tie_word_embeddings": false}
                """
            ),
            FamilyCase(
                "Baichuan 2 7B fuses queries, keys and values",
                total: 7_505_973_248,
                """
                {"model_type": "baichuan", "vocab_size": 125696, "hidden_size": 4096,
                 "intermediate_size": 11008, "num_hidden_layers": 32, "num_attention_heads": 32,
                 "tie_word_embeddings": false}
                """
            ),
            FamilyCase(
                "InternLM 2.5 7B groups its queries",
                total: 7_737_708_544,
                cache: (131_072, 131_072),
                """
                {"model_type": "internlm2", "vocab_size": 92544, "hidden_size": 4096,
                 "intermediate_size": 14336, "num_hidden_layers": 32, "num_attention_heads": 32,
                 "num_key_value_heads": 8, "bias": false, "tie_word_embeddings": false}
                """
            ),
            FamilyCase(
                "ChatGLM 3 6B has two groups of keys and values",
                total: 6_243_584_000,
                cache: (28_672, 28_672),
                """
                {"model_type": "chatglm", "padded_vocab_size": 65024, "hidden_size": 4096,
                 "ffn_hidden_size": 13696, "num_layers": 28, "num_attention_heads": 32,
                 "kv_channels": 128, "multi_query_attention": true, "multi_query_group_num": 2,
                 "add_qkv_bias": true, "add_bias_linear": false, "rmsnorm": true,
                 "post_layer_norm": true, "seq_length": 8192, "tie_word_embeddings": false}
                """
            ),
            FamilyCase(
                "GLM-4 9B of 2024",
                total: 9_399_951_360,
                cache: (40_960, 40_960),
                """
                {"model_type": "chatglm", "padded_vocab_size": 151552, "hidden_size": 4096,
                 "ffn_hidden_size": 13696, "num_layers": 40, "num_attention_heads": 32,
                 "kv_channels": 128, "multi_query_attention": true, "multi_query_group_num": 2,
                 "add_qkv_bias": true, "add_bias_linear": false, "tie_word_embeddings": false}
                """
            ),
            FamilyCase(
                "EXAONE 3.0 7.8B spells the layers num_layers",
                total: 7_818_448_896,
                cache: (131_072, 131_072),
                """
                {"model_type": "exaone", "vocab_size": 102400, "hidden_size": 4096,
                 "intermediate_size": 14336, "num_layers": 32, "num_attention_heads": 32,
                 "num_key_value_heads": 8, "tie_word_embeddings": false}
                """
            ),
            FamilyCase(
                "Ling-lite has two shared experts in every layer",
                total: 16_801_974_272,
                active: 2_753_153_024,
                cache: (57_344, 57_344),
                """
                {"model_type": "bailing_moe", "vocab_size": 126464, "hidden_size": 2048,
                 "intermediate_size": 5632, "num_hidden_layers": 28, "num_attention_heads": 16,
                 "num_key_value_heads": 4, "head_dim": 128, "num_experts": 64,
                 "num_experts_per_tok": 6, "moe_intermediate_size": 1408,
                 "num_shared_experts": 2, "use_bias": false, "use_qkv_bias": false,
                 "tie_word_embeddings": false}
                """
            ),
            FamilyCase(
                "DeepSeek MoE 16B has a dense first layer",
                total: 16_375_728_128,
                active: 2_828_650_496,
                """
                {"model_type": "deepseek", "vocab_size": 102400, "hidden_size": 2048,
                 "intermediate_size": 10944, "num_hidden_layers": 28, "num_attention_heads": 16,
                 "num_key_value_heads": 16, "n_routed_experts": 64, "n_shared_experts": 2,
                 "num_experts_per_tok": 6, "moe_intermediate_size": 1408,
                 "first_k_dense_replace": 1, "moe_layer_freq": 1, "tie_word_embeddings": false}
                """
            ),
            FamilyCase(
                "Grok 2 has a dense network beside its experts",
                total: 269_515_497_472,
                active: 114_896_674_816,
                cache: (262_144, 262_144),
                """
                {"model_type": "grok-2", "vocab_size": 131072, "hidden_size": 8192,
                 "intermediate_size": 32768, "moe_intermediate_size": 16384,
                 "num_hidden_layers": 64, "num_attention_heads": 64, "num_key_value_heads": 8,
                 "head_dim": 128, "num_local_experts": 8, "num_experts_per_tok": 2,
                 "residual_moe": true, "tie_word_embeddings": false}
                """
            ),
            FamilyCase(
                "MiniCPM 2B ties its head without a key",
                total: 2_724_880_896,
                """
                {"model_type": "minicpm", "vocab_size": 122753, "hidden_size": 2304,
                 "intermediate_size": 5760, "num_hidden_layers": 40, "num_attention_heads": 36}
                """
            ),
            FamilyCase(
                "OpenELM 270M grows towards the end",
                total: 271_527_168,
                """
                {"model_type": "openelm", "vocab_size": 32000, "model_dim": 1280,
                 "num_transformer_layers": 16, "head_dim": 64, "ffn_dim_divisor": 256,
                 "ffn_multipliers": [0.5, 0.73, 0.97, 1.2, 1.43, 1.67, 1.9, 2.13, 2.37, 2.6,
                                     2.83, 3.07, 3.3, 3.53, 3.77, 4.0],
                 "num_query_heads": [12, 12, 12, 12, 12, 16, 16, 16, 16, 16, 16, 16, 20, 20, 20,
                                     20],
                 "num_kv_heads": [3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5]}
                """
            ),
            FamilyCase(
                "MiMo 7B keeps a layer for further tokens apart",
                total: 7_622_619_136,
                nextToken: 210_790_400,
                """
                {"model_type": "mimo", "vocab_size": 151680, "hidden_size": 4096,
                 "intermediate_size": 11008, "num_hidden_layers": 36, "num_attention_heads": 32,
                 "num_key_value_heads": 8, "attention_bias": true,
                 "num_nextn_predict_layers": 1, "tie_word_embeddings": false}
                """
            ),
        ]
    )
    func published(model: FamilyCase) throws { try model.check() }

    @Test(
        "layers that lack a part or differ in width are counted one by one",
        arguments: [
            FamilyCase(
                // Attention 2·8² + 2·8·2, network 3·8·256 and 3·8·512, squares 8², norms 8.
                "Nemotron from architecture search",
                total: 2 * 80 + 8 + 160 + 8 + 6144 + 8 + 12_288 + 8 + 64 + 8 + 64 + 8,
                cache: (8, 8),
                """
                {"model_type": "nemotron-nas", "vocab_size": 10, "hidden_size": 8,
                 "num_hidden_layers": 4, "num_attention_heads": 4,
                 "block_configs": [
                  {"attention": {"n_heads_in_group": 4}, "ffn": {"ffn_mult": 1.0}},
                  {"attention": {"no_op": true}, "ffn": {"intermediate_size": 512}},
                  {"attention": {"replace_with_linear": true}, "ffn": {"no_op": true}},
                  {"attention": {"no_op": true}, "ffn": {"replace_with_linear": true}}]}
                """
            ),
            FamilyCase(
                "DeciLM 7B lists key/value heads by layer",
                total: 2 * 80 + 8 + 128 + 2 * 16 + 128 + 2 * 32 + 2 * (3 * 8 * 12 + 16),
                cache: (24, 24),
                """
                {"model_type": "deci", "vocab_size": 10, "hidden_size": 8,
                 "intermediate_size": 12, "num_hidden_layers": 2, "num_attention_heads": 4,
                 "num_key_value_heads_per_layer": [1, 2]}
                """
            ),
            FamilyCase(
                // Of two layers the second has 4 experts of 3·8·12 beside a dense 3·8·8.
                "Arctic has a dense network beside its experts",
                total: 2 * 80 + 8 + 2 * 256 + 16 + 288 + 24 + 32 + 4 * 288 + 192,
                active: 2 * 80 + 8 + 2 * 256 + 16 + 288 + 24 + 32 + 2 * 288 + 192,
                """
                {"model_type": "arctic", "vocab_size": 10, "hidden_size": 8,
                 "intermediate_size": 12, "num_hidden_layers": 2, "num_attention_heads": 4,
                 "num_key_value_heads": 4, "num_local_experts": 4, "num_experts_per_tok": 2,
                 "moe_layer_frequency": 2, "use_residual": true}
                """
            ),
            FamilyCase(
                // Queries 8·6 and 6·16, keys and values 2·8·4, output 16·8, norms 6 + 16.
                "Step 3 projects queries through a narrow middle",
                total: 2 * 80 + 8 + 2 * (48 + 96 + 64 + 128 + 22) + 288 + 24 + 3 * 120 + 168,
                active: 2 * 80 + 8 + 2 * (48 + 96 + 64 + 128 + 22) + 288 + 24 + 120 + 168,
                cache: (32, 32),
                """
                {"model_type": "step3_text", "vocab_size": 10, "hidden_size": 8,
                 "intermediate_size": 12, "num_hidden_layers": 2, "num_attention_heads": 4,
                 "head_dim": 4, "share_q_dim": 6, "share_expert_dim": 7, "moe_num_experts": 3,
                 "moe_top_k": 1, "moe_intermediate_size": 5, "moe_layers_enum": "1"}
                """
            ),
        ]
    )
    func irregular(model: FamilyCase) throws { try model.check() }

    @Test(
        "a contradiction is refused with its key",
        arguments: [
            (#"{"model_type": "llama", "num_attention_heads": 0}"#, "num_attention_heads"),
            (#"{"model_type": "llama", "num_key_value_heads": 0}"#, "num_key_value_heads"),
            (#"{"model_type": "llama", "num_key_value_heads": 5}"#, "5 key/value heads"),
            (#"{"model_type": "gemma2", "layer_types": ["full_attention"]}"#, "names 1 layers"),
            (#"{"model_type": "mixtral", "num_experts_per_tok": 9}"#, "9 of 8 experts"),
            (#"{"model_type": "qwen3_moe", "decoder_sparse_step": 0}"#, "decoder_sparse_step"),
            (#"{"model_type": "gpt_neo", "attention_types": [["global", 2]]}"#, "pairs"),
            (#"{"model_type": "llama", "hidden_size": 4097}"#, "4097"),
        ]
    )
    func contradictions(config: String, part: String) throws {
        do {
            _ = try FamilyCase.read(config)
            Issue.record("\(config) was read")
        } catch ModelConfigError.invalid(_, let detail) {
            #expect(detail.contains(part))
        }
    }
}
