/// How fast one model is served in one format, by one engine, on GPUs of one kind in one layout.
///
/// A value without any look-up: everything that requests name has been found before. What does not
/// depend on the load is summed up once, so that batches can be compared quickly.
public struct SpeedEstimator: Sendable {
    /// The engine's fixed times.
    let engine: EngineSpeed
    /// What its kernels reach on this card.
    let kernels: KernelProfile
    /// The layout.
    let layout: ParallelLayout
    /// The links.
    let cluster: Cluster?
    /// The work of one token.
    let work: ComputeShape
    /// What the layers cache.
    let cacheShape: CacheShape
    let cacheFormat: KVCacheFormat
    let stateWidth: BitsPerElement
    let hiddenSize: Int
    /// Tokens of a pass over prompts unless a load says otherwise.
    let passTokens: Tokens
    /// Sequences that the engine admits.
    let admittedSequences: Int?
    let path: WeightPath
    let bandwidth: BytesPerSecond
    /// Peak rate of products in the weights' format, and at 16 bits.
    let rate: FLOPsPerSecond
    let halfRate: FLOPsPerSecond
    /// Bytes of weights that one pass streams on one GPU of each stage, all stages together.
    let headBytes: Bytes
    let bodyBytes: Bytes
    let expertBytes: Bytes
    /// Bytes of weights that each pass fetches from the host, and how fast.
    let hostBytes: Bytes
    let hostBandwidth: EmpiricalFactor?

    /// Everything that decides the speed but the load.
    public struct Setting: Sendable {
        /// The model.
        public var model: ModelProfile
        /// How weights are stored.
        public var weightFormat: WeightFormat
        /// How the cache is stored.
        public var cacheFormat: KVCacheFormat
        /// The engine; it has to know its speed.
        public var runtime: RuntimeProfile
        /// GPUs and what each does.
        public var layout: ParallelLayout
        /// The card, all of one kind.
        public var gpu: GPU
        /// What the engine's kernels reach on it.
        public var kernels: KernelProfile
        /// The links; needed beyond one GPU.
        public var cluster: Cluster?
        /// Bytes of weights in host memory, and whether they cross the bus in each pass or are
        /// multiplied by the host.
        public var hostBytes: Bytes
        /// What stays on the host.
        public var hostPlacement: HostPlacement

        /// A setting.
        public init(
            model: ModelProfile,
            weightFormat: WeightFormat,
            cacheFormat: KVCacheFormat,
            runtime: RuntimeProfile,
            layout: ParallelLayout,
            gpu: GPU,
            kernels: KernelProfile,
            cluster: Cluster?,
            hostBytes: Bytes = .zero,
            hostPlacement: HostPlacement = .none
        ) {
            self.model = model
            self.weightFormat = weightFormat
            self.cacheFormat = cacheFormat
            self.runtime = runtime
            self.layout = layout
            self.gpu = gpu
            self.kernels = kernels
            self.cluster = cluster
            self.hostBytes = hostBytes
            self.hostPlacement = hostPlacement
        }
    }

    /// An estimator; nil where the card's bandwidth or rates, the engine's speed or the links that
    /// the layout needs are not known.
    ///
    /// - Parameters:
    ///   - setting: What decides the speed.
    ///   - weights: What a pass streams, where it is summed up already.
    public init?(_ setting: Setting, weights: StreamedWeights? = nil) {
        guard let engine = setting.runtime.speed, let bandwidth = setting.gpu.memoryBandwidth,
            let (path, rate) = WeightPath.of(setting.weightFormat, on: setting.gpu),
            let halfRate = setting.gpu.peakRates.halfPrecision,
            setting.layout.gpus == 1 || setting.cluster != nil
        else { return nil }
        self.engine = engine
        self.bandwidth = bandwidth
        self.path = path
        self.rate = rate
        self.halfRate = halfRate
        kernels = setting.kernels
        layout = setting.layout
        cluster = setting.cluster
        work = setting.model.compute
        cacheShape = setting.model.cache
        cacheFormat = setting.cacheFormat
        stateWidth = setting.runtime.stateWidth
        hiddenSize = setting.model.shape.hiddenSize
        let limits = setting.runtime.defaults.limits(on: setting.gpu)
        passTokens = limits.batchedTokens
        admittedSequences = engine.admittedSequences ?? limits.sequences
        let streamed = weights ?? StreamedWeights(setting.model, setting.weightFormat, layout)
        hostBytes = setting.hostBytes
        hostBandwidth = HostSpeed.bandwidth(setting.hostPlacement, setting.gpu)
        // What the host holds is not streamed from the card's memory.
        let whole = Double(streamed.total.magnitude)
        let onHost = hostBandwidth == nil ? 0 : Double(hostBytes.magnitude)
        let kept = max(0, 1 - onHost / max(1, whole * Double(layout.tensor)))
        headBytes = streamed.head.scaled(by: kept)
        expertBytes = streamed.experts.scaled(by: kept)
        bodyBytes = streamed.body.scaled(by: kept)
    }

    // MARK: - Passes

    /// The time in which every sequence of a batch gets its next token.
    ///
    ///     t = weights / (B · e_w) + cache / (B · e_kv) + FLOPs / (P · e_f)
    ///       + L · t_layer + t_pass + n · t_sequence + messages
    ///
    /// | symbol | property                          | meaning                               |
    /// |--------|-----------------------------------|---------------------------------------|
    /// | B, P   | `bandwidth`, `rate`               | peaks of the card                     |
    /// | e      | `KernelProfile`                   | shares of the peaks that kernels reach|
    /// | t_…    | `EngineSpeed.decode`              | fixed times of the engine             |
    /// | n      | sequences of one copy             |                                       |
    ///
    /// Of a mixture only the experts that the tokens of the step reach are streamed. With a
    /// pipeline the batch is cut to one micro-batch a stage, and a token passes all stages.
    ///
    /// Source: Pope et al. 2022, arXiv:2211.05102 (memory and compute of a step); fixed times as
    /// in `docs/formulas.md`.
    ///
    /// - Parameters:
    ///   - sequences: Over all copies of the model.
    ///   - context: Tokens held per sequence, as many as at the middle of what is generated.
    /// - Returns: The time of one step, by what it is spent on.
    public func decodeStep(sequences: Int, context: Tokens) -> PassTime {
        let copy = Double((sequences + layout.data - 1) / layout.data)
        let micro = max(1, copy / Double(layout.pipeline))
        var time = PassTime()
        addProducts(tokens: micro, scored: micro, to: &time)
        addCache(micro, context, to: &time)
        let pairs = work.decodeAttention(context).magnitude * micro
        time.compute += attention(FLOPs(pairs))
        time.fixed += fixed(engine.decode, passes: 1, sequences: copy)
        if let uncaptured = engine.uncaptured, copy > Double(uncaptured.sequences) {
            time.fixed += TimeRange(Double(work.layers), uncaptured.layer)
            time.fixed += TimeRange(Double(work.expertLayers), uncaptured.expertLayer)
        }
        addMessages(tokens: micro, passes: 1, by: .engine, to: &time)
        return time.stretched(by: engine.spread)
    }

    /// The time in which prompts of a length are read and their first tokens chosen.
    ///
    /// All prompts pass in whole passes of the engine's size; a weight is streamed once a pass.
    /// Stages of a pipeline work on different passes at a time: p passes over s stages take
    /// (p + s − 1) / (p · s) of the time on one.
    ///
    /// - Parameters:
    ///   - sequences: Over all copies of the model.
    ///   - prompt: Tokens of each prompt.
    ///   - limit: Tokens of one pass; the engine's where it is left out.
    /// - Returns: The time of all passes, by what it is spent on.
    public func promptPass(sequences: Int, prompt: Tokens, limit: Tokens? = nil) -> PassTime {
        let (copy, tokens, passes) = promptWork(sequences, prompt, limit: limit)
        var time = PassTime()
        addProducts(tokens: tokens, passes: passes, scored: Double(copy), to: &time)
        time.compute += attention(promptPairs(copy, prompt))
        addElementwise(tokens, to: &time)
        addMessages(tokens: tokens, passes: passes, by: .library, to: &time)
        var overhead = engine.prompt
        overhead.pass = overhead.pass.none
        overhead.sequence = overhead.sequence.none
        time.fixed += fixed(overhead, passes: passes, sequences: 0)
        time = overlap(passes) * time
        time.fixed += TimeRange(1, engine.prompt.pass)
        time.fixed += TimeRange(Double(copy), engine.prompt.sequence)
        return time.stretched(by: engine.spread)
    }

    /// Prompts of one copy, their tokens on one GPU, and the passes in which they are read.
    func promptWork(
        _ sequences: Int,
        _ prompt: Tokens,
        limit: Tokens?
    ) -> (copy: Int, tokens: Double, passes: Double) {
        let copy = (sequences + layout.data - 1) / layout.data
        let held = (prompt.magnitude + layout.context - 1) / layout.context
        let tokens = Double(copy) * Double(held)
        let most = Double(max(1, (limit ?? passTokens).magnitude))
        let passes = engine.cutsPrompts ? max(1, (tokens / most).rounded(.up)) : 1
        return (copy, tokens, passes)
    }

    /// Operations of attention over the prompts of one copy, on one GPU of those that divide them.
    func promptPairs(_ sequences: Int, _ prompt: Tokens) -> FLOPs {
        let pairs = work.promptAttention(prompt).magnitude * Double(sequences)
        return FLOPs(pairs / Double(layout.context))
    }

    /// The share of the time on one GPU that a pipeline takes.
    func overlap(_ passes: Double) -> Double {
        guard layout.pipeline > 1 else { return 1 }
        let stages = Double(layout.pipeline)
        let ideal = (passes + stages - 1) / (passes * stages)
        return 1 - engine.pipelineOverlap.value * (1 - ideal)
    }

    // MARK: - Terms

    /// Streams the weights once a pass and multiplies them with all tokens.
    private func addProducts(
        tokens: Double,
        passes: Double = 1,
        scored: Double,
        to time: inout PassTime
    ) {
        let shares = kernels[path]
        let stream = stream(passes, bodyBytes)
        time.weights += TimeRange(stream, share: shares.stream)
        let headPath = kernels[headIsHalf ? .half : path]
        time.weights += TimeRange(self.stream(passes, headBytes), share: headPath.stream)
        if expertBytes > .zero {
            let touched = expertsTouched(by: tokens / passes)
            let ideal = touched * self.stream(passes, expertBytes)
            time.weights += TimeRange(ideal, share: shares.expertStream)
                .stretched(by: engine.expertStreamTime)
        }
        if let hostBandwidth, hostBytes > .zero {
            time.weights += TimeRange(
                Seconds(passes * Double(hostBytes.magnitude)),
                share: hostBandwidth
            )
        }
        let products = products(tokens: tokens, scored: scored)
        time.compute += TimeRange(products.body / rate, share: shares.matrix)
            .stretched(by: engine.matrixTime)
        time.compute += TimeRange(products.head / halfRate, share: kernels[.half].matrix)
            .stretched(by: engine.matrixTime)
        guard work.expertLayers > 0 else { return }
        time.compute += TimeRange(products.experts / rate, share: shares.expertMatrix)
            .stretched(by: engine.matrixTime)
            .stretched(by: engine.expertMatrixTime)
    }

    /// The share of the experts on a GPU that a pass of so many tokens of one copy reaches.
    func expertsTouched(by tokens: Double) -> Double {
        work.expertsTouched(by: layout.expert > 1 ? tokens * Double(layout.data) : tokens)
    }

    /// Operations of matrix products on one GPU.
    func products(
        tokens: Double,
        scored: Double
    ) -> (body: FLOPs, head: FLOPs, experts: FLOPs) {
        let tensor = Double(layout.tensor)
        // With expert parallelism the tokens of all copies meet on the GPUs of the group.
        let all = layout.expert > 1 ? tokens * Double(layout.data) : tokens
        let group = layout.expert > 1 ? Double(layout.tensor * layout.data) : tensor
        return (
            FLOPs(2 * Double(work.body.magnitude) * tokens / tensor),
            FLOPs(2 * Double(work.head.magnitude) * scored / tensor),
            FLOPs(2 * Double(work.activeExperts.magnitude) * all / group)
        )
    }

    private func stream(_ passes: Double, _ bytes: Bytes) -> Seconds {
        passes * (bytes / bandwidth)
    }

    /// Whether the head keeps 16 bits: in all formats but those that cover every matrix.
    var headIsHalf: Bool { path != .block }

    private func attention(_ work: FLOPs) -> TimeRange {
        TimeRange(1 / Double(layout.tensor) * (work / halfRate), share: kernels.attention)
    }

    /// Reads what one step needs of the cache, and reads and writes recurrent states.
    private func addCache(_ sequences: Double, _ context: Tokens, to time: inout PassTime) {
        let moved = Double(cacheMoved(context).magnitude)
        let ideal = Seconds(sequences * moved / bandwidth.magnitude)
        time.cache += TimeRange(ideal, share: kernels.cache)
    }

    /// Bytes of cache and states that a step moves for one sequence on one GPU.
    func cacheMoved(_ context: Tokens) -> Bytes {
        let held = Tokens((context.magnitude + layout.context - 1) / layout.context)
        let cache = cacheShape.bytesPerSequence(held, cacheFormat, tensor: layout.tensor)
        let state = cacheShape.stateBytesPerSequence(state: stateWidth)
        return Bytes(cache.magnitude + 2 * (state.magnitude / layout.tensor))
    }

    /// Norms, rotations, activations and residuals: what is read and written for each token.
    ///
    ///     bytes = 12 · 2 · h · L a token
    ///
    /// Twelve vectors of the residual's width at 16 bits a layer: two norms, two residual sums,
    /// rotation and activation, each read and written. On no measured card was more than a fifth
    /// of it unaccounted for.
    private func addElementwise(_ tokens: Double, to time: inout PassTime) {
        time.compute += TimeRange(Seconds(elementwiseBytes(tokens) / bandwidth.magnitude))
    }

    /// The bytes of that.
    func elementwiseBytes(_ tokens: Double) -> Double {
        let vectors = 12.0
        return vectors * 2 * Double(hiddenSize * work.layers) * tokens
    }

    private func fixed(
        _ overhead: EngineSpeed.Overheads,
        passes: Double,
        sequences: Double
    ) -> TimeRange {
        TimeRange(passes * Double(work.layers), overhead.layer)
            + TimeRange(passes * Double(work.expertLayers), overhead.expertLayer)
            + TimeRange(passes, overhead.pass)
            + TimeRange(sequences, overhead.sequence)
    }

    /// Sums over the tensor parallel group, hand-overs between stages, exchange among experts.
    private func addMessages(
        tokens: Double,
        passes: Double,
        by carrier: LinkProfile.Carrier,
        to time: inout PassTime
    ) {
        guard let cluster, layout.gpus > 1 else { return }
        let bytes = Bytes(Int(tokens / passes * Double(2 * hiddenSize)))
        var seconds = 0.0
        if layout.tensor > 1 {
            let sum = cluster.allReduce(bytes, GPUGroup(size: layout.tensor), by: carrier)
            seconds += Double(work.reductions) * sum.magnitude
        }
        if layout.expert > 1, layout.data > 1 {
            // Each token goes to its experts and comes back.
            let sent = Bytes(bytes.magnitude * max(1, work.expertsPerToken))
            let exchange = cluster.allToAll(sent, GPUGroup(size: layout.expert))
            seconds += 2 * Double(work.expertLayers) * exchange.magnitude
        }
        if layout.pipeline > 1 {
            let hop = cluster.pointToPoint(bytes, stride: layout.tensor)
            seconds += Double(layout.pipeline - 1) * hop.magnitude
        }
        time.communication += TimeRange(Seconds(passes * seconds))
    }
}

extension EmpiricalFactor {
    /// The same figure with nothing in it.
    fileprivate var none: EmpiricalFactor {
        var factor = self
        factor.value = 0
        factor.range = 0...0
        return factor
    }
}
