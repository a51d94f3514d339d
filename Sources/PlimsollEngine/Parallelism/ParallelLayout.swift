/// The ways of dividing a model's work among GPUs.
public enum ParallelDimension: String, CaseIterable, Hashable, Sendable {
    /// Each matrix is divided.
    case tensor
    /// Layers are divided into stages.
    case pipeline
    /// Whole copies of the model serve different sequences.
    case data
    /// Experts are divided.
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
    /// Copies of the model.
    public let data: Int
    /// GPUs that divide the experts.
    public let expert: Int
    /// GPUs that divide the tokens of a sequence.
    public let context: Int

    /// All GPUs of the layout.
    public var gpus: Int { tensor * pipeline * data * context }

    /// One GPU.
    public static let single = ParallelLayout(tensor: 1, data: 1)

    private init(tensor: Int, data: Int) {
        self.tensor = tensor
        self.pipeline = 1
        self.data = data
        self.expert = 1
        self.context = 1
    }

    /// A layout of a model over GPUs.
    ///
    /// Sizes that are left out are chosen: the tensor parallel size takes all GPUs that the others
    /// leave.
    ///
    /// - Parameters:
    ///   - sizes: The sizes that are given, each at least 1.
    ///   - gpus: The GPUs to use; the product of the given sizes where it is left out.
    ///   - shape: The model, whose heads decide which sizes are possible.
    /// - Throws: ``EstimationError`` where sizes contradict the model or the number of GPUs.
    public init(
        _ sizes: [ParallelDimension: Int],
        gpus: Int?,
        model shape: ModelShape
    ) throws(EstimationError) {
        for dimension in [ParallelDimension.pipeline, .expert, .context]
        where sizes[dimension, default: 1] > 1 {
            throw .parallelismNotModelled(dimension)
        }
        let data = sizes[.data, default: 1]
        let tensor: Int
        if let given = sizes[.tensor] {
            tensor = given
            if let gpus, sizes[.data] != nil, tensor * data != gpus {
                throw .layoutDoesNotMatchGPUs(product: tensor * data, gpus: gpus)
            }
        } else {
            tensor = max(1, (gpus ?? data) / data)
        }
        try Self.check(tensor: tensor, heads: shape.attentionHeadCounts)
        let copies = sizes[.data] ?? max(1, (gpus ?? tensor) / tensor)
        self.init(tensor: tensor, data: copies)
        if let gpus, self.gpus != gpus {
            throw .layoutDoesNotMatchGPUs(product: self.gpus, gpus: gpus)
        }
    }

    private static func check(tensor: Int, heads: [Int]) throws(EstimationError) {
        guard let offending = heads.first(where: { $0 % tensor != 0 }) else { return }
        let common = heads.reduce(0, greatestCommonDivisor)
        let valid = (1...max(1, min(common, 1024))).filter { common % $0 == 0 }
        throw .tensorSizeDoesNotDivideHeads(size: tensor, heads: offending, valid: valid)
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
}
