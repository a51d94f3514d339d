/// One kind of weight tensor of a model, with its shape, its place and how it is divided.
///
/// A model is exact because it is a list of these: parameter counts, stored bytes in any weight
/// format, shards under any parallelism and adapter targets are all sums over the same list.
public struct WeightTensor: Hashable, Sendable {
    /// What a tensor is, which decides whether weight formats quantize it.
    public enum Kind: Hashable, Sendable {
        /// A matrix that a linear layer multiplies with; the only kind that formats quantize.
        case linear
        /// A table that is looked up by token or position.
        case embedding
        /// A short convolution of a recurrent mixer.
        case convolution
        /// Scales, shifts, decays and other parameters without a matrix.
        case vector
    }

    /// How tensor parallelism divides a tensor.
    public enum Split: Hashable, Sendable {
        /// Every GPU holds the whole tensor.
        case replicated
        /// Output features are divided in whole units, such as heads; fewer units than GPUs are
        /// replicated.
        case rows(units: Int)
        /// Input features are divided in whole units.
        case columns(units: Int)
        /// Rows of a vocabulary are divided, after padding to a multiple of 64 rows.
        case vocabulary
    }

    /// The module's name as adapters and checkpoints write it, such as `q_proj`.
    public var module: ModuleName
    /// The part of the model that it counts towards.
    public var component: ParameterComponent
    /// What it is.
    public var kind: Kind
    /// Output features; 1 for a vector.
    public var rows: Int
    /// Input features; the length of a vector.
    public var columns: Int
    /// Elements of the bias beside one copy of the matrix.
    public var bias: Int
    /// Identical copies in one layer: one, or the number of experts.
    public var copies: Int
    /// Copies that one token uses: all, or the experts chosen for it.
    public var activeCopies: Int
    /// How tensor parallelism divides it.
    public var split: Split

    /// A tensor, by default one linear matrix without a bias that every GPU holds whole.
    public init(
        _ module: ModuleName,
        _ component: ParameterComponent,
        kind: Kind = .linear,
        rows: Int,
        columns: Int,
        bias: Int = 0,
        copies: Int = 1,
        activeCopies: Int? = nil,
        split: Split = .replicated
    ) {
        self.module = module
        self.component = component
        self.kind = kind
        self.rows = rows
        self.columns = columns
        self.bias = bias
        self.copies = copies
        self.activeCopies = activeCopies ?? copies
        self.split = split
    }

    /// Compares sizes first: most tensors of a model differ there, and names take longer.
    public static func == (left: WeightTensor, right: WeightTensor) -> Bool {
        left.rows == right.rows && left.columns == right.columns && left.bias == right.bias
            && left.copies == right.copies && left.activeCopies == right.activeCopies
            && left.component == right.component && left.kind == right.kind
            && left.split == right.split && left.module == right.module
    }

    /// Hashes what is quick to hash; few tensors of a model share it.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(rows)
        hasher.combine(columns)
        hasher.combine(component)
        hasher.combine(copies)
    }

    /// A vector of `count` elements, such as the scale of a normalisation.
    public static func vector(
        _ module: ModuleName,
        _ component: ParameterComponent,
        count: Int,
        copies: Int = 1
    ) -> WeightTensor {
        WeightTensor(module, component, kind: .vector, rows: 1, columns: count, copies: copies)
    }

    /// Elements of one copy, its bias included.
    public var elementsPerCopy: Elements { Elements(rows * columns + bias) }

    /// Elements of all copies.
    public var elements: Elements { Elements(copies * (rows * columns + bias)) }

    /// Elements that one token uses.
    public var activeElements: Elements { Elements(activeCopies * (rows * columns + bias)) }
}

/// The name of a module as adapters and checkpoints write it.
public struct ModuleName: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name, such as `q_proj`.
    public let rawValue: String

    /// A name by its text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A name by a literal.
    public init(stringLiteral value: String) { self.rawValue = value }

    /// The table of token embeddings.
    public static let tokenEmbedding: ModuleName = "embed_tokens"
    /// The table of learned position embeddings.
    public static let positionEmbedding: ModuleName = "position_embeddings"
    /// The projection to the vocabulary.
    public static let languageModelHead: ModuleName = "lm_head"
    /// A normalisation of the residual stream.
    public static let norm: ModuleName = "norm"
    /// The projection to queries.
    public static let queryProjection: ModuleName = "q_proj"
    /// The projection to keys.
    public static let keyProjection: ModuleName = "k_proj"
    /// The projection to values.
    public static let valueProjection: ModuleName = "v_proj"
    /// The projection from heads back to the hidden size.
    public static let outputProjection: ModuleName = "o_proj"
    /// The gate of a gated feed-forward network.
    public static let gateProjection: ModuleName = "gate_proj"
    /// The widening projection of a feed-forward network.
    public static let upProjection: ModuleName = "up_proj"
    /// The narrowing projection of a feed-forward network.
    public static let downProjection: ModuleName = "down_proj"
    /// The choice among experts.
    public static let router: ModuleName = "gate"
}
