import PlimsollCatalog
import PlimsollJSON

/// An answer that depends on a document of fields and the catalog alone, so that it can be asked
/// for many times within one request.
struct EstimateKind: Sendable {
    /// Writes the answer to a request's fields.
    typealias Answer =
        @Sendable (JSONValue, Catalog, inout JSONWriter) throws(APIError) -> Void

    /// Its path.
    let path: String
    /// The answers to compute before others may have the processor: about a millisecond's worth.
    let perPiece: Int
    /// Members of the answer, dotted, that a table shows unless it is asked for others.
    let columns: [String]
    /// Those that a person compares.
    let textColumns: [String]
    /// Writes it.
    let answer: Answer

    /// The last part of its path.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// Whether it is an estimate, of which a grid can be made.
    var isEstimate: Bool { path.hasPrefix("/v1/estimates/") }

    /// Every kind.
    static let all: [EstimateKind] = [
        EstimateKind(
            path: "/v1/estimates/inference",
            perPiece: 32,
            columns: memoryColumns + capacityColumns + speedColumns,
            textColumns: fitColumns + ["capacity.max_batch"],
            answer: Service.inference
        ),
        EstimateKind(
            path: "/v1/estimates/training",
            perPiece: 8,
            columns: trainingColumns,
            textColumns: fitColumns + ["capacity.max_micro_batch"],
            answer: Service.training
        ),
        EstimateKind(
            path: "/v1/estimates/quantization",
            perPiece: 1,
            columns: ["model.id", "runtime", "formats"],
            textColumns: ["model.id", "runtime"],
            answer: Service.quantization
        ),
        EstimateKind(
            path: "/v1/estimates/cost",
            perPiece: 8,
            columns: costColumns,
            textColumns: costColumns,
            answer: Service.cost
        ),
        EstimateKind(
            path: "/v1/plans/sharding",
            perPiece: 1,
            columns: [],
            textColumns: [],
            answer: Service.plan
        ),
        EstimateKind(
            path: "/v1/recommendations",
            perPiece: 1,
            columns: [],
            textColumns: [],
            answer: Service.recommend
        ),
    ]

    private static let fitColumns = [
        "memory.per_gpu.total_bytes", "fit.headroom_bytes_per_gpu", "fit.verdict",
    ]
    private static let memoryColumns = [
        "model.id", "runtime", "weights", "kv_cache", "layout.gpus", "layout.tensor",
        "layout.pipeline", "layout.data", "memory.per_gpu.weights_bytes",
        "memory.per_gpu.kv_cache_bytes", "memory.per_gpu.activation_bytes",
        "memory.per_gpu.runtime_bytes", "memory.per_gpu.total_bytes", "memory.per_gpu.low_bytes",
        "memory.per_gpu.high_bytes", "fit.gpu", "fit.headroom_bytes_per_gpu", "fit.verdict",
    ]
    private static let speedColumns = [
        "performance.time_to_first_token_ms", "performance.time_per_output_token_ms",
        "performance.output_tokens_per_second", "performance.requests_per_second",
        "performance.bound", "cost.usd_per_hour", "cost.usd_per_million_output_tokens",
    ]
    /// A sweep has one option a cell.
    private static let costColumns = [
        "options.0.gpu", "options.0.gpus", "options.0.usd_per_hour", "options.0.usd_per_month",
        "options.0.tokens_per_month", "options.0.usd_per_million_tokens", "options.0.usd",
        "options.0.price.provider",
    ]
    private static let trainingColumns = [
        "model.id", "framework", "technique", "precision", "optimizer", "layout.gpus",
        "layout.tensor", "layout.pipeline", "layout.data", "layout.zero_stage",
        "memory.per_gpu.weights_bytes", "memory.per_gpu.gradient_bytes",
        "memory.per_gpu.optimizer_bytes", "memory.per_gpu.activation_bytes",
        "memory.per_gpu.total_bytes", "memory.per_gpu.low_bytes", "memory.per_gpu.high_bytes",
        "fit.gpu", "fit.headroom_bytes_per_gpu", "fit.verdict", "capacity.max_micro_batch",
        "capacity.max_sequence_length", "performance.tokens_per_second",
        "performance.model_flops_utilization", "performance.hours", "cost.usd",
    ]
    private static let capacityColumns = [
        "capacity.max_batch", "capacity.max_context", "capacity.kv_cache_tokens",
    ]
}
