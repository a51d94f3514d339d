/// Every way of laying a model out over a number of equal GPUs.
///
/// A layout is possible where
///
/// - the tensor parallel size divides the heads of every layer,
/// - no tensor parallel group straddles machines: its size divides the GPUs of a machine or is a
///   multiple of them,
/// - there are no more stages than layers,
/// - the expert parallel size divides the experts and the GPUs of tensor times data,
/// - tensor · pipeline · data · context = GPUs.
///
/// Order: tensor, pipeline, context, expert, each ascending.
///
/// Worked example: a dense model of 64 heads and 80 layers has 10 layouts over 4 GPUs: tensor,
/// pipeline, data and context sizes of 1, 2 and 4 whose product is 4 are C(5, 3).
public struct LayoutSpace: Sendable {
    /// GPUs that every layout uses.
    public let gpus: Int
    /// Tensor parallel sizes, ascending.
    public let tensorSizes: [Int]
    private let layers: Int
    private let experts: Int
    private let largestContextSize: Int

    /// A space.
    ///
    /// - Parameters:
    ///   - shape: The model.
    ///   - gpus: GPUs to use.
    ///   - gpusPerNode: GPUs of one machine.
    ///   - largestContextSize: GPUs that may divide the tokens of one sequence.
    public init(
        model shape: ModelShape,
        gpus: Int,
        gpusPerNode: Int,
        largestContextSize: Int = .max
    ) {
        self.gpus = gpus
        let heads = shape.attentionHeadCounts.reduce(0, Self.greatestCommonDivisor)
        tensorSizes = Self.divisors(of: gpus).filter { size in
            let isAligned =
                gpus <= gpusPerNode || gpusPerNode % size == 0 || size % gpusPerNode == 0
            return heads % size == 0 && isAligned
        }
        layers = shape.layers.count
        experts = shape.expertCounts.reduce(0, Self.greatestCommonDivisor)
        self.largestContextSize = largestContextSize
    }

    /// Calls `body` with every layout.
    public func forEach(_ body: (ParallelLayout) -> Void) {
        for tensor in tensorSizes {
            for pipeline in Self.divisors(of: gpus / tensor) where pipeline <= layers {
                for context in Self.divisors(of: gpus / tensor / pipeline)
                where context <= largestContextSize {
                    let data = gpus / tensor / pipeline / context
                    for expert in expertSizes(group: tensor * data) {
                        body(
                            ParallelLayout(
                                checkedTensor: tensor,
                                pipeline: pipeline,
                                data: data,
                                expert: expert,
                                context: context
                            )
                        )
                    }
                }
            }
        }
    }

    /// All layouts in order.
    public var layouts: [ParallelLayout] {
        var layouts: [ParallelLayout] = []
        forEach { layouts.append($0) }
        return layouts
    }

    private func expertSizes(group: Int) -> [Int] {
        guard experts > 1, group > 1 else { return [1] }
        return Self.divisors(of: Self.greatestCommonDivisor(experts, group))
    }

    /// The divisors of a number, ascending.
    static func divisors(of number: Int) -> [Int] {
        var low: [Int] = []
        var high: [Int] = []
        var candidate = 1
        while candidate * candidate <= number {
            if number % candidate == 0 {
                low.append(candidate)
                if candidate * candidate != number { high.append(number / candidate) }
            }
            candidate += 1
        }
        return low + high.reversed()
    }

    private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return left
    }
}
