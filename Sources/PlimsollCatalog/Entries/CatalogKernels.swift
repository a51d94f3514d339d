public import PlimsollEngine

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
