import PlimsollEngine
import PlimsollJSON

/// The answer of `/v1/estimates/training`.
struct TrainingAnswer {
    let request: TrainingRequest
    /// What was chosen to make it fit, in words.
    let choices: [String]
    let estimator: TrainingEstimator
    let estimate: TrainingEstimate
    /// How fast it is; nil without a card whose rates are known.
    let speed: TrainingSpeed?

    /// Computes the answer to a request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - value: Its fields.
    ///   - findsCapacity: Whether the largest loads are searched, which plans do not show.
    /// - Throws: ``APIError`` where fields contradict each other.
    init(
        _ request: TrainingRequest,
        in value: JSONValue,
        findsCapacity: Bool = true
    ) throws(APIError) {
        do throws(EstimationError) {
            let estimator = try Self.estimator(request)
            self.estimator = estimator
            estimate = try estimator.estimate(
                request.load,
                on: request.gpu?.gpu,
                findsCapacity: findsCapacity
            )
            speed = request.site.flatMap { estimator.speed(request.load, at: $0) }
            self.request = request
            choices =
                request.isRecomputationOpen
                    && estimator.plan.recomputation != request.plan.recomputation
                ? [
                    "activations are computed again in the backward pass (full), without which it "
                        + "does not fit"
                ] : []
        } catch {
            throw APIError(error, in: value)
        }
    }

    /// The estimator of the plan, and where the request leaves recomputation open and nothing fits
    /// without, that of full recomputation.
    private static func estimator(
        _ request: TrainingRequest
    ) throws(EstimationError) -> TrainingEstimator {
        let estimator = try TrainingEstimator(request.plan)
        guard request.isRecomputationOpen, let memory = request.gpu?.gpu.memory.planned,
            !estimator.fits(request.load, memory: memory)
        else { return estimator }
        var plan = request.plan
        plan.recomputation = ActivationRecomputation(.full)
        return try TrainingEstimator(plan)
    }

    private var plan: TrainingPlan { estimator.plan }

    /// Writes the answer.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writeHead(&writer)
            writeStates(&writer)
            writeMemory(&writer)
            writeFit(&writer)
            TrainingRunJSON(self).write(&writer)
            if request.explains { writeExplanation(&writer) }
            writer.field("assumptions", request.model.assumptions + request.choices + choices)
            writer.field("warnings", warnings)
        }
    }

    /// Writes the members of a plan: layout and settings, memory, fit, speed and cost.
    func writePlan(_ writer: inout JSONWriter) {
        TrainingLayoutJSON.write(plan.layout, &writer)
        writer.field("framework", plan.framework.id)
        writer.field("activation_checkpointing", plan.recomputation.name)
        writer.field("micro_batch", request.load.microBatch)
        let microBatches = estimator.microBatches(request.load)
        writer.field("gradient_accumulation", microBatches)
        writer.field(
            "global_batch",
            request.load.microBatch * microBatches * plan.layout.sizes.data
        )
        writer.object("memory") { writer in
            writer.object("per_gpu") { writer in writeTerms(estimate.perGPU, &writer) }
            writer.object("all_gpus") { writer in writeTerms(estimate.allGPUs, &writer) }
        }
        if let fit = estimate.fit, let gpu = request.gpu { write(fit, gpu, &writer) }
        TrainingRunJSON(self).write(&writer)
    }

    private func writeHead(_ writer: inout JSONWriter) {
        request.model.write(to: &writer)
        writer.field("estimator", "architecture")
        writer.field("framework", plan.framework.id)
        writer.field("technique", request.technique.rawValue)
        writer.field("objective", plan.objective.rawValue)
        writer.field("precision", plan.precision.rawValue)
        writer.field("optimizer", plan.optimizer.rawValue)
        writer.field("micro_batch", request.load.microBatch)
        writer.field("sequence_length", request.load.sequenceLength.magnitude)
        writer.field("activation_checkpointing", plan.recomputation.name)
        TrainingLayoutJSON.write(plan.layout, &writer)
        writer.field("trainable_parameters", estimator.trainableParameters.magnitude)
    }

    /// What a trainable parameter carries, before anything is divided.
    private func writeStates(_ writer: inout JSONWriter) {
        let formats = plan.formats
        let whole = estimator.undividedStates
        writer.object("states") { writer in
            writer.field("weights_dtype", formats.weights.rawValue)
            writer.field("gradient_dtype", formats.gradients.rawValue)
            writer.field("optimizer_dtype", formats.optimizer.rawValue)
            writer.field("master_weights", formats.hasMasterWeights)
            if let base = plan.technique.base { writer.field("base_weights", base.id) }
            writer.field("bytes_per_trainable_parameter", whole.bytesPerTrainableParameter)
            writer.field("total_bytes", whole.total.magnitude)
        }
    }

    private func writeMemory(_ writer: inout JSONWriter) {
        writer.object("memory") { writer in
            writer.object("per_gpu") { writer in writeTerms(estimate.perGPU, &writer) }
            writer.object("all_gpus") { writer in writeTerms(estimate.allGPUs, &writer) }
            if estimate.stages.count > 1 {
                writer.array("stages") { writer in
                    for stage in estimate.stages {
                        writer.object { writer in writeTerms(stage, &writer) }
                    }
                }
            }
            writer.field("peak_phase", estimate.perGPU.peakPhase.rawValue)
            writer.object("phases") { writer in
                let phases = estimate.perGPU.phases
                let runtime = estimate.perGPU.runtime.total.value
                func write(_ name: StaticString, _ phase: TrainingPhase, _ to: inout JSONWriter) {
                    guard let bytes = phases[phase] else { return }
                    to.field(name, (bytes + runtime).magnitude)
                }
                write("load_bytes", .loading, &writer)
                write("forward_backward_bytes", .forwardBackward, &writer)
                write("optimizer_step_bytes", .optimizerStep, &writer)
                write("generation_bytes", .generation, &writer)
            }
        }
    }

    private func writeTerms(_ memory: TrainingMemory, _ writer: inout JSONWriter) {
        writer.field("weights_bytes", memory.weights.value.magnitude)
        writer.field("gradient_bytes", memory.gradients.value.magnitude)
        writer.field("optimizer_bytes", memory.optimizer.value.magnitude)
        writer.field("activation_bytes", memory.activation.value.magnitude)
        writer.field("adapter_bytes", memory.adapter.value.magnitude)
        writer.field("communication_bytes", memory.communication.value.magnitude)
        writer.field("runtime_bytes", memory.runtime.total.value.magnitude)
        writer.field("total_bytes", memory.total.value.magnitude)
        writer.field("low_bytes", memory.total.low.magnitude)
        writer.field("high_bytes", memory.total.high.magnitude)
        if plan.offload.isUsed || plan.optimizer.isPaged {
            writer.field("host_bytes", memory.host.magnitude)
            writer.field("nvme_bytes", memory.disk.magnitude)
        }
        writer.object("runtime") { writer in
            let runtime = memory.runtime
            writer.field("device_context_bytes", runtime.deviceContext.value.magnitude)
            writer.field("communication_bytes", runtime.communication.value.magnitude)
            writer.field("reserve_bytes", runtime.other.value.magnitude)
        }
    }

    private func writeFit(_ writer: inout JSONWriter) {
        guard let fit = estimate.fit, let gpu = request.gpu else { return }
        write(fit, gpu, &writer)
        writer.field("minimum_gpus", estimator.minimumGPUs(request.load, memory: fit.memory)?.gpus)
        if let capacity = estimate.capacity {
            writer.object("capacity") { writer in
                writer.field("max_micro_batch", capacity.maximumMicroBatch)
                writer.field("max_sequence_length", capacity.maximumSequenceLength.magnitude)
            }
        }
        guard fit.verdict == .doesNotFit || fit.verdict == .risky else { return }
        writer.array("remedies") { writer in
            for remedy in remedies(fit.memory) {
                writer.object { writer in
                    TrainingRemedyJSON(remedy, before: fit.need.value).write(&writer)
                }
            }
        }
    }

    private func write(_ fit: Fit, _ gpu: RequestedGPU, _ writer: inout JSONWriter) {
        writer.object("fit") { writer in
            writer.field("gpu", gpu.id)
            writer.field("gpus", plan.layout.sizes.gpus)
            writer.field("memory_bytes_per_gpu", fit.memory.magnitude)
            writer.field("usable_bytes_per_gpu", fit.usable.magnitude)
            writer.field("headroom_bytes_per_gpu", fit.headroom.magnitude)
            writer.field("verdict", fit.verdict.rawValue)
            writer.field("reason", TrainingFitReason(self, fit).sentence)
        }
    }

    private func remedies(_ memory: Bytes) -> [TrainingRemedy] {
        estimator.remedies(
            request.load,
            memory: memory,
            site: request.site,
            base4: request.quantizedBase
        )
    }

    private func writeExplanation(_ writer: inout JSONWriter) {
        let terms = estimator.explanations(
            request.load,
            within: request.gpu?.gpu.memory.planned
        )
        ExplanationJSON.write(terms, &writer)
    }

    private var warnings: [String] {
        guard let most = request.model.profile.shape.maximumContext,
            request.load.sequenceLength > most
        else { return [] }
        return [
            "a sequence of \(request.load.sequenceLength) tokens is beyond the \(most) that the model "
                + "is made for"
        ]
    }
}
