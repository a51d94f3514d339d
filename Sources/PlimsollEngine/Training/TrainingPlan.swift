/// Where training state lies.
public enum StatePlace: String, CaseIterable, Hashable, Sendable {
    /// On the GPU.
    case none
    /// In the host's memory.
    case cpu
    /// On the host's disks.
    case nvme
}

/// What is kept away from the GPU.
public struct TrainingOffload: Hashable, Sendable {
    /// Optimizer states and master weights.
    public var optimizer: StatePlace
    /// Weights.
    public var parameters: StatePlace
    /// Gradients.
    public var gradients: StatePlace
    /// Layer inputs kept by full recomputation, or all saved activations.
    public var activations: StatePlace

    /// Everything on the GPU unless said otherwise.
    public init(
        optimizer: StatePlace = .none,
        parameters: StatePlace = .none,
        gradients: StatePlace = .none,
        activations: StatePlace = .none
    ) {
        self.optimizer = optimizer
        self.parameters = parameters
        self.gradients = gradients
        self.activations = activations
    }

    /// Whether anything is kept away.
    public var isUsed: Bool { self != TrainingOffload() }
}

/// How weights come onto the GPUs.
public enum WeightLoading: String, CaseIterable, Hashable, Sendable {
    /// Part by part, each rank keeping its share.
    case sharded
    /// Each rank the whole model first, of which it keeps its share.
    case whole
}

/// When gradients that ranks divide are reduced.
public enum GradientReduction: String, CaseIterable, Hashable, Sendable {
    /// In the backward pass of each micro-batch.
    case everyMicroBatch = "every_micro_batch"
    /// In that of the last: until then each rank adds up whole gradients.
    case lastMicroBatch = "last_micro_batch"
}

/// Everything about a training run but how many tokens a step holds.
public struct TrainingPlan: Sendable {
    /// The model.
    public var model: ModelProfile
    /// What is trained of it.
    public var technique: TrainingTechnique
    /// Number formats.
    public var precision: TrainingPrecision
    /// Number formats of the states.
    public var formats: StateFormats
    /// The optimizer.
    public var optimizer: Optimizer
    /// Whether the optimizer's step is part of the backward pass.
    public var releasesGradients: Bool
    /// What is optimised.
    public var objective: TrainingObjective
    /// What is computed again.
    public var recomputation: ActivationRecomputation
    /// Whether attention keeps its score matrix.
    public var isAttentionEager: Bool
    /// Whether head and loss are one kernel or run in chunks.
    public var hasFusedLoss: Bool
    /// What is kept away from the GPU.
    public var offload: TrainingOffload
    /// How weights come onto the GPUs.
    public var loading: WeightLoading
    /// When gradients that ranks divide are reduced.
    public var reduction: GradientReduction
    /// The GPUs and what each does.
    public var layout: TrainingLayout
    /// The framework.
    public var framework: TrainingProfile

    /// A plan of these choices.
    public init(
        model: ModelProfile,
        technique: TrainingTechnique,
        precision: TrainingPrecision,
        formats: StateFormats,
        optimizer: Optimizer,
        releasesGradients: Bool = false,
        objective: TrainingObjective = .sft,
        recomputation: ActivationRecomputation = ActivationRecomputation(.none),
        isAttentionEager: Bool = false,
        hasFusedLoss: Bool = false,
        offload: TrainingOffload = TrainingOffload(),
        loading: WeightLoading = .sharded,
        reduction: GradientReduction = .everyMicroBatch,
        layout: TrainingLayout = .single,
        framework: TrainingProfile
    ) {
        self.model = model
        self.technique = technique
        self.precision = precision
        self.formats = formats
        self.optimizer = optimizer
        self.releasesGradients = releasesGradients || optimizer.releasesGradients
        self.objective = objective
        self.recomputation = recomputation
        self.isAttentionEager = isAttentionEager
        self.hasFusedLoss = hasFusedLoss
        self.offload = offload
        self.loading = loading
        self.reduction = reduction
        self.layout = layout
        self.framework = framework
    }

    /// Width of a weight when ranks gather it.
    var gatheredBits: BitsPerElement {
        technique.base?.effectiveBits ?? min(formats.weights.bits, precision.activationBits)
    }

    /// Whether parameters are brought together layer by layer.
    var isGathering: Bool {
        layout.zeroStage == .parameters && layout.shardingGroup > 1 || offload.parameters != .none
    }

    /// Where gradients lie: with the parameters, or with the optimizer where ranks divide it.
    var gradientPlace: StatePlace {
        if offload.gradients != .none { return offload.gradients }
        if offload.parameters != .none { return offload.parameters }
        let isDivided = layout.zeroStage >= .optimizerState && layout.ranks > 1
        return isDivided ? offload.optimizer : .none
    }
}

/// How many tokens a step holds.
public struct TrainingLoad: Hashable, Sendable {
    /// Samples that one rank takes through the model at once.
    public var microBatch: Int
    /// Tokens of one sequence.
    public var sequenceLength: Tokens
    /// Micro-batches of one step; nil where it is not said, and then gradients are taken to add up.
    public var accumulation: Int?
    /// Rollouts of one prompt, where sequences are generated.
    public var rolloutsPerPrompt: Int

    /// A load.
    public init(
        microBatch: Int,
        sequenceLength: Tokens,
        accumulation: Int? = nil,
        rolloutsPerPrompt: Int = 1
    ) {
        self.microBatch = microBatch
        self.sequenceLength = sequenceLength
        self.accumulation = accumulation
        self.rolloutsPerPrompt = rolloutsPerPrompt
    }
}

/// The bounds of a load, which keep every product below 2^63.
public enum TrainingLimits {
    /// Samples at once.
    public static let maximumMicroBatch = 1 << 20
    /// Samples of a step over all ranks.
    public static let maximumGlobalBatch = 1 << 30
    /// Tokens of a sequence.
    public static let maximumSequence = 1 << 27
}
