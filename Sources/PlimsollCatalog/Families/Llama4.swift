import PlimsollEngine

extension ModelFamily {
    /// The text model of Llama 4: chunked attention, one of four layers looks at everything, one
    /// routed and one shared expert a token.
    static let llama4Text = ModelFamily(
        modelTypes: ["llama4_text"],
        name: "llama4",
        source: "huggingface/transformers: models/llama4/modeling_llama4.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 202048,
                    hidden: 5120,
                    width: 8192,
                    layers: 48,
                    heads: 40,
                    keyValueHeads: 8,
                    headDimension: 128,
                    context: 131072
                )
            )
            decoder.inputBias = try config.bool("attention_bias", default: false)
            decoder.outputBias = decoder.inputBias
            let expertWidth = decoder.width
            decoder.width = try config.int("intermediate_size_mlp", default: 16384)

            var experts = try config.experts(
                ExpertKeys(
                    count: ["num_local_experts"],
                    width: ["intermediate_size"],
                    defaults: (16, 1, 8192)
                )
            )
            experts.names = .gateUp
            experts.sharedWidth = expertWidth
            experts.routerName = "router"
            let step = try config.size("interleave_moe_layer_step", default: 1)
            let listed = try config.ints("moe_layers").map { Set($0) }
            decoder.mix(experts) { listed?.contains($0) ?? (($0 + 1) % step == 0) }

            let interval = try config.size("no_rope_layer_interval", default: 4)
            let rotary = try config.ints("no_rope_layers") ?? []
            let chunks =
                rotary.isEmpty
                ? nil
                : try config.numbers(
                    "no_rope_layers",
                    layers: decoder.layerCount
                )
            let isChunked = { (index: Int) in
                chunks.map { $0[index] != 0 } ?? ((index + 1) % interval != 0)
            }
            let spans = try config.spans(
                layers: decoder.layerCount,
                window: config.window(),
                chunk: config.window("attention_chunk_size", default: 8192),
                slides: isChunked
            )
            decoder.span = { spans[$0] }
            return decoder.shape
        }
    )
}
