/// What the GPUs of a training run send each other and their hosts in one step.
extension TrainingEstimator {
    /// The time of all messages of a step, whether arithmetic hides them or not.
    ///
    /// | group | messages |
    /// |---|---|
    /// | tensor | 4 all-reduces of the hidden states a layer and micro-batch (2 forward, 2 backward), 2 more with full recomputation |
    /// | expert | 4 all-to-alls of the dispatched tokens a layer and micro-batch, 2 more with full recomputation |
    /// | pipeline | hidden states on and their gradients back, for each part of a stage |
    /// | data, stage 3 | weights gathered forward and backward, gradients scattered, for each micro-batch |
    /// | data, stages 0 to 2 | gradients reduced and weights gathered once a step |
    ///
    /// Source: Shoeybi et al. 2019, arXiv:1909.08053, section 3; Rajbhandari et al. 2020,
    /// arXiv:1910.02054, section 7 (communication volume).
    func communicationTime(_ load: TrainingLoad, micro: Int, _ cluster: Cluster?) -> Seconds {
        var sent = Seconds.zero
        guard let cluster else { return sent }
        let sizes = plan.layout.sizes
        let width = plan.precision.activationBits.magnitude / 8
        let hidden = Double(plan.model.shape.hiddenSize)
        let tokens = StageActivations.tokens(load, plan)
        let again = plan.recomputation.scope == .full ? 1.5 : 1
        let layers = Double(plan.model.shape.layers.count) / Double(sizes.pipeline)
        let state = Bytes(Int(tokens * hidden * width))
        if sizes.tensor > 1 {
            let once = cluster.allReduce(state, GPUGroup(size: sizes.tensor))
            sent += (4 * again * layers * Double(micro)) * once
        }
        if sizes.pipeline > 1 {
            let share = Bytes(state.magnitude / sizes.tensor)
            let once = cluster.pointToPoint(share, stride: sizes.tensor)
            let messages = 2 * plan.layout.virtualPipeline * micro
            sent += Double(messages) * once
        }
        addExperts(&sent, tokens * hidden * width * again, micro: micro, cluster)
        addRanks(&sent, micro: micro, cluster)
        return sent
    }

    private func addExperts(
        _ sent: inout Seconds,
        _ bytes: Double,
        micro: Int,
        _ cluster: Cluster
    ) {
        let sizes = plan.layout.sizes
        guard sizes.expert > 1 else { return }
        var dispatched = 0.0
        let shape = plan.model.shape
        for (layer, count) in zip(shape.layers.kinds, shape.layers.countsByKind) {
            for case .mixture(let mixture) in layer.feedForwards {
                dispatched += Double(count * mixture.expertsPerToken)
            }
        }
        let perLayer = Bytes(Int(bytes / Double(sizes.tensor)))
        let once = cluster.allToAll(
            perLayer,
            GPUGroup(size: sizes.expert, stride: plan.layout.expertTensor)
        )
        sent += (4 * dispatched / Double(sizes.pipeline) * Double(micro)) * once
    }

    private func addRanks(_ sent: inout Seconds, micro: Int, _ cluster: Cluster) {
        let layout = plan.layout
        guard layout.ranks > 1, let stage = stages.first else { return }
        let group = GPUGroup(
            size: layout.shardingGroup,
            stride: layout.sizes.tensor
        )
        let counted = stage.part.profile.sizes.reduce(Bytes.zero) { sum, entry in
            sum + entry.count * (layout.shard(entry.size).elements * gatheredBits(entry.size))
        }
        let gradients = stage.states.trainable * plan.formats.gradients.bits
        if layout.zeroStage == .parameters, layout.shardingGroup > 1 {
            let gathers = 2 * cluster.allGather(counted, group)
            let scatter = cluster.reduceScatter(gradients, group)
            sent += Double(micro) * (gathers + scatter)
            return
        }
        let all = GPUGroup(size: layout.ranks, stride: layout.sizes.tensor)
        sent += cluster.allReduce(gradients, all)
    }

    private func gatheredBits(_ size: TensorSize) -> BitsPerElement {
        guard let base = plan.technique.base else {
            return min(plan.formats.weights.bits, plan.precision.activationBits)
        }
        return base.effectiveBits
    }

    /// Bytes that go to and from the host in one step, for one GPU.
    ///
    /// Optimizer states stay there: gradients go down once a step, weights come up once. Weights
    /// that lie there come up twice for each micro-batch. Activations go down and come back.
    ///
    /// Source: Ren et al. 2021, arXiv:2101.06840, section 3.
    public func hostTraffic(_ load: TrainingLoad) -> Bytes {
        guard let stage = stages.first, plan.offload.isUsed || plan.optimizer.isPaged else {
            return .zero
        }
        let micro = microBatches(load)
        let states = stage.states
        let ranks = plan.layout.zeroStage >= .optimizerState ? plan.layout.shardingGroup : 1
        let trained = states.trainable
        var bytes = Bytes.zero
        if plan.offload.optimizer != .none || plan.offload.parameters != .none {
            bytes =
                bytes
                + (trained * plan.formats.gradients.bits + trained * plan.formats.weights.bits)
                .divided(by: ranks)
        }
        if plan.optimizer.isPaged { bytes = bytes + 2 * states.host }
        if plan.offload.parameters != .none {
            let weights = stage.part.profile.sizes.reduce(Bytes.zero) { sum, entry in
                sum + entry.count
                    * (plan.layout.shard(entry.size).elements * gatheredBits(entry.size))
            }
            bytes = bytes + (2 * micro) * weights.divided(by: plan.layout.shardingGroup)
        }
        let kept = stage.activations.peak(load, stage: 0, plan, states: states).offloaded
        return bytes + (2 * micro) * kept
    }

    /// The time of that traffic on the bus, and of an optimizer that runs on the host.
    func hostTime(_ load: TrainingLoad, micro: Int, _ gpu: GPU) -> Seconds {
        let traffic = hostTraffic(load)
        guard traffic > .zero else { return .zero }
        let bus = gpu.bus?.pairBandwidth ?? Self.usualBus
        // Activations and weights stream beside arithmetic; what is left waits.
        var time = Self.waitingShare * (traffic / bus)
        if plan.offload.optimizer != .none || plan.offload.parameters != .none,
            let stage = stages.first
        {
            time += stage.states.host / Self.hostMemory
        }
        return time
    }

    /// A bus of PCI Express 4 with 16 lanes, at what copies reach of it.
    private static var usualBus: BytesPerSecond { .giga(25) }
    /// The share of traffic with the host that does not hide behind arithmetic.
    private static var waitingShare: Double { 0.5 }
    /// What an optimizer on the host's processors moves in a second for one GPU.
    private static var hostMemory: BytesPerSecond { .giga(40) }

    /// The optimizer's step: states are read and written once.
    func optimizerTime(_ gpu: GPU) -> Seconds {
        guard let stage = stages.first, let bandwidth = gpu.memoryBandwidth else { return .zero }
        let states = stage.states
        let moved =
            2 * (states.optimizer + states.gradients)
            + (plan.technique.isAdapter ? 2 * states.adapter : states.weights)
        return moved / bandwidth
    }
}
