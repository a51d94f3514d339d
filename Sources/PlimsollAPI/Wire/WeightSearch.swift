import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// The search for the widest format with which a load fits, for `"solve": "weights"`.
struct WeightSearch {
    /// One format that was tried.
    struct Attempt {
        var weights: String
        var bitsPerWeight: BitsPerElement
        var total: Bytes
        var verdict: Fit.Verdict
    }

    /// The formats in the order in which they were tried.
    private(set) var attempts: [Attempt] = []

    /// The formats that a runtime loads, the widest first, without those wider than the published
    /// one.
    ///
    /// Of equal widths the published format comes first, then the order of the catalog.
    static func candidates(
        _ catalog: Catalog,
        _ model: RequestedModel,
        _ runtime: RuntimeProfile
    ) -> [CatalogWeightFormat] {
        let published = model.profile.bitsPerParameter(model.publishedFormat)
        let loaded = catalog.weightFormats.entries.filter { entry in
            runtime.id == "generic" || entry.engines.contains { runtime.id.hasPrefix($0) }
        }
        return
            loaded.map { (entry: $0, bits: model.profile.bitsPerParameter($0.format)) }
            .filter { $0.bits <= published || $0.entry.id == model.publishedFormat.id }
            .enumerated()
            .sorted { left, right in
                let (a, b) = (left.element, right.element)
                if a.bits != b.bits { return a.bits > b.bits }
                let isPublished = (
                    a.entry.id == model.publishedFormat.id, b.entry.id == model.publishedFormat.id
                )
                if isPublished.0 != isPublished.1 { return isPublished.0 }
                return left.offset < right.offset
            }
            .map(\.element.entry)
    }

    /// Tries formats until one fits even at the high end of its band; where none does, the first
    /// that fits at all is taken, and where none fits, the narrowest.
    ///
    /// - Parameters:
    ///   - request: The request, with the formats to try.
    ///   - answer: Answers a request with its formats.
    /// - Returns: The answer with the format that was chosen.
    /// - Throws: What `answer` throws.
    mutating func solve(
        _ request: InferenceRequest,
        _ answer: (InferenceRequest) throws(APIError) -> InferenceAnswer
    ) throws(APIError) -> InferenceAnswer? {
        var best: InferenceAnswer?
        for candidate in request.candidates {
            var tried = request
            tried.candidates = []
            tried.weightFormat =
                candidate.id == request.model.publishedFormat.id
                ? request.model.publishedFormat : candidate.format
            let found = try answer(tried)
            guard let fit = found.estimate.fit else { continue }
            attempts.append(
                Attempt(
                    weights: candidate.id,
                    bitsPerWeight: request.model.profile.bitsPerParameter(tried.weightFormat),
                    total: found.estimate.perGPU.total.value,
                    verdict: fit.verdict
                )
            )
            if best?.estimate.fit?.verdict != .risky { best = found }
            if fit.verdict == .fits || fit.verdict == .tight { return found }
        }
        return best
    }

    /// Writes what was tried.
    func write(_ chosen: WeightFormat, to writer: inout JSONWriter) {
        writer.object("solved") { writer in
            writer.field("field", "weights")
            writer.field("value", chosen.id)
            writer.array("tried") { writer in
                for attempt in attempts {
                    writer.object { writer in
                        writer.field("weights", attempt.weights)
                        writer.field("bits_per_weight", attempt.bitsPerWeight.magnitude)
                        writer.field("total_bytes", attempt.total.magnitude)
                        writer.field("verdict", attempt.verdict.rawValue)
                    }
                }
            }
        }
    }
}
