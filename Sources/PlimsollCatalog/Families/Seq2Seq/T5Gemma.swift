import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// T5Gemma: a Gemma 2 as encoder and another as decoder, each with a table of its own.
    static let t5Gemma = ModelFamily(
        modelTypes: ["t5gemma"],
        name: "t5gemma",
        source: "huggingface/transformers: models/t5gemma/modeling_t5gemma.py",
        read: { config throws(ModelConfigError) in
            let encoder = try config.nested("encoder", defaults: gemmaModule)
            let decoder = try config.nested("decoder", defaults: gemmaModule)
            let bias = try decoder.bool("attention_bias", default: false)
            let vocabulary = try decoder.required("vocab_size")
            let read = try gemmaStack(encoder, norms: 4)
            var write = try gemmaStack(decoder, norms: 6)
            let spans = try decoder.spans(
                layers: write.layers,
                window: decoder.window(default: 4096),
                slides: { $0 % 2 == 0 }
            )
            write.span = { spans[$0] }
            var model = EncoderDecoder(
                vocabularySize: vocabulary,
                maximumContext: try decoder.int("max_position_embeddings", default: 8192),
                encoder: read,
                decoder: write,
                inputBias: bias,
                keyBias: bias,
                outputBias: bias,
                feedForwardBias: false,
                normBias: false,
                encoderTokens: try encoder.int("max_position_embeddings", default: 8192)
            )
            model.names = EncoderDecoder.Names(
                output: .outputProjection,
                gate: .gateProjection,
                up: .upProjection,
                down: .downProjection
            )
            for (side, stack) in [(encoder, read), (decoder, write)] {
                model.embeddings.append(
                    .tokenEmbedding(
                        vocabularySize: try side.required("vocab_size"),
                        width: stack.hiddenSize
                    )
                )
            }
            model.isHeadTied = try config.bool("tie_word_embeddings", default: true)
            return model.shape
        }
    )

    private static let gemmaModule = DefaultKeys(
        #"""
        {"vocab_size": 256000, "hidden_size": 2304, "intermediate_size": 9216,
         "num_hidden_layers": 26, "num_attention_heads": 8, "num_key_value_heads": 4,
         "head_dim": 256, "max_position_embeddings": 8192, "sliding_window": 4096}
        """#
    )

    private static func gemmaStack(
        _ config: HuggingFaceConfig,
        norms: Int
    ) throws(ModelConfigError) -> EncoderDecoder.Stack {
        EncoderDecoder.Stack(
            layers: try config.layers(),
            heads: try config.required("num_attention_heads"),
            keyValueHeads: try config.required("num_key_value_heads"),
            headDimension: try config.required("head_dim"),
            hiddenSize: try config.required("hidden_size"),
            width: try config.required("intermediate_size"),
            isGated: true,
            norms: norms,
            outerNorms: 1
        )
    }
}
