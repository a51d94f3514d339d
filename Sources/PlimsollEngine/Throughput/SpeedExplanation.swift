/// One term of a time, spelled out so that it can be checked by hand.
public struct SpeedExplanation: Hashable, Sendable {
    /// What was computed: the pass and the term, such as `step.weights`.
    public var quantity: String
    /// The formula in symbols or words.
    public var formula: String
    /// The formula with the numbers of this load.
    public var substituted: String
    /// The result.
    public var time: Seconds
    /// Where the constants come from.
    public var source: String
}

extension SpeedEstimator {
    /// The terms of a decode step and of all prompts, then what a round of requests takes.
    ///
    /// The step is that of the sequences that the engine admits at a time.
    public func explanations(_ load: InferenceWorkload) -> [SpeedExplanation] {
        let speed = performance(load)
        let offered = load.concurrentSequences
        let count = min(offered, admitted(load.maximumSequences) ?? offered)
        let output = speed.outputTokens
        let mean = min(load.contextTokens, speed.promptTokens + Tokens(output.magnitude / 2))
        let step = decodeStep(sequences: count, context: mean)
        let limit = load.maximumBatchedTokens
        let prompts = promptPass(sequences: offered, prompt: speed.promptTokens, limit: limit)
        let round = SpeedExplanation(
            quantity: "requests",
            formula: "prompts + output tokens · step · sequences / admitted sequences",
            substituted: "\(milliseconds(prompts.total.value)) + \(output) · "
                + "\(milliseconds(step.total.value)) · \(grouped(offered)) / \(grouped(count))",
            time: Seconds(Double(offered) / speed.value.requestsPerSecond),
            source: "docs/formulas.md, SpeedEstimator.performance"
        )
        return stepTerms(step, sequences: count, context: mean)
            + promptTerms(prompts, sequences: offered, speed.promptTokens, limit)
            + [round]
    }

    private func stepTerms(
        _ step: PassTime,
        sequences: Int,
        context: Tokens
    ) -> [SpeedExplanation] {
        let copy = Double((sequences + layout.data - 1) / layout.data)
        let tokens = max(1, copy / Double(layout.pipeline))
        let attention = FLOPs(work.decodeAttention(context).magnitude * tokens)
        let moved = SpeedExplanation(
            quantity: "step.kv_cache",
            formula: "sequences · bytes of a sequence / (bandwidth · share)",
            substituted: "\(decimal(tokens, places: 2)) · \(cacheMoved(context)) / "
                + "(\(rateOfMemory) · \(share(kernels.cache)))",
            time: Seconds(step.cache.value),
            source: kernels.cache.source
        )
        let isUncaptured = copy > Double(engine.uncaptured?.sequences ?? .max)
        return [
            weights(step.weights, of: "step", passes: 1, tokens: tokens),
            moved,
            operations(
                step.compute,
                of: "step",
                tokens: tokens,
                scored: tokens,
                attention: attention
            ),
            messages(step.communication, of: "step", passes: 1, tokens: tokens),
            fixed(
                step.fixed,
                of: "step",
                engine.decode,
                passes: 1,
                sequences: copy,
                beside: isUncaptured ? engine.uncaptured : nil
            ),
        ].filter { $0.time > .zero }
    }

    private func promptTerms(
        _ pass: PassTime,
        sequences: Int,
        _ prompt: Tokens,
        _ limit: Tokens?
    ) -> [SpeedExplanation] {
        let (copy, tokens, passes) = promptWork(sequences, prompt, limit: limit)
        let count = Double(copy)
        return [
            weights(pass.weights, of: "prompts", passes: passes, tokens: tokens / passes),
            operations(
                pass.compute,
                of: "prompts",
                tokens: tokens,
                scored: count,
                attention: promptPairs(copy, prompt),
                elementwise: elementwiseBytes(tokens),
                overlap: overlap(passes)
            ),
            messages(pass.communication, of: "prompts", passes: passes, tokens: tokens),
            fixed(pass.fixed, of: "prompts", engine.prompt, passes: passes, sequences: count),
        ].filter { $0.time > .zero }
    }

    // MARK: - Terms

    private func weights(
        _ time: TimeRange,
        of pass: String,
        passes: Double,
        tokens: Double
    ) -> SpeedExplanation {
        let shares = kernels[path]
        let head = kernels[headIsHalf ? .half : path].stream
        var sum = [
            "\(bodyBytes) / (\(rateOfMemory) · \(share(shares.stream)))",
            "\(headBytes) / (\(rateOfMemory) · \(share(head)))",
        ]
        if expertBytes > .zero {
            let touched = decimal(expertsTouched(by: tokens), places: 4)
            sum.append(
                "\(touched) · \(expertBytes) / (\(rateOfMemory) · \(share(shares.expertStream))) · "
                    + share(engine.expertStreamTime)
            )
        }
        if let hostBandwidth, hostBytes > .zero {
            sum.append("\(hostBytes) / \(decimal(hostBandwidth.value / 1e9, places: 1)) GB/s")
        }
        return SpeedExplanation(
            quantity: pass + ".weights",
            formula: "passes · Σ bytes / (bandwidth · share); of experts those that tokens reach",
            substituted: "\(grouped(Int(passes))) · (\(sum.joined(separator: " + ")))",
            time: Seconds(time.value),
            source: shares.stream.source
        )
    }

    private func operations(
        _ time: TimeRange,
        of pass: String,
        tokens: Double,
        scored: Double,
        attention: FLOPs,
        elementwise: Double = 0,
        overlap: Double = 1
    ) -> SpeedExplanation {
        let work = products(tokens: tokens, scored: scored)
        let shares = kernels[path]
        let half = teras(halfRate.magnitude)
        let stretch = share(engine.matrixTime)
        var sum = [
            "\(teras(work.body.magnitude)) / (\(teras(rate.magnitude)) · \(share(shares.matrix))) · "
                + stretch,
            "\(teras(work.head.magnitude)) / (\(half) · \(share(kernels[.half].matrix))) · "
                + stretch,
        ]
        if self.work.expertLayers > 0 {
            sum.append(
                "\(teras(work.experts.magnitude)) / "
                    + "(\(teras(rate.magnitude)) · \(share(shares.expertMatrix))) · \(stretch) · "
                    + share(engine.expertMatrixTime)
            )
        }
        let divided = teras(attention.magnitude / Double(layout.tensor))
        sum.append("\(divided) / (\(half) · \(share(kernels.attention)))")
        if elementwise > 0 {
            sum.append("\(Bytes(Int(elementwise))) / \(rateOfMemory)")
        }
        let joined = sum.joined(separator: " + ")
        return SpeedExplanation(
            quantity: pass + ".compute",
            formula: "Σ operations / (rate · share): layers, head, experts, attention"
                + (elementwise > 0 ? "; norms and activations" : ""),
            substituted: overlap == 1 ? joined : "\(share(overlap)) · (\(joined))",
            time: Seconds(time.value),
            source: shares.matrix.source
        )
    }

    private func messages(
        _ time: TimeRange,
        of pass: String,
        passes: Double,
        tokens: Double
    ) -> SpeedExplanation {
        let bytes = Bytes(Int(tokens / passes * Double(2 * hiddenSize)))
        var kinds: [String] = []
        if layout.tensor > 1 {
            kinds.append("\(work.reductions) sums over \(layout.tensor) GPUs of \(bytes)")
        }
        if layout.expert > 1, layout.data > 1 {
            kinds.append("\(2 * work.expertLayers) exchanges among \(layout.expert) GPUs")
        }
        if layout.pipeline > 1 { kinds.append("\(layout.pipeline - 1) hand-overs of \(bytes)") }
        return SpeedExplanation(
            quantity: pass + ".communication",
            formula: "passes · Σ messages · (latency + bytes / bandwidth)",
            substituted: "\(grouped(Int(passes))) · (\(kinds.joined(separator: " + ")))",
            time: Seconds(time.value),
            source: "catalog/links.json; docs/formulas.md, Link.allReduce"
        )
    }

    private func fixed(
        _ time: TimeRange,
        of pass: String,
        _ overhead: EngineSpeed.Overheads,
        passes: Double,
        sequences: Double,
        beside uncaptured: EngineSpeed.Uncaptured? = nil
    ) -> SpeedExplanation {
        func term(_ count: Double, _ factor: EmpiricalFactor) -> String {
            "\(decimal(count, places: 2)) · \(microseconds(factor.value))"
        }
        let layers = Double(work.layers)
        let experts = Double(work.expertLayers)
        var sum = [
            term(passes * layers, overhead.layer), term(passes * experts, overhead.expertLayer),
            term(1, overhead.pass), term(sequences, overhead.sequence),
        ]
        if let uncaptured {
            sum += [term(layers, uncaptured.layer), term(experts, uncaptured.expertLayer)]
        }
        return SpeedExplanation(
            quantity: pass + ".fixed",
            formula: "layers · t + layers with experts · t + t of a batch + sequences · t"
                + (uncaptured == nil ? "" : " + layers without captured graphs · t"),
            substituted: sum.joined(separator: " + "),
            time: Seconds(time.value),
            source: overhead.layer.source
        )
    }

    // MARK: - Numbers

    private var rateOfMemory: String { "\(decimal(bandwidth.magnitude / 1e9, places: 1)) GB/s" }

    private func share(_ factor: EmpiricalFactor) -> String { share(factor.value) }

    private func share(_ value: Double) -> String { decimal(value, places: 4) }

    private func teras(_ value: Double) -> String { "\(decimal(value / 1e12, places: 4)) T" }

    private func milliseconds(_ seconds: Double) -> String {
        "\(decimal(seconds * 1e3, places: 3)) ms"
    }

    private func microseconds(_ seconds: Double) -> String {
        "\(decimal(seconds * 1e6, places: 1)) µs"
    }
}
