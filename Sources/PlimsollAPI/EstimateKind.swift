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
            answer: Service.inference
        ),
        EstimateKind(
            path: "/v1/estimates/quantization",
            perPiece: 1,
            columns: ["model.id", "runtime", "formats"],
            answer: Service.quantization
        ),
        EstimateKind(
            path: "/v1/estimates/cost",
            perPiece: 8,
            columns: ["options"],
            answer: Service.cost
        ),
        EstimateKind(path: "/v1/plans/sharding", perPiece: 1, columns: [], answer: Service.plan),
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
    private static let capacityColumns = [
        "capacity.max_batch", "capacity.max_context", "capacity.kv_cache_tokens",
    ]
}
