import PlimsollEngine
import PlimsollJSON

/// Reads a configuration of an unknown `model_type` by its structure, where the usual keys suffice.
///
/// What no key says is assumed as most decoders have it, and every assumption is named.
struct GenericDecoder {
    /// The model.
    let shape: ModelShape
    /// What was assumed, each a sentence.
    let assumptions: [String]

    /// Reads a decoder.
    ///
    /// - Throws: ``ModelConfigError/missing(key:in:)`` with the key that cannot be assumed, or
    ///   ``ModelConfigError/notModelled(modelType:what:)`` where a key names a mixer that is no
    ///   attention, or a part that is no decoder.
    init(_ config: HuggingFaceConfig, modelType: String) throws(ModelConfigError) {
        if let part = UnreadModels[modelType] {
            throw .notModelled(modelType: modelType, what: part)
        }
        try Self.refuseOtherParts(config, modelType: modelType)
        try Self.refuseOtherMixers(config, modelType: modelType)
        var notes = Notes(modelType: modelType)
        var decoder = try StandardDecoder(config, keys: .any)
        try notes.readWidth(&decoder, config)
        try notes.readBiases(&decoder, config)
        try notes.readHead(&decoder, config)
        try notes.readNorms(&decoder, config)
        try decoder.readGenericExperts(config)
        try decoder.readGenericSpans(config, modelType: modelType)
        shape =
            config.has("kv_lora_rank")
            ? try decoder.latentShape(config) : decoder.shape
        assumptions = notes.sentences
    }

    /// Refuses configurations of models that are more than a decoder of text.
    private static func refuseOtherParts(
        _ config: HuggingFaceConfig,
        modelType: String
    ) throws(ModelConfigError) {
        for key in config.value.members.map(\.key) where config.isOn(key) {
            let words = key.split(separator: "_")
            if textModels.contains(key) {
                throw .notModelled(modelType: modelType, what: "the model around \(key)")
            }
            if words.contains(where: { otherParts.contains(String($0)) }) {
                throw .notModelled(modelType: modelType, what: "what \(key) describes")
            }
        }
    }

    private static let textModels = ["text_config", "llm_config", "language_config"]

    /// Words in keys of towers, encoders and generators of sound or images.
    private static let otherParts: Set<String> = [
        "vision", "visual", "image", "images", "video", "vit", "vq", "vqgan", "audio", "speech",
        "sound", "codec", "codebook", "codebooks", "talker", "tower", "encoder", "qformer",
        "projector", "perceiver", "mel",
    ]

    /// Refuses configurations whose keys name what attention by head cannot stand for.
    private static func refuseOtherMixers(
        _ config: HuggingFaceConfig,
        modelType: String
    ) throws(ModelConfigError) {
        let architectures = try config.strings("architectures") ?? []
        if !architectures.isEmpty,
            !architectures.contains(where: { name in Self.generators.contains { name.contains($0) }
            })
        {
            throw .notModelled(modelType: modelType, what: architectures.joined(separator: ", "))
        }
        for key in Self.otherMixers where config.has(key) {
            throw .notModelled(modelType: modelType, what: "a model with \(key)")
        }
        if try config.bool("is_encoder_decoder", default: false) {
            throw .notModelled(modelType: modelType, what: "an encoder with a decoder")
        }
    }

    /// What the names of classes that generate text contain.
    private static let generators = [
        "CausalLM", "LMHead", "ConditionalGeneration", "ImageTextToText",
    ]

    /// Keys of state spaces, linear attention, convolutions and encoders.
    private static let otherMixers = [
        "mamba_d_state", "mamba_d_conv", "ssm_state_size", "ssm_cfg", "state_size", "d_state",
        "conv_kernel", "conv_L_cache", "linear_num_value_heads", "linear_conv_kernel_dim",
        "linear_attn_config", "lru_width", "hybrid_override_pattern", "layers_block_type",
        "attn_type_list", "attention_hidden_size", "encoder_layers", "num_encoder_layers",
        "index_head_dim", "hidden_size_per_layer_input",
    ]
}

/// What was assumed while a generic decoder was read.
private struct Notes {
    let modelType: String
    var sentences: [String] = []

    /// Starts with the assumption that all others follow from.
    init(modelType: String) {
        self.modelType = modelType
        sentences = ["\(modelType) is not known: it is read as a decoder by the usual keys"]
    }

    /// The dense network: gated, of the given width.
    mutating func readWidth(
        _ decoder: inout StandardDecoder,
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) {
        sentences.append("feed-forward networks have a gate (three matrices)")
        guard decoder.width == 0 else { return }
        decoder.width = 4 * decoder.hiddenSize
        sentences.append("feed-forward networks are 4 times as wide as the hidden size")
    }

    /// Biases where a key says so.
    mutating func readBiases(
        _ decoder: inout StandardDecoder,
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) {
        let input = ["attention_bias", "qkv_bias", "use_qkv_bias", "add_qkv_bias"]
        let all = ["bias", "use_bias", "add_bias_linear"]
        let hasAll = try config.isAnySet(all)
        decoder.inputBias = hasAll ? true : try config.isAnySet(input)
        decoder.outputBias = hasAll
        decoder.feedForwardBias = hasAll ? true : try config.isAnySet(["mlp_bias"])
        if !(input + all).contains(where: config.has) {
            sentences.append("no projection has a bias")
        } else if decoder.inputBias, !hasAll {
            sentences.append("query, key and value projections have biases, the output has none")
        }
    }

    /// The head, tied or not.
    mutating func readHead(
        _ decoder: inout StandardDecoder,
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) {
        if !config.has("tie_word_embeddings") {
            sentences.append("the head is not tied to the embedding")
        }
    }

    /// Two norms a layer, and norms on queries and keys where a key says so.
    mutating func readNorms(
        _ decoder: inout StandardDecoder,
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) {
        sentences.append("each layer has two norms with a scale and no shift, and one follows")
        if try config.isAnySet(["use_qk_norm", "qk_layernorm", "qk_norm"]) {
            decoder.queryKeyNorm = .perHead
            sentences.append("norms on queries and keys are shared by all heads")
        }
    }
}

extension HuggingFaceConfig {
    /// Whether a key holds more than what switches its part off: null, false, nought, nothing.
    fileprivate func isOn(_ key: String) -> Bool {
        guard let value = raw(key) else { return false }
        if let flag = value.bool { return flag }
        if let number = value.double { return number != 0 }
        if let text = value.string { return !text.isEmpty }
        return value.count > 0
    }
}

extension DecoderKeys {
    /// Every spelling that is common.
    fileprivate static let any = DecoderKeys(
        vocabulary: ["vocab_size", "padded_vocab_size", "n_vocab"],
        hidden: ["hidden_size", "n_embd", "d_model", "dim", "model_dim"],
        width: [
            "intermediate_size", "ffn_hidden_size", "n_inner", "ffn_dim", "d_ff", "ffn_dim_inner",
        ],
        layers: ["num_hidden_layers", "n_layer", "n_layers", "num_layers"],
        heads: ["num_attention_heads", "n_head", "n_heads", "num_heads"],
        keyValueHeads: [
            "num_key_value_heads", "num_kv_heads", "n_kv_heads", "n_head_kv", "num_query_groups",
        ],
        context: [
            "max_position_embeddings", "n_positions", "max_seq_len", "seq_length",
            "max_sequence_length",
        ]
    )
}

extension StandardDecoder {
    /// Experts under any of their common keys.
    fileprivate mutating func readGenericExperts(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) {
        let counts = [
            "num_experts", "n_routed_experts", "num_local_experts", "moe_num_experts",
            "num_routed_experts",
        ]
        guard let count = try config.int(anyOf: counts), count > 1 else { return }
        var experts = try config.experts(
            ExpertKeys(
                count: counts,
                perToken: [
                    "num_experts_per_tok", "num_experts_per_token", "experts_per_token", "moe_topk",
                    "moe_top_k", "moe_k", "top_k_experts", "num_selected_experts", "top_k",
                ],
                width: [
                    "moe_intermediate_size", "expert_intermediate_size", "moe_ffn_hidden_size",
                    "ffn_hidden_size",
                ],
                defaults: (nil, nil, width)
            )
        )
        let shared =
            try config.int(
                anyOf: [
                    "n_shared_experts", "num_shared_experts", "moe_num_shared_experts",
                    "num_shared_expert",
                ]
            ) ?? 0
        experts.sharedWidth =
            try config.int(
                anyOf: ["shared_expert_intermediate_size", "shared_intermediate_size"]
            ) ?? shared * experts.width
        let first =
            try config.int(
                anyOf: ["first_k_dense_replace", "num_dense_layers", "moe_layer_start_index"]
            ) ?? 0
        let step =
            try config.int(
                anyOf: ["decoder_sparse_step", "moe_layer_interval", "interleave_moe_layer_step"],
                in: 1...4096
            ) ?? 1
        let dense = Set(try config.ints("mlp_only_layers") ?? [])
        if config.has("mlp_layer_types") {
            try mixByLayer(experts, config, firstSparse: first)
        } else {
            mix(experts) { $0 >= first && ($0 + 1) % step == 0 && !dense.contains($0) }
        }
    }

    /// Windows by `layer_types`, or one window for all layers.
    fileprivate mutating func readGenericSpans(
        _ config: HuggingFaceConfig,
        modelType: String
    ) throws(ModelConfigError) {
        let attention: Set = ["full_attention", "sliding_attention", "chunked_attention"]
        for kind in try config.strings("layer_types") ?? [] where !attention.contains(kind) {
            throw .notModelled(modelType: modelType, what: "layers of the kind \(kind)")
        }
        let isOff = config.raw("use_sliding_window")?.bool == false
        let window = isOff ? nil : try config.window()
        let spans = try config.spans(
            layers: layerCount,
            window: window,
            chunk: config.window("attention_chunk_size"),
            slides: { _ in window != nil }
        )
        span = { spans[$0] }
    }

    /// The model with one latent for all heads in place of keys and values by head.
    fileprivate func latentShape(_ config: HuggingFaceConfig) throws(ModelConfigError) -> ModelShape
    {
        let latent = try config.size("kv_lora_rank")
        let rotary = try config.size("qk_rope_head_dim")
        let plain = try config.size("qk_nope_head_dim")
        let value = try config.size("v_head_dim")
        let (heads, hidden) = (queryHeads, hiddenSize)
        var tensors: [WeightTensor] = []
        let queries = heads * (plain + rotary)
        if let rank = try config.int("q_lora_rank"), rank > 0 {
            tensors = [
                WeightTensor("q_a_proj", .attention, rows: rank, columns: hidden),
                .norms(width: rank, count: 1),
                WeightTensor(
                    "q_b_proj",
                    .attention,
                    rows: queries,
                    columns: rank,
                    split: .rows(units: heads)
                ),
            ]
        } else {
            tensors = [
                WeightTensor(
                    .queryProjection,
                    .attention,
                    rows: queries,
                    columns: hidden,
                    split: .rows(units: heads)
                )
            ]
        }
        tensors += [
            WeightTensor("kv_a_proj_with_mqa", .attention, rows: latent + rotary, columns: hidden),
            .norms(width: latent, count: 1),
            WeightTensor(
                "kv_b_proj",
                .attention,
                rows: heads * (plain + value),
                columns: latent,
                split: .rows(units: heads)
            ),
            WeightTensor(
                .outputProjection,
                .attention,
                rows: hidden,
                columns: heads * value,
                split: .columns(units: heads)
            ),
        ]
        var layers = LayerStack()
        for index in 0..<layerCount {
            var layer = layer(index)
            layer.mixers = [
                .latentAttention(
                    LatentAttention(
                        queryHeads: heads,
                        latentDimension: latent,
                        rotaryDimension: rotary,
                        headDimension: plain,
                        valueHeadDimension: value,
                        span: span(index),
                        tensors: tensors
                    )
                )
            ]
            layers.append(layer)
        }
        return shape(layers: layers)
    }
}
