/// Training a model, estimated by rules of thumb alone.
public struct RuleOfThumbTraining: Hashable, Sendable {
    /// What is trained.
    public enum Technique: Hashable, Sendable {
        /// Every parameter.
        case full
        /// Adapters over a base model of that width.
        case adapters(base: BitsPerElement)
    }

    /// The parameters that the name says.
    public var parameters: Elements
    /// What is trained.
    public var technique: Technique
    /// Bits of a weight, of a gradient and of an element of optimizer state.
    public var weightWidth = BitsPerElement(16)
    /// Bits of a gradient.
    public var gradientWidth = BitsPerElement(16)
    /// Bits of an element of optimizer state.
    public var optimizerWidth = BitsPerElement(16)
    /// Elements of optimizer state a parameter: two for Adam.
    public var optimizerStates = 2
    /// Bits of a master copy of each weight; zero without one.
    public var masterWidth = BitsPerElement.zero
    /// Whether activations are recomputed in the backward pass.
    public var isCheckpointed = true
    /// Checkpointed activations as a share of the weights at 16 bits.
    public var activationShare = RuleOfThumb.activationShare
    /// All of training as a multiple of the weights at 16 bits, instead of the terms.
    public var multiplier: RuleConstant?
    /// What ZeRO divides over the copies: 0 nothing, 1 optimizer state, 2 gradients too, 3
    /// everything.
    public var zeroStage = 0
    /// The GPUs that divide the model and the copies.
    public var layout: RuleLayout

    /// Training with the constants as they are quoted.
    public init(parameters: Elements, technique: Technique, layout: RuleLayout) {
        self.parameters = parameters
        self.technique = technique
        self.layout = layout
    }

    /// Memory of one copy that nothing divides.
    ///
    /// Worked examples: full training of 70 billion parameters at 16 bits, 140 + 140 + 280 + 70 =
    /// 630 GB; LoRA over 16 bits, 140 + 2 to 4 + 4 to 8 = 146 to 152 GB; QLoRA over 4 bits, 35 + 2
    /// to 4 + 2 to 4 = 39 to 43 GB.
    public var memory: RuleTrainingMemory {
        var memory = RuleTrainingMemory()
        switch technique {
        case .adapters(let base):
            memory.weights = ByteRange(exactly: parameters * base)
            memory.adapters = RuleOfThumb.adapters(parameters)
            memory.optimizer = RuleOfThumb.adapterOptimizer(
                memory.adapters,
                isBaseQuantized: base < BitsPerElement(16)
            )
        case .full:
            memory.weights = ByteRange(exactly: parameters * weightWidth)
            if let multiplier {
                // The multiple names no parts, so that what is beside the weights is one term.
                memory.optimizer =
                    RuleOfThumb.training(parameters, multiplier: multiplier) - memory.weights
                return memory
            }
            memory.gradients = ByteRange(exactly: parameters * gradientWidth)
            memory.optimizer = ByteRange(
                exactly: RuleOfThumb.optimizer(
                    parameters,
                    states: optimizerStates,
                    width: optimizerWidth,
                    master: masterWidth
                )
            )
            memory.activation = RuleOfThumb.activations(
                parameters,
                isCheckpointed: isCheckpointed,
                share: activationShare
            )
        }
        return memory
    }

    /// Memory of each GPU.
    ///
    /// Worked example, 630 GB with ZeRO stage 3 over 8 GPUs: 78.75 GB.
    public var memoryPerGPU: RuleTrainingMemory {
        let whole = memory
        func part(_ amount: ByteRange, dividedFrom stage: Int) -> ByteRange {
            let copies = zeroStage >= stage ? layout.data : 1
            return RuleOfThumb.part(of: amount, over: layout.gpusPerCopy * copies)
        }
        return RuleTrainingMemory(
            weights: part(whole.weights, dividedFrom: 3),
            gradients: part(whole.gradients, dividedFrom: 2),
            optimizer: part(whole.optimizer, dividedFrom: 1),
            activation: part(whole.activation, dividedFrom: 3),
            adapters: part(whole.adapters, dividedFrom: 3)
        )
    }

    /// Memory of all GPUs together.
    public var memoryOfAllGPUs: RuleTrainingMemory {
        let one = memoryPerGPU
        return RuleTrainingMemory(
            weights: one.weights.repeated(layout.gpus),
            gradients: one.gradients.repeated(layout.gpus),
            optimizer: one.optimizer.repeated(layout.gpus),
            activation: one.activation.repeated(layout.gpus),
            adapters: one.adapters.repeated(layout.gpus)
        )
    }

    /// The fewest cards whose labels hold one copy.
    ///
    /// Worked example, 630 GB on labels of 80 GB: 8; 3.24 TB: 41.
    public func fewestGPUs(_ card: GPUMemory) -> Int {
        RuleOfThumb.fewestGPUs(for: memory.total.value, label: RuleOfThumb.label(of: card))
    }

    /// Whether a card's label holds each GPU's part.
    public func fit(_ card: GPUMemory, share: Double) -> Fit {
        let label = RuleOfThumb.label(of: card)
        let usable = label.scaled(by: share)
        let need = memoryPerGPU.total
        return Fit(
            need: need,
            memory: label,
            usable: usable,
            verdict: RuleOfThumb.verdict(need: need.value, usable: usable)
        )
    }

    /// The parameters that are trained: all, or those of the adapters at 16 bits.
    public var trainableParameters: Elements {
        switch technique {
        case .full: parameters
        case .adapters: Elements(memory.adapters.value.magnitude / 2)
        }
    }
}
