/// What data parallel ranks divide among themselves.
public enum ZeROStage: Int, CaseIterable, Comparable, Hashable, Sendable {
    /// Nothing: each rank holds everything.
    case none = 0
    /// Optimizer states and master weights.
    case optimizerState = 1
    /// Gradients too.
    case gradients = 2
    /// Parameters too; each layer is gathered when it is needed.
    case parameters = 3

    /// Orders by how much is divided.
    public static func < (left: ZeROStage, right: ZeROStage) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// How a training run is laid out over GPUs.
public struct TrainingLayout: Hashable, Sendable {
    /// Sizes of the groups.
    public let sizes: ParallelLayout
    /// What data parallel ranks divide.
    public let zeroStage: ZeROStage
    /// GPUs that divide one expert's matrices.
    public let expertTensor: Int
    /// Parts of each pipeline stage that take turns.
    public let virtualPipeline: Int
    /// Whether norms and residuals are divided over the tensor parallel group by tokens.
    public let hasSequenceParallelism: Bool
    /// Ranks that divide states among themselves; below data times context with hybrid sharding.
    public let shardingGroup: Int

    /// One GPU.
    public static let single = TrainingLayout(unchecked: .single)

    private init(unchecked sizes: ParallelLayout) {
        self.sizes = sizes
        zeroStage = .none
        expertTensor = 1
        virtualPipeline = 1
        hasSequenceParallelism = false
        shardingGroup = 1
    }

    /// A layout of sizes that are known to be possible, with states divided over all ranks.
    init(
        checked sizes: ParallelLayout,
        zeroStage: ZeROStage,
        virtualPipeline: Int,
        hasSequenceParallelism: Bool
    ) {
        self.sizes = sizes
        self.zeroStage = zeroStage
        self.virtualPipeline = virtualPipeline
        self.hasSequenceParallelism = hasSequenceParallelism && sizes.tensor > 1
        expertTensor = sizes.expert > 1 ? 1 : sizes.tensor
        shardingGroup = sizes.data * sizes.context
    }

    /// A layout of a model over GPUs.
    ///
    /// Sizes that are left out are 1, and the rest of the GPUs are data parallel ranks.
    ///
    /// - Parameters:
    ///   - given: The sizes that are given, each at least 1.
    ///   - gpus: The GPUs to use; the product of the given sizes where it is left out.
    ///   - zeroStage: What ranks divide; parameters where there are ranks and no pipeline,
    ///     optimizer states with a pipeline, where it is left out.
    ///   - expertTensor: GPUs that divide one expert; 1 with expert parallelism, else the tensor
    ///     parallel size, where it is left out.
    ///   - virtualPipeline: Parts of each stage.
    ///   - sequenceParallel: Whether norms and residuals are divided; with tensor parallelism unless
    ///     said otherwise.
    ///   - shardingGroup: Ranks that divide states; all where it is left out.
    ///   - shape: The model.
    /// - Throws: ``EstimationError`` where sizes contradict each other or the model.
    public init(
        _ given: [ParallelDimension: Int],
        gpus: Int?,
        zeroStage: ZeROStage? = nil,
        expertTensor: Int? = nil,
        virtualPipeline: Int = 1,
        sequenceParallel: Bool? = nil,
        shardingGroup: Int? = nil,
        model shape: ModelShape
    ) throws(EstimationError) {
        var wanted = given
        if wanted[.tensor] == nil { wanted[.tensor] = 1 }
        sizes = try ParallelLayout(wanted, gpus: gpus, model: shape)
        let ranks = sizes.data * sizes.context
        self.zeroStage =
            zeroStage ?? (ranks == 1 ? .none : sizes.pipeline > 1 ? .optimizerState : .parameters)
        let perExpert = expertTensor ?? (sizes.expert > 1 ? 1 : sizes.tensor)
        let group = sizes.tensor * ranks
        guard perExpert > 0, group % (sizes.expert * perExpert) == 0 else {
            throw .notApplicable(
                field: "parallel",
                reason: "expert \(sizes.expert) times expert_tensor \(perExpert) has to divide the "
                    + "\(group) GPUs of tensor times data times context"
            )
        }
        if sizes.expert == 1, perExpert != sizes.tensor, !shape.expertCounts.isEmpty {
            throw .notApplicable(
                field: "parallel",
                reason: "expert_tensor differs from tensor only with expert parallelism"
            )
        }
        self.expertTensor = perExpert
        let perStage = shape.layers.count / sizes.pipeline
        guard virtualPipeline == 1 || (sizes.pipeline > 1 && virtualPipeline <= max(1, perStage))
        else {
            throw .notApplicable(
                field: "virtual_pipeline",
                reason: sizes.pipeline == 1
                    ? "needs a pipeline of at least 2 stages"
                    : "\(virtualPipeline) parts need as many layers in each stage; there are "
                        + "\(perStage)"
            )
        }
        self.virtualPipeline = virtualPipeline
        hasSequenceParallelism = (sequenceParallel ?? true) && sizes.tensor > 1
        guard ranks % (shardingGroup ?? 1) == 0 else {
            throw .notApplicable(
                field: "sharding_group",
                reason: "has to divide the \(ranks) ranks of data times context"
            )
        }
        self.shardingGroup = shardingGroup ?? ranks
    }

    /// Data parallel ranks of the run, those of context parallelism included.
    public var ranks: Int { sizes.data * sizes.context }

    /// Ranks that hold the same experts.
    var expertRanks: Int { max(1, sizes.tensor * ranks / (sizes.expert * expertTensor)) }

    /// By how much the stored weights, gradients and optimizer states of a tensor are divided.
    ///
    /// | stage | weights | gradients | optimizer states |
    /// |---|---|---|---|
    /// | 0 | 1 | 1 | 1 |
    /// | 1 | 1 | 1 | d |
    /// | 2 | 1 | d | d |
    /// | 3 | d | d | d |
    ///
    /// d is data times context parallel ranks, and for routed experts the ranks that hold the same
    /// ones. Source: Rajbhandari et al. 2020, arXiv:1910.02054, figure 1; NVIDIA Megatron-LM
    /// `distributed/param_and_grad_buffer.py` for experts.
    func divisors(_ component: ParameterComponent) -> (weights: Int, gradients: Int, optimizer: Int)
    {
        let isExpert = component == .routedExperts && sizes.expert > 1
        let group = isExpert ? min(expertRanks, shardingGroup) : shardingGroup
        return (
            zeroStage >= .parameters ? group : 1,
            zeroStage >= .gradients ? group : 1,
            zeroStage >= .optimizerState ? group : 1
        )
    }

    /// The sizes of a tensor as one GPU owns it before ranks divide it.
    func shard(_ size: TensorSize) -> TensorSize {
        guard size.component == .routedExperts, sizes.expert > 1 else {
            return size.shard(tensor: sizes.tensor)
        }
        var shard = size.shard(tensor: expertTensor)
        if size.copies > 1 {
            shard.copies = (size.copies + sizes.expert - 1) / sizes.expert
        } else {
            shard.rows = (shard.rows + sizes.expert - 1) / sizes.expert
        }
        return shard
    }

    /// Micro-batches of a stage whose activations live together, in stages' worth of layers.
    ///
    ///     1F1B         min(m, p − r)
    ///     interleaved  min(m · v, (v − 1) · p + 2 · (p − r − 1) + 1) / v
    ///
    /// | symbol | meaning |
    /// |---|---|
    /// | m | micro-batches of a step |
    /// | p, r | stages, and the stage counted from 0 |
    /// | v | parts of a stage |
    ///
    /// Worked example, 4 stages in 8 parts each: the last stage holds (7 · 4 + 1) / 8 = 3.625 stages'
    /// worth of layers, the first (28 + 7) / 8 = 4.375.
    ///
    /// Source: Narayanan et al. 2021, arXiv:2104.04473, section 2.2; NVIDIA Megatron-LM
    /// `pipeline_parallel/schedules.py` (warm-up micro-batches).
    func stagesInFlight(_ stage: Int, microBatches: Int?) -> Double {
        let stages = sizes.pipeline
        guard stages > 1 else { return 1 }
        guard virtualPipeline > 1 else {
            return Double(min(microBatches ?? stages, stages - stage))
        }
        let parts = (virtualPipeline - 1) * stages + 2 * (stages - stage - 1) + 1
        let most = microBatches.map { $0 * virtualPipeline } ?? parts
        return Double(min(most, parts)) / Double(virtualPipeline)
    }
}
