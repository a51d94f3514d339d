/// How much more a GPU could hold: exact at the edge, one more does not fit.
public struct Capacity: Hashable, Sendable {
    /// The most sequences at the asked context, over all copies of the model; 0 where not even one
    /// fits.
    public var maximumBatch: Int
    /// The most tokens per sequence at the asked batch; zero where not even one fits.
    public var maximumContext: Tokens
    /// Bytes left for the cache on each GPU after weights, activations and overheads, on the stage
    /// whose pool holds the fewest tokens.
    public var cachePool: Bytes
    /// Tokens that the pool holds over all copies of the model, by the layers that grow with the
    /// sequence; nil where no layer grows.
    public var cacheTokens: Tokens?
}

/// The bounds of a load, which keep every product below 2^63.
public enum InferenceLimits {
    /// Sequences at once.
    public static let maximumBatch = 1 << 20
    /// Tokens per sequence.
    public static let maximumContext = 1 << 27
}

extension InferenceEstimator {
    /// The cache pool of each stage's GPU.
    ///
    /// - Parameters:
    ///   - memories: The memory of each stage under a load.
    ///   - memory: The card's memory.
    ///   - share: The share of it to plan with.
    /// - Returns: One pool a stage, in the order of the stages.
    func pools(_ memories: [InferenceMemory], memory: Bytes, share: Double) -> [Bytes] {
        memories.map { runtime.budget.pool(of: memory, share: share, beside: $0) }
    }

    /// Whether every GPU holds a load.
    public func fits(_ load: InferenceWorkload, memory: Bytes, share: Double) -> Bool {
        let memories = memoryByStage(load)
        return zip(memories, pools(memories, memory: memory, share: share)).allSatisfy {
            $0.kvCache.value <= $1
        }
    }

    /// The largest loads that fit a card.
    ///
    /// - Parameters:
    ///   - load: The load around which to search: its context for the largest batch, its batch for
    ///     the longest context.
    ///   - memory: The card's memory.
    ///   - share: The share of it to plan with.
    /// - Returns: The edge in both directions and the size of the cache pool.
    public func capacity(_ load: InferenceWorkload, memory: Bytes, share: Double) -> Capacity {
        func holds(_ change: (inout InferenceWorkload) -> Void) -> Bool {
            var changed = load
            change(&changed)
            return fits(changed, memory: memory, share: share)
        }
        let batch = largest(upTo: InferenceLimits.maximumBatch) { count in
            holds { $0.concurrentSequences = count * layout.data }
        }
        let context = largest(upTo: InferenceLimits.maximumContext) { tokens in
            holds {
                $0.contextTokens = Tokens(tokens)
                $0.promptTokens = min(load.promptTokens, Tokens(tokens))
            }
        }
        let pool = bindingPool(load, memory: memory, share: share)
        return Capacity(
            maximumBatch: batch * layout.data,
            maximumContext: Tokens(context),
            cachePool: pool.bytes,
            cacheTokens: pool.tokens
        )
    }

    /// The pool of the stage that holds the fewest tokens.
    private func bindingPool(
        _ load: InferenceWorkload,
        memory: Bytes,
        share: Double
    ) -> (bytes: Bytes, tokens: Tokens?) {
        let memories = memoryByStage(load)
        var binding: (bytes: Bytes, tokens: Tokens?)?
        for (stage, pool) in zip(stages, pools(memories, memory: memory, share: share)) {
            let bytes = max(.zero, pool)
            let tokens = poolTokens(stage, bytes)
            guard let known = binding else {
                binding = (bytes, tokens)
                continue
            }
            // A stage without growing layers never binds by tokens.
            guard let tokens else { continue }
            if known.tokens == nil || tokens < known.tokens ?? tokens { binding = (bytes, tokens) }
        }
        return binding ?? (.zero, nil)
    }

    private func poolTokens(_ stage: Stage, _ pool: Bytes) -> Tokens? {
        let block = runtime.cacheLayout.block
        let perBlock = stage.cacheLayerShare.unboundedBytes(
            block,
            cacheFormat,
            tensor: layout.tensor,
            countingWindows: runtime.cacheLayout.windows == .full
        )
        guard perBlock > .zero else { return nil }
        let blocks = pool.magnitude / perBlock.magnitude
        return Tokens(blocks * block.magnitude * layout.data * layout.context)
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

    /// The smallest larger tensor parallel size with which even the high end of a load's band
    /// fits each GPU; nil where no size of up to 64 GPUs does.
    public func smallestTensorSize(
        fitting load: InferenceWorkload,
        memory: Bytes,
        share: Double
    ) -> Int? {
        var size = layout.tensor * 2
        while size <= 64 {
            let sizes: [ParallelDimension: Int] = [
                .tensor: size, .data: layout.data, .pipeline: layout.pipeline,
            ]
            guard let wider = try? ParallelLayout(sizes, gpus: nil, model: model.shape) else {
                return nil
            }
            let estimator = InferenceEstimator(
                model: model,
                weightFormat: weightFormat,
                cacheFormat: cacheFormat,
                runtime: runtime,
                layout: wider,
                memory: memory,
                hostPlacement: load.hostPlacement
            )
            let need = estimator.memoryPerGPU(load)
            let pool = runtime.budget.pool(of: memory, share: share, beside: need)
            if need.kvCache.value + (need.total.high - need.total.value) <= pool { return size }
            size *= 2
        }
        return nil
    }
}
