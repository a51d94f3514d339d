import PlimsollJSON

/// Typed access to the keys of a `config.json`.
///
/// Every size is bounded, so that products of three of them fit 64 bits, and every refusal names
/// the key. A null counts as absent, as in the configuration classes that write these files.
struct HuggingFaceConfig: Sendable {
    /// Sizes of a model: widths, heads, layers, experts, vocabularies.
    static let sizes = 0...(1 << 20)

    /// The object.
    let value: JSONValue
    /// What stands for absent keys; nil where nothing does.
    let defaults: JSONValue?

    /// Reads the keys of an object.
    init(_ value: JSONValue, defaults: JSONValue? = nil) {
        self.value = value
        self.defaults = defaults
    }

    /// The value of a key or its default; nil where it is null, or absent without a default.
    func raw(_ key: String) -> JSONValue? {
        guard let value = value[key] ?? defaults?[key], !value.isNull else { return nil }
        return value
    }

    /// Whether a key is present and not null.
    func has(_ key: String) -> Bool { raw(key) != nil }

    /// Whether a key is present with the value null, which some classes tell apart from absence.
    func isNull(_ key: String) -> Bool { value[key]?.isNull ?? false }

    /// A whole number; nil where the key is absent.
    func int(
        _ key: String,
        in range: ClosedRange<Int> = sizes
    ) throws(ModelConfigError) -> Int? {
        guard let value = raw(key) else { return nil }
        guard let number = value.int else {
            throw .invalid(value: value, detail: "\(key) has to be a whole number")
        }
        guard range.contains(number) else {
            throw .invalid(
                value: value,
                detail: "\(key) is \(number); allowed is "
                    + "\(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }

    /// A whole number with the default of the family's configuration class.
    func int(
        _ key: String,
        default fallback: Int,
        in range: ClosedRange<Int> = sizes
    ) throws(ModelConfigError) -> Int {
        try int(key, in: range) ?? fallback
    }

    /// The first of several spellings of a whole number that is present.
    func int(
        anyOf keys: [String],
        in range: ClosedRange<Int> = sizes
    ) throws(ModelConfigError) -> Int? {
        for key in keys {
            if let number = try int(key, in: range) { return number }
        }
        return nil
    }

    /// A whole number of at least 1 that the model cannot be without.
    func required(_ key: String) throws(ModelConfigError) -> Int {
        guard let number = try int(key, in: 1...Self.sizes.upperBound) else {
            throw .missing(key: key, in: value.pointer)
        }
        return number
    }

    /// A truth value with the default of the family's configuration class.
    func bool(_ key: String, default fallback: Bool) throws(ModelConfigError) -> Bool {
        guard let value = raw(key) else { return fallback }
        guard let flag = value.bool else {
            throw .invalid(value: value, detail: "\(key) has to be true or false")
        }
        return flag
    }

    /// Whether any of several switches is on; absent ones are off.
    func isAnySet(_ keys: [String]) throws(ModelConfigError) -> Bool {
        for key in keys where try bool(key, default: false) { return true }
        return false
    }

    /// A number; nil where the key is absent.
    func double(_ key: String) throws(ModelConfigError) -> Double? {
        guard let value = raw(key) else { return nil }
        guard let number = value.double else {
            throw .invalid(value: value, detail: "\(key) has to be a number")
        }
        return number
    }

    /// A text; nil where the key is absent.
    func string(_ key: String) throws(ModelConfigError) -> String? {
        guard let value = raw(key) else { return nil }
        guard let text = value.string else {
            throw .invalid(value: value, detail: "\(key) has to be a string")
        }
        return text
    }

    /// A list of whole numbers, such as the layers that an exception applies to.
    func ints(_ key: String) throws(ModelConfigError) -> [Int]? {
        guard let value = raw(key) else { return nil }
        guard value.kind == .array else {
            throw .invalid(value: value, detail: "\(key) has to be a list of whole numbers")
        }
        var numbers: [Int] = []
        for element in value.elements {
            guard let number = element.int, Self.sizes.contains(number) else {
                throw .invalid(
                    value: element,
                    detail: "\(key) holds whole numbers from 0 to \(Self.sizes.upperBound)"
                )
            }
            numbers.append(number)
        }
        return numbers
    }

    /// A list of texts, such as the kinds of the layers.
    func strings(_ key: String) throws(ModelConfigError) -> [String]? {
        guard let value = raw(key) else { return nil }
        guard value.kind == .array else {
            throw .invalid(value: value, detail: "\(key) has to be a list of strings")
        }
        var texts: [String] = []
        for element in value.elements {
            guard let text = element.string else {
                throw .invalid(value: element, detail: "\(key) holds strings only")
            }
            texts.append(text)
        }
        return texts
    }

    /// A nested object, such as `text_config`; nil where the key is absent.
    func nested(_ key: String) throws(ModelConfigError) -> HuggingFaceConfig? {
        guard let value = raw(key) else { return nil }
        guard value.kind == .object else {
            throw .invalid(value: value, detail: "\(key) has to be an object")
        }
        return HuggingFaceConfig(value)
    }

    /// The number of layers, bounded so that a list of them stays small.
    func layers(
        _ key: String = "num_hidden_layers",
        default fallback: Int? = nil
    ) throws(ModelConfigError) -> Int {
        guard let number = try int(key, in: 1...4096) ?? fallback else {
            throw .missing(key: key, in: value.pointer)
        }
        return number
    }
}
