public import PlimsollEngine

/// What a family of kernels reaches on some cards.
public struct CatalogKernels: Sendable {
    /// The family, such as `library` or `ggml`.
    let family: String
    /// The cards: ids, or architectures with classes; empty lists hold for all.
    let gpus: [String]
    let architectures: [String]
    let classes: [String]
    /// The shares; those that the file leaves out are those of the family's general entry.
    let profile: KernelProfile

    /// Whether it holds for every card.
    var isGeneral: Bool { gpus.isEmpty && architectures.isEmpty && classes.isEmpty }

    /// How closely the entry names a card: 0 where it does not hold for it.
    func closeness(to gpu: CatalogGPU) -> Int {
        if !gpus.isEmpty { return gpus.contains(gpu.id) ? 4 : 0 }
        if !architectures.isEmpty, !architectures.contains(gpu.architecture ?? "") { return 0 }
        if !classes.isEmpty, !classes.contains(gpu.kind ?? "") { return 0 }
        return 1 + (architectures.isEmpty ? 0 : 1) + (classes.isEmpty ? 0 : 1)
    }
}

extension Catalog {
    /// What a runtime's kernels reach on the card of that id; without one, on any card.
    ///
    /// - Returns: Nil where the runtime's speed is not known.
    public func kernels(of runtime: RuntimeProfile, on gpu: String?) -> KernelProfile? {
        guard let family = runtime.speed?.kernels else { return nil }
        if let gpu, let known = kernelsByCard[gpu]?[family] { return known }
        return generalKernels[family]
    }
}
