public import PlimsollJSON

/// Why a Hugging Face `config.json` could not be read as a model.
public enum ModelConfigError: Error, Sendable {
    /// The architecture has parts that no formula here describes yet.
    case notModelled(modelType: String, what: String)
    /// A key that decides the model's size is missing, and the family has no default for it.
    case missing(key: String, in: JSONPointer)
    /// A value contradicts the type, the range or another key.
    case invalid(value: JSONValue, detail: String)
    /// The sizes make a model beyond exact arithmetic.
    case tooLarge(elements: Double)
}
