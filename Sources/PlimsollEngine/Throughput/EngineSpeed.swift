/// What an inference engine adds to the work of the card: fixed times, and how well it feeds the
/// kernels.
///
/// A class for the same reasons as ``RuntimeProfile``.
public final class EngineSpeed: Sendable {
    /// Fixed times of one kind of pass.
    public struct Overheads: Hashable, Sendable {
        /// Seconds for each layer: launches and kernels that do not grow with the batch.
        public var layer: EmpiricalFactor
        /// Seconds beside them for each layer with experts: routing and grouping.
        public var expertLayer: EmpiricalFactor
        /// Seconds for each pass: scheduling and sampling.
        public var pass: EmpiricalFactor
        /// Seconds for each sequence of a pass: bookkeeping on the host.
        public var sequence: EmpiricalFactor

        /// Fixed times.
        public init(
            layer: EmpiricalFactor,
            expertLayer: EmpiricalFactor,
            pass: EmpiricalFactor,
            sequence: EmpiricalFactor
        ) {
            self.layer = layer
            self.expertLayer = expertLayer
            self.pass = pass
            self.sequence = sequence
        }
    }

    /// What decode steps take beside that when more sequences are generated than graphs were
    /// captured for, so that the host launches every kernel.
    public struct Uncaptured: Hashable, Sendable {
        /// The most sequences of one copy for which graphs are captured.
        public var sequences: Int
        /// Seconds for each layer.
        public var layer: EmpiricalFactor
        /// Seconds beside them for each layer with experts.
        public var expertLayer: EmpiricalFactor

        /// Times without graphs.
        public init(sequences: Int, layer: EmpiricalFactor, expertLayer: EmpiricalFactor) {
            self.sequences = sequences
            self.layer = layer
            self.expertLayer = expertLayer
        }
    }

    /// The family of kernels, such as `library`.
    public let kernels: String
    /// Fixed times of a pass that generates one token a sequence.
    public let decode: Overheads
    /// Fixed times of a pass over prompts.
    public let prompt: Overheads
    /// Time of matrix products over what the kernels need by themselves.
    public let matrixTime: EmpiricalFactor
    /// The same of the experts' products beyond that of other layers.
    public let expertMatrixTime: EmpiricalFactor
    /// Time of streaming experts over that of other weights.
    public let expertStreamTime: EmpiricalFactor
    /// The share of the ideal overlap between pipeline stages that prompts reach.
    public let pipelineOverlap: EmpiricalFactor
    /// Whether long prompts are cut to passes.
    public let cutsPrompts: Bool
    /// Sequences that one copy generates for at a time unless told otherwise; nil where it is as many
    /// as buffers are made for.
    public let admittedSequences: Int?
    /// Where captured graphs end; nil where nothing is known of it.
    public let uncaptured: Uncaptured?
    /// Real time over estimated time, whatever the terms.
    public let spread: EmpiricalFactor

    /// An engine's speed.
    public init(
        kernels: String,
        decode: Overheads,
        prompt: Overheads,
        matrixTime: EmpiricalFactor,
        expertMatrixTime: EmpiricalFactor,
        expertStreamTime: EmpiricalFactor,
        pipelineOverlap: EmpiricalFactor,
        cutsPrompts: Bool,
        admittedSequences: Int? = nil,
        uncaptured: Uncaptured? = nil,
        spread: EmpiricalFactor
    ) {
        self.kernels = kernels
        self.decode = decode
        self.prompt = prompt
        self.matrixTime = matrixTime
        self.expertMatrixTime = expertMatrixTime
        self.expertStreamTime = expertStreamTime
        self.pipelineOverlap = pipelineOverlap
        self.cutsPrompts = cutsPrompts
        self.admittedSequences = admittedSequences
        self.uncaptured = uncaptured
        self.spread = spread
    }
}
