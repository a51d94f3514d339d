import PlimsollEngine
import PlimsollJSON

/// The tables of rotary sines and cosines that a configuration implies.
///
/// An engine that precomputes them keeps one row a position: the model's longest context, times
/// the factor of a linear scaling, with the rotary part of a head in each row. A model with a
/// second base for its windowed layers has a second table, unscaled.
///
/// Source: vllm-project/vllm, model_executor/layers/rotary_embedding.
enum RotaryTables {
    /// Elements of all tables; zero where positions are learned or the sizes are not given.
    static func elements(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Elements {
        let text = try config.nested("text_config") ?? config
        guard
            let positions = try text.int("max_position_embeddings", in: 1...(1 << 32)),
            let heads = try text.int("num_attention_heads"), heads > 0,
            usesRotary(text)
        else { return .zero }
        let hidden = try text.int("hidden_size") ?? 0
        let head = try text.int(anyOf: ["qk_rope_head_dim", "head_dim"]) ?? hidden / heads
        let share = try text.double("partial_rotary_factor") ?? 1
        let width = Int((Double(head) * min(max(share, 0), 1)).rounded(.down))
        let scaled = Int((Double(positions) * (try linearFactor(text))).rounded(.down))
        let local = text.has("rope_local_base_freq") ? positions : 0
        let rows = min(scaled + local, 1 << 33)
        return Elements(rows * width)
    }

    private static func usesRotary(_ config: HuggingFaceConfig) -> Bool {
        config.has("rope_theta") || config.has("rope_parameters") || config.has("rope_scaling")
            || config.has("num_key_value_heads")
    }

    private static func linearFactor(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> Double {
        guard let scaling = try config.nested("rope_scaling") else { return 1 }
        var kind = try scaling.string("rope_type")
        if kind == nil { kind = try scaling.string("type") }
        guard kind == "linear", let factor = try scaling.double("factor") else { return 1 }
        return min(max(factor, 1), 1024)
    }
}
