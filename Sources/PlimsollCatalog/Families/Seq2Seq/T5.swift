import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// T5, T5 1.1, Flan-T5, UL2 and mT5: one table of relative positions a stack.
    ///
    /// The reference implementation ties the head whatever the configuration says.
    static let t5 = ModelFamily(
        modelTypes: ["t5"],
        name: "t5",
        source: "huggingface/transformers: models/t5/modeling_t5.py",
        read: { config throws(ModelConfigError) in
            try T5Sizes(
                config.defaulting(to: T5Sizes.defaults(vocabulary: 32128)),
                tablesPerStack: .one
            ).model.shape
        }
    )

    /// mT5: T5 1.1 with a large vocabulary.
    static let mt5 = ModelFamily(
        modelTypes: ["mt5"],
        name: "mt5",
        source: "huggingface/transformers: models/mt5/modeling_mt5.py",
        read: { config throws(ModelConfigError) in
            try T5Sizes(config.defaulting(to: T5Sizes.multilingual), tablesPerStack: .one)
                .model.shape
        }
    )

    /// UMT5: a table of relative positions in every layer.
    static let umt5 = ModelFamily(
        modelTypes: ["umt5"],
        name: "umt5",
        source: "huggingface/transformers: models/umt5/modeling_umt5.py",
        read: { config throws(ModelConfigError) in
            try T5Sizes(config.defaulting(to: T5Sizes.multilingual), tablesPerStack: .all)
                .model.shape
        }
    )

    /// LongT5: the encoder looks around locally, or also at summaries of blocks.
    static let longT5 = ModelFamily(
        modelTypes: ["longt5"],
        name: "longt5",
        source: "huggingface/transformers: models/longt5/modeling_longt5.py",
        read: { config throws(ModelConfigError) in
            let sizes = try T5Sizes(
                config.defaulting(to: T5Sizes.defaults(vocabulary: 32128)),
                tablesPerStack: .one
            )
            var model = sizes.model
            if try config.string("encoder_attention_type") == "transient-global" {
                model.encoder.extra.append(sizes.table(copies: 1))
                model.encoder.layerExtra.append(
                    .norms(width: model.encoder.hiddenSize, count: 1)
                )
            }
            return model.shape
        }
    )
}

/// The sizes of a T5.
private struct T5Sizes {
    /// Which layers hold a table of relative positions.
    enum Tables {
        /// The first of each stack.
        case one
        /// Every one.
        case all
    }

    let model: EncoderDecoder
    private let buckets: Int

    init(
        _ config: HuggingFaceConfig,
        tablesPerStack tables: Tables
    ) throws(ModelConfigError) {
        let hidden = try config.required("d_model")
        let heads = try config.required("num_heads")
        let activation = try config.string("feed_forward_proj") ?? "relu"
        let isGated = try config.bool("is_gated_act", default: activation.hasPrefix("gated-"))
        var encoder = EncoderDecoder.Stack(
            layers: try config.layers("num_layers"),
            heads: heads,
            keyValueHeads: heads,
            headDimension: try config.required("d_kv"),
            hiddenSize: hidden,
            width: try config.required("d_ff"),
            isGated: isGated,
            norms: 2,
            outerNorms: 1
        )
        var decoder = encoder
        decoder.norms = 3
        decoder.layers = try config.layers("num_decoder_layers", default: encoder.layers)
        buckets = try config.required("relative_attention_num_buckets")
        let perStack = tables == .one ? (1, 1) : (encoder.layers, decoder.layers)
        encoder.extra = [Self.table(buckets, heads, copies: perStack.0)]
        decoder.extra = [Self.table(buckets, heads, copies: perStack.1)]
        let vocabulary = try config.required("vocab_size")
        var model = EncoderDecoder(
            vocabularySize: vocabulary,
            encoder: encoder,
            decoder: decoder,
            inputBias: false,
            keyBias: false,
            outputBias: false,
            feedForwardBias: false,
            normBias: false,
            encoderTokens: try config.int("n_positions", default: 512)
        )
        model.names = EncoderDecoder.Names(
            query: "q",
            key: "k",
            value: "v",
            output: "o",
            gate: "wi_0",
            up: isGated ? "wi_1" : "wi",
            down: "wo"
        )
        model.embeddings = [.tokenEmbedding(vocabularySize: vocabulary, width: hidden)]
        self.model = model
    }

    /// Biases by distance and head.
    func table(copies: Int) -> WeightTensor {
        Self.table(buckets, model.encoder.heads, copies: copies)
    }

    private static func table(_ buckets: Int, _ heads: Int, copies: Int) -> WeightTensor {
        WeightTensor(
            "relative_attention_bias",
            .attention,
            kind: .embedding,
            rows: buckets,
            columns: heads,
            copies: copies
        )
    }

    /// What T5's class takes for absent keys.
    static func defaults(vocabulary: Int) -> DefaultKeys {
        DefaultKeys(
            #"""
            {"vocab_size": \#(vocabulary), "d_model": 512, "d_kv": 64, "d_ff": 2048,
             "num_layers": 6, "num_heads": 8, "relative_attention_num_buckets": 32,
             "feed_forward_proj": "relu"}
            """#
        )
    }

    /// What the classes of mT5 and UMT5 take for absent keys.
    static let multilingual = DefaultKeys(
        #"""
        {"vocab_size": 250112, "d_model": 512, "d_kv": 64, "d_ff": 1024, "num_layers": 8,
         "num_heads": 6, "relative_attention_num_buckets": 32,
         "feed_forward_proj": "gated-gelu"}
        """#
    )
}
