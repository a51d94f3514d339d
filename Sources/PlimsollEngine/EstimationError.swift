/// Why inputs that are each well-formed do not make an estimate together.
public enum EstimationError: Error, Hashable, Sendable {
    /// A tensor parallel size does not divide the heads of the model.
    case tensorSizeDoesNotDivideHeads(size: Int, heads: Int, valid: [Int])
    /// The sizes of a layout do not multiply to the number of GPUs.
    case layoutDoesNotMatchGPUs(product: Int, gpus: Int)
    /// A kind of parallelism has no formula here yet.
    case parallelismNotModelled(ParallelDimension)
    /// A prompt is longer than the context that is to hold it.
    case promptExceedsContext(prompt: Int, context: Int)
    /// Quantities are too large for exact arithmetic.
    case tooLarge
}
