/// A way to store the weights of a model: which tensors are quantized, how, and what the rest is.
public struct WeightFormat: Hashable, Sendable {
    /// Which tensors the scheme covers.
    public enum Scope: String, CaseIterable, Hashable, Sendable {
        /// Every tensor.
        case all
        /// Linear layers, embeddings and the head; norms, convolutions, biases and the towers of
        /// other modalities keep the width of `rest`.
        case matrices
        /// Linear layers only; embeddings, the head, routers, norms, convolutions, biases and the
        /// towers of other modalities keep the width of `rest`.
        case linearLayers = "linear"

        /// The names in the catalog.
        public static var names: [String] { allCases.map(\.rawValue) }
    }

    /// The id in the catalog, such as `gptq-int4`.
    public var id: String
    /// The layout of a covered matrix; in a mix that of its base type.
    public var scheme: QuantizationScheme
    /// Which tensors are covered.
    public var scope: Scope
    /// The width of everything that is not covered.
    public var rest: BitsPerElement
    /// The number format in which matrix units multiply it without widening; nil where weights are
    /// widened to 16 bits first.
    public var matrixFormat: MatrixFormat?
    /// What differs from scheme and scope; rules for one module do not overlap.
    public var rules: [WeightRule]
    /// The file type of llama.cpp that chooses each tensor's layout; nil for all other formats.
    public private(set) var mix: GGUFMix?

    /// Whether another format takes the same bytes for every tensor and widens its inputs alike; only the
    /// name may differ.
    func isStored(as other: WeightFormat) -> Bool {
        var renamed = self
        renamed.id = other.id
        return renamed == other
    }

    /// A weight format.
    public init(
        id: String,
        scheme: QuantizationScheme,
        scope: Scope,
        rest: BitsPerElement = BitsPerElement(16),
        rules: [WeightRule] = []
    ) {
        self.id = id
        self.scheme = scheme
        self.scope = scope
        self.rest = rest
        self.rules = rules
    }

    /// A file type of llama.cpp.
    public init(id: String, mix: GGUFMix) {
        self.init(id: id, scheme: QuantizationScheme(bits: mix.base.bits), scope: .matrices)
        self.mix = mix
    }

    /// Every tensor at one width.
    public static func plain(id: String, bits: Double) -> WeightFormat {
        WeightFormat(id: id, scheme: QuantizationScheme(bits: BitsPerElement(bits)), scope: .all)
    }

    /// Whether the scheme covers a tensor, rules aside.
    public func covers(_ tensor: WeightTensor) -> Bool { covers(tensor.kind, tensor.component) }

    func covers(_ kind: WeightTensor.Kind, _ component: ParameterComponent) -> Bool {
        switch scope {
        case .all: true
        case .matrices:
            switch component {
            case .embedding, .languageModelHead: kind == .embedding || kind == .linear
            default: kind == .linear && component.isQuantizable
            }
        case .linearLayers: kind == .linear && component.isQuantizable
        }
    }

    /// Bytes of one copy of a tensor, its bias included, rules aside.
    ///
    /// A mix has no answer for a tensor by itself; its base type is used.
    public func bytes(of tensor: WeightTensor) -> Bytes { bytes(of: TensorSize(tensor)) }

    /// Bytes of one copy of a tensor of these sizes, rules aside.
    func bytes(of size: TensorSize) -> Bytes {
        bytes(of: size, in: covers(size.kind, size.component) ? scheme : nil)
    }

    /// Bytes of one copy of a tensor in a scheme, or in the width of the rest.
    func bytes(of tensor: WeightTensor, in scheme: QuantizationScheme?) -> Bytes {
        bytes(of: TensorSize(tensor), in: scheme)
    }

    private func bytes(of size: TensorSize, in scheme: QuantizationScheme?) -> Bytes {
        guard let scheme else { return Elements(size.rows * size.columns + size.bias) * rest }
        let biasWidth = scope == .all ? scheme.bits : rest
        return scheme.bytes(rows: size.rows, columns: size.columns)
            + Elements(size.bias) * biasWidth
    }

    /// The width of the numbers that layers compute with: 32 bits where weights are plain numbers of
    /// 32 bits, else 16.
    public var activationWidth: BitsPerElement {
        let plain = scope == .all && mix == nil ? scheme.bits : rest
        return plain == BitsPerElement(32) ? plain : BitsPerElement(16)
    }

    /// The average width of a covered element, scales included.
    public var effectiveBits: BitsPerElement { mix?.base.bits ?? scheme.effectiveBits }
}

/// An exception of a weight format: one module of some layers has a layout of its own.
public struct WeightRule: Hashable, Sendable {
    /// The module's name.
    public var module: ModuleName
    /// The part of the model that it belongs to.
    public var component: ParameterComponent
    /// The layers, in order; nil for every one, and for tensors outside the layers.
    public var layers: [Range<Int>]?
    /// The layout; nil where it keeps the width of the rest.
    public var scheme: QuantizationScheme?

    /// A rule.
    public init(
        _ module: ModuleName,
        _ component: ParameterComponent,
        layers: [Range<Int>]? = nil,
        scheme: QuantizationScheme?
    ) {
        self.module = module
        self.component = component
        self.layers = layers
        self.scheme = scheme
    }

    /// How many of the given layers the rule applies to; nil where layers do not matter to it.
    func overlap(_ others: [Range<Int>]) -> Int? {
        guard let layers else { return nil }
        var sum = 0
        var (own, other) = (0, 0)
        while own < layers.count, other < others.count {
            sum += layers[own].clamped(to: others[other]).count
            if layers[own].upperBound < others[other].upperBound { own += 1 } else { other += 1 }
        }
        return sum
    }
}

extension ParameterComponent {
    /// Whether weight formats quantize linear layers of this component.
    ///
    /// The head keeps 16 bits in GPTQ, AWQ, FP8 and INT8 checkpoints, and so do routers and the
    /// towers of vision and audio.
    fileprivate var isQuantizable: Bool {
        switch self {
        case .attention, .mlp, .routedExperts, .sharedExperts, .recurrent: true
        case .embedding, .languageModelHead, .router, .norms, .vision, .audio, .other: false
        }
    }
}
