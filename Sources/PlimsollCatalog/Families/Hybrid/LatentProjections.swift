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
        /// Whether queries are read from the hidden state, normalised, and scaled by position.
        var readsHiddenState = false

        /// Queries from the query latent, one key a token, a weight for each head.
        func tensors(hiddenSize: Int, queryRank: Int?) -> [WeightTensor] {
            var tensors = [
                WeightTensor(
                    "wq_b",
                    .attention,
                    rows: heads * headDimension,
                    columns: queryRank ?? hiddenSize
                ),
                WeightTensor("wk", .attention, rows: headDimension, columns: hiddenSize),
                WeightTensor("weights_proj", .attention, rows: heads, columns: hiddenSize),
                .norms(width: headDimension, count: 1, hasBias: true),
            ]
            if readsHiddenState {
                tensors.append(.norms(width: hiddenSize, count: 1, hasBias: true))
                tensors.append(.vector("softmax_scaling", .attention, count: 2 * heads))
            }
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

    /// What multiplies the output of the heads.
    enum Gate {
        /// Nothing.
        case none
        /// A projection to every element of the values.
        case elements(ModuleName)
        /// A projection to one number for each head.
        case heads(ModuleName)
        /// One projection to queries and gates, from the query latent and its norm (A.X K2).
        case fusedWithQueries(ModuleName)
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
    /// How the output is gated.
    var gate = Gate.none
    var span = AttentionSpan.full
    /// Whether the layer reads the latents of an earlier layer.
    var sharesEarlierCache = false
    /// Sinks, scales and norms beside the usual tensors.
    var others: [WeightTensor] = []

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
        var tensors = queryTensors + (sharesEarlierCache ? [] : latentTensors)
        tensors += [
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
        switch gate {
        case .none, .fusedWithQueries: break
        case .elements(let module):
            tensors.append(perHead(module, heads * valueHeadDimension, from: hiddenSize))
        case .heads(let module): tensors.append(perHead(module, heads, from: hiddenSize))
        }
        if hasIndexer, let indexer {
            tensors += indexer.tensors(hiddenSize: hiddenSize, queryRank: queryRank)
        }
        return tensors + others
    }

    private func perHead(_ module: ModuleName, _ rows: Int, from columns: Int) -> WeightTensor {
        WeightTensor(
            module,
            .attention,
            rows: rows,
            columns: columns,
            split: .rows(units: heads)
        )
    }

    /// The compressed keys and values with the rotary key, and their norm.
    private var latentTensors: [WeightTensor] {
        [
            WeightTensor(
                "kv_a_proj_with_mqa",
                .attention,
                rows: latent + rotary,
                columns: hiddenSize,
                bias: bias ? latent + rotary : 0
            ),
            .norms(width: latent, count: 1),
        ]
    }

    /// Queries at once, or through a latent.
    private var queryTensors: [WeightTensor] {
        let queries = heads * (queryHeadDimension ?? headDimension + rotary)
        guard let queryRank else {
            return [perHead(.queryProjection, queries, from: hiddenSize)]
        }
        let narrowing = [
            WeightTensor(
                "q_a_proj",
                .attention,
                rows: queryRank,
                columns: hiddenSize,
                bias: bias ? queryRank : 0
            ),
            .norms(width: queryRank, count: 1),
        ]
        if case .fusedWithQueries(let module) = gate {
            let rows = queries + heads * valueHeadDimension
            return narrowing + [perHead(module, rows, from: 2 * queryRank)]
        }
        return narrowing + [perHead("q_b_proj", queries, from: queryRank)]
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
                span: span,
                sharesEarlierCache: sharesEarlierCache,
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
