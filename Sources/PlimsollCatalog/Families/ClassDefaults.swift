import PlimsollJSON

/// The sizes that a family's configuration class takes for keys that `config.json` omits.
struct ClassDefaults: Sendable {
    var vocabulary: Int
    var hidden: Int
    /// Width of the dense feed-forward network.
    var width: Int
    var layers: Int
    var heads: Int
    /// Key/value heads; nil for as many as query heads.
    var keyValueHeads: Int?
    /// Elements of a head; nil for the hidden size divided by the heads.
    var headDimension: Int?
    var context: Int
    var isHeadTied = false
}

/// How a family spells the sizes of a decoder: the key of its own class, then aliases.
struct DecoderKeys: Sendable {
    var vocabulary = ["vocab_size"]
    var hidden = ["hidden_size"]
    var width = ["intermediate_size"]
    var layers = ["num_hidden_layers"]
    var heads = ["num_attention_heads"]
    var keyValueHeads = ["num_key_value_heads"]
    var context = ["max_position_embeddings"]

    /// The usual spelling.
    static let standard = DecoderKeys()
    /// The spelling of GPT-2 and what follows it.
    static let gpt2 = DecoderKeys(
        hidden: ["n_embd", "hidden_size"],
        width: ["n_inner"],
        layers: ["n_layer", "num_hidden_layers"],
        heads: ["n_head", "num_attention_heads"],
        context: ["n_positions", "max_position_embeddings"]
    )
}

extension HuggingFaceConfig {
    /// Context lengths and windows.
    static let lengths = 1...(1 << 32)

    /// A whole number of at least 1 under any of its spellings, with the class's default.
    func size(_ keys: [String], default fallback: Int?) throws(ModelConfigError) -> Int {
        if let number = try int(anyOf: keys, in: 1...Self.sizes.upperBound) { return number }
        guard let fallback else { throw .missing(key: keys.first ?? "", in: value.pointer) }
        return fallback
    }

    /// A whole number of at least 1, with the class's default.
    func size(_ key: String, default fallback: Int? = nil) throws(ModelConfigError) -> Int {
        try size([key], default: fallback)
    }

    /// The number of layers under any of its spellings, with the class's default.
    func layerCount(_ keys: [String], default fallback: Int?) throws(ModelConfigError) -> Int {
        for key in keys where has(key) { return try layers(key) }
        guard let fallback else { throw .missing(key: keys.first ?? "", in: value.pointer) }
        return fallback
    }

    /// Query and key/value heads that divide each other, and the size of a head.
    ///
    /// An explicit null means as many key/value heads as query heads and heads that divide the
    /// hidden size, whatever the class's defaults.
    func heads(
        hiddenSize: Int,
        keys: DecoderKeys = .standard,
        default fallback: ClassDefaults? = nil
    ) throws(ModelConfigError) -> (query: Int, keyValue: Int, dimension: Int) {
        let query = try size(keys.heads, default: fallback?.heads)
        let absent = keys.keyValueHeads.contains { isNull($0) } ? query : fallback?.keyValueHeads
        let keyValue = try size(keys.keyValueHeads, default: absent ?? query)
        guard query % keyValue == 0 else {
            throw .invalid(
                value: value,
                detail: "\(keyValue) key/value heads do not divide \(query) query heads"
            )
        }
        let quotient = hiddenSize / query
        let dimension = try size(
            "head_dim",
            default: isNull("head_dim") ? quotient : fallback?.headDimension ?? quotient
        )
        guard dimension > 0 else {
            throw .invalid(
                value: value,
                detail: "\(query) heads are more than the \(hiddenSize) elements they divide"
            )
        }
        return (query, keyValue, dimension)
    }

    /// Refuses heads that do not divide the hidden size, as many classes do.
    func requireWholeHeads(_ decoder: StandardDecoder) throws(ModelConfigError) {
        guard decoder.hiddenSize % decoder.queryHeads == 0 else {
            throw .invalid(
                value: value,
                detail: "\(decoder.queryHeads) heads do not divide the hidden size "
                    + "\(decoder.hiddenSize)"
            )
        }
    }
}
