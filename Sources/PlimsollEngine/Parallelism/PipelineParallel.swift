/// One stage of a pipeline: consecutive layers with what stands at the ends of the model.
public struct PipelineStage: Sendable {
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

    /// One of each of the stages that an even division makes, in their order.
    ///
    /// The stages of a deep pipeline are alike but for the ends, and memory is that of the fullest:
    /// a search over layouts need not build them all. Only where every layer of a kind is stored in
    /// the same way.
    static func distinct(_ model: ModelProfile, stages: Int) -> [PipelineStage] {
        let order = model.shape.layers.order
        guard stages > 1 else { return divide(model, stages: stages) }
        let counts = evenCounts(order.count, stages: stages)
        var seen: Set<[Int]> = []
        var distinct: [PipelineStage] = []
        var start = 0
        for (index, count) in counts.enumerated() {
            let kinds = Array(order[start..<start + count])
            let isEnd = index == 0 || index == stages - 1
            if isEnd || seen.insert(kinds).inserted {
                distinct.append(
                    stage(
                        model,
                        start..<start + count,
                        isFirst: index == 0,
                        isLast: index == stages - 1
                    )
                )
            }
            start += count
        }
        return distinct
    }

    /// Divides a model into stages of given numbers of layers.
    public static func divide(_ model: ModelProfile, layerCounts: [Int]) -> [PipelineStage] {
        let count = model.shape.layers.count
        var start = 0
        return layerCounts.enumerated().map { index, layers in
            let end = min(count, start + layers)
            defer { start = end }
            let isLast = index == layerCounts.count - 1
            return stage(model, start..<end, isFirst: index == 0, isLast: isLast)
        }
    }

    private static func stage(
        _ model: ModelProfile,
        _ layers: Range<Int>,
        isFirst: Bool,
        isLast: Bool
    ) -> PipelineStage {
        let shape = model.shape
        var stage = shape
        stage.part = ModelPart(of: shape, after: layers.lowerBound)
        stage.layers = LayerStack(shape.layers.order[layers].map { shape.layers.kinds[$0] })
        if !isFirst {
            stage.embeddings = []
            stage.towers = []
            stage.image = nil
        }
        if !isLast {
            stage.outputs = []
        } else if !isFirst, shape.isHeadTied {
            stage.outputs += shape.embeddings.filter { $0.module == .tokenEmbedding }
        }
        return PipelineStage(
            profile: ModelProfile(stage),
            layers: layers,
            isFirst: isFirst,
            isLast: isLast
        )
    }

    static func evenCounts(_ layers: Int, stages: Int) -> [Int] {
        var counts = [Int](repeating: layers / stages, count: stages)
        for extra in 0..<(layers % stages) { counts[max(0, stages - 2 - extra)] += 1 }
        return counts
    }
}
