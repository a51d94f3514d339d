/// Why inputs that are each well-formed do not make an estimate together.
public enum EstimationError: Error, Hashable, Sendable {
    /// A tensor parallel size does not divide the heads of the model.
    case tensorSizeDoesNotDivideHeads(size: Int, heads: Int, valid: [Int])
    /// There are more pipeline stages than layers.
    case moreStagesThanLayers(stages: Int, layers: Int)
    /// An expert parallel size that the experts or the GPUs of the group do not allow.
    case expertSizeNotPossible(size: Int, experts: Int, group: Int, valid: [Int])
    /// The sizes of a layout do not multiply to the number of GPUs.
    case layoutDoesNotMatchGPUs(product: Int, gpus: Int)
    /// A prompt is longer than the context that is to hold it.
    case promptExceedsContext(prompt: Int, context: Int)
    /// Something asks for a part that the model or the runtime does not have.
    case notApplicable(field: String, reason: String)
    /// Quantities are too large for exact arithmetic.
    case tooLarge
}
