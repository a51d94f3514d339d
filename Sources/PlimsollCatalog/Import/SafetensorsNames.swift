import PlimsollEngine

/// What the tensors of a checkpoint are, by the names of their modules.
///
/// Names differ from family to family; what decides is the innermost part that says what a module
/// is. Source: the modelling code of huggingface/transformers.
struct SafetensorsNames {
    /// Layers of the model; those behind them predict further tokens.
    var layerCount: Int

    /// What a tensor counts towards.
    func role(of name: String) -> TensorTally.Role {
        let parts = name.lowercased().split(separator: ".").map(String.init)
        if Self.isBuffer(parts) { return .buffer }
        if parts.contains(where: { $0 == "mtp" || $0.hasPrefix("mtp_") || $0 == "nextn" }) {
            return .nextToken
        }
        if let index = parts.firstIndex(of: "layers"), index + 1 < parts.count,
            !parts.prefix(index).contains(where: Self.isTower),
            let layer = Int(parts[index + 1]), layer >= layerCount
        {
            return .nextToken
        }
        return .parameter(Self.component(parts))
    }

    /// The parts of a layer's name that are kept beside a quantized matrix, or computed anew.
    private static let buffers: Set<String> = [
        "weight_scale", "weight_scale_inv", "weight_scale_2", "weight_global_scale",
        "weight_zero_point", "weight_shape", "input_scale", "input_global_scale",
        "input_zero_point", "output_scale", "scale", "scales", "biases", "qzeros", "g_idx",
        "absmax", "nested_absmax", "quant_map", "nested_quant_map", "inv_freq", "k_scale",
        "v_scale", "q_scale", "e_score_correction_bias", "position_ids", "scb", "activation_scale",
        "weight_format",
    ]

    private static func isBuffer(_ parts: [String]) -> Bool {
        guard let last = parts.last else { return false }
        return buffers.contains(last) || last.hasSuffix("_scales") || last.hasSuffix("_scale_inv")
            || last.hasPrefix("bitsandbytes__") || parts.contains("quant_state")
            || parts.contains("rotary_emb")
    }

    private static func isTower(_ part: String) -> Bool {
        tower(part) != nil
    }

    private static func tower(_ part: String) -> ParameterComponent? {
        if part.contains("audio") || part.contains("speech") { return .audio }
        let isVision =
            part.contains("vision") || part.contains("visual") || part.contains("image_")
            || part == "multi_modal_projector" || part == "mm_projector" || part == "vit"
            || part == "mlp1" || part == "patch_merger" || part == "img_processor"
        return isVision ? .vision : nil
    }

    private static func component(_ parts: [String]) -> ParameterComponent {
        for part in parts {
            if let tower = tower(part) { return tower }
        }
        let modules = Set(parts)
        func has(_ names: String...) -> Bool { names.contains(where: modules.contains) }
        func anyPart(_ text: String) -> Bool { parts.contains { $0.contains(text) } }

        if anyPart("norm")
            || parts.contains(where: { $0.hasPrefix("ln_") || $0 == "ln1" || $0 == "ln2" })
        {
            return .norms
        }
        if has("lm_head", "embed_out", "output_layer") { return .languageModelHead }
        let isEmbedding =
            anyPart("embed") || has("wte", "wpe", "tok_embeddings", "word_embeddings")
        if isEmbedding { return .embedding }
        if anyPart("shared_expert") {
            return anyPart("shared_expert_gate") ? .router : .sharedExperts
        }
        if has("shared_mlp") { return .sharedExperts }
        if has("experts") || anyPart("experts") { return .routedExperts }
        if has("router") || isRouter(parts) { return .router }
        let isRecurrent =
            has("mamba", "linear_attn", "conv", "short_conv", "recurrent_block", "ssm", "rglru")
            || (has("mixer")
                && has("in_proj", "conv1d", "x_proj", "dt_proj", "a_log", "d", "dt_bias"))
        if isRecurrent { return .recurrent }
        let isAttention =
            anyPart("attn") || anyPart("attention") || has("q_proj", "k_proj", "v_proj", "o_proj")
        if isAttention { return .attention }
        let isNetwork =
            anyPart("mlp") || has("feed_forward", "ffn", "fc1", "fc2", "gate_proj", "up_proj")
            || has("down_proj", "block_sparse_moe")
        return isNetwork ? .mlp : .other
    }

    /// Whether a name ends in the choice among experts: `mlp.gate.weight`.
    private static func isRouter(_ parts: [String]) -> Bool {
        guard parts.count > 2 else { return false }
        let (module, owner) = (parts[parts.count - 2], parts[parts.count - 3])
        return module == "gate"
            && ["mlp", "block_sparse_moe", "feed_forward", "mixer", "moe"].contains(owner)
    }
}

/// How many parameters one stored element of a quantized matrix stands for.
struct PackedWeights {
    /// Bits of a parameter by the configuration's quantization; nil where it says nothing.
    var bits: Int?

    /// The factor from stored elements to parameters.
    func factor(_ name: String, _ type: SafetensorsType) -> Int {
        let suffix = name.split(separator: ".").last.map(String.init) ?? ""
        switch type {
        case .i32, .u32:
            guard ["qweight", "weight_packed", "weight"].contains(suffix), let bits,
                [2, 4, 8, 16].contains(bits)
            else { return 1 }
            return 32 / bits
        case .u8:
            // Two values of 4 bits to a byte.
            let isPacked =
                suffix == "weight" || suffix == "weight_packed" || suffix.hasSuffix("_blocks")
            return isPacked && (bits ?? 4) == 4 ? 2 : 1
        default: return 1
        }
    }
}
