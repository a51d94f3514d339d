import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// What `/v1/plans/sharding` is asked for a serving load.
struct PlanRequest {
    /// The most plans that are shown.
    static let maximumPlans = 100
    /// The most GPUs of a search.
    static let maximumGPUs = ParallelFields.maximumGPUs

    /// The load, with the GPU.
    var inference: InferenceRequest
    /// The GPU.
    var gpu: RequestedGPU
    /// Numbers of GPUs to try, ascending.
    var counts: [Int]
    /// Larger numbers that might help where nothing fits.
    var furtherCounts: [Int]
    /// GPUs of one machine.
    var gpusPerNode: Int
    /// What decides the order.
    var objective: PlanObjective
    /// How many plans to show.
    var limit: Int

    /// Reads a request.
    ///
    /// - Throws: ``APIError`` with every field that is wrong.
    init(_ value: JSONValue, _ catalog: Catalog) throws(APIError) {
        let problems = RequestProblems()
        let reader = JSONFieldReader(value, problems.all)
        let things = NamedThings(catalog: catalog, noted: problems)
        _ = reader.choice("workload", of: ["inference", "training"])
        let gpu = things.gpu(reader)
        let given = reader.int("gpus", in: 1...Self.maximumGPUs)
        let most = reader.int("max_gpus", in: 1...Self.maximumGPUs)
        let perNode = reader.int("gpus_per_node", in: 1...Self.maximumGPUs)
        let objective = reader.choice("objective", as: PlanObjective.self)
        limit = reader.int("limit", in: 1...Self.maximumPlans) ?? 10
        if given != nil, most != nil {
            reader.report("max_gpus", "contradicts gpus; give one of them")
        }
        if gpu == nil, !reader.has("gpu") {
            reader.report("gpu", "is required: a catalog id such as \"h100\", or an object")
        }
        let load = reader.object("request", required: true)?.value
        reader.finish()
        if let error = APIError(problems) { throw error }
        guard let load, let gpu else {
            throw APIError(.internalError, "the request was refused without a reason")
        }
        inference = try Self.inference(load, catalog)
        inference.gpu = gpu
        self.gpu = gpu
        gpusPerNode = perNode ?? gpu.gpusPerNode
        counts =
            given.map { [$0] }
            ?? PlanQuestion.counts(upTo: most ?? gpusPerNode, gpusPerNode: gpusPerNode)
        let last = counts.last ?? 1
        furtherCounts = PlanQuestion.counts(
            upTo: min(Self.maximumGPUs, max(last * 16, gpusPerNode * 16)),
            gpusPerNode: gpusPerNode
        ).filter { $0 > last }
        self.objective = objective ?? (given == nil ? .fewestGPUs : .throughput)
    }

    private static func inference(
        _ value: JSONValue,
        _ catalog: Catalog
    ) throws(APIError) -> InferenceRequest {
        let request = try InferenceRequest(value, catalog, fillsLater: true) { reader in
            if reader.has("parallel") {
                reader.report("parallel", "is what is searched for; leave it out")
            }
            for field in ["gpu", "gpus"] where reader.has(field) {
                reader.report(field, "stands beside request, not in it")
            }
        }
        guard request.ruleOfThumb == nil else {
            throw APIError(
                .notModelled,
                "/request/estimator: layouts are searched with the architecture estimator only"
            )
        }
        return request
    }
}
