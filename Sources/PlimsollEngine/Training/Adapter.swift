/// Trainable additions to a frozen model.
public struct Adapter: Hashable, Sendable {
    /// What is added.
    public enum Kind: Hashable, Sendable {
        /// Two matrices of a rank beside each target (LoRA, rsLoRA).
        case lowRank(rank: Int)
        /// The same and a magnitude for each output feature (DoRA).
        case magnitudeAndLowRank(rank: Int)
        /// Keys and values that stand before every sequence, in each layer.
        case prefix(tokens: Int)
        /// Embeddings that stand before every sequence.
        case prompt(tokens: Int)
    }

    /// Which matrices of the model get one.
    public enum Targets: Hashable, Sendable {
        /// Every matrix of the layers but routers.
        case allLinear
        /// The projections of attention.
        case attention
        /// Those of feed-forward networks, experts included.
        case feedForward
        /// Modules by name.
        case modules([ModuleName])
    }

    /// What is added.
    public var kind: Kind
    /// Where.
    public var targets: Targets
    /// The share of its inputs of which dropout keeps a copy and a mask: 1 with dropout, 0 without, one
    /// half where it is not known.
    public var dropoutShare: Double

    /// An adapter.
    public init(_ kind: Kind, targets: Targets, dropoutShare: Double = 0) {
        self.kind = kind
        self.targets = targets
        self.dropoutShare = dropoutShare
    }

    /// The rank; nil where nothing is of low rank.
    var rank: Int? {
        switch kind {
        case .lowRank(let rank), .magnitudeAndLowRank(let rank): rank
        case .prefix, .prompt: nil
        }
    }

    private var hasMagnitude: Bool {
        if case .magnitudeAndLowRank = kind { return true }
        return false
    }

    /// Whether a tensor of the model is a target.
    func covers(_ tensor: WeightTensor) -> Bool {
        guard rank != nil, tensor.kind == .linear else { return false }
        switch targets {
        case .allLinear: return tensor.isInLayers && tensor.component != .router
        case .attention: return tensor.component == .attention || tensor.component == .recurrent
        case .feedForward:
            return tensor.component == .mlp || tensor.component == .routedExperts
                || tensor.component == .sharedExperts
        case .modules(let names):
            return names.contains { tensor.parts(named: $0) != nil }
        }
    }

    /// Trainable parameters beside one shard of a tensor, over all its copies.
    ///
    ///     LoRA   copies · r · (in + out)
    ///     DoRA   the same + copies · out
    ///
    /// Worked example, rank 16 on every matrix of the layers of Llama 3 70B:
    /// 80 · 16 · (2 · 16,384 + 2 · 9,216 + 3 · 36,864) = 207,093,760; rank 8 on `q_proj` and `v_proj`
    /// of Llama 2 7B 4,194,304, as litgpt counts.
    ///
    /// Source: Hu et al. 2021, arXiv:2106.09685, section 4.2; Liu et al. 2024, arXiv:2402.09353.
    func parameters(_ tensor: WeightTensor, shard: TensorSize) -> Elements {
        guard let rank, covers(tensor) else { return .zero }
        let share = Double(shard.rows) / Double(max(1, tensor.rows))
        var sum = 0
        for rows in rows(of: tensor) {
            let held = Int((Double(rows) * share).rounded())
            sum += rank * (shard.columns + held) + (hasMagnitude ? held : 0)
        }
        return Elements(shard.copies * sum)
    }

    /// Output features of each matrix that gets an adapter: one, or the named parts of a fused one.
    private func rows(of tensor: WeightTensor) -> [Int] {
        guard case .modules(let names) = targets else { return [tensor.rows] }
        if names.contains(tensor.module) { return [tensor.rows] }
        return names.compactMap { tensor.parts(named: $0) }
    }

    /// Trainable parameters outside the layers' matrices: prompts, and the head where it is tied.
    func furtherParameters(_ shape: ModelShape, isFirst: Bool, isLast: Bool) -> Elements {
        switch kind {
        case .prompt(let tokens): return Elements(isFirst ? tokens * shape.hiddenSize : 0)
        case .prefix(let tokens):
            let cache = CacheShape(shape.layers)
            let perToken = cache.groups.reduce(0) {
                $0 + $1.layerCount * ($1.keyElements + $1.valueElements)
            }
            return Elements(tokens * perToken)
        case .lowRank(let rank), .magnitudeAndLowRank(let rank):
            guard case .modules(let names) = targets, isLast, shape.isHeadTied,
                names.contains(.languageModelHead)
            else { return .zero }
            let rows = shape.vocabularySize
            return Elements(rank * (rows + shape.hiddenSize) + (hasMagnitude ? rows : 0))
        }
    }

    /// Targets that no module of a model answers to.
    public func unknownTargets(in shape: ModelShape) -> [ModuleName] {
        guard case .modules(let names) = targets else { return [] }
        let tensors = shape.layers.kinds.flatMap(\.tensors) + shape.outputs
        return names.filter { name in
            if name == .languageModelHead { return false }
            return !tensors.contains { $0.kind == .linear && $0.parts(named: name) != nil }
        }
    }

    /// Modules of a model that may be targets, in the order of a layer.
    public static func possibleTargets(in shape: ModelShape) -> [ModuleName] {
        var names: [ModuleName] = []
        for tensor in shape.layers.kinds.flatMap(\.tensors)
        where tensor.kind == .linear && tensor.component != .router
            && !names.contains(tensor.module)
        {
            names.append(tensor.module)
        }
        return names + [.languageModelHead]
    }
}

extension WeightTensor {
    /// Whether the tensor belongs to a layer and not to the ends of the model or to a tower.
    var isInLayers: Bool {
        switch component {
        case .attention, .mlp, .routedExperts, .sharedExperts, .recurrent, .router: true
        case .embedding, .languageModelHead, .norms, .vision, .audio, .other: false
        }
    }

    /// Output features that a module name stands for in the tensor: all of them for its own name,
    /// a part where the tensor fuses several projections; nil where it is none of it.
    ///
    /// A fused query, key and value projection is taken apart by the usual sizes: queries are as
    /// wide as the input, or two thirds of what is there where that is less.
    func parts(named name: ModuleName) -> Int? {
        if name == module { return rows }
        switch (name, module.rawValue) {
        case (.queryProjection, "qkv_proj"), (.queryProjection, "query_key_value"),
            (.queryProjection, "c_attn"), (.queryProjection, "Wqkv"), (.queryProjection, "W_pack"):
            return queryRows
        case (.keyProjection, "qkv_proj"), (.keyProjection, "query_key_value"),
            (.keyProjection, "c_attn"), (.keyProjection, "Wqkv"), (.keyProjection, "W_pack"),
            (.valueProjection, "qkv_proj"), (.valueProjection, "query_key_value"),
            (.valueProjection, "c_attn"), (.valueProjection, "Wqkv"), (.valueProjection, "W_pack"):
            return (rows - queryRows) / 2
        case (.gateProjection, "gate_up_proj"), (.upProjection, "gate_up_proj"): return rows / 2
        case (.outputProjection, "out_proj"), (.outputProjection, "dense"),
            (.outputProjection, "c_proj"), (.outputProjection, "attn_out"):
            return component == .attention ? rows : nil
        case (.upProjection, "fc1"), (.upProjection, "c_fc"), (.upProjection, "dense_h_to_4h"),
            (.gateProjection, "fc1"):
            return name == .upProjection ? rows : nil
        case (.downProjection, "fc2"), (.downProjection, "dense_4h_to_h"),
            (.downProjection, "c_proj"):
            return component == .attention ? nil : rows
        default: return nil
        }
    }

    private var queryRows: Int { columns < rows ? columns : rows * 2 / 3 }
}
