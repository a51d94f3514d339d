import PlimsollEngine

/// What the tensors of a GGUF file are, by their names.
///
/// Source: ggml-org/llama.cpp, `gguf-py/gguf/constants.py` (TENSOR_NAMES).
struct GGUFTensorNames {
    /// Layers of the model; those behind them predict further tokens.
    var layerCount: Int
    /// Names, without suffix, of the tensors of each layer.
    private var layers: [Int: Set<String>] = [:]

    /// Reads the names of a file.
    init(_ header: GGUFHeader, layerCount: Int) {
        self.layerCount = layerCount
        for tensor in header.tensors {
            let name = Name(tensor.name)
            if let layer = name.layer { layers[layer, default: []].insert(name.base) }
        }
    }

    /// Whether a layer holds a tensor of this name.
    func has(_ name: String, layer: Int) -> Bool { layers[layer]?.contains(name) ?? false }

    /// Whether a layer holds a tensor whose name starts like this.
    func hasPrefix(_ prefix: String, layer: Int) -> Bool {
        layers[layer]?.contains { $0.hasPrefix(prefix) } ?? false
    }

    /// Whether a layer has a recurrent mixer.
    func isRecurrent(_ layer: Int) -> Bool {
        ["ssm_", "time_mix", "shortconv"].contains { hasPrefix($0, layer: layer) }
    }

    /// Whether a layer caches keys and values by head.
    func cachesHeads(_ layer: Int) -> Bool {
        if has("attn_k", layer: layer) { return true }
        // A delta net keeps its projections under the same name.
        return has("attn_qkv", layer: layer) && !isRecurrent(layer)
    }

    /// A tensor's name in parts.
    struct Name {
        /// The layer; nil outside the layers.
        var layer: Int?
        /// The name without layer and suffix, such as `attn_q`.
        var base: String
        /// The last part, such as `weight`.
        var suffix: String
        /// What stands before the layers of an encoder or a decoder.
        var stack = ""

        init(_ name: String) {
            var parts = name.split(separator: ".", omittingEmptySubsequences: false)[...]
            if let first = parts.first, parts.count > 1, first == "enc" || first == "dec" {
                stack = String(first)
                parts = parts.dropFirst()
            }
            if parts.count > 2, parts.first == "blk", let number = parts.dropFirst().first,
                let layer = Int(number), layer >= 0
            {
                self.layer = layer
                parts = parts.dropFirst(2)
            }
            suffix = parts.count > 1 ? String(parts.removeLast()) : ""
            base = parts.joined(separator: ".")
        }
    }

    /// What a tensor counts towards.
    func role(of name: String) -> TensorTally.Role {
        for (prefix, component) in Self.towers where name.hasPrefix(prefix) {
            return .parameter(component)
        }
        let parts = Name(name)
        if ["scale", "scales", "input_scale"].contains(parts.suffix) { return .buffer }
        let base = parts.base
        if base.hasPrefix("rope_f") || base == "attn_rot_embd" || base == "exp_probs_b" {
            return .buffer
        }
        guard let layer = parts.layer else { return .parameter(Self.outside(base)) }
        if layer >= layerCount || base.hasPrefix("nextn") { return .nextToken }
        return .parameter(inside(base, layer))
    }

    /// The prefixes of towers and projectors, longer ones first.
    private static let towers: [(String, ParameterComponent)] = [
        ("mm.a.", .audio), ("a.", .audio), ("v.", .vision), ("mm.", .vision),
        ("resampler.", .vision),
    ]

    private static func outside(_ base: String) -> ParameterComponent {
        if base.contains("norm") { return .norms }
        return switch base {
        case "token_embd", "position_embd", "token_types", "per_layer_token_embd": .embedding
        case "output": .languageModelHead
        default: .other
        }
    }

    private func inside(_ base: String, _ layer: Int) -> ParameterComponent {
        if base.contains("norm") { return .norms }
        if base.hasPrefix("ffn_gate_inp") { return .router }
        if base.hasPrefix("ffn_") {
            // Old files have one tensor an expert: `ffn_up.3`.
            if base.contains("_exps") || base.contains("_chexps") || base.contains(".") {
                return .routedExperts
            }
            return base.contains("_shexp") ? .sharedExperts : .mlp
        }
        if base.hasPrefix("channel_mix") { return .mlp }
        for prefix in ["ssm_", "time_mix", "shortconv"] where base.hasPrefix(prefix) {
            return .recurrent
        }
        if base.hasPrefix("attn_") || base.hasPrefix("cross_attn_") || base.hasPrefix("indexer") {
            return isRecurrent(layer) && !has("attn_k", layer: layer) ? .recurrent : .attention
        }
        return .other
    }
}
