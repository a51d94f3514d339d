import PlimsollEngine
import PlimsollJSON

/// The rules of thumb that a training request asks for.
struct RuleOfThumbTrainingRequest {
    /// Fields that no rule knows.
    static let unknown = ["offload", "gradient_release", "trainable_layers", "sharding_group"]

    /// What the rules are applied to.
    var training: RuleOfThumbTraining
    /// Why the architecture has no such layout; nil where it has.
    var refusedLayout: EstimationError?

    /// Applies the rules to a request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - overrides: The constants that it names.
    ///   - states: Its number formats.
    ///   - layout: Its GPUs.
    ///   - refusedLayout: Why the architecture has no such layout.
    ///   - value: Its fields.
    /// - Throws: ``APIError`` where the request asks for something that no rule counts.
    init(
        _ request: TrainingRequest,
        _ overrides: RuleOverrides,
        _ states: StateFields,
        _ layout: TrainingLayoutFields,
        refusedLayout: EstimationError?,
        in value: JSONValue
    ) throws(APIError) {
        self.refusedLayout = refusedLayout
        do throws(EstimationError) {
            training = RuleOfThumbTraining(
                parameters: request.model.nominalParameters,
                technique: try Self.technique(request),
                layout: try RuleLayout(layout.sizes, gpus: layout.gpus, fillsWithCopies: true)
            )
            try Self.check(request)
            try Self.apply(states, to: &training)
        } catch {
            throw APIError(error, in: value)
        }
        training.isCheckpointed = request.plan.recomputation.scope == .full
        training.activationShare = overrides[.activationShare] ?? training.activationShare
        training.multiplier = overrides[.trainingMultiplier]
        training.zeroStage =
            layout.zeroStage?.rawValue
            ?? (training.layout.data == 1 ? 0 : ZeROStage.parameters.rawValue)
    }

    private static func technique(
        _ request: TrainingRequest
    ) throws(EstimationError) -> RuleOfThumbTraining.Technique {
        if request.technique == .full { return .full }
        if let base = request.plan.technique.base, request.technique.isLowRank {
            return .adapters(base: base.scheme.bits)
        }
        throw notCounted("technique", "\(request.technique.rawValue)")
    }

    private static func check(_ request: TrainingRequest) throws(EstimationError) {
        let plan = request.plan
        if plan.objective != .sft, plan.objective != .pretrain {
            throw notCounted("objective", plan.objective.rawValue)
        }
        if case .selective = plan.recomputation.scope {
            throw notCounted("activation_checkpointing", "selective recomputation")
        }
    }

    /// The widths of the rule, where the request names neither a recipe nor a width: 2 bytes for
    /// weights, gradients and each moment.
    private static func apply(
        _ states: StateFields,
        to training: inout RuleOfThumbTraining
    ) throws(EstimationError) {
        guard let counted = states.optimizer.ruleOfThumb else {
            throw notCounted("optimizer", states.optimizer.rawValue)
        }
        if states.isPrecisionNamed {
            let formats = StateFormats(states.precision)
            training.weightWidth = formats.weights.bits
            training.gradientWidth = formats.gradients.bits
            training.optimizerWidth = formats.optimizer.bits
            training.masterWidth = formats.hasMasterWeights ? BitsPerElement(32) : .zero
        }
        training.weightWidth = states.weights?.bits ?? training.weightWidth
        training.gradientWidth = states.gradients?.bits ?? training.gradientWidth
        training.optimizerWidth =
            counted.width ?? states.moments?.bits ?? training.optimizerWidth
        training.optimizerStates = counted.states
        if let master = states.masterWeights {
            training.masterWidth = master ? BitsPerElement(32) : .zero
        }
    }

    private static func notCounted(_ field: String, _ what: String) -> EstimationError {
        .notApplicable(
            field: field,
            reason: "no rule of thumb counts \(what); use the estimator architecture"
        )
    }
}

extension TechniqueName {
    /// Whether low-rank adapters stand beside a frozen base.
    fileprivate var isLowRank: Bool { isAdapter && self != .prefix && self != .prompt }
}

/// The answer of `/v1/estimates/training` by rules of thumb, compared with the architecture.
struct RuleOfThumbTrainingAnswer {
    let request: TrainingRequest
    let rule: RuleOfThumbTrainingRequest
    let architecture: TrainingAnswer
    let comparison: RuleComparison

    private var training: RuleOfThumbTraining { rule.training }

    /// Computes the answer to a request, both ways.
    ///
    /// - Throws: ``APIError`` where fields contradict each other.
    init(
        _ request: TrainingRequest,
        _ rule: RuleOfThumbTrainingRequest,
        in value: JSONValue
    ) throws(APIError) {
        self.request = request
        self.rule = rule
        guard rule.training.memoryOfAllGPUs.total.high < .saturation else {
            throw APIError(.tooLarge, in: value)
        }
        architecture = try TrainingAnswer(request, in: value)
        var compared = rule.training
        if rule.refusedLayout != nil { compared.layout = .single }
        comparison = compared.comparison(
            compared.memoryOfAllGPUs,
            with: architecture.estimate.allGPUs,
            by: architecture.estimator
        )
    }

    /// Writes the answer.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writeHead(&writer)
            writer.object("memory") { writer in
                writer.object("per_gpu") { writer in write(training.memoryPerGPU, &writer) }
                writer.object("all_gpus") { writer in write(training.memoryOfAllGPUs, &writer) }
            }
            writeFit(&writer)
            if request.explains { writeExplanation(&writer) }
            RuleComparisonJSON.write(
                comparison,
                verdict: rule.refusedLayout == nil
                    ? architecture.estimate.fit?.verdict.rawValue : nil,
                note: rule.refusedLayout.map {
                    "; compared on one GPU, since \($0.layoutReason)"
                },
                &writer
            )
            writer.field("assumptions", assumptions)
            writer.field("warnings", [String]())
        }
    }
}

// MARK: - JSON

extension RuleOfThumbTrainingAnswer {
    private func writeHead(_ writer: inout JSONWriter) {
        request.model.write(to: &writer, withNominal: true)
        writer.field("estimator", "rule_of_thumb")
        writer.field("framework", request.plan.framework.id)
        writer.field("technique", request.technique.rawValue)
        writer.field("objective", request.plan.objective.rawValue)
        writer.field("precision", request.plan.precision.rawValue)
        writer.field("optimizer", request.plan.optimizer.rawValue)
        writer.field("micro_batch", request.load.microBatch)
        writer.field("sequence_length", request.load.sequenceLength.magnitude)
        writer.object("layout") { writer in
            let layout = training.layout
            writer.field("gpus", layout.gpus)
            writer.field("tensor", layout.tensor)
            writer.field("pipeline", layout.pipeline)
            writer.field("data", layout.data)
            writer.field("expert", 1)
            writer.field("context", 1)
            writer.field("expert_tensor", layout.tensor)
            writer.field("virtual_pipeline", 1)
            writer.field("sequence_parallel", false)
            writer.field("zero_stage", training.zeroStage)
            writer.field("sharding_group", layout.data)
        }
        writer.field("trainable_parameters", training.trainableParameters.magnitude)
    }

    private func write(_ memory: RuleTrainingMemory, _ writer: inout JSONWriter) {
        writer.field("weights_bytes", memory.weights.value.magnitude)
        writer.field("gradient_bytes", memory.gradients.value.magnitude)
        writer.field("optimizer_bytes", memory.optimizer.value.magnitude)
        writer.field("activation_bytes", memory.activation.value.magnitude)
        writer.field("adapter_bytes", memory.adapters.value.magnitude)
        writer.field("communication_bytes", 0)
        writer.field("runtime_bytes", 0)
        writer.field("total_bytes", memory.total.value.magnitude)
        writer.field("low_bytes", memory.total.low.magnitude)
        writer.field("high_bytes", memory.total.high.magnitude)
        RuleRangesJSON.write(
            [
                ("weights_bytes", memory.weights), ("gradient_bytes", memory.gradients),
                ("optimizer_bytes", memory.optimizer), ("activation_bytes", memory.activation),
                ("adapter_bytes", memory.adapters),
            ],
            &writer
        )
    }

    private func writeFit(_ writer: inout JSONWriter) {
        guard let gpu = request.gpu else { return }
        RuleFitJSON.write(
            training.fit(gpu.gpu.memory, share: 1),
            gpu: gpu.id,
            gpus: training.layout.gpus,
            &writer
        )
        writer.field("minimum_gpus", training.fewestGPUs(gpu.gpu.memory))
    }

    private func writeExplanation(_ writer: inout JSONWriter) {
        ExplanationJSON.write(training.explanations, &writer)
    }

    private var assumptions: [String] {
        var sentences = ["the rule of thumb counts \(training.parameters) parameters"]
        switch training.technique {
        case .adapters:
            sentences.append(
                "adapters are \(decimal(100 * RuleOfThumb.adapterShare.range.lowerBound, places: 1))"
                    + " to \(decimal(100 * RuleOfThumb.adapterShare.range.upperBound, places: 1)) % "
                    + "of the base at 16 bits, whatever rank and targets; their gradients and all "
                    + "activations are left out"
            )
        case .full where training.multiplier != nil:
            sentences.append(
                "all of training is \(training.multiplier?.description ?? "") times the weights at "
                    + "16 bits; what is beside the weights is booked as optimizer_bytes"
            )
        case .full:
            func bytes(_ width: BitsPerElement) -> String {
                decimal(width.magnitude / 8, places: 3)
            }
            sentences.append(
                "a parameter takes \(bytes(training.weightWidth)) bytes of weights, "
                    + "\(bytes(training.gradientWidth)) of gradients, \(training.optimizerStates) · "
                    + "\(bytes(training.optimizerWidth)) of optimizer state and "
                    + "\(bytes(training.masterWidth)) of a master copy"
            )
            sentences.append(
                "activations are \(training.activationShare.description) of the weights at 16 bits"
                    + (training.isCheckpointed ? "" : ", 5 to 10 times that without checkpointing")
                    + ", whatever the micro-batch"
            )
        }
        if training.layout.data > 1 {
            sentences.append(
                "ZeRO stage \(training.zeroStage) divides "
                    + [
                        "nothing", "optimizer states", "optimizer states and gradients",
                        "everything",
                    ][
                        training.zeroStage
                    ] + " over \(training.layout.data) GPUs"
            )
        }
        if request.gpu != nil {
            sentences.append(
                "a card holds the number on its label in decimal GB; up to 97 % of it fits, up to "
                    + "98 % is tight, up to 100 % is risky"
            )
        }
        sentences.append(
            "framework, attention and the tokens of a step count in the comparison only"
        )
        return sentences + request.model.assumptions
    }
}
