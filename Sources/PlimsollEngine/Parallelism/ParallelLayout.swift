/// The ways of dividing a model's work among GPUs.
public enum ParallelDimension: String, CaseIterable, Hashable, Sendable {
    /// Each matrix is divided.
    case tensor
    /// Layers are divided into stages.
    case pipeline
    /// Whole copies of the model serve different sequences.
    case data
    /// Experts are divided over the GPUs of the tensor and data parallel groups.
    case expert
    /// Tokens of one sequence are divided.
    case context
}

/// How a model is laid out over GPUs; it exists only if it is possible.
public struct ParallelLayout: Hashable, Sendable {
    /// GPUs that divide each matrix.
    public let tensor: Int
    /// Stages that divide the layers.
    public let pipeline: Int
    /// Copies of the model; with expert parallelism they share the experts.
    public let data: Int
    /// GPUs that divide the experts; 1 where experts are divided as other matrices are.
    public let expert: Int
    /// GPUs that divide the cached tokens of a sequence.
    public let context: Int

    /// All GPUs of the layout.
    public var gpus: Int { tensor * pipeline * data * context }

    /// GPUs that divide one expert's matrices.
    public var expertTensor: Int {
        expert == 1 ? tensor : max(1, tensor * data / expert)
    }

    /// One GPU.
    public static let single = ParallelLayout(
        checkedTensor: 1,
        pipeline: 1,
        data: 1,
        expert: 1,
        context: 1
    )

    /// A layout of sizes that are known to be possible.
    init(checkedTensor: Int, pipeline: Int, data: Int, expert: Int, context: Int) {
        self.tensor = checkedTensor
        self.pipeline = pipeline
        self.data = data
        self.expert = expert
        self.context = context
    }

    /// A layout of a model over GPUs.
    ///
    /// Sizes that are left out are chosen: without a tensor parallel size it takes all GPUs that
    /// the others leave, with one the rest are copies of the model.
    ///
    /// - Parameters:
    ///   - sizes: The sizes that are given, each at least 1.
    ///   - gpus: The GPUs to use; the product of the given sizes where it is left out.
    ///   - shape: The model, whose heads, layers and experts decide which sizes are possible.
    /// - Throws: ``EstimationError`` where sizes contradict the model or the number of GPUs.
    public init(
        _ sizes: [ParallelDimension: Int],
        gpus: Int?,
        model shape: ModelShape
    ) throws(EstimationError) {
        let pipeline = sizes[.pipeline, default: 1]
        let context = sizes[.context, default: 1]
        let others = pipeline * context
        let tensor = sizes[.tensor] ?? max(1, (gpus ?? 1) / (others * sizes[.data, default: 1]))
        let data = sizes[.data] ?? max(1, (gpus ?? 1) / (others * tensor))
        let product = tensor * data * others
        if let gpus, product != gpus {
            throw .layoutDoesNotMatchGPUs(product: product, gpus: gpus)
        }
        try Self.check(tensor: tensor, heads: shape.attentionHeadCounts)
        if pipeline > shape.layers.count {
            throw .moreStagesThanLayers(stages: pipeline, layers: shape.layers.count)
        }
        let expert = sizes[.expert, default: 1]
        try Self.check(expert: expert, group: tensor * data, shape)
        self.init(
            checkedTensor: tensor,
            pipeline: pipeline,
            data: data,
            expert: expert,
            context: context
        )
    }

    private static func check(tensor: Int, heads: [Int]) throws(EstimationError) {
        guard let offending = heads.first(where: { $0 % tensor != 0 }) else { return }
        let common = heads.reduce(0, greatestCommonDivisor)
        throw .tensorSizeDoesNotDivideHeads(
            size: tensor,
            heads: offending,
            valid: divisors(of: common)
        )
    }

    private static func check(
        expert: Int,
        group: Int,
        _ shape: ModelShape
    ) throws(EstimationError) {
        guard expert > 1 else { return }
        let experts = shape.expertCounts.reduce(0, greatestCommonDivisor)
        guard experts % expert == 0, experts > 0, group % expert == 0 else {
            throw .expertSizeNotPossible(
                size: expert,
                experts: experts,
                group: group,
                valid: experts == 0 ? [1] : divisors(of: greatestCommonDivisor(experts, group))
            )
        }
    }

    private static func divisors(of number: Int) -> [Int] {
        (1...max(1, min(number, 1024))).filter { number % $0 == 0 }
    }

    private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return left
    }
}

extension ModelShape {
    /// The different numbers of query heads (or heads of a recurrent state) of the layers.
    var attentionHeadCounts: [Int] {
        var counts: [Int] = []
        for mixer in layers.kinds.flatMap(\.mixers) {
            let heads =
                switch mixer {
                case .attention(let attention): attention.queryHeads
                case .latentAttention(let attention): attention.queryHeads
                case .compressedAttention(let attention): attention.queryHeads
                case .crossAttention(let attention): attention.queryHeads
                case .recurrent(let recurrent): recurrent.heads
                }
            if heads > 0, !counts.contains(heads) { counts.append(heads) }
        }
        return counts
    }

    /// The different numbers of routed experts of the layers.
    var expertCounts: [Int] {
        var counts: [Int] = []
        for case .mixture(let mixture) in layers.kinds.flatMap(\.feedForwards)
        where !counts.contains(mixture.expertCount) {
            counts.append(mixture.expertCount)
        }
        return counts
    }
}
