/// One term of an estimate, spelled out so that it can be checked by hand.
public struct Explanation: Hashable, Sendable {
    /// What was computed.
    public var quantity: String
    /// The formula in symbols or words.
    public var formula: String
    /// The formula with the numbers of this request.
    public var substituted: String
    /// The result.
    public var bytes: Bytes
    /// Where the formula or its constant comes from.
    public var source: String
}

extension InferenceEstimator {
    /// The terms of an estimate in the order of the answer, one line each, for the fullest GPU.
    public func explanations(_ load: InferenceWorkload) -> [Explanation] {
        guard
            let stage = stages.max(by: {
                self.memory(of: $0, load).total.value < self.memory(of: $1, load).total.value
            })
        else { return [] }
        let memory = self.memory(of: stage, load)
        return [explainWeights(stage, load, memory), explainCache(stage, load, memory)]
            + explainState(stage, load, memory)
            + [explainActivation(stage, load, memory)]
            + explainRuntime(stage, memory.runtime)
    }

    private func explainWeights(
        _ stage: Stage,
        _ load: InferenceWorkload,
        _ memory: InferenceMemory
    ) -> Explanation {
        let profile = stage.part.profile
        let parameters = profile.parameters
        let towers = isTextOnly ? parameters[.vision] + parameters[.audio] : .zero
        let total = parameters.total - towers
        let plan = HostPlan(
            profile,
            runtime: runtime,
            placement: load.hostPlacement,
            isTextOnly: isTextOnly
        )
        let beside = plan.additions(weightFormat, layout).words + stage.extras.words
        let covered = profile.inventory.reduce(Elements.zero) { sum, entry in
            guard weightFormat.covers(entry.tensor) else { return sum }
            let perCopy = entry.tensor.rows * entry.tensor.columns
            return sum + Elements(entry.count * entry.tensor.copies * perCopy)
        }
        let bits = decimal(weightFormat.scheme.effectiveBits.magnitude, places: 5)
        let rest = decimal(weightFormat.rest.magnitude, places: 3)
        var formula = "linear layers · bits + everything else · bits"
        var sum = "\(covered) · \(bits) bits + \(total - covered) · \(rest) bits"
        if weightFormat.scope == .all {
            formula = "parameters · bits"
            sum = "\(total) · \(bits) bits"
        } else if weightFormat.mix != nil {
            // Each tensor of a mix has a layout of its own.
            let bytes = profile.weightBytes(weightFormat) { !isTextOnly || !$0.isTower }
            let average = Double(bytes.magnitude) * 8 / Double(max(1, total.magnitude))
            formula = "parameters · average bits of the mix's layouts"
            sum = "\(total) · \(decimal(average, places: 5)) bits"
        }
        let divided = layout.tensor > 1 ? ", divided over \(layout.tensor) GPUs" : ""
        let host = stage.hostBytes > .zero ? ", of it \(stage.hostBytes) in host memory" : ""
        return Explanation(
            quantity: "weights",
            formula: formula + (beside.isEmpty ? "" : " + what the runtime keeps beside them"),
            substituted: sum + divided + beside.map { " + \($0)" }.joined() + host,
            bytes: memory.weights.value,
            source: "the model's tensors; layout of the weight format \(weightFormat.id)"
        )
    }

    private func explainCache(
        _ stage: Stage,
        _ load: InferenceWorkload,
        _ memory: InferenceMemory
    ) -> Explanation {
        let sequences = sequencesPerReplica(load)
        let context = runtime.cacheLayout.padded(load.contextTokens)
        let groups = stage.cacheLayerShare.groups.map { group -> String in
            let kept = group.entries(
                of: runtime.cacheLayout.windows == .full ? context : group.tokensKept(of: context)
            )
            let keys = decimal(cacheFormat.keys.bits.magnitude / 8, places: 4)
            let values = decimal(cacheFormat.values.bits.magnitude / 8, places: 4)
            let elements =
                group.valueElements == 0
                ? "\(group.keyElements) · \(keys)"
                : "(\(group.keyElements) · \(keys) + \(group.valueElements) · \(values))"
            let unit = group.tokensPerEntry == 1 ? "tokens" : "entries"
            let factors =
                "\(sequences) · \(kept) \(unit) · \(group.layerCount) layers · \(elements)"
            return group.contents == .keysAndValues
                ? factors : "\(factors) (\(group.contents.rawValue))"
        }
        return Explanation(
            quantity: "kv_cache",
            formula:
                "sequences · tokens · layers · (key elements · bytes + value elements · bytes)",
            substituted: (groups.isEmpty
                ? "no layer caches keys and values" : groups.joined(separator: " + "))
                + (layout.tensor > 1 ? ", heads divided over \(layout.tensor) GPUs" : ""),
            bytes: memory.kvCache.value,
            source: "Ainslie et al. 2023, arXiv:2305.13245"
        )
    }

    private func explainState(
        _ stage: Stage,
        _ load: InferenceWorkload,
        _ memory: InferenceMemory
    ) -> [Explanation] {
        guard memory.recurrentState.value > .zero else { return [] }
        let cache = stage.cacheLayerShare
        let width = decimal(runtime.stateWidth.magnitude / 8, places: 2)
        return [
            Explanation(
                quantity: "recurrent_state",
                formula: "sequences · (state elements · bytes + convolution elements · 2)",
                substituted: "\(sequencesPerReplica(load)) · (\(cache.stateElements) · \(width) + "
                    + "\(cache.convolutionElements) · 2)",
                bytes: memory.recurrentState.value,
                source: "the model's recurrent layers"
            )
        ]
    }

    private func explainActivation(
        _ stage: Stage,
        _ load: InferenceWorkload,
        _ memory: InferenceMemory
    ) -> Explanation {
        let words = runtime.activation.words(pass(stage, load))
        return Explanation(
            quantity: "activation",
            formula: words.formula,
            substituted: words.substituted,
            bytes: memory.activation.value,
            source: runtime.activation.source
        )
    }

    private func explainRuntime(_ stage: Stage, _ memory: RuntimeMemory) -> [Explanation] {
        let group = layout.tensor
        let overhead = runtime.overhead
        let constant = "measured constant"
        let graphs = graphWords(stage)
        return [
            (
                "device_context", memory.deviceContext, overhead.deviceContext.row(for: group),
                constant, ""
            ),
            (
                "communication", memory.communication, overhead.communication.row(for: group),
                constant, ""
            ),
            ("graphs", memory.graphs, overhead.graphs, graphs.formula, graphs.substituted + ", "),
        ]
        .filter { $0.1.value > .zero }
        .map { name, bytes, factor, formula, numbers in
            Explanation(
                quantity: name,
                formula: formula,
                substituted: numbers + "\(bytes.low) to \(bytes.high)"
                    + (factor.map { ", on \($0.measuredOn)" } ?? ""),
                bytes: bytes.value,
                source: factor?.source ?? ""
            )
        }
    }

    /// What captured graphs are made of.
    private func graphWords(_ stage: Stage) -> (formula: String, substituted: String) {
        let overhead = runtime.overhead
        func number(_ factor: EmpiricalFactor) -> String {
            Bytes(Int(factor.value.rounded())).description
        }
        var formula = ["measured constant"]
        var substituted = [number(overhead.graphs)]
        if let perLayer = overhead.graphsPerLayer {
            formula.append("layers · measured constant")
            substituted.append("\(stage.part.layers.count) · \(number(perLayer))")
        }
        let elements = overhead.attentionElements(stage.part, layout, isTextOnly: isTextOnly)
        if let perElement = overhead.graphsPerAttentionElement, elements > 0 {
            formula.append("elements of a token's attention result · measured constant")
            substituted.append("\(grouped(elements)) · \(number(perElement))")
        }
        return (formula.joined(separator: " + "), substituted.joined(separator: " + "))
    }
}
