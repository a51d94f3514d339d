/// Parameters of a model by component, exactly.
///
/// Tied tensors count once; buffers and multi-token-prediction modules do not count.
///
/// Worked example, Llama 3 70B: 80 layers of 12,079,595,520 / 80 attention and
/// 56,371,445,760 / 80 feed-forward parameters, two tables of 1,050,673,152 and 1,318,912 in
/// norms: 70,553,706,496.
public struct ParameterCount: Hashable, Sendable {
    private var counts: [Int]
    /// All parameters.
    public let total: Elements
    /// Parameters that one token uses: all but the experts that are not chosen for it.
    public let active: Elements
    /// Parameters of multi-token-prediction modules, stored beside the model.
    public let nextTokenModules: Elements

    /// Counts a model.
    public init(_ shape: ModelShape) {
        var counts = [Int](repeating: 0, count: ParameterComponent.allCases.count)
        var active = 0
        func add(_ tensors: [WeightTensor], _ count: Int) {
            for tensor in tensors {
                counts[tensor.component.position] += count * tensor.elements.magnitude
                active += count * tensor.activeElements.magnitude
            }
        }
        for tensors in [shape.embeddings, shape.outputs, shape.towers] { add(tensors, 1) }
        for (layer, count) in zip(shape.layers.kinds, shape.layers.countsByKind) {
            add(layer.tensors, count)
        }
        self.counts = counts
        self.total = Elements(counts.reduce(0, +))
        self.active = Elements(active)
        self.nextTokenModules = shape.nextTokenModules.reduce(.zero) { $0 + $1.elements }
    }

    /// The parameters of one component.
    public subscript(component: ParameterComponent) -> Elements {
        Elements(counts[component.position])
    }
}

extension ParameterComponent {
    /// The place among all cases.
    fileprivate var position: Int {
        switch self {
        case .embedding: 0
        case .languageModelHead: 1
        case .attention: 2
        case .mlp: 3
        case .routedExperts: 4
        case .sharedExperts: 5
        case .router: 6
        case .norms: 7
        case .recurrent: 8
        case .vision: 9
        case .audio: 10
        case .other: 11
        }
    }
}
