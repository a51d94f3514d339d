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
    /// What a search may choose of the layout.
    let freedom: TrainingFreedom
    /// The frameworks of layouts, and where they run.
    let grounds: TrainingGrounds
    /// What the cards may be rented for.
    var offers: [RentalOffer]
    /// The format of a base of 4 bits that an answer may propose.
    var quantizedBase: WeightFormat?

    /// Reads a request.
    ///
    /// - Parameters:
    ///   - value: Its fields.
    ///   - catalog: What its names mean.
    ///   - planned: The cards of a plan, which searches the layout.
    ///   - readMore: Reads fields that another endpoint has beside these.
    /// - Throws: ``APIError`` with every field that is wrong.
    init(
        _ value: JSONValue,
        _ catalog: Catalog,
        planned: PlannedCards? = nil,
        readMore: (JSONFieldReader) -> Void = { _ in }
    ) throws(APIError) {
        let problems = RequestProblems()
        let reader = JSONFieldReader(value, problems.all)
        let things = NamedThings(catalog: catalog, noted: problems)
        let model = things.model(reader)
        let technique = reader.choice("technique", as: TechniqueName.self) ?? .full
        let adapter = AdapterFields(reader, things)
        let states = StateFields(reader)
        let layout = TrainingLayoutFields(reader)
        let frameworks = things.trainingFrameworks(reader)
        let framework = frameworks?.of(layout, states.precision, reader)
        let recomputation = CheckpointingField.read(reader, framework?.kernels ?? .eager)
        isRecomputationOpen = !reader.has("activation_checkpointing")
        let isAttentionEager = reader.choice("attention", of: ["flash", "eager"]) == "eager"
        let hasFusedLoss = reader.bool("fused_loss") ?? false
        let objective = reader.choice("objective", as: TrainingObjective.self)
        let offload = TrainingOffload(reader)
        let loading = reader.choice("loading", as: WeightLoading.self)
        let reduction = reader.choice("gradient_reduction", as: GradientReduction.self)
        let trainableLayers = reader.int("trainable_layers", in: 1...100_000)
        let microBatch = reader.int("micro_batch", in: 1...TrainingLimits.maximumMicroBatch)
        let globalBatch = reader.int("global_batch", in: 1...TrainingLimits.maximumGlobalBatch)
        load = TrainingLoad(
            microBatch: microBatch ?? 1,
            sequenceLength: Tokens(
                reader.int("sequence_length", in: 1...TrainingLimits.maximumSequence) ?? 2048
            ),
            accumulation: reader.int("gradient_accumulation", in: 1...(1 << 20)),
            rolloutsPerPrompt: reader.int("rollouts_per_prompt", in: 1...65_536)
                ?? (objective == .grpo ? 8 : 1)
        )
        let named = things.gpu(reader)
        gpu = planned?.gpu ?? named
        run = TrainingRunFields(reader)
        if let planned { run.gpusPerNode = planned.gpusPerNode }
        readMore(reader)
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
        guard let model, let frameworks, let framework, let base else {
            throw APIError(.internalError, "the request was refused without a reason")
        }
        self.model = model
        self.technique = technique
        let objectiveOrDefault = objective ?? .sft
        let isSearched = planned != nil || (layout.isOpen && gpu != nil && overrides == nil)
        freedom = TrainingFreedom(
            zeroStage: layout.zeroStage,
            recomputation: isRecomputationOpen ? nil : recomputation,
            microBatch: planned == nil ? load.microBatch : microBatch,
            globalBatch: globalBatch,
            accumulation: load.accumulation,
            virtualPipeline: layout.virtualPipeline,
            hasSequenceParallelism: layout.sequenceParallel ?? true
        )
        var refusedLayout: EstimationError?
        do throws(EstimationError) {
            var divided = TrainingLayout.single
            do throws(EstimationError) {
                if !isSearched { divided = try layout.layout(model.profile.shape) }
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
                loading: loading ?? .sharded,
                reduction: reduction ?? .everyMicroBatch,
                layout: divided,
                framework: framework
            )
            if let globalBatch, !isSearched { try load.divide(globalBatch, divided) }
        } catch {
            throw APIError(error, in: value)
        }
        let site = { [run, gpu, plan] (framework: TrainingProfile) in
            TrainingGround(framework, run.site(gpu, framework, plan.precision, catalog))
        }
        grounds = TrainingGrounds(
            fused: site(frameworks.fused ?? framework),
            plain: site(frameworks.plain ?? framework)
        )
        self.site = site(framework).site
        offers = run.offers(gpu, catalog)
        quantizedBase = catalog.weightFormats["bnb-nf4-dq"]?.format
        choices = []
        if isSearched, planned == nil {
            try chooseLayout(layout.gpus ?? 1, in: value)
        } else if layout.zeroStage == nil, planned == nil, plan.layout.ranks > 1 {
            choices.append(Self.dividedStates(plan.layout))
        }
        choices = [Self.constants(plan.framework)] + choices + Self.choices(plan, load)
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

    /// What is measured of the framework.
    static func constants(_ framework: TrainingProfile) -> String {
        "framework \(framework.id): activations, logits, context and reserve are measured "
            + "constants with a band"
    }

    /// What ranks divide where the request does not say.
    private static func dividedStates(_ layout: TrainingLayout) -> String {
        "the \(layout.ranks) data parallel ranks divide "
            + (layout.zeroStage == .parameters
                ? "weights, gradients and optimizer states (zero_stage 3)"
                : "optimizer states (zero_stage 1)")
    }

    /// What else the request leaves open, in words.
    private static func choices(_ plan: TrainingPlan, _ load: TrainingLoad) -> [String] {
        var words: [String] = []
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
