import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// A model as a request names it.
///
/// A class, so that an answer hands it on without copying its texts.
final class RequestedModel: Sendable {
    /// The catalog's id, or `hf_config`.
    let id: String
    /// The name as people write it.
    let name: String
    /// The model, prepared for estimates.
    let profile: ModelProfile
    /// What had to be assumed of it.
    let assumptions: [String]
    /// How its weights are stored where the request does not say.
    let publishedFormat: WeightFormat
    /// What had to be assumed of that format.
    let formatAssumptions: [String]
    /// The cache of models like it over this one's, where the model itself is inferred.
    let cacheBand: ClosedRange<Double>?
    /// The parameter count that its name says, which rules of thumb plan with.
    let nominalParameters: Elements
    /// Elements of the residual stream, where they are known and not inferred.
    let knownHiddenSize: Int?

    /// A model that was completed from its parameter count.
    init(_ typical: TypicalModel, hiddenSize: Int?) {
        id = "parameters"
        name = "\(typical.profile.parameters.total) parameters"
        profile = typical.profile
        assumptions = typical.assumptions
        publishedFormat = .plain(id: "bf16", bits: 16)
        formatAssumptions = ["weights of 16 bits are assumed"]
        cacheBand = typical.cacheBand
        nominalParameters = typical.profile.parameters.total
        knownHiddenSize = hiddenSize
    }

    /// A model that a configuration describes.
    init(
        id: String,
        name: String,
        _ description: ModelDescription,
        published: WeightFormat,
        nominal: Int? = nil
    ) {
        self.id = id
        self.name = name
        profile = description.profile
        assumptions = description.assumptions
        publishedFormat = published
        formatAssumptions = description.publishedFormatAssumptions
        cacheBand = nil
        nominalParameters = nominal.map { Elements($0) } ?? description.profile.parameters.total
        knownHiddenSize = description.profile.shape.hiddenSize
    }

    /// The same model, of which more has to be assumed.
    init(_ other: RequestedModel, assuming more: [String]) {
        id = other.id
        name = other.name
        profile = other.profile
        assumptions = other.assumptions + more
        publishedFormat = other.publishedFormat
        formatAssumptions = other.formatAssumptions
        cacheBand = other.cacheBand
        nominalParameters = other.nominalParameters
        knownHiddenSize = other.knownHiddenSize
    }
}

/// An accelerator as a request names it.
///
/// A class, so that an answer hands it on without copying its texts.
final class RequestedGPU: Sendable {
    /// The catalog's id, or `custom`.
    let id: String
    /// What estimates use.
    let gpu: GPU
    /// Number formats that its matrix units take, where they are known.
    let numberFormats: [String]?
    /// Its architecture as the catalog names it, where it is known.
    let architecture: String?
    /// What it is rented out for, the cheapest first.
    let offers: [RentalOffer]

    /// An accelerator of the catalog.
    init(_ entry: CatalogGPU, _ catalog: Catalog) {
        id = entry.id
        gpu = entry.gpu
        numberFormats = entry.numberFormats
        architecture = entry.architecture
        offers = catalog.offers[entry.id] ?? []
    }

    /// The accelerator of the catalog at a position of its table.
    init(at position: Int, of catalog: Catalog) {
        // Each field by itself: an entry is copied with all its texts.
        let entries = catalog.gpus.entries
        id = entries[position].gpu.id
        gpu = entries[position].gpu
        numberFormats = entries[position].numberFormats
        architecture = entries[position].architecture
        offers = catalog.offers[id] ?? []
    }

    /// An accelerator that the request describes.
    init(id: String, gpu: GPU) {
        self.id = id
        self.gpu = gpu
        numberFormats = nil
        architecture = nil
        offers = []
    }

    /// GPUs of one machine, unless the request says otherwise: eight, or all that its link joins.
    var gpusPerNode: Int { max(8, gpu.link?.domain ?? 8) }
}

/// Things that requests name, each by a catalog id or by an object that describes it.
struct NamedThings {
    let catalog: Catalog
    let noted: RequestProblems

    /// Where wrong fields are noted.
    private var problems: JSONProblemList { noted.all }

    /// `model`: an id or alias, or an object with `hf_config`.
    func model(_ reader: JSONFieldReader, _ field: String = "model") -> RequestedModel? {
        guard let value = reader.value(field), !value.isNull else {
            reader.report(field, "is required: a catalog id such as \"llama-3-70b\", or an object")
            return nil
        }
        if let name = value.string { return catalogModel(name, value) }
        guard value.kind == .object else {
            problems.add(
                at: value,
                "has to be a catalog id, or an object with hf_config or parameters"
            )
            return nil
        }
        let object = JSONFieldReader(value, problems)
        defer { object.finish() }
        if object.has("parameters") { return typicalModel(object) }
        guard let config = object.object("hf_config", required: true) else { return nil }
        return described(config.value)
    }

    /// A model by its parameter count, completed from models of that size.
    private func typicalModel(_ object: JSONFieldReader) -> RequestedModel? {
        let sizes = 1...(1 << 20)
        let parameters = object.int(
            "parameters",
            required: true,
            in: 1_000_000...1_000_000_000_000_000
        )
        var known = TypicalModel.Known(parameters: parameters ?? 0)
        known.layers = object.int("layers", in: 1...4096)
        known.hiddenSize = object.int("hidden_size", in: sizes)
        known.attentionHeads = object.int("attention_heads", in: 1...4096)
        known.keyValueHeads = object.int("kv_heads", in: 1...4096)
        known.headDimension = object.int("head_dimension", in: 1...8192)
        known.feedForwardSize = object.int("intermediate_size", in: sizes)
        known.vocabularySize = object.int("vocabulary", in: sizes)
        guard parameters != nil, problems.isEmpty else { return nil }
        do throws(TypicalModel.Failure) {
            return RequestedModel(
                try TypicalModel(known, among: catalog),
                hiddenSize: known.hiddenSize
            )
        } catch {
            let detail =
                switch error {
                case .noExample: "the catalog has no decoder to take the missing sizes from"
                case .sizesExceed(let sum):
                    "the given sizes alone make \(grouped(sum)) parameters, more than "
                        + grouped(known.parameters)
                case .headsDoNotDivide(let heads, let keyValueHeads):
                    "\(heads) attention heads are no multiple of \(keyValueHeads) kv_heads"
                }
            problems.add(at: object.value, detail)
            return nil
        }
    }

    private func catalogModel(_ name: String, _ value: JSONValue) -> RequestedModel? {
        if let position = catalog.models.position(of: name),
            case .success(let description) = catalog.models.entries[position].architecture
        {
            return RequestedModel(
                id: catalog.models.entries[position].id,
                name: catalog.models.entries[position].name,
                description,
                published: completed(description.publishedFormat),
                nominal: catalog.models.entries[position].nominalParameters
            )
        }
        let candidates = catalog.models.candidates(for: name)
        guard candidates.count < 2 else {
            problems.add(
                at: value,
                "\"\(shortened(name))\" may be any of \(candidates.count) models; give one's id",
                suggestions: candidates.map(\.id)
            )
            return nil
        }
        guard let entry = candidates.first else {
            problems.add(
                at: value,
                "there is no model \"\(shortened(name))\" in the catalog",
                suggestions: catalog.models.suggestions(for: name)
            )
            return nil
        }
        switch entry.architecture {
        case .success(let description):
            return RequestedModel(
                id: entry.id,
                name: entry.name,
                description,
                published: completed(description.publishedFormat),
                nominal: entry.nominalParameters
            )
        case .failure(let error):
            let sentence = "\(entry.id): \(error.sentence)"
            if case .notModelled = error {
                noted.addNotModelled(at: value, sentence)
            } else {
                problems.add(at: value, sentence)
            }
            return nil
        }
    }

    private func described(_ config: JSONValue) -> RequestedModel? {
        do throws(ModelConfigError) {
            let description = try ModelDescription(config: config)
            return RequestedModel(
                id: "hf_config",
                name: description.modelType,
                description,
                published: completed(description.publishedFormat)
            )
        } catch {
            switch error {
            case .missing(let key, let pointer):
                problems.add(
                    JSONProblem(
                        pointer: pointer.appending(key),
                        location: config.location,
                        detail: error.sentence
                    )
                )
            case .invalid(let value, _): problems.add(at: value, error.sentence)
            case .notModelled: noted.addNotModelled(at: config, error.sentence)
            case .tooLarge: problems.add(at: config, error.sentence)
            }
            return nil
        }
    }

    /// `gpu`: an id or alias, or an object with `memory_gib`.
    func gpu(_ reader: JSONFieldReader, _ field: String = "gpu") -> RequestedGPU? {
        guard let value = reader.value(field), !value.isNull else { return nil }
        if let name = value.string { return catalogGPU(name, value) }
        guard value.kind == .object else {
            problems.add(at: value, "has to be a catalog id or an object with memory_gib")
            return nil
        }
        let object = JSONFieldReader(value, problems)
        let memory = object.double("memory_gib", required: true, in: 0.001...65_536)
        let bandwidth = object.double("bandwidth_gb_per_second", in: 0.001...1_000_000)
        let rate = object.double("fp16_tflops", in: 0.001...1_000_000)
        object.finish()
        guard let memory else { return nil }
        var rates = PeakRates()
        rates[.fp16] = rate.map { .tera($0) }
        let gpu = GPU(
            id: "custom",
            memory: GPUMemory(marketed: .gibi(memory)),
            memoryBandwidth: bandwidth.map { .giga($0) },
            peakRates: rates,
            bus: catalog.links["pcie"].map {
                Link($0.profile, bandwidth: .giga(31.5), domain: 8)
            }
        )
        return RequestedGPU(id: gpu.id, gpu: gpu)
    }

    /// An accelerator by its id or alias.
    func catalogGPU(_ name: String, _ value: JSONValue) -> RequestedGPU? {
        guard let position = catalog.gpus.position(of: name) else {
            problems.add(
                at: value,
                "there is no accelerator \"\(shortened(name))\" in the catalog",
                suggestions: catalog.gpus.suggestions(for: name)
            )
            return nil
        }
        return RequestedGPU(at: position, of: catalog)
    }

    /// `weights`: a format's id or alias, or an object with `bits_per_weight`; as the model is
    /// published where the request leaves it out.
    func weightFormat(
        _ reader: JSONFieldReader,
        of model: inout RequestedModel?
    ) -> WeightFormat? {
        guard let value = reader.value("weights"), !value.isNull else {
            guard let known = model else { return nil }
            if !known.formatAssumptions.isEmpty {
                model = RequestedModel(known, assuming: known.formatAssumptions)
            }
            return known.publishedFormat
        }
        if let name = value.string {
            let format = catalogFormat(name, value)
            // Where the model is published in that very format, its own exceptions hold.
            return format?.id == model?.publishedFormat.id ? model?.publishedFormat : format
        }
        guard value.kind == .object else {
            problems.add(at: value, "has to be a weight format's id or {\"bits_per_weight\": …}")
            return nil
        }
        let object = JSONFieldReader(value, problems)
        let bits = object.double("bits_per_weight", required: true, in: 0.5...64)
        object.finish()
        return bits.map {
            WeightFormat(
                id: "\(decimal($0, places: 4)) bits",
                scheme: QuantizationScheme(bits: BitsPerElement($0)),
                scope: .all
            )
        }
    }

    /// The format in which a model is published, with the number format in which matrix units take it.
    private func completed(_ published: WeightFormat) -> WeightFormat {
        guard let position = catalog.weightFormats.position(of: published.id) else {
            return published
        }
        var format = published
        format.matrixFormat = catalog.weightFormats.entries[position].format.matrixFormat
        return format
    }

    /// A weight format by its id or alias; nil where the field is left out or wrong.
    func format(_ reader: JSONFieldReader, _ field: String) -> WeightFormat? {
        guard let value = reader.value(field), !value.isNull else { return nil }
        guard let name = value.string else {
            problems.add(at: value, "has to be a weight format's id")
            return nil
        }
        return catalogFormat(name, value)
    }

    private func catalogFormat(_ name: String, _ value: JSONValue) -> WeightFormat? {
        if let position = catalog.weightFormats.position(of: name) {
            return catalog.weightFormats.entries[position].format
        }
        let isDynamic = name.lowercased().split(separator: "-").contains("ud")
        problems.add(
            at: value,
            isDynamic
                ? "\"\(shortened(name))\" is a mix that its publisher tunes for each model, tensor "
                    + "by tensor; give {\"bits_per_weight\": size of the file in bits / parameters}, "
                    + "or the plain type it is built on"
                : "there is no weight format \"\(shortened(name))\"; the list is at "
                    + "/v1/weight-formats",
            suggestions: catalog.weightFormats.suggestions(for: name)
        )
        return nil
    }

    /// `runtime`: a runtime's id or alias.
    func runtime(_ reader: JSONFieldReader) -> RuntimeProfile? {
        guard let value = reader.value("runtime"), !value.isNull else {
            if let position = catalog.runtimes.position(of: "generic") {
                return catalog.runtimes.entries[position].profile
            }
            reader.report("runtime", "is required: the catalog lacks generic, the default")
            return nil
        }
        guard let name = value.string else {
            problems.add(at: value, "has to be the id of a runtime")
            return nil
        }
        guard let position = catalog.runtimes.position(of: name) else {
            let known = catalog.runtimes.entries.map(\.id).joined(separator: ", ")
            problems.add(
                at: value,
                "there is no runtime \"\(shortened(name))\"; there is \(known)",
                suggestions: catalog.runtimes.suggestions(for: name)
            )
            return nil
        }
        return catalog.runtimes.entries[position].profile
    }

    /// `kv_cache`: `auto`, a number format, or those of keys and values as `"q8_0/fp16"`.
    ///
    /// - Returns: The format; nil for `auto`, and where it is wrong.
    func cacheFormat(_ reader: JSONFieldReader) -> KVCacheFormat? {
        guard let value = reader.value("kv_cache"), !value.isNull else { return nil }
        let allowed = KVCacheNumberFormat.allCases.map(\.rawValue)
        let parts = (value.string ?? "").lowercased().split(
            separator: "/",
            omittingEmptySubsequences: false
        )
        if parts == ["auto"] { return nil }
        let formats = parts.compactMap { KVCacheNumberFormat(rawValue: String($0)) }
        guard (1...2).contains(parts.count), formats.count == parts.count,
            let keys = formats.first, let values = formats.last
        else {
            problems.add(
                at: value,
                "has to be auto or one of \(allowed.joined(separator: ", ")), or two of them as "
                    + "\"keys/values\"",
                suggestions: SpellingSuggestion.closest(to: value.string ?? "", in: allowed)
            )
            return nil
        }
        return KVCacheFormat(keys: keys, values: values)
    }

    private func shortened(_ name: String) -> String {
        name.unicodeScalars.count <= 60 ? name : String(name.prefix(60)) + "…"
    }
}

extension ModelConfigError {
    /// What is wrong, for the author of the request or of the file.
    var sentence: String {
        switch self {
        case .notModelled(let modelType, let what):
            "\(what) (model_type \(modelType)) is not modelled yet"
        case .missing(let key, _): "\(key) is required for this model_type"
        case .invalid(_, let detail): detail
        case .tooLarge(let elements):
            "\(decimal(elements / 1e12, places: 0)) trillion parameters are beyond exact arithmetic"
        }
    }
}
