/// The contract, as generated from openapi.yaml.
enum OpenAPIDocument {
    /// The document as it is kept.
    static let yaml = ""
    /// The same document as JSON.
    static let json = "{}"
}
