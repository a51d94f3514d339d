import PlimsollJSON

/// The keys that a configuration class fills in where `config.json` omits them.
///
/// Written as the class would save them, so that a default reads like the configuration itself.
struct DefaultKeys: Sendable {
    /// The object; nil if the text is no JSON, which a test rules out.
    let value: JSONValue?

    /// Defaults by their JSON text.
    init(_ text: String) {
        value = try? JSONDocument(parsing: [UInt8](text.utf8), limits: .default).root
    }
}

extension HuggingFaceConfig {
    /// The same configuration with defaults for its absent keys.
    func defaulting(to defaults: DefaultKeys) -> HuggingFaceConfig {
        HuggingFaceConfig(value, defaults: defaults.value)
    }

    /// A nested configuration with its class's defaults.
    ///
    /// - Parameters:
    ///   - key: Its key.
    ///   - defaults: What its class takes for keys that it omits.
    ///   - absent: What the outer class takes where the whole object is absent.
    /// - Returns: The nested configuration.
    /// - Throws: ``ModelConfigError`` where the key holds no object.
    func nested(
        _ key: String,
        defaults: DefaultKeys,
        absent: DefaultKeys? = nil
    ) throws(ModelConfigError) -> HuggingFaceConfig {
        if let inner = try nested(key) { return inner.defaulting(to: defaults) }
        guard let whole = absent?.value ?? defaults.value else {
            throw .missing(key: key, in: value.pointer)
        }
        return HuggingFaceConfig(whole, defaults: defaults.value)
    }

    /// Height and width that a configuration gives as one number or as two.
    func pair(
        _ key: String,
        in range: ClosedRange<Int> = 1...(1 << 16)
    ) throws(ModelConfigError) -> (height: Int, width: Int)? {
        guard let value = raw(key) else { return nil }
        guard value.kind == .array else {
            return try int(key, in: range).map { ($0, $0) }
        }
        let numbers = try ints(key) ?? []
        guard let first = numbers.first, let last = numbers.last, numbers.allSatisfy(range.contains)
        else {
            throw .invalid(
                value: value,
                detail: "\(key) holds whole numbers from \(range.lowerBound) "
                    + "to \(range.upperBound)"
            )
        }
        return (first, last)
    }

    /// A small factor, such as a patch's side or a kernel's length, that the model needs.
    func factor(_ key: String, in range: ClosedRange<Int> = 1...4096) throws(ModelConfigError)
        -> Int
    {
        guard let number = try int(key, in: range) else {
            throw .missing(key: key, in: value.pointer)
        }
        return number
    }
}
