public import PlimsollEngine
public import PlimsollJSON

/// A model as its configuration describes it.
///
/// A class, since every request for a model of the catalog shares it.
public final class ModelDescription: Sendable {
    /// The configuration's `model_type`.
    public let modelType: String
    /// The family whose rules were used; `generic` where the `model_type` is not known.
    public let family: String
    /// The model, prepared for estimates.
    public let profile: ModelProfile
    /// What had to be assumed.
    public let assumptions: [String]
    /// How the weights are stored as the configuration says: its `quantization_config`, or the type
    /// of its tensors.
    public let publishedFormat: WeightFormat
    /// What had to be assumed of that format.
    public let publishedFormatAssumptions: [String]

    init(
        modelType: String,
        family: String,
        profile: ModelProfile,
        assumptions: [String],
        publishedFormat: WeightFormat,
        publishedFormatAssumptions: [String]
    ) {
        self.modelType = modelType
        self.family = family
        self.profile = profile
        self.assumptions = assumptions
        self.publishedFormat = publishedFormat
        self.publishedFormatAssumptions = publishedFormatAssumptions
    }
}

extension ModelDescription {
    /// The name in place of a family's where the `model_type` is not known.
    static let genericFamily = "generic"

    /// More elements than this are no model but a mistake.
    static let maximumElements = 1e15

    /// Reads a Hugging Face `config.json`, by its family's rules or, where the `model_type` is not
    /// known, by its structure with assumptions.
    ///
    /// - Parameter value: The object, nested `text_config` and towers included.
    /// - Throws: ``ModelConfigError`` with the key that is missing or wrong.
    public convenience init(config value: JSONValue) throws(ModelConfigError) {
        guard value.kind == .object else {
            throw .invalid(value: value, detail: "a configuration has to be an object")
        }
        let config = HuggingFaceConfig(value)
        guard let modelType = try config.string("model_type") else {
            throw .missing(key: "model_type", in: value.pointer)
        }
        var shape: ModelShape
        var (family, assumptions) = (Self.genericFamily, [String]())
        if let known = ModelFamilies[modelType] {
            shape = try known.read(config)
            family = known.name
        } else {
            let generic = try GenericDecoder(config, modelType: modelType)
            shape = generic.shape
            assumptions = generic.assumptions
        }
        try Self.check(shape)
        shape.rotaryTables = try RotaryTables.elements(config)
        // A tower is counted by its family's rules; a picture size of an unknown form refuses no model.
        if !shape.towers.isEmpty { shape.image = (try? ImageInput(config)) ?? nil }
        let published = try PublishedFormat(config, shape)
        self.init(
            modelType: modelType,
            family: family,
            profile: ModelProfile(shape),
            assumptions: assumptions,
            publishedFormat: published.format,
            publishedFormatAssumptions: published.assumptions
        )
    }

    /// Refuses models whose exact count would not fit.
    private static func check(_ shape: ModelShape) throws(ModelConfigError) {
        var elements = 0.0
        func add(_ tensors: [WeightTensor], _ count: Int) {
            for tensor in tensors {
                let matrix = Double(tensor.rows) * Double(tensor.columns) + Double(tensor.bias)
                elements += Double(count) * Double(tensor.copies) * matrix
            }
        }
        add(shape.embeddings + shape.outputs + shape.towers + shape.nextTokenModules, 1)
        for (layer, count) in zip(shape.layers.kinds, shape.layers.countsByKind) {
            add(layer.tensors, count)
            for case .recurrent(let mixer) in layer.mixers {
                let state = Double(mixer.stateElements) + Double(mixer.convolutionElements)
                elements += Double(count) * state
            }
        }
        guard elements <= maximumElements else { throw .tooLarge(elements: elements) }
    }
}
