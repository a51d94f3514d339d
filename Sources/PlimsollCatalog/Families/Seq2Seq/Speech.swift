import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// Whisper: two convolutions and an encoder of 30 seconds of sound; keys without bias.
    static let whisper = ModelFamily(
        modelTypes: ["whisper"],
        name: "whisper",
        source: "huggingface/transformers: models/whisper/modeling_whisper.py",
        read: { config throws(ModelConfigError) in
            let variant = BartVariant(
                defaults: DefaultKeys(
                    #"""
                    {"vocab_size": 51865, "num_mel_bins": 80, "d_model": 384,
                     "encoder_layers": 4, "decoder_layers": 4, "encoder_attention_heads": 6,
                     "decoder_attention_heads": 6, "encoder_ffn_dim": 1536,
                     "decoder_ffn_dim": 1536, "max_source_positions": 1500,
                     "max_target_positions": 448}
                    """#
                ),
                extraPositions: 0,
                hasFinalNorm: true,
                encoderPositions: "max_source_positions",
                decoderPositions: "max_target_positions"
            )
            var model = try variant.read(config)
            model.keyBias = false
            let hidden = model.encoder.hiddenSize
            let bands = try config.int("num_mel_bins", default: 80)
            model.encoder.extra += [
                .filters("conv1", hidden, of: Tower.product(bands, 3)),
                .filters("conv2", hidden, of: Tower.product(hidden, 3)),
            ]
            model.embeddings = [
                .tokenEmbedding(vocabularySize: model.vocabularySize, width: hidden)
            ]
            return model.shape
        }
    )

    /// Moonshine: three convolutions on raw sound, rotary positions, a gated decoder.
    static let moonshine = ModelFamily(
        modelTypes: ["moonshine"],
        name: "moonshine",
        source: "huggingface/transformers: models/moonshine/modeling_moonshine.py",
        read: { raw throws(ModelConfigError) in
            let config = raw.defaulting(to: moonshineDefaults)
            let hidden = try config.required("hidden_size")
            var encoder = try moonshineStack(config, "encoder", norms: 2)
            let tower: [WeightTensor] = [
                .filters("conv1", hidden, of: 127, bias: false),
                .filters("conv2", 2 * hidden, of: Tower.product(hidden, 7)),
                .filters("conv3", hidden, of: Tower.product(2 * hidden, 3)),
                .norms(width: hidden, count: 1, hasBias: true),
            ]
            encoder.extra = tower
            var decoder = try moonshineStack(config, "decoder", norms: 3)
            decoder.isGated = true
            decoder.fusedGate = "fc1"
            let bias = try config.bool("attention_bias", default: false)
            let positions = try config.required("max_position_embeddings")
            let vocabulary = try config.required("vocab_size")
            var model = EncoderDecoder(
                vocabularySize: vocabulary,
                maximumContext: positions,
                encoder: encoder,
                decoder: decoder,
                inputBias: bias,
                keyBias: bias,
                outputBias: false,
                normBias: false,
                encoderTokens: positions
            )
            model.names.output = .outputProjection
            model.embeddings = [.tokenEmbedding(vocabularySize: vocabulary, width: hidden)]
            model.isHeadTied = try config.bool("tie_word_embeddings", default: true)
            return model.shape
        }
    )

    private static let moonshineDefaults = DefaultKeys(
        #"""
        {"vocab_size": 32768, "hidden_size": 288, "intermediate_size": 1152,
         "encoder_num_hidden_layers": 6, "decoder_num_hidden_layers": 6,
         "encoder_num_attention_heads": 8, "decoder_num_attention_heads": 8,
         "max_position_embeddings": 512}
        """#
    )

    private static func moonshineStack(
        _ config: HuggingFaceConfig,
        _ name: String,
        norms: Int
    ) throws(ModelConfigError) -> EncoderDecoder.Stack {
        let hidden = try config.required("hidden_size")
        // The class lets the encoder's heads overwrite the decoder's.
        let heads = try config.required("encoder_num_attention_heads")
        let dimension = try config.int("head_dim") ?? hidden / heads
        return EncoderDecoder.Stack(
            layers: try config.layers("\(name)_num_hidden_layers"),
            heads: heads,
            keyValueHeads: try config.int(
                "encoder_num_key_value_heads",
                in: 1...HuggingFaceConfig.sizes.upperBound
            ) ?? heads,
            headDimension: dimension,
            hiddenSize: hidden,
            width: try config.required("intermediate_size"),
            norms: norms,
            outerNorms: 1
        )
    }
}

extension WeightTensor {
    /// A convolution in front of an encoder, which counts as nothing particular.
    static func filters(
        _ module: ModuleName,
        _ filters: Int,
        of elements: Int,
        bias: Bool = true
    ) -> WeightTensor {
        WeightTensor(
            module,
            .other,
            kind: .convolution,
            rows: filters,
            columns: elements,
            bias: bias ? filters : 0
        )
    }
}
