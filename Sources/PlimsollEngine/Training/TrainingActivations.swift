/// Bytes that one layer keeps of each token for its backward pass, by what they are.
///
/// The sums reproduce Korthikanti et al. 2022, arXiv:2205.05198, table 2: with two norms, grouped
/// heads and any feed-forward network
///
///     norms 2h + 2h, their outputs 2h + 2h, queries 2·a·d, keys and values 4·k·d, context 2·a·d,
///     network 4f, or 6f with a gate
///
/// Worked example, Llama 3 8B in 16 bits with fused kernels: 4 · 8,192 + 2 · 8,192 + 4,096 +
/// 6 · 14,336 = 139,264 bytes a token and layer, 34 times its hidden size.
///
/// Code that runs operation by operation keeps more: an RMS norm its input in 32 bits and its
/// normalised copy, a gate the output of its activation, grouped attention keys and values repeated
/// for each query head. Frozen matrices keep no input for a gradient of their weights.
struct SavedActivations: Hashable, Sendable {
    /// What norms keep.
    var norms = 0.0
    /// Outputs of norms, which are the inputs of the first matrices.
    var inputs = 0.0
    /// Queries, keys, values and the result of attention, or what stands for them.
    var attention = 0.0
    /// For each token that is looked at: scores, their softmax and dropout, unless never stored.
    var scores = 0.0
    /// Outputs of the widening matrices of dense networks and shared experts.
    var widened = 0.0
    /// Outputs of their activation functions and products.
    var activated = 0.0
    /// The same of routed experts, for the experts of one token.
    var expertWidened = 0.0
    var expertActivated = 0.0
    /// Copies of tokens on their way to experts and back.
    var dispatched = 0.0

    /// Adds two layers' parts.
    static func + (left: SavedActivations, right: SavedActivations) -> SavedActivations {
        var sum = left
        sum.norms += right.norms
        sum.inputs += right.inputs
        sum.attention += right.attention
        sum.scores += right.scores
        sum.widened += right.widened
        sum.activated += right.activated
        sum.expertWidened += right.expertWidened
        sum.expertActivated += right.expertActivated
        sum.dispatched += right.dispatched
        return sum
    }
}

/// What decides which tensors a layer keeps.
struct ActivationRules {
    /// Elements of the residual stream.
    var hidden: Double
    /// Bytes of an activation, and of a matrix's kept input.
    var width: Double
    var inputWidth: Double
    /// Whether operations run one by one.
    var isEager: Bool
    /// Whether attention keeps its score matrix.
    var keepsScores: Bool
    /// Whether matrices' inputs are kept though they are frozen (4- and 8-bit kernels do).
    var keepsFrozenInputs: Bool
    /// The share of adapters' inputs of which dropout keeps a copy and a mask.
    var dropoutShare: Double
    /// Whether a tensor, or an adapter beside it, is trained.
    var isTrained: (WeightTensor) -> Bool

    private func keepsInput(_ tensors: [WeightTensor], where matches: (WeightTensor) -> Bool)
        -> Bool
    {
        keepsFrozenInputs || tensors.contains { matches($0) && isTrained($0) }
    }

    /// A layer with all its mixers and networks.
    func saved(_ layer: Layer) -> SavedActivations {
        var sum = SavedActivations()
        for mixer in layer.mixers { sum = sum + saved(mixer) }
        for network in layer.feedForwards { sum = sum + saved(network) }
        let norms = Double(max(1, normCount(layer)))
        sum.norms = norms * perNorm(layer)
        return sum
    }

    /// Norms of the residual stream, told by their length.
    private func normCount(_ layer: Layer) -> Int {
        layer.other.filter { $0.component == .norms && $0.columns >= Int(hidden) }
            .reduce(0) { $0 + $1.copies }
    }

    /// What one norm keeps beside its output.
    ///
    /// That is its input, or in eager code its input in 32 bits and, where its scale is trained, its
    /// normalised copy. A norm with a shift is one kernel everywhere.
    private func perNorm(_ layer: Layer) -> Double {
        let hasShift = layer.other.contains {
            $0.component == .norms && $0.columns >= 2 * Int(hidden)
        }
        guard isEager, !hasShift else { return hidden * width }
        let isScaleTrained = layer.other.contains { $0.component == .norms && isTrained($0) }
        return hidden * (4 + (isScaleTrained ? width : 0))
    }

    private func saved(_ mixer: Mixer) -> SavedActivations {
        var saved = SavedActivations()
        let tensors = mixer.tensors
        let isInput = { (tensor: WeightTensor) in
            tensor.kind == .linear && tensor.columns == Int(hidden)
        }
        if keepsInput(tensors, where: isInput) { saved.inputs = hidden * inputWidth }
        saved.inputs += dropped(hidden, tensors, where: isInput)
        switch mixer {
        case .attention(let attention):
            let queries = Double(attention.queryHeads * attention.headDimension)
            let context = Double(attention.queryHeads * attention.valueHeadDimension)
            let heads = Double(isEager ? attention.queryHeads : attention.keyValueHeads)
            let perHead = Double(attention.headDimension + attention.valueHeadDimension)
            saved.attention = width * (queries + heads * perHead + context)
            saved.scores = scoreBytes(attention.queryHeads, isCapped: attention.capsScores)
        case .latentAttention(let attention):
            let rows = tensors.filter { $0.kind == .linear }.map(\.rows).reduce(0, +)
            let key = attention.headDimension + attention.rotaryDimension
            let result = attention.queryHeads * attention.valueHeadDimension
            let further = attention.queryHeads * key + result - Int(hidden)
            saved.attention = width * Double(rows + further)
            saved.scores = scoreBytes(attention.queryHeads)
        case .compressedAttention(let attention):
            let perHead = Double((2 * attention.queryHeads + 2) * attention.headDimension)
            saved.attention = width * perHead
            saved.scores = scoreBytes(attention.queryHeads)
        case .crossAttention(let attention):
            saved.attention =
                width * Double(2 * attention.queryHeads * attention.headDimension)
        case .recurrent:
            // The projections' outputs and their convolved or activated copies, and the same of
            // what the last projection reads.
            let linear = tensors.filter { $0.kind == .linear }
            let entering = linear.filter { $0.columns == Int(hidden) }.map(\.rows).reduce(0, +)
            let leaving = linear.filter { $0.rows == Int(hidden) }.map(\.columns).max() ?? 0
            saved.attention = (isEager ? 2 : 1) * width * Double(entering + leaving)
        }
        let isOutput = { (tensor: WeightTensor) in
            tensor.kind == .linear && tensor.rows == Int(hidden)
                && tensor.columns != Int(hidden)
                || tensor.module == .outputProjection
        }
        let context = tensors.first(where: isOutput).map { Double($0.columns) } ?? 0
        saved.attention += dropped(context, tensors, where: isOutput)
        return saved
    }

    /// A copy and a mask of what adapters beside any of these matrices read.
    private func dropped(
        _ elements: Double,
        _ tensors: [WeightTensor],
        where matches: (WeightTensor) -> Bool
    ) -> Double {
        guard dropoutShare > 0, tensors.contains(where: { matches($0) && isTrained($0) }) else {
            return 0
        }
        return dropoutShare * elements * (width + 1)
    }

    /// Scores in 16 bits, softmax in 16 bits and a dropout mask: 5 bytes; without a fused kernel.
    ///
    /// Capped scores have no fused kernel in code that runs operation by operation: they keep the
    /// bent scores in 16 bits and their softmax in 32 and in 16, 8 bytes.
    ///
    /// Source: huggingface/transformers models/gemma2/modeling_gemma2.py (`eager_attention_forward`);
    /// Lightning-AI/litgpt litgpt/model.py (`attention_logit_softcapping`).
    private func scoreBytes(_ heads: Int, isCapped: Bool = false) -> Double {
        if isCapped, isEager { return 8 * Double(heads) * width / 2 }
        return keepsScores ? 5 * Double(heads) * width / 2 : 0
    }

    private func saved(_ network: FeedForward) -> SavedActivations {
        var saved = SavedActivations()
        let tensors = network.tensors
        let isEntering = { (tensor: WeightTensor) in
            tensor.kind == .linear && tensor.columns == Int(hidden)
                && tensor.component != .router
        }
        let isLeaving = { (tensor: WeightTensor) in
            tensor.kind == .linear && tensor.rows == Int(hidden)
        }
        let keepsEntering = keepsInput(tensors, where: isEntering)
        let keepsLeaving = keepsInput(tensors, where: isLeaving)
        if keepsEntering { saved.inputs = hidden * inputWidth }
        saved.inputs += dropped(hidden, tensors, where: isEntering)
        func parts(_ count: Double, isGated: Bool) -> (widened: Double, activated: Double) {
            (
                count * width * (isGated ? 2 : 1),
                count * (keepsLeaving ? inputWidth : 0) + count * (isGated && isEager ? width : 0)
                    + dropped(count, tensors, where: isLeaving)
            )
        }
        switch network {
        case .dense(let dense):
            let sizes = parts(Double(dense.width), isGated: dense.isGated)
            saved.widened = sizes.widened
            saved.activated = sizes.activated
        case .mixture(let mixture):
            let routed = Double(mixture.expertsPerToken * mixture.expertWidth)
            let experts = parts(routed, isGated: mixture.isGated)
            saved.expertWidened = experts.widened
            saved.expertActivated = experts.activated
            let shared = parts(Double(mixture.sharedWidth), isGated: mixture.isGated)
            saved.widened = shared.widened
            saved.activated = shared.activated
            saved.dispatched = 2 * Double(mixture.expertsPerToken) * hidden * width
        }
        return saved
    }
}

/// What is computed again in the backward pass instead of kept.
public struct ActivationRecomputation: Hashable, Sendable {
    /// Parts of a layer that may be computed again.
    public enum Part: String, CaseIterable, Hashable, Sendable {
        /// Scores and softmax of attention.
        case coreAttention = "core_attn"
        /// Outputs of norms.
        case layerNorm = "layernorm"
        /// Everything inside dense feed-forward networks.
        case mlp
        /// Everything inside experts, dispatched tokens included.
        case moe
        /// Activation functions of experts.
        case moeActivation = "moe_act"
        /// Up-projections of latent attention.
        case latentUpProjection = "mla_up_proj"
        /// Every second matrix and all operations between them.
        case operations = "op"
    }

    /// What is computed again.
    public enum Scope: Hashable, Sendable {
        /// Nothing.
        case none
        /// Parts of each layer.
        case selective(Set<Part>)
        /// Each layer from its input.
        case full
    }

    /// The scope.
    public var scope: Scope

    /// A recomputation of that scope.
    public init(_ scope: Scope) { self.scope = scope }

    /// What is left of a layer's activations, at least its input.
    func kept(_ all: SavedActivations, input: Double) -> SavedActivations {
        guard case .selective(let parts) = scope else { return all }
        var kept = all
        for part in parts {
            switch part {
            case .coreAttention: kept.scores = 0
            case .layerNorm: kept.inputs = 0
            case .mlp:
                kept.widened = 0
                kept.activated = 0
            case .moe:
                kept.expertWidened = 0
                kept.expertActivated = 0
                kept.dispatched = 0
            case .moeActivation: kept.expertActivated = 0
            case .latentUpProjection: kept.attention /= 2
            case .operations:
                kept.norms = input
                kept.inputs = 0
                kept.scores = 0
                kept.attention *= 0.75
                kept.widened /= 2
                kept.activated = 0
                kept.expertWidened /= 2
                kept.expertActivated = 0
            }
        }
        return kept
    }
}
