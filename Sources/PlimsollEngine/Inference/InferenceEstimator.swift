/// Memory of serving one model in one format, runtime and layout, for any load.
///
/// What does not depend on the load is computed once, so that capacity can be searched by asking
/// for the memory of many loads.
public struct InferenceEstimator: Sendable {
    /// The model.
    public let model: ModelProfile
    /// How its weights are stored.
    public let weightFormat: WeightFormat
    /// How its cache is stored.
    public let cacheFormat: KVCacheFormat
    /// The engine that serves it.
    public let runtime: RuntimeProfile
    /// How it is divided among GPUs.
    public let layout: ParallelLayout
    /// What the engine admits on the card.
    public let limits: PassDefaults.Limits
    /// Whether towers of other modalities are left out.
    public let isTextOnly: Bool
    /// What is loaded beside the model.
    public let extras: ServingExtras
    /// How far the cache of models like an inferred one lies from it; exact for a known model.
    public let cacheBand: ClosedRange<Double>
    /// The stages of the pipeline, with the bytes of weights of one GPU of each.
    let stages: [Stage]

    /// One pipeline stage and what it stores.
    ///
    /// A class, since every look for a capacity goes over the stages.
    final class Stage: Sendable {
        let part: PipelineStage
        let weightBytes: Bytes
        let hostBytes: Bytes
        let cacheLayerShare: CacheShape
        let overhead: RuntimeMemory
        let stateBytesPerSequence: Bytes
        /// What of the weights is loaded beside the model.
        let extras: ExtraWeights
        /// The memory of the stage's device, where devices differ.
        let memory: Bytes?

        init(
            part: PipelineStage,
            weightBytes: Bytes,
            hostBytes: Bytes,
            cacheLayerShare: CacheShape,
            overhead: RuntimeMemory,
            stateBytesPerSequence: Bytes,
            extras: ExtraWeights,
            memory: Bytes?
        ) {
            self.part = part
            self.weightBytes = weightBytes
            self.hostBytes = hostBytes
            self.cacheLayerShare = cacheLayerShare
            self.overhead = overhead
            self.stateBytesPerSequence = stateBytesPerSequence
            self.extras = extras
            self.memory = memory
        }
    }

    /// An estimator of these choices.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - weightFormat: How weights are stored.
    ///   - cacheFormat: How keys and values are stored.
    ///   - runtime: The engine.
    ///   - layout: GPUs and what each does.
    ///   - memory: The card's memory, on which the engine's defaults depend; nil without a card.
    ///   - hostPlacement: What stays in host memory.
    ///   - isTextOnly: Whether towers of other modalities are left out; nil for the runtime's habit.
    ///   - extras: What is loaded beside the model.
    ///   - devices: The memory of each device where these differ; the layout has a stage for each.
    ///   - cacheBand: The cache of models like an inferred one over the computed cache.
    public init(
        model: ModelProfile,
        weightFormat: WeightFormat,
        cacheFormat: KVCacheFormat,
        runtime: RuntimeProfile,
        layout: ParallelLayout = .single,
        memory: Bytes? = nil,
        hostPlacement: HostPlacement = .none,
        isTextOnly: Bool? = nil,
        extras: ServingExtras = .none,
        devices: [Bytes] = [],
        cacheBand: ClosedRange<Double> = 1...1
    ) {
        self.init(
            model: model,
            weightFormat: weightFormat,
            cacheFormat: cacheFormat,
            runtime: runtime,
            layout: layout,
            memory: memory,
            hostPlacement: hostPlacement,
            isTextOnly: isTextOnly,
            extras: extras,
            devices: devices,
            cacheBand: cacheBand,
            parts: devices.isEmpty
                ? PipelineStage.divide(model, stages: layout.pipeline)
                : PipelineStage.divide(
                    model,
                    layerCounts: ProportionalSplit.layerCounts(
                        model.shape.layers.count,
                        over: devices
                    )
                )
        )
    }

    /// The same over stages that are divided already.
    init(
        model: ModelProfile,
        weightFormat: WeightFormat,
        cacheFormat: KVCacheFormat,
        runtime: RuntimeProfile,
        layout: ParallelLayout,
        memory: Bytes?,
        hostPlacement: HostPlacement = .none,
        isTextOnly: Bool? = nil,
        extras: ServingExtras = .none,
        devices: [Bytes] = [],
        cacheBand: ClosedRange<Double> = 1...1,
        parts: [PipelineStage]
    ) {
        let isTextOnly = isTextOnly ?? runtime.weightPlacement.isTextOnly
        self.isTextOnly = isTextOnly
        self.extras = extras
        self.model = model
        self.cacheBand = cacheBand
        self.weightFormat = weightFormat
        self.cacheFormat = cacheFormat
        self.runtime = runtime
        self.layout = layout
        self.limits = runtime.defaults.limits(on: devices.min() ?? memory)
        let extraCache = extras.cache(of: model)
        self.stages = parts.enumerated().map { index, part in
            let plan = HostPlan(
                part.profile,
                runtime: runtime,
                placement: hostPlacement,
                isTextOnly: isTextOnly
            )
            var cache = plan.gpuCache
            if part.isLast, let extraCache { cache.add(extraCache) }
            let beside = extras.weights(
                of: model,
                stage: part,
                format: weightFormat,
                layout: layout
            )
            return Stage(
                part: part,
                weightBytes: plan.gpuBytes(weightFormat, layout) + beside.total,
                hostBytes: plan.hostBytes(weightFormat, layout),
                cacheLayerShare: cache,
                overhead: runtime.overhead.memory(
                    part,
                    layout: layout,
                    isTextOnly: isTextOnly
                ),
                stateBytesPerSequence: Self.stateBytes(cache, runtime, layout),
                extras: beside,
                memory: index < devices.count ? devices[index] : nil
            )
        }
    }

    /// Memory of one GPU of each stage under a load, from the first stage to the last.
    public func memoryByStage(_ load: InferenceWorkload) -> [InferenceMemory] {
        stages.map { memory(of: $0, load) }
    }

    /// What of the weights is loaded beside the model, on one GPU of each stage.
    public var extraWeights: [ExtraWeights] { stages.map(\.extras) }

    /// Layers of each stage.
    public var layerCounts: [Int] { stages.map(\.part.layers.count) }

    /// Memory of the fullest GPU under a load.
    public func memoryPerGPU(_ load: InferenceWorkload) -> InferenceMemory {
        var fullest: InferenceMemory?
        for stage in stages {
            let memory = memory(of: stage, load)
            if let known = fullest, known.total.value >= memory.total.value { continue }
            fullest = memory
        }
        return fullest ?? .zero
    }

    /// Bytes of weights that stay in host memory, over all stages of one copy of the model.
    public var hostBytes: Bytes { stages.reduce(.zero) { $0 + $1.hostBytes } }

    /// Sequences on the fullest copy of the model.
    public func sequencesPerReplica(_ load: InferenceWorkload) -> Int {
        (load.concurrentSequences + layout.data - 1) / layout.data
    }

    func memory(of stage: Stage, _ load: InferenceWorkload) -> InferenceMemory {
        let sequences = sequencesPerReplica(load)
        let cache = cacheBytes(stage.cacheLayerShare, load, load.contextTokens)
        return InferenceMemory(
            weights: ByteRange(exactly: stage.weightBytes),
            kvCache: ByteRange(
                low: cache.scaled(by: cacheBand.lowerBound),
                value: cache,
                high: cache.scaled(by: cacheBand.upperBound)
            ),
            recurrentState: ByteRange(exactly: sequences * stage.stateBytesPerSequence),
            activation: runtime.activation.bytes(pass(stage, load)),
            runtime: stage.overhead
        )
    }

    /// Recurrent state of one sequence on one GPU.
    private static func stateBytes(
        _ cache: CacheShape,
        _ runtime: RuntimeProfile,
        _ layout: ParallelLayout
    ) -> Bytes {
        let state = cache.stateBytesPerSequence(
            state: runtime.stateWidth,
            convolution: BitsPerElement(16)
        )
        return Bytes((state.magnitude + layout.tensor - 1) / layout.tensor)
    }

    /// Bytes of cache of all sequences of one copy on one GPU, in whole blocks of the runtime.
    func cacheBytes(
        _ cache: CacheShape,
        _ load: InferenceWorkload,
        _ context: Tokens
    ) -> Bytes {
        let sequences = sequencesPerReplica(load)
        let held = Tokens((context.magnitude + layout.context - 1) / layout.context)
        let padded = runtime.cacheLayout.padded(held)
        switch runtime.cacheLayout.windows {
        case .bounded:
            return sequences * cache.bytesPerSequence(padded, cacheFormat, tensor: layout.tensor)
        case .full:
            return sequences
                * cache.bytesPerSequence(
                    padded,
                    cacheFormat,
                    tensor: layout.tensor,
                    ignoringBounds: true
                )
        case .cells:
            let batch = tokensPerPass(load, sequences: sequences)
            return cache.bytes(cacheFormat, tensor: layout.tensor) { bound in
                guard let bound else { return Tokens(sequences * padded.magnitude) }
                let cells = Tokens(sequences * bound.magnitude + batch.magnitude)
                let all = Tokens(sequences * padded.magnitude)
                return min(all, runtime.cacheLayout.padded(cells))
            }
        }
    }

    /// Tokens of the largest forward pass: all prompts together, up to the runtime's limit, and at
    /// least one token for each sequence.
    ///
    /// Engines that size their buffers by a warm-up or a graph use the limit whatever the load.
    public func tokensPerPass(_ load: InferenceWorkload, sequences: Int) -> Tokens {
        let limit = load.maximumBatchedTokens ?? limits.batchedTokens
        switch runtime.activation {
        case .profiled, .graphBuffer: return limit
        case .layerwise, .framework:
            let prompts = sequences * load.promptTokens.magnitude
            return Tokens(max(sequences, min(limit.magnitude, prompts)))
        }
    }

    func pass(_ stage: Stage, _ load: InferenceWorkload) -> PassShape {
        let sequences = sequencesPerReplica(load)
        let cache = stage.cacheLayerShare
        var later = Bytes.zero
        if runtime.activation.dependsOnLaterCache, load.promptTokens < load.contextTokens {
            later =
                cacheBytes(cache, load, load.contextTokens)
                - cacheBytes(cache, load, load.promptTokens)
        }
        return PassShape(
            widths: stage.part.profile.activations,
            tokens: tokensPerPass(load, sequences: sequences),
            admittedSequences: load.maximumSequences ?? limits.sequences ?? sequences,
            heldSequences: sequences,
            cachedTokens: Tokens(
                sequences * runtime.cacheLayout.padded(load.contextTokens).magnitude
            ),
            laterCache: later,
            tensor: layout.tensor,
            hasHead: stage.part.isLast,
            handsOver: stages.count > 1,
            isEager: load.isAttentionEager,
            width: weightFormat.activationWidth,
            image: isTextOnly ? nil : stage.part.profile.shape.image
        )
    }
}
