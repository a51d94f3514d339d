import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// What `/v1/estimates/training` is asked, read from JSON, a form or a query.
struct TrainingRequest {
    var model: RequestedModel
    var technique: TechniqueName
    var plan: TrainingPlan
    var load: TrainingLoad
    /// Whether the request does not say what is computed again.
    var isRecomputationOpen: Bool
    var gpu: RequestedGPU?
    var site: TrainingSite?
    var run: TrainingRunFields
    var explains: Bool
    /// The rules of thumb to answer by; nil for the architecture.
    var ruleOfThumb: RuleOfThumbTrainingRequest?
    /// What was chosen because the request does not say.
    var choices: [String]
    /// What the cards may be rented for.
    var offers: [RentalOffer]
    /// The format of a base of 4 bits that an answer may propose.
    var quantizedBase: WeightFormat?

    /// Reads a request.
    ///
    /// - Parameters:
    ///   - value: Its fields.
    ///   - catalog: What its names mean.
    /// - Throws: ``APIError`` with every field that is wrong.
    init(_ value: JSONValue, _ catalog: Catalog) throws(APIError) {
        let problems = RequestProblems()
        let reader = JSONFieldReader(value, problems.all)
        let things = NamedThings(catalog: catalog, noted: problems)
        let model = things.model(reader)
        let technique = reader.choice("technique", as: TechniqueName.self) ?? .full
        let adapter = AdapterFields(reader, things)
        let states = StateFields(reader)
        let layout = TrainingLayoutFields(reader)
        let framework = things.trainingFramework(reader, layout, states.precision)
        let recomputation = CheckpointingField.read(reader, framework?.kernels ?? .eager)
        isRecomputationOpen = !reader.has("activation_checkpointing")
        let isAttentionEager = reader.choice("attention", of: ["flash", "eager"]) == "eager"
        let hasFusedLoss = reader.bool("fused_loss") ?? false
        let objective = reader.choice("objective", as: TrainingObjective.self)
        let offload = TrainingOffload(reader)
        let trainableLayers = reader.int("trainable_layers", in: 1...100_000)
        load = TrainingLoad(
            microBatch: reader.int("micro_batch", in: 1...TrainingLimits.maximumMicroBatch) ?? 1,
            sequenceLength: Tokens(
                reader.int("sequence_length", in: 1...TrainingLimits.maximumSequence) ?? 2048
            ),
            accumulation: reader.int("gradient_accumulation", in: 1...(1 << 20)),
            rolloutsPerPrompt: reader.int("rollouts_per_prompt", in: 1...65_536)
                ?? (objective == .grpo ? 8 : 1)
        )
        gpu = things.gpu(reader)
        run = TrainingRunFields(reader)
        explains = reader.bool("explain") ?? false
        let overrides = RuleOverrides.read(
            reader,
            RuleOverrides.Constant.training,
            unknown: RuleOfThumbTrainingRequest.unknown
        )
        Self.contradictions(technique, adapter, trainableLayers, reader)
        let base = adapter.baseWeights ?? things.usualBase(technique, states.precision, reader)
        reader.finish()
        if let error = APIError(problems) { throw error }
        guard let model, let framework, let base else {
            throw APIError(.internalError, "the request was refused without a reason")
        }
        self.model = model
        self.technique = technique
        let objectiveOrDefault = objective ?? .sft
        var refusedLayout: EstimationError?
        do throws(EstimationError) {
            var divided = TrainingLayout.single
            do throws(EstimationError) {
                divided = try layout.layout(model.profile.shape)
            } catch {
                guard overrides != nil else { throw error }
                // A rule divides by any number; it is compared with the undivided model then.
                refusedLayout = error
            }
            plan = TrainingPlan(
                model: model.profile,
                technique: Self.technique(technique, adapter, base, trainableLayers),
                precision: states.precision,
                formats: states.formats(isAdapter: technique.isAdapter),
                optimizer: states.optimizer,
                releasesGradients: states.releasesGradients,
                objective: objectiveOrDefault,
                recomputation: recomputation,
                isAttentionEager: isAttentionEager,
                hasFusedLoss: hasFusedLoss,
                offload: offload,
                layout: divided,
                framework: framework
            )
        } catch {
            throw APIError(error, in: value)
        }
        site = run.site(gpu, plan, catalog)
        offers = run.offers(gpu, catalog)
        quantizedBase = catalog.weightFormats["bnb-nf4-dq"]?.format
        choices = Self.choices(plan, load, layout)
        if let overrides {
            ruleOfThumb = try RuleOfThumbTrainingRequest(
                self,
                overrides,
                states,
                layout,
                refusedLayout: refusedLayout,
                in: value
            )
        }
    }

    private static func contradictions(
        _ technique: TechniqueName,
        _ adapter: AdapterFields,
        _ trainableLayers: Int?,
        _ reader: JSONFieldReader
    ) {
        if reader.has("adapter"), technique == .full {
            reader.report("adapter", "needs a technique that adds one, such as lora")
        }
        if trainableLayers != nil, technique != .full {
            reader.report("trainable_layers", "is for technique full; an adapter freezes the base")
        }
        if adapter.baseWeights != nil, technique == .galore {
            reader.report("adapter", "base_weights is for adapters; galore trains the weights")
        }
    }

    private static func technique(
        _ name: TechniqueName,
        _ fields: AdapterFields,
        _ base: WeightFormat,
        _ trainableLayers: Int?
    ) -> TrainingTechnique {
        switch name {
        case .full: .full(trainableLayers: trainableLayers)
        case .galore: .lowRankMoments(rank: fields.rank ?? 128)
        default: .adapter(fields.adapter(name), base: base)
        }
    }

    /// What the request leaves open, in words.
    private static func choices(
        _ plan: TrainingPlan,
        _ load: TrainingLoad,
        _ layout: TrainingLayoutFields
    ) -> [String] {
        var words = [
            "framework \(plan.framework.id): activations, logits, context and reserve are measured "
                + "constants with a band"
        ]
        if layout.zeroStage == nil, plan.layout.ranks > 1 {
            words.append(
                "the \(plan.layout.ranks) data parallel ranks divide "
                    + (plan.layout.zeroStage == .parameters
                        ? "weights, gradients and optimizer states (zero_stage 3)"
                        : "optimizer states (zero_stage 1)")
            )
        }
        if load.accumulation == nil, plan.framework.gradients == .freed, !plan.releasesGradients {
            words.append(
                "gradients stay between micro-batches; with gradient_accumulation 1 they are freed "
                    + "after each step"
            )
        }
        if plan.objective.generates {
            words.append(
                "rollouts are generated by the trained weights, \(load.rolloutsPerPrompt) to a prompt"
            )
        }
        return words
    }
}

/// The fields that say in which formats states are kept.
struct StateFields {
    var precision: TrainingPrecision
    /// Whether the request names it.
    var isPrecisionNamed: Bool
    var optimizer: Optimizer
    var releasesGradients: Bool
    private(set) var weights: TrainingNumber?
    private(set) var gradients: TrainingNumber?
    private(set) var moments: TrainingNumber?
    private(set) var masterWeights: Bool?

    /// Reads the fields.
    init(_ reader: JSONFieldReader) {
        let named = reader.choice("precision", as: TrainingPrecision.self)
        precision = named ?? .bf16Mixed
        isPrecisionNamed = named != nil
        optimizer = reader.choice("optimizer", as: Optimizer.self) ?? .adamw
        weights = reader.choice("weights_dtype", as: TrainingNumber.self)
        gradients = reader.choice("gradient_dtype", as: TrainingNumber.self)
        moments = reader.choice("optimizer_dtype", as: TrainingNumber.self)
        masterWeights = reader.bool("master_weights")
        releasesGradients = reader.bool("gradient_release") ?? false
    }

    /// The formats.
    ///
    /// Adapters are kept in 32 bits in mixed precision, as PEFT does, and need no master copy.
    func formats(isAdapter: Bool) -> StateFormats {
        let isWide = isAdapter && precision.isMixed && weights == nil && masterWeights != true
        return StateFormats(
            precision,
            weights: isWide ? .fp32 : weights,
            gradients: gradients ?? (isWide ? .fp32 : nil),
            optimizer: moments,
            masterWeights: masterWeights
        )
    }
}

/// The fields that say which GPU does what.
struct TrainingLayoutFields {
    var zeroStage: ZeROStage?
    private(set) var sizes: [ParallelDimension: Int] = [:]
    private(set) var gpus: Int?
    private var expertTensor: Int?
    private var virtualPipeline: Int
    private var sequenceParallel: Bool?
    private var shardingGroup: Int?

    /// Reads the fields.
    init(_ reader: JSONFieldReader) {
        gpus = reader.int("gpus", in: 1...ParallelFields.maximumGPUs)
        zeroStage = reader.int("zero_stage", in: 0...3).flatMap(ZeROStage.init)
        virtualPipeline = reader.int("virtual_pipeline", in: 1...4096) ?? 1
        sequenceParallel = reader.bool("sequence_parallel")
        shardingGroup = reader.int("sharding_group", in: 1...ParallelFields.maximumGPUs)
        guard let fields = reader.object("parallel") else { return }
        sizes = ParallelFields.read(fields)
        expertTensor = fields.int("expert_tensor", in: 1...ParallelFields.maximumGPUs)
        fields.finish()
    }

    /// The layout of a model.
    func layout(_ shape: ModelShape) throws(EstimationError) -> TrainingLayout {
        try TrainingLayout(
            sizes,
            gpus: gpus,
            zeroStage: zeroStage,
            expertTensor: expertTensor,
            virtualPipeline: virtualPipeline,
            sequenceParallel: sequenceParallel,
            shardingGroup: shardingGroup,
            model: shape
        )
    }
}

extension NamedThings {
    /// The format of a frozen base where the request names none: NF4 with double quantization where
    /// the technique says so, else the width of the arithmetic.
    func usualBase(
        _ technique: TechniqueName,
        _ precision: TrainingPrecision,
        _ reader: JSONFieldReader
    ) -> WeightFormat? {
        guard technique.isQuantized else {
            return precision == .fp32
                ? .plain(id: "fp32", bits: 32) : .plain(id: "bf16", bits: 16)
        }
        if let entry = catalog.weightFormats["bnb-nf4-dq"] { return entry.format }
        reader.report(
            "adapter",
            "base_weights is required: the catalog lacks bnb-nf4-dq, the default"
        )
        return nil
    }

    /// `framework`: a training framework's id or alias.
    ///
    /// Where it is left out: fused kernels as soon as layers are divided by a pipeline, experts or
    /// tensor parallelism without sharded parameters, or multiplied in fewer than 16 bits, for nobody
    /// does these by hand; plain PyTorch otherwise.
    func trainingFramework(
        _ reader: JSONFieldReader,
        _ layout: TrainingLayoutFields,
        _ precision: TrainingPrecision
    ) -> TrainingProfile? {
        guard let name = reader.string("framework") else {
            let sizes = layout.sizes
            let isFused =
                sizes[.pipeline, default: 1] > 1 || sizes[.expert, default: 1] > 1
                || (sizes[.tensor, default: 1] > 1 && layout.zeroStage != .parameters)
                || precision == .fp8Mixed || precision == .nvfp4Mixed
            let id = isFused ? "megatron" : "pytorch"
            if let entry = catalog.trainingFrameworks[id] { return entry.profile }
            reader.report("framework", "is required: the catalog lacks \(id), the default")
            return nil
        }
        if let entry = catalog.trainingFrameworks[name] { return entry.profile }
        let known = catalog.trainingFrameworks.entries.map(\.id).joined(separator: ", ")
        reader.report(
            "framework",
            "there is no training framework \"\(name.prefix(60))\"; there is \(known)",
            suggestions: catalog.trainingFrameworks.suggestions(for: name)
        )
        return nil
    }
}
