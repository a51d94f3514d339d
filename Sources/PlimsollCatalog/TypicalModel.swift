import Glibc
public import PlimsollEngine

/// A model of which little more than its parameter count is known, completed from models of that
/// size.
public struct TypicalModel: Sendable {
    /// What is known; everything that is nil is inferred.
    public struct Known: Sendable {
        /// Parameters in all.
        public var parameters: Int
        /// Layers.
        public var layers: Int?
        /// Elements of the residual stream.
        public var hiddenSize: Int?
        /// Query heads.
        public var attentionHeads: Int?
        /// Key/value heads.
        public var keyValueHeads: Int?
        /// Elements of a head.
        public var headDimension: Int?
        /// Elements of the middle of the feed-forward network.
        public var feedForwardSize: Int?
        /// Rows of the vocabulary.
        public var vocabularySize: Int?

        /// A parameter count and nothing else.
        public init(parameters: Int) { self.parameters = parameters }
    }

    /// Why a model cannot be completed.
    public enum Failure: Error, Sendable {
        /// The catalog has no decoder of the usual kind to take sizes from.
        case noExample
        /// The given sizes alone make more parameters than there are.
        case sizesExceed(parameters: Int)
        /// Query heads are no multiple of the key/value heads.
        case headsDoNotDivide(attentionHeads: Int, keyValueHeads: Int)
    }

    /// The completed model, prepared for estimates.
    public let profile: ModelProfile
    /// Each inferred value and where it comes from.
    public let assumptions: [String]
    /// The cache of models of about that size over this model's, lowest and highest.
    public let cacheBand: ClosedRange<Double>

    /// Completes a model from the decoder of the catalog whose size is nearest.
    ///
    /// Depth and width grow with the cube root of the parameter count; the width of the
    /// feed-forward network takes what the rest leaves, and a remainder keeps the count exact.
    public init(_ known: Known, among catalog: Catalog) throws(Failure) {
        let examples = Self.examples(catalog)
        func distance(_ example: Example) -> Double {
            abs(log(Double(example.parameters) / Double(known.parameters)))
        }
        guard let nearest = examples.min(by: { distance($0) < distance($1) }) else {
            throw .noExample
        }
        var decoder = try Self.complete(known, from: nearest)
        let beside = decoder.parametersBeside.magnitude
        let perWidth = 3 * decoder.hiddenSize * decoder.layers
        decoder.feedForwardSize =
            known.feedForwardSize ?? max(1, (known.parameters - beside) / perWidth)
        let rest = known.parameters - beside - perWidth * decoder.feedForwardSize
        guard rest >= 0 else {
            throw .sizesExceed(parameters: known.parameters - rest)
        }
        profile = ModelProfile(decoder.shape(remainder: Elements(rest)))
        assumptions = Self.sentences(known, decoder, nearest)
        cacheBand = Self.band(profile, known.parameters, examples)
    }

    /// A model of the catalog that is a decoder of the usual kind.
    private struct Example {
        var name: String
        var parameters: Int
        var decoder: TypicalDecoder
        var cacheBytes: Int
    }

    private static let format = KVCacheFormat(.fp16)

    private static func examples(_ catalog: Catalog) -> [Example] {
        catalog.models.entries.compactMap { model in
            guard let profile = try? model.architecture.get().profile,
                let decoder = TypicalDecoder(profile.shape)
            else { return nil }
            return Example(
                name: model.name,
                parameters: profile.parameters.total.magnitude,
                decoder: decoder,
                cacheBytes: profile.cache.bytesPerToken(format).magnitude
            )
        }
    }

    private static func complete(
        _ known: Known,
        from nearest: Example
    ) throws(Failure) -> TypicalDecoder {
        var decoder = nearest.decoder
        let scale = cbrt(Double(known.parameters) / Double(nearest.parameters))
        decoder.headDimension = known.headDimension ?? decoder.headDimension
        decoder.layers =
            known.layers ?? max(1, Int((Double(decoder.layers) * scale).rounded()))
        let width = (Double(decoder.hiddenSize) * scale / 128).rounded() * 128
        decoder.hiddenSize = known.hiddenSize ?? max(128, Int(width))
        let group = max(1, nearest.decoder.attentionHeads / nearest.decoder.keyValueHeads)
        decoder.attentionHeads =
            known.attentionHeads ?? max(1, decoder.hiddenSize / decoder.headDimension)
        decoder.keyValueHeads =
            known.keyValueHeads
            ?? (decoder.attentionHeads % group == 0
                ? decoder.attentionHeads / group : decoder.attentionHeads)
        guard decoder.attentionHeads % decoder.keyValueHeads == 0 else {
            throw .headsDoNotDivide(
                attentionHeads: decoder.attentionHeads,
                keyValueHeads: decoder.keyValueHeads
            )
        }
        decoder.vocabularySize = known.vocabularySize ?? decoder.vocabularySize
        return decoder
    }

    private static func sentences(
        _ known: Known,
        _ decoder: TypicalDecoder,
        _ nearest: Example
    ) -> [String] {
        let inferred: [(name: String, isGiven: Bool, value: Int)] = [
            ("layers", known.layers != nil, decoder.layers),
            ("hidden_size", known.hiddenSize != nil, decoder.hiddenSize),
            ("attention_heads", known.attentionHeads != nil, decoder.attentionHeads),
            ("kv_heads", known.keyValueHeads != nil, decoder.keyValueHeads),
            ("head_dimension", known.headDimension != nil, decoder.headDimension),
            ("intermediate_size", known.feedForwardSize != nil, decoder.feedForwardSize),
            ("vocabulary", known.vocabularySize != nil, decoder.vocabularySize),
        ]
        return [
            "a decoder with grouped-query attention and gated feed-forward networks, after "
                + "\(nearest.name), the model of the catalog nearest in size"
        ] + inferred.filter { !$0.isGiven }.map { "\($0.name) \($0.value) is inferred" }
    }

    /// Models within a factor of two in size, their cache scaled to this size.
    private static func band(
        _ profile: ModelProfile,
        _ parameters: Int,
        _ examples: [Example]
    ) -> ClosedRange<Double> {
        let own = Double(profile.cache.bytesPerToken(format).magnitude)
        let ratios = examples.compactMap { example -> Double? in
            let size = Double(example.parameters) / Double(parameters)
            guard own > 0, (0.5...2).contains(size) else { return nil }
            return Double(example.cacheBytes) / own
        }
        return min(1, ratios.min() ?? 0.25)...max(1, ratios.max() ?? 4)
    }
}
