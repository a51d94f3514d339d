import PlimsollEngine

extension ModelFamily {
    /// Zamba: Mamba mixers in every layer, and one transformer block that some layers share.
    static let zamba = ModelFamily(
        modelTypes: ["zamba"],
        name: "zamba",
        source: "huggingface/transformers: models/zamba/modeling_zamba.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 32_000, "hidden_size": 3712, "intermediate_size": 14_848,
                "num_hidden_layers": 76, "num_attention_heads": 16, "num_key_value_heads": 16,
                "n_mamba_heads": 2, "mamba_d_state": 16, "mamba_d_conv": 4,
                "max_position_embeddings": 4096,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let layers = try config.layers(defaults)
            let inner = try config.expanded(hiddenSize, "mamba_expand")
            let heads = try config.size("n_mamba_heads", defaults)
            _ = try config.quotient(inner, heads, "n_mamba_heads")
            let mamba = Mamba1Sizes(
                hiddenSize: hiddenSize,
                inner: inner,
                state: try config.size("mamba_d_state", defaults),
                kernel: try config.size("mamba_d_conv", defaults),
                timeStepRank: try config.sizeOrAuto("mamba_dt_rank") ?? (hiddenSize + 15) / 16,
                convolutionBias: try config.bool("mamba_conv_bias", default: true),
                projectionBias: try config.bool("mamba_proj_bias", default: false),
                heads: heads
            ).mixer
            let block = try SharedBlock(config, hiddenSize: hiddenSize, defaults)
            let period = try config.int("attn_layer_period", default: 6, in: 1...4096)
            let offset = try config.int("attn_layer_offset", default: 4)
            let isHybrid =
                try config.hybridLayers(layers)
                ?? (0..<layers).map { $0 == 2 || ($0 > 2 && ($0 - 3) % period == offset) }
            return try block.decoder(config, defaults, isHybrid: isHybrid, recurrent: mamba)
        }
    )

    /// Zamba 2: several shared blocks in turn, with an adapter for each place of use.
    static let zamba2 = ModelFamily(
        modelTypes: ["zamba2"],
        name: "zamba2",
        source: "huggingface/transformers: models/zamba2/modeling_zamba2.py",
        read: { config throws(ModelConfigError) in
            let defaults: SizeDefaults = [
                "vocab_size": 32_000, "hidden_size": 2560, "num_hidden_layers": 54,
                "num_attention_heads": 32, "n_mamba_heads": 8, "mamba_d_state": 64,
                "mamba_d_conv": 4, "mamba_ngroups": 1, "adapter_rank": 128,
                "num_mem_blocks": 1, "max_position_embeddings": 4096,
            ]
            let hiddenSize = try config.size("hidden_size", defaults)
            let layers = try config.layers(defaults)
            let inner = try config.expanded(hiddenSize, "mamba_expand")
            let heads = try config.size("n_mamba_heads", defaults)
            let bias = try config.bool("add_bias_linear", default: false)
            let mamba = Mamba2Sizes(
                hiddenSize: hiddenSize,
                heads: heads,
                headDimension: try config.quotient(inner, heads, "n_mamba_heads"),
                groups: try config.size("mamba_ngroups", defaults),
                state: try config.size("mamba_d_state", defaults),
                kernel: try config.size("mamba_d_conv", defaults),
                inputBias: bias,
                outputBias: bias
            ).mixer
            var own = defaults
            own["intermediate_size"] = 4 * hiddenSize
            var block = try SharedBlock(config, hiddenSize: hiddenSize, own)
            block.copies = try config.size("num_mem_blocks", defaults)
            block.bias = bias
            block.isFused = true
            block.adapterRank = try config.size("adapter_rank", defaults)
            block.adaptsAttention = try config.bool(
                "use_shared_attention_adapter",
                default: false
            )
            let usual: Set = [6, 12, 18, 24, 30, 36, 42, 47, 51]
            let isHybrid =
                try config.hybridLayers(layers) ?? (0..<layers).map { usual.contains($0) }
            return try block.decoder(config, defaults, isHybrid: isHybrid, recurrent: mamba)
        }
    )
}

extension HuggingFaceConfig {
    /// The layers that run a shared block, where the configuration names them.
    fileprivate func hybridLayers(_ layers: Int) throws(ModelConfigError) -> [Bool]? {
        try layerTypes(layers, keys: ["layers_block_type", "layer_types"])?
            .map { $0 == "hybrid" }
    }
}

/// The transformer block that layers of a Zamba model share.
///
/// It is stored once and runs in many layers, each with a cache of its own. It reads the hidden
/// state beside the embedding, twice the width.
struct SharedBlock {
    var hiddenSize: Int
    var heads: HeadSizes
    var width: Int
    /// Blocks that take turns.
    var copies = 1
    var bias = false
    /// Whether gate and up are one matrix.
    var isFused = false
    /// Rank of the adapters of each place of use; 0 without any.
    var adapterRank = 0
    var adaptsAttention = false

    /// The keys of both generations.
    init(
        _ config: HuggingFaceConfig,
        hiddenSize: Int,
        _ defaults: SizeDefaults
    ) throws(ModelConfigError) {
        self.hiddenSize = hiddenSize
        let attentionSize =
            try config.switchable("attention_hidden_size", defaults) ?? 2 * hiddenSize
        heads = try HeadSizes(config, hiddenSize: attentionSize, defaults)
        heads.headDimension =
            try config.switchable("attention_head_dim", defaults)
            ?? 2 * hiddenSize / heads.queryHeads
        heads.inputBias = false
        heads.outputBias = false
        width = try config.size("intermediate_size", defaults)
    }

    private var attentionTensors: [WeightTensor] {
        var tensors = heads.tensors
        tensors[3].rows = hiddenSize
        return tensors
    }

    private var networkTensors: [WeightTensor] {
        guard isFused else {
            return WeightTensor.feedForward(
                .mlp,
                hiddenSize: hiddenSize,
                width: width,
                isGated: true
            )
        }
        return [
            WeightTensor(
                "gate_up_proj",
                .mlp,
                rows: 2 * width,
                columns: hiddenSize,
                bias: bias ? 2 * width : 0,
                split: .rows(units: width)
            ),
            WeightTensor(
                .downProjection,
                .mlp,
                rows: hiddenSize,
                columns: width,
                bias: bias ? hiddenSize : 0,
                split: .columns(units: width)
            ),
        ]
    }

    private func adapter(
        _ component: ParameterComponent,
        from input: Int,
        to output: Int,
        copies: Int = 1
    ) -> [WeightTensor] {
        [
            WeightTensor(
                "adapter_down",
                component,
                rows: adapterRank,
                columns: input,
                copies: copies
            ),
            WeightTensor(
                "adapter_up",
                component,
                rows: output,
                columns: adapterRank,
                copies: copies
            ),
        ]
    }

    /// The block as the `use`-th hybrid layer runs it: the first round stores the weights.
    private func layer(use: Int, recurrent: Mixer) -> Layer {
        let isOwner = use < copies
        var attention = isOwner ? attentionTensors : []
        var network = isOwner ? networkTensors : []
        if adapterRank > 0 {
            network += adapter(.mlp, from: hiddenSize, to: 2 * width)
            if adaptsAttention {
                let size = heads.hiddenSize
                attention += adapter(.attention, from: size, to: size, copies: 3)
            }
        }
        let norms: [WeightTensor] = [
            .norms(width: heads.hiddenSize, count: 1), .norms(width: hiddenSize, count: 1),
        ]
        return Layer(
            mixers: [heads.mixer(tensors: attention), recurrent],
            feedForwards: [
                .dense(DenseFeedForward(width: width, isGated: true, tensors: network))
            ],
            other: (isOwner ? norms : []) + [
                .norms(width: hiddenSize, count: 1),
                WeightTensor("linear", .other, rows: hiddenSize, columns: hiddenSize),
            ]
        )
    }

    /// The whole model: a recurrent mixer in each layer, the block before it in some.
    func decoder(
        _ config: HuggingFaceConfig,
        _ defaults: SizeDefaults,
        isHybrid: [Bool],
        recurrent: Mixer
    ) throws(ModelConfigError) -> ModelShape {
        let plain = Layer(
            mixers: [recurrent],
            feedForwards: [],
            other: [.norms(width: hiddenSize, count: 1)]
        )
        var uses = 0
        var layers: [Layer] = []
        for isHybrid in isHybrid {
            layers.append(isHybrid ? layer(use: uses, recurrent: recurrent) : plain)
            if isHybrid { uses += 1 }
        }
        return HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: try config.size("vocab_size", defaults),
            maximumContext: try config.maximumContext("max_position_embeddings", defaults),
            isHeadTied: try config.bool("tie_word_embeddings", default: true),
            layers: layers
        ).shape
    }
}
