public import PlimsollEngine
public import PlimsollJSON

/// A model as its configuration describes it.
public struct ModelDescription: Sendable {
    /// The configuration's `model_type`.
    public let modelType: String
    /// The family whose rules were used.
    public let family: String
    /// The model, prepared for estimates.
    public let profile: ModelProfile
    /// What had to be assumed.
    public let assumptions: [String]
}

extension ModelDescription {
    /// More elements than this are no model but a mistake.
    static let maximumElements = 1e15

    /// Reads a Hugging Face `config.json`.
    ///
    /// - Parameter value: The object, nested `text_config` and towers included.
    /// - Throws: ``ModelConfigError`` with the key that is missing or wrong.
    public init(config value: JSONValue) throws(ModelConfigError) {
        guard value.kind == .object else {
            throw .invalid(value: value, detail: "a configuration has to be an object")
        }
        let config = HuggingFaceConfig(value)
        guard let modelType = try config.string("model_type") else {
            throw .missing(key: "model_type", in: value.pointer)
        }
        guard let family = ModelFamilies[modelType] else {
            throw .notModelled(modelType: modelType, what: "this architecture")
        }
        let shape = try family.read(config)
        try Self.check(shape)
        self.modelType = modelType
        self.family = family.name
        self.profile = ModelProfile(shape)
        self.assumptions = []
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
