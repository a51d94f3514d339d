import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

@Suite("Unknown model types")
struct GenericDecoderTests {
    @Test("a dense decoder is read by the usual keys, and what is assumed is named")
    func dense() throws {
        let model = try FamilyCase.read(
            """
            {"model_type": "newcomer", "vocab_size": 32000, "hidden_size": 4096,
             "intermediate_size": 11008, "num_hidden_layers": 32, "num_attention_heads": 32}
            """
        )
        // The layout of Llama 2 7B.
        #expect(model.profile.parameters.total.magnitude == 6_738_415_616)
        #expect(model.family == "generic")
        #expect(model.assumptions.count == 5)
        #expect(model.assumptions.contains { $0.contains("head is not tied") })
        #expect(model.assumptions.contains { $0.contains("gate") })
    }

    @Test("experts, shared experts and dense first layers are read by any of their keys")
    func experts() throws {
        let model = try FamilyCase.read(
            """
            {"model_type": "newcomer", "vocab_size": 10, "d_model": 8, "ffn_dim": 12,
             "n_layers": 3, "n_heads": 2, "n_kv_heads": 1, "n_routed_experts": 4,
             "num_experts_per_tok": 2, "moe_intermediate_size": 5, "n_shared_experts": 1,
             "first_k_dense_replace": 1, "tie_word_embeddings": true}
            """
        )
        let parameters = model.profile.parameters
        #expect(parameters[.routedExperts].magnitude == 2 * 4 * 3 * 8 * 5)
        #expect(parameters[.sharedExperts].magnitude == 2 * 3 * 8 * 5)
        #expect(parameters[.mlp].magnitude == 3 * 8 * 12)
        #expect(parameters[.languageModelHead].magnitude == 0)
        #expect((parameters.total - parameters.active).magnitude == 2 * 2 * 3 * 8 * 5)
    }

    @Test("a latent cache is recognised by kv_lora_rank")
    func latent() throws {
        let model = try FamilyCase.read(
            """
            {"model_type": "newcomer", "vocab_size": 10, "hidden_size": 8,
             "intermediate_size": 12, "num_hidden_layers": 3, "num_attention_heads": 2,
             "kv_lora_rank": 6, "qk_rope_head_dim": 2, "qk_nope_head_dim": 4, "v_head_dim": 5}
            """
        )
        #expect(model.profile.cache.bytesPerToken(KVCacheFormat(.fp16)).magnitude == 3 * 8 * 2)
        // Queries 8·12, latent 8·8, keys and values 6·18, output 10·8.
        #expect(
            model.profile.parameters[.attention].magnitude == 3 * (96 + 64 + 108 + 80)
        )
    }

    @Test(
        "a model that is more than a decoder is refused by the key that shows it",
        arguments: [
            ("text_config", #""text_config": {"model_type": "llama"}"#),
            ("vision_config", #""vision_config": {"depth": 2}"#),
            ("audio_config", #""audio_config": {"depth": 2}"#),
            ("encoder_layers", #""encoder_layers": 2"#),
            ("image_token_id", #""image_token_id": 7"#),
            ("num_codebooks", #""num_codebooks": 8"#),
        ]
    )
    func composite(key: String, rest: String) throws {
        do {
            _ = try FamilyCase.read(
                """
                {"model_type": "newcomer", "vocab_size": 9, "hidden_size": 8,
                 "num_hidden_layers": 1, "num_attention_heads": 1, \(rest)}
                """
            )
            Issue.record("\(key) was read")
        } catch ModelConfigError.notModelled(_, let what) {
            #expect(what.contains(key))
        }
    }

    @Test("keys that switch such a part off are no reason to refuse a decoder")
    func switchedOff() throws {
        let model = try FamilyCase.read(
            """
            {"model_type": "newcomer", "vocab_size": 9, "hidden_size": 8,
             "num_hidden_layers": 1, "num_attention_heads": 1, "is_encoder_decoder": false,
             "vision_config": null, "encoder_no_repeat_ngram_size": 0}
            """
        )
        #expect(model.profile.parameters[.vision].magnitude == 0)
    }

    @Test(
        "the key that is missing is named",
        arguments: [
            ("hidden_size", #""vocab_size": 9, "num_hidden_layers": 1, "num_attention_heads": 1"#),
            ("num_hidden_layers", #""vocab_size": 9, "hidden_size": 8, "num_attention_heads": 1"#),
            ("vocab_size", #""hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1"#),
            ("num_attention_heads", #""vocab_size": 9, "hidden_size": 8, "num_hidden_layers": 1"#),
        ]
    )
    func missing(key: String, rest: String) throws {
        do {
            _ = try FamilyCase.read(#"{"model_type": "newcomer", \#(rest)}"#)
            Issue.record("a model without \(key) was read")
        } catch ModelConfigError.missing(let named, _) {
            #expect(named == key)
        }
    }

    @Test(
        "what is no attention is refused by its name",
        arguments: [
            (#""mamba_d_state": 16"#, "mamba_d_state"),
            (#""is_encoder_decoder": true"#, "encoder"),
            (#""layer_types": ["linear_attention"]"#, "linear_attention"),
            (#""architectures": ["NewcomerForMaskedLM"]"#, "NewcomerForMaskedLM"),
        ]
    )
    func refused(key: String, part: String) throws {
        do {
            _ = try FamilyCase.read(
                """
                {"model_type": "newcomer", "vocab_size": 9, "hidden_size": 8,
                 "num_hidden_layers": 1, "num_attention_heads": 1, \(key)}
                """
            )
            Issue.record("\(key) was read")
        } catch ModelConfigError.notModelled(_, let what) {
            #expect(what.contains(part))
        }
    }
}
