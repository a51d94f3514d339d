import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Gemma 3n with its encoders of images and sound.
    static let gemma3n = ModelFamily(
        modelTypes: ["gemma3n"],
        name: "gemma3n",
        source: "huggingface/transformers: models/gemma3n/modeling_gemma3n.py",
        read: { config throws(ModelConfigError) in
            var model = try MultimodalModel(config, text: "gemma3n_text")
            let vision = try config.nested(
                "vision_config",
                defaults: DefaultKeys(
                    #"""
                    {"architecture": "mobilenetv5_300m_enc", "hidden_size": 2048,
                     "vocab_size": 128}
                    """#
                )
            )
            let architecture = try vision.string("architecture") ?? ""
            guard architecture == "mobilenetv5_300m_enc" else {
                throw .notModelled(modelType: architecture, what: "the tower of Gemma 3n")
            }
            let audio = try config.nested("audio_config", defaults: Tower.gemma3nAudioDefaults)
            model.add(.mobileNetV5)
            model.add(try Tower.gemma3nAudio(audio))
            try model.addGemmaEmbedder(.vision, vision)
            try model.addGemmaEmbedder(.audio, audio)
            return try model.shape(.outer(default: true))
        }
    )

    /// The text model of Gemma 3n: four parallel residual streams, low-rank side branches.
    static let gemma3nText = ModelFamily(
        modelTypes: ["gemma3n_text"],
        name: "gemma3n",
        source: "huggingface/transformers: models/gemma3n/modeling_gemma3n.py",
        read: { raw throws(ModelConfigError) in
            let config = raw.defaulting(
                to: DefaultKeys(
                    #"""
                    {"vocab_size": 262400, "hidden_size": 2048, "intermediate_size": 16384,
                     "num_hidden_layers": 35, "num_attention_heads": 8,
                     "num_key_value_heads": 2, "head_dim": 256,
                     "max_position_embeddings": 32768, "sliding_window": 512,
                     "vocab_size_per_layer_input": 262144,
                     "hidden_size_per_layer_input": 256, "altup_num_inputs": 4,
                     "num_kv_shared_layers": 15, "laurel_rank": 64}
                    """#
                )
            )
            let text = try GemmaText(config)
            let spans = try config.spans(
                layers: text.layerCount,
                window: config.window(),
                slides: { ($0 + 1) % 5 != 0 }
            )
            let widths = try feedForwardWidths(config, layers: text.layerCount)
            let keyValueHeads = try config.required("num_key_value_heads")
            let dimension = try config.required("head_dim")
            let streams = try config.factor("altup_num_inputs", in: 1...64)
            let sides = sideBranches(
                hidden: text.hiddenSize,
                streams: streams,
                rank: try config.required("laurel_rank")
            )
            let layers = (0..<text.layerCount).map { index in
                Layer(
                    mixers: [
                        text.attention(
                            GemmaText.Kind(
                                keyValueHeads: keyValueHeads,
                                headDimension: dimension,
                                span: spans[index],
                                reuses: index >= text.firstReusing
                            )
                        )
                    ],
                    feedForwards: [text.feedForward(width: widths[index])],
                    other: sides + text.layerInput
                )
            }
            let streamProjections = WeightTensor(
                "altup_projections",
                .other,
                rows: text.hiddenSize,
                columns: text.hiddenSize,
                copies: 2 * (streams - 1)
            )
            return text.shape(layers, other: streams > 1 ? [streamProjections] : [])
        }
    )

    /// The norms of a layer, its low-rank branch and what predicts and corrects the streams.
    private static func sideBranches(hidden: Int, streams: Int, rank: Int) -> [WeightTensor] {
        [
            .norms(width: hidden, count: 5),
            WeightTensor("linear_left", .other, rows: rank, columns: hidden),
            WeightTensor("linear_right", .other, rows: hidden, columns: rank),
            .vector("correct_output_scale", .other, count: hidden),
            WeightTensor("correction_coefs", .other, rows: streams, columns: streams),
            WeightTensor("prediction_coefs", .other, rows: streams * streams, columns: streams),
            WeightTensor("modality_router", .router, rows: streams, columns: hidden),
            .vector("router_norm", .router, count: hidden),
        ]
    }

    /// The width of every layer's network: one number, or a list.
    private static func feedForwardWidths(
        _ config: HuggingFaceConfig,
        layers: Int
    ) throws(ModelConfigError) -> [Int] {
        guard config.raw("intermediate_size")?.kind == .array else {
            return Array(repeating: try config.required("intermediate_size"), count: layers)
        }
        return try config.numbers("intermediate_size", layers: layers) ?? []
    }
}

extension MultimodalModel {
    /// Gemma 3n's table of special tokens of a tower, two norms and a projection.
    mutating func addGemmaEmbedder(
        _ component: ParameterComponent,
        _ tower: HuggingFaceConfig
    ) throws(ModelConfigError) {
        let width = try tower.required("hidden_size")
        let rows = try tower.required("vocab_size")
        let hiddenSize = hiddenSize
        try add(component) {
            $0.table(rows, width)
            $0.norm(width, bias: false, copies: 2)
            $0.linear("embedding_projection", hiddenSize, width, bias: false)
        }
    }
}
