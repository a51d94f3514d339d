public import PlimsollJSON
import PlimsollEngine

extension InspectedModel {
    /// Inspects a model by its configuration alone.
    ///
    /// - Parameter config: The contents of a `config.json`.
    /// - Throws: ``InspectionError`` where the configuration describes no model.
    public init(config: JSONValue) throws(InspectionError) {
        self.init(format: "config")
        try read(config)
    }

    /// Inspects a model by the headers of its safetensors files and what goes with them.
    ///
    /// - Parameters:
    ///   - headers: The headers that are at hand, in any order.
    ///   - index: The contents of a `model.safetensors.index.json`.
    ///   - config: The contents of a `config.json`.
    /// - Throws: ``InspectionError`` where a part is wrong.
    public init(
        headers: [SafetensorsHeader],
        index: JSONValue? = nil,
        config: JSONValue? = nil
    ) throws(InspectionError) {
        self.init(format: headers.isEmpty ? "safetensors_index" : "safetensors")
        if let config { try read(config) }
        if !headers.isEmpty { try count(headers, config) }
        if let index { try read(index, headers) }
        if config == nil {
            warnings.append(
                "tensors alone do not tell heads and windows; send hf_config as well for the "
                    + "architecture and the cache"
            )
        } else if let tally, let description, index == nil || isComplete,
            let difference = tally.difference(to: description.profile.parameters)
        {
            warnings.append(difference)
        }
    }

    /// Whether the headers at hand name every tensor of the index.
    private var isComplete: Bool { !warnings.contains { $0.hasPrefix(Self.incomplete) } }

    private static let incomplete = "the headers given hold"

    private mutating func read(_ config: JSONValue) throws(InspectionError) {
        do throws(ModelConfigError) {
            describe(try ModelDescription(config: config))
        } catch {
            throw .config(error, in: config)
        }
        self.config = config
        let path = config["_name_or_path"]?.string ?? ""
        name = path.isEmpty ? nil : path
    }

    private mutating func count(
        _ headers: [SafetensorsHeader],
        _ config: JSONValue?
    ) throws(InspectionError) {
        let names = SafetensorsNames(
            layerCount: description?.profile.shape.layers.count ?? .max
        )
        let packed = PackedWeights(bits: config.flatMap(Self.quantizedBits))
        var tally = TensorTally()
        var types = PlimsollCatalog.TypeBytes()
        var (bytes, tensors, buffers) = (0, 0, 0)
        var seen: Set<String> = []
        for header in headers {
            for tensor in header.tensors {
                guard seen.insert(tensor.name).inserted else {
                    throw .header(
                        .invalid(
                            offset: 0,
                            detail: "two headers hold the tensor "
                                + HeaderError.shortened(tensor.name)
                        )
                    )
                }
                let role = names.role(of: tensor.name)
                let factor = role == .buffer ? 1 : packed.factor(tensor.name, tensor.type)
                tally.add(role, tensor.elements * factor)
                types.add(tensor.type.rawValue, tensor.range.count)
                bytes += tensor.range.count
                tensors += 1
                if role == .buffer { buffers += tensor.range.count }
            }
        }
        self.tally = tally
        weightsBytes = Bytes(bytes)
        bytesByType = types.sorted
        file.tensorCount = tensors
        file.dataBytes = bytes
        file.bufferElements = tally.buffers.magnitude
        if headers.count == 1 { file.headerBytes = headers[0].headerBytes }
        if tally.buffers != .zero {
            warnings.append(
                "\(buffers) bytes are scales of quantization and buffers, which are no parameters"
            )
        }
        if tally.nextTokenModules != .zero {
            warnings.append(
                "\(tally.nextTokenModules.magnitude) parameters belong to modules that predict "
                    + "further tokens and are counted apart"
            )
        }
    }

    /// Bits of a weight by `quantization_config`, or by MLX's `quantization`.
    private static func quantizedBits(_ config: JSONValue) -> Int? {
        for key in ["quantization_config", "quantization"] {
            guard let quantization = config[key] else { continue }
            if let bits = quantization["bits"]?.int { return bits }
            if let groups = quantization["config_groups"], groups.kind == .object {
                return groups.members.first { _ in true }?.value["weights"]?["num_bits"]?.int
            }
            if quantization["load_in_4bit"]?.bool == true { return 4 }
            if quantization["load_in_8bit"]?.bool == true { return 8 }
        }
        return nil
    }

    private mutating func read(
        _ index: JSONValue,
        _ headers: [SafetensorsHeader]
    ) throws(InspectionError) {
        guard let map = index["weight_map"], map.kind == .object else {
            throw .part(
                Self.problem(index, "an index is an object with weight_map: tensor to file")
            )
        }
        var names: [String] = []
        var files: Set<String> = []
        for member in map.members {
            guard let file = member.value.string else {
                throw .part(Self.problem(member.value, "weight_map holds names of files"))
            }
            names.append(member.key)
            files.insert(file)
        }
        file.shardCount = files.count
        try readSize(index, hasHeaders: !headers.isEmpty)
        if headers.isEmpty {
            file.tensorCount = names.count
            describeNames(names)
            return
        }
        let known = Set(headers.flatMap { $0.tensors.map(\.name) })
        let missing = names.filter { !known.contains($0) }
        if !missing.isEmpty {
            warnings.append(
                "\(Self.incomplete) \(names.count - missing.count) of the index's \(names.count) "
                    + "tensors; parameters by component and bytes by type are those of these"
            )
        }
    }

    private mutating func readSize(
        _ index: JSONValue,
        hasHeaders: Bool
    ) throws(InspectionError) {
        guard let size = index["metadata"]?["total_size"], !size.isNull else { return }
        guard let total = size.int, (0...HeaderLimits.dataBytes).contains(total) else {
            throw .part(
                Self.problem(
                    size,
                    "total_size is a number of bytes from 0 to \(HeaderLimits.dataBytes)"
                )
            )
        }
        if hasHeaders, let weightsBytes, weightsBytes.magnitude != total {
            warnings.append(
                "the index names \(total) bytes, the headers given hold \(weightsBytes.magnitude)"
            )
        }
        weightsBytes = Bytes(total)
        guard let description, !hasHeaders else { return }
        let count = description.profile.parameters
        let all = count.total + count.nextTokenModules
        guard all > .zero else { return }
        let perParameter = Double(total) / Double(all.magnitude)
        // Whole widths that are exact say that all is well; anything else deserves a word.
        if ![1, 2, 4].contains(perParameter) {
            let rounded = (perParameter * 10_000).rounded() / 10_000
            warnings.append(
                "the index's \(total) bytes are \(rounded) for each of the \(all.magnitude) "
                    + "parameters that the configuration describes"
            )
        }
    }

    /// What names alone tell: modules that a configuration may not mention.
    private mutating func describeNames(_ names: [String]) {
        let roles = SafetensorsNames(
            layerCount: description?.profile.shape.layers.count ?? .max
        )
        var (next, buffers, hasHead) = (0, 0, false)
        for name in names {
            switch roles.role(of: name) {
            case .nextToken: next += 1
            case .buffer: buffers += 1
            case .parameter(let component): hasHead = hasHead || component == .languageModelHead
            }
        }
        if next > 0 {
            warnings.append("\(next) tensors belong to modules that predict further tokens")
        }
        if buffers > 0 {
            warnings.append("\(buffers) tensors are scales of quantization and buffers")
        }
        guard let description else { return }
        if hasHead, description.profile.shape.isHeadTied {
            warnings.append("the files hold a head of their own, which the configuration ties")
        }
    }

    private static func problem(_ value: JSONValue, _ detail: String) -> JSONProblem {
        JSONProblem(pointer: value.pointer, location: value.location, detail: detail)
    }
}
