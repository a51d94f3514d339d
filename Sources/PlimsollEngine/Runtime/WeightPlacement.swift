/// Where an engine keeps weights, and what it adds to them.
public struct WeightPlacement: Hashable, Sendable {
    /// Copies of a latent attention's up-projections.
    public enum LatentCopies: String, CaseIterable, Hashable, Sendable {
        /// None.
        case none
        /// Key and value parts at 16 bits beside a matrix that is quantized (vLLM).
        case dequantized
        /// Key and value parts beside the matrix, whatever its format (SGLang).
        case split
        /// These and products with the neighbouring projections (vLLM 0.7).
        case absorbed
    }

    /// Tables of rotary sines and cosines.
    public enum RotaryTables: String, CaseIterable, Hashable, Sendable {
        /// None: they are computed when they are needed.
        case none
        /// One for all layers (vLLM).
        case shared
        /// Two for each layer, sines and cosines at the width of a head (transformers 4.40).
        case perLayer = "per_layer"
    }

    /// Whether the table of token embeddings stays in host memory (llama.cpp).
    public var keepsEmbeddingOnHost = false
    /// Which tables of rotary sines and cosines for every position lie beside the weights, whole on
    /// each GPU.
    public var rotaryTables = RotaryTables.none
    /// Whether buffers are handed out by PyTorch's allocator, in whole pages.
    public var usesCachingAllocator = false
    /// Whether projections of one input are one matrix, and the experts of a layer one buffer.
    public var joinsProjections = false
    /// Whether towers of other modalities are left out unless they are asked for.
    public var isTextOnly = false
    /// Copies for latent attention.
    public var latentCopies = LatentCopies.none
    /// Ids of formats in which a head that shares the embedding is loaded as a tensor of its own.
    public var separateHeadFormats: [String] = []
    /// Ids of formats whose kernels widen one matrix at a time to 16 bits in a buffer of their own.
    public var widenedFormats: [String] = []

    /// Everything lies on the GPU as it is stored.
    public init() {}
}
