import Foundation
import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

/// A configuration with what it has to give.
struct HybridCase: CustomTestStringConvertible, Sendable {
    let name: String
    let config: String
    let total: Int
    /// Bytes of a token's cache at 16 bits, or nil.
    var cache: Int?
    /// Bytes of a sequence's state at 16 bits, or nil.
    var state: Int?

    var testDescription: String { name }

    static let all: [HybridCase] = [
        HybridCase(
            name: "RWKV-5 World 1B5",
            config: #"""
                {"model_type": "rwkv5", "hidden_size": 2048, "num_hidden_layers": 24,
                 "vocab_size": 65536}
                """#,
            total: 1_577_754_624,
            cache: 0,
            state: 24 * (32 * 64 * 64 + 2 * 2048) * 2
        ),
        HybridCase(
            name: "RWKV-6 World 1B6",
            config: #"""
                {"model_type": "rwkv6", "hidden_size": 2048, "num_hidden_layers": 24,
                 "vocab_size": 65536, "head_size": 64}
                """#,
            total: 1_599_873_024
        ),
        HybridCase(
            name: "RWKV-6 World 7B",
            config: #"""
                {"model_type": "rwkv6", "hidden_size": 4096, "num_hidden_layers": 32,
                 "vocab_size": 65536, "head_size": 64}
                """#,
            total: 7_635_746_816
        ),
        HybridCase(
            name: "RWKV-7 World 0.1B",
            config: #"""
                {"model_type": "rwkv7", "hidden_size": 768, "num_hidden_layers": 12,
                 "vocab_size": 65536, "decay_low_rank_dim": 64, "a_low_rank_dim": 64,
                 "v_low_rank_dim": 32, "gate_low_rank_dim": 128}
                """#,
            total: 191_034_624
        ),
        HybridCase(
            name: "DeepSeekMoE 16B",
            config: #"""
                {"model_type": "deepseek", "hidden_size": 2048, "intermediate_size": 10944,
                 "moe_intermediate_size": 1408, "num_hidden_layers": 28,
                 "num_attention_heads": 16, "num_key_value_heads": 16, "n_routed_experts": 64,
                 "n_shared_experts": 2, "num_experts_per_tok": 6, "first_k_dense_replace": 1,
                 "moe_layer_freq": 1, "vocab_size": 102400}
                """#,
            total: 16_375_728_128,
            cache: 28 * 2 * 2048 * 2
        ),
        HybridCase(
            name: "PLaMo 2 1B",
            config: #"""
                {"model_type": "plamo2", "hidden_size": 2048, "num_hidden_layers": 16,
                 "num_attention_heads": 16, "num_key_value_heads": 1,
                 "hidden_size_per_head": 128, "mamba_num_heads": 32, "mamba_d_state": 64,
                 "mamba_d_conv": 4, "mamba_step": 2, "intermediate_size": 8192,
                 "vocab_size": 100000}
                """#,
            total: 1_291_441_920,
            cache: 8 * 2 * 128 * 2,
            state: 8 * 4096 * (64 + 3) * 2
        ),
        HybridCase(
            name: "MiniCPM-2B",
            config: #"""
                {"model_type": "minicpm", "hidden_size": 2304, "intermediate_size": 5760,
                 "num_hidden_layers": 40, "num_attention_heads": 36, "num_key_value_heads": 36,
                 "vocab_size": 122753}
                """#,
            total: 2_724_880_896,
            cache: 368_640
        ),
    ]
}

@Suite("Families with recurrent state, latents and indexers")
struct HybridFamilyTests {
    @Test(
        "models without an instantiated truth have their published size",
        arguments: HybridCase.all
    )
    func published(_ item: HybridCase) throws {
        let model = try ModelDescription(config: try JSONDocument.root(of: item.config))
        #expect(model.profile.parameters.total.magnitude == item.total)
        if let cache = item.cache {
            let format = KVCacheFormat(.fp16)
            #expect(model.profile.cache.bytesPerToken(format).magnitude == cache)
        }
        if let state = item.state {
            #expect(model.profile.cache.stateBytesPerSequence().magnitude == state)
        }
    }

    @Test(
        "nested text models have the counts of the whole model less its tower",
        arguments: [
            ("zai-org/GLM-5.3-Flash", "glm5_next_text"),
            ("MiniMaxAI/MiniMax-M3", "minimax_m3_vl_text"),
            ("moonshotai/Kimi-K2.5", "deepseek_v3"),
            ("Qwen/Qwen3.5-9B", "qwen3_5_text"),
            ("Qwen/Qwen3.5-122B-A10B", "qwen3_5_moe_text"),
        ]
    )
    func nested(id: String, type: String) throws {
        let truth = try #require(ModelCount.catalog.first { $0.name == id })
        let components = try #require(truth.expected["components"])
        let text = try #require(truth.config["text_config"])
        let family = try #require(ModelFamilies[type])
        let profile = ModelProfile(try family.read(HuggingFaceConfig(text)))
        let tower = components["vision_tower"]?.int ?? 0
        #expect(profile.parameters.total.magnitude + tower == truth.expected["total"]?.int)
        #expect(profile.parameters.active.magnitude + tower == truth.expected["active"]?.int)
        let format = KVCacheFormat(.fp16)
        #expect(
            profile.cache.bytesPerToken(format).magnitude
                == truth.expected["kv_cache_bytes_per_token"]?.int
        )
        #expect(
            profile.cache.constantBytesPerSequence(format).magnitude
                == truth.expected["recurrent_state_bytes_per_sequence"]?.int
        )
    }

    @Test("DeepSeek-V3.2's cache names its indexer's keys")
    func indexerKeys() throws {
        let model = try ModelDescription(
            config: try JSONDocument.root(of: #"{"model_type": "deepseek_v32"}"#)
        )
        let groups = model.profile.cache.groups
        #expect(groups.map(\.contents) == [.latents, .indexerKeys])
        #expect(groups.map(\.keyElements) == [576, 128])
        #expect(groups.map(\.layerCount) == [61, 61])
    }

    @Test("DeepSeek-V4 keeps its window whole and the rest of the past compressed")
    func compressedPast() throws {
        let config =
            #"{"model_type": "deepseek_v4", "compress_ratios": [0, 4, 128], "#
            + #""num_hidden_layers": 3}"#
        let cache = try ModelDescription(config: try JSONDocument.root(of: config)).profile.cache
        let format = KVCacheFormat(.fp16)
        #expect(cache.constantBytesPerSequence(format).magnitude == 3 * 128 * 512 * 2)
        // 1,000 tokens: 250 entries of 512 and of 128, 8 entries of 512.
        let past = 250 * (512 + 128) * 2 + 8 * 512 * 2
        #expect(
            cache.bytesPerSequence(Tokens(1000), format).magnitude == 3 * 128 * 512 * 2 + past
        )
    }

    @Test(
        "contradictions are refused with the key",
        arguments: [
            (#"{"model_type": "qwen3_next", "layer_types": ["full_attention"]}"#, "layer_types"),
            (#"{"model_type": "mamba2", "num_heads": 3}"#, "num_heads"),
            (#"{"model_type": "jamba", "attn_layer_offset": 9}"#, "attn_layer_offset"),
            (#"{"model_type": "bamba", "mamba_n_heads": 7}"#, "mamba_n_heads"),
            (#"{"model_type": "nemotron_h", "hybrid_override_pattern": "MX"}"#, "letters"),
            (#"{"model_type": "deepseek_v4", "compress_ratios": [4]}"#, "compress_ratios"),
            (#"{"model_type": "deepseek_v3", "num_experts_per_tok": 900}"#, "900"),
            (#"{"model_type": "mamba", "expand": -1}"#, "expand"),
            (#"{"model_type": "mamba", "expand": 1e300}"#, "expand"),
            (
                #"""
                {"model_type": "kimi_linear", "linear_attn_config": {"full_attn_layers": [1],
                 "kda_layers": [1]}}
                """#, "full_attn_layers"
            ),
            (#"{"model_type": "recurrent_gemma", "block_types": []}"#, "block_types"),
            (#"{"model_type": "xlstm", "num_heads": 7}"#, "num_heads"),
        ]
    )
    func contradictions(config: String, key: String) throws {
        let value = try JSONDocument.root(of: config)
        let error = #expect(throws: ModelConfigError.self) {
            _ = try ModelDescription(config: value)
        }
        guard case .invalid(_, let detail) = try #require(error) else {
            Issue.record("expected a refusal of a value")
            return
        }
        #expect(detail.contains(key))
    }

    @Test("a shared block of Zamba is stored once and cached by each layer that runs it")
    func sharedBlock() throws {
        let config = #"{"model_type": "zamba2", "num_mem_blocks": 2, "num_hidden_layers": 54}"#
        let model = try ModelDescription(config: try JSONDocument.root(of: config))
        // Two blocks: 4 projections of 5,120 wide states, the last to 2,560.
        let attention = 2 * (3 * 5120 * 5120 + 2560 * 5120)
        #expect(model.profile.parameters[.attention].magnitude == attention)
        #expect(model.profile.cache.bytesPerToken(KVCacheFormat(.fp16)).magnitude == 9 * 4 * 5120)
    }

    @Test("an unknown model with a latent for keys and values is read like DeepSeek-V3")
    func fallback() throws {
        let file = try Fixture.json(
            Fixture.catalog.appending(path: "models/deepseek-ai/DeepSeek-V3.json")
        )
        let config = HuggingFaceConfig(try #require(file["config"]))
        let known = try ModelFamily.deepseekV3.read(config)
        #expect(try ModelFamily.latentFallback.read(config) == known)
    }

    /// Every key of the small truth cases, one at a time, with values that no model has.
    @Test(
        "hostile values are refused or read, and never trap",
        arguments: [
            "axk2", "bailing_hybrid", "bamba", "deepseek_v2", "deepseek_v4", "dots3_note_text",
            "falcon_h1", "falcon_mamba", "glm_moe_dsa", "granitemoehybrid", "hy_v4", "jamba",
            "kimi_linear", "lfm2", "lfm2_moe", "lfm3", "longcat_flash", "mamba", "mamba2",
            "minimax", "minimax_m3_vl_text", "nemotron_h", "olmo_hybrid", "qwen3_next",
        ]
    )
    func hostile(family: String) throws {
        let file = Fixture.folder.appending(path: "oracle/\(family).json")
        let cases = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        let small = try #require(
            (cases as? [[String: Any]])?.first { $0["name"] as? String == "small" }
        )
        let config = try #require(small["config"] as? [String: Any])
        let values = [
            "0", "1", "3", "-1", "1048576", "1048577", "4611686018427387904", "0.5", "1e300",
            "null", "true", #""x""#, "[]", "[0]", "{}",
        ]
        for changed in config.keys where changed != "model_type" {
            var others = config
            others[changed] = nil
            let data = try JSONSerialization.data(withJSONObject: others)
            let rest = String(decoding: data, as: UTF8.self).dropFirst()
            for value in values {
                let text = "{\"\(changed)\": \(value), \(rest)"
                let model = try? ModelDescription(config: try JSONDocument.root(of: text))
                #expect((model?.profile.parameters.total.magnitude ?? 1) > 0)
            }
        }
    }
}
