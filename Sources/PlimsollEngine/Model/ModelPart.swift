/// Where the layers of a part of a model stand in the whole, for formats whose layouts depend on it.
public struct ModelPart: Hashable, Sendable {
    /// What mixes look at in the whole model.
    let facts: GGUFModelFacts
    /// Layers of the whole model, and value projections among its tensors.
    let layerCount: Int
    let valueCount: Int
    /// Layers, value projections and narrowing matrices of networks before the part.
    private(set) var firstLayer = 0
    private(set) var firstValue = 0
    private(set) var firstNarrowing = 0

    /// The whole of a model.
    init(whole shape: ModelShape) {
        facts = GGUFModelFacts(shape)
        layerCount = shape.layers.count
        valueCount = zip(shape.layers.kinds, shape.layers.countsByKind).reduce(0) { sum, pair in
            sum + pair.1 * pair.0.count(\.isValueLike, hiddenSize: shape.hiddenSize)
        }
    }

    /// The part that begins after some layers of a model, which may be a part itself.
    init(of shape: ModelShape, after layers: Int) {
        self = shape.part ?? ModelPart(whole: shape)
        firstLayer += layers
        for kind in shape.layers.order.prefix(layers) {
            let layer = shape.layers.kinds[kind]
            firstValue += layer.count(\.isValueLike, hiddenSize: shape.hiddenSize)
            firstNarrowing += layer.count(\.isNarrowing, hiddenSize: shape.hiddenSize)
        }
    }
}

extension GGUFRole {
    fileprivate var isNarrowing: Bool { self == .feedForwardDown }
}

extension Layer {
    fileprivate func count(_ isCounted: (GGUFRole) -> Bool, hiddenSize: Int) -> Int {
        ggufTensors.count { isCounted(GGUFRole($0, hiddenSize: hiddenSize)) }
    }
}

extension GGUFModelFacts {
    /// The facts of a model.
    init(_ shape: ModelShape) {
        isHeadTied = shape.isHeadTied
        architecture = shape.ggufArchitecture
        for layer in shape.layers.kinds {
            for case .mixture(let mixture) in layer.feedForwards {
                expertCount = max(expertCount, mixture.expertCount)
            }
        }
        let mixers = shape.layers.kinds.flatMap(\.mixers)
        search: for mixer in mixers {
            switch mixer {
            case .attention(let attention):
                queriesPerKeyValue = attention.queryHeads / max(1, attention.keyValueHeads)
                break search
            case .latentAttention(let attention):
                queriesPerKeyValue = attention.queryHeads
                break search
            default: continue
            }
        }
        hasEightyGroupedLayers =
            shape.layers.count == 80 && queriesPerKeyValue > 1 && expertCount == 0
    }
}
