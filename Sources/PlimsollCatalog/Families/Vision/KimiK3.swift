import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Kimi K3: its text model behind a tower without biases, whose projector is normalised last.
    static let kimiK3 = ModelFamily(
        modelTypes: ["kimi_k3"],
        name: "kimi_k3",
        source: "moonshotai/Kimi-K3: modeling_kimi_k3.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "kimi_linear")
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"patch_size": 14, "init_pos_emb_height": 64, "init_pos_emb_width": 64,
                     "vt_num_hidden_layers": 27, "vt_hidden_size": 1024,
                     "vt_intermediate_size": 4096, "qkv_hidden_size": 1536,
                     "merge_kernel_size": [2, 2]}
                    """#
                )
            )
            let tower = try Tower.kimiK3(vision)
            let width = try vision.int("mm_hidden_size", default: tower.outputWidth)
            guard let kernel = try vision.pair("merge_kernel_size", in: 1...64) else {
                throw .missing(key: "merge_kernel_size", in: vision.value.pointer)
            }
            let merged = Tower.product(width, kernel.height, kernel.width)
            let hiddenSize = model.hiddenSize
            model.add(tower)
            try model.add {
                $0.linear("linear_1", merged, merged, bias: false)
                $0.linear("linear_2", hiddenSize, merged, bias: false)
                $0.norm(hiddenSize, bias: false)
            }
            return try model.shape(.outer(default: false))
        }
    )
}

extension Tower {
    /// Kimi K3's tower: positions interpolated from a square table, heads wider than the stream.
    fileprivate static func kimiK3(_ config: HuggingFaceConfig) throws(ModelConfigError) -> Tower {
        for (key, known) in [("norm_type", "rmsnorm"), ("mlp_type", "mlp2")] {
            let value = try config.string(key) ?? known
            guard value == known else {
                throw .notModelled(modelType: "kimi_k3", what: "a tower with \(key) \(value)")
            }
        }
        let width = try config.required("vt_hidden_size")
        let patch = try config.factor("patch_size")
        let positions = product(
            try config.factor("init_pos_emb_height"),
            try config.factor("init_pos_emb_width")
        )
        let attentionBias = try config.bool("attn_bias", default: false)
        let colours = 3
        var tower = Tower(.vision)
        tower.outputWidth = width
        tower.convolution(
            "proj",
            width,
            of: product(colours, patch, patch),
            bias: try config.bool("patch_embed_proj_bias", default: false)
        )
        tower.table(positions, width)
        var layer = TowerLayer.withoutBias(
            width: width,
            feedForward: try config.required("vt_intermediate_size"),
            isGated: false
        )
        layer.queryWidth = try config.required("qkv_hidden_size")
        layer.inputBias = attentionBias
        layer.keyBias = attentionBias
        layer.outputBias = attentionBias
        layer.feedForwardBias = try config.bool("linear_bias", default: false)
        tower.layers(try config.layers("vt_num_hidden_layers"), layer)
        tower.norm(width, bias: false)
        return tower
    }
}
