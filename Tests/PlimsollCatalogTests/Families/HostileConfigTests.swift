import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

@Suite("Hostile configurations")
struct HostileConfigTests {
    /// Keys that readers divide by, index with or multiply.
    static let keys = [
        "hidden_size", "n_embd", "d_model", "num_attention_heads", "n_head", "n_heads",
        "num_key_value_heads", "num_kv_heads", "head_dim", "kv_channels", "v_head_dim",
        "intermediate_size", "n_inner", "vocab_size", "num_experts", "num_local_experts",
        "n_routed_experts", "num_experts_per_tok", "moe_topk", "moe_intermediate_size",
        "n_shared_experts", "num_shared_experts", "shared_expert_intermediate_size",
        "first_k_dense_replace", "decoder_sparse_step", "moe_layer_interval",
        "moe_layer_end_index", "interleave_moe_layer_step", "moe_layers", "mlp_only_layers",
        "no_rope_layers", "no_rope_layer_interval", "sliding_window", "sliding_window_pattern",
        "layer_types", "mlp_layer_types", "max_window_layers", "attention_types",
        "num_attention_heads_per_layer", "block_configs", "num_key_value_heads_per_layer",
        "num_nextn_predict_layers", "tie_word_embeddings", "max_position_embeddings",
        "attn_config", "ffn_config", "text_config", "vision_config", "multi_query",
    ]
    static let values = [
        "0", "1", "-1", "3", "1048576", "9223372036854775807", "1.5", "true", "\"x\"", "[]",
        "[0]", "[99, 98, 97]", "{}", "[{}, {}, {}]",
    ]

    @Test(
        "no reader crashes on a value of the wrong kind or size",
        arguments: ModelFamilies.all.indices
    )
    func family(index: Int) throws {
        let types = ModelFamilies.all[index].modelTypes
        let modelType = try #require(types.first)
        let layers = [
            "num_hidden_layers", "n_layer", "n_layers", "num_layers", "decoder_layers",
        ]
        .map { "\"\($0)\": 3" }.joined(separator: ", ")
        // Two keys at a time; which values they take turns with the family, so that all values
        // meet all keys over the families.
        for (position, key) in Self.keys.enumerated() {
            let other = Self.keys[(position * 7 + index + 1) % Self.keys.count]
            let value = Self.values[(position + index) % Self.values.count]
            let otherValue = Self.values[(position * 3 + index * 5) % Self.values.count]
            let second = other == key ? "" : #", "\#(other)": \#(otherValue)"#
            let config =
                #"{"model_type": "\#(modelType)", \#(layers), "\#(key)": \#(value)\#(second)}"#
            do {
                let model = try FamilyCase.read(config)
                let count = model.profile.parameters
                #expect(count.total >= count.active, "\(config)")
                #expect(count.active >= .zero, "\(config)")
            } catch is ModelConfigError {}
        }
    }
}
