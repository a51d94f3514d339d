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
    /// The layout of a covered matrix.
    public var scheme: QuantizationScheme
    /// Which tensors are covered.
    public var scope: Scope
    /// The width of everything that is not covered.
    public var rest: BitsPerElement

    /// A weight format.
    public init(
        id: String,
        scheme: QuantizationScheme,
        scope: Scope,
        rest: BitsPerElement = BitsPerElement(16)
    ) {
        self.id = id
        self.scheme = scheme
        self.scope = scope
        self.rest = rest
    }

    /// Whether the scheme covers a tensor.
    public func covers(_ tensor: WeightTensor) -> Bool {
        switch scope {
        case .all: true
        case .matrices:
            switch tensor.component {
            case .embedding, .languageModelHead: tensor.kind == .embedding || tensor.kind == .linear
            default: tensor.kind == .linear && tensor.component.isQuantizable
            }
        case .linearLayers:
            tensor.kind == .linear
                && tensor.component.isQuantizable
        }
    }

    /// Bytes of one copy of a tensor, its bias included.
    public func bytes(of tensor: WeightTensor) -> Bytes {
        guard covers(tensor) else { return tensor.elementsPerCopy * rest }
        let biasWidth = scope == .all ? scheme.bits : rest
        return scheme.bytes(rows: tensor.rows, columns: tensor.columns)
            + Elements(tensor.bias) * biasWidth
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
