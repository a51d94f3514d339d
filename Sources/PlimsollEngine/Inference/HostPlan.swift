/// Which part of a stage lies on the GPU and which in host memory.
struct HostPlan {
    private let profile: ModelProfile
    private let runtime: RuntimeProfile
    private let placement: HostPlacement
    private let isTextOnly: Bool

    /// A plan for one stage.
    init(
        _ profile: ModelProfile,
        runtime: RuntimeProfile,
        placement: HostPlacement,
        isTextOnly: Bool = false
    ) {
        self.profile = profile
        self.runtime = runtime
        self.placement = placement
        self.isTextOnly = isTextOnly
    }

    /// Bytes of weights on one GPU, with what the runtime keeps beside them.
    func gpuBytes(_ format: WeightFormat, _ layout: ParallelLayout) -> Bytes {
        storedBytes(format, layout) + additions(format, layout).total
    }

    /// What the runtime keeps beside the tensors of the model.
    ///
    /// Worked example, Llama 3.1 8B in vLLM: 131,072 positions · 128 · 2 bytes = 32 MiB beside the
    /// weights, the 0.03 GiB by which its log exceeds 2 bytes a parameter.
    func additions(_ format: WeightFormat, _ layout: ParallelLayout) -> WeightAdditions {
        let rules = runtime.weightPlacement
        var additions = WeightAdditions()
        let table = profile.shape.rotaryTables * BitsPerElement(16)
        switch rules.rotaryTables {
        case .none: break
        case .shared: additions.rotaryTables = table
        case .perLayer: additions.rotaryTables = (2 * profile.shape.layers.count) * table
        }
        guard placement == .none else { return additions }
        if rules.usesCachingAllocator {
            additions.pages = profile.allocationSlack(
                format,
                layout: layout,
                joinsProjections: rules.joinsProjections,
                where: isOnGPU
            )
        }
        additions.copies =
            profile.latentCopyBytes(rules.latentCopies, format, tensor: layout.tensor)
            + separateHead(format, layout)
        if rules.widenedFormats.contains(format.id) {
            additions.widened = profile.largestCovered(format, layout) * BitsPerElement(16)
        }
        return additions
    }

    /// Bytes of a head that shares the embedding in the model, and not in what the runtime loads.
    private func separateHead(_ format: WeightFormat, _ layout: ParallelLayout) -> Bytes {
        guard profile.shape.isHeadTied,
            runtime.weightPlacement.separateHeadFormats.contains(format.id)
        else { return .zero }
        return profile.weightBytes(format, layout: layout) { $0 == .embedding }
    }

    private func storedBytes(_ format: WeightFormat, _ layout: ParallelLayout) -> Bytes {
        switch placement {
        case .none:
            return profile.weightBytes(format, layout: layout, where: isOnGPU)
        case .layersBefore, .routedExperts:
            return gpuPart.weightBytes(format, layout: layout, where: isOnGPU)
        case .streamed:
            // One layer computes while the next arrives; embeddings and head come in turn.
            let layers = profile.shape.layers.kinds.map { layer in
                ModelProfile(alone(layer)).weightBytes(format, layout: layout)
            }
            let ends = (profile.shape.embeddings + profile.shape.outputs).map { tensor in
                format.bytes(of: tensor.shard(layout))
            }
            return 2 * max(layers.max() ?? .zero, ends.max() ?? .zero)
        }
    }

    /// Bytes of weights in host memory, for one copy of the stage.
    func hostBytes(_ format: WeightFormat, _ layout: ParallelLayout) -> Bytes {
        let whole = profile.weightBytes(format, layout: layout, where: isLoaded)
        switch placement {
        case .streamed: return layout.tensor * whole
        case .none, .layersBefore, .routedExperts:
            let anyway = profile.weightBytes(format, layout: layout, where: isOnHostAnyway)
            let onGPU = storedBytes(format, layout)
            // A tied head needs the embedding on the GPU too, so that it is in both places.
            return layout.tensor * max(whole - onGPU, anyway)
        }
    }

    /// The cache of the layers on the GPU.
    var gpuCache: CacheShape {
        guard case .layersBefore = placement else { return profile.cache }
        return gpuPart.cache
    }

    /// Whether the runtime keeps a part on the host by itself: tables of token embeddings that
    /// no head shares.
    private func isOnHostAnyway(_ component: ParameterComponent) -> Bool {
        runtime.weightPlacement.keepsEmbeddingOnHost && component == .embedding
            && !profile.shape.isHeadTied
    }

    /// Whether a part of the model is loaded at all.
    private func isLoaded(_ component: ParameterComponent) -> Bool {
        !isTextOnly || !component.isTower
    }

    /// Whether a part of the model is loaded and not kept on the host by the runtime.
    private func isOnGPU(_ component: ParameterComponent) -> Bool {
        isLoaded(component) && !isOnHostAnyway(component)
    }

    /// The part of the stage whose weights lie on the GPU.
    private var gpuPart: ModelProfile {
        let shape = profile.shape
        var part = shape
        let order = shape.layers.order
        switch placement {
        case .none, .streamed:
            return profile
        case .layersBefore(let gpuLayers):
            let kept = min(order.count, gpuLayers)
            part.layers = LayerStack(
                order.suffix(kept).map { shape.layers.kinds[$0] }
            )
            part.part = ModelPart(of: shape, after: order.count - kept)
            part.embeddings = []
            if gpuLayers <= order.count { part.outputs = [] }
        case .routedExperts(let layers):
            part.part = ModelPart(of: shape, after: 0)
            part.layers = LayerStack(
                order.enumerated().map { index, kind in
                    let layer = shape.layers.kinds[kind]
                    return index < layers ? layer.withoutRoutedExperts : layer
                }
            )
        }
        return ModelProfile(part)
    }

    private func alone(_ layer: Layer) -> ModelShape {
        var part = ModelShape(
            hiddenSize: profile.shape.hiddenSize,
            vocabularySize: profile.shape.vocabularySize,
            layers: LayerStack([layer]),
            embeddings: [],
            outputs: []
        )
        part.part = ModelPart(of: profile.shape, after: 0)
        return part
    }
}

extension Layer {
    /// The layer as it lies on a GPU when its routed experts stay on the host.
    fileprivate var withoutRoutedExperts: Layer {
        var layer = self
        layer.feedForwards = feedForwards.map { network in
            guard case .mixture(var mixture) = network else { return network }
            mixture.tensors.removeAll { $0.component == .routedExperts }
            return .mixture(mixture)
        }
        return layer
    }
}
