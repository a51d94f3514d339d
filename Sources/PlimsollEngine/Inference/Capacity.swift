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
    /// Whether every GPU holds a load.
    public func fits(_ load: InferenceWorkload, memory: Bytes, share: Double) -> Bool {
        for stage in stages where excess(stage, load, memory, share) > .zero { return false }
        return true
    }

    /// Bytes by which a load exceeds one GPU of a stage; negative where it fits.
    ///
    /// The sums of ``memory(of:_:)`` without terms and bands: a search asks for many loads.
    private func excess(
        _ stage: Stage,
        _ load: InferenceWorkload,
        _ memory: Bytes,
        _ share: Double
    ) -> Bytes {
        let activation = runtime.activation.value(pass(stage, load))
        let state = sequencesPerReplica(load) * stage.stateBytesPerSequence
        let others = stage.weightBytes + state + activation + stage.overhead.total.value
        let pool = runtime.budget.pool(
            of: stage.memory ?? memory,
            share: share,
            others: others,
            uncounted: runtime.budget.uncounted(activation: activation, stage.overhead),
            atStart: stage.overhead.atStart
        )
        return cacheBytes(stage.cacheLayerShare, load, load.contextTokens) - pool
    }

    /// Bytes by which a load exceeds the stage that holds it least.
    func excess(_ load: InferenceWorkload, _ memory: Bytes, _ share: Double) -> Bytes {
        var largest = Bytes(Int.min / 2)
        for stage in stages { largest = max(largest, excess(stage, load, memory, share)) }
        return largest
    }

    /// The most sequences that fit at a load's context, over all copies of the model.
    public func maximumBatch(_ load: InferenceWorkload, memory: Bytes, share: Double) -> Int {
        let most = largest(upTo: InferenceLimits.maximumBatch, stride: 1) { count in
            var changed = load
            changed.concurrentSequences = count * layout.data
            return excess(changed, memory, share)
        }
        return most * layout.data
    }

    /// The same where each stage is on a card of its own size.
    func maximumBatch(_ load: InferenceWorkload, memories: [Bytes], share: Double) -> Int {
        largest(upTo: InferenceLimits.maximumBatch, stride: 1) { count in
            var changed = load
            changed.concurrentSequences = count * layout.data
            var most = Bytes(Int.min / 2)
            for (stage, memory) in zip(stages, memories) {
                most = max(most, excess(stage, changed, memory, share))
            }
            return most
        } * layout.data
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
        let batch = maximumBatch(load, memory: memory, share: share)
        let context = largest(
            upTo: InferenceLimits.maximumContext,
            stride: runtime.cacheLayout.block.magnitude * layout.context
        ) { tokens in
            var changed = load
            changed.contextTokens = Tokens(tokens)
            changed.promptTokens = min(load.promptTokens, Tokens(tokens))
            return excess(changed, memory, share)
        }
        let pool = bindingPool(load, memory: memory, share: share)
        return Capacity(
            maximumBatch: batch,
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
        var binding: (bytes: Bytes, tokens: Tokens?)?
        for stage in stages {
            let cache = cacheBytes(stage.cacheLayerShare, load, load.contextTokens)
            let bytes = max(.zero, cache - excess(stage, load, memory, share))
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

    /// The largest whole number from 1 to `limit` whose excess is not above zero, where the excess
    /// never falls with the number; 0 where even 1 exceeds.
    ///
    /// The excess is a line with a few kinks. From below, the slope of one `stride` leads to the
    /// next kink or beyond the edge; then the bracket is halved or cut where a line through its
    /// ends crosses zero, in turn. It ends when both ends are neighbours: one fits, the next does
    /// not.
    func largest(upTo limit: Int, stride: Int, excess: (Int) -> Bytes) -> Int {
        var low = (number: 1, excess: excess(1))
        guard low.excess <= .zero else { return 0 }
        var high: (number: Int, excess: Bytes)?
        while high == nil {
            guard low.number < limit else { return limit }
            let near = min(limit, low.number + stride)
            let beside = (number: near, excess: excess(near))
            if beside.excess > .zero {
                high = beside
                break
            }
            let slope = Double((beside.excess - low.excess).magnitude) / Double(near - low.number)
            let room = Double(-beside.excess.magnitude)
            let far = slope > 0 ? Double(near) + room / slope : Double(limit)
            let number = max(near, min(limit, Int(min(far, Double(limit)).rounded(.down))))
            let found = (number: number, excess: excess(number))
            if found.excess > .zero { high = found } else { low = found }
        }
        return edge(low, high ?? (limit, .zero), excess)
    }

    /// The last number that fits between one that does and one that does not.
    private func edge(
        _ fitting: (number: Int, excess: Bytes),
        _ exceeding: (number: Int, excess: Bytes),
        _ excess: (Int) -> Bytes
    ) -> Int {
        var (low, high) = (fitting, exceeding)
        var halves = false
        while high.number - low.number > 1 {
            let middle =
                halves ? low.number + (high.number - low.number) / 2 : crossing(low, high)
            halves.toggle()
            let found = (number: middle, excess: excess(middle))
            if found.excess > .zero { high = found } else { low = found }
        }
        return low.number
    }

    /// Where the line through two points meets zero, strictly between them, rounded down.
    private func crossing(
        _ low: (number: Int, excess: Bytes),
        _ high: (number: Int, excess: Bytes)
    ) -> Int {
        let span = Double(high.number - low.number)
        let rise = Double(high.excess.magnitude) - Double(low.excess.magnitude)
        let step = rise > 0 ? span * Double(-low.excess.magnitude) / rise : 1
        return min(max(low.number + Int(step.rounded(.down)), low.number + 1), high.number - 1)
    }
}

extension InferenceEstimator {
    /// The smallest larger tensor parallel size with which even the high end of a load's band
    /// fits each GPU; nil where no size of up to 64 GPUs does.
    public func smallestTensorSize(
        fitting load: InferenceWorkload,
        memory: Bytes,
        share: Double
    ) -> Int? {
        // Devices that differ do not share the matrices of a layer.
        guard stages.allSatisfy({ $0.memory == nil }) else { return nil }
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
                hostPlacement: load.hostPlacement,
                isTextOnly: isTextOnly,
                extras: extras,
                cacheBand: cacheBand
            )
            let need = estimator.memoryPerGPU(load)
            let pool = runtime.budget.pool(of: memory, share: share, beside: need)
            if need.kvCache.value + (need.total.high - need.total.value) <= pool { return size }
            size *= 2
        }
        return nil
    }
}
