/// Searches GPUs, their numbers and weight formats for the best ways of serving a load.
///
/// One copy of the model is laid out over 1 to so many GPUs, by tensor and pipeline parallelism and
/// for mixtures by expert parallelism; more speed is had from more copies. What GPUs have in
/// common is computed once: the memory of a layout in a format depends on the card only by what
/// the engine admits on it.
public struct RecommendationSearch: Sendable {
    private let planners: [InferencePlanner]
    private let gpus: [RecommendableGPU]
    private let load: InferenceWorkload
    private let fillsBatch: Bool
    private let level: ServiceLevel
    private let offerFilter: OfferFilter
    private let objective: RecommendationObjective
    private let share: Double
    private var layouts: [Int: [ParallelLayout]] = [:]
    private var stages: [Int: [PipelineStage]] = [:]
    private var prepared: [Key: Prepared] = [:]
    /// For each format the first that stores weights in the same way.
    private let storedAs: [Int]

    private struct Key: Hashable {
        var format: Int
        var layout: ParallelLayout
        var isLarge: Bool
    }

    /// A layout in a format: what it takes and streams on any card that admits as much.
    private final class Prepared: Sendable {
        let estimator: InferenceEstimator
        /// Of the fullest GPU under the load that is asked for.
        let need: InferenceMemory
        let streamed: StreamedWeights

        init(_ estimator: InferenceEstimator, _ load: InferenceWorkload) {
            self.estimator = estimator
            need = estimator.memoryPerGPU(load)
            streamed = StreamedWeights(
                estimator.model,
                estimator.weightFormat,
                estimator.layout
            )
        }
    }

    /// The outcome.
    public struct Result: Sendable {
        /// Ways that were looked at: a layout on a GPU in a format.
        public var considered = 0
        /// The best number and layout of each GPU in each format, best first.
        public var options: [Recommendation] = []
        /// GPUs and formats with none, and why.
        public var shortfalls: [(gpu: Int, format: Int, why: Shortfall)] = []
    }

    /// A search.
    ///
    /// - Parameters:
    ///   - planner: The model, cache and engine.
    ///   - formats: The weight formats.
    ///   - gpus: The GPUs.
    ///   - load: What one copy has to hold.
    ///   - fillsBatch: Whether each copy takes as many sequences as it holds in the limits.
    ///   - level: The limits.
    ///   - offers: Which offers come into question.
    ///   - objective: What decides the order.
    public init(
        _ planner: InferencePlanner,
        formats: [WeightFormat],
        gpus: [RecommendableGPU],
        load: InferenceWorkload,
        fillsBatch: Bool,
        level: ServiceLevel,
        offers: OfferFilter,
        objective: RecommendationObjective
    ) {
        planners = formats.map { planner.replacing(weightFormat: $0) }
        storedAs = formats.indices.map { index in
            formats.firstIndex { $0.isStored(as: formats[index]) } ?? index
        }
        self.gpus = gpus
        self.load = load
        self.fillsBatch = fillsBatch
        self.level = level
        offerFilter = offers
        self.objective = objective
        share = planner.share
    }

    /// Searches.
    ///
    /// - Parameters:
    ///   - maximum: GPUs of one copy at most.
    ///   - map: Gives a function the numbers below a count, in any order and at the same time if it
    ///     likes, and returns what it made of them in their order: one search for each way of storing
    ///     weights.
    /// - Returns: The options, best first.
    public mutating func run(
        upTo maximum: Int,
        map: (Int, @Sendable (Int) -> Result) -> [Result] = { count, part in
            (0..<count).map(part)
        }
    ) -> Result {
        for gpu in gpus {
            for count in 1...maximum { _ = layouts(count, gpusPerNode: gpu.gpusPerNode) }
        }
        let search = self
        let groups = planners.indices.filter { storedAs[$0] == $0 }
        let parts = map(groups.count) { index in
            var part = search
            return part.run(storedAs: groups[index], upTo: maximum)
        }
        return ranked(parts)
    }

    /// Looks at the formats that store weights in one way.
    private mutating func run(storedAs group: Int, upTo maximum: Int) -> Result {
        var result = Result()
        for format in planners.indices where storedAs[format] == group {
            for gpu in gpus.indices { look(gpu, format, upTo: maximum, &result) }
        }
        return result
    }

    /// The parts of a search as one, in an order that does not depend on how it was divided.
    private func ranked(_ parts: [Result]) -> Result {
        var result = Result()
        for part in parts {
            result.considered += part.considered
            result.options += part.options
            result.shortfalls += part.shortfalls
        }
        result.options.sort { ($0.format, $0.gpu) < ($1.format, $1.gpu) }
        result.shortfalls.sort { ($0.format, $0.gpu) < ($1.format, $1.gpu) }
        let keys = result.options.map { objective.keys($0) }
        let order = result.options.indices.sorted { left, right in
            if keys[left] < keys[right] { return true }
            if keys[right] < keys[left] { return false }
            return left < right
        }
        result.options = order.map { result.options[$0] }
        return result
    }

    /// The best layout and number of one GPU in one format.
    private mutating func look(
        _ gpu: Int,
        _ format: Int,
        upTo maximum: Int,
        _ result: inout Result
    ) {
        var best: (option: Recommendation, keys: PlanKeys)?
        var shortfall: Shortfall?
        for count in 1...maximum {
            for layout in layouts(count, gpusPerNode: gpus[gpu].gpusPerNode) {
                result.considered += 1
                switch option(layout, gpu, format) {
                case .success(let option):
                    let keys = objective.keys(option)
                    if let known = best, !(keys < known.keys) { continue }
                    best = (option, keys)
                case .failure(let why):
                    shortfall = shortfall.map { $0.nearer(why.shortfall) } ?? why.shortfall
                }
            }
        }
        if let best {
            result.options.append(best.option)
        } else if let shortfall {
            result.shortfalls.append((gpu, format, shortfall))
        }
    }

    private struct Failure: Error {
        var shortfall: Shortfall
    }

    private mutating func option(
        _ layout: ParallelLayout,
        _ gpu: Int,
        _ format: Int
    ) -> Swift.Result<Recommendation, Failure> {
        let card = gpus[gpu]
        let memory = card.gpu.memory.planned
        let prepared = prepared(layout, format, memory: memory)
        let estimator = prepared.estimator
        var held = load
        var fit = estimator.fit(prepared.need, memory: memory, share: share)
        guard fit.verdict == .fits || fit.verdict == .tight else {
            let lacking = fit.need.high - fit.usable
            return .failure(Failure(shortfall: .memory(lacking)))
        }
        let speed = speed(layout, card, format, prepared.streamed)
        if fillsBatch {
            let filled = largestBatch(estimator, speed, memory: memory)
            held.concurrentSequences = filled.count
            fit = filled.fit
        }
        let performance = speed?.performance(held)
        if let miss = missed(performance) { return .failure(Failure(shortfall: miss)) }
        let replicas = replicas(performance)
        let offer = card.offers(joining: layout.gpus)
            .cheapest(for: layout.gpus * replicas, offerFilter)
        let rent = offer?.rent(for: layout.gpus * replicas)
        if let most = level.rent {
            guard let rent else { return .failure(Failure(shortfall: .noOffer)) }
            guard rent <= most else { return .failure(Failure(shortfall: .rent(rent))) }
        }
        return .success(
            Recommendation(
                gpu: gpu,
                format: format,
                layout: layout,
                load: held,
                fit: fit,
                speed: performance,
                replicas: replicas,
                offer: offer,
                rent: rent
            )
        )
    }

    /// Copies that reach the rates that are needed.
    ///
    ///     replicas = ⌈max(needed tokens/s / tokens/s, needed requests/s / requests/s)⌉
    private func replicas(_ speed: Performance?) -> Int {
        guard let speed else { return 1 }
        var ratio = 0.0
        if let tokens = level.outputTokensPerSecond {
            ratio = max(ratio, tokens / speed.value.endToEndOutputTokensPerSecond)
        }
        if let requests = level.requestsPerSecond {
            ratio = max(ratio, requests / speed.value.requestsPerSecond)
        }
        return max(1, Int(min(ratio, 1e9).rounded(.up)))
    }

    private func missed(_ speed: Performance?) -> Shortfall? {
        let isLimited =
            level.timeToFirstToken != nil || level.timePerOutputToken != nil
            || level.outputTokensPerSecond != nil || level.requestsPerSecond != nil
        guard let speed else { return isLimited ? .unknownSpeed : nil }
        if let most = level.timeToFirstToken, speed.value.timeToFirstToken > most {
            return .timeToFirstToken(speed.value.timeToFirstToken)
        }
        if let most = level.timePerOutputToken, speed.value.timePerOutputToken > most {
            return .timePerOutputToken(speed.value.timePerOutputToken)
        }
        return nil
    }

    /// The most sequences that are held safely, admitted, and served in the time for each token.
    ///
    /// Neither the time of a step nor the need for memory falls with the batch, so both edges are
    /// found by halving.
    private func largestBatch(
        _ estimator: InferenceEstimator,
        _ speed: SpeedEstimator?,
        memory: Bytes
    ) -> (count: Int, fit: Fit) {
        func fit(_ count: Int) -> Fit {
            var changed = load
            changed.concurrentSequences = count
            return estimator.fit(estimator.memoryPerGPU(changed), memory: memory, share: share)
        }
        let held = estimator.maximumBatch(load, memory: memory, share: share)
        var count = max(1, min(held, speed?.admitted(load) ?? held))
        if let speed, let limit = level.timePerOutputToken {
            count = Self.edge(count) { speed.stepTime(load, $0) <= limit }
        }
        // The high end of the band exceeds what may be used by as straight a line as the middle.
        count = max(
            1,
            estimator.largest(upTo: count, stride: 1) { number in
                let fit = fit(number)
                return fit.need.high - fit.usable
            }
        )
        return (count, fit(count))
    }

    /// The largest number up to `most` that is allowed, where all below it are; 1 if none is.
    private static func edge(_ most: Int, isAllowed: (Int) -> Bool) -> Int {
        guard most > 1, !isAllowed(most) else { return most }
        var (low, high) = (1, most)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if isAllowed(middle) { low = middle } else { high = middle }
        }
        return low
    }

    private func speed(
        _ layout: ParallelLayout,
        _ card: RecommendableGPU,
        _ format: Int,
        _ weights: StreamedWeights
    ) -> SpeedEstimator? {
        guard let kernels = card.kernels else { return nil }
        let planner = planners[format]
        return SpeedEstimator(
            SpeedEstimator.Setting(
                model: planner.model,
                weightFormat: planner.weightFormat,
                cacheFormat: planner.cacheFormat,
                runtime: planner.runtime,
                layout: layout,
                gpu: card.gpu,
                kernels: kernels,
                cluster: card.cluster
            ),
            weights: weights
        )
    }

    // MARK: - What GPUs have in common

    /// Layouts of one copy: tensor and pipeline parallel, and for a mixture tensor or data parallel
    /// with its experts divided over all GPUs.
    private mutating func layouts(_ count: Int, gpusPerNode: Int) -> [ParallelLayout] {
        let key = count << 20 | gpusPerNode
        if let known = layouts[key] { return known }
        let space = LayoutSpace(
            model: planners[0].model.shape,
            gpus: count,
            gpusPerNode: gpusPerNode,
            largestContextSize: 1
        )
        let found = space.layouts.filter { layout in
            layout.data == 1 && layout.expert == 1
                || layout.pipeline == 1 && layout.expert == count
        }
        layouts[key] = found
        return found
    }

    private mutating func prepared(
        _ layout: ParallelLayout,
        _ format: Int,
        memory: Bytes
    ) -> Prepared {
        let format = storedAs[format]
        let planner = planners[format]
        let isLarge = memory >= planner.runtime.defaults.largeCard
        let key = Key(format: format, layout: layout, isLarge: isLarge)
        if let known = prepared[key] { return known }
        let new = Prepared(planner.estimator(layout, &stages, memory: memory), load)
        prepared[key] = new
        return new
    }
}

extension Shortfall {
    /// The one of two that is closer to being met: memory that is there before limits that are
    /// missed, and the smaller miss of the same kind.
    fileprivate func nearer(_ other: Shortfall) -> Shortfall {
        switch (self, other) {
        case (.memory(let mine), .memory(let theirs)): mine <= theirs ? self : other
        case (.memory, _): other
        case (_, .memory): self
        case (.timeToFirstToken(let mine), .timeToFirstToken(let theirs)):
            mine <= theirs ? self : other
        case (.timePerOutputToken(let mine), .timePerOutputToken(let theirs)):
            mine <= theirs ? self : other
        case (.rent(let mine), .rent(let theirs)): mine <= theirs ? self : other
        default: self
        }
    }
}

extension SpeedEstimator {
    /// Sequences that the engine admits on all copies; nil where it admits any number.
    func admitted(_ load: InferenceWorkload) -> Int? {
        (load.maximumSequences ?? admittedSequences).map { $0 * layout.data }
    }

    /// The time of a step of a batch in the middle of its answers.
    func stepTime(_ load: InferenceWorkload, _ sequences: Int) -> Seconds {
        let step = round(
            of: sequences,
            context: Self.meanContext(load),
            admitting: load.maximumSequences
        )
        return Seconds(step.total.value)
    }
}
