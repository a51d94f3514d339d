import PlimsollEngine

/// Names of modules as quantization configurations write them.
struct ModulePattern: Sendable {
    private enum Form: Sendable {
        /// Segments that stand next to each other anywhere in the path, between dots.
        case segments([UInt8])
        /// Text with `*` for anything, and the same for whatever lies below it.
        case glob([UInt8], below: [UInt8])
        /// An expression that the path begins with.
        case regex(PathRegex)
    }

    private let form: Form
    /// The one layer that it names; nil where it names none.
    private(set) var layer: Int?
    /// Whether it may match in some layers and not in others, beside naming one.
    private(set) var dependsOnLayer = false

    /// The module that it names, where it is one segment that no path has before its last: then paths
    /// need not be spelled out to be compared.
    private(set) var moduleName: String?

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
            form = .glob(Array(text.utf8), below: Array((text + ".*").utf8))
            dependsOnLayer = text.contains { $0.isNumber }
            return
        }
        let segments = text.split(separator: ".").map(String.init)
        guard !segments.isEmpty else { return nil }
        form = .segments(Array(segments.joined(separator: ".").utf8))
        let marker = segments.firstIndex { ["layers", "h", "blocks", "block"].contains($0) }
        if let marker, marker + 1 < segments.count { layer = Int(segments[marker + 1]) }
        if segments.count == 1, Int(segments[0]) == nil,
            !ModulePath.parentSegments.contains(segments[0])
        {
            moduleName = segments[0]
        }
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
            path.spellings.contains { Self.holds($0, segments: wanted) }
        case .glob(let pattern, let below):
            path.spellings.contains { spelling in
                Self.glob(pattern.span, spelling.span) || Self.glob(below.span, spelling.span)
            }
        case .regex(let regex):
            path.spellings.contains { regex.matchesPrefix(of: $0) }
        }
    }

    /// Whether whole segments of a path are the wanted ones.
    private static func holds(_ path: [UInt8], segments wanted: [UInt8]) -> Bool {
        let dot = UInt8(ascii: ".")
        let (given, sought) = (path.span, wanted.span)
        var start = 0
        while start + sought.count <= given.count {
            var matched = 0
            while matched < sought.count, given[start + matched] == sought[matched] { matched += 1 }
            let end = start + sought.count
            if matched == sought.count, end == given.count || given[end] == dot { return true }
            // On to the next segment.
            while start < given.count, given[start] != dot { start += 1 }
            start += 1
        }
        return false
    }

    /// Whether `*` in the pattern can be filled so that it is the text.
    private static func glob(_ pattern: Span<UInt8>, _ text: Span<UInt8>) -> Bool {
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
        while position < pattern.count, pattern[position] == star { position += 1 }
        return position == pattern.count
    }
}

/// The path of one module in the checkpoints of its family, in the spellings that are usual.
struct ModulePath: Sendable {
    /// The letters of each spelling.
    let spellings: [[UInt8]]

    /// The path of a tensor in a layer, or outside the layers.
    init(_ tensor: WeightTensor, layer: Int?) {
        let module = tensor.module.rawValue
        guard let layer else {
            spellings = [Array(module.utf8), Array("model.\(module)".utf8)]
            return
        }
        let place = ".\(layer)."
        spellings = Self.prefixes.flatMap { prefix in
            Self.parents(of: tensor.component).map { parent in
                var path: [UInt8] = []
                path.reserveCapacity(80)
                for part in [prefix, place, parent, module] { path += part.utf8 }
                return path
            }
        }
    }

    private static let prefixes = [
        "model.layers", "model.language_model.layers", "language_model.model.layers",
    ]

    /// Every segment that may stand before a module's name, numbers aside.
    static let parentSegments: Set<String> = {
        let paths =
            prefixes + ParameterComponent.allCases.flatMap { parents(of: $0) } + ["model"]
        return Set(paths.flatMap { $0.split(separator: ".").map(String.init) })
    }()

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
