/// How much more a GPU could hold: exact at the edge, one more does not fit.
public struct Capacity: Hashable, Sendable {
    /// The most sequences at the asked context, over all copies of the model; 0 where not even one
    /// fits.
    public var maximumBatch: Int
    /// The most tokens per sequence at the asked batch; zero where not even one fits.
    public var maximumContext: Tokens
    /// Bytes left for the cache on each GPU after weights, activations and overheads.
    public var cachePool: Bytes
    /// Tokens that the pool holds over all copies of the model, by the layers that grow with the
    /// sequence; nil where no layer grows.
    public var cacheTokens: Tokens?
}

extension InferenceEstimator {
    /// The largest loads that fit `usable` bytes of one GPU.
    ///
    /// - Parameters:
    ///   - load: The load around which to search: its context for the largest batch, its batch for
    ///     the longest context.
    ///   - usable: Bytes of each GPU that the load may use.
    /// - Returns: The edge in both directions and the size of the cache pool.
    public func capacity(_ load: InferenceWorkload, usable: Bytes) -> Capacity {
        func fits(_ change: (inout InferenceWorkload) -> Void) -> Bool {
            var changed = load
            change(&changed)
            return memoryPerGPU(changed).total.value <= usable
        }
        let batch = largest(upTo: InferenceLimits.maximumBatch) { count in
            fits { $0.concurrentSequences = count * layout.data }
        }
        let context = largest(upTo: InferenceLimits.maximumContext) { tokens in
            fits {
                $0.contextTokens = Tokens(tokens)
                $0.promptTokens = min(load.promptTokens, Tokens(tokens))
            }
        }
        let memory = memoryPerGPU(load)
        let pool = usable - (memory.total.value - memory.kvCache.value)
        return Capacity(
            maximumBatch: batch * layout.data,
            maximumContext: Tokens(context),
            cachePool: max(.zero, pool),
            cacheTokens: poolTokens(max(.zero, pool))
        )
    }

    private func poolTokens(_ pool: Bytes) -> Tokens? {
        let block = runtime.cacheBlock
        let perBlock = model.cache.unboundedBytesPerBlock(
            block,
            cacheFormat,
            tensor: layout.tensor
        )
        guard perBlock > .zero else { return nil }
        let blocks = pool.magnitude / perBlock.magnitude
        return Tokens(blocks * block.magnitude * layout.data)
    }

    /// The largest whole number from 1 to `limit` that passes a test which, once failed, fails for
    /// every larger number; 0 where none passes.
    private func largest(upTo limit: Int, passing test: (Int) -> Bool) -> Int {
        var passed = 0
        var failed = 1
        while failed <= limit, test(failed) {
            passed = failed
            failed *= 2
        }
        failed = min(failed, limit + 1)
        while failed - passed > 1 {
            let middle = passed + (failed - passed) / 2
            if test(middle) { passed = middle } else { failed = middle }
        }
        return passed
    }
}

/// The bounds of a load, which keep every product below 2^63.
public enum InferenceLimits {
    /// Sequences at once.
    public static let maximumBatch = 1 << 20
    /// Tokens per sequence.
    public static let maximumContext = 1 << 27
}

extension CacheShape {
    /// Bytes of one block of tokens on one GPU in the layers that grow without a bound.
    func unboundedBytesPerBlock(_ block: Tokens, _ format: KVCacheFormat, tensor: Int) -> Bytes {
        groups.reduce(.zero) { sum, group in
            guard group.bound == nil, group.fixedTokens == nil else { return sum }
            let heads = (group.heads + tensor - 1) / tensor
            let share = group.bytesPerToken(format).magnitude / group.heads * heads
            return sum + Bytes(block.magnitude * share)
        }
    }
}

extension InferenceEstimator {
    /// The smallest larger tensor parallel size with which even the high end of a load's band
    /// fits each GPU; nil where no size of up to 64 GPUs does.
    public func smallestTensorSize(fitting load: InferenceWorkload, usable: Bytes) -> Int? {
        var size = layout.tensor * 2
        while size <= 64 {
            let sizes: [ParallelDimension: Int] = [.tensor: size, .data: layout.data]
            guard let wider = try? ParallelLayout(sizes, gpus: nil, model: model.shape) else {
                return nil
            }
            let estimator = InferenceEstimator(
                model: model,
                weightFormat: weightFormat,
                cacheFormat: cacheFormat,
                runtime: runtime,
                layout: wider
            )
            if estimator.memoryPerGPU(load).total.high <= usable { return size }
            size *= 2
        }
        return nil
    }
}
