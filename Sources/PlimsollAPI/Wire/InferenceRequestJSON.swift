import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// What `/v1/estimates/inference` is asked, read from JSON, a form or a query.
struct InferenceRequest {
    /// How many sequences are to be held at once.
    enum Batch {
        /// That many.
        case sequences(Int)
        /// As many as fit.
        case maximum
    }

    var model: RequestedModel
    var weightFormat: WeightFormat
    /// The cache that is asked for; nil for the one that goes with the weights.
    var requestedCacheFormat: KVCacheFormat?
    var runtime: RuntimeProfile
    var batch: Batch
    var context: Tokens
    var prompt: Tokens?
    var maximumBatchedTokens: Tokens?
    var maximumSequences: Int?
    var isAttentionEager: Bool
    var hostPlacement: HostPlacement
    /// Whether towers of other modalities are left out; nil for the runtime's habit.
    var isTextOnly: Bool?
    var extras: ServingExtras
    /// The model that guesses tokens ahead, as it was named.
    var draft: RequestedModel?
    var gpu: RequestedGPU?
    /// Every device where they differ; `gpu` is the first then.
    var devices: [RequestedGPU]
    /// The formats to try, the widest first, where the weights are to be solved for.
    var candidates: [CatalogWeightFormat]
    var layout: ParallelLayout
    /// Whether the planner chose it.
    var isLayoutChosen = false
    var utilization: Double
    var explains: Bool
    /// What the speed depends on; nil without a GPU, or where the runtime's speed is not known.
    var speed: SpeedSource?
    /// The same of each device, where they differ and all are known.
    var deviceSpeeds: [SpeedSource]
    /// Which price counts.
    var price: PriceFields
    /// The rules of thumb to answer by; nil for the architecture.
    var ruleOfThumb: RuleOfThumbRequest?

    /// The format of the cache.
    var cacheFormat: KVCacheFormat {
        requestedCacheFormat ?? runtime.cacheLayout.automaticFormat(weightFormat)
    }

    /// The memory of each device where they differ.
    var deviceMemories: [Bytes] { devices.map(\.gpu.memory.planned) }

    /// Reads a request.
    ///
    /// - Parameters:
    ///   - value: Its fields.
    ///   - catalog: What its names mean.
    ///   - fillsLater: Whether a batch of `max` is for the caller to fill.
    ///   - readMore: Reads fields that another endpoint has beside these.
    /// - Throws: ``APIError`` with every field that is wrong.
    init(
        _ value: JSONValue,
        _ catalog: Catalog,
        fillsLater: Bool = false,
        readMore: (JSONFieldReader) -> Void = { _ in }
    ) throws(APIError) {
        let problems = RequestProblems()
        let reader = JSONFieldReader(value, problems.all)
        let things = NamedThings(catalog: catalog, noted: problems)
        var model = things.model(reader)
        let weightFormat = things.weightFormat(reader, of: &model)
        requestedCacheFormat = things.cacheFormat(reader)
        let runtime = things.runtime(reader)
        let batch = Self.batch(reader)
        context = Tokens(
            reader.int("context", in: 1...InferenceLimits.maximumContext) ?? 2048
        )
        let tokens = 1...InferenceLimits.maximumContext
        prompt = reader.int("prompt", in: tokens).map { Tokens($0) }
        maximumBatchedTokens = reader.int("max_batched_tokens", in: tokens).map { Tokens($0) }
        maximumSequences = reader.int("max_sequences", in: 1...InferenceLimits.maximumBatch)
        let attention = reader.choice("attention", of: ["flash", "eager"])
        hostPlacement = HostFields.read(reader)
        isTextOnly = reader.bool("text_only")
        let extraFields = ExtraFields(reader, things, model)
        extras = extraFields.extras
        draft = extraFields.draft
        var gpus = reader.int("gpus", in: 1...ParallelFields.maximumGPUs)
        var sizes = reader.object("parallel", read: ParallelFields.read) ?? [:]
        let deviceFields = DeviceFields(reader, things, sizes: sizes)
        gpu = things.gpu(reader) ?? deviceFields.all.first
        devices = deviceFields.areMixed ? deviceFields.all : []
        if !deviceFields.all.isEmpty { gpus = deviceFields.all.count }
        if deviceFields.areMixed { sizes[.pipeline] = deviceFields.all.count }
        let solve = reader.choice("solve", of: ["weights"])
        if solve != nil, reader.has("weights") {
            reader.report("weights", "contradicts solve, which looks for them; leave it out")
        }
        if solve != nil, case .maximum? = batch {
            reader.report("batch", "\"max\" fits whatever the weights; give a number with solve")
        }
        let utilization = reader.double("memory_utilization", in: 0.01...1)
        explains = reader.bool("explain") ?? false
        price = reader.object("price", read: PriceFields.init) ?? PriceFields()
        let gpusPerNode = reader.int("gpus_per_node", in: 1...ParallelFields.maximumGPUs)
        let overrides = RuleOverrides.read(
            reader,
            RuleOverrides.Constant.serving,
            unknown: RuleOfThumbRequest.unknown
        )
        readMore(reader)
        reader.finish()
        if let error = APIError(problems) { throw error }
        guard let model, let weightFormat, let runtime, let batch else {
            throw APIError(.internalError, "the request was refused without a reason")
        }
        self.model = model
        self.weightFormat = weightFormat
        self.runtime = runtime
        self.batch = batch
        isAttentionEager = attention.map { $0 == "eager" } ?? runtime.isAttentionEager
        candidates = solve == nil ? [] : WeightSearch.candidates(catalog, model, runtime)
        self.utilization = utilization ?? runtime.budget.share(on: gpu?.gpu.memory.planned, .single)
        speed = gpu.flatMap {
            SpeedSource(catalog, runtime: runtime, gpu: $0, gpusPerNode: gpusPerNode)
        }
        let differing = devices.compactMap {
            SpeedSource(catalog, runtime: runtime, gpu: $0, gpusPerNode: gpusPerNode)
        }
        deviceSpeeds = differing.count == devices.count ? differing : []
        do throws(EstimationError) {
            if let overrides {
                ruleOfThumb = RuleOfThumbRequest(
                    overrides: overrides,
                    layout: try RuleLayout(sizes, gpus: gpus),
                    share: utilization ?? 1
                )
            }
            do throws(EstimationError) {
                layout = .single
                isLayoutChosen = sizes.isEmpty && gpus ?? 1 > 1 && ruleOfThumb == nil
                layout =
                    isLayoutChosen
                    ? try chosenLayout(gpus ?? 1)
                    : try ParallelLayout(sizes, gpus: gpus, model: model.profile.shape)
            } catch {
                guard ruleOfThumb != nil else { throw error }
                // A rule divides by any number; it is compared with the undivided model then.
                layout = .single
                ruleOfThumb?.refusedLayout = error
            }
        } catch {
            throw APIError(error, in: value)
        }
        self.utilization = utilization ?? runtime.budget.share(on: gpu?.gpu.memory.planned, layout)
        limitPasses()
        guard gpu == nil else { return }
        if fillsBatch, !fillsLater {
            throw Self.needsGPU("/batch: \"max\" needs a gpu to fill", value)
        }
        if solve != nil { throw Self.needsGPU("/solve: needs a gpu that the weights fit", value) }
    }

    /// Takes the engine's limits for cards that it does not count among the large ones.
    private mutating func limitPasses() {
        guard let gpu, runtime.defaults.neverLarge.contains(gpu.id) else { return }
        let limits = runtime.defaults.limits(on: gpu.gpu)
        maximumBatchedTokens = maximumBatchedTokens ?? limits.batchedTokens
        maximumSequences = maximumSequences ?? limits.sequences
    }

    /// The planner's layout for a number of GPUs, where the request names none.
    private func chosenLayout(_ gpus: Int) throws(EstimationError) -> ParallelLayout {
        InferencePlanner(self).choice(
            gpus: gpus,
            of: gpu?.gpu,
            gpusPerNode: gpu?.gpusPerNode ?? 8,
            load: try workload(sequences: 1)
        )
    }

    /// The load, in a batch of its own size or, where that is to be filled, of the size given.
    func workload(sequences: Int) throws(EstimationError) -> InferenceWorkload {
        var load = try InferenceWorkload(
            concurrentSequences: sequences,
            contextTokens: context,
            promptTokens: prompt,
            maximumBatchedTokens: maximumBatchedTokens,
            maximumSequences: maximumSequences
        )
        if case .sequences(let count) = batch { load.concurrentSequences = count }
        load.isAttentionEager = isAttentionEager
        load.hostPlacement = hostPlacement
        return load
    }

    /// Whether the batch is as large as fits.
    var fillsBatch: Bool {
        if case .maximum = batch { return true }
        return false
    }

    private static func needsGPU(_ sentence: String, _ request: JSONValue) -> APIError {
        APIError(
            .invalid,
            sentence,
            problems: [
                JSONProblem(
                    pointer: request.pointer.appending("gpu"),
                    location: request.location,
                    detail: "is required with batch \"max\" and with solve"
                )
            ]
        )
    }

    private static func batch(_ reader: JSONFieldReader) -> Batch? {
        guard let value = reader.value("batch"), !value.isNull else { return .sequences(1) }
        if value.string == "max" { return .maximum }
        guard let count = value.int, (1...InferenceLimits.maximumBatch).contains(count) else {
            reader.report(
                "batch",
                "has to be a whole number from 1 to \(InferenceLimits.maximumBatch), or \"max\""
            )
            return nil
        }
        return .sequences(count)
    }
}

/// The fields that say what stays in host memory.
enum HostFields {
    /// Reads `gpu_layers`, `expert_layers_on_host` and `offload`; at most one of them.
    static func read(_ reader: JSONFieldReader) -> HostPlacement {
        var placements: [(field: String, placement: HostPlacement)] = []
        if let layers = reader.int("gpu_layers", in: 0...100_000) {
            placements.append(("gpu_layers", .layersBefore(gpuLayers: layers)))
        }
        if let layers = reader.int("expert_layers_on_host", in: 0...100_000) {
            placements.append(("expert_layers_on_host", .routedExperts(layers: layers)))
        }
        let offload = reader.object("offload") { fields in
            fields.choice("parameters", of: ["none", "cpu"], required: true)
        }
        if offload == "cpu" { placements.append(("offload", .streamed)) }
        if placements.count > 1 {
            reader.report(
                placements[1].field,
                "contradicts \(placements[0].field); give one of them"
            )
        }
        return placements.first?.placement ?? .none
    }
}

/// The sizes in `parallel`.
enum ParallelFields {
    /// GPUs that one request may name.
    static let maximumGPUs = 1 << 17

    /// Reads the sizes that are given.
    static func read(_ fields: JSONFieldReader) -> [ParallelDimension: Int] {
        var sizes: [ParallelDimension: Int] = [:]
        for dimension in ParallelDimension.allCases {
            sizes[dimension] = fields.int(dimension.rawValue, in: 1...maximumGPUs)
        }
        return sizes
    }
}

extension APIError {
    /// Inputs that contradict each other, blamed on the field to change.
    init(_ error: EstimationError, in request: JSONValue) {
        func blame(_ path: [String], _ detail: String) -> APIError {
            var place = request
            var pointer = request.pointer
            for key in path {
                pointer = pointer.appending(key)
                place = place[key] ?? place
            }
            return APIError(
                .invalid,
                "\(pointer.description): \(detail)",
                problems: [
                    JSONProblem(pointer: pointer, location: place.location, detail: detail)
                ]
            )
        }
        switch error {
        case .tensorSizeDoesNotDivideHeads(let size, let heads, let valid):
            let given = request["parallel"]?["tensor"] != nil
            let sizes = valid.map(String.init).joined(separator: ", ")
            self = blame(
                given ? ["parallel", "tensor"] : ["gpus"],
                "tensor \(size) does not divide \(heads) heads; use \(sizes)"
            )
        case .layoutDoesNotMatchGPUs(let product, let gpus):
            self = blame(
                ["parallel"],
                "the sizes multiply to \(product), but there are \(gpus) GPUs"
            )
        case .moreStagesThanLayers(let stages, let layers):
            self = blame(
                ["parallel", "pipeline"],
                "\(stages) stages need at least as many layers; the model has \(layers)"
            )
        case .expertSizeNotPossible(let size, let experts, let group, let valid):
            let sizes = valid.map(String.init).joined(separator: ", ")
            self = blame(
                ["parallel", "expert"],
                experts == 0
                    ? "the model has no routed experts to divide; use 1"
                    : "\(size) has to divide \(experts) experts and the \(group) GPUs of tensor "
                        + "times data; use \(sizes)"
            )
        case .notApplicable(let field, let reason):
            self = blame([field], reason)
        case .promptExceedsContext(let prompt, let context):
            self = blame(["prompt"], "\(prompt) tokens do not fit a context of \(context)")
        case .tooLarge:
            self = blame([], "the memory is beyond exact arithmetic; ask for less at once")
        }
    }
}
