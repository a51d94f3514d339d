/// States of a whole run before anything is divided or kept away from the GPU.
public struct UndividedStates: Hashable, Sendable {
    /// Weights, gradients, moments and master weights of everything, frozen base included.
    public var total: Bytes
    /// The same of the trainable parameters alone, over their number.
    public var bytesPerTrainableParameter: Double
}

extension TrainingTechnique {
    /// The format of a frozen base; nil where the weights themselves are trained.
    public var base: WeightFormat? {
        if case .adapter(_, let base) = self { return base }
        return nil
    }
}

extension TrainingEstimator {
    /// States before anything is divided or kept away from the GPU.
    ///
    /// Worked example, Llama 3 70B with AdamW in `bf16_mixed`: 16 bytes · 70,553,706,496 =
    /// 1,128,859,303,936 bytes.
    public var undividedStates: UndividedStates {
        var whole = plan
        whole.layout = .single
        whole.offload = TrainingOffload()
        let part = PipelineStage.divide(plan.model, stages: 1)
        let states = part.map {
            StateCounter.states($0, whole, firstTrained: firstTrainedLayer)
        }
        let sum = states.reduce(Bytes.zero) { $0 + $1.resident + $1.host }
        let trainable = states.reduce(Elements.zero) { $0 + $1.trainable }
        let frozen = states.reduce(Bytes.zero) { sum, part in
            guard !plan.technique.isAdapter else { return sum + part.weights + part.frozenModels }
            let idle = plan.model.parameters.total - trainable
            return sum + idle * plan.formats.weights.bits + part.frozenModels
        }
        let carried = Double((sum - frozen).magnitude)
        let models = Double(1 + plan.objective.furtherTrainedModels)
        return UndividedStates(
            total: sum,
            bytesPerTrainableParameter: carried / models / Double(max(1, trainable.magnitude))
        )
    }

    /// The terms of an estimate in the order of the answer, one line each, for the fullest GPU.
    ///
    /// - Parameters:
    ///   - load: How many tokens a step holds.
    ///   - memory: The card's memory, which bounds what its allocator keeps; nil without a card.
    /// - Returns: The terms; they add up to the total of that GPU.
    public func explanations(_ load: TrainingLoad, within memory: Bytes? = nil) -> [Explanation] {
        let all = stages.map { stage in
            let whole = self.memory(of: stage, load)
            return (stage, memory.map { whole.onCard(of: $0) } ?? whole)
        }
        guard let (stage, memory) = all.max(by: { $0.1.total.value < $1.1.total.value }) else {
            return []
        }
        return explainStates(stage, memory) + explainActivations(stage, load, memory)
            + explainRuntime(memory)
    }

    private func explainStates(_ stage: Stage, _ memory: TrainingMemory) -> [Explanation] {
        let layout = plan.layout
        let divisors = layout.divisors(.mlp)
        func over(_ ranks: Int) -> String { ranks > 1 ? " / \(ranks) ranks" : "" }
        let count = stage.states.trainable
        let formats = plan.formats
        var terms: [Explanation] = []
        func add(_ name: String, _ formula: String, _ text: String, _ bytes: Bytes, _ from: String)
        {
            guard bytes > .zero else { return }
            terms.append(
                Explanation(
                    quantity: name,
                    formula: formula,
                    substituted: text,
                    bytes: bytes,
                    source: from
                )
            )
        }
        let paper = "Rajbhandari et al. 2020, arXiv:1910.02054"
        let base = plan.technique.base
        add(
            "weights",
            "parameters of this GPU · width / ranks that divide them",
            base.map { "frozen base in \($0.id)" + over(divisors.weights) }
                ?? "\(count) · \(bytes(formats.weights.bits))" + over(divisors.weights),
            memory.weights.value,
            paper
        )
        add(
            "gradients",
            "trainable parameters of this GPU · width / ranks that divide them",
            "\(count) · \(bytes(formats.gradients.bits))" + over(divisors.gradients),
            memory.gradients.value,
            paper
        )
        add(
            "optimizer",
            "(moments + master weights) / ranks that divide them",
            "\(plan.optimizer.rawValue) of \(count) parameters"
                + (formats.hasMasterWeights ? " with 32-bit master weights" : "")
                + over(divisors.optimizer),
            memory.optimizer.value,
            "the optimizer's states, see docs/formulas.md"
        )
        add(
            "adapter",
            "adapter parameters · (weights + gradients + moments)",
            "\(count) trainable parameters" + over(divisors.optimizer),
            memory.adapter.value,
            "Hu et al. 2021, arXiv:2106.09685, section 4.2"
        )
        return terms
    }

    private func bytes(_ width: BitsPerElement) -> String {
        decimal(width.magnitude / 8, places: 2) + " B"
    }

    private func explainActivations(
        _ stage: Stage,
        _ load: TrainingLoad,
        _ memory: TrainingMemory
    ) -> [Explanation] {
        let tokens = StageActivations.tokens(load, plan)
        let kinds = stage.activations.kinds.filter { $0.count > 0 }.map { kind in
            "\(kind.count) layers · \(decimal(kind.kept, places: 0)) B"
        }
        let flight = plan.layout.stagesInFlight(stage.part.index, microBatches: load.accumulation)
        let head = decimal(stage.activations.logits, places: 0)
        var terms = [
            Explanation(
                quantity: "activation",
                formula:
                    "tokens · (layers · kept bytes · micro-batches in flight + logits), or one "
                    + "whole layer, less what gradients written later take",
                substituted: "\(decimal(tokens, places: 0)) tokens · ("
                    + (kinds.isEmpty ? "0" : kinds.joined(separator: " + "))
                    + (flight == 1 ? "" : ", \(decimal(flight, places: 3)) in flight")
                    + ", logits \(head) B), \(memory.peakPhase.rawValue)",
                bytes: memory.activation.value,
                source: "Korthikanti et al. 2022, arXiv:2205.05198, table 2; "
                    + plan.framework.constants.logits.source
            )
        ]
        if memory.communication.value > .zero {
            terms.append(
                Explanation(
                    quantity: "communication",
                    formula:
                        "gathered layers + ends of the model + gradient of a layer, or buckets",
                    substituted: "largest layer \(stage.states.largestUnit), ends "
                        + "\(stage.states.rootUnit), gradient \(stage.states.unitGradient)",
                    bytes: memory.communication.value,
                    source: plan.framework.constants.gatheredUnits.source
                )
            )
        }
        return terms
    }

    private func explainRuntime(_ memory: TrainingMemory) -> [Explanation] {
        let constants = plan.framework.constants
        let gpus = plan.layout.sizes.gpus
        let rows: [(String, ByteRange, EmpiricalFactor?)] = [
            ("device_context", memory.runtime.deviceContext, constants.deviceContext),
            (
                "communicators", memory.runtime.communication,
                constants.communicators.row(for: gpus)
            ),
            ("reserve", memory.runtime.other, constants.reserve),
        ]
        return rows.filter { $0.1.value > .zero }.map { name, bytes, factor in
            Explanation(
                quantity: name,
                formula: name == "reserve"
                    ? "share of activations and buffers" : "measured constant",
                substituted: "\(bytes.low) to \(bytes.high)"
                    + (factor.map { ", on \($0.measuredOn)" } ?? ""),
                bytes: bytes.value,
                source: factor?.source ?? ""
            )
        }
    }
}
