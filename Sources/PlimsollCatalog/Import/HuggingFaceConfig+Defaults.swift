import PlimsollEngine
import PlimsollJSON

/// The sizes that a family's configuration class gives where `config.json` omits them.
typealias SizeDefaults = [String: Int]

extension HuggingFaceConfig {
    /// A size of at least 1, with the class's default where the key is absent.
    func size(_ key: String, _ defaults: SizeDefaults) throws(ModelConfigError) -> Int {
        if let number = try int(key, in: 1...Self.sizes.upperBound) { return number }
        guard let fallback = defaults[key] else {
            throw .missing(key: key, in: value.pointer)
        }
        return fallback
    }

    /// A count that may be 0, with the class's default, or 0 where the class has none.
    func count(_ key: String, _ defaults: SizeDefaults = [:]) throws(ModelConfigError) -> Int {
        try int(key) ?? defaults[key] ?? 0
    }

    /// A size that null switches off, as in `"q_lora_rank": null`; absent is the class's default.
    func switchable(
        _ key: String,
        _ defaults: SizeDefaults
    ) throws(ModelConfigError) -> Int? {
        if let value = value[key], value.isNull { return nil }
        guard let number = try int(key) ?? defaults[key], number > 0 else { return nil }
        return number
    }

    /// A size that the text `auto` leaves to a formula.
    func sizeOrAuto(_ key: String) throws(ModelConfigError) -> Int? {
        if raw(key)?.string == "auto" { return nil }
        return try int(key, in: 1...Self.sizes.upperBound)
    }

    /// The number of layers with the class's default.
    func layers(_ defaults: SizeDefaults) throws(ModelConfigError) -> Int {
        try layers(default: defaults["num_hidden_layers"])
    }

    /// One word per layer, such as `layer_types`; as many as there are layers.
    func perLayer(
        _ key: String,
        layers: Int,
        allowed: [String]
    ) throws(ModelConfigError) -> [String]? {
        guard let words = try strings(key), let list = raw(key) else { return nil }
        guard words.count == layers else {
            throw .invalid(
                value: list,
                detail: "\(key) names \(words.count) layers; the model has \(layers)"
            )
        }
        for (word, element) in zip(words, list.elements) where !allowed.contains(word) {
            throw .invalid(
                value: element,
                detail: "\(key) holds \(allowed.joined(separator: ", ")) only"
            )
        }
        return words
    }

    /// The words of `layer_types`, old names replaced by new ones; as many as there are layers.
    ///
    /// A family's code asks for one word only, mostly `linear_attention`, and reads every other
    /// as its second kind; so do the readers.
    func layerTypes(
        _ layers: Int,
        keys: [String] = ["layer_types"]
    ) throws(ModelConfigError) -> [String]? {
        let names = ["mamba": "linear_attention", "attention": "full_attention"]
        let known = [
            "full_attention", "sliding_attention", "chunked_attention", "window_attention",
            "indexed_attention", "compressed_sparse_attention", "heavily_compressed_attention",
            "minimax_m3_sparse", "conv", "moe", "hybrid", "hybrid_sliding", "linear_attention",
            "mamba", "attention",
        ]
        for key in keys {
            if let types = try perLayer(key, layers: layers, allowed: known) {
                return types.map { names[$0] ?? $0 }
            }
        }
        return nil
    }

    /// The same for lists of 0 and 1, such as `moe_layer_freq`.
    func flagsPerLayer(_ key: String, layers: Int) throws(ModelConfigError) -> [Bool]? {
        guard let list = raw(key), list.kind == .array, let flags = try ints(key) else {
            return nil
        }
        guard flags.count == layers else {
            throw .invalid(
                value: list,
                detail: "\(key) names \(flags.count) layers; the model has \(layers)"
            )
        }
        return flags.map { $0 != 0 }
    }

    /// The longest sequence, under the usual key.
    func maximumContext(
        _ key: String = "max_position_embeddings",
        _ defaults: SizeDefaults = [:]
    ) throws(ModelConfigError) -> Tokens? {
        let number = try int(key, in: 1...(1 << 32)) ?? defaults[key]
        return number.map { Tokens($0) }
    }

    /// Refuses a quotient that leaves a remainder.
    func quotient(
        _ dividend: Int,
        _ divisor: Int,
        _ what: String
    ) throws(ModelConfigError) -> Int {
        guard divisor > 0, dividend % divisor == 0 else {
            throw .invalid(
                value: value,
                detail: "\(what): \(dividend) cannot be divided by \(divisor)"
            )
        }
        return dividend / divisor
    }
}
