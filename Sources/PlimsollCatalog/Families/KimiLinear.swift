import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Kimi Linear, and the text model of Kimi K3: three delta attentions to one latent
    /// attention, experts behind both; in K3 experts work on a latent, both attentions have full
    /// gates, and layers attend to the outputs of earlier blocks of layers.
    static let kimiLinear = ModelFamily(
        modelTypes: ["kimi_linear"],
        name: "kimi_linear",
        source: "huggingface/transformers: models/kimi_linear/modeling_kimi_linear.py; "
            + "moonshotai/Kimi-K3: modeling_kimi_k3.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 163_840, "hidden_size": 2304, "intermediate_size": 9216,
                "moe_intermediate_size": 1024, "num_hidden_layers": 27,
                "num_attention_heads": 32, "kv_lora_rank": 512, "qk_rope_head_dim": 64,
                "v_head_dim": 128, "qk_nope_head_dim": 128, "linear_head_dim": 128,
                "linear_num_heads": 32, "linear_conv_kernel_dim": 4,
                "first_k_dense_replace": 1, "model_max_length": 1_048_576,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let layers = try config.layers(defaults)
            var projections = try LatentProjections(config, hiddenSize: hiddenSize, defaults)
            if try config.bool("mla_use_output_gate", default: false) {
                projections.gate = .elements("g_proj")
            }
            let latent = projections.mixer()
            let delta = try KimiDeltaSizes(config, hiddenSize: hiddenSize, defaults).mixer
            let experts = try kimiExperts(config, hiddenSize, defaults)
            let dense = FeedForward.dense(
                hiddenSize: hiddenSize,
                width: try config.size("intermediate_size", defaults)
            )
            let isDense = try LatentDecoder.denseLayers(config, layers: layers, defaults)
            let isAttention = try attentionLayers(config, layers)
            let residual: [WeightTensor] = [
                WeightTensor("res_proj", .other, rows: 1, columns: hiddenSize),
                .norms(width: hiddenSize, count: 1),
            ]
            let attends = config.has("attn_res_block_size")
            return HybridDecoder(
                hiddenSize: hiddenSize,
                vocabularySize: try config.size("vocab_size", defaults),
                maximumContext: try config.maximumContext("model_max_length", defaults),
                isHeadTied: try config.bool("tie_word_embeddings", default: false),
                layers: (0..<layers).map { index in
                    Layer(
                        mixers: [isAttention[index] ? latent : delta],
                        feedForwards: [isDense[index] ? dense : experts],
                        other: [.norms(width: hiddenSize, count: 2)]
                            + (attends ? residual + residual : [])
                    )
                },
                otherOutputs: attends ? residual : []
            ).shape
        }
    )

    /// Experts under Kimi's spelling of the keys, on a latent where there is one.
    static func kimiExperts(
        _ config: HuggingFaceConfig,
        _ hiddenSize: Int,
        _ defaults: SizeDefaults
    ) throws(ModelConfigError) -> FeedForward {
        let width = try config.size("moe_intermediate_size", defaults)
        let shared = try config.int(anyOf: ["num_shared_experts", "n_shared_experts"]) ?? 1
        let perToken = ["num_experts_per_token", "num_experts_per_tok"]
        var experts = try ExpertSizes(
            config,
            hiddenSize: hiddenSize,
            count: config.int(anyOf: ["num_experts", "num_local_experts"])
                ?? defaults["num_experts"] ?? 256,
            perToken: config.int(anyOf: perToken) ?? 8,
            width: width,
            sharedWidth: shared * width
        )
        experts.latentSize = try config.switchable("routed_expert_hidden_size", defaults)
        experts.latentModules = ("routed_expert_down_proj", "routed_expert_up_proj")
        experts.latentComponent = .mlp
        experts.normalisesLatent = try config.bool("latent_moe_use_norm", default: false)
        return experts.feedForward
    }

    /// Which layers are latent attention; the published lists count layers from 1.
    private static func attentionLayers(
        _ config: HuggingFaceConfig,
        _ layers: Int
    ) throws(ModelConfigError) -> [Bool] {
        if let types = try config.layerTypes(layers) {
            return types.map { $0 == "full_attention" }
        }
        if let nested = try config.nested("linear_attn_config"),
            let full = try nested.ints("full_attn_layers"),
            let delta = try nested.ints("kda_layers")
        {
            let (attention, recurrent) = (Set(full), Set(delta))
            guard
                attention.isDisjoint(with: recurrent),
                attention.union(recurrent) == Set(1...layers)
            else {
                throw .invalid(
                    value: nested.value,
                    detail: "full_attn_layers and kda_layers have to name each layer from 1 to "
                        + "\(layers) once"
                )
            }
            return (1...layers).map { attention.contains($0) }
        }
        return (0..<layers).map { $0 > 0 && $0.isMultiple(of: 4) }
    }
}
