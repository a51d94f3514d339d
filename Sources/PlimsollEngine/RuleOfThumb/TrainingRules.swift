/// Memory of training by a rule of thumb, by term, of all GPUs or of one.
public struct RuleTrainingMemory: Hashable, Sendable {
    /// Stored weights; under an adapter those of the base model.
    public var weights = ByteRange.zero
    /// Gradients.
    public var gradients = ByteRange.zero
    /// Optimizer state, a master copy of the weights included.
    public var optimizer = ByteRange.zero
    /// Activations.
    public var activation = ByteRange.zero
    /// Weights of adapters.
    public var adapters = ByteRange.zero

    /// The sum of the terms.
    public var total: ByteRange { weights + gradients + optimizer + activation + adapters }
}

extension RuleOfThumb {
    /// Optimizer state of all parameters.
    ///
    ///     bytes = parameters · (states · bytes of a state + bytes of a master copy)
    ///
    /// Worked examples with the two states of Adam: at 16 bits, 70 billion parameters, 280 GB,
    /// "twice the weights"; at 32 bits, 8 billion, 64 GB. Mixed precision usually keeps a master
    /// copy of 4 bytes beside two states of 4, which is 847 GB for the 70.55 billion parameters of
    /// Llama 3 70B (Rajbhandari et al. 2020, arXiv:1910.02054, section 3.1).
    ///
    /// Source: ``article(_:)``, Training Memory Calculation Formulas.
    public static func optimizer(
        _ parameters: Elements,
        states: Int,
        width: BitsPerElement,
        master: BitsPerElement = .zero
    ) -> Bytes {
        states * (parameters * width) + parameters * master
    }

    /// Activations as a share of the weights at 16 bits, whatever the batch.
    ///
    ///     bytes = share · parameters · 2 [· 5 to 10 without checkpointing]
    ///
    /// Worked example, 70 billion parameters: 70 GB, without checkpointing 350 to 700 GB, which
    /// makes the 630 GB of training 910 to 1260.
    ///
    /// Source: ``article(_:)``, Training Memory Calculation Formulas and Gradient Checkpointing.
    public static func activations(
        _ parameters: Elements,
        isCheckpointed: Bool,
        share: RuleConstant = activationShare
    ) -> ByteRange {
        let checkpointed = share.of(parameters * BitsPerElement(16))
        guard !isCheckpointed else { return checkpointed }
        return ByteRange(
            low: checkpointingFactor.of(checkpointed.low).low,
            value: checkpointingFactor.of(checkpointed.value).value,
            high: checkpointingFactor.of(checkpointed.high).high
        )
    }

    /// All of training as a multiple of the weights at 16 bits.
    ///
    ///     bytes = multiple · parameters · 2
    ///
    /// Worked example, 70 billion parameters, 3 to 4 times: 420 to 560 GB.
    ///
    /// Source: ``article(_:)``, FAQ.
    public static func training(
        _ parameters: Elements,
        multiplier: RuleConstant = trainingMultiplier
    ) -> ByteRange {
        multiplier.of(parameters * BitsPerElement(16))
    }

    /// Weights of adapters as a share of the base model at 16 bits, whatever rank and targets.
    ///
    ///     bytes = 1/70 to 2/70 · parameters · 2
    ///
    /// Worked example, 70 billion parameters: 2 to 4 GB. Rank 16 on every linear layer of Llama 3
    /// 70B is 207,093,760 parameters, 0.41 GB.
    ///
    /// Source: ``article(_:)``, Memory-Efficient Training Techniques.
    public static func adapters(
        _ parameters: Elements,
        share: RuleConstant = adapterShare
    ) -> ByteRange {
        share.of(parameters * BitsPerElement(16))
    }

    /// Optimizer state of adapters as a multiple of them: 2 over a base at 16 bits, 1 over a
    /// quantized one.
    ///
    /// Worked example, 2 to 4 GB of adapters: 4 to 8 GB for LoRA, 2 to 4 for QLoRA.
    ///
    /// Source: ``article(_:)``, Memory-Efficient Training Techniques.
    public static func adapterOptimizer(
        _ adapters: ByteRange,
        isBaseQuantized: Bool
    ) -> ByteRange {
        let factor = isBaseQuantized ? quantizedAdapterOptimizerFactor : adapterOptimizerFactor
        return ByteRange(
            low: factor.of(adapters.low).low,
            value: factor.of(adapters.value).value,
            high: factor.of(adapters.high).high
        )
    }
}
