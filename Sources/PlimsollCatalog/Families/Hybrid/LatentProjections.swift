import PlimsollEngine

/// The sizes of multi-head latent attention, with the indexer of sparse attention where there is
/// one.
///
/// Source: DeepSeek-AI 2024, arXiv:2405.04434, section 2.1, and 2025, arXiv:2512.02556 (indexer).
struct LatentProjections {
    /// The heads that choose which tokens are attended to.
    struct Indexer {
        var heads: Int
        var headDimension: Int
        /// Tokens that share one key, where keys are pooled; 1 otherwise.
        var pool = 1

        /// Queries from the query latent, one key a token, a weight for each head.
        func tensors(hiddenSize: Int, queryRank: Int) -> [WeightTensor] {
            var tensors = [
                WeightTensor(
                    "wq_b",
                    .attention,
                    rows: heads * headDimension,
                    columns: queryRank
                ),
                WeightTensor("wk", .attention, rows: headDimension, columns: hiddenSize),
                WeightTensor("weights_proj", .attention, rows: heads, columns: hiddenSize),
                .norms(width: headDimension, count: 1, hasBias: true),
            ]
            if pool > 1 {
                tensors.append(
                    .vector("index_kpool_compress_ape", .attention, count: pool * headDimension)
                )
                tensors.append(
                    WeightTensor(
                        "index_kpool_compress_gate",
                        .attention,
                        rows: headDimension,
                        columns: hiddenSize
                    )
                )
            }
            return tensors
        }
    }

    var hiddenSize: Int
    var heads: Int
    /// Elements of the query latent; nil where queries are projected at once.
    var queryRank: Int?
    var latent: Int
    var rotary: Int
    var headDimension: Int
    var valueHeadDimension: Int
    var bias: Bool
    var indexer: Indexer?
    /// Elements of a query head where they are not its two parts together.
    var queryHeadDimension: Int?
    /// Whether a projection gates the output, as in Kimi K3.
    var hasOutputGate = false

    /// The usual keys.
    init(
        _ config: HuggingFaceConfig,
        hiddenSize: Int,
        _ defaults: SizeDefaults
    ) throws(ModelConfigError) {
        self.hiddenSize = hiddenSize
        heads = try config.size("num_attention_heads", defaults)
        queryRank = try config.switchable("q_lora_rank", defaults)
        latent = try config.size("kv_lora_rank", defaults)
        rotary = try config.count("qk_rope_head_dim", defaults)
        headDimension = try config.size("qk_nope_head_dim", defaults)
        valueHeadDimension =
            try config.switchable("v_head_dim", defaults) ?? hiddenSize / heads
        bias = try config.bool("attention_bias", default: false)
    }

    /// The tensors of one layer.
    ///
    /// - Parameter hasIndexer: Whether the layer has an indexer of its own; without one it uses
    ///   the choice of an earlier layer.
    /// - Returns: Projections, norms and the indexer.
    func tensors(hasIndexer: Bool = true) -> [WeightTensor] {
        let queries = heads * (queryHeadDimension ?? headDimension + rotary)
        var tensors: [WeightTensor] = []
        if let queryRank {
            tensors.append(
                WeightTensor(
                    "q_a_proj",
                    .attention,
                    rows: queryRank,
                    columns: hiddenSize,
                    bias: bias ? queryRank : 0
                )
            )
            tensors.append(.norms(width: queryRank, count: 1))
            tensors.append(
                WeightTensor(
                    "q_b_proj",
                    .attention,
                    rows: queries,
                    columns: queryRank,
                    split: .rows(units: heads)
                )
            )
        } else {
            tensors.append(
                WeightTensor(
                    .queryProjection,
                    .attention,
                    rows: queries,
                    columns: hiddenSize,
                    split: .rows(units: heads)
                )
            )
        }
        tensors += [
            WeightTensor(
                "kv_a_proj_with_mqa",
                .attention,
                rows: latent + rotary,
                columns: hiddenSize,
                bias: bias ? latent + rotary : 0
            ),
            .norms(width: latent, count: 1),
            WeightTensor(
                "kv_b_proj",
                .attention,
                rows: heads * (headDimension + valueHeadDimension),
                columns: latent,
                split: .rows(units: heads)
            ),
            WeightTensor(
                .outputProjection,
                .attention,
                rows: hiddenSize,
                columns: heads * valueHeadDimension,
                bias: bias ? hiddenSize : 0,
                split: .columns(units: heads)
            ),
        ]
        if hasOutputGate {
            tensors.append(
                WeightTensor(
                    "g_proj",
                    .attention,
                    rows: heads * valueHeadDimension,
                    columns: hiddenSize,
                    split: .rows(units: heads)
                )
            )
        }
        if hasIndexer, let indexer {
            tensors += indexer.tensors(
                hiddenSize: hiddenSize,
                queryRank: queryRank ?? hiddenSize
            )
        }
        return tensors
    }

    /// The mixer of one layer.
    func mixer(hasIndexer: Bool = true) -> Mixer {
        .latentAttention(
            LatentAttention(
                queryHeads: heads,
                latentDimension: latent,
                rotaryDimension: rotary,
                headDimension: headDimension,
                valueHeadDimension: valueHeadDimension,
                indexerKeyDimension: cachedIndexerKey(hasIndexer),
                tensors: tensors(hasIndexer: hasIndexer)
            )
        )
    }

    /// Elements of the index key that one token adds; pooled keys are not counted.
    private func cachedIndexerKey(_ hasIndexer: Bool) -> Int {
        guard hasIndexer, let indexer, indexer.pool == 1 else { return 0 }
        return indexer.headDimension
    }
}
