extension RuleOfThumbTraining {
    /// The rules with the numbers of a run, one line each, for one GPU.
    public var explanations: [Explanation] {
        let memory = memoryPerGPU
        switch technique {
        case .adapters(let base): return explainAdapters(memory, base)
        case .full:
            let weights = term(
                "weights",
                ("parameters · bytes", "\(parameters) · \(bytes(weightWidth))"),
                memory.weights,
                Self.source
            )
            return [weights]
                + (multiplier.map { explainMultiple(memory, $0) } ?? explainStates(memory))
        }
    }

    private static let source = RuleOfThumb.article("Training Memory Calculation Formulas")

    private func explainAdapters(
        _ memory: RuleTrainingMemory,
        _ base: BitsPerElement
    ) -> [Explanation] {
        let share = RuleOfThumb.adapterShare
        let factor =
            base < BitsPerElement(16)
            ? RuleOfThumb.quantizedAdapterOptimizerFactor : RuleOfThumb.adapterOptimizerFactor
        return [
            term(
                "weights",
                ("parameters · bytes of the base", "\(parameters) · \(bytes(base))"),
                memory.weights,
                share.source
            ),
            term(
                "adapters",
                ("share · weights at 16 bits", "\(share.description) · \(parameters) · 2"),
                memory.adapters,
                share.source
            ),
            term(
                "optimizer",
                ("factor · adapters", "\(factor.description) · adapters"),
                memory.optimizer,
                factor.source
            ),
        ]
    }

    private func explainMultiple(
        _ memory: RuleTrainingMemory,
        _ multiplier: RuleConstant
    ) -> [Explanation] {
        [
            term(
                "optimizer",
                (
                    "multiple · weights at 16 bits − weights",
                    "\(multiplier.description) · \(parameters) · 2 − weights"
                ),
                memory.optimizer,
                multiplier.source
            )
        ]
    }

    private func explainStates(_ memory: RuleTrainingMemory) -> [Explanation] {
        let held = isCheckpointed ? "" : " · \(RuleOfThumb.checkpointingFactor.description)"
        let states = "\(optimizerStates) · \(bytes(optimizerWidth)) + \(bytes(masterWidth))"
        return [
            term(
                "gradients",
                ("parameters · bytes", "\(parameters) · \(bytes(gradientWidth))"),
                memory.gradients,
                Self.source
            ),
            term(
                "optimizer",
                (
                    "parameters · (states · bytes + bytes of a master copy)",
                    "\(parameters) · (\(states))"
                ),
                memory.optimizer,
                Self.source
            ),
            term(
                "activation",
                (
                    "share · weights at 16 bits",
                    "\(activationShare.description) · \(parameters) · 2\(held)"
                ),
                memory.activation,
                activationShare.source
            ),
        ]
    }

    private func bytes(_ width: BitsPerElement) -> String {
        decimal(width.magnitude / 8, places: 4)
    }

    private func term(
        _ quantity: String,
        _ formula: (words: String, substituted: String),
        _ amount: ByteRange,
        _ source: String
    ) -> Explanation {
        Explanation(
            quantity: quantity,
            formula: formula.words,
            substituted: formula.substituted,
            bytes: amount.value,
            source: source
        )
    }
}
