/// Bytes of weights that one pass streams on one GPU of each stage, all stages together.
///
/// They depend on model, format and layout alone, so a search over cards sums them up once.
public struct StreamedWeights: Hashable, Sendable {
    /// The head, or the embedding that it shares.
    let head: Bytes
    /// Every matrix of the layers but routed experts.
    let body: Bytes
    /// All routed experts.
    let experts: Bytes

    var total: Bytes { head + experts + body }

    /// Sums up what a pass streams: neither embeddings, of which it looks up a few rows, nor towers of other
    /// modalities.
    init(_ model: ModelProfile, _ format: WeightFormat, _ layout: ParallelLayout) {
        let headPart: ParameterComponent =
            model.shape.isHeadTied ? .embedding : .languageModelHead
        head = model.weightBytes(format, layout: layout) { $0 == headPart }
        experts =
            model.compute.expertLayers == 0
            ? .zero : model.weightBytes(format, layout: layout) { $0 == .routedExperts }
        body = model.weightBytes(format, layout: layout) { part in
            switch part {
            case .embedding, .languageModelHead, .routedExperts, .vision, .audio: false
            default: true
            }
        }
    }
}
