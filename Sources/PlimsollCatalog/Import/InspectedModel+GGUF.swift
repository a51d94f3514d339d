import PlimsollEngine
import PlimsollJSON

extension InspectedModel {
    /// Inspects a GGUF file by its header.
    ///
    /// - Parameter header: The header.
    public init(_ header: GGUFHeader) {
        self.init(format: "gguf")
        let keys = GGUFKeys(header)
        file.version = header.version
        file.isBigEndian = header.isBigEndian
        file.tensorCount = header.tensors.count
        file.metadataCount = header.metadata.count
        file.headerBytes = header.headerBytes
        file.dataBytes = header.dataBytes
        file.alignment = header.alignment
        name = header["general.name"]?.string
        license = header["general.license"]?.string
        file.tokenCount = keys.tokenCount
        count(header, keys)
        describe(header, keys)
        if let shards = header["split.count"]?.int, shards > 1 {
            file.shardCount = shards
            warnings.append(
                "the model is split over \(shards) files; parameters and bytes are those of this "
                    + "one"
            )
        } else if let description, let tally,
            let difference = tally.difference(to: description.profile.parameters), config != nil
        {
            warnings.append(difference)
        }
    }

    private mutating func count(_ header: GGUFHeader, _ keys: GGUFKeys) {
        var tally = TensorTally()
        var types = PlimsollCatalog.TypeBytes()
        var bytes = 0
        for tensor in header.tensors {
            tally.add(keys.names.role(of: tensor.name), tensor.elements)
            types.add(tensor.type.name, tensor.byteCount)
            bytes += tensor.byteCount
        }
        self.tally = tally
        weightsBytes = Bytes(bytes)
        bytesByType = types.sorted
        file.bufferElements = tally.buffers.magnitude
        if let experts = keys.int("expert_count"), experts > 0,
            let used = keys.int("expert_used_count"), used <= experts
        {
            routedShare = Double(used) / Double(experts)
        }
    }

    private mutating func describe(_ header: GGUFHeader, _ keys: GGUFKeys) {
        guard let architecture = keys.architecture else {
            warnings.append(
                "general.architecture is missing: parameters and bytes are exact, the cache is "
                    + "not known"
            )
            return
        }
        var reason = "it has no known counterpart among the configurations read here"
        if let known = GGUFArchitecture.table[architecture] {
            do throws(ModelConfigError) {
                let config = try known.config(keys)
                describe(try ModelDescription(config: config))
                self.config = config
                return
            } catch {
                reason = "its keys do not make a configuration (\(error.brief))"
            }
        }
        description = GGUFLayers(keys, architecture: architecture).description
        warnings.append(
            "the architecture \(HeaderError.shortened(architecture)): \(reason). Parameters and "
                + "bytes are exact; attention and cache follow the file's keys, "
                + (description == nil
                    ? "which do not suffice here"
                    : "a recurrent state is not counted")
        )
    }
}

extension ModelConfigError {
    /// The error without its place.
    var brief: String {
        switch self {
        case .notModelled(let modelType, let what): "\(modelType) is not described yet: \(what)"
        case .missing(let key, _): "\(key) is missing and has no default"
        case .invalid(_, let detail): detail
        case .tooLarge(let elements):
            "the sizes make \(elements) parameters; at most \(ModelDescription.maximumElements) "
                + "are counted"
        }
    }
}

/// The keys of a GGUF file under its architecture's name.
struct GGUFKeys {
    let header: GGUFHeader
    /// `general.architecture`.
    let architecture: String?
    /// Layers without those that predict further tokens.
    let layerCount: Int?
    /// What the tensors are.
    let names: GGUFTensorNames
    private let tensors: [String: Int]

    init(_ header: GGUFHeader) {
        self.header = header
        architecture = header["general.architecture"]?.string
        let prefix = architecture ?? ""
        func int(_ key: String) -> Int? { header[prefix + "." + key]?.int }
        let blocks = int("block_count").flatMap { (1...4096).contains($0) ? $0 : nil }
        let next = int("nextn_predict_layers") ?? 0
        layerCount = blocks.map { (0..<$0).contains(next) ? $0 - next : $0 }
        names = GGUFTensorNames(header, layerCount: layerCount ?? .max)
        var tensors: [String: Int] = [:]
        for (index, tensor) in header.tensors.enumerated() { tensors[tensor.name] = index }
        self.tensors = tensors
    }

    /// Whether there is a tensor of this name.
    func has(_ tensor: String) -> Bool { tensors[tensor] != nil }

    /// Whether the first layer has a tensor of one of these names.
    func hasAny(_ names: String...) -> Bool { names.contains { has("blk.0." + $0) } }

    private func value(_ key: String) -> GGUFValue? {
        architecture.flatMap { header[$0 + "." + key] }
    }

    /// A whole number of at least 0; the single value of a list of equal ones counts too.
    func int(_ key: String) -> Int? {
        guard let numbers = value(key)?.ints, let first = numbers.first, first >= 0,
            numbers.allSatisfy({ $0 == first })
        else { return nil }
        return first
    }

    /// One whole number a layer: a list as it is, a lone number for every layer.
    func perLayer(_ key: String) -> [Int]? {
        guard let layerCount, let numbers = value(key)?.ints,
            numbers.allSatisfy((0...HuggingFaceConfig.sizes.upperBound).contains)
        else { return nil }
        if numbers.count == 1 { return Array(repeating: numbers[0], count: layerCount) }
        return numbers.count >= layerCount ? Array(numbers.prefix(layerCount)) : nil
    }

    /// Whether a key has a list of values that differ.
    func varies(_ key: String) -> Bool {
        guard let numbers = value(key)?.ints, let first = numbers.first else { return false }
        return !numbers.allSatisfy { $0 == first }
    }

    /// Words of the tokenizer.
    var tokenCount: Int? {
        switch header["tokenizer.ggml.tokens"] {
        case .array(let count): count
        case .list(let values): values.count
        default: nil
        }
    }

    /// Rows of the token embedding.
    var vocabulary: Int? {
        if let index = tensors["token_embd.weight"], header.tensors[index].shape.count > 1 {
            return header.tensors[index].shape[1]
        }
        return int("vocab_size") ?? tokenCount
    }
}
