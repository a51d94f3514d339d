import PlimsollJSON

/// A `config.json` that is put together from the keys and tensors of a GGUF file.
struct GGUFConfig {
    /// The file.
    let keys: GGUFKeys
    private var fields: [(name: String, write: (inout JSONWriter) -> Void)] = []

    /// The keys that nearly every configuration has.
    init(_ keys: GGUFKeys, modelType: String) {
        self.keys = keys
        fields = [("model_type", { $0.value(modelType) })]
        set("vocab_size", keys.vocabulary)
        set("hidden_size", keys.int("embedding_length"))
        set("num_hidden_layers", keys.layerCount)
        set("num_attention_heads", keys.int("attention.head_count"))
        set("num_key_value_heads", keys.int("attention.head_count_kv"))
        set("head_dim", keys.int("attention.key_length"))
        set("intermediate_size", keys.int("feed_forward_length"))
        set("max_position_embeddings", keys.int("context_length"))
        set("tie_word_embeddings", !keys.has("output.weight"))
        set("attention_bias", keys.hasAny("attn_q.bias", "attn_qkv.bias"))
        set("mlp_bias", keys.hasAny("ffn_up.bias", "ffn_down.bias"))
        if let window = keys.int("attention.sliding_window"), window > 0 {
            set("sliding_window", window)
        }
    }

    /// Sets a field; nil leaves it as it is.
    mutating func set(_ name: String, _ number: Int?) {
        if let number { put(name) { $0.value(number) } }
    }

    /// Sets a field that is true or false.
    mutating func set(_ name: String, _ flag: Bool) { put(name) { $0.value(flag) } }

    /// Sets a field that is a list of words.
    mutating func set(_ name: String, _ words: [String]) {
        put(name) { writer in
            writer.beginArray()
            for word in words { writer.value(word) }
            writer.endArray()
        }
    }

    /// Sets a field to a key of the file; an absent key leaves it as it is.
    mutating func copy(_ name: String, _ key: String) { set(name, keys.int(key)) }

    /// Sets a field to null.
    mutating func setNull(_ name: String) { put(name) { $0.null() } }

    /// Takes a field out.
    mutating func drop(_ name: String) { fields.removeAll { $0.name == name } }

    private mutating func put(_ name: String, _ write: @escaping (inout JSONWriter) -> Void) {
        drop(name)
        fields.append((name, write))
    }

    /// The configuration as a value.
    var value: JSONValue? {
        var writer = JSONWriter()
        writer.beginObject()
        for field in fields {
            writer.key(named: field.name)
            field.write(&writer)
        }
        writer.endObject()
        return try? JSONDocument(parsing: writer.bytes).root
    }
}

// What several architectures share.
extension GGUFConfig {
    /// Experts under the spelling of the family.
    mutating func setExperts(count: String, width: String = "moe_intermediate_size") {
        copy(count, "expert_count")
        copy("num_experts_per_tok", "expert_used_count")
        copy(width, "expert_feed_forward_length")
    }

    /// `layer_types` from the file's list of layers that slide.
    mutating func setLayerTypes() {
        guard keys.varies("attention.sliding_window_pattern"),
            let slides = keys.perLayer("attention.sliding_window_pattern")
        else { return }
        set("layer_types", slides.map { $0 == 0 ? "full_attention" : "sliding_attention" })
    }

    /// Latent attention as the DeepSeek family spells it.
    mutating func setLatents() {
        let rotary = keys.int("rope.dimension_count") ?? 64
        let length =
            keys.int("attention.key_length_mla") ?? keys.int("attention.key_length") ?? 0
        copy("kv_lora_rank", "attention.kv_lora_rank")
        setNull("q_lora_rank")
        copy("q_lora_rank", "attention.q_lora_rank")
        set("qk_rope_head_dim", rotary)
        set("qk_nope_head_dim", max(length - rotary, 0))
        copy("v_head_dim", "attention.value_length")
        copy("v_head_dim", "attention.value_length_mla")
        drop("head_dim")
        drop("num_key_value_heads")
        copy("num_key_value_heads", "attention.head_count")
        setExperts(count: "n_routed_experts")
        copy("n_shared_experts", "expert_shared_count")
        copy("first_k_dense_replace", "leading_dense_block_count")
        copy("num_nextn_predict_layers", "nextn_predict_layers")
    }
}
