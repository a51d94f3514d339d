import PlimsollEngine

/// What a quantization configuration says, before it is held against a model's tensors.
struct QuantizationPlan: Sendable {
    /// Modules with one layout.
    struct Group: Sendable {
        /// The modules; nil for all linear layers that are covered.
        var targets: [ModulePattern]?
        /// The layout; nil where they stay as they are.
        var scheme: QuantizationScheme?
    }

    /// What is covered where no pattern says otherwise, beside the linear layers of the decoder.
    enum Coverage: Sendable {
        /// Nothing beside them.
        case linearLayers
        /// The head too.
        case linearLayersAndHead
        /// The head and embeddings too.
        case matrices
        /// Only experts that a router chooses among.
        case routedExperts
    }

    /// The name of the format, an id of the catalog where one fits.
    var id: String
    /// Layouts; the first whose targets match decides.
    var groups: [Group]
    /// Modules that stay as they are, whatever the groups say.
    var kept: [ModulePattern] = []
    /// What groups without targets cover.
    var coverage = Coverage.linearLayers
    /// What had to be assumed.
    var assumptions: [String] = []

    /// A plan of one layout.
    init(id: String, _ scheme: QuantizationScheme, coverage: Coverage = .linearLayers) {
        self.id = id
        self.coverage = coverage
        groups = [Group(targets: nil, scheme: scheme)]
    }

    /// A plan of several layouts.
    init(id: String, groups: [Group], coverage: Coverage = .linearLayers) {
        self.id = id
        self.groups = groups
        self.coverage = coverage
    }

    /// Adds modules that stay as they are.
    mutating func keep(_ names: [String]) {
        kept += patterns(names)
    }

    /// Reads patterns; what cannot be read is said among the assumptions.
    mutating func patterns(_ names: [String]) -> [ModulePattern] {
        names.compactMap { name in
            let pattern = ModulePattern(name)
            if pattern == nil {
                let text = String(name.prefix(80))
                assumptions.append(
                    "the pattern \"\(text)\" of quantization_config is not understood; it is "
                        + "taken to match nothing"
                )
            }
            return pattern
        }
    }

    /// The layout that most covered modules have.
    var mainScheme: QuantizationScheme? {
        groups.first { $0.targets == nil && $0.scheme != nil }?.scheme
            ?? groups.lazy.compactMap(\.scheme).first
    }

    /// Whether a tensor is one that groups without targets cover.
    func covers(_ tensor: WeightTensor) -> Bool {
        guard tensor.kind == .linear || tensor.kind == .embedding && coverage == .matrices else {
            return false
        }
        switch tensor.component {
        case .routedExperts: return true
        case .attention, .mlp, .sharedExperts, .recurrent: return coverage != .routedExperts
        case .languageModelHead:
            return coverage == .linearLayersAndHead || coverage == .matrices
        case .embedding: return coverage == .matrices
        case .router, .norms, .vision, .audio, .other: return false
        }
    }

    /// The layout of one module; nil where it stays as it is.
    func scheme(of tensor: WeightTensor, layer: Int?) -> QuantizationScheme? {
        let isCovered = covers(tensor)
        guard hasPatterns else { return isCovered ? groups.first?.scheme : nil }
        let module = tensor.module.rawValue
        let isOneSegment = !module.utf8.contains(UInt8(ascii: "."))
        var spelled: ModulePath?
        func matches(_ pattern: ModulePattern) -> Bool {
            if isOneSegment, let name = pattern.moduleName { return name == module }
            let path = spelled ?? ModulePath(tensor, layer: layer)
            spelled = path
            return pattern.matches(path)
        }
        if kept.contains(where: matches) { return nil }
        for group in groups {
            guard let targets = group.targets else {
                if isCovered { return group.scheme }
                continue
            }
            if targets.contains(where: matches) { return group.scheme }
        }
        return nil
    }

    private var hasPatterns: Bool {
        !kept.isEmpty || groups.contains { $0.targets != nil }
    }

    /// Every pattern of the plan.
    var patterns: [ModulePattern] { kept + groups.flatMap { $0.targets ?? [] } }

    /// The plan without patterns that name another layer than this one, or any where it is nil.
    func restricted(to layer: Int?) -> QuantizationPlan {
        func concerns(_ pattern: ModulePattern) -> Bool {
            pattern.layer == nil || pattern.layer == layer
        }
        var plan = self
        plan.kept = kept.filter(concerns)
        plan.groups = groups.compactMap { group in
            guard let targets = group.targets?.filter(concerns) else { return group }
            return targets.isEmpty ? nil : Group(targets: targets, scheme: group.scheme)
        }
        return plan
    }
}
