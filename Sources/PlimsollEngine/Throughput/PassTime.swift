/// The time of one forward pass by what it is spent on.
public struct PassTime: Hashable, Sendable {
    /// Streaming weights.
    public var weights = TimeRange.zero
    /// Streaming cached keys, values and states.
    public var cache = TimeRange.zero
    /// Products, attention and what is done to each element.
    public var compute = TimeRange.zero
    /// Messages between GPUs.
    public var communication = TimeRange.zero
    /// Launches, scheduling and bookkeeping.
    public var fixed = TimeRange.zero

    /// No work.
    public init() {}

    /// The parts one after the other.
    ///
    /// They are added, not overlapped: engines run kernel after kernel, and on measured runs of
    /// batches of 16 and more the sum errs less than the larger of the two.
    public var total: TimeRange { weights + cache + compute + communication + fixed }

    /// What takes most of the time.
    public enum Bound: String, CaseIterable, Hashable, Sendable {
        /// The bandwidth of the memory.
        case memory
        /// The matrix units.
        case compute
        /// Links between GPUs.
        case communication
    }

    /// The largest of memory, compute and communication; fixed times bound nothing.
    public var bound: Bound {
        let memory = weights.value + cache.value
        let most = max(memory, compute.value, communication.value)
        if most == memory { return .memory }
        return most == compute.value ? .compute : .communication
    }

    /// Stretches every part alike.
    func stretched(by factor: EmpiricalFactor) -> PassTime {
        var time = self
        time.weights = weights.stretched(by: factor)
        time.cache = cache.stretched(by: factor)
        time.compute = compute.stretched(by: factor)
        time.communication = communication.stretched(by: factor)
        time.fixed = fixed.stretched(by: factor)
        return time
    }

    /// One pass after another, part by part.
    static func + (left: PassTime, right: PassTime) -> PassTime {
        var sum = left
        sum.weights += right.weights
        sum.cache += right.cache
        sum.compute += right.compute
        sum.communication += right.communication
        sum.fixed += right.fixed
        return sum
    }

    /// That many passes of the same kind.
    static func * (count: Double, pass: PassTime) -> PassTime {
        var time = pass
        time.weights = count * pass.weights
        time.cache = count * pass.cache
        time.compute = count * pass.compute
        time.communication = count * pass.communication
        time.fixed = count * pass.fixed
        return time
    }
}
