import PlimsollEngine
import PlimsollJSON

/// A text model beside towers that turn images and sound into its tokens.
///
/// The text part is whatever family `text_config` names; older configurations keep its keys
/// beside those of the whole.
struct MultimodalModel {
    /// Which setting decides whether the head shares the embedding.
    enum HeadTie {
        /// The outer setting, else the inner one where written, else the outer class's default.
        case outer(default: Bool)
        /// Tied if either says so, as classes do that once kept the setting in the text part.
        case either
        /// The text part's own setting alone.
        case inner
    }

    /// The whole configuration.
    let config: HuggingFaceConfig
    /// The text model without towers.
    let text: ModelShape
    private var towers: [WeightTensor] = []
    private let isTieWritten: Bool

    /// Reads the text part.
    ///
    /// - Parameters:
    ///   - config: The whole configuration.
    ///   - modelType: The family of a text part that does not name its own.
    ///   - key: Where the text part stands.
    ///   - absent: The text model that the outer class takes where there is none at all.
    ///   - completes: Whether that model also stands for keys that a given text part omits.
    /// - Throws: ``ModelConfigError`` of the text part's family.
    init(
        _ config: HuggingFaceConfig,
        text modelType: String,
        under key: String = "text_config",
        absent: DefaultKeys = DefaultKeys("{}"),
        completes: Bool = false
    ) throws(ModelConfigError) {
        self.config = config
        if let inner = try config.nested(key) {
            let named = try inner.string("model_type") ?? modelType
            text = try Self.read(named, completes ? inner.defaulting(to: absent) : inner)
            isTieWritten = inner.has("tie_word_embeddings")
        } else if Self.flatKeys.contains(where: config.has) {
            text = try Self.read(modelType, config)
            isTieWritten = false
        } else if let whole = absent.value {
            text = try Self.read(modelType, HuggingFaceConfig(whole))
            isTieWritten = false
        } else {
            throw .missing(key: key, in: config.value.pointer)
        }
    }

    /// Keys that show a text model described beside the whole.
    private static let flatKeys = ["num_hidden_layers", "num_attention_heads", "intermediate_size"]

    /// Elements of the text model's residual stream.
    var hiddenSize: Int { text.hiddenSize }

    /// A text model by the rules of its family.
    static func read(
        _ modelType: String,
        _ config: HuggingFaceConfig
    ) throws(ModelConfigError) -> ModelShape {
        guard let family = ModelFamilies[modelType] else {
            throw .notModelled(modelType: modelType, what: "the text part")
        }
        return try family.read(config)
    }

    /// Adds a tower or projector.
    mutating func add(_ tower: Tower) { towers += tower.tensors }

    /// Adds a projector written in place.
    mutating func add(
        _ component: ParameterComponent = .vision,
        _ build: (inout Tower) throws(ModelConfigError) -> Void
    ) throws(ModelConfigError) {
        var tower = Tower(component)
        try build(&tower)
        towers += tower.tensors
    }

    /// The whole model.
    func shape(_ tie: HeadTie) throws(ModelConfigError) -> ModelShape {
        let isTied: Bool
        switch tie {
        case .outer(let fallback):
            isTied = try config.bool(
                "tie_word_embeddings",
                default: isTieWritten ? text.isHeadTied : fallback
            )
        case .either:
            let outer = try config.bool("tie_word_embeddings", default: false)
            isTied = outer || text.isHeadTied
        case .inner:
            isTied = text.isHeadTied
        }
        var shape = text
        shape.towers += towers
        shape.tieHead(isTied)
        return shape
    }
}

extension ModelShape {
    /// Gives the model a head of its own, or lets it share the embedding.
    mutating func tieHead(_ isTied: Bool) {
        guard isTied != isHeadTied else { return }
        if isTied {
            outputs.removeAll { $0.component == .languageModelHead }
        } else {
            outputs.append(.languageModelHead(vocabularySize: vocabularySize, width: hiddenSize))
        }
    }
}
