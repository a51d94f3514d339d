import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Jamba: one attention in several Mamba mixers, experts in every other layer.
    static let jamba = ModelFamily(
        modelTypes: ["jamba"],
        name: "jamba",
        source: "huggingface/transformers: models/jamba/modeling_jamba.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 65_536, "hidden_size": 4096, "intermediate_size": 14_336,
                "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8,
                "num_experts_per_tok": 2, "num_experts": 16, "mamba_d_state": 16,
                "mamba_d_conv": 4, "max_position_embeddings": 262_144,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let width = try config.size("intermediate_size", defaults)
            let attention = try HeadSizes(config, hiddenSize: hiddenSize, defaults)
            let mamba = Mamba1Sizes(
                hiddenSize: hiddenSize,
                inner: try config.expanded(hiddenSize, "mamba_expand"),
                state: try config.size("mamba_d_state", defaults),
                kernel: try config.size("mamba_d_conv", defaults),
                timeStepRank: try config.sizeOrAuto("mamba_dt_rank") ?? (hiddenSize + 15) / 16,
                convolutionBias: try config.bool("mamba_conv_bias", default: true),
                projectionBias: try config.bool("mamba_proj_bias", default: false),
                hasInnerNorms: true
            ).mixer
            let dense = FeedForward.dense(hiddenSize: hiddenSize, width: width)
            let expertCount = try config.size("num_experts", defaults)
            let experts =
                expertCount > 1
                ? try ExpertSizes(
                    config,
                    hiddenSize: hiddenSize,
                    count: expertCount,
                    perToken: config.size("num_experts_per_tok", defaults),
                    width: width
                ).feedForward : dense
            let isAttention = try config.everyFew("attn_layer", period: 8, offset: 4)
            let isSparse = try config.everyFew("expert_layer", period: 2, offset: 1)
            var plain = attention
            plain.inputBias = false
            plain.outputBias = false
            let attentionMixer = plain.mixer
            return HybridDecoder(
                hiddenSize: hiddenSize,
                vocabularySize: try config.size("vocab_size", defaults),
                maximumContext: try config.maximumContext("max_position_embeddings", defaults),
                isHeadTied: try config.bool("tie_word_embeddings", default: false),
                layers: (0..<(try config.layers(defaults))).map { index in
                    Layer(
                        mixers: [isAttention(index) ? attentionMixer : mamba],
                        feedForwards: [isSparse(index) ? experts : dense],
                        other: [.norms(width: hiddenSize, count: 2)]
                    )
                }
            ).shape
        }
    )
}

extension HuggingFaceConfig {
    /// Layers whose index leaves the remainder `…_offset` when divided by `…_period`.
    fileprivate func everyFew(
        _ prefix: String,
        period: Int,
        offset: Int
    ) throws(ModelConfigError) -> (Int) -> Bool {
        let period = try int("\(prefix)_period", default: period, in: 1...4096)
        let offset = try int("\(prefix)_offset", default: offset, in: 0...4096)
        guard offset < period else {
            throw .invalid(
                value: value,
                detail: "\(prefix)_offset is \(offset); it has to be below \(prefix)_period, "
                    + "which is \(period)"
            )
        }
        return { $0 % period == offset }
    }
}
