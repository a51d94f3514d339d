/// How a rule of thumb divides a model among GPUs: any number divides, whatever the heads.
public struct RuleLayout: Hashable, Sendable {
    /// GPUs that divide each matrix.
    public let tensor: Int
    /// Stages that divide the layers.
    public let pipeline: Int
    /// Copies of the model, or in training the GPUs that a ZeRO stage divides states over.
    public let data: Int

    /// All GPUs of the layout.
    public var gpus: Int { tensor * pipeline * data }
    /// GPUs that hold one copy.
    public var gpusPerCopy: Int { tensor * pipeline }

    /// One GPU.
    public static let single = RuleLayout(tensor: 1)

    /// That many GPUs, at least 1, that divide each matrix.
    init(tensor: Int) {
        self.tensor = max(1, tensor)
        pipeline = 1
        data = 1
    }

    /// A layout; sizes that are left out are chosen as ``ParallelLayout`` chooses them.
    ///
    /// - Parameters:
    ///   - sizes: The sizes that are given, each at least 1.
    ///   - gpus: The GPUs to use; the product of the given sizes where it is left out.
    ///   - fillsWithCopies: Whether GPUs that no size names hold copies instead of parts.
    /// - Throws: ``EstimationError`` where sizes and GPUs contradict each other, or where
    ///   experts or tokens are to be divided, for which there is no rule.
    public init(
        _ sizes: [ParallelDimension: Int],
        gpus: Int?,
        fillsWithCopies: Bool = false
    ) throws(EstimationError) {
        for dimension in [ParallelDimension.expert, .context] where sizes[dimension, default: 1] > 1
        {
            throw .notApplicable(
                field: "parallel",
                reason: "no rule of thumb divides by \(dimension.rawValue); use the estimator "
                    + "architecture"
            )
        }
        pipeline = sizes[.pipeline, default: 1]
        let rest = (gpus ?? 1) / pipeline
        let chosen = fillsWithCopies ? 1 : max(1, rest / sizes[.data, default: 1])
        tensor = sizes[.tensor] ?? chosen
        data = sizes[.data] ?? max(1, rest / tensor)
        let (perCopy, one) = tensor.multipliedReportingOverflow(by: pipeline)
        let (product, two) = perCopy.multipliedReportingOverflow(by: data)
        guard !one, !two else { throw .tooLarge }
        if let gpus, gpus != product { throw .layoutDoesNotMatchGPUs(product: product, gpus: gpus) }
    }
}

extension RuleOfThumb {
    /// An equal part of an amount, rounded up to whole bytes.
    ///
    ///     bytes = amount / GPUs
    ///
    /// Worked examples: 70 GB of weights over 2 GPUs, 35 GB; with ZeRO stage 3 all of 630 GB over
    /// 8, 78.75 GB.
    ///
    /// Source: ``article(_:)``, Tensor Parallelism and Data Parallelism with DeepSpeed.
    public static func part(of amount: ByteRange, over gpus: Int) -> ByteRange {
        func part(_ bytes: Bytes) -> Bytes { Bytes((bytes.magnitude + gpus - 1) / gpus) }
        return ByteRange(
            low: part(amount.low),
            value: part(amount.value),
            high: part(amount.high)
        )
    }

    /// The fewest GPUs whose labels hold an amount.
    ///
    ///     GPUs = ⌈amount / label⌉
    ///
    /// Worked example, 630 GB on cards of 80 GB: 8.
    ///
    /// Source: ``article(_:)``, Training Memory Calculation Formulas.
    public static func fewestGPUs(for amount: Bytes, label: Bytes) -> Int {
        guard label > .zero else { return 1 }
        return max(1, (amount.magnitude + label.magnitude - 1) / label.magnitude)
    }
}
