import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// What `/v1/plans/sharding` is asked, whatever is planned.
struct PlanFields {
    /// The most plans that are shown.
    static let maximumPlans = 100
    /// The most GPUs of a search.
    static let maximumGPUs = ParallelFields.maximumGPUs

    /// The most GPUs of one machine, more than the largest rack with one link for all has.
    ///
    /// Every count up to it is searched, so the work grows with its square.
    static let maximumGPUsPerNode = 1024

    /// What is planned.
    enum Workload: String, CaseIterable {
        case inference, training
    }

    /// What is planned.
    let workload: Workload
    /// The fields of the load.
    let load: JSONValue
    /// The GPU; of mixed devices the first.
    let gpu: RequestedGPU
    /// GPUs of several kinds; empty where all are of one.
    let devices: [Device]
    /// Numbers of GPUs to try, ascending.
    let counts: [Int]
    /// The largest number of GPUs, and whether it is the only one.
    let maximumGPUs: Int
    let isCountGiven: Bool
    /// Larger numbers that might help where nothing fits.
    let furtherCounts: [Int]
    /// GPUs of one machine, and whether the request says it.
    let gpusPerNode: Int
    let isNodeGiven: Bool
    /// What decides the order, where the request says it.
    let objective: PlanObjective?
    /// How many plans to show.
    let limit: Int

    /// GPUs of one kind among several.
    struct Device {
        var gpu: RequestedGPU
        var count: Int
    }

    /// Reads a request.
    ///
    /// - Throws: ``APIError`` with every field that is wrong.
    init(_ value: JSONValue, _ catalog: Catalog) throws(APIError) {
        let problems = RequestProblems()
        let reader = JSONFieldReader(value, problems.all)
        let things = NamedThings(catalog: catalog, noted: problems)
        workload = reader.choice("workload", as: Workload.self) ?? .inference
        if workload == .training, reader.has("devices") {
            problems.addNotModelled(
                at: value["devices"] ?? value,
                "training over cards of several kinds is not modelled yet; name one gpu"
            )
        }
        devices = Self.devices(reader, things)
        let gpu = things.gpu(reader) ?? devices.first?.gpu
        let given = reader.int("gpus", in: 1...Self.maximumGPUs)
        let most = reader.int("max_gpus", in: 1...Self.maximumGPUs)
        let perNode = reader.int("gpus_per_node", in: 1...Self.maximumGPUsPerNode)
        objective = reader.choice("objective", as: PlanObjective.self)
        limit = reader.int("limit", in: 1...Self.maximumPlans) ?? 10
        if given != nil, most != nil {
            reader.report("max_gpus", "contradicts gpus; give one of them")
        }
        if reader.has("devices") {
            for field in ["gpu", "max_gpus", "gpus_per_node"] where reader.has(field) {
                reader.report(field, "does not go with devices")
            }
            let all = devices.reduce(0) { $0 + $1.count }
            if let given, !devices.isEmpty, given != all {
                reader.report("gpus", "contradicts devices, which are \(all)")
            }
        } else if gpu == nil, !reader.has("gpu") {
            reader.report("gpu", "is required: a catalog id such as \"h100\", or an object")
        }
        let load = reader.object("request", required: true)?.value
        reader.finish()
        if let error = APIError(problems) { throw error }
        guard let load, let gpu else {
            throw APIError(.internalError, "the request was refused without a reason")
        }
        self.load = load
        self.gpu = gpu
        gpusPerNode = perNode ?? gpu.gpusPerNode
        isNodeGiven = perNode != nil
        maximumGPUs = given ?? most ?? gpusPerNode
        isCountGiven = given != nil
        counts =
            given.map { [$0] }
            ?? PlanQuestion.counts(upTo: most ?? gpusPerNode, gpusPerNode: gpusPerNode)
        let last = counts.last ?? 1
        furtherCounts = PlanQuestion.counts(
            upTo: min(Self.maximumGPUs, max(last * 16, gpusPerNode * 16)),
            gpusPerNode: gpusPerNode
        ).filter { $0 > last }
    }

    /// `devices`: GPUs of several kinds.
    private static func devices(_ reader: JSONFieldReader, _ things: NamedThings) -> [Device] {
        let list = reader.objects("devices", count: 1...8) ?? []
        let devices = list.compactMap { object -> Device? in
            let gpu = things.gpu(object)
            let count = object.int("count", in: 1...64) ?? 1
            if gpu == nil, !object.has("gpu") { object.report("gpu", "is required") }
            object.finish()
            return gpu.map { Device(gpu: $0, count: count) }
        }
        let combinations = devices.reduce(1) { $0 * ($1.count + 1) }
        if combinations > DevicePlanner.maximumCombinations {
            reader.report(
                "devices",
                "can be chosen from in \(combinations) ways; at most "
                    + "\(DevicePlanner.maximumCombinations) are tried"
            )
        }
        return devices
    }
}

/// What `/v1/plans/sharding` is asked for a serving load.
@dynamicMemberLookup
struct PlanRequest {
    /// What is asked whatever is planned.
    let fields: PlanFields
    /// The load, with the GPU.
    let inference: InferenceRequest
    /// What decides the order.
    let objective: PlanObjective

    subscript<Member>(dynamicMember member: KeyPath<PlanFields, Member>) -> Member {
        fields[keyPath: member]
    }

    /// Reads the load.
    ///
    /// - Throws: ``APIError`` with every field that is wrong.
    init(_ fields: PlanFields, _ catalog: Catalog) throws(APIError) {
        self.fields = fields
        var inference = try Self.inference(fields.load, catalog)
        inference.gpu = fields.gpu
        inference.speed = SpeedSource(
            catalog,
            runtime: inference.runtime,
            gpu: fields.gpu,
            gpusPerNode: fields.isNodeGiven ? fields.gpusPerNode : nil
        )
        self.inference = inference
        let usual = !fields.isCountGiven || inference.ruleOfThumb != nil
        objective = fields.objective ?? (usual ? .fewestGPUs : .throughput)
    }

    /// The load of a plan or a recommendation, whose GPUs are searched for.
    static func inference(
        _ value: JSONValue,
        _ catalog: Catalog
    ) throws(APIError) -> InferenceRequest {
        try InferenceRequest(value, catalog, fillsLater: true) { reader in
            if reader.has("parallel") {
                reader.report("parallel", "is what is searched for; leave it out")
            }
            for field in ["gpu", "gpus", "devices"] where reader.has(field) {
                reader.report(field, "stands beside request, not in it")
            }
            if reader.has("solve") {
                reader.report("solve", "layouts are searched with weights that are given")
            }
        }
    }
}

/// What `/v1/plans/sharding` is asked for a training run.
@dynamicMemberLookup
struct TrainingPlanRequest {
    /// What is asked whatever is planned.
    let fields: PlanFields
    /// The run, with the GPU.
    let training: TrainingRequest
    /// What decides the order.
    let objective: PlanObjective

    subscript<Member>(dynamicMember member: KeyPath<PlanFields, Member>) -> Member {
        fields[keyPath: member]
    }

    /// Reads the run.
    ///
    /// - Throws: ``APIError`` with every field that is wrong.
    init(_ fields: PlanFields, _ catalog: Catalog) throws(APIError) {
        self.fields = fields
        objective = fields.objective ?? (fields.isCountGiven ? .throughput : .fewestGPUs)
        training = try TrainingRequest(
            fields.load,
            catalog,
            planned: PlannedCards(gpu: fields.gpu, gpusPerNode: fields.gpusPerNode)
        ) { reader in
            for field in ["parallel", "sharding_group"] where reader.has(field) {
                reader.report(field, "is what is searched for; leave it out")
            }
            for field in ["gpu", "gpus", "gpus_per_node"] where reader.has(field) {
                reader.report(field, "stands beside request, not in it")
            }
            if reader.value("estimator")?.string == RuleOverrides.estimator {
                reader.report(
                    "estimator",
                    "no rule of thumb divides a training run; layouts are those of architecture"
                )
            }
        }
    }
}
