import PlimsollEngine
import PlimsollJSON

/// The answer of `/v1/estimates/inference`.
///
/// A class, so that the parts that write it share it instead of copying it.
final class InferenceAnswer {
    let request: InferenceRequest
    let load: InferenceWorkload
    let estimator: InferenceEstimator
    let estimate: InferenceEstimate
    /// The search for the format of the weights, where the request asks for one.
    private(set) var search: WeightSearch?
    /// How fast any load is served so; nil where it is not known.
    let speed: SpeedEstimator?
    /// The speed of the load and of the fullest batch; nil where it is not known.
    let performance: Performance?
    let saturated: Performance?

    /// The answer to a request, with the best format of the weights where it asks for one.
    ///
    /// - Throws: ``APIError`` where fields contradict each other.
    static func answer(
        _ request: consuming InferenceRequest,
        in value: JSONValue
    ) throws(APIError) -> InferenceAnswer {
        guard !request.candidates.isEmpty else { return try InferenceAnswer(request, in: value) }
        var search = WeightSearch()
        let best = try search.solve(request) { tried throws(APIError) in
            try InferenceAnswer(tried, in: value)
        }
        guard let best else {
            let answer = try InferenceAnswer(request, in: value)
            answer.search = search
            return answer
        }
        best.search = search
        return best
    }

    /// Computes the answer to a request whose weights are chosen.
    private init(_ given: consuming InferenceRequest, in value: JSONValue) throws(APIError) {
        estimator = InferenceEstimator(
            model: given.model.profile,
            weightFormat: given.weightFormat,
            cacheFormat: given.cacheFormat,
            runtime: given.runtime,
            layout: given.layout,
            memory: given.gpu?.gpu.memory.planned,
            hostPlacement: given.hostPlacement,
            isTextOnly: given.isTextOnly,
            extras: given.extras,
            devices: given.deviceMemories,
            cacheBand: given.model.cacheBand ?? 1...1
        )
        do throws(EstimationError) {
            load = try Self.load(given, estimator)
            estimate = try estimator.estimate(
                load,
                on: given.gpu?.gpu,
                share: given.utilization
            )
        } catch {
            throw APIError(error, in: value)
        }
        let isMixed = !given.devices.isEmpty
        let speed = isMixed ? nil : Self.speed(given, hostBytes: estimate.hostBytes)
        performance =
            isMixed
            ? Self.performance(given, estimate, layers: estimator.layerCounts, load)
            : speed?.performance(load)
        saturated = speed?.saturated(load, holding: estimate.capacity?.maximumBatch ?? 0)
        self.speed = speed
        request = given
    }

    /// The speed of a request's layout.
    static func speed(_ request: InferenceRequest, hostBytes: Bytes) -> SpeedEstimator? {
        guard let source = request.speed, let gpu = request.gpu?.gpu else { return nil }
        return SpeedEstimator(
            SpeedEstimator.Setting(
                model: request.model.profile,
                weightFormat: request.weightFormat,
                cacheFormat: request.cacheFormat,
                runtime: request.runtime,
                layout: request.layout,
                gpu: gpu,
                kernels: source.kernels,
                cluster: source.cluster,
                hostBytes: hostBytes,
                hostPlacement: request.hostPlacement
            )
        )
    }

    /// The speed of a request if all of its stages were on cards of one kind.
    static func speed(
        _ request: InferenceRequest,
        on gpu: RequestedGPU,
        _ source: SpeedSource,
        _ layout: ParallelLayout
    ) -> SpeedEstimator? {
        var alone = request
        alone.gpu = gpu
        alone.speed = source
        alone.layout = layout
        return speed(alone, hostBytes: .zero)
    }

    /// The speed of a request over devices that differ, a stage on each: the slowest decides.
    ///
    /// - Returns: Nil where that of a device is not known, or the host holds a part of the weights.
    private static func performance(
        _ request: InferenceRequest,
        _ estimate: InferenceEstimate,
        layers: [Int],
        _ load: InferenceWorkload
    ) -> Performance? {
        guard request.deviceSpeeds.count == layers.count, estimate.hostBytes == .zero else {
            return nil
        }
        let stages = layers.indices.compactMap { index -> DeviceSpeed.Stage? in
            let source = request.deviceSpeeds[index]
            return speed(request, on: request.devices[index], source, request.layout).map {
                DeviceSpeed.Stage([$0], layers: layers[index])
            }
        }
        guard stages.count == layers.count else { return nil }
        return DeviceSpeed(stages)?.performance(load)
    }

    private static func load(
        _ request: InferenceRequest,
        _ estimator: InferenceEstimator
    ) throws(EstimationError) -> InferenceWorkload {
        var load = try request.workload(sequences: request.layout.data)
        switch request.batch {
        case .sequences(let count):
            load.concurrentSequences = count
        case .maximum:
            guard let gpu = request.gpu?.gpu else { return load }
            let most = estimator.capacity(
                load,
                memory: gpu.memory.planned,
                share: request.utilization
            ).maximumBatch
            // Where not even one fits, the answer shows what one would take.
            load.concurrentSequences = max(most, request.layout.data)
        }
        return load
    }

    /// Writes the answer.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writeHead(&writer)
            search?.write(request.weightFormat, to: &writer)
            writeMemory(&writer)
            writeFit(&writer)
            writeSpeed(&writer)
            if request.explains { writeExplanation(&writer) }
            writer.field("assumptions", assumptions)
            writer.field("warnings", warnings)
        }
    }

    /// Writes what a plan shows of the answer.
    func writePlan(_ writer: inout JSONWriter) {
        writeMemoryPlan(&writer)
        writeSpeed(&writer)
    }

    /// Writes the same without speed and cost.
    func writeMemoryPlan(_ writer: inout JSONWriter) {
        LayoutJSON.write(request.layout, &writer)
        writer.field("batch", load.concurrentSequences)
        writeMemory(&writer)
        writeFit(&writer)
    }

    private func writeHead(_ writer: inout JSONWriter) {
        request.model.write(to: &writer)
        writer.field("estimator", "architecture")
        writer.field("runtime", request.runtime.id)
        writer.field("weights", request.weightFormat.id)
        writer.field("kv_cache", request.cacheFormat.name)
        writer.field("batch", load.concurrentSequences)
        writer.field("context", load.contextTokens.magnitude)
        writer.field("prompt", load.promptTokens.magnitude)
        LayoutJSON.write(request.layout, &writer)
    }

    private func writeMemory(_ writer: inout JSONWriter) {
        let cache = request.model.profile.cache
        writer.object("memory") { writer in
            write("per_gpu", estimate.perGPU, &writer)
            write("all_gpus", estimate.allGPUs, &writer)
            if Set(estimate.stages).count > 1 {
                writer.array("stages") { writer in
                    for stage in estimate.stages {
                        writer.object { writer in Self.writeTerms(stage, &writer) }
                    }
                }
            }
            writeExtraWeights(&writer)
            writer.field(
                "kv_cache_bytes_per_token",
                cache.bytesPerToken(request.cacheFormat).magnitude
            )
            writer.field(
                "kv_cache_bytes_per_token_unbounded",
                cache.unboundedBytesPerToken(request.cacheFormat).magnitude
            )
            writer.field(
                "kv_cache_bytes_per_sequence",
                cache.bytesPerSequence(load.contextTokens, request.cacheFormat).magnitude
            )
            writer.field(
                "recurrent_state_bytes_per_sequence",
                cache.stateBytesPerSequence(state: request.runtime.stateWidth).magnitude
            )
            writer.field("host_bytes", estimate.hostBytes.magnitude)
        }
    }

    /// Writes what of the weights is loaded beside the model, where a request asks for it.
    private func writeExtraWeights(_ writer: inout JSONWriter) {
        let extra = estimator.extraWeights[estimate.fullestStage]
        guard extra.total > .zero else { return }
        writer.object("extra_weights") { writer in
            writer.field("adapter_bytes", extra.adapters.magnitude)
            writer.field("draft_model_bytes", extra.draft.magnitude)
            writer.field("next_token_module_bytes", extra.nextTokenModules.magnitude)
        }
    }

    private func write(_ name: StaticString, _ memory: InferenceMemory, _ writer: inout JSONWriter)
    {
        writer.object(name) { writer in Self.writeTerms(memory, &writer) }
    }

    /// Writes the components of a memory and their sum.
    static func writeTerms(_ memory: InferenceMemory, _ writer: inout JSONWriter) {
        writer.field("weights_bytes", memory.weights.value.magnitude)
        writer.field("kv_cache_bytes", memory.kvCache.value.magnitude)
        writer.field("recurrent_state_bytes", memory.recurrentState.value.magnitude)
        writer.field("activation_bytes", memory.activation.value.magnitude)
        writer.field("runtime_bytes", memory.runtime.total.value.magnitude)
        writer.field("total_bytes", memory.total.value.magnitude)
        writer.field("low_bytes", memory.total.low.magnitude)
        writer.field("high_bytes", memory.total.high.magnitude)
        writer.object("runtime") { writer in
            let runtime = memory.runtime
            writer.field("device_context_bytes", runtime.deviceContext.value.magnitude)
            writer.field("communication_bytes", runtime.communication.value.magnitude)
            writer.field("graph_bytes", runtime.graphs.value.magnitude)
            writer.field("other_bytes", runtime.other.value.magnitude)
        }
    }

    /// Writes fit and capacity, where a GPU is named.
    func writeFit(_ writer: inout JSONWriter) {
        guard let fit = estimate.fit, let gpu = request.gpu else { return }
        let devices = request.devices
        writer.object("fit") { writer in
            writer.field("gpu", devices.isEmpty ? gpu.id : devices[estimate.fullestStage].id)
            writer.field("gpus", request.layout.gpus)
            writer.field("memory_bytes_per_gpu", fit.memory.magnitude)
            writer.field("usable_bytes_per_gpu", fit.usable.magnitude)
            writer.field("headroom_bytes_per_gpu", fit.headroom.magnitude)
            writer.field("verdict", fit.verdict.rawValue)
            writer.text("reason") { writer in FitReason(self, fit).write(to: &writer) }
            if !devices.isEmpty { writeDevices(&writer) }
        }
        guard let capacity = estimate.capacity else { return }
        writer.object("capacity") { writer in
            writer.field("max_batch", capacity.maximumBatch)
            writer.field("max_context", capacity.maximumContext.magnitude)
            writer.field("kv_cache_tokens", capacity.cacheTokens?.magnitude)
            writer.field("kv_cache_bytes_per_gpu", capacity.cachePool.magnitude)
        }
    }

    private func writeDevices(_ writer: inout JSONWriter) {
        writer.array("devices") { writer in
            for (index, fit) in estimate.deviceFits.enumerated() {
                writer.object { writer in
                    writer.field("gpu", request.devices[index].id)
                    writer.field("layers", estimator.layerCounts[index])
                    writer.field("total_bytes", fit.need.value.magnitude)
                    writer.field("usable_bytes", fit.usable.magnitude)
                    writer.field("headroom_bytes", fit.headroom.magnitude)
                    writer.field("verdict", fit.verdict.rawValue)
                }
            }
        }
    }

    /// Writes speed and cost, where a GPU is named and they are known.
    func writeSpeed(_ writer: inout JSONWriter) {
        guard let gpu = request.gpu else { return }
        if let performance {
            PerformanceJSON.write(performance, &writer)
            if let saturated { PerformanceJSON.writeSaturation(saturated, &writer) }
        }
        // Cards of several kinds have no one price; plans tell the rent of each kind.
        guard request.devices.isEmpty else { return }
        let gpus = request.layout.gpus
        guard let offer = request.price.offer(for: gpus, among: gpu.offers) else { return }
        CostJSON.write(offer, gpus: gpus, performance, saturated: saturated, &writer)
    }

    private func writeExplanation(_ writer: inout JSONWriter) {
        ExplanationJSON.write(estimator.explanations(load), &writer)
        if let speed { ExplanationJSON.write(speed.explanations(load), &writer) }
    }
}
