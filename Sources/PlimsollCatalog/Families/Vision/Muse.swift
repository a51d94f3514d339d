import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// The text model of Muse Glimmer: gated attention in windows with a full layer in four, two
    /// norms before and two after each branch.
    static let museGlimmerText = ModelFamily(
        modelTypes: ["muse_glimmer_text"],
        name: "muse_glimmer_text",
        source: "huggingface/transformers: models/muse_glimmer/modeling_muse_glimmer.py",
        read: { config throws(ModelConfigError) in
            let decoder = try MuseDecoder(
                config,
                [
                    "vocab_size": 202_048, "hidden_size": 6656, "intermediate_size": 19_968,
                    "num_hidden_layers": 52, "num_attention_heads": 32,
                    "num_key_value_heads": 2, "head_dim": 128,
                    "max_position_embeddings": 131_072, "sliding_window": 2048,
                ]
            )
            return decoder.shape(
                others: [.norms(width: decoder.hiddenSize, count: 4)]
            ) { _ in decoder.dense }
        }
    )

    /// Muse Glimmer with its tower.
    static let museGlimmer = ModelFamily(
        modelTypes: ["muse_glimmer"],
        name: "muse_glimmer",
        source: "huggingface/transformers: models/muse_glimmer/modeling_muse_glimmer.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "muse_glimmer_text",
                absent: DefaultKeys(#"{"model_type": "muse_glimmer_text"}"#)
            )
            try model.addMuseTower()
            return try model.shape(.either)
        }
    )

    /// The text model of Muse Spark: experts on a narrower latent, gated residual branches.
    static let museSparkText = ModelFamily(
        modelTypes: ["muse_spark_text"],
        name: "muse_spark_text",
        source: "huggingface/transformers: models/muse_spark/modeling_muse_spark.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 202_048, "hidden_size": 8192, "intermediate_size": 16_384,
                "num_hidden_layers": 62, "num_attention_heads": 128,
                "num_key_value_heads": 16, "head_dim": 64,
                "max_position_embeddings": 1_048_576, "sliding_window": 2048,
                "moe_intermediate_size": 4096, "num_local_experts": 256,
                "num_experts_per_tok": 8, "moe_hidden_size": 4096,
            ]
            let decoder = try MuseDecoder(config, defaults)
            let hiddenSize = decoder.hiddenSize
            let latent = try config.size("moe_hidden_size", defaults)
            var sizes = try ExpertSizes(
                config,
                hiddenSize: hiddenSize,
                count: config.size("num_local_experts", defaults),
                perToken: config.size("num_experts_per_tok", defaults),
                width: config.size("moe_intermediate_size", defaults)
            )
            sizes.latentSize = latent
            sizes.latentModules = ("pre_expert_proj", "post_expert_proj")
            sizes.latentComponent = .mlp
            sizes.normalisesLatent = true
            let experts = sizes.feedForward
            let kinds = try config.perLayer(
                "mlp_layer_types",
                layers: decoder.isFull.count,
                allowed: ["dense", "sparse"]
            )
            return decoder.shape(
                others: [
                    .norms(width: hiddenSize, count: 3),
                    .vector("residual_gate", .other, count: 2 * hiddenSize),
                ],
                sparseOthers: [.norms(width: latent, count: 1)],
                isSparse: { kinds?[$0] != "dense" },
                feedForward: { kinds?[$0] == "dense" ? decoder.dense : experts }
            )
        }
    )

    /// Muse Spark with its towers for images and sound.
    static let museSpark = ModelFamily(
        modelTypes: ["muse_spark"],
        name: "muse_spark",
        source: "huggingface/transformers: models/muse_spark/modeling_muse_spark.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(
                config,
                text: "muse_spark_text",
                absent: DefaultKeys(#"{"model_type": "muse_spark_text"}"#)
            )
            try model.addMuseTower()
            let audio = try config.nested(
                "audio_config",
                defaults: DefaultKeys(
                    #"""
                    {"patch_sizes": [16, 6, 5, 4], "hidden_sizes": [256, 512, 1024, 2048],
                     "depths": [2, 2, 2, 2], "mlp_ratio": 4, "conv_kernel_size": 7,
                     "out_hidden_size": 8192}
                    """#
                )
            )
            model.add(try Tower.museAudio(audio))
            return try model.shape(.outer(default: false))
        }
    )
}

/// What both text models of Muse share.
private struct MuseDecoder {
    var hiddenSize: Int
    var vocabularySize: Int
    var maximumContext: Tokens?
    var isHeadTied: Bool
    var attention: HeadSizes
    var window: Int
    /// Whether a layer attends to all tokens, by its index.
    var isFull: [Bool]
    var dense: FeedForward

    init(_ config: HuggingFaceConfig, _ defaults: SizeDefaults) throws(ModelConfigError) {
        hiddenSize = try config.size("hidden_size", defaults)
        vocabularySize = try config.size("vocab_size", defaults)
        maximumContext = try config.maximumContext("max_position_embeddings", defaults)
        isHeadTied = try config.bool("tie_word_embeddings", default: false)
        attention = try HeadSizes(config, hiddenSize: hiddenSize, defaults)
        window = try config.size("sliding_window", defaults)
        dense = .dense(
            hiddenSize: hiddenSize,
            width: try config.size("intermediate_size", defaults)
        )
        let layers = try config.layers(defaults)
        isFull =
            try config.layerTypes(layers)?.map { $0 == "full_attention" }
            ?? (0..<layers).map { (layers - 1 - $0).isMultiple(of: 4) }
    }

    /// Attention whose output a projection of the input gates.
    private func mixer(isFull: Bool) -> Mixer {
        var sizes = attention
        sizes.span = isFull ? .full : .sliding(window: window)
        let rows = Tower.product(sizes.queryHeads, sizes.headDimension)
        let gate = WeightTensor(
            "gate_proj",
            .attention,
            rows: rows,
            columns: hiddenSize,
            split: .rows(units: sizes.queryHeads)
        )
        return sizes.mixer(tensors: sizes.tensors + [gate])
    }

    /// The whole model.
    func shape(
        others: [WeightTensor],
        sparseOthers: [WeightTensor] = [],
        isSparse: (Int) -> Bool = { _ in false },
        feedForward: (Int) -> FeedForward
    ) -> ModelShape {
        HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: vocabularySize,
            maximumContext: maximumContext,
            isHeadTied: isHeadTied,
            layers: isFull.enumerated().map { index, isFull in
                Layer(
                    mixers: [mixer(isFull: isFull)],
                    feedForwards: [feedForward(index)],
                    other: others + (isSparse(index) ? sparseOthers : [])
                )
            }
        ).shape
    }
}

extension MultimodalModel {
    /// Muse's vision tower, its adapter and the projection behind it.
    fileprivate mutating func addMuseTower() throws(ModelConfigError) {
        let vision = try config.nested(
            "vision_config",
            defaults: DefaultKeys(
                #"""
                {"hidden_size": 1536, "intermediate_size": 8960, "num_hidden_layers": 50,
                 "patch_size": 14, "patch_temporal": 2, "pos_emb_height": 32,
                 "pos_emb_width": 32}
                """#
            )
        )
        let width = try vision.required("hidden_size")
        let patch = try vision.factor("patch_size")
        let frames = try vision.factor("patch_temporal", in: 1...64)
        let positions = try vision.factor("pos_emb_height") * vision.factor("pos_emb_width")
        let layers = try vision.layers()
        let layer = try Tower.plainLayer(vision, width)
        let merged = try config.int("out_hidden_size", default: 6144)
        let middle = try config.int("projector_hidden_size", default: 4096)
        let hiddenSize = hiddenSize
        let colours = 3
        try add {
            let elements = Tower.product(colours, frames, patch, patch)
            $0.linear("patch_embedding", width, elements, bias: false)
            $0.table(positions, width)
            $0.norm(width, copies: 2)
            $0.layers(layers, layer)
            $0.linear("fc1", middle, merged, bias: false)
            $0.linear("fc2", middle, middle, bias: false)
            $0.linear("vision_projection", hiddenSize, middle, bias: false)
        }
    }
}

extension Tower {
    /// Muse's audio tower: stages that each join several frames and refine them by convolution.
    fileprivate static func museAudio(
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> Tower {
        let patches = try config.ints("patch_sizes") ?? []
        let widths = try config.ints("hidden_sizes") ?? []
        let depths = try config.ints("depths") ?? []
        guard patches.count == widths.count, widths.count == depths.count else {
            throw .invalid(
                value: config.value,
                detail: "patch_sizes, hidden_sizes and depths have to be of one length"
            )
        }
        let kernel = try config.factor("conv_kernel_size")
        let ratio = try config.double("mlp_ratio") ?? 4
        guard ratio > 0, ratio < 1024 else {
            throw .invalid(value: config.value, detail: "mlp_ratio has to be from 0 to 1024")
        }
        let output = try config.required("out_hidden_size")
        var tower = Tower(.audio)
        var previous = 1
        for (index, width) in widths.enumerated() {
            let depth = depths[index]
            let middle = Int(Double(width) * ratio)
            tower.linear("proj", width, product(previous, patches[index]))
            tower.norm(width, bias: false, copies: depth + 1)
            tower.convolution("conv", width, of: kernel, copies: depth)
            tower.linear("fc1", middle, width, copies: depth)
            tower.linear("fc2", width, middle, copies: depth)
            previous = width
        }
        tower.norm(previous, bias: false)
        tower.linear("proj", output, previous)
        tower.norm(output, bias: false)
        return tower
    }
}
