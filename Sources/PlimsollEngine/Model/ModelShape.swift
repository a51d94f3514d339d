/// A model as arithmetic sees it: its layers in order and every tensor that it stores.
///
/// It says nothing of names, licences or files; those belong to the catalog.
public struct ModelShape: Hashable, Sendable {
    /// Elements of the residual stream.
    public var hiddenSize: Int
    /// Rows of the token embedding.
    public var vocabularySize: Int
    /// The longest sequence that the model is made for, where its configuration says so.
    public var maximumContext: Tokens?
    /// The layers of the (text) decoder in order.
    public var layers: LayerStack
    /// Embeddings before the first layer.
    public var embeddings: [WeightTensor]
    /// Norms and projections after the last layer; no head where it is tied to the embedding.
    public var outputs: [WeightTensor]
    /// Tensors outside the decoder's stack: vision and audio towers, encoders, projectors.
    public var towers: [WeightTensor]
    /// Tensors of multi-token-prediction modules, which are stored beside the model and are
    /// counted apart.
    public var nextTokenModules: [WeightTensor]
    /// Elements of the tables of rotary sines and cosines that some engines keep beside the weights.
    public var rotaryTables: Elements = .zero
    /// The largest image that the model takes; nil for text alone.
    public var image: ImageInput?
    /// The family whose rules GGUF mixes follow, where it has rules of its own.
    public var ggufArchitecture = GGUFArchitecture.general
    /// Where the layers stand in the model that this is a part of; nil for a whole model.
    public var part: ModelPart?

    /// A model of these parts.
    public init(
        hiddenSize: Int,
        vocabularySize: Int,
        maximumContext: Tokens? = nil,
        layers: LayerStack,
        embeddings: [WeightTensor],
        outputs: [WeightTensor],
        towers: [WeightTensor] = [],
        nextTokenModules: [WeightTensor] = []
    ) {
        self.hiddenSize = hiddenSize
        self.vocabularySize = vocabularySize
        self.maximumContext = maximumContext
        self.layers = layers
        self.embeddings = embeddings
        self.outputs = outputs
        self.towers = towers
        self.nextTokenModules = nextTokenModules
    }

    /// Whether the head shares the embedding's tensor.
    public var isHeadTied: Bool {
        !outputs.contains { $0.component == .languageModelHead }
    }

    /// Every tensor with the number of times the model holds it, layers merged.
    ///
    /// Without multi-token-prediction modules.
    public var inventory: [(tensor: WeightTensor, count: Int)] {
        var counts: [WeightTensor: Int] = [:]
        var order: [WeightTensor] = []
        func add(_ tensor: WeightTensor, _ count: Int) {
            if counts[tensor] == nil { order.append(tensor) }
            counts[tensor, default: 0] += count
        }
        for tensor in embeddings { add(tensor, 1) }
        for (layer, count) in zip(layers.kinds, layers.countsByKind) {
            for tensor in layer.tensors { add(tensor, count) }
        }
        for tensor in outputs + towers { add(tensor, 1) }
        return order.map { ($0, counts[$0, default: 0]) }
    }
}
