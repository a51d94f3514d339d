/// A change of what was asked for with which something fits.
public struct PlanRemedy: Sendable {
    /// What changes.
    public enum Change: Sendable {
        /// The cache takes another format.
        case cacheFormat(KVCacheFormat)
        /// The weights take another format.
        case weightFormat(WeightFormat)
        /// Fewer sequences are held.
        case batch(Int)
        /// Sequences are shorter.
        case context(Tokens)
        /// More GPUs of the same kind.
        case gpus(Int)
    }

    /// What changes.
    public var change: Change
    /// The simplest layout that then fits.
    public var plan: InferencePlanner.Plan
}

/// What is asked of a search that found nothing.
public struct PlanQuestion: Sendable {
    /// Numbers of GPUs that were tried, ascending.
    public var counts: [Int]
    /// Larger numbers of GPUs that might be had, ascending.
    public var furtherCounts: [Int]
    /// The GPU.
    public var gpu: GPU
    /// GPUs of one machine.
    public var gpusPerNode: Int
    /// What was to be held.
    public var load: InferenceWorkload
    /// Caches of fewer bits that the caller would accept, best first.
    public var cacheFormats: [KVCacheFormat]
    /// Weights of fewer bits that the caller would accept, best first.
    public var weightFormats: [WeightFormat]

    /// A question.
    public init(
        counts: [Int],
        furtherCounts: [Int],
        gpu: GPU,
        gpusPerNode: Int,
        load: InferenceWorkload,
        cacheFormats: [KVCacheFormat],
        weightFormats: [WeightFormat]
    ) {
        self.counts = counts
        self.furtherCounts = furtherCounts
        self.gpu = gpu
        self.gpusPerNode = gpusPerNode
        self.load = load
        self.cacheFormats = cacheFormats
        self.weightFormats = weightFormats
    }
}

extension InferencePlanner {
    /// Single changes with which a load fits where it does not, the cheapest first: what costs
    /// neither money nor service (formats), then what costs service (batch, context), then money.
    public func remedies(_ question: PlanQuestion) -> [PlanRemedy] {
        var remedies: [PlanRemedy] = []
        for format in question.cacheFormats where format != cacheFormat {
            if let plan = replacing(cacheFormat: format).simplest(question, question.load) {
                remedies.append(PlanRemedy(change: .cacheFormat(format), plan: plan))
                break
            }
        }
        for format in question.weightFormats where format.id != weightFormat.id {
            if let plan = replacing(weightFormat: format).simplest(question, question.load) {
                remedies.append(PlanRemedy(change: .weightFormat(format), plan: plan))
                break
            }
        }
        remedies += smallerLoads(question)
        for count in question.furtherCounts {
            var larger = question
            larger.counts = [count]
            if let plan = simplest(larger, question.load) {
                remedies.append(PlanRemedy(change: .gpus(count), plan: plan))
                break
            }
        }
        return remedies
    }

    /// The largest batch and the longest context that the best layout holds.
    private func smallerLoads(_ question: PlanQuestion) -> [PlanRemedy] {
        var batch: (count: Int, layout: ParallelLayout)?
        var context: (tokens: Tokens, layout: ParallelLayout)?
        let memory = question.gpu.memory.planned
        var stages: [Int: [PipelineStage]] = [:]
        // Fewer GPUs than the most never hold more.
        for count in question.counts.suffix(1) {
            let space = LayoutSpace(
                model: model.shape,
                gpus: count,
                gpusPerNode: question.gpusPerNode
            )
            space.forEach { layout in
                let estimator = estimator(layout, &stages, memory: memory)
                let most = estimator.capacity(question.load, memory: memory, share: share)
                if most.maximumBatch > batch?.count ?? 0 { batch = (most.maximumBatch, layout) }
                if most.maximumContext > context?.tokens ?? .zero {
                    context = (most.maximumContext, layout)
                }
            }
        }
        var remedies: [PlanRemedy] = []
        if let batch, batch.count < question.load.concurrentSequences {
            var load = question.load
            load.concurrentSequences = batch.count
            let plan = plan(batch.layout, load, on: question.gpu)
            remedies.append(PlanRemedy(change: .batch(batch.count), plan: plan))
        }
        if let context, context.tokens < question.load.contextTokens {
            var load = question.load
            load.contextTokens = context.tokens
            load.promptTokens = min(load.promptTokens, context.tokens)
            let plan = plan(context.layout, load, on: question.gpu)
            remedies.append(PlanRemedy(change: .context(context.tokens), plan: plan))
        }
        return remedies
    }

    private func simplest(_ question: PlanQuestion, _ load: InferenceWorkload) -> Plan? {
        search(
            counts: question.counts,
            of: question.gpu,
            gpusPerNode: question.gpusPerNode,
            load: load,
            fillsBatch: false,
            objective: .fewestGPUs
        ).plans.first
    }

    /// The same question for another way of storing weights or cache.
    public func replacing(
        weightFormat: WeightFormat? = nil,
        cacheFormat: KVCacheFormat? = nil
    ) -> InferencePlanner {
        InferencePlanner(
            model: model,
            weightFormat: weightFormat ?? self.weightFormat,
            cacheFormat: cacheFormat ?? self.cacheFormat,
            runtime: runtime,
            hostPlacement: hostPlacement,
            cacheBand: cacheBand,
            share: share
        )
    }
}

extension PlanQuestion {
    /// Numbers of GPUs up to a limit that are worth a look: every one of a machine, whole machines
    /// up to 16, then ever twice as many.
    public static func counts(upTo limit: Int, gpusPerNode: Int) -> [Int] {
        var counts = Array(1...max(1, min(limit, gpusPerNode)))
        var nodes = 2
        while nodes * gpusPerNode <= limit {
            counts.append(nodes * gpusPerNode)
            nodes = nodes < 16 ? nodes + 1 : nodes * 2
        }
        if let last = counts.last, last < limit { counts.append(limit) }
        return counts
    }
}
