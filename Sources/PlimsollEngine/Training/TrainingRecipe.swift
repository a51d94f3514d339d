/// A number format of training state.
public enum TrainingNumber: String, CaseIterable, Hashable, Sendable {
    /// Floating point of 32, 16 and 8 bits.
    case fp32, fp16, bf16, fp8
    /// 8-bit integers in blocks with a scale.
    case int8

    /// The width of one element without block scales.
    public var bits: BitsPerElement {
        switch self {
        case .fp32: BitsPerElement(32)
        case .fp16, .bf16: BitsPerElement(16)
        case .fp8, .int8: BitsPerElement(8)
        }
    }
}

/// The named recipes of number formats.
public enum TrainingPrecision: String, CaseIterable, Hashable, Sendable {
    /// 16-bit weights beside a 32-bit master copy.
    case bf16Mixed = "bf16_mixed"
    case fp16Mixed = "fp16_mixed"
    /// Everything in bfloat16, moments included.
    case bf16
    /// Everything in 32 bits.
    case fp32
    /// Matrices multiplied in 8 or 4 bits, states as in `bf16_mixed`.
    case fp8Mixed = "fp8_mixed"
    case nvfp4Mixed = "nvfp4_mixed"

    /// The format in which matrices are multiplied.
    public var matrixFormat: MatrixFormat {
        switch self {
        case .bf16Mixed, .bf16: .bf16
        case .fp16Mixed: .fp16
        case .fp32: .fp32
        case .fp8Mixed: .fp8
        case .nvfp4Mixed: .fp4
        }
    }

    /// Whether arithmetic is in fewer bits than moments.
    public var isMixed: Bool { self != .bf16 && self != .fp32 }

    /// Whether weights are multiplied in fewer bits than they are kept.
    var isNarrow: Bool { self == .fp8Mixed || self == .nvfp4Mixed }

    /// Width of an activation between layers.
    var activationBits: BitsPerElement { BitsPerElement(self == .fp32 ? 32 : 16) }

    /// Width of an input of a matrix that is kept for its gradient.
    var savedInputBits: BitsPerElement { isNarrow ? BitsPerElement(8) : activationBits }
}

/// Number formats of what every trainable parameter carries.
///
/// | recipe | weights | gradients | master | moments | bytes a parameter |
/// |---|---|---|---|---|---|
/// | `fp32` | 4 | 4 | - | 4 + 4 | 16 |
/// | `bf16_mixed`, `fp16_mixed` | 2 | 2 | 4 | 4 + 4 | 16 |
/// | the same with gradients in `fp32` (Megatron-LM's main gradients) | 2 | 4 | 4 | 4 + 4 | 18 |
/// | `bf16` | 2 | 2 | - | 2 + 2 | 8 |
///
/// Source: Rajbhandari et al. 2020, arXiv:1910.02054, section 3.1 (2 + 2 + 12); NVIDIA Megatron-LM
/// `theoretical_memory_usage.py` (18, and 6 + 12 / d with a distributed optimizer).
public struct StateFormats: Hashable, Sendable {
    /// Stored weights that are trained.
    public var weights: TrainingNumber
    /// Gradients.
    public var gradients: TrainingNumber
    /// Optimizer states whose width the optimizer does not fix by itself.
    public var optimizer: TrainingNumber
    /// Whether a 32-bit copy of the weights is kept.
    public var hasMasterWeights: Bool

    /// The formats of a recipe.
    ///
    /// - Parameters:
    ///   - precision: The recipe.
    ///   - weights: Overrides the recipe; 32-bit weights need no master copy.
    ///   - gradients: Overrides the recipe.
    ///   - optimizer: Overrides the recipe.
    ///   - masterWeights: Overrides the recipe.
    public init(
        _ precision: TrainingPrecision,
        weights: TrainingNumber? = nil,
        gradients: TrainingNumber? = nil,
        optimizer: TrainingNumber? = nil,
        masterWeights: Bool? = nil
    ) {
        let isMixed = precision.isMixed
        let stored: TrainingNumber =
            switch precision {
            case .fp32: .fp32
            case .fp16Mixed: .fp16
            default: .bf16
            }
        self.weights = weights ?? stored
        self.gradients = gradients ?? stored
        self.optimizer = optimizer ?? (isMixed ? .fp32 : stored)
        hasMasterWeights = masterWeights ?? (isMixed && self.weights != .fp32)
    }
}

/// What is trained of a model.
public enum TrainingTechnique: Hashable, Sendable {
    /// Every parameter, or those of the last layers only.
    case full(trainableLayers: Int?)
    /// Low-rank or other additions to a frozen base.
    case adapter(Adapter, base: WeightFormat)
    /// Every parameter, with moments kept in a subspace of that rank (GaLore).
    case lowRankMoments(rank: Int)

    /// Whether the base keeps still.
    public var isAdapter: Bool {
        if case .adapter = self { return true }
        return false
    }
}

/// What a step optimises, which decides how many models and sequences it holds.
public enum TrainingObjective: String, CaseIterable, Hashable, Sendable {
    /// Next-token prediction over answers, or over everything.
    case sft, pretrain
    /// Preference pairs against a frozen reference.
    case dpo
    /// A scalar for each of a pair.
    case reward
    /// Actor and critic trained, reference and reward model frozen, rollouts generated.
    case ppo
    /// An actor trained on groups of rollouts against a frozen reference.
    case grpo

    /// Sequences that one sample puts through the trained model.
    public var sequencesPerSample: Int { self == .dpo || self == .reward ? 2 : 1 }
    /// Models of the actor's size that are trained beside it.
    var furtherTrainedModels: Int { self == .ppo ? 1 : 0 }
    /// Frozen models of its size; a reference that is the adapter's own base takes nothing.
    func frozenModels(isAdapter: Bool) -> Int {
        switch self {
        case .sft, .pretrain, .reward: 0
        case .dpo, .grpo: isAdapter ? 0 : 1
        case .ppo: isAdapter ? 1 : 2
        }
    }
    /// Whether the head is a scalar and not a vocabulary.
    var hasScalarHead: Bool { self == .reward }
    /// Whether sequences are generated between steps.
    public var generates: Bool { self == .ppo || self == .grpo }
}
