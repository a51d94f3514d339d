import PlimsollEngine
import PlimsollJSON

/// An entry of `kernels.json`: what it says of the cards that it holds for.
struct KernelFields {
    /// The figures of one way of weights.
    struct Path {
        var stream: EmpiricalFactor?
        var matrix: EmpiricalFactor?
        var expertStream: EmpiricalFactor?
        var expertMatrix: EmpiricalFactor?
    }

    var family: String
    /// The family whose figures hold where this one has none; of general entries alone.
    var base: String?
    var gpus: [String] = []
    var architectures: [String] = []
    var classes: [String] = []
    var paths: [WeightPath: Path] = [:]
    var cache: EmpiricalFactor?
    var attention: EmpiricalFactor?

    /// Whether it holds for every card.
    var isGeneral: Bool { gpus.isEmpty && architectures.isEmpty && classes.isEmpty }

    /// An entry without figures.
    init(family: String) { self.family = family }

    init?(_ reader: JSONFieldReader) {
        let family = reader.string("family", required: true, length: 1...100)
        base = reader.string("extends", length: 1...100)
        gpus = reader.strings("gpus") ?? []
        architectures = reader.strings("architectures") ?? []
        classes = reader.strings("classes") ?? []
        let share = 0.001...2.0
        for path in WeightPath.allCases {
            guard let fields = reader.object("weights_" + path.rawValue) else { continue }
            paths[path] = Path(
                stream: fields.optionalFactor("stream", in: share),
                matrix: fields.optionalFactor("matrix", in: share),
                expertStream: fields.optionalFactor("expert_stream", in: share),
                expertMatrix: fields.optionalFactor("expert_matrix", in: share)
            )
            fields.finish()
        }
        cache = reader.optionalFactor("cache", in: share)
        attention = reader.optionalFactor("attention", in: share)
        _ = reader.string("notes")
        reader.finish()
        guard let family else { return nil }
        self.family = family
        if base != nil, !isGeneral {
            reader.report("extends", "belongs into the family's entry for all cards")
        }
    }

    /// How closely the entry names a card: 0 where it does not hold for it.
    func closeness(to gpu: CatalogGPU) -> Int {
        if !gpus.isEmpty { return gpus.contains(gpu.id) ? 4 : 0 }
        if !architectures.isEmpty, !architectures.contains(gpu.architecture ?? "") { return 0 }
        if !classes.isEmpty, !classes.contains(gpu.kind ?? "") { return 0 }
        return 1 + (architectures.isEmpty ? 0 : 1) + (classes.isEmpty ? 0 : 1)
    }

    /// Takes every figure that a closer entry has.
    mutating func override(by closer: KernelFields) {
        for (path, figures) in closer.paths {
            var known = paths[path] ?? Path()
            known.stream = figures.stream ?? known.stream
            known.matrix = figures.matrix ?? known.matrix
            known.expertStream = figures.expertStream ?? known.expertStream
            known.expertMatrix = figures.expertMatrix ?? known.expertMatrix
            paths[path] = known
        }
        cache = closer.cache ?? cache
        attention = closer.attention ?? attention
    }

    /// The shares; nil where one is missing.
    ///
    /// Experts are as other weights where nothing is said of them.
    var profile: KernelProfile? {
        var shares: [WeightPath: KernelProfile.Path] = [:]
        for (path, figures) in paths {
            guard let stream = figures.stream, let matrix = figures.matrix else { return nil }
            shares[path] = KernelProfile.Path(
                stream: stream,
                matrix: matrix,
                expertStream: figures.expertStream ?? stream,
                expertMatrix: figures.expertMatrix ?? matrix
            )
        }
        guard let cache, let attention else { return nil }
        return KernelProfile(paths: shares, cache: cache, attention: attention)
    }
}

/// All entries of `kernels.json`, which complete each other.
///
/// From the general to the particular: the entry of the family that is extended for all cards, the
/// closest of it for a card, and the same two of the family itself.
struct KernelTable {
    private let entries: [KernelFields]
    /// Families that may extend each other in a row; more are a circle.
    private static let longestChain = 4

    /// A table.
    init(_ entries: [KernelFields]) { self.entries = entries }

    /// Families in the order of the file.
    var families: [String] {
        entries.reduce(into: []) { if !$0.contains($1.family) { $0.append($1.family) } }
    }

    /// What a family reaches on a card, or on any; nil where a figure is missing.
    func profile(of family: String, on gpu: CatalogGPU?) -> KernelProfile? {
        layers(of: family, on: gpu)?.profile
    }

    private func layers(of family: String, on gpu: CatalogGPU?, depth: Int = 0) -> KernelFields? {
        let own = entries.filter { $0.family == family }
        guard depth < Self.longestChain, let general = own.first(where: \.isGeneral) else {
            return nil
        }
        var fields = KernelFields(family: family)
        if let base = general.base {
            guard let layers = layers(of: base, on: gpu, depth: depth + 1) else { return nil }
            fields = layers
        }
        fields.override(by: general)
        if let gpu, let closest = closest(own, to: gpu) { fields.override(by: closest) }
        return fields
    }

    private func closest(_ entries: [KernelFields], to gpu: CatalogGPU) -> KernelFields? {
        var best: (entry: KernelFields, closeness: Int)?
        for entry in entries where !entry.isGeneral {
            let closeness = entry.closeness(to: gpu)
            if closeness > best?.closeness ?? 0 { best = (entry, closeness) }
        }
        return best?.entry
    }
}
