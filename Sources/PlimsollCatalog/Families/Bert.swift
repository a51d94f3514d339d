import PlimsollEngine

/// BERT and its kin: learned positions and token types, norms after each part, a transformed head.
///
/// As encoders they keep no cache; with `is_decoder` they do.
struct BertVariant {
    var defaults: ClassDefaults
    /// Rows of the token type table by default; nil where there is none.
    var tokenTypes: Int? = 2
    /// Whether positions are learned elements of the embedding's width.
    var hasPositions = true
    /// Whether a norm follows the embedding, and whether one follows the last layer.
    var hasEmbeddingNorm = true
    var hasFinalNorm = false
    /// Whether the head is a projection and a norm before the tied table.
    var hasHeadTransform = true
    /// Whether an untied head has a bias beside the one of its predictions.
    var hasTwoBiases = true
    /// Whether the class keeps a pooler.
    var hasPooler = false
    /// The key of an embedding narrower than the layers, and its default.
    var embeddingKey: (name: String, fallback: Int?)?

    /// Reads a configuration of the variant.
    func read(_ config: HuggingFaceConfig) throws(ModelConfigError) -> ModelShape {
        var decoder = try StandardDecoder(
            config,
            defaults,
            keys: DecoderKeys(keyValueHeads: [])
        )
        try config.requireWholeHeads(decoder)
        let hidden = decoder.hiddenSize
        decoder.headDimension = hidden / decoder.queryHeads
        decoder.isGated = false
        decoder.inputBias = try config.bool("use_bias", default: true)
        decoder.outputBias = true
        decoder.feedForwardBias = true
        decoder.normBias = true
        decoder.headBias = true
        decoder.hasFinalNorm = hasFinalNorm
        decoder.keepsCache = try config.bool("is_decoder", default: false)
        decoder.attentionNames = StandardDecoder.AttentionNames(
            query: "query",
            key: "key",
            value: "value",
            output: "dense"
        )
        decoder.feedForwardNames = StandardDecoder.FeedForwardNames(
            up: "intermediate.dense",
            down: "output.dense"
        )
        var width = hidden
        if let embeddingKey {
            width = try config.size(embeddingKey.name, default: embeddingKey.fallback ?? hidden)
        }
        let positions = hasPositions ? decoder.maximumContext ?? 0 : 0
        var shape = decoder.shape
        shape.embeddings[0].columns = width
        shape.embeddings += try tables(config, width: width, positions: positions)
        if width != hidden {
            shape.embeddings.append(
                WeightTensor(
                    "embeddings_project",
                    .other,
                    rows: hidden,
                    columns: width,
                    bias: hidden
                )
            )
        }
        for index in shape.outputs.indices
        where shape.outputs[index].component == .languageModelHead
            && shape.outputs[index].kind == .linear
        {
            shape.outputs[index].columns = width
        }
        if hasTwoBiases, !decoder.isHeadTied {
            shape.outputs.append(
                .vector("bias", .languageModelHead, count: decoder.vocabularySize)
            )
        }
        if hasHeadTransform { shape.outputs += Self.transform(from: hidden, to: width) }
        if hasPooler {
            shape.outputs.append(
                WeightTensor("pooler", .other, rows: hidden, columns: hidden, bias: hidden)
            )
        }
        return shape
    }

    /// Positions, token types and the norm behind the embedding.
    private func tables(
        _ config: HuggingFaceConfig,
        width: Int,
        positions: Int
    ) throws(ModelConfigError) -> [WeightTensor] {
        var tensors: [WeightTensor] = []
        if positions > 0 { tensors.append(.positionEmbedding(rows: positions, width: width)) }
        func table(_ name: ModuleName, rows: Int) {
            tensors.append(
                WeightTensor(name, .embedding, kind: .embedding, rows: rows, columns: width)
            )
        }
        if let tokenTypes {
            table(
                "token_type_embeddings",
                rows: try config.int("type_vocab_size", default: tokenTypes)
            )
        }
        if try config.bool("use_task_id", default: false) {
            table(
                "task_type_embeddings",
                rows: try config.int("task_type_vocab_size", default: 3)
            )
        }
        if hasEmbeddingNorm { tensors.append(.norms(width: width, count: 1, hasBias: true)) }
        return tensors
    }

    /// The projection and the norm before the tied table.
    static func transform(from hidden: Int, to width: Int) -> [WeightTensor] {
        [
            WeightTensor("dense", .languageModelHead, rows: width, columns: hidden, bias: width),
            .vector(.norm, .languageModelHead, count: 2 * width),
        ]
    }
}

extension ModelFamily {
    /// BERT.
    static let bert = ModelFamily(
        modelTypes: ["bert", "data2vec-text", "ernie"],
        name: "bert",
        source: "huggingface/transformers: models/bert/modeling_bert.py",
        read: { config throws(ModelConfigError) in
            try BertVariant(defaults: .bert(vocabulary: 30522)).read(config)
        }
    )

    /// RoBERTa: BERT with another vocabulary.
    static let roberta = ModelFamily(
        modelTypes: ["roberta"],
        name: "roberta",
        source: "huggingface/transformers: models/roberta/modeling_roberta.py",
        read: { config throws(ModelConfigError) in
            try BertVariant(defaults: .bert(vocabulary: 50265)).read(config)
        }
    )

    /// RoBERTa with norms before each part and one more at the end.
    static let robertaPreNorm = ModelFamily(
        modelTypes: ["roberta-prelayernorm"],
        name: "roberta-prelayernorm",
        source:
            "huggingface/transformers: models/roberta_prelayernorm/modeling_roberta_prelayernorm.py",
        read: { config throws(ModelConfigError) in
            try BertVariant(defaults: .bert(vocabulary: 50265), hasFinalNorm: true).read(config)
        }
    )

    /// XLM-RoBERTa XL: norms before each part, none behind the embedding.
    static let xlmRobertaXL = ModelFamily(
        modelTypes: ["xlm-roberta-xl"],
        name: "xlm-roberta-xl",
        source: "huggingface/transformers: models/xlm_roberta_xl/modeling_xlm_roberta_xl.py",
        read: { config throws(ModelConfigError) in
            let defaults = ClassDefaults(
                vocabulary: 250880,
                hidden: 2560,
                width: 10240,
                layers: 36,
                heads: 32,
                context: 514,
                isHeadTied: true
            )
            return try BertVariant(
                defaults: defaults,
                tokenTypes: 1,
                hasEmbeddingNorm: false,
                hasFinalNorm: true
            ).read(config)
        }
    )

    /// Megatron's BERT: norms before each part, none behind the embedding.
    static let megatronBert = ModelFamily(
        modelTypes: ["megatron-bert"],
        name: "megatron-bert",
        source: "huggingface/transformers: models/megatron_bert/modeling_megatron_bert.py",
        read: { config throws(ModelConfigError) in
            try BertVariant(
                defaults: .largeBert(vocabulary: 29056),
                hasEmbeddingNorm: false,
                hasFinalNorm: true
            ).read(config)
        }
    )

    /// BERT for generation: no token types, no transform before the head.
    static let bertGeneration = ModelFamily(
        modelTypes: ["bert-generation"],
        name: "bert-generation",
        source: "huggingface/transformers: models/bert_generation/modeling_bert_generation.py",
        read: { config throws(ModelConfigError) in
            try BertVariant(
                defaults: .largeBert(vocabulary: 50358),
                tokenTypes: nil,
                hasHeadTransform: false
            ).read(config)
        }
    )

    /// BigBird: sparse attention of BERT's layout, with a pooler.
    static let bigBird = ModelFamily(
        modelTypes: ["big_bird"],
        name: "big_bird",
        source: "huggingface/transformers: models/big_bird/modeling_big_bird.py",
        read: { config throws(ModelConfigError) in
            try BertVariant(
                defaults: .bert(vocabulary: 50358, context: 4096),
                hasPooler: true
            ).read(config)
        }
    )

    /// ELECTRA: an embedding narrower than the layers.
    static let electra = ModelFamily(
        modelTypes: ["electra"],
        name: "electra",
        source: "huggingface/transformers: models/electra/modeling_electra.py",
        read: { config throws(ModelConfigError) in
            let defaults = ClassDefaults(
                vocabulary: 30522,
                hidden: 256,
                width: 1024,
                layers: 12,
                heads: 4,
                context: 512,
                isHeadTied: true
            )
            return try BertVariant(
                defaults: defaults,
                hasTwoBiases: false,
                embeddingKey: ("embedding_size", 128)
            ).read(config)
        }
    )

    /// RemBERT: narrow embeddings in, wide ones out, a head of its own.
    static let remBert = ModelFamily(
        modelTypes: ["rembert"],
        name: "rembert",
        source: "huggingface/transformers: models/rembert/modeling_rembert.py",
        read: { config throws(ModelConfigError) in
            let defaults = ClassDefaults(
                vocabulary: 250300,
                hidden: 1152,
                width: 4608,
                layers: 32,
                heads: 18,
                context: 512
            )
            var shape = try BertVariant(
                defaults: defaults,
                hasHeadTransform: false,
                hasTwoBiases: false,
                embeddingKey: ("input_embedding_size", 256)
            ).read(config)
            let width = try config.size("output_embedding_size", default: 1664)
            for index in shape.outputs.indices
            where shape.outputs[index].component == .languageModelHead {
                shape.outputs[index].columns = width
            }
            shape.outputs += BertVariant.transform(from: shape.hiddenSize, to: width)
            return shape
        }
    )

    /// RoFormer: rotary positions, whose sines are a table of the checkpoint.
    static let roFormer = ModelFamily(
        modelTypes: ["roformer"],
        name: "roformer",
        source: "huggingface/transformers: models/roformer/modeling_roformer.py",
        read: { config throws(ModelConfigError) in
            var shape = try BertVariant(
                defaults: .bert(vocabulary: 50000, context: 1536),
                hasPositions: false,
                embeddingKey: ("embedding_size", nil)
            ).read(config)
            let heads = try config.size("num_attention_heads", default: 12)
            shape.embeddings.append(
                .positionEmbedding(
                    rows: try config.size("max_position_embeddings", default: 1536),
                    width: shape.hiddenSize / heads
                )
            )
            return shape
        }
    )
}

extension ClassDefaults {
    /// BERT base.
    static func bert(vocabulary: Int, context: Int = 512) -> ClassDefaults {
        ClassDefaults(
            vocabulary: vocabulary,
            hidden: 768,
            width: 3072,
            layers: 12,
            heads: 12,
            context: context,
            isHeadTied: true
        )
    }

    /// BERT large.
    fileprivate static func largeBert(vocabulary: Int) -> ClassDefaults {
        ClassDefaults(
            vocabulary: vocabulary,
            hidden: 1024,
            width: 4096,
            layers: 24,
            heads: 16,
            context: 512,
            isHeadTied: true
        )
    }
}
