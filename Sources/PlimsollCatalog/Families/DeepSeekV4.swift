import PlimsollEngine
import PlimsollJSON

extension ModelFamily {
    /// DeepSeek-V4: a window in each layer and, in most, a compressed past.
    static let deepseekV4 = ModelFamily(
        modelTypes: ["deepseek_v4"],
        name: "deepseek_v4",
        source: "huggingface/transformers: models/deepseek_v4/modeling_deepseek_v4.py",
        read: { config throws(ModelConfigError) in
            try DeepSeekV4Decoder(config).shape
        }
    )
}

/// The sizes of DeepSeek-V4.
struct DeepSeekV4Decoder {
    /// How a layer keeps the past beyond its window.
    enum Past {
        /// Not at all.
        case none
        /// Compressed a little, with an indexer that chooses among the entries.
        case sparse
        /// Compressed heavily.
        case heavy
    }

    var hiddenSize: Int
    var vocabularySize: Int
    var maximumContext: Tokens?
    var isHeadTied: Bool
    var heads: Int
    var headDimension: Int
    var queryRank: Int
    var outputGroups: Int
    var outputRank: Int
    var window: Int
    var sparseRate: Int
    var heavyRate: Int
    var indexerHeads: Int
    var indexerDimension: Int
    var streams: HyperConnections
    var experts: FeedForward
    var pasts: [Past]
    var nextTokenLayers: Int

    /// The keys of the configuration, old spellings included.
    init(_ config: HuggingFaceConfig) throws(ModelConfigError) {
        let defaults: SizeDefaults = [
            "vocab_size": 129_280, "hidden_size": 4096, "moe_intermediate_size": 2048,
            "num_hidden_layers": 43, "num_attention_heads": 64, "head_dim": 512,
            "q_lora_rank": 1024, "num_experts_per_tok": 6, "n_routed_experts": 256,
            "max_position_embeddings": 1_048_576, "hc_mult": 4, "sliding_window": 128,
            "o_groups": 8, "o_lora_rank": 1024, "index_n_heads": 64, "index_head_dim": 128,
        ]
        let hiddenSize = try config.size("hidden_size", defaults)
        self.hiddenSize = hiddenSize
        vocabularySize = try config.size("vocab_size", defaults)
        maximumContext = try config.maximumContext("max_position_embeddings", defaults)
        isHeadTied = try config.bool("tie_word_embeddings", default: false)
        heads = try config.size("num_attention_heads", defaults)
        headDimension = try config.size("head_dim", defaults)
        queryRank = try config.size("q_lora_rank", defaults)
        outputGroups = try config.size("o_groups", defaults)
        outputRank = try config.size("o_lora_rank", defaults)
        window = try config.size("sliding_window", defaults)
        indexerHeads = try config.size("index_n_heads", defaults)
        indexerDimension = try config.size("index_head_dim", defaults)
        streams = HyperConnections(
            hiddenSize: hiddenSize,
            streams: try config.size("hc_mult", defaults)
        )
        _ = try config.quotient(heads * headDimension, outputGroups, "o_groups")
        let rates = try config.nested("compress_rates")
        sparseRate =
            try rates?.int("compressed_sparse_attention", in: 1...65_536)
            ?? 4
        heavyRate =
            try rates?.int("heavily_compressed_attention", in: 1...65_536)
            ?? 128
        if let rate = try config.int("compress_rate_csa", in: 1...65_536) { sparseRate = rate }
        if let rate = try config.int("compress_rate_hca", in: 1...65_536) { heavyRate = rate }
        let width = try config.size("moe_intermediate_size", defaults)
        var sizes = try ExpertSizes(
            config,
            hiddenSize: hiddenSize,
            count: config.size("n_routed_experts", defaults),
            perToken: config.size("num_experts_per_tok", defaults),
            width: width,
            sharedWidth: width
        )
        sizes.sharedBias = try config.bool("mlp_bias", default: false)
        experts = sizes.feedForward
        pasts = try Self.pasts(config, layers: config.layers(defaults))
        nextTokenLayers = try config.int("num_nextn_predict_layers", default: 0, in: 0...64)
    }

    /// By name, by the ratio of older files, or two heavy layers and then both kinds in turn.
    private static func pasts(
        _ config: HuggingFaceConfig,
        layers: Int
    ) throws(ModelConfigError) -> [Past] {
        let names: [String: Past] = [
            "sliding_attention": .none, "compressed_sparse_attention": .sparse,
            "heavily_compressed_attention": .heavy,
        ]
        var pasts: [Past?] = []
        if let types = try config.strings("layer_types") {
            pasts = types.map { names[$0] }
        } else if let ratios = try config.ints("compress_ratios") {
            let ratioNames: [Int: Past] = [0: .none, 4: .sparse, 128: .heavy]
            pasts = ratios.map { ratioNames[$0] }
        } else {
            return (0..<layers).map { $0 < 2 || $0.isMultiple(of: 2) ? .heavy : .sparse }
        }
        let key = config.has("layer_types") ? "layer_types" : "compress_ratios"
        let known = pasts.prefix(layers).compactMap { $0 }
        guard known.count == layers else {
            throw .invalid(
                value: config.raw(key) ?? config.value,
                detail: "\(key) has to give each of the \(layers) layers as sliding (0), "
                    + "sparse (4) or heavily compressed (128)"
            )
        }
        return known
    }

    private func attention(_ past: Past) -> Mixer {
        let (rate, isSparse) =
            switch past {
            case .none: (0, false)
            case .sparse: (sparseRate, true)
            case .heavy: (heavyRate, false)
            }
        return .compressedAttention(
            CompressedAttention(
                queryHeads: heads,
                headDimension: headDimension,
                window: window,
                tokensPerEntry: rate,
                indexerKeyDimension: isSparse ? indexerDimension : 0,
                tensors: projections
                    + (rate > 0
                        ? compressor(headDimension, rate: rate, isDoubled: isSparse) : [])
                    + (isSparse ? indexer : [])
            )
        )
    }

    private var projections: [WeightTensor] {
        [
            WeightTensor("q_a_proj", .attention, rows: queryRank, columns: hiddenSize),
            .norms(width: queryRank, count: 1),
            WeightTensor(
                "q_b_proj",
                .attention,
                rows: heads * headDimension,
                columns: queryRank,
                split: .rows(units: heads)
            ),
            WeightTensor("kv_proj", .attention, rows: headDimension, columns: hiddenSize),
            .norms(width: headDimension, count: 1),
            .vector("sinks", .attention, count: heads),
            WeightTensor(
                "o_a_proj",
                .attention,
                rows: outputRank,
                columns: heads * headDimension / outputGroups,
                copies: outputGroups,
                split: .rows(units: outputGroups)
            ),
            WeightTensor(
                "o_b_proj",
                .attention,
                rows: hiddenSize,
                columns: outputGroups * outputRank,
                split: .columns(units: outputGroups)
            ),
        ]
    }

    /// Entries of `width` elements, each a weighted sum of tokens; sparse ones of two streams.
    private func compressor(_ width: Int, rate: Int, isDoubled: Bool) -> [WeightTensor] {
        let rows = isDoubled ? 2 * width : width
        return [
            WeightTensor("compressor.kv_proj", .attention, rows: rows, columns: hiddenSize),
            WeightTensor("compressor.gate_proj", .attention, rows: rows, columns: hiddenSize),
            .vector("compressor.position_bias", .attention, count: rate * rows),
            .norms(width: width, count: 1),
        ]
    }

    /// Keys compressed as the entries are, queries from the query latent, a weight for each head.
    private var indexer: [WeightTensor] {
        compressor(indexerDimension, rate: sparseRate, isDoubled: true) + [
            WeightTensor(
                "indexer.q_b_proj",
                .attention,
                rows: indexerHeads * indexerDimension,
                columns: queryRank
            ),
            WeightTensor("weights_proj", .attention, rows: indexerHeads, columns: hiddenSize),
        ]
    }

    private func layer(_ past: Past) -> Layer {
        Layer(
            mixers: [attention(past)],
            feedForwards: [experts],
            other: [.norms(width: hiddenSize, count: 2)] + streams.layer
        )
    }

    /// A layer with a window only, projections of hidden state and embedding, three norms and a
    /// sum of streams; embedding and head are the model's own.
    private var nextTokenModules: [WeightTensor] {
        let module =
            layer(.none).tensors + [
                WeightTensor("e_proj", .other, rows: hiddenSize, columns: hiddenSize),
                WeightTensor("h_proj", .other, rows: hiddenSize, columns: hiddenSize),
                .norms(width: hiddenSize, count: 3),
                streams.head,
            ]
        return (0..<nextTokenLayers).flatMap { _ in module }
    }

    /// The whole model.
    var shape: ModelShape {
        HybridDecoder(
            hiddenSize: hiddenSize,
            vocabularySize: vocabularySize,
            maximumContext: maximumContext,
            isHeadTied: isHeadTied,
            layers: pasts.map { layer($0) },
            otherOutputs: [streams.head],
            nextTokenModules: nextTokenModules
        ).shape
    }
}
