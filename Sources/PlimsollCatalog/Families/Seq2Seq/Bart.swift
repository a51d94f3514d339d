import PlimsollEngine
import PlimsollJSON

/// BART and its kin, which differ in their positions and in the norms beside the layers.
struct BartVariant: Sendable {
    /// What the class takes for absent keys.
    var defaults: DefaultKeys
    /// Rows of the position tables beyond the longest sequence; nil without learned tables.
    var extraPositions: Int?
    /// Whether the embeddings are normalised before the first layer.
    var normalizesEmbedding = false
    /// Whether a norm follows the last layer.
    var hasFinalNorm = false
    /// Keys of the longest sequences of encoder and decoder.
    var encoderPositions = "max_position_embeddings"
    var decoderPositions = "max_position_embeddings"

    /// Reads the sizes.
    func read(_ raw: HuggingFaceConfig) throws(ModelConfigError) -> EncoderDecoder {
        let config = raw.defaulting(to: defaults)
        let hidden = try config.required("d_model")
        let outerNorms = (normalizesEmbedding ? 1 : 0) + (hasFinalNorm ? 1 : 0)
        let lengths = (
            try config.required(encoderPositions), try config.required(decoderPositions)
        )
        func tables(_ length: Int) -> [WeightTensor] {
            guard let extraPositions else { return [] }
            return [.positions(length + extraPositions, hidden)]
        }
        var encoder = try stack(config, "encoder", norms: 2)
        encoder.outerNorms = outerNorms
        encoder.extra = tables(lengths.0)
        var decoder = try stack(config, "decoder", norms: 3)
        decoder.outerNorms = outerNorms
        decoder.extra = tables(lengths.1)
        let vocabulary = try config.required("vocab_size")
        var model = EncoderDecoder(
            vocabularySize: vocabulary,
            maximumContext: lengths.1,
            encoder: encoder,
            decoder: decoder,
            encoderTokens: lengths.0
        )
        // Untied, the table of both, that of each stack and the head are four tensors.
        model.isHeadTied = try config.bool("tie_word_embeddings", default: true)
        let table = WeightTensor.tokenEmbedding(vocabularySize: vocabulary, width: hidden)
        model.embeddings = Array(repeating: table, count: model.isHeadTied ? 1 : 3)
        return model
    }

    private func stack(
        _ config: HuggingFaceConfig,
        _ name: String,
        norms: Int
    ) throws(ModelConfigError) -> EncoderDecoder.Stack {
        let hidden = try config.required("d_model")
        let heads = try config.required("\(name)_attention_heads")
        return EncoderDecoder.Stack(
            layers: try config.layers("\(name)_layers"),
            heads: heads,
            keyValueHeads: heads,
            headDimension: hidden / heads,
            hiddenSize: hidden,
            width: try config.required("\(name)_ffn_dim"),
            norms: norms
        )
    }

    /// The defaults of a class in BART's order.
    static func defaults(
        vocabulary: Int,
        hidden: Int = 1024,
        layers: (encoder: Int, decoder: Int) = (12, 12),
        heads: Int = 16,
        width: Int = 4096,
        positions: Int = 1024
    ) -> DefaultKeys {
        DefaultKeys(
            #"""
            {"vocab_size": \#(vocabulary), "d_model": \#(hidden),
             "encoder_layers": \#(layers.encoder), "decoder_layers": \#(layers.decoder),
             "encoder_attention_heads": \#(heads), "decoder_attention_heads": \#(heads),
             "encoder_ffn_dim": \#(width), "decoder_ffn_dim": \#(width),
             "max_position_embeddings": \#(positions)}
            """#
        )
    }
}

extension ModelFamily {
    /// BART, MVP and PLBART: learned positions, embeddings normalised.
    static let bart = variant(
        "bart",
        BartVariant(
            defaults: BartVariant.defaults(vocabulary: 50265),
            extraPositions: 2,
            normalizesEmbedding: true
        )
    )
    /// MVP, without its optional prompts.
    static let mvp: ModelFamily = {
        let plain = variant(
            "mvp",
            BartVariant(
                defaults: BartVariant.defaults(vocabulary: 50267),
                extraPositions: 2,
                normalizesEmbedding: true
            )
        )
        return ModelFamily(
            modelTypes: plain.modelTypes,
            name: plain.name,
            source: plain.source,
            read: { config throws(ModelConfigError) in
                if try config.bool("use_prompt", default: false) {
                    throw .notModelled(modelType: "mvp", what: "learned prompts (use_prompt)")
                }
                return try plain.read(config)
            }
        )
    }()
    /// PLBART.
    static let plbart = variant(
        "plbart",
        BartVariant(
            defaults: BartVariant.defaults(
                vocabulary: 50005,
                hidden: 768,
                layers: (6, 6),
                heads: 12,
                width: 3072
            ),
            extraPositions: 2,
            normalizesEmbedding: true
        )
    )
    /// mBART: BART with a norm after the last layer.
    static let mbart = variant(
        "mbart",
        BartVariant(
            defaults: BartVariant.defaults(vocabulary: 50265),
            extraPositions: 2,
            normalizesEmbedding: true,
            hasFinalNorm: true
        )
    )
    /// Pegasus: stored sinusoidal positions.
    static let pegasus = variant(
        "pegasus",
        BartVariant(
            defaults: BartVariant.defaults(vocabulary: 50265),
            extraPositions: 0,
            hasFinalNorm: true
        )
    )
    /// M2M-100 and NLLB: computed positions.
    static let m2m100 = variant(
        "m2m_100",
        BartVariant(defaults: BartVariant.defaults(vocabulary: 128112), hasFinalNorm: true)
    )
    /// Blenderbot: few encoder layers, many of the decoder.
    static let blenderbot = variant(
        "blenderbot",
        BartVariant(
            defaults: BartVariant.defaults(
                vocabulary: 8008,
                hidden: 2560,
                layers: (2, 24),
                heads: 32,
                width: 10240,
                positions: 128
            ),
            extraPositions: 0,
            hasFinalNorm: true
        )
    )
    /// Blenderbot's small models.
    static let blenderbotSmall = variant(
        "blenderbot-small",
        BartVariant(
            defaults: BartVariant.defaults(
                vocabulary: 50265,
                hidden: 512,
                layers: (8, 8),
                width: 2048,
                positions: 512
            ),
            extraPositions: 0,
            normalizesEmbedding: true
        )
    )

    private static func variant(_ modelType: String, _ variant: BartVariant) -> ModelFamily {
        let folder = String(modelType.map { $0 == "-" ? "_" : $0 })
        return ModelFamily(
            modelTypes: [modelType],
            name: modelType,
            source: "huggingface/transformers: models/\(folder)/modeling_\(folder).py",
            read: { config throws(ModelConfigError) in try variant.read(config).shape }
        )
    }

    /// Marian: stored sinusoidal positions; the two languages may have tables of their own.
    static let marian = ModelFamily(
        modelTypes: ["marian"],
        name: "marian",
        source: "huggingface/transformers: models/marian/modeling_marian.py",
        read: { config throws(ModelConfigError) in
            let variant = BartVariant(
                defaults: BartVariant.defaults(vocabulary: 58101),
                extraPositions: 0
            )
            var model = try variant.read(config)
            guard try !config.bool("share_encoder_decoder_embeddings", default: true) else {
                return model.shape
            }
            let source = model.vocabularySize
            model.vocabularySize =
                try config.int("decoder_vocab_size", in: 1...HuggingFaceConfig.sizes.upperBound)
                ?? source
            model.embeddings = [source, model.vocabularySize].map {
                .tokenEmbedding(vocabularySize: $0, width: model.decoder.hiddenSize)
            }
            return model.shape
        }
    )

    /// LED: BART whose encoder has a second set of projections for global tokens.
    static let led = ModelFamily(
        modelTypes: ["led"],
        name: "led",
        source: "huggingface/transformers: models/led/modeling_led.py",
        read: { config throws(ModelConfigError) in
            let variant = BartVariant(
                defaults: DefaultKeys(
                    #"""
                    {"vocab_size": 50265, "d_model": 1024, "encoder_layers": 12,
                     "decoder_layers": 12, "encoder_attention_heads": 16,
                     "decoder_attention_heads": 16, "encoder_ffn_dim": 4096,
                     "decoder_ffn_dim": 4096, "max_encoder_position_embeddings": 16384,
                     "max_decoder_position_embeddings": 1024}
                    """#
                ),
                extraPositions: 0,
                normalizesEmbedding: true,
                encoderPositions: "max_encoder_position_embeddings",
                decoderPositions: "max_decoder_position_embeddings"
            )
            var model = try variant.read(config)
            let hidden = model.encoder.hiddenSize
            let global: [ModuleName] = ["query_global", "key_global", "value_global"]
            model.encoder.layerExtra = global.map {
                WeightTensor($0, .attention, rows: hidden, columns: hidden, bias: hidden)
            }
            return model.shape
        }
    )
}
