/// The optimizers, by what they keep for each parameter.
public enum Optimizer: String, CaseIterable, Hashable, Sendable {
    /// Two moments.
    case adamw
    /// Two moments in unified memory, which the driver pages to the host.
    case pagedAdamW = "paged_adamw"
    /// Two moments of 8 bits in blocks with a scale each.
    case adamw8bit = "adamw_8bit"
    case pagedAdamW8bit = "paged_adamw_8bit"
    /// Two moments of 4 bits in blocks.
    case adamw4bit = "adamw_4bit"
    /// One row and one column of second moments for each matrix.
    case adafactor
    /// Nothing, or one momentum.
    case sgd
    case sgdMomentum = "sgd_momentum"
    /// One momentum.
    case lion
    case lion8bit = "lion_8bit"
    /// One momentum for matrices of layers, AdamW for everything else.
    case muon
    /// A full first moment and one second moment for each row.
    case adamMini = "adam_mini"
    /// No state and no stored gradient: the step is part of the backward pass.
    case lomo

    /// Whether the driver moves states to the host when room is short.
    public var isPaged: Bool { self == .pagedAdamW || self == .pagedAdamW8bit }

    /// Whether gradients are used up inside the backward pass.
    public var releasesGradients: Bool { self == .lomo }

    /// Whether a master copy makes sense; optimizers of few bits update the weights themselves.
    var keepsMasterWeights: Bool { self != .lomo }
}

/// Bytes of optimizer state.
extension Optimizer {
    /// Elements of a block that shares a scale, and the width of the scale.
    ///
    /// Source: bitsandbytes `optim/optimizer.py` (blocks of 256); torchao `low_bit_optim`
    /// (256 for 8 bits, 128 for 4 bits).
    private static let block = (eight: 256, four: 128, scale: 32.0)

    /// Bytes that the optimizer keeps for all copies of a tensor.
    ///
    ///     AdamW      2 · n · width
    ///     8 bits     2 · n · (8 + 32 / 256), token embeddings in 32 bits
    ///     4 bits     2 · n · (4 + 32 / 128)
    ///     Adafactor  (rows + columns) · 32 for a matrix, n · 32 for a vector
    ///     Lion, momentum  n · width
    ///     Muon       n · width for matrices of layers, AdamW for the rest
    ///     Adam-mini  n · width + rows · width
    ///
    /// Worked example, a matrix of 4096 · 4096 in 32 bits: AdamW 134,217,728 bytes, 8 bits
    /// 34,078,720, Adafactor 32,768, Lion 67,108,864.
    ///
    /// Source: Loshchilov and Hutter, arXiv:1711.05101; Dettmers et al., arXiv:2110.02861; Shazeer and
    /// Stern, arXiv:1804.04235; Chen et al., arXiv:2302.06675; Zhang et al., arXiv:2406.16793; for the
    /// embedding in 32 bits transformers `trainer.py` (override of `optim_bits`).
    func bytes(_ size: TensorSize, width: BitsPerElement) -> Bytes {
        let perCopy = size.rows * size.columns + size.bias
        let elements = Double(size.copies * perCopy)
        let isMatrix = size.kind == .linear
        let bits: Double
        switch self {
        case .adamw, .pagedAdamW: bits = 2 * elements * width.magnitude
        case .adamw8bit, .pagedAdamW8bit:
            bits = 2 * elements * (size.kind == .embedding ? 32 : Self.eightBits)
        case .adamw4bit: bits = 2 * elements * (4 + Self.block.scale / Double(Self.block.four))
        case .adafactor:
            let factored = size.copies * (size.rows + size.columns + size.bias)
            bits = 32 * (isMatrix || size.kind == .embedding ? Double(factored) : elements)
        case .sgd, .lomo: bits = 0
        case .sgdMomentum, .lion: bits = elements * width.magnitude
        case .lion8bit: bits = elements * Self.eightBits
        case .muon: bits = (isMatrix && size.isInLayer ? 1 : 2) * elements * width.magnitude
        case .adamMini:
            bits = (elements + Double(size.copies * size.rows)) * width.magnitude
        }
        return Bytes(Int((bits / 8).rounded(.up)))
    }

    private static var eightBits: Double { 8 + block.scale / Double(block.eight) }

    /// Bytes of moments that live in a subspace, and of the projection into it (GaLore).
    ///
    ///     bytes = (2 · r · max(rows, columns) + r · min(rows, columns)) · width     for matrices
    ///
    /// Worked example, 4096 · 11008 with r = 128 and 16 bits: (2 · 128 · 11008 + 128 · 4096) · 2
    /// = 6,684,672 bytes instead of 180,355,072.
    ///
    /// Source: Zhao et al. 2024, arXiv:2403.03507, section 4.
    func lowRankBytes(_ size: TensorSize, rank: Int, width: BitsPerElement) -> Bytes {
        guard size.kind == .linear, size.isInLayer else { return bytes(size, width: width) }
        let short = min(size.rows, size.columns)
        let long = max(size.rows, size.columns)
        guard rank < short else { return bytes(size, width: width) }
        var moments = size
        moments.rows = rank
        moments.columns = long
        moments.bias = 0
        return bytes(moments, width: width) + Elements(size.copies * rank * short) * width
    }
}

extension TensorSize {
    /// Whether the tensor belongs to a layer and not to the ends of the model.
    var isInLayer: Bool { component != .embedding && component != .languageModelHead }

    /// Elements of all copies, biases included.
    var elements: Elements { Elements(copies * (rows * columns + bias)) }
}
