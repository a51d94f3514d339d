public import PlimsollEngine
public import PlimsollJSON

/// What is known of a model from its files: its configuration, the headers of its weights, or both.
public struct InspectedModel: Sendable {
    /// Bytes of the tensors of one number format.
    public struct TypeBytes: Hashable, Sendable {
        /// The format as the file names it, such as `q4_k` or `BF16`.
        public var type: String
        /// Bytes of all its tensors.
        public var bytes: Bytes
    }

    /// What the file says of itself.
    public struct FileFacts: Sendable {
        /// `gguf`, `safetensors`, `safetensors_index` or `config`.
        public var format: String
        /// The format's version.
        public var version: Int?
        /// Whether numbers have their most significant byte first.
        public var isBigEndian: Bool?
        /// Tensors.
        public var tensorCount: Int?
        /// Keys of the metadata.
        public var metadataCount: Int?
        /// Bytes before the data.
        public var headerBytes: Int?
        /// Bytes of the data, padding between tensors included.
        public var dataBytes: Int?
        /// What tensors' offsets are multiples of, in bytes.
        public var alignment: Int?
        /// Files that the whole model is in.
        public var shardCount: Int?
        /// Elements that are stored but are no parameters.
        public var bufferElements: Int?
        /// Words of the tokenizer.
        public var tokenCount: Int?
    }

    /// The name that the file gives the model.
    public var name: String?
    /// The licence that the file names.
    public var license: String?
    /// The architecture; nil where the files do not tell.
    public var description: ModelDescription?
    /// Parameters counted from tensors; nil where no header was read.
    public var tally: TensorTally?
    /// The share of routed experts that one token uses; nil where the files do not tell.
    public var routedShare: Double?
    /// Bytes of all tensors; nil where no header was read.
    public var weightsBytes: Bytes?
    /// Bytes by number format, most first.
    public var bytesByType: [TypeBytes] = []
    /// The file.
    public var file: FileFacts
    /// A configuration that the catalog would take for the model.
    public var config: JSONValue?
    /// What had to be assumed.
    public var assumptions: [String] = []
    /// What a reader of the figures should know.
    public var warnings: [String] = []

    /// An inspection that knows nothing yet but the format.
    init(format: String) { file = FileFacts(format: format) }

    /// The model's parameters that one token uses; nil where the files do not tell.
    public var active: Elements? {
        guard let tally else { return description?.profile.parameters.active }
        if tally[.routedExperts] == .zero { return tally.total }
        return routedShare.map { tally.active(share: $0) }
    }

    /// Takes over what a configuration says, and its share of routed experts.
    mutating func describe(_ description: ModelDescription) {
        self.description = description
        assumptions += description.assumptions
        var (routed, used) = (0, 0)
        for entry in description.profile.inventory
        where entry.tensor.component == .routedExperts {
            routed += entry.count * entry.tensor.elements.magnitude
            used += entry.count * entry.tensor.activeElements.magnitude
        }
        if routed > 0 { routedShare = Double(used) / Double(routed) }
    }
}

/// Why a model could not be inspected.
public enum InspectionError: Error, Sendable {
    /// A weight file's header is wrong or incomplete.
    case header(HeaderError)
    /// A configuration describes no model that can be counted.
    case config(ModelConfigError, in: JSONValue)
    /// A part of an index or of a list of headers is wrong.
    case part(JSONProblem)
    /// The bytes are no file of a known format.
    case unknownFormat(String)
}
