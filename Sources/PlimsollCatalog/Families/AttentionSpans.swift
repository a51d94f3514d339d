import PlimsollEngine
import PlimsollJSON

/// How far back the layers of a decoder look, as `layer_types` or a rule of the family says.
extension HuggingFaceConfig {
    /// The window of sliding layers; nil where there is none.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - fallback: What the class takes where the key is absent; null means no window.
    /// - Returns: Tokens of the window.
    /// - Throws: ``ModelConfigError`` where the value is no length.
    func window(
        _ key: String = "sliding_window",
        default fallback: Int? = nil
    ) throws(ModelConfigError) -> Int? {
        if isNull(key) { return nil }
        let window = try int(key, in: 0...Self.lengths.upperBound) ?? fallback
        return window == 0 ? nil : window
    }

    /// One text a layer, such as `layer_types`; nil where the key is absent.
    func kinds(_ key: String, layers: Int) throws(ModelConfigError) -> [String]? {
        guard let kinds = try strings(key), let value = raw(key) else { return nil }
        guard kinds.count == layers else {
            throw .invalid(
                value: value,
                detail: "\(key) names \(kinds.count) layers; the model has \(layers)"
            )
        }
        return kinds
    }

    /// One whole number a layer; nil where the key is absent.
    func numbers(_ key: String, layers: Int) throws(ModelConfigError) -> [Int]? {
        guard let numbers = try ints(key), let value = raw(key) else { return nil }
        guard numbers.count == layers else {
            throw .invalid(
                value: value,
                detail: "\(key) names \(numbers.count) layers; the model has \(layers)"
            )
        }
        return numbers
    }

    /// The span of every layer.
    ///
    /// - Parameters:
    ///   - layers: How many.
    ///   - window: The window of sliding layers; nil makes them look at everything.
    ///   - chunk: The chunk of chunked layers; nil makes them look at everything.
    ///   - slides: The family's rule where `layer_types` is absent: whether a layer is local.
    /// - Returns: One span a layer.
    /// - Throws: ``ModelConfigError`` where the list is of another length or names another kind.
    func spans(
        layers: Int,
        window: Int?,
        chunk: Int? = nil,
        slides: (Int) -> Bool
    ) throws(ModelConfigError) -> [AttentionSpan] {
        let local = chunk.map(AttentionSpan.chunked) ?? .init(window: window)
        guard let kinds = try kinds("layer_types", layers: layers) else {
            return (0..<layers).map { slides($0) ? local : .full }
        }
        var spans: [AttentionSpan] = []
        for kind in kinds {
            switch kind {
            case "full_attention": spans.append(.full)
            case "sliding_attention": spans.append(.init(window: window))
            case "chunked_attention": spans.append(chunk.map(AttentionSpan.chunked) ?? .full)
            default:
                throw .invalid(
                    value: raw("layer_types") ?? value,
                    detail: "layer_types holds \(kind); allowed are full_attention, "
                        + "sliding_attention and chunked_attention"
                )
            }
        }
        return spans
    }
}

extension AttentionSpan {
    /// A sliding window, or everything where there is none.
    init(window: Int?) {
        self = window.map(AttentionSpan.sliding) ?? .full
    }
}

extension StandardDecoder {
    /// Looks back as `layer_types` says, or by the family's rule.
    mutating func slide(
        _ config: HuggingFaceConfig,
        window: Int?,
        where slides: (Int) -> Bool
    ) throws(ModelConfigError) {
        let spans = try config.spans(layers: layerCount, window: window, slides: slides)
        span = { spans[$0] }
    }
}
