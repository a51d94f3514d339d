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
    func scheme(of tensor: WeightTensor, _ path: ModulePath, layer: Int?) -> QuantizationScheme? {
        func isNamed(by pattern: ModulePattern) -> Bool {
            (pattern.layer == nil || pattern.layer == layer) && pattern.matches(path)
        }
        if kept.contains(where: isNamed) { return nil }
        let isCovered = covers(tensor)
        for group in groups {
            guard let targets = group.targets else {
                if isCovered { return group.scheme }
                continue
            }
            if targets.contains(where: isNamed) { return group.scheme }
        }
        return nil
    }

    /// Every pattern of the plan.
    private var allPatterns: [ModulePattern] { kept + groups.flatMap { $0.targets ?? [] } }
}

extension QuantizationPlan {
    /// More comparisons than this for one model are a mistake or an attack.
    private static let maximumComparisons = 200_000

    /// The plan held against the tensors of a model.
    ///
    /// - Parameters:
    ///   - shape: The model.
    ///   - rest: Width of what is not quantized.
    /// - Returns: The format with a rule for every module that differs from its main layout; nil
    ///   where patterns and layers are too many to compare.
    func format(for shape: ModelShape, rest: BitsPerElement) -> WeightFormat? {
        guard let main = mainScheme else { return nil }
        var format = WeightFormat(
            id: id,
            scheme: main,
            scope: coverage == .matrices ? .matrices : .linearLayers,
            rest: rest
        )
        let patterns = allPatterns
        let hasLayerPatterns = patterns.contains(where: \.dependsOnLayer)
        let named = Set(patterns.compactMap(\.layer))
        var comparisons = 0
        for module in Self.modules(of: shape) {
            let usual = format.covers(module.tensor) ? main : nil
            let special =
                hasLayerPatterns ? module.layers : module.layers.filter(named.contains)
            comparisons += (special.count + 1) * patterns.count
            guard comparisons <= Self.maximumComparisons else { return nil }
            let layouts = layouts(of: module, askingLayers: Set(special))
            format.rules += Self.rules(module.tensor, layouts, usual: usual)
        }
        return format
    }

    /// The layers of a module by their layout; a module outside the layers has none.
    ///
    /// Layers that no pattern tells apart are decided once.
    private func layouts(
        of module: Module,
        askingLayers special: Set<Int>
    ) -> [QuantizationScheme?: [Int]] {
        let tensor = module.tensor
        let ordinary = module.layers.first { !special.contains($0) }
        let common = scheme(of: tensor, ModulePath(tensor, layer: ordinary), layer: nil)
        guard !module.layers.isEmpty else { return [common: []] }
        var layouts: [QuantizationScheme?: [Int]] = [:]
        for layer in module.layers {
            let scheme =
                special.contains(layer)
                ? scheme(of: tensor, ModulePath(tensor, layer: layer), layer: layer) : common
            layouts[scheme, default: []].append(layer)
        }
        return layouts
    }

    private static func rules(
        _ tensor: WeightTensor,
        _ layersByScheme: [QuantizationScheme?: [Int]],
        usual: QuantizationScheme?
    ) -> [WeightRule] {
        let isUniform = layersByScheme.count == 1
        return layersByScheme.filter { $0.key != usual }
            .sorted { ($0.value.first ?? 0) < ($1.value.first ?? 0) }
            .map { scheme, layers in
                WeightRule(
                    tensor.module,
                    tensor.component,
                    layers: isUniform ? nil : ranges(layers),
                    scheme: scheme
                )
            }
    }

    /// Neighbouring numbers joined.
    private static func ranges(_ sorted: [Int]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for number in sorted {
            if let last = ranges.last, last.upperBound == number {
                ranges[ranges.count - 1] = last.lowerBound..<number + 1
            } else {
                ranges.append(number..<number + 1)
            }
        }
        return ranges
    }

    /// A module with the layers that hold it; none outside the layers.
    private struct Module {
        var tensor: WeightTensor
        var layers: [Int]
    }

    private struct ModuleKey: Hashable {
        var name: ModuleName
        var component: ParameterComponent
    }

    /// The matrices of a model by name and component, whatever their shapes.
    private static func modules(of shape: ModelShape) -> [Module] {
        var modules: [Module] = []
        for tensor in shape.embeddings + shape.outputs where tensor.isMatrix {
            modules.append(Module(tensor: tensor, layers: []))
        }
        var positions: [ModuleKey: Int] = [:]
        let kinds = shape.layers.kinds.map { $0.tensors.filter(\.isMatrix) }
        for (layer, kind) in shape.layers.order.enumerated() {
            for tensor in kinds[kind] {
                let key = ModuleKey(name: tensor.module, component: tensor.component)
                let position = positions[key, default: modules.count]
                if position == modules.count {
                    positions[key] = position
                    modules.append(Module(tensor: tensor, layers: []))
                }
                if modules[position].layers.last != layer {
                    modules[position].layers.append(layer)
                }
            }
        }
        return modules
    }
}

extension WeightTensor {
    fileprivate var isMatrix: Bool { kind == .linear || kind == .embedding }
}
