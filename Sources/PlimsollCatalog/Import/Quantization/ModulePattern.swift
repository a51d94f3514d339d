import PlimsollEngine

/// Names of modules as quantization configurations write them.
struct ModulePattern: Sendable {
    private enum Form: Sendable {
        /// Segments that stand next to each other anywhere in the path.
        case segments([String])
        /// Text with `*` for anything, and whatever lies below it.
        case glob([UInt8])
        /// An expression that the path begins with.
        case regex(PathRegex)
    }

    private let form: Form
    /// The one layer that it names; nil where it names none.
    private(set) var layer: Int?
    /// Whether it may match in some layers and not in others, beside naming one.
    private(set) var dependsOnLayer = false

    /// Reads a pattern: `re:` and an expression, a name with `*`, or a name or a part of one.
    ///
    /// - Returns: nil for an expression that cannot be read.
    init?(_ text: String) {
        if text.hasPrefix("re:") {
            guard let regex = PathRegex(String(text.dropFirst(3))) else { return nil }
            form = .regex(regex)
            dependsOnLayer = regex.mentionsDigits
            return
        }
        if text.contains("*") {
            form = .glob(Array(text.utf8))
            dependsOnLayer = text.contains { $0.isNumber }
            return
        }
        let segments = text.split(separator: ".").map(String.init)
        guard !segments.isEmpty else { return nil }
        form = .segments(segments)
        let marker = segments.firstIndex { ["layers", "h", "blocks", "block"].contains($0) }
        if let marker, marker + 1 < segments.count { layer = Int(segments[marker + 1]) }
    }

    /// Steps that a comparison takes, for each letter of the name.
    var cost: Int {
        switch form {
        case .segments, .glob: 1
        case .regex(let regex): regex.steps
        }
    }

    /// Whether it names a module.
    func matches(_ path: ModulePath) -> Bool {
        switch form {
        case .segments(let wanted):
            path.spellings.contains { spelling in
                guard spelling.segments.count >= wanted.count else { return false }
                return (0...spelling.segments.count - wanted.count).contains { start in
                    spelling.segments[start..<start + wanted.count].elementsEqual(wanted)
                }
            }
        case .glob(let pattern):
            path.spellings.contains { spelling in
                Self.glob(pattern, spelling.bytes)
                    || Self.glob(pattern + Array(".*".utf8), spelling.bytes)
            }
        case .regex(let regex):
            path.spellings.contains { regex.matchesPrefix(of: $0.bytes) }
        }
    }

    /// Whether `*` in the pattern can be filled so that it is the text.
    private static func glob(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
        let star = UInt8(ascii: "*")
        var position = 0
        var place = 0
        var resume: (position: Int, place: Int)?
        while place < text.count {
            if position < pattern.count, pattern[position] == star {
                resume = (position + 1, place)
                position += 1
            } else if position < pattern.count, pattern[position] == text[place] {
                position += 1
                place += 1
            } else if let (after, start) = resume {
                position = after
                place = start + 1
                resume = (after, start + 1)
            } else {
                return false
            }
        }
        return pattern[position...].allSatisfy { $0 == star }
    }
}

/// The path of one module in the checkpoints of its family, in the spellings that are usual.
struct ModulePath: Sendable {
    /// One spelling.
    struct Spelling: Sendable {
        var segments: [String]
        var bytes: [UInt8]
    }

    let spellings: [Spelling]

    /// The path of a tensor in a layer, or outside the layers.
    init(_ tensor: WeightTensor, layer: Int?) {
        let module = tensor.module.rawValue
        guard let layer else {
            spellings = [Spelling(module), Spelling("model." + module)]
            return
        }
        spellings = Self.prefixes.flatMap { prefix in
            Self.parents(of: tensor.component).map { parent in
                Spelling("\(prefix).\(layer).\(parent)\(module)")
            }
        }
    }

    private static let prefixes = [
        "model.layers", "model.language_model.layers", "language_model.model.layers",
    ]

    private static func parents(of component: ParameterComponent) -> [String] {
        switch component {
        case .attention: ["self_attn.", "attn.", "attention."]
        case .mlp: ["mlp.", "feed_forward.", "ffn."]
        case .routedExperts:
            ["mlp.experts.0.", "block_sparse_moe.experts.0.", "feed_forward.experts.0."]
        case .sharedExperts: ["mlp.shared_experts.", "mlp.shared_expert.", "shared_mlp."]
        case .router: ["mlp.", "block_sparse_moe.", "feed_forward."]
        case .recurrent: ["linear_attn.", "self_attn.", "mamba.", "mixer."]
        case .embedding, .languageModelHead, .norms, .vision, .audio, .other: [""]
        }
    }
}

extension ModulePath.Spelling {
    fileprivate init(_ path: String) {
        segments = path.split(separator: ".").map(String.init)
        bytes = Array(path.utf8)
    }
}
