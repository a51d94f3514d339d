import PlimsollJSON

/// An architecture of GGUF files and the configuration that says the same.
///
/// The readers of configurations then give heads, windows and cache; the parameters come from the
/// file's tensors, and a difference between the two is reported.
///
/// Source: ggml-org/llama.cpp, `gguf-py/gguf/constants.py` (MODEL_ARCH_NAMES) and
/// `convert_hf_to_gguf.py`.
struct GGUFArchitecture: Sendable {
    /// The `model_type`, by what the file holds.
    let modelType: @Sendable (GGUFKeys) -> String
    /// The fields beside those that every configuration has.
    let fill: @Sendable (inout GGUFConfig) -> Void

    /// An architecture with one counterpart.
    private static func to(
        _ modelType: String,
        _ fill: @escaping @Sendable (inout GGUFConfig) -> Void = { _ in }
    ) -> GGUFArchitecture {
        GGUFArchitecture(modelType: { _ in modelType }, fill: fill)
    }

    /// The configuration of a file.
    ///
    /// - Throws: ``ModelConfigError`` where layers differ in a way that the counterpart cannot say.
    func config(_ keys: GGUFKeys) throws(ModelConfigError) -> JSONValue {
        var config = GGUFConfig(keys, modelType: modelType(keys))
        fill(&config)
        guard let value = config.value else {
            throw .missing(key: "model_type", in: .root)
        }
        for (key, field) in Self.perLayer
        where keys.varies(key) && value["layer_types"] == nil {
            throw .invalid(value: value, detail: "\(field) differs from layer to layer")
        }
        return value
    }

    private static let perLayer = [
        ("attention.head_count", "attention.head_count"),
        ("attention.head_count_kv", "attention.head_count_kv"),
        ("feed_forward_length", "feed_forward_length"),
    ]

    /// Every architecture with a counterpart, by its name in `general.architecture`.
    static let table: [String: GGUFArchitecture] = dense.merging(sparse) { first, _ in first }
        .merging(recurrent) { first, _ in first }

    /// Dense decoders.
    private static let dense: [String: GGUFArchitecture] = [
        // Mixtral comes under the name of Llama, and so does Mistral.
        "llama": GGUFArchitecture(
            modelType: {
                if ($0.int("expert_count") ?? 0) > 0 { return "mixtral" }
                return $0.int("attention.sliding_window") ?? 0 > 0 ? "mistral" : "llama"
            },
            fill: { config in
                guard (config.keys.int("expert_count") ?? 0) > 0 else { return }
                config.setExperts(count: "num_local_experts", width: "intermediate_size")
                if config.keys.int("attention.sliding_window") == nil {
                    config.setNull("sliding_window")
                }
            }
        ),
        "mistral3": to("ministral3"),
        "qwen2": to("qwen2"),
        "qwen3": to("qwen3"),
        "gemma": to("gemma"),
        "gemma2": to("gemma2"),
        "gemma3": to("gemma3_text") { $0.setLayerTypes() },
        "phi2": to("phi"),
        "phi3": to("phi3"),
        "glm4": to("glm4"),
        "chatglm": to("glm"),
        "command-r": to("cohere") {
            $0.set("use_qk_norm", $0.keys.hasAny("attn_q_norm.weight"))
        },
        "cohere2": to("cohere2"),
        "starcoder2": to("starcoder2") {
            $0.set("use_bias", $0.keys.hasAny("attn_output.bias"))
        },
        "starcoder": to("gpt_bigcode") {
            $0.set("multi_query", $0.keys.int("attention.head_count_kv") == 1)
            $0.copy("n_inner", "feed_forward_length")
            $0.copy("n_positions", "context_length")
        },
        "gpt2": to("gpt2") {
            $0.copy("n_inner", "feed_forward_length")
            $0.copy("n_positions", "context_length")
        },
        "gptneox": to("gpt_neox") { $0.set("attention_bias", true) },
        "bloom": to("bloom") { $0.copy("seq_length", "context_length") },
        "mpt": to("mpt") {
            $0.copy("d_model", "embedding_length")
            $0.copy("n_layers", "block_count")
            $0.copy("n_heads", "attention.head_count")
            $0.copy("max_seq_len", "context_length")
        },
        "falcon": to("falcon") {
            let grouped = $0.keys.int("attention.head_count_kv") ?? 1
            let isNew = grouped > 1 && grouped != $0.keys.int("attention.head_count")
            $0.set("new_decoder_architecture", isNew)
            $0.set("multi_query", grouped == 1)
            $0.set("num_kv_heads", grouped)
            $0.set("num_ln_in_parallel_attn", $0.keys.hasAny("attn_norm_2.weight") ? 2 : 1)
            $0.set("bias", $0.keys.hasAny("attn_qkv.bias"))
            $0.copy("ffn_hidden_size", "feed_forward_length")
        },
        "olmo": to("olmo"),
        "olmo2": GGUFArchitecture(
            modelType: { $0.int("attention.sliding_window") ?? 0 > 0 ? "olmo3" : "olmo2" },
            fill: { $0.setLayerTypes() }
        ),
        "granite": to("granite"),
        "nemotron": to("nemotron"),
        "stablelm": to("stablelm") {
            $0.set("use_qkv_bias", $0.keys.hasAny("attn_q.bias"))
            $0.set("use_parallel_residual", !$0.keys.hasAny("ffn_norm.weight"))
            $0.set("qk_layernorm", $0.keys.hasAny("attn_q_norm.weight"))
        },
        "exaone": to("exaone"),
        "exaone4": to("exaone4") { $0.setLayerTypes() },
        "internlm2": to("internlm2"),
        "orion": to("orion"),
        "arcee": to("arcee"),
        "apertus": to("apertus"),
        "smollm3": to("smollm3"),
        "seed_oss": to("seed_oss") {
            $0.set("attention_out_bias", $0.keys.hasAny("attn_output.bias"))
        },
        "hunyuan-dense": to("hunyuan_v1_dense"),
        "ernie4_5": to("ernie4_5"),
        "minicpm": to("minicpm"),
        "minicpm3": to("minicpm3") { $0.setLatents() },
    ]

    /// Mixtures of experts.
    private static let sparse: [String: GGUFArchitecture] = [
        "qwen2moe": to("qwen2_moe") {
            $0.setExperts(count: "num_experts")
            $0.set("qkv_bias", $0.keys.hasAny("attn_q.bias"))
            $0.copy("shared_expert_intermediate_size", "expert_shared_feed_forward_length")
        },
        "qwen3moe": to("qwen3_moe") { $0.setExperts(count: "num_experts") },
        "olmoe": to("olmoe") {
            $0.setExperts(count: "num_experts", width: "intermediate_size")
        },
        "phimoe": to("phimoe") {
            $0.setExperts(count: "num_local_experts", width: "intermediate_size")
            $0.set("lm_head_bias", $0.keys.has("output.bias"))
        },
        "gpt-oss": to("gpt_oss") {
            $0.setExperts(count: "num_local_experts", width: "intermediate_size")
            $0.setLayerTypes()
        },
        "deepseek2": GGUFArchitecture(
            // Version 3 scores experts with a sigmoid, version 2 with a softmax.
            modelType: {
                $0.int("expert_gating_func") == 2 || $0.hasAnyLayer("exp_probs_b")
                    ? "deepseek_v3" : "deepseek_v2"
            },
            fill: { $0.setLatents() }
        ),
        "glm4moe": to("glm4_moe") {
            $0.setExperts(count: "n_routed_experts")
            $0.copy("n_shared_experts", "expert_shared_count")
            $0.copy("first_k_dense_replace", "leading_dense_block_count")
            $0.copy("num_nextn_predict_layers", "nextn_predict_layers")
            $0.set("use_qk_norm", $0.keys.hasAny("attn_q_norm.weight"))
        },
        "dots1": to("dots1") {
            $0.setExperts(count: "n_routed_experts")
            $0.copy("n_shared_experts", "expert_shared_count")
            $0.copy("first_k_dense_replace", "leading_dense_block_count")
        },
        "granitemoe": GGUFArchitecture(
            modelType: {
                ($0.int("expert_shared_feed_forward_length") ?? 0) > 0
                    ? "granitemoeshared" : "granitemoe"
            },
            fill: {
                $0.setExperts(count: "num_local_experts", width: "intermediate_size")
                $0.copy("shared_intermediate_size", "expert_shared_feed_forward_length")
            }
        ),
        "llama4": to("llama4_text") {
            $0.setExperts(count: "num_local_experts", width: "intermediate_size")
            $0.copy("intermediate_size_mlp", "feed_forward_length")
            $0.copy("interleave_moe_layer_step", "interleave_moe_layer_step")
            $0.copy("attention_chunk_size", "attention.chunk_size")
        },
        "ernie4_5-moe": to("ernie4_5_moe") {
            $0.setExperts(count: "moe_num_experts")
            $0.copy("moe_k", "expert_used_count")
            $0.copy("moe_num_shared_experts", "expert_shared_count")
            $0.copy("moe_layer_start_index", "leading_dense_block_count")
        },
    ]

    /// Recurrent models and hybrids.
    private static let recurrent: [String: GGUFArchitecture] = [
        "mamba": to("mamba") {
            $0.copy("state_size", "ssm.state_size")
            $0.copy("conv_kernel", "ssm.conv_kernel")
            $0.copy("intermediate_size", "ssm.inner_size")
            $0.copy("time_step_rank", "ssm.time_step_rank")
        },
        "mamba2": to("mamba2") {
            $0.copy("state_size", "ssm.state_size")
            $0.copy("conv_kernel", "ssm.conv_kernel")
            $0.copy("n_groups", "ssm.group_count")
            $0.copy("num_heads", "ssm.time_step_rank")
            if let inner = $0.keys.int("ssm.inner_size"),
                let heads = $0.keys.int("ssm.time_step_rank"), heads > 0,
                let hidden = $0.keys.int("embedding_length"), hidden > 0
            {
                $0.set("head_dim", inner / heads)
                $0.set("expand", inner / hidden)
            }
        },
        "lfm2": to("lfm2") { $0.setConvolutions() },
        "lfm2moe": to("lfm2_moe") {
            $0.setConvolutions()
            $0.setExperts(count: "num_experts")
            $0.copy("num_dense_layers", "leading_dense_block_count")
        },
    ]
}

extension GGUFConfig {
    /// Short convolutions in the layers without key/value heads, as LFM2 has them.
    fileprivate mutating func setConvolutions() {
        copy("conv_L_cache", "shortconv.l_cache")
        set("block_auto_adjust_ff_dim", false)
        guard let heads = keys.perLayer("attention.head_count_kv") else { return }
        set("layer_types", heads.map { $0 == 0 ? "conv" : "full_attention" })
        set("num_key_value_heads", heads.max())
    }
}

extension GGUFKeys {
    /// Whether any layer has a tensor of this name.
    func hasAnyLayer(_ name: String) -> Bool {
        (0..<(layerCount ?? 0)).contains { names.has(name, layer: $0) }
    }
}
