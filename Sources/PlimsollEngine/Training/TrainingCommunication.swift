/// What the GPUs of a training run send each other and their hosts in one step.
extension TrainingEstimator {
    /// The time of all messages of a step, whether arithmetic hides them or not.
    ///
    /// | group | messages |
    /// |---|---|
    /// | tensor | 4 all-reduces of the hidden states a layer and micro-batch (2 forward, 2 backward), 2 more with full recomputation |
    /// | expert | 4 all-to-alls of the dispatched tokens a layer and micro-batch, 2 more with full recomputation |
    /// | context | keys and values of the whole sequence gathered forward and backward, their gradients scattered, a layer and micro-batch |
    /// | pipeline | hidden states on and their gradients back, for each part of a stage |
    /// | data, stage 3 | weights gathered forward and backward, gradients scattered, for each micro-batch |
    /// | data, stages 0 to 2 | gradients reduced and weights gathered once a step |
    ///
    /// Ranks are numbered tensor, context, data, pipeline, so stages of a run that fills its
    /// machines are on different ones.
    ///
    /// Source: Shoeybi et al. 2019, arXiv:1909.08053, section 3; Rajbhandari et al. 2020,
    /// arXiv:1910.02054, section 7 (communication volume); NVIDIA Megatron-LM `parallel_state.py`
    /// (order `tp-cp-ep-dp-pp`); Grattafiori et al. 2024, arXiv:2407.21783, section 3.3.2 (gathered
    /// keys and values).
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
            let once = cluster.pointToPoint(share, stride: sizes.tensor * plan.layout.ranks)
            let messages = 2 * plan.layout.virtualPipeline * micro
            sent += Double(messages) * once
        }
        addContext(&sent, tokens, micro: micro, cluster)
        addExperts(&sent, tokens * hidden * width * again, micro: micro, cluster)
        addRanks(&sent, micro: micro, cluster)
        return sent
    }

    /// Keys and values that the ranks of a sequence gather, heads divided by tensor parallelism.
    ///
    /// Worked example, 8 key/value heads of 128 elements over tensor 8 and context 16, 8,192 tokens
    /// on each rank: 2 · 128 · 2 bytes · 131,072 tokens = 64 MiB a layer.
    private func addContext(
        _ sent: inout Seconds,
        _ tokens: Double,
        micro: Int,
        _ cluster: Cluster
    ) {
        let sizes = plan.layout.sizes
        guard sizes.context > 1 else { return }
        let width = plan.precision.activationBits.magnitude / 8
        let sequence = tokens * Double(sizes.context) * width
        let group = GPUGroup(size: sizes.context, stride: sizes.tensor)
        let layers = plan.model.shape.layers
        for (layer, count) in zip(layers.kinds, layers.countsByKind) {
            for mixer in layer.mixers {
                let elements = mixer.exchangedElements(tensor: sizes.tensor)
                guard elements > 0 else { continue }
                let once = cluster.allGather(Bytes(Int(sequence * Double(elements))), group)
                let passes = 3 * Double(count * micro) / Double(sizes.pipeline)
                sent += passes * once
            }
        }
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
        let gradients = stage.states.trainable * plan.formats.gradients.bits
        if layout.zeroStage == .parameters, layout.shardingGroup > 1 {
            let gathers = 2 * cluster.allGather(stage.gathered, group)
            let scatter = cluster.reduceScatter(gradients, group)
            sent += Double(micro) * (gathers + scatter)
            return
        }
        let all = GPUGroup(size: layout.ranks, stride: layout.sizes.tensor)
        sent += cluster.allReduce(gradients, all)
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
            bytes = bytes + (2 * micro) * stage.gathered.divided(by: plan.layout.shardingGroup)
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

extension Mixer {
    /// Elements of one token that the other ranks of a sequence need, on one GPU of a tensor
    /// parallel group: keys and values as they are multiplied.
    ///
    /// A recurrent state is handed on once a sequence, which is little.
    fileprivate func exchangedElements(tensor: Int) -> Int {
        func heads(_ count: Int) -> Int { (count + tensor - 1) / tensor }
        return switch self {
        case .attention(let attention):
            heads(attention.keyValueHeads)
                * (attention.headDimension + attention.valueHeadDimension)
        case .latentAttention(let attention):
            heads(attention.queryHeads)
                * (attention.headDimension + attention.rotaryDimension
                    + attention.valueHeadDimension)
        case .compressedAttention(let attention): attention.headDimension
        case .crossAttention, .recurrent: 0
        }
    }
}
