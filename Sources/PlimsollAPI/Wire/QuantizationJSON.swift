import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// What `/v1/estimates/quantization` is asked: one model in every weight format.
struct QuantizationRequest {
    /// A serving request in the model's published format; each format takes its place in turn.
    var inference: InferenceRequest
    /// The formats to compare, in the order of the catalog.
    var formats: [CatalogWeightFormat]

    /// Reads a request: that of an inference estimate without `weights`, and `formats` to choose
    /// among.
    ///
    /// - Throws: ``APIError`` with every field that is wrong.
    init(_ value: JSONValue, _ catalog: Catalog) throws(APIError) {
        var chosen: [CatalogWeightFormat]?
        inference = try InferenceRequest(value, catalog) { reader in
            if reader.has("weights") {
                reader.report("weights", "every format is compared; choose some with formats")
            }
            if reader.has("solve") {
                reader.report("solve", "every format is compared anyway; leave it out")
            }
            guard let names = reader.strings("formats", count: 1...100) else { return }
            chosen = names.compactMap { name in
                if let entry = catalog.weightFormats[name] { return entry }
                reader.report(
                    "formats",
                    "there is no weight format \"\(name.prefix(60))\"",
                    suggestions: catalog.weightFormats.suggestions(for: name)
                )
                return nil
            }
        }
        formats = chosen ?? catalog.weightFormats.entries
    }

    /// The layout of a format; where the model is published in it, with the model's exceptions.
    func format(_ entry: CatalogWeightFormat) -> WeightFormat {
        let published = inference.model.publishedFormat
        return entry.id == published.id ? published : entry.format
    }
}

/// The answer of `/v1/estimates/quantization`.
struct QuantizationAnswer {
    private let request: QuantizationRequest
    private let rows: [Row]

    /// One format.
    private struct Row {
        var entry: CatalogWeightFormat
        var answer: InferenceAnswer
        var fileBytes: Bytes
        var bitsPerWeight: BitsPerElement
    }

    /// Computes the answer to a request.
    ///
    /// - Throws: ``APIError`` where fields contradict each other.
    init(_ request: QuantizationRequest, in value: JSONValue) throws(APIError) {
        self.request = request
        let profile = request.inference.model.profile
        var rows: [Row] = []
        for entry in request.formats {
            var inference = request.inference
            inference.weightFormat = request.format(entry)
            rows.append(
                Row(
                    entry: entry,
                    answer: try InferenceAnswer.answer(inference, in: value),
                    fileBytes: profile.fileBytes(inference.weightFormat),
                    bitsPerWeight: profile.bitsPerParameter(inference.weightFormat)
                )
            )
        }
        self.rows = rows
    }

    /// Writes the answer.
    func write(to writer: inout JSONWriter) {
        let model = request.inference.model
        writer.object { writer in
            model.write(to: &writer)
            writer.field("published_weights", model.publishedFormat.id)
            writer.field("runtime", request.inference.runtime.id)
            writer.field("kv_cache", request.inference.cacheFormat.name)
            writer.array("formats") { writer in
                for row in rows { writer.object { writer in write(row, &writer) } }
            }
            writer.field("assumptions", model.assumptions)
            writer.field("warnings", [String]())
        }
    }

    private func write(_ row: Row, _ writer: inout JSONWriter) {
        let memory = row.answer.estimate.perGPU
        writer.field("weights", row.entry.id)
        writer.field("name", row.entry.name)
        writer.field("bits_per_weight", row.bitsPerWeight.magnitude)
        writer.field("quantized_bits_per_weight", row.entry.format.effectiveBits.magnitude)
        writer.field("weights_bytes", memory.weights.value.magnitude)
        writer.field("file_bytes", row.fileBytes.magnitude)
        writer.field("relative_to_fp16", relative(row))
        writer.field("total_bytes", memory.total.value.magnitude)
        row.answer.writeFit(&writer)
        row.answer.writeSpeed(&writer)
        if let gpu = request.inference.gpu {
            writer.field("hardware_support", HardwareSupport(row.entry, gpu).sentence)
        }
        WeightFormatJSON.writeQuality(row.entry, &writer)
        writer.field("engines", row.entry.engines)
    }

    /// Bytes of the whole model's weights over those at 16 bits.
    private func relative(_ row: Row) -> Double {
        row.bitsPerWeight.magnitude / 16
    }
}

/// Whether a card's matrix units take a weight format as it is stored.
struct HardwareSupport {
    private let entry: CatalogWeightFormat
    private let gpu: RequestedGPU

    /// The support of a format on a card.
    init(_ entry: CatalogWeightFormat, _ gpu: RequestedGPU) {
        self.entry = entry
        self.gpu = gpu
    }

    /// A few words: `native`, `weights only` and why, or `unknown`.
    var sentence: String {
        guard let formats = gpu.numberFormats, !formats.isEmpty else { return "unknown" }
        guard let wanted = entry.matrixFormat else {
            return "weights only: widened to 16 bits before they are multiplied; saves memory and "
                + "bandwidth, not arithmetic"
        }
        // Variants of FP8 are listed with their encoding, such as `fp8_ocp`.
        if formats.contains(where: { $0 == wanted || $0.hasPrefix(wanted + "_") }) {
            return "native: the card multiplies \(wanted)"
        }
        return "weights only: the card does not multiply \(wanted)"
    }
}
