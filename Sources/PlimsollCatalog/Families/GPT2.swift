import PlimsollEngine

extension ModelFamily {
    /// GPT-2: learned positions, biases everywhere, a tied head.
    static let gpt2 = ModelFamily(
        modelTypes: ["gpt2", "gpt-sw3"],
        name: "gpt2",
        source: "huggingface/transformers: models/gpt2/modeling_gpt2.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .gpt2, keys: .gpt2)
            try decoder.readGPT2(config)
            return decoder.shape
        }
    )

    /// StarCoder 1 and SantaCoder: GPT-2 with one key/value head.
    static let gptBigCode = ModelFamily(
        modelTypes: ["gpt_bigcode"],
        name: "gpt_bigcode",
        source: "huggingface/transformers: models/gpt_bigcode/modeling_gpt_bigcode.py",
        read: { config throws(ModelConfigError) in
            var decoder = try StandardDecoder(config, .gpt2, keys: .gpt2)
            try decoder.readGPT2(config)
            decoder.keyValueHeads =
                try config.bool("multi_query", default: true) ? 1 : decoder.queryHeads
            return decoder.shape
        }
    )
}

extension StandardDecoder {
    /// What GPT-2 and its kin share: heads that divide the hidden size, fused projections with
    /// biases, a plain network of four times the hidden size unless said otherwise.
    mutating func readGPT2(_ config: HuggingFaceConfig) throws(ModelConfigError) {
        try config.requireWholeHeads(self)
        keyValueHeads = queryHeads
        headDimension = hiddenSize / queryHeads
        width = try config.int("n_inner") ?? 4 * hiddenSize
        isGated = false
        inputBias = true
        outputBias = true
        feedForwardBias = true
        normBias = true
        positions = maximumContext ?? 0
        attentionNames = .gpt2
        feedForwardNames = .gpt2
        if try config.bool("add_cross_attention", default: false) { attendToEncoder() }
    }

    /// Attention to an encoder through GPT-2's fused projections.
    private mutating func attendToEncoder() {
        func projection(_ name: ModuleName, rows: Int, split: WeightTensor.Split) -> WeightTensor {
            WeightTensor(
                name,
                .attention,
                rows: rows,
                columns: hiddenSize,
                bias: rows,
                split: split
            )
        }
        attendToEncoder([
            projection("c_attn", rows: 2 * hiddenSize, split: .rows(units: queryHeads)),
            projection("q_attn", rows: hiddenSize, split: .rows(units: queryHeads)),
            projection("c_proj", rows: hiddenSize, split: .columns(units: queryHeads)),
        ])
    }

    /// Attention to an encoder's output and a norm before it, in every layer.
    ///
    /// The length of the encoder's output is not the decoder's to know, so nothing is cached for it
    /// here.
    mutating func attendToEncoder(_ tensors: [WeightTensor]) {
        normsPerLayer += 1
        extraMixers = [
            .crossAttention(
                CrossAttention(
                    queryHeads: queryHeads,
                    keyValueHeads: queryHeads,
                    headDimension: headDimension,
                    encoderTokens: 0,
                    tensors: tensors
                )
            )
        ]
    }
}

extension ClassDefaults {
    /// What GPT-2's and GPT-BigCode's classes take.
    fileprivate static let gpt2 = ClassDefaults(
        vocabulary: 50257,
        hidden: 768,
        width: 0,
        layers: 12,
        heads: 12,
        context: 1024,
        isHeadTied: true
    )
}
