/// What decides the temporary buffers of one GPU in one pass.
public struct PassShape: Hashable, Sendable {
    /// Widths of the layers on the GPU.
    public var widths: ActivationShape
    /// Tokens in the largest pass.
    public var tokens: Tokens
    /// Sequences that buffers are made for.
    public var admittedSequences: Int
    /// Sequences that are held.
    public var heldSequences: Int
    /// Tokens of cache cells that attention reads, over all sequences.
    public var cachedTokens: Tokens
    /// Bytes of cache that are added after the prompts.
    public var laterCache: Bytes
    /// Tensor parallel size.
    public var tensor: Int
    /// Whether the head is on this GPU.
    public var hasHead: Bool
    /// Whether hidden states are handed on to another stage.
    public var handsOver: Bool
    /// Whether attention keeps its score matrix.
    public var isEager: Bool
    /// The width of the numbers that layers compute with.
    public var width: BitsPerElement
    /// The largest image that the model takes; nil for text alone.
    public var image: ImageInput?

    /// A pass of these sizes.
    public init(
        widths: ActivationShape,
        tokens: Tokens,
        admittedSequences: Int,
        heldSequences: Int,
        cachedTokens: Tokens,
        laterCache: Bytes,
        tensor: Int,
        hasHead: Bool,
        handsOver: Bool,
        isEager: Bool,
        width: BitsPerElement = BitsPerElement(16),
        image: ImageInput? = nil
    ) {
        self.widths = widths
        self.tokens = tokens
        self.admittedSequences = admittedSequences
        self.heldSequences = heldSequences
        self.cachedTokens = cachedTokens
        self.laterCache = laterCache
        self.tensor = tensor
        self.hasHead = hasHead
        self.handsOver = handsOver
        self.isEager = isEager
        self.width = width
        self.image = image
    }
}

/// The mechanisms by which engines size temporary buffers.
public enum ActivationModel: Hashable, Sendable {
    /// The widest layer of a pass and the scores of the sequences held, by a measured factor.
    case layerwise(LayerwisePeak)
    /// A warm-up run sizes them for the most that the engine admits (vLLM, SGLang, TensorRT-LLM).
    case profiled(ProfiledPeak)
    /// One buffer for the graph of a micro-batch (llama.cpp).
    case graphBuffer(GraphBuffer)
    /// A framework that frees what it used: the end of a prompt or the end of the sequence, which
    /// ever is fuller (transformers, MLX).
    case framework(FrameworkPeak)

    /// The buffers of one GPU.
    public func bytes(_ pass: PassShape) -> ByteRange {
        let buffers = spread.spread(derived(pass))
        guard let workspace else { return buffers }
        return buffers + workspace.bytes
    }

    /// The amount to plan with alone, without its band.
    func value(_ pass: PassShape) -> Bytes {
        let buffers = derived(pass).scaled(by: spread.value)
        guard let workspace else { return buffers }
        return buffers + Bytes(Int(workspace.value.rounded()))
    }

    /// What the mechanism gives before the measured factor.
    private func derived(_ pass: PassShape) -> Bytes {
        switch self {
        case .layerwise(let peak): peak.derived(pass)
        case .profiled(let peak): peak.derived(pass)
        case .graphBuffer(let buffer): buffer.derived(pass)
        case .framework(let peak): peak.derived(pass)
        }
    }

    /// What real buffers are of the derived ones.
    private var spread: EmpiricalFactor {
        switch self {
        case .layerwise(let peak): peak.factor
        case .profiled(let peak): peak.spread
        case .graphBuffer(let buffer): buffer.spread
        case .framework(let peak): peak.spread
        }
    }

    /// What stays whatever the pass; nil where there is nothing.
    private var workspace: EmpiricalFactor? {
        guard case .framework(let peak) = self else { return nil }
        return peak.workspace
    }

    /// Whether buffers shrink by what is cached after the prompts.
    var dependsOnLaterCache: Bool {
        guard case .framework = self else { return false }
        return true
    }

    /// Where the constants come from.
    public var source: String { spread.source }
}

/// The widest layer of a pass and the scores of the sequences held, times a measured factor.
public struct LayerwisePeak: Hashable, Sendable {
    /// What real peaks are of the derived buffers.
    public var factor: EmpiricalFactor

    /// A peak of this factor.
    public init(factor: EmpiricalFactor) { self.factor = factor }

    func derived(_ pass: PassShape) -> Bytes {
        let derived = pass.widths.bytes(
            tokens: pass.tokens,
            sequences: pass.hasHead ? pass.heldSequences : 0,
            tensor: pass.tensor
        )
        return derived + pass.scores
    }
}

/// The peak of a warm-up run with as many sequences and tokens as the engine admits.
///
///     sampler = (b + w − 2) · s · V + T · (w · h + c)
///     forward = T · w · (widest / t + 4 · h)      + T · 2 · w · h where a stage hands over
///     kept    = i · (pixels · w + tokens · w · h)
///     tower   = i · (pixels + patches · width) · w
///     bytes   = max(max(sampler, forward) + kept, tower)
///
/// | symbol | meaning                                                                  |
/// |--------|--------------------------------------------------------------------------|
/// | b      | bytes of all copies of one score while sampling, at 16 bits              |
/// | w      | bytes of an activation: 2, or 4 with weights of 32 bits                  |
/// | s, V   | sequences admitted, rows of the vocabulary                               |
/// | T      | tokens in one pass                                                       |
/// | h      | elements of the residual stream                                          |
/// | c      | bytes of bookkeeping for each token of a pass                            |
/// | t      | tensor parallel size                                                     |
/// | i      | images of the largest size whose tokens T holds, at least one            |
///
/// Images and what the tower makes of them are kept while the text model runs.
///
/// Worked example, Llama 3.1 8B in vLLM 0.19 with 1024 sequences and 8192 tokens:
/// 14 · 1024 · 128,256 + 8192 · (2 · 4096 + 16,384) = 2,040,004,608 bytes (1.90 GiB); the log
/// says 1.89 GiB. With 37.5 bytes a score, as up to 0.16, it is 4.77 GiB; the log says 4.76 GiB.
public struct ProfiledPeak: Hashable, Sendable {
    /// Bytes of all copies of one score.
    public var bytesPerScore: EmpiricalFactor
    /// Bytes of bookkeeping for each token of a pass.
    public var bytesPerToken: EmpiricalFactor
    /// What real peaks are of the derived ones.
    public var spread: EmpiricalFactor
    /// Whether the warm-up takes images, too.
    public var takesImages: Bool

    /// A peak of these constants.
    public init(
        bytesPerScore: EmpiricalFactor,
        bytesPerToken: EmpiricalFactor,
        spread: EmpiricalFactor,
        takesImages: Bool = false
    ) {
        self.bytesPerScore = bytesPerScore
        self.bytesPerToken = bytesPerToken
        self.spread = spread
        self.takesImages = takesImages
    }

    func derived(_ pass: PassShape) -> Bytes {
        let tokens = pass.tokens.magnitude
        let hidden = pass.widths.hidden.magnitude
        let width = pass.width.magnitude / 8
        let scores = Double(pass.admittedSequences * pass.widths.vocabulary.magnitude)
        let bookkeeping = Double(tokens) * (width * Double(hidden) + bytesPerToken.value)
        let perScore = bytesPerScore.value + width - 2
        let sampler = pass.hasHead ? perScore * scores + bookkeeping : 0
        let share = (pass.widths.divided.magnitude + pass.tensor - 1) / pass.tensor
        let handedOver = pass.handsOver ? 2 * hidden : 0
        let forward = Elements(tokens * (share + 4 * hidden + handedOver)) * pass.width
        let text = max(Bytes(Int(sampler.rounded())), forward) + pass.scores
        guard takesImages, let image = pass.image else { return text }
        let items = max(1, min(pass.admittedSequences, tokens / max(1, image.tokens)))
        let seen = items * image.pixels
        let kept = seen + Elements(items * image.tokens * hidden)
        let tower = seen + items * image.patches * image.widthPerPatch
        return max(text + kept * pass.width, tower * pass.width)
    }
}

/// The buffer of one micro-batch's graph.
///
///     bytes = u · (V + k · h) · 4 + u · n · 2        with flash attention
///     bytes = heads · u · n · 4 + u · (n + 5 · h) · 4  where the score matrix is larger
///
/// | symbol | meaning                                                                  |
/// |--------|--------------------------------------------------------------------------|
/// | u      | tokens of a micro-batch (`n_ubatch`)                                     |
/// | V, h   | rows of the vocabulary, elements of the residual stream                  |
/// | k      | 1 or 2 copies of the residual stream                                     |
/// | n      | cached tokens that the mask covers                                       |
///
/// Worked example, Llama 3 8B, 512 tokens: 512 · (128,256 + 4096) · 4 = 258.5 MiB, as its log
/// says.
public struct GraphBuffer: Hashable, Sendable {
    /// Copies of the residual stream.
    public var residualCopies: EmpiricalFactor
    /// Bytes of the mask for each cached token and token of the micro-batch.
    public var maskBytes: EmpiricalFactor
    /// What real buffers are of the derived ones.
    public var spread: EmpiricalFactor

    /// A buffer of these constants.
    public init(
        residualCopies: EmpiricalFactor,
        maskBytes: EmpiricalFactor,
        spread: EmpiricalFactor
    ) {
        self.residualCopies = residualCopies
        self.maskBytes = maskBytes
        self.spread = spread
    }

    func derived(_ pass: PassShape) -> Bytes {
        let batch = Double(pass.tokens.magnitude)
        let vocabulary = pass.hasHead ? Double(pass.widths.vocabulary.magnitude) : 0
        let hidden = pass.widths.hidden.magnitude
        let residual = residualCopies.value * Double(hidden)
        let mask = batch * Double(pass.cachedTokens.magnitude) * maskBytes.value
        let outputs = batch * (vocabulary + residual) * 4
        let scores = Double(pass.scores.magnitude)
        // The score matrix is freed before the head runs, so the larger of both decides. Beside
        // it lie a 32-bit mask, queries, keys, values and two copies of the residual stream.
        let attention = scores + batch * Double(pass.cachedTokens.magnitude + 5 * hidden) * 4
        let derived = scores > 0 ? max(outputs, attention) : outputs + mask
        return Bytes(Int(derived.rounded()))
    }
}

/// A framework's peak: at the end of the prompt its buffers beside the prompt's cache, at the end
/// of the sequence a small workspace beside the whole cache.
public struct FrameworkPeak: Hashable, Sendable {
    /// The share of a prompt that one pass takes; 0 where prompts are chunked finely.
    public var prefillShare: Double
    /// Bytes of score copies for each token whose scores are kept.
    public var bytesPerScore: EmpiricalFactor
    /// Whether scores of the whole prompt are kept, as old releases did.
    public var keepsPromptScores: Bool
    /// Bytes of workspace that stay.
    public var workspace: EmpiricalFactor
    /// What real peaks are of the derived ones.
    public var spread: EmpiricalFactor

    /// A peak of these constants.
    public init(
        prefillShare: Double,
        bytesPerScore: EmpiricalFactor,
        keepsPromptScores: Bool,
        workspace: EmpiricalFactor,
        spread: EmpiricalFactor
    ) {
        self.prefillShare = prefillShare
        self.bytesPerScore = bytesPerScore
        self.keepsPromptScores = keepsPromptScores
        self.workspace = workspace
        self.spread = spread
    }

    func derived(_ pass: PassShape) -> Bytes {
        let tokens = (Double(pass.tokens.magnitude) * prefillShare).rounded(.up)
        let hidden = pass.widths.hidden.magnitude
        let share = (pass.widths.divided.magnitude + pass.tensor - 1) / pass.tensor
        let layer = tokens * Double(share + 4 * hidden) * 2
        let scored = Double(keepsPromptScores ? pass.tokens.magnitude : pass.heldSequences)
        let scores =
            pass.hasHead
            ? scored * Double(pass.widths.vocabulary.magnitude) * bytesPerScore.value : 0
        // What the prompt's buffers free, later tokens of the cache take.
        let prompt = Bytes(Int(max(layer, scores).rounded())) + pass.scores - pass.laterCache
        return max(.zero, prompt)
    }
}

extension PassShape {
    /// Bytes of a materialised score matrix: heads · tokens of the pass · cached tokens · 4.
    var scores: Bytes {
        guard isEager else { return .zero }
        let heads = (widths.attentionHeads + tensor - 1) / tensor
        return (tokens.magnitude * heads) * Bytes(cachedTokens.magnitude * 4)
    }
}

extension EmpiricalFactor {
    /// A derived amount times the factor, with the factor's range as its band.
    func spread(_ derived: Bytes) -> ByteRange {
        ByteRange(
            low: derived.scaled(by: range.lowerBound),
            value: derived.scaled(by: value),
            high: derived.scaled(by: range.upperBound)
        )
    }
}
