import PlimsollHTTP

extension Service {
    /// Every route of the service; openapi.yaml lists the same.
    func addRoutes(to router: inout Router) {
        router.add(.get, "/") { [self] in index($0) }
        router.add(.get, "/docs", .worker) { [self] in reference($0) }
        router.add(.get, "/healthz", isVital: true) { [self] in health($0) }
        router.add(.get, "/readyz", isVital: true) { [self] in readiness($0) }
        router.add(.get, "/metrics", .worker, isVital: true) { [self] in metricsPage($0) }
        router.add(.get, "/openapi.yaml", .worker) { [self] in openAPI($0, asYAML: true) }
        router.add(.get, "/openapi.json", .worker) { [self] in openAPI($0, asYAML: false) }
        router.add(.get, "/v1/models", .worker) { [self] in models($0) }
        router.add(.post, "/v1/models/inspect", .worker, bodyLimit: Self.inspectionBytes) {
            [self] in inspect($0)
        }
        router.add(.get, "/v1/models/{id...}") { [self] in model($0) }
        router.add(.get, "/v1/gpus", .worker) { [self] in gpus($0) }
        router.add(.get, "/v1/gpus/{id}") { [self] in gpu($0) }
        router.add(.get, "/v1/weight-formats") { [self] in weightFormats($0) }
        router.add(.get, "/v1/runtimes") { [self] in runtimes($0) }
        router.add(.get, "/v1/prices", .worker) { [self] in prices($0) }
        router.add(.get, "/v1/estimates/inference") { [self] in inference($0) }
        router.add(.post, "/v1/estimates/inference") { [self] in inference($0) }
        router.add(.get, "/v1/estimates/quantization", .worker) { [self] in quantization($0) }
        router.add(.post, "/v1/estimates/quantization", .worker) { [self] in quantization($0) }
        router.add(.get, "/v1/estimates/training", .worker) { [self] in training($0) }
        router.add(.post, "/v1/estimates/training", .worker) { [self] in training($0) }
        router.add(.get, "/v1/estimates/cost", .worker) { [self] in cost($0) }
        router.add(.post, "/v1/estimates/cost", .worker) { [self] in cost($0) }
        router.add(.get, "/v1/plans/sharding", .worker) { [self] in plan($0) }
        router.add(.post, "/v1/plans/sharding", .worker) { [self] in plan($0) }
        router.add(.get, "/v1/sweeps", .worker) { [self] in sweep($0) }
        router.add(.post, "/v1/sweeps", .worker) { [self] in sweep($0) }
        router.add(.post, "/v1/batch", .worker, bodyLimit: Self.batchBytes) {
            [self] in batch($0)
        }
    }
}
