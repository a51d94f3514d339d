import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// ERNIE 4.5 VL: experts of its own for words and for images.
    static let ernie45VL = ModelFamily(
        modelTypes: ["ernie4_5_vl_moe"],
        name: "ernie4_5_vl_moe",
        source: "huggingface/transformers: models/ernie4_5_vl_moe/modeling_ernie4_5_vl_moe.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "ernie4_5_vl_moe_text")
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"depth": 32, "hidden_size": 1280, "num_heads": 16, "in_channels": 3,
                     "patch_size": 14, "spatial_merge_size": 2, "intermediate_size": 5120,
                     "temporal_merge_size": 2}
                    """#
                )
            )
            let width = try vision.required("hidden_size")
            let patch = try vision.factor("patch_size")
            let merged = try Tower.mergedWidth(vision, width)
            let joined = Tower.product(
                merged,
                try vision.factor("temporal_merge_size", in: 1...64)
            )
            var tower = Tower(.vision)
            tower.linear(
                "patch_embed",
                width,
                Tower.product(try vision.factor("in_channels"), patch, patch),
                bias: false
            )
            tower.layers(try vision.layers("depth"), try Tower.plainLayer(vision, width))
            tower.norm(width)
            tower.linear("fc", merged, merged, copies: 3)
            tower.linear("fc", merged, joined)
            tower.norm(merged, copies: 2)
            tower.linear("mlp", model.hiddenSize, merged)
            tower.norm(model.hiddenSize, bias: false)
            model.add(tower)
            return try model.shape(.outer(default: true))
        }
    )

    /// The text model of ERNIE 4.5 VL; its experts for images count as vision.
    static let ernie45VLText = ModelFamily(
        modelTypes: ["ernie4_5_vl_moe_text"],
        name: "ernie4_5_vl_moe",
        source: "huggingface/transformers: models/ernie4_5_vl_moe/modeling_ernie4_5_vl_moe.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 103424,
                    hidden: 2560,
                    width: 12288,
                    layers: 28,
                    heads: 20,
                    keyValueHeads: 4,
                    context: 131072,
                    isHeadTied: true
                )
            )
            decoder.inputBias = try config.bool("use_bias", default: false)
            decoder.outputBias = decoder.inputBias
            decoder.feedForwardBias = decoder.inputBias
            let widths = try config.ints("moe_intermediate_size") ?? [1536, 512]
            guard widths.count == 2 else {
                throw .invalid(
                    value: config.raw("moe_intermediate_size") ?? config.value,
                    detail: "moe_intermediate_size holds one width for words, one for images"
                )
            }
            var experts = try config.experts(
                ExpertKeys(
                    count: ["moe_num_experts", "num_experts"],
                    perToken: ["moe_k", "num_experts_per_tok"],
                    width: [],
                    defaults: (64, 6, widths[0])
                )
            )
            experts.sharedWidth = Tower.product(
                try config.int("moe_num_shared_experts", default: 2),
                widths[0]
            )
            experts.hasSharedBias = decoder.feedForwardBias
            experts.hasRouterBias = true
            let kinds = try config.kinds("mlp_layer_types", layers: decoder.layerCount)
            let isSparse = { index in kinds.map { $0[index] == "sparse" } ?? (index > 0) }
            let mixture = experts.feedForward(hiddenSize: decoder.hiddenSize)
            decoder.mixture = { isSparse($0) ? mixture : nil }
            let seeing = imageExperts(
                hidden: decoder.hiddenSize,
                width: widths[1],
                count: experts.count
            )
            var shape = decoder.shape
            shape.layers = LayerStack(
                (0..<decoder.layerCount).map { index in
                    var layer = decoder.layer(index)
                    if isSparse(index) { layer.other += seeing }
                    return layer
                }
            )
            return shape
        }
    )

    private static func imageExperts(hidden: Int, width: Int, count: Int) -> [WeightTensor] {
        let widening: [ModuleName] = ["gate_proj", "up_proj"]
        return [
            WeightTensor("gate", .vision, rows: count, columns: hidden, bias: count),
            WeightTensor(
                .downProjection,
                .vision,
                rows: hidden,
                columns: width,
                copies: count
            ),
        ]
            + widening.map {
                WeightTensor($0, .vision, rows: width, columns: hidden, copies: count)
            }
    }
}
