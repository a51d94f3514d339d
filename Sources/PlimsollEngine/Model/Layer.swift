/// One layer of a model: what mixes tokens, what transforms each token, and the norms around them.
public struct Layer: Hashable, Sendable {
    /// The token mixers of the layer: one, two where they run side by side, or none.
    public var mixers: [Mixer]
    /// The feed-forward networks of the layer: one, a dense one beside experts, or none.
    public var feedForwards: [FeedForward]
    /// Normalisations and whatever else the layer holds.
    public var other: [WeightTensor]

    /// A layer of its parts.
    public init(mixers: [Mixer], feedForwards: [FeedForward], other: [WeightTensor] = []) {
        self.mixers = mixers
        self.feedForwards = feedForwards
        self.other = other
    }

    /// Every tensor of the layer.
    public var tensors: [WeightTensor] {
        mixers.flatMap(\.tensors) + feedForwards.flatMap(\.tensors) + other
    }
}

/// Layers in order, each kind stored once: most models repeat one to four kinds of layer.
public struct LayerStack: Hashable, Sendable {
    /// A run of neighbouring layers of one kind.
    public struct Run: Hashable, Sendable {
        /// Which of `kinds`.
        public var kind: Int
        /// How many in a row.
        public var count: Int
    }

    /// The different layers.
    public private(set) var kinds: [Layer] = []
    /// The order, from the embedding to the head.
    public private(set) var runs: [Run] = []
    /// Where each kind is in `kinds`, once there are more than ``fewKinds``.
    private var places: [Layer: Int] = [:]
    /// Up to so many kinds are compared one by one, which is quicker than the hash of a layer.
    private static let fewKinds = 16

    /// An empty stack.
    public init() {}

    /// A stack of the given layers.
    public init(_ layers: some Sequence<Layer>) {
        for layer in layers { append(layer) }
    }

    /// Adds `count` layers of one kind at the end.
    public mutating func append(_ layer: Layer, count: Int = 1) {
        guard count > 0 else { return }
        let kind = kind(of: layer)
        if let last = runs.last, last.kind == kind {
            runs[runs.count - 1].count += count
        } else {
            runs.append(Run(kind: kind, count: count))
        }
    }

    /// Where a layer's kind is in `kinds`, where it is added unless it is known.
    private mutating func kind(of layer: Layer) -> Int {
        if let last = runs.last, kinds[last.kind] == layer { return last.kind }
        let isMany = kinds.count > Self.fewKinds
        if let known = isMany ? places[layer] : kinds.firstIndex(of: layer) { return known }
        kinds.append(layer)
        if isMany {
            places[layer] = kinds.count - 1
        } else if kinds.count > Self.fewKinds {
            for (kind, layer) in kinds.enumerated() { places[layer] = kind }
        }
        return kinds.count - 1
    }

    /// The number of layers.
    public var count: Int { runs.reduce(0) { $0 + $1.count } }

    /// How many layers of each kind there are, in the order of `kinds`.
    public var countsByKind: [Int] {
        var counts = [Int](repeating: 0, count: kinds.count)
        for run in runs { counts[run.kind] += run.count }
        return counts
    }

    /// The layers one by one, as indices into `kinds`.
    public var order: [Int] {
        runs.flatMap { Array(repeating: $0.kind, count: $0.count) }
    }
}
