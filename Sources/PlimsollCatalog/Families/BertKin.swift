import PlimsollEngine

extension ModelFamily {
    /// CamemBERT and XLM-RoBERTa: BERT whose class registers its head first, so that the shared
    /// table counts towards the head.
    static let camembert = ModelFamily(
        modelTypes: ["camembert", "xlm-roberta"],
        name: "camembert",
        source: "huggingface/transformers: models/camembert/modeling_camembert.py",
        read: { config throws(ModelConfigError) in
            var shape = try BertVariant(defaults: .bert(vocabulary: 30522)).read(config)
            if try config.bool("tie_word_embeddings", default: true) {
                shape.embeddings[0].component = .languageModelHead
            }
            return shape
        }
    )

    /// RoCBert: BERT with tables of a character's sound and shape.
    static let rocBert = ModelFamily(
        modelTypes: ["roc_bert"],
        name: "roc_bert",
        source: "huggingface/transformers: models/roc_bert/modeling_roc_bert.py",
        read: { config throws(ModelConfigError) in
            var shape = try BertVariant(defaults: .bert(vocabulary: 30522)).read(config)
            let sound = try config.size("pronunciation_embed_dim", default: 768)
            let form = try config.size("shape_embed_dim", default: 512)
            func table(_ name: ModuleName, rows: Int, width: Int) -> WeightTensor {
                WeightTensor(name, .embedding, kind: .embedding, rows: rows, columns: width)
            }
            shape.embeddings += [
                table(
                    "pronunciation_embed",
                    rows: try config.size("pronunciation_vocab_size", default: 910),
                    width: sound
                ),
                table(
                    "shape_embed",
                    rows: try config.size("shape_vocab_size", default: 24858),
                    width: form
                ),
            ]
            if try config.bool("concat_input", default: true) {
                let hidden = shape.hiddenSize
                let hears = try config.bool("enable_pronunciation", default: true)
                let sees = try config.bool("enable_shape", default: true)
                shape.embeddings.append(
                    WeightTensor(
                        "map_inputs_layer",
                        .other,
                        rows: hidden,
                        columns: hidden + (hears ? sound : 0) + (sees ? form : 0),
                        bias: hidden
                    )
                )
            }
            return shape
        }
    )

    /// X-MOD: BERT with a narrow adapter for each language in every layer.
    static let xmod = ModelFamily(
        modelTypes: ["xmod"],
        name: "xmod",
        source: "huggingface/transformers: models/xmod/modeling_xmod.py",
        read: { config throws(ModelConfigError) in
            let variant = BertVariant(
                defaults: .bert(vocabulary: 30522),
                hasFinalNorm: try config.bool("pre_norm", default: false)
            )
            var shape = try variant.read(config)
            let hidden = shape.hiddenSize
            let narrow = hidden / (try config.size("adapter_reduction_factor", default: 2))
            let languages = try config.strings("languages")?.count ?? 1
            var added = [
                WeightTensor(
                    "adapter.dense1",
                    .other,
                    rows: narrow,
                    columns: hidden,
                    bias: narrow,
                    copies: languages
                ),
                WeightTensor(
                    "adapter.dense2",
                    .other,
                    rows: hidden,
                    columns: narrow,
                    bias: hidden,
                    copies: languages
                ),
            ]
            if try config.bool("adapter_layer_norm", default: false) {
                added.append(.norms(width: hidden, count: 1, hasBias: true))
            }
            var layers = LayerStack()
            for kind in shape.layers.order {
                var layer = shape.layers.kinds[kind]
                layer.other += added
                layers.append(layer)
            }
            shape.layers = layers
            return shape
        }
    )

    /// XLNet: relative positions with a projection and three biases of their own.
    static let xlNet = ModelFamily(
        modelTypes: ["xlnet"],
        name: "xlnet",
        source: "huggingface/transformers: models/xlnet/modeling_xlnet.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 32000,
                    hidden: 1024,
                    width: 4096,
                    layers: 24,
                    heads: 16,
                    context: 512,
                    isHeadTied: true
                ),
                keys: DecoderKeys(
                    vocabulary: ["vocab_size", "n_token"],
                    hidden: ["d_model", "hidden_size"],
                    width: ["d_inner"],
                    layers: ["n_layer", "num_hidden_layers"],
                    heads: ["n_head", "num_attention_heads"],
                    keyValueHeads: []
                )
            )
            try config.requireWholeHeads(decoder)
            let hidden = decoder.hiddenSize
            decoder.maximumContext = nil
            decoder.headDimension = hidden / decoder.queryHeads
            decoder.isGated = false
            decoder.feedForwardBias = true
            decoder.normBias = true
            decoder.hasFinalNorm = false
            decoder.headBias = true
            decoder.attentionNames = StandardDecoder.AttentionNames(
                query: "q",
                key: "k",
                value: "v",
                output: "o"
            )
            decoder.feedForwardNames = StandardDecoder.FeedForwardNames(
                up: "layer_1",
                down: "layer_2"
            )
            decoder.attentionExtras = [
                WeightTensor(
                    "r",
                    .attention,
                    rows: hidden,
                    columns: hidden,
                    split: .rows(units: decoder.queryHeads)
                ),
                .vector("r_bias", .attention, count: hidden, copies: 3),
                .vector("seg_embed", .attention, count: hidden, copies: 2),
            ]
            var shape = decoder.shape
            shape.embeddings.append(.vector("mask_emb", .other, count: hidden))
            return shape
        }
    )

    /// XLM: learned positions, languages where there are several, a norm behind the embedding.
    static let xlm = ModelFamily(
        modelTypes: ["xlm"],
        name: "xlm",
        source: "huggingface/transformers: models/xlm/modeling_xlm.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(
                config,
                ClassDefaults(
                    vocabulary: 30145,
                    hidden: 2048,
                    width: 0,
                    layers: 12,
                    heads: 16,
                    context: 512,
                    isHeadTied: true
                ),
                keys: DecoderKeys(
                    vocabulary: ["vocab_size", "n_words"],
                    hidden: ["emb_dim", "hidden_size"],
                    width: [],
                    layers: ["n_layers", "num_hidden_layers"],
                    heads: ["n_heads", "num_attention_heads"],
                    keyValueHeads: []
                )
            )
            try config.requireWholeHeads(decoder)
            let hidden = decoder.hiddenSize
            decoder.headDimension = hidden / decoder.queryHeads
            decoder.width = 4 * hidden
            decoder.isGated = false
            decoder.inputBias = true
            decoder.outputBias = true
            decoder.feedForwardBias = true
            decoder.normBias = true
            decoder.hasFinalNorm = false
            decoder.headBias = true
            decoder.positions = decoder.maximumContext ?? 0
            decoder.attentionNames = StandardDecoder.AttentionNames(
                query: "q_lin",
                key: "k_lin",
                value: "v_lin",
                output: "out_lin"
            )
            decoder.feedForwardNames = StandardDecoder.FeedForwardNames(up: "lin1", down: "lin2")
            var shape = decoder.shape
            shape.embeddings.append(.norms(width: hidden, count: 1, hasBias: true))
            let languages = try config.int("n_langs", default: 1)
            if languages > 1, try config.bool("use_lang_emb", default: true) {
                shape.embeddings.append(
                    WeightTensor(
                        "lang_embeddings",
                        .embedding,
                        kind: .embedding,
                        rows: languages,
                        columns: hidden
                    )
                )
            }
            return shape
        }
    )
}
