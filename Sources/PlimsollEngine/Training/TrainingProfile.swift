/// What a training framework adds to states and saved activations, and how it handles them.
///
/// The mechanisms are code; their constants come from the catalog with source and range. A class,
/// since every request shares it and its constants carry texts.
public final class TrainingProfile: Sendable {
    /// Which tensors a layer keeps for its backward pass.
    public enum Kernels: String, CaseIterable, Hashable, Sendable {
        /// Norms, rotary embeddings, gates and losses are single kernels.
        case fused
        /// Each operation of the Python code keeps its own inputs.
        case eager
    }

    /// How long gradients live.
    public enum GradientLifetime: String, CaseIterable, Hashable, Sendable {
        /// One buffer from the first step on.
        case persistent
        /// Freed after the step, unless several micro-batches add to them.
        case freed
    }

    /// The measured constants.
    public struct Constants: Sendable {
        /// Bytes of an element of the logits, for all copies that live together.
        public var logits: EmpiricalFactor
        /// The same beside adapters, which are mostly trained with losses that widen logits.
        public var adapterLogits: EmpiricalFactor
        /// The same where tensor parallelism divides the vocabulary.
        public var parallelLogits: EmpiricalFactor
        /// The same where head and loss are one kernel or run in chunks.
        public var fusedLogits: EmpiricalFactor
        /// What real activations are of the derived ones.
        public var activations: EmpiricalFactor
        /// What activations of layers with a quantized base are of those with a base of 16 bits.
        public var quantizedActivations: EmpiricalFactor
        /// Device context and libraries of one process.
        public var deviceContext: EmpiricalFactor
        /// Communicators and their buffers outside the allocator, by GPUs of the run.
        public var communicators: OverheadModel.BySize
        /// What the allocator holds beyond what is in use, over activations and buffers.
        public var reserve: EmpiricalFactor
        /// What gathering and freeing parameters costs in fragments, over activations and buffers.
        public var shardedReserve: EmpiricalFactor
        /// Units of parameters that are gathered at once with fully sharded parameters.
        public var gatheredUnits: EmpiricalFactor
        /// Copies of a unit's whole gradients while they are reduced to shares.
        public var reducedUnits: EmpiricalFactor
        /// The share of the memory's bandwidth at which a quantized base is widened.
        public var wideningRate: EmpiricalFactor
        /// What real peaks inside the allocator are of the estimate, by kinds of runs, the more
        /// special first.
        public var spreads: [SpreadRow]

        /// The constants of a framework.
        public init(
            logits: EmpiricalFactor,
            adapterLogits: EmpiricalFactor,
            parallelLogits: EmpiricalFactor,
            fusedLogits: EmpiricalFactor,
            activations: EmpiricalFactor,
            quantizedActivations: EmpiricalFactor,
            deviceContext: EmpiricalFactor,
            communicators: OverheadModel.BySize,
            reserve: EmpiricalFactor,
            shardedReserve: EmpiricalFactor,
            gatheredUnits: EmpiricalFactor,
            reducedUnits: EmpiricalFactor,
            wideningRate: EmpiricalFactor,
            spreads: [SpreadRow]
        ) {
            self.logits = logits
            self.adapterLogits = adapterLogits
            self.parallelLogits = parallelLogits
            self.fusedLogits = fusedLogits
            self.activations = activations
            self.quantizedActivations = quantizedActivations
            self.deviceContext = deviceContext
            self.communicators = communicators
            self.reserve = reserve
            self.shardedReserve = shardedReserve
            self.gatheredUnits = gatheredUnits
            self.reducedUnits = reducedUnits
            self.wideningRate = wideningRate
            self.spreads = spreads
        }
    }

    /// How far kinds of runs lie from their estimates.
    public struct SpreadRow: Hashable, Sendable {
        /// Whether adapters are trained; nil for both.
        public var isAdapter: Bool?
        /// Whether parameters are gathered; nil for both.
        public var isSharded: Bool?
        /// What real peaks are of the estimate.
        public var factor: EmpiricalFactor

        /// A row.
        public init(isAdapter: Bool?, isSharded: Bool?, factor: EmpiricalFactor) {
            self.isAdapter = isAdapter
            self.isSharded = isSharded
            self.factor = factor
        }
    }

    /// The id in the catalog, such as `megatron`.
    public let id: String
    /// Which tensors layers keep.
    public let kernels: Kernels
    /// How long gradients live.
    public let gradients: GradientLifetime
    /// Whether replicas keep a second copy of the gradients in buckets for their reduction.
    public let copiesGradientsToBuckets: Bool
    /// The measured constants.
    public let constants: Constants
    /// What GPUs reach, the more special rows first.
    public let utilization: [UtilizationRow]

    /// What GPUs of some architectures reach in one format.
    public struct UtilizationRow: Hashable, Sendable {
        /// Architectures as the catalog names them; empty for any.
        public var architectures: [String]
        /// The format; nil for any.
        public var format: MatrixFormat?
        /// What they reach.
        public var reached: TrainingUtilization

        /// A row.
        public init(
            architectures: [String],
            format: MatrixFormat?,
            reached: TrainingUtilization
        ) {
            self.architectures = architectures
            self.format = format
            self.reached = reached
        }
    }

    /// What a GPU reaches: the row of its architecture and format, or the first that names neither
    /// another architecture nor another format.
    public func utilization(_ architecture: String?, _ format: MatrixFormat)
        -> TrainingUtilization?
    {
        utilization.first { row in
            (row.architectures.isEmpty || architecture.map(row.architectures.contains) == true)
                && (row.format == nil || row.format == format)
        }?.reached
    }

    /// A profile of these mechanisms.
    public init(
        id: String,
        kernels: Kernels,
        gradients: GradientLifetime,
        copiesGradientsToBuckets: Bool,
        constants: Constants,
        utilization: [UtilizationRow] = []
    ) {
        self.id = id
        self.kernels = kernels
        self.gradients = gradients
        self.copiesGradientsToBuckets = copiesGradientsToBuckets
        self.constants = constants
        self.utilization = utilization
    }
}

extension TrainingProfile.Constants {
    /// How far runs like a plan lie from their estimates; the last row stands for what none names.
    func spread(_ plan: TrainingPlan) -> EmpiricalFactor? {
        let row = spreads.first { row in
            (row.isAdapter ?? plan.technique.isAdapter) == plan.technique.isAdapter
                && (row.isSharded ?? plan.isGathering) == plan.isGathering
        }
        return (row ?? spreads.last)?.factor
    }
}
