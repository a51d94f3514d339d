/// One stage of a pipeline: consecutive layers with what stands at the ends of the model.
public struct PipelineStage: Sendable {
    /// The stage as a model of its own.
    public let profile: ModelProfile
    /// Its place among the stages, from 0.
    public let index: Int
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
                PipelineStage(
                    profile: model,
                    index: 0,
                    layers: 0..<count,
                    isFirst: true,
                    isLast: true
                )
            ]
        }
        return divide(model, layerCounts: evenCounts(count, stages: stages))
    }

    /// The first of each of the stages that an even division makes, in their order.
    ///
    /// The stages of a deep pipeline are alike but for the ends, and memory is that of the fullest:
    /// a search over layouts need not build them all. Only where every layer of a kind is stored in
    /// the same way.
    static func distinct(_ model: ModelProfile, stages: Int) -> [PipelineStage] {
        let order = model.shape.layers.order
        guard stages > 1 else { return divide(model, stages: stages) }
        var seen: Set<[Int]> = []
        return places(layers: order.count, stages: stages).compactMap { index, layers in
            let isLast = index == stages - 1
            guard index == 0 || isLast || seen.insert(Array(order[layers])).inserted else {
                return nil
            }
            return stage(model, index, layers, isLast: isLast)
        }
    }

    /// All stages of an even division; those that are alike share what is prepared of them.
    ///
    /// Where layers of a kind are stored in the same way, as in training.
    static func sharing(_ model: ModelProfile, stages: Int) -> [PipelineStage] {
        let order = model.shape.layers.order
        guard stages > 1 else { return divide(model, stages: stages) }
        var known: [[Int]: ModelProfile] = [:]
        return places(layers: order.count, stages: stages).map { index, layers in
            let isLast = index == stages - 1
            let kinds = Array(order[layers])
            if index > 0, !isLast, let profile = known[kinds] {
                return PipelineStage(
                    profile: profile,
                    index: index,
                    layers: layers,
                    isFirst: false,
                    isLast: false
                )
            }
            let new = stage(model, index, layers, isLast: isLast)
            if index > 0, !isLast { known[kinds] = new.profile }
            return new
        }
    }

    /// The layers of each stage of an even division.
    private static func places(
        layers: Int,
        stages: Int
    ) -> [(index: Int, layers: Range<Int>)] {
        var start = 0
        return evenCounts(layers, stages: stages).enumerated().map { index, count in
            defer { start += count }
            return (index, start..<start + count)
        }
    }

    /// Divides a model into stages of given numbers of layers.
    public static func divide(_ model: ModelProfile, layerCounts: [Int]) -> [PipelineStage] {
        let count = model.shape.layers.count
        var start = 0
        return layerCounts.enumerated().map { index, layers in
            let end = min(count, start + layers)
            defer { start = end }
            let isLast = index == layerCounts.count - 1
            return stage(model, index, start..<end, isLast: isLast)
        }
    }

    private static func stage(
        _ model: ModelProfile,
        _ index: Int,
        _ layers: Range<Int>,
        isLast: Bool
    ) -> PipelineStage {
        let shape = model.shape
        let isFirst = index == 0
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
            index: index,
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

    /// Layers of the largest stage over those of the average one: the largest decides the time.
    ///
    /// Worked example, 126 layers over 16 stages: 8 of 7.875, or 1.016.
    static func imbalance(_ layers: Int, stages: Int) -> Double {
        guard layers > 0, stages > 1 else { return 1 }
        return Double((layers + stages - 1) / stages * stages) / Double(layers)
    }
}
