import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// What `/v1/recommendations` is asked: which GPUs serve a load best.
struct RecommendationRequest {
    /// The most GPUs of one copy of the model.
    static let maximumGPUs = 64
    /// The most recommendations that are shown.
    static let maximumOptions = 100

    /// The load.
    var inference: InferenceRequest
    /// Whether each copy takes as many sequences as it can.
    var fillsBatch: Bool
    /// The accelerators to choose from.
    var gpus: [CatalogGPU]
    /// Whether the request names them.
    var namesGPUs: Bool
    /// The weight formats to choose from.
    var formats: [WeightFormat]
    /// GPUs of one copy at most.
    var maximum: Int
    /// Which offers count.
    var offers: OfferFilter
    /// What has to be kept to.
    var level: ServiceLevel
    /// What decides the order.
    var objective: RecommendationObjective
    /// How many to show.
    var limit: Int

    /// Reads a request.
    ///
    /// - Throws: ``APIError`` with every field that is wrong.
    init(_ value: JSONValue, _ catalog: Catalog) throws(APIError) {
        let problems = RequestProblems()
        let reader = JSONFieldReader(value, problems.all)
        _ = reader.choice("workload", of: ["inference"])
        let named = Self.gpus(reader, catalog)
        let vendors = reader.strings("vendors", count: 1...20)?.map { $0.lowercased() }
        let kinds = Set(catalog.gpus.entries.compactMap(\.kind)).sorted()
        let classes = reader.strings("classes", count: 1...20)
        for name in classes ?? [] where !kinds.contains(name) {
            reader.report(
                "classes",
                "must be of \(kinds.joined(separator: ", ")), got \"\(name.prefix(60))\"",
                suggestions: SpellingSuggestion.closest(to: name, in: kinds)
            )
        }
        let makers = Set(catalog.gpus.entries.map(\.vendor)).sorted()
        for name in vendors ?? [] where !makers.contains(name) {
            reader.report(
                "vendors",
                "must be of \(makers.joined(separator: ", ")), got \"\(name.prefix(60))\"",
                suggestions: SpellingSuggestion.closest(to: name, in: makers)
            )
        }
        let formats = Self.formats(reader, catalog)
        maximum = reader.int("max_gpus", in: 1...Self.maximumGPUs) ?? 8
        offers = Self.offers(reader, catalog)
        level = reader.object("requirements", read: Self.level) ?? ServiceLevel()
        level.rent = reader.double("budget_usd_per_hour", in: 0...1e9).map { USDPerHour($0) }
        objective = reader.choice("objective", as: RecommendationObjective.self) ?? .cost
        limit = reader.int("limit", in: 1...Self.maximumOptions) ?? 10
        let load = reader.object("request", required: true)?.value
        reader.finish()
        if let error = APIError(problems) { throw error }
        guard let load else {
            throw APIError(.internalError, "the request was refused without a reason")
        }
        inference = try PlanRequest.inference(load, catalog)
        guard inference.ruleOfThumb == nil else {
            throw APIError(
                .notModelled,
                "/request/estimator: recommendations need speeds, which no rule of thumb gives"
            )
        }
        let batch = load["batch"].map { !$0.isNull } ?? false
        fillsBatch = inference.fillsBatch || !batch
        let family = RuntimeFamily(inference.runtime.id)
        namesGPUs = named != nil
        gpus = (named ?? catalog.gpus.entries).filter { gpu in
            (vendors?.contains(gpu.vendor) ?? true)
                && (classes?.contains(gpu.kind ?? "") ?? true)
                && (named != nil || family.runs(on: gpu.vendor))
        }
        let isFixed = load["weights"].map { !$0.isNull } ?? false
        if isFixed, formats != nil {
            throw APIError(
                .invalid,
                "/formats: contradicts request.weights; give one of them",
                problems: [
                    JSONProblem(
                        pointer: value.pointer.appending("formats"),
                        location: value["formats"]?.location,
                        detail: "contradicts request.weights; give one of them"
                    )
                ]
            )
        }
        self.formats =
            isFixed
            ? [inference.weightFormat]
            : formats ?? family.usualFormats(inference.weightFormat, catalog)
    }

    private static func gpus(_ reader: JSONFieldReader, _ catalog: Catalog) -> [CatalogGPU]? {
        reader.strings("gpus", count: 1...200)?.compactMap { name in
            if let gpu = catalog.gpus[name] { return gpu }
            reader.report(
                "gpus",
                "there is no accelerator \"\(name.prefix(60))\" in the catalog",
                suggestions: catalog.gpus.suggestions(for: name)
            )
            return nil
        }
    }

    private static func formats(_ reader: JSONFieldReader, _ catalog: Catalog) -> [WeightFormat]? {
        reader.strings("formats", count: 1...100)?.compactMap { name in
            if let entry = catalog.weightFormats[name] { return entry.format }
            reader.report(
                "formats",
                "there is no weight format \"\(name.prefix(60))\"",
                suggestions: catalog.weightFormats.suggestions(for: name)
            )
            return nil
        }
    }

    private static func offers(_ reader: JSONFieldReader, _ catalog: Catalog) -> OfferFilter {
        let known = Set(catalog.prices.map(\.provider))
        let providers = reader.strings("providers", count: 1...100)
        for name in providers ?? [] where !known.contains(name) {
            reader.report(
                "providers",
                "the catalog has no prices of \"\(name.prefix(60))\"",
                suggestions: SpellingSuggestion.closest(to: name, in: known.sorted())
            )
        }
        let tiers = Set(catalog.prices.map(\.tier)).sorted()
        let tier = reader.choice("commitment", of: tiers) ?? "on_demand"
        let region = reader.string("region", length: 1...100)
        if let region, !catalog.prices.contains(where: { $0.region == region }) {
            reader.report("region", "the catalog has no prices of \"\(region)\"")
        }
        return OfferFilter(providers: providers, tier: tier, region: region)
    }

    private static func level(_ fields: JSONFieldReader) -> ServiceLevel {
        var level = ServiceLevel()
        let milliseconds = 0.001...1e9
        level.timeToFirstToken = fields.double("time_to_first_token_ms", in: milliseconds)
            .map { Seconds($0 / 1000) }
        level.timePerOutputToken = fields.double("time_per_output_token_ms", in: milliseconds)
            .map { Seconds($0 / 1000) }
        level.outputTokensPerSecond = fields.double("output_tokens_per_second", in: 0...1e12)
        level.requestsPerSecond = fields.double("requests_per_second", in: 0...1e12)
        return level
    }
}

/// A runtime without its version: which cards it runs on, and which formats people use with it.
struct RuntimeFamily {
    private let name: String

    /// The family of a runtime's id, such as `vllm` of `vllm-0.11`.
    init(_ id: String) {
        name =
            id.split(separator: "-").first.map(String.init) == "tensorrt"
            ? "tensorrt-llm" : id.split(separator: "-").first.map(String.init) ?? id
    }

    /// Whether the engine has a backend for a vendor's cards.
    ///
    /// Source: the engines' lists of supported hardware; the general runtime excludes nothing.
    func runs(on vendor: String) -> Bool {
        switch name {
        case "tensorrt-llm": vendor == "nvidia"
        case "mlx": vendor == "apple"
        case "vllm", "sglang": vendor != "apple"
        case "llama.cpp", "transformers": vendor != "aws" && vendor != "google"
        default: true
        }
    }

    private static let usual = [
        "fp8", "int8", "int4", "awq-int4", "nvfp4", "q8_0", "q6_k", "q5_k_m", "q4_k_m", "mlx-8bit",
        "mlx-4bit",
    ]

    /// The published format and the usual ones of fewer bits that the engine loads.
    func usualFormats(_ published: WeightFormat, _ catalog: Catalog) -> [WeightFormat] {
        let engine = name == "generic" ? "vllm" : name
        let fewer = Self.usual.compactMap { id -> WeightFormat? in
            guard let entry = catalog.weightFormats[id], entry.engines.contains(engine),
                entry.format.effectiveBits < published.effectiveBits
            else { return nil }
            return entry.format
        }
        return [published] + fewer
    }
}
