import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Gemma 4 with the encoders that its configuration names.
    static let gemma4 = ModelFamily(
        modelTypes: ["gemma4"],
        name: "gemma4",
        source: "huggingface/transformers: models/gemma4/modeling_gemma4.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "gemma4_text")
            if config.has("vision_config") {
                let vision = try config.nested(
                    "vision_config",
                    defaults: Tower.gemma4VisionDefaults
                )
                try model.addProjected(Tower.gemma4Vision(vision), .vision)
            }
            if config.has("audio_config") {
                let audio = try config.nested("audio_config", defaults: Tower.gemma4AudioDefaults)
                try model.addProjected(Tower.gemma4Audio(audio), .audio)
            }
            return try model.shape(.outer(default: true))
        }
    )

    /// The text model of Gemma 4: wide heads in layers that see everything, whose keys may be
    /// their values; optional experts beside each dense network.
    static let gemma4Text = ModelFamily(
        modelTypes: ["gemma4_text"],
        name: "gemma4",
        source: "huggingface/transformers: models/gemma4/modeling_gemma4.py",
        read: { config throws(ModelConfigError) in
            try readGemma4(
                config.defaulting(
                    to: DefaultKeys(
                        #"""
                        {"vocab_size": 262144, "hidden_size": 2304, "intermediate_size": 9216,
                         "num_hidden_layers": 30, "num_attention_heads": 8,
                         "num_key_value_heads": 4, "head_dim": 256, "global_head_dim": 512,
                         "max_position_embeddings": 131072, "sliding_window": 512,
                         "vocab_size_per_layer_input": 262144,
                         "hidden_size_per_layer_input": 256, "num_kv_shared_layers": 0}
                        """#
                    )
                )
            )
        }
    )

    private static func readGemma4(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> ModelShape {
        let text = try GemmaText(config)
        let kinds = try gemma4Kinds(config, text)
        let width = try config.required("intermediate_size")
        let doubles = try config.bool("use_double_wide_mlp", default: false)
        let experts = try gemma4Experts(config, hidden: text.hiddenSize)
        let norms = experts == nil ? 4 : 7
        let layers = kinds.map { kind in
            var networks = [
                text.feedForward(width: doubles && kind.reuses ? 2 * width : width)
            ]
            if let experts { networks.append(experts) }
            return Layer(
                mixers: [text.attention(kind)],
                feedForwards: networks,
                other: [.norms(width: text.hiddenSize, count: norms)] + text.layerInput
            )
        }
        return text.shape(layers)
    }

    /// Gemma 4 without encoders: patches and sound go straight into the text model.
    static let gemma4Unified = ModelFamily(
        modelTypes: ["gemma4_unified"],
        name: "gemma4_unified",
        source: "huggingface/transformers: models/gemma4_unified/modeling_gemma4_unified.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "gemma4_unified_text")
            if config.has("vision_config") {
                let vision = try config.nested(
                    "vision_config",
                    defaults: DefaultKeys(
                        #"""
                        {"patch_size": 16, "pooling_kernel_size": 3, "mm_embed_dim": 3840,
                         "mm_posemb_size": 1120, "output_proj_dims": 3840}
                        """#
                    )
                )
                try model.addProjected(Tower.gemma4Patches(vision), .vision)
            }
            if let audio = try config.nested("audio_config") {
                var sound = Tower(.audio)
                let frame = try audio.int("audio_embed_dim", default: 640)
                sound.outputWidth = try audio.int("output_proj_dims", default: frame)
                try model.addProjected(sound, .audio)
            }
            return try model.shape(.outer(default: true))
        }
    )

    /// The text model of Gemma 4 without encoders, which has no inputs per layer.
    static let gemma4UnifiedText = ModelFamily(
        modelTypes: ["gemma4_unified_text"],
        name: "gemma4_unified",
        source: "huggingface/transformers: models/gemma4_unified/modeling_gemma4_unified.py",
        read: { config throws(ModelConfigError) in
            try readGemma4(
                config.defaulting(
                    to: DefaultKeys(
                        #"""
                        {"vocab_size": 262144, "hidden_size": 2304, "intermediate_size": 9216,
                         "num_hidden_layers": 30, "num_attention_heads": 8,
                         "num_key_value_heads": 4, "head_dim": 256, "global_head_dim": 512,
                         "max_position_embeddings": 262144, "sliding_window": 1024,
                         "hidden_size_per_layer_input": 0, "num_kv_shared_layers": 0}
                        """#
                    )
                )
            )
        }
    )

    /// The attention of every layer; the last one sees everything whatever the list says.
    private static func gemma4Kinds(
        _ config: HuggingFaceConfig,
        _ text: GemmaText
    ) throws(ModelConfigError) -> [GemmaText.Kind] {
        var window = try config.window()
        if config.raw("use_bidirectional_attention")?.string == "all" {
            window = window.map { $0 / 2 + 1 }
        }
        let last = text.layerCount - 1
        var full = Set([last])
        let listed = try config.kinds("layer_types", layers: text.layerCount)
        for index in 0..<last {
            let isFull = listed.map { $0[index] != "sliding_attention" } ?? ((index + 1) % 6 == 0)
            if isFull { full.insert(index) }
        }
        let valuesAreKeys = try config.bool("attention_k_eq_v", default: false)
        let heads = try config.required("num_key_value_heads")
        let globalHeads = valuesAreKeys ? try config.int("num_global_key_value_heads") : nil
        let dimension = try config.required("head_dim")
        let globalDimension = try config.required("global_head_dim")
        let overrides = try layerOverrides(config)
        return (0..<text.layerCount).map { index in
            let isFull = full.contains(index)
            var kind = GemmaText.Kind(
                keyValueHeads: isFull ? globalHeads ?? heads : heads,
                headDimension: isFull ? globalDimension : dimension,
                span: isFull ? .full : AttentionSpan(window: window),
                valuesAreKeys: isFull && valuesAreKeys,
                reuses: index >= text.firstReusing
            )
            if let overrides {
                kind.headDimension = overrides[index]?.dimension ?? dimension
                kind.keyValueHeads = overrides[index]?.heads ?? heads
            }
            return kind
        }
    }

    /// What `per_layer_config` changes, by layer; nil where the key is absent.
    private static func layerOverrides(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> [Int: (heads: Int?, dimension: Int?)]? {
        guard let listed = try config.nested("per_layer_config") else { return nil }
        var overrides: [Int: (heads: Int?, dimension: Int?)] = [:]
        for member in listed.value.members {
            guard let index = Int(member.key), member.value.kind == .object else {
                throw .invalid(
                    value: member.value,
                    detail: "per_layer_config maps numbers of layers to objects"
                )
            }
            let layer = HuggingFaceConfig(member.value)
            let sizes = 1...HuggingFaceConfig.sizes.upperBound
            overrides[index] = (
                try layer.int("num_key_value_heads", in: sizes),
                try layer.int("head_dim", in: sizes)
            )
        }
        return overrides
    }

    /// The experts beside the dense network, whose router scales its input and each expert.
    private static func gemma4Experts(
        _ config: HuggingFaceConfig,
        hidden: Int
    ) throws(ModelConfigError) -> FeedForward? {
        guard try config.bool("enable_moe_block", default: false) else { return nil }
        var experts = try config.experts(
            ExpertKeys(
                count: ["num_experts", "num_local_experts"],
                perToken: ["top_k_experts", "num_experts_per_tok"],
                defaults: (nil, nil, nil)
            )
        )
        experts.routerName = "proj"
        guard case .mixture(var mixture) = experts.feedForward(hiddenSize: hidden) else {
            return nil
        }
        mixture.tensors += [
            .vector("scale", .router, count: hidden),
            .vector("per_expert_scale", .router, count: experts.count),
        ]
        return .mixture(mixture)
    }
}

extension MultimodalModel {
    /// A tower and one matrix from it to the text model.
    mutating func addProjected(
        _ tower: Tower,
        _ component: ParameterComponent
    ) throws(ModelConfigError) {
        let hiddenSize = hiddenSize
        add(tower)
        try add(component) {
            $0.linear("embedding_projection", hiddenSize, tower.outputWidth, bias: false)
        }
    }
}
