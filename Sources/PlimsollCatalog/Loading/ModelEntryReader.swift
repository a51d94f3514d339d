import PlimsollEngine
import PlimsollJSON

extension CatalogModel {
    /// Reads a model's file: the wrapper with its `config`, or a bare `config.json`.
    ///
    /// - Parameters:
    ///   - value: The file's content.
    ///   - path: The file's path below `models`, which names a bare configuration.
    ///   - problems: Where problems go.
    /// - Returns: The model; nil where problems of the wrapper were noted.
    static func read(
        _ value: JSONValue,
        path: ArraySlice<String>,
        _ problems: JSONProblemList
    ) -> CatalogModel? {
        if value["config"] == nil, value["model_type"] != nil {
            return CatalogModel(bare: value, path: path)
        }
        return CatalogModel(wrapped: value, problems)
    }

    private init?(wrapped value: JSONValue, _ problems: JSONProblemList) {
        let reader = JSONFieldReader(value, problems)
        let id = reader.string("id", required: true, length: 1...200)
        let name = reader.string("name", required: true, length: 1...200)
        aliases = reader.strings("aliases") ?? []
        nominalParameters = reader.int("nominal_parameters", in: 1...1_000_000_000_000_000)
        license = reader.string("license")
        source = reader.object("source") { fields in
            Source(
                config: fields.string("config", required: true) ?? "",
                kind: fields.choice(
                    "kind",
                    of: ["published", "reconstructed", "defaults"],
                    required: true
                ) ?? "",
                notes: fields.string("notes")
            )
        }
        let config = reader.object("config", required: true)
        reader.finish()
        guard let id, let name, let config else { return nil }
        self.id = id
        self.name = name
        architecture = Self.read(config.value)
    }

    private init(bare config: JSONValue, path: ArraySlice<String>) {
        var parts = Array(path)
        if let file = parts.popLast() {
            let stem = String(file.dropLast(".json".count))
            if stem != "config" || parts.isEmpty { parts.append(stem) }
        }
        id = parts.joined(separator: "/")
        name = parts.last ?? id
        let hasOrganisation = parts.count > 1
        aliases = hasOrganisation ? [name.lowercased()] : []
        nominalParameters = nil
        license = nil
        source = nil
        architecture = Self.read(config)
    }

    private static func read(_ config: JSONValue) -> Result<ModelDescription, ModelConfigError> {
        do throws(ModelConfigError) {
            return .success(try ModelDescription(config: config))
        } catch {
            return .failure(error)
        }
    }
}

extension ModelConfigError {
    /// The error as a problem of a document; nil for an architecture that is valid but not
    /// described yet.
    func problem(in document: JSONValue) -> JSONProblem? {
        switch self {
        case .notModelled: nil
        case .missing(let key, let pointer):
            JSONProblem(
                pointer: pointer.appending(key),
                location: document.location,
                detail: "is required for this model_type"
            )
        case .invalid(let value, let detail):
            JSONProblem(pointer: value.pointer, location: value.location, detail: detail)
        case .tooLarge(let elements):
            JSONProblem(
                pointer: document.pointer,
                location: document.location,
                detail: "the sizes make \(trillions(elements)) parameters; at most "
                    + "\(trillions(ModelDescription.maximumElements)) are counted"
            )
        }
    }

    private func trillions(_ elements: Double) -> String {
        decimal(elements / 1e12, places: 0) + " trillion"
    }
}
