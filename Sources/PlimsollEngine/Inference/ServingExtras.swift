/// What is loaded beside a model: adapters, a model or modules that guess tokens ahead.
public struct ServingExtras: Sendable {
    /// Low-rank adapters that are ready at once.
    public struct Adapters: Hashable, Sendable {
        /// How many.
        public var count: Int
        /// Their rank.
        public var rank: Int

        /// Adapters of these sizes.
        public init(count: Int, rank: Int) {
            self.count = count
            self.rank = rank
        }
    }

    /// A smaller model that guesses tokens ahead (speculative decoding).
    public struct Draft: Sendable {
        /// The model.
        public var model: ModelProfile
        /// How its weights are stored.
        public var weightFormat: WeightFormat

        /// A model in a format.
        public init(model: ModelProfile, weightFormat: WeightFormat) {
            self.model = model
            self.weightFormat = weightFormat
        }
    }

    /// The adapters; nil for none.
    public var adapters: Adapters?
    /// The draft model; nil for none.
    public var draft: Draft?
    /// Whether the model's own modules for multi-token prediction are loaded.
    public var usesNextTokenModules = false

    /// Nothing.
    public init() {}

    /// Nothing beside the model.
    public static let none = ServingExtras()
}

/// Bytes of weights that are loaded beside a model, on one GPU.
public struct ExtraWeights: Hashable, Sendable {
    /// Slots for adapters.
    public var adapters = Bytes.zero
    /// The draft model.
    public var draft = Bytes.zero
    /// Modules for multi-token prediction.
    public var nextTokenModules = Bytes.zero

    /// All of them.
    public var total: Bytes { adapters + draft + nextTokenModules }
}

extension ModelProfile {
    /// Bytes of the slots that an engine keeps for adapters, on one GPU.
    ///
    ///     bytes = count · r · Σ (in + out) · 2
    ///
    /// | symbol  | meaning                                                          |
    /// |---------|------------------------------------------------------------------|
    /// | count   | adapters that are ready at once                                  |
    /// | r       | rank                                                             |
    /// | in, out | features of each linear layer outside routed experts and the head|
    ///
    /// The half beside a divided dimension is divided with it.
    ///
    /// Worked example, one adapter of rank 64 on Llama 3.2 3B: 64 · 28 · 54,272 · 2 =
    /// 194,510,848 bytes.
    ///
    /// Source: Hu et al. 2021, arXiv:2106.09685, section 4.1; vllm-project/vllm,
    /// `lora/layers.py` (slots of full size whatever is loaded).
    func adapterBytes(_ adapters: ServingExtras.Adapters, layout: ParallelLayout) -> Bytes {
        var features = 0
        for (size, count) in sizes where size.isAdapted {
            let shard = size.shard(layout)
            features += count * shard.copies * (shard.rows + shard.columns)
        }
        return adapters.count * (Elements(adapters.rank * features) * BitsPerElement(16))
    }

    /// Bytes of the modules for multi-token prediction on one GPU of a layout.
    func nextTokenModuleBytes(_ format: WeightFormat, layout: ParallelLayout) -> Bytes {
        shape.nextTokenModules.reduce(.zero) { sum, tensor in
            let shard = TensorSize(tensor).shard(layout)
            return sum + shard.copies * format.bytes(of: shard)
        }
    }
}

extension TensorSize {
    /// Whether adapters are added to it.
    fileprivate var isAdapted: Bool {
        guard kind == .linear else { return false }
        return switch component {
        case .attention, .mlp, .sharedExperts, .recurrent: true
        case .embedding, .languageModelHead, .routedExperts, .router, .norms, .vision, .audio,
            .other:
            false
        }
    }
}

extension ServingExtras {
    /// What the last stage of a model holds of them.
    func weights(
        of model: ModelProfile,
        stage: PipelineStage,
        format: WeightFormat,
        layout: ParallelLayout
    ) -> ExtraWeights {
        var weights = ExtraWeights()
        if let adapters { weights.adapters = stage.profile.adapterBytes(adapters, layout: layout) }
        guard stage.isLast else { return weights }
        if usesNextTokenModules {
            weights.nextTokenModules = model.nextTokenModuleBytes(format, layout: layout)
        }
        if let draft {
            weights.draft = draft.model.weightBytes(
                draft.weightFormat,
                layout: draft.layout(beside: layout)
            )
        }
        return weights
    }

    /// What the last stage caches beside its own layers: those of the draft model, and a layer of
    /// the last kind for the modules.
    func cache(of model: ModelProfile) -> CacheShape? {
        guard usesNextTokenModules || draft != nil else { return nil }
        var layers = LayerStack()
        if usesNextTokenModules, let last = model.shape.layers.order.last {
            layers.append(model.shape.layers.kinds[last])
        }
        var cache = CacheShape(layers)
        if let draft { cache.add(draft.model.cache) }
        return cache
    }
}

extension ServingExtras.Draft {
    /// The same division of matrices as the model's, where the draft model's heads allow it; else
    /// each GPU holds it whole.
    func layout(beside layout: ParallelLayout) -> ParallelLayout {
        (try? ParallelLayout([.tensor: layout.tensor], gpus: nil, model: model.shape)) ?? .single
    }
}
