import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Nemotron-H and Nemotron 3: one mixer or one feed-forward network in each layer.
    static let nemotronH = ModelFamily(
        modelTypes: ["nemotron_h"],
        name: "nemotron_h",
        source: "huggingface/transformers: models/nemotron_h/modeling_nemotron_h.py",
        read: { config throws(ModelConfigError) in
            try NemotronHDecoder(config).shape
        }
    )
}

/// The four kinds of layer of Nemotron-H.
struct NemotronHDecoder {
    /// What a layer is.
    enum Kind: Character, CaseIterable {
        case mamba = "M"
        case experts = "E"
        case attention = "*"
        case dense = "-"

        /// The words of `layers_block_type`, old and new.
        var names: [String] {
            switch self {
            case .mamba: ["linear_attention", "mamba"]
            case .experts: ["moe"]
            case .attention: ["full_attention", "attention"]
            case .dense: ["mlp"]
            }
        }
    }

    var hiddenSize: Int
    var vocabularySize: Int
    var maximumContext: Tokens?
    var isHeadTied: Bool
    var attention: Mixer
    var mamba: Mixer
    var dense: FeedForward
    var experts: FeedForward?
    var kinds: [Kind]
    var nextTokenKinds: [Kind]
    var nextTokenModuleCount: Int

    /// The keys of the configuration, old spellings included.
    init(_ config: HuggingFaceConfig) throws(ModelConfigError) {
        let defaults: SizeDefaults = [
            "vocab_size": 131_072, "hidden_size": 4096, "num_attention_heads": 32,
            "num_key_value_heads": 8, "head_dim": 128, "intermediate_size": 21_504,
            "ssm_state_size": 128, "mamba_num_heads": 128, "mamba_head_dim": 64,
            "n_routed_experts": 8, "moe_intermediate_size": 7688,
            "moe_shared_expert_intermediate_size": 7688, "num_experts_per_tok": 2,
        ]
        let hiddenSize = try config.size("hidden_size", defaults)
        self.hiddenSize = hiddenSize
        vocabularySize = try config.size("vocab_size", defaults)
        maximumContext = try config.maximumContext()
        isHeadTied = try config.bool("tie_word_embeddings", default: false)
        var heads = try HeadSizes(config, hiddenSize: hiddenSize, defaults)
        heads.inputBias = false
        heads.outputBias = false
        attention = heads.mixer
        let bias = try config.bool("use_bias", default: false)
        mamba =
            Mamba2Sizes(
                hiddenSize: hiddenSize,
                heads: try config.size("mamba_num_heads", defaults),
                headDimension: try config.size("mamba_head_dim", defaults),
                groups: try config.int(anyOf: ["mamba_n_groups", "n_groups"], in: 1...4096) ?? 8,
                state: try config.size("ssm_state_size", defaults),
                kernel: try config.int(anyOf: ["mamba_d_conv", "conv_kernel"], in: 1...1024) ?? 4,
                convolutionBias: try config.bool(
                    config.has("mamba_conv_bias") ? "mamba_conv_bias" : "use_conv_bias",
                    default: true
                ),
                inputBias: bias,
                outputBias: bias
            ).mixer
        let networkBias = try config.bool("mlp_bias", default: false)
        dense = .dense(
            hiddenSize: hiddenSize,
            width: try config.size("intermediate_size", defaults),
            isGated: false,
            hasBias: networkBias
        )
        kinds =
            try Self.kinds(
                config,
                pattern: "hybrid_override_pattern",
                lists: ["layers_block_type", "layer_types"]
            ) ?? [.mamba, .experts, .attention, .dense]
        nextTokenModuleCount = try config.int("num_nextn_predict_layers", default: 0, in: 0...64)
        nextTokenKinds =
            try Self.kinds(
                config,
                pattern: "mtp_hybrid_override_pattern",
                lists: ["mtp_layers_block_type"]
            ) ?? [.attention, .experts]
        let needsExperts =
            kinds.contains(.experts)
            || (nextTokenModuleCount > 0 && nextTokenKinds.contains(.experts))
        guard needsExperts else { return }
        var sizes = try ExpertSizes(
            config,
            hiddenSize: hiddenSize,
            count: config.size("n_routed_experts", defaults),
            perToken: config.size("num_experts_per_tok", defaults),
            width: config.size("moe_intermediate_size", defaults),
            sharedWidth: config.size("moe_shared_expert_intermediate_size", defaults)
        )
        sizes.isGated = false
        sizes.sharedBias = networkBias
        sizes.latentSize = try config.switchable("moe_latent_size", defaults)
        experts = sizes.feedForward
    }

    /// A list of words, or else a pattern of letters; nil without either.
    private static func kinds(
        _ config: HuggingFaceConfig,
        pattern patternKey: String,
        lists: [String]
    ) throws(ModelConfigError) -> [Kind]? {
        for listKey in lists {
            guard let words = try config.strings(listKey), let list = config.raw(listKey) else {
                continue
            }
            let kinds = words.compactMap { word in
                Kind.allCases.first { $0.names.contains(word) }
            }
            guard kinds.count == words.count, kinds.count <= 4096 else {
                throw .invalid(
                    value: list,
                    detail: "\(listKey) holds linear_attention, moe, full_attention and mlp only"
                )
            }
            return kinds
        }
        guard let pattern = try config.string(patternKey) else { return nil }
        let kinds = pattern.compactMap { Kind(rawValue: $0) }
        guard kinds.count == pattern.count, kinds.count <= 4096 else {
            throw .invalid(
                value: config.raw(patternKey) ?? config.value,
                detail: "\(patternKey) holds the letters M, E, * and - only"
            )
        }
        return kinds
    }

    private func layer(_ kind: Kind) -> Layer {
        let norm = [WeightTensor.norms(width: hiddenSize, count: 1)]
        return switch kind {
        case .mamba: Layer(mixers: [mamba], feedForwards: [], other: norm)
        case .attention: Layer(mixers: [attention], feedForwards: [], other: norm)
        case .dense: Layer(mixers: [], feedForwards: [dense], other: norm)
        case .experts: Layer(mixers: [], feedForwards: [experts ?? dense], other: norm)
        }
    }

    /// The layers of the pattern behind a projection of hidden state and embedding, with a norm
    /// of each and one at the end; embedding and head are the model's own.
    private var nextTokenModules: [WeightTensor] {
        let module =
            nextTokenKinds.flatMap { layer($0).tensors } + [
                .nextTokenProjection(hiddenSize: hiddenSize),
                .norms(width: hiddenSize, count: 3),
            ]
        return (0..<nextTokenModuleCount).flatMap { _ in module }
    }

    /// The whole model.
    var shape: ModelShape {
        HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: vocabularySize,
            maximumContext: maximumContext,
            isHeadTied: isHeadTied,
            layers: kinds.map { layer($0) },
            nextTokenModules: nextTokenModules
        ).shape
    }
}
