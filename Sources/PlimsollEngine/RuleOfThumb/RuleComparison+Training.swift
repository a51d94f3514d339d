extension RuleOfThumbTraining {
    /// Compares the rule with an estimate of the same run from the architecture.
    ///
    /// Worked example, full training of Llama 3 70B: the rule's 280 GB of optimizer state against
    /// 847 GB of two 32-bit moments and a 32-bit master copy.
    ///
    /// - Parameters:
    ///   - own: Memory by the rule.
    ///   - architecture: Memory by the architecture, of as many GPUs.
    ///   - estimator: The architecture's estimator.
    /// - Returns: The terms of both, each with the reason of its difference.
    public func comparison(
        _ own: RuleTrainingMemory,
        with architecture: TrainingMemory,
        by estimator: TrainingEstimator
    ) -> RuleComparison {
        RuleComparison([
            .init(
                "weights_bytes",
                rule: own.weights.value,
                architecture: architecture.weights.value,
                why: weightsDiffer(estimator.plan)
            ),
            .init(
                "gradient_bytes",
                rule: own.gradients.value,
                architecture: architecture.gradients.value,
                why: "the recipe keeps gradients in "
                    + "\(decimal(estimator.plan.formats.gradients.bits.magnitude, places: 0)) bits"
            ),
            .init(
                "optimizer_bytes",
                rule: own.optimizer.value,
                architecture: architecture.optimizer.value,
                why: optimizerDiffers(own, architecture, estimator.plan.model.parameters.total)
            ),
            .init(
                "activation_bytes",
                rule: own.activation.value,
                architecture: architecture.activation.value,
                why: "a share of the parameters follows neither the tokens of the micro-batch nor "
                    + "the logits of the vocabulary"
            ),
            .init(
                "adapter_bytes",
                rule: own.adapters.value,
                architecture: architecture.adapter.value,
                why: "a share of the base follows neither rank nor targets: "
                    + "\(estimator.trainableParameters) parameters are trained, and their gradients "
                    + "and moments count here"
            ),
            .init(
                "communication_bytes",
                rule: .zero,
                architecture: architecture.communication.value,
                why: "the rule leaves out gathered parameters and buckets of gradients"
            ),
            .init(
                "runtime_bytes",
                rule: .zero,
                architecture: architecture.runtime.total.value,
                why: "the rule leaves out device context and what the allocator holds in reserve"
            ),
        ])
    }

    private func weightsDiffer(_ plan: TrainingPlan) -> String {
        let total = plan.model.parameters.total
        let count =
            parameters == total
            ? "both count \(total) parameters"
            : "the rule counts a nominal \(parameters) parameters where the model has \(total)"
        guard let base = plan.technique.base else { return count }
        let stored = decimal(plan.model.bitsPerParameter(base).magnitude, places: 3)
        return "\(count), and the base takes \(stored) bits each on average, scales and "
            + "unquantized tables included"
    }

    private func optimizerDiffers(
        _ own: RuleTrainingMemory,
        _ architecture: TrainingMemory,
        _ exact: Elements
    ) -> String {
        guard case .full = technique else {
            return "the rule counts a multiple of the adapters; their moments are part of "
                + "adapter_bytes"
        }
        if multiplier != nil {
            return "the multiple holds gradients and activations as well"
        }
        func each(_ bytes: Bytes, _ count: Elements) -> String {
            decimal(Double(bytes.magnitude) / Double(max(1, count.magnitude)), places: 2)
        }
        return
            "the rule keeps \(each(own.optimizer.value, parameters)) bytes a parameter, the recipe "
            + "\(each(architecture.optimizer.value, exact)), its master copy included"
    }
}

extension Optimizer {
    /// Full states a parameter and their width where the optimizer fixes it; nil where they follow
    /// the shapes of the matrices, for which there is no rule of thumb.
    public var ruleOfThumb: (states: Int, width: BitsPerElement?)? {
        switch self {
        case .adamw, .pagedAdamW: (2, nil)
        case .adamw8bit, .pagedAdamW8bit: (2, BitsPerElement(8))
        case .adamw4bit: (2, BitsPerElement(4))
        case .sgd, .lomo: (0, nil)
        case .sgdMomentum, .lion: (1, nil)
        case .lion8bit: (1, BitsPerElement(8))
        case .adafactor, .muon, .adamMini: nil
        }
    }
}
