import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// The answer of `/v1/estimates/quantization` by rules of thumb, each format compared with the
/// architecture.
struct RuleOfThumbQuantizationAnswer {
    private let request: QuantizationRequest
    private let rows: [(entry: CatalogWeightFormat, answer: RuleOfThumbInferenceAnswer)]

    /// Computes the answer to a request.
    ///
    /// - Throws: ``APIError`` where fields contradict each other.
    init(
        _ request: QuantizationRequest,
        _ rule: RuleOfThumbRequest,
        in value: JSONValue
    ) throws(APIError) {
        self.request = request
        var rows: [(entry: CatalogWeightFormat, answer: RuleOfThumbInferenceAnswer)] = []
        for entry in request.formats {
            var inference = request.inference
            inference.weightFormat = request.format(entry)
            rows.append((entry, try RuleOfThumbInferenceAnswer(inference, rule, in: value)))
        }
        self.rows = rows
    }

    /// Writes the answer.
    func write(to writer: inout JSONWriter) {
        let inference = request.inference
        writer.object { writer in
            inference.model.write(to: &writer, withNominal: true)
            writer.field("published_weights", inference.model.publishedFormat.id)
            writer.field("estimator", "rule_of_thumb")
            writer.field("runtime", inference.runtime.id)
            writer.field("kv_cache", inference.cacheFormat.name)
            writer.array("formats") { writer in
                for row in rows {
                    writer.object { writer in write(row.entry, row.answer, &writer) }
                }
            }
            writer.field(
                "assumptions",
                ["every parameter takes the bits in the format's name; scales are left out"]
                    + inference.model.assumptions
            )
            writer.field("warnings", rows.first?.answer.warnings ?? [])
        }
    }

    private func write(
        _ entry: CatalogWeightFormat,
        _ answer: RuleOfThumbInferenceAnswer,
        _ writer: inout JSONWriter
    ) {
        let bits = answer.serving.weightWidth.magnitude
        let memory = answer.estimate.perGPU
        writer.field("weights", entry.id)
        writer.field("name", entry.name)
        writer.field("bits_per_weight", bits)
        writer.field("quantized_bits_per_weight", bits)
        writer.field("weights_bytes", memory.weights.value.magnitude)
        writer.field("file_bytes", answer.serving.weights.magnitude)
        writer.field("relative_to_fp16", bits / 16)
        writer.field("total_bytes", memory.total.value.magnitude)
        answer.writeFit(&writer)
        if let gpu = request.inference.gpu {
            writer.field("hardware_support", HardwareSupport(entry, gpu).sentence)
        }
        writer.field("engines", entry.engines)
        answer.writeComparison(&writer)
    }
}
