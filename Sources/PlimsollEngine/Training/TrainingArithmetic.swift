/// Floating-point operations that one token costs in training.
///
/// | part | operations a token |
/// |---|---|
/// | forward | 2 · N + 4 · Σ a · d · s |
/// | gradients of inputs | the same |
/// | gradients of weights | 2 · N trained + 4 · Σ a · d · s for the second operand of attention |
/// | full recomputation | once more the forward pass of the layers |
///
/// | symbol | meaning |
/// |---|---|
/// | N | active parameters of matrices, the head included, a table that is looked up not |
/// | a · d | query heads times head dimension of a layer |
/// | s | tokens that a token looks at: the sequence, or the window of the layer |
///
/// Attention counts in full, not its causal half, as in 6 · N + 12 · L · h · s (llm-foundry,
/// torchtitan). Worked example, Llama 3 8B at 8,192 tokens: 6 · 7.50e9 + 12 · 32 · 4096 · 8192 =
/// 45.0e9 + 12.9e9 a token.
///
/// Source: Kaplan et al. 2020, arXiv:2001.08361, section 2.1; Chowdhery et al. 2022,
/// arXiv:2204.02311, appendix B.
public struct TrainingArithmetic: Hashable, Sendable {
    /// Matrices of dense layers, forward.
    public var dense = 0.0
    /// Matrices of experts, forward.
    public var experts = 0.0
    /// The head, forward.
    public var head = 0.0
    /// Scores and their use, forward.
    public var attention = 0.0
    /// Forward passes that the backward pass of matrices is worth.
    public var matrixBackward = 2.0
    /// Of these, those for gradients of weights.
    public var gradientPasses = 1.0
    /// Forward passes that the backward pass of attention is worth.
    public var attentionBackward = 2.0
    /// Forward passes of the layers that are computed again.
    public var recomputed = 0.0
    /// Forward passes of attention alone that are computed again.
    public var recomputedAttention = 0.0
    /// Forward passes of frozen models.
    public var frozenPasses = 0.0
    /// Models that are trained.
    public var trainedModels = 1.0

    /// What a pass that is computed again costs of one that is computed first.
    ///
    /// A forward pass more of all layers is a third of a step at the most. Of it, 530 billion
    /// parameters over 2240 GPUs cost 0.87 (a step 1.29 times as long), a model of 3 billion on one
    /// card 0.88 (1.27 times), 7 billion in Megatron-DeepSpeed 0.85 to 1 (1.27 to 1.33 times); runs of
    /// llm-foundry with and without it, of other micro-batches, agree to 3 % with 0.7 and with 0.9.
    ///
    /// Source: Korthikanti et al. 2022, arXiv:2205.05198, abstract; pytorch/torchtune README, from
    /// chunked loss to recomputation; deepspeedai/DeepSpeed, issue 5305.
    private static let costOfRecomputing = 0.9

    /// Operations of a forward pass.
    public var forward: Double { dense + experts + head + attention }

    /// Operations that count towards model FLOPs utilization: without what is computed again.
    public var model: Double {
        let matrices = (dense + experts + head) * (1 + matrixBackward)
        let own = matrices + attention * (1 + attentionBackward)
        return own * trainedModels + frozenPasses * forward
    }

    /// The same with what is computed again, on matrices of dense layers and head, of experts, and
    /// in attention.
    var executed: (dense: Double, experts: Double, attention: Double) {
        let frozen = frozenPasses
        let again = Self.costOfRecomputing * recomputed
        let layers = (1 + matrixBackward + again) * trainedModels + frozen
        let ends = (1 + matrixBackward) * trainedModels + frozen
        let attended =
            (1 + attentionBackward + again + recomputedAttention) * trainedModels + frozen
        return (dense * layers + head * ends, experts * layers, attention * attended)
    }

    /// Of the same, what gradients of dense weights take: as much as a forward pass.
    var denseGradient: Double { gradientPasses * trainedModels * (dense + head) }

    /// The arithmetic of a plan for sequences of a length.
    public init(_ plan: TrainingPlan, sequenceLength: Tokens) {
        let shape = plan.model.shape
        let counts = shape.layers.countsByKind
        for (layer, count) in zip(shape.layers.kinds, counts) {
            for tensor in layer.tensors where tensor.kind == .linear {
                let operations = 2 * Double(count) * Double(tensor.activeElements.magnitude)
                if tensor.component == .routedExperts {
                    experts += operations
                } else {
                    dense += operations
                }
            }
            for mixer in layer.mixers {
                attention += Double(count) * Self.attention(mixer, sequenceLength)
            }
        }
        if !plan.objective.hasScalarHead {
            head = 2 * Double(shape.hiddenSize) * Double(shape.vocabularySize)
        }
        setPasses(plan)
    }

    private mutating func setPasses(_ plan: TrainingPlan) {
        if case .adapter = plan.technique {
            // Inputs of frozen matrices get gradients, their weights do not; the adapters' own
            // operations are a few thousandths.
            matrixBackward = 1
            gradientPasses = 0
        }
        if case .full(let layers?) = plan.technique {
            let share = Double(layers) / Double(max(1, plan.model.shape.layers.count))
            matrixBackward = 2 * min(1, share)
            gradientPasses = min(1, share)
            attentionBackward = 2 * min(1, share)
        }
        switch plan.recomputation.scope {
        case .none: break
        case .full: recomputed = 1
        case .selective(let parts):
            for part in parts { addRecomputed(part) }
        }
        frozenPasses = Double(plan.objective.frozenModels(isAdapter: plan.technique.isAdapter))
        trainedModels = 1 + Double(plan.objective.furtherTrainedModels)
    }

    private mutating func addRecomputed(_ part: ActivationRecomputation.Part) {
        switch part {
        case .coreAttention: recomputedAttention += 1
        case .mlp, .moe: recomputed += 0.6
        case .operations: recomputed += 0.5
        case .latentUpProjection: recomputed += 0.15
        case .layerNorm, .moeActivation: recomputed += 0.02
        }
    }

    /// Operations of scores and their use for one token of one layer.
    private static func attention(_ mixer: Mixer, _ length: Tokens) -> Double {
        func seen(_ span: AttentionSpan) -> Double {
            Double(min(length, span.bound ?? length).magnitude)
        }
        switch mixer {
        case .attention(let attention):
            let sizes = attention.headDimension + attention.valueHeadDimension
            return 2 * Double(attention.queryHeads * sizes) * seen(attention.span)
        case .latentAttention(let attention):
            let key = attention.headDimension + attention.rotaryDimension
            let sizes = key + attention.valueHeadDimension
            return 2 * Double(attention.queryHeads * sizes) * seen(attention.span)
        case .compressedAttention(let attention):
            let entries =
                attention.tokensPerEntry > 0 ? length.magnitude / attention.tokensPerEntry : 0
            let tokens = min(length.magnitude, attention.window) + entries
            return 4 * Double(attention.queryHeads * attention.headDimension * tokens)
        case .crossAttention(let attention):
            let size = attention.queryHeads * attention.headDimension
            return 4 * Double(size * attention.encoderTokens)
        case .recurrent(let mixer):
            // A state is written and read once a token.
            return 4 * Double(mixer.stateElements)
        }
    }
}
