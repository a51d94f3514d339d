/// One stage of a pipeline: consecutive layers with what stands at the ends of the model.
public struct PipelineStage: Hashable, Sendable {
    /// The stage as a model of its own.
    public let profile: ModelProfile
    /// Layers of the stage.
    public let layers: Range<Int>
    /// Whether the embeddings are here.
    public let isFirst: Bool
    /// Whether the head is here.
    public let isLast: Bool

    /// Divides a model into stages as evenly as possible.
    ///
    /// Layers that are left over go to the stages before the last, from the back, since the last
    /// stage also computes the scores: 61 layers over 4 stages are 15, 15, 16, 15. The embedding
    /// lies on the first stage, final norm and head on the last; a head that is tied to the
    /// embedding needs a copy of it there. Towers of other modalities lie on the first stage.
    ///
    /// Source: vLLM `distributed/utils.py`, get_pp_indices.
    public static func divide(_ model: ModelProfile, stages: Int) -> [PipelineStage] {
        let count = model.shape.layers.count
        guard stages > 1 else {
            return [
                PipelineStage(profile: model, layers: 0..<count, isFirst: true, isLast: true)
            ]
        }
        return divide(model, layerCounts: evenCounts(count, stages: stages))
    }

    /// Divides a model into stages of given numbers of layers.
    public static func divide(_ model: ModelProfile, layerCounts: [Int]) -> [PipelineStage] {
        let shape = model.shape
        let order = shape.layers.order
        var start = 0
        return layerCounts.enumerated().map { index, count in
            let end = min(order.count, start + count)
            defer { start = end }
            let isFirst = index == 0
            let isLast = index == layerCounts.count - 1
            var stage = shape
            stage.part = ModelPart(of: shape, after: start)
            stage.layers = LayerStack(order[start..<end].map { shape.layers.kinds[$0] })
            if !isFirst {
                stage.embeddings = []
                stage.towers = []
            }
            if !isLast {
                stage.outputs = []
            } else if !isFirst, shape.isHeadTied {
                stage.outputs += shape.embeddings.filter { $0.module == .tokenEmbedding }
            }
            return PipelineStage(
                profile: ModelProfile(stage),
                layers: start..<end,
                isFirst: isFirst,
                isLast: isLast
            )
        }
    }

    private static func evenCounts(_ layers: Int, stages: Int) -> [Int] {
        var counts = [Int](repeating: layers / stages, count: stages)
        for extra in 0..<(layers % stages) { counts[max(0, stages - 2 - extra)] += 1 }
        return counts
    }
}
