import PlimsollEngine

extension QuantizationPlan {
    /// Steps that comparing one name with all patterns may take.
    fileprivate var cost: Int { patterns.reduce(1) { $0 + $1.cost } }
}

/// A plan held against the tensors of a model.
struct QuantizationMatch {
    /// More steps of matching than this for one model are a mistake or an attack.
    private static let maximumCost = 100_000

    private let plan: QuantizationPlan
    /// The plan of layers that no pattern names, and of those that one names.
    private let common: QuantizationPlan
    private let byLayer: [Int: QuantizationPlan]
    private let asksEveryLayer: Bool
    private var cost = 0

    private init(_ plan: QuantizationPlan) {
        self.plan = plan
        common = plan.restricted(to: nil)
        asksEveryLayer = plan.patterns.contains(where: \.dependsOnLayer)
        var byLayer: [Int: QuantizationPlan] = [:]
        for layer in Set(plan.patterns.compactMap(\.layer)) {
            byLayer[layer] = plan.restricted(to: layer)
        }
        self.byLayer = byLayer
    }

    /// The plan as the format of a model.
    ///
    /// - Parameters:
    ///   - plan: What the configuration says.
    ///   - shape: The model.
    ///   - rest: Width of what is not quantized.
    /// - Returns: The format with a rule for every module that differs from its main layout; nil
    ///   where no layout is named, or patterns and layers are too many to compare.
    static func format(
        _ plan: QuantizationPlan,
        for shape: ModelShape,
        rest: BitsPerElement
    ) -> WeightFormat? {
        guard let main = plan.mainScheme, plan.patterns.count <= 20_000 else { return nil }
        var format = WeightFormat(
            id: plan.id,
            scheme: main,
            scope: plan.coverage == .matrices ? .matrices : .linearLayers,
            rest: rest
        )
        var match = QuantizationMatch(plan)
        for module in modules(of: shape) {
            let usual = format.covers(module.tensor) ? main : nil
            guard let layouts = match.layouts(of: module) else { return nil }
            format.rules += rules(module.tensor, layouts, usual: usual)
        }
        return format
    }

    /// The layers of a module by their layout; a module outside the layers has none.
    ///
    /// Layers that no pattern tells apart are decided once. Returns nil where it costs too much.
    private mutating func layouts(of module: Module) -> [Layout]? {
        let tensor = module.tensor
        let (asksAll, named) = (asksEveryLayer, byLayer)
        let isSpecial = { (layer: Int) in asksAll || !named.isEmpty && named[layer] != nil }
        let ordinary = module.layers.first { !isSpecial($0) }
        var layouts: [Layout] = []
        var usual: QuantizationScheme?
        if module.layers.isEmpty || ordinary != nil {
            cost += common.cost
            usual = common.scheme(of: tensor, layer: ordinary)
        }
        // Where no layer is special, all have the usual layout.
        if module.layers.isEmpty || !asksAll && named.isEmpty {
            return [Layout(scheme: usual, layers: module.layers)]
        }
        for layer in module.layers {
            var scheme = usual
            if isSpecial(layer) {
                let plan = byLayer[layer] ?? common
                cost += plan.cost
                guard cost <= Self.maximumCost else { return nil }
                scheme = plan.scheme(of: tensor, layer: layer)
            }
            if let known = layouts.firstIndex(where: { $0.scheme == scheme }) {
                layouts[known].layers.append(layer)
            } else {
                layouts.append(Layout(scheme: scheme, layers: [layer]))
            }
        }
        return cost <= Self.maximumCost ? layouts : nil
    }

    private static func rules(
        _ tensor: WeightTensor,
        _ layouts: [Layout],
        usual: QuantizationScheme?
    ) -> [WeightRule] {
        // Layouts come in the order of their first layers.
        layouts.filter { $0.scheme != usual }
            .map { layout in
                WeightRule(
                    tensor.module,
                    tensor.component,
                    layers: layouts.count == 1 ? nil : ranges(layout.layers),
                    scheme: layout.scheme
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

    /// A layout and the layers of a module that have it, in order.
    private struct Layout {
        var scheme: QuantizationScheme?
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
        let places = shape.layers.kinds.map { kind in
            kind.tensors.filter(\.isMatrix).map { tensor in
                let key = ModuleKey(name: tensor.module, component: tensor.component)
                let position = positions[key, default: modules.count]
                if position == modules.count {
                    positions[key] = position
                    modules.append(Module(tensor: tensor, layers: []))
                }
                return position
            }
        }
        var first = 0
        for run in shape.layers.runs {
            let layers = first..<first + run.count
            first = layers.upperBound
            // A layer may hold several of that name.
            for position in places[run.kind]
            where modules[position].layers.last != layers.last {
                modules[position].layers += layers
            }
        }
        return modules
    }
}

extension WeightTensor {
    fileprivate var isMatrix: Bool { kind == .linear || kind == .embedding }
}
