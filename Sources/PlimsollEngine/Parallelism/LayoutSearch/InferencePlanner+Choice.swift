extension InferencePlanner {
    /// The layout for a number of GPUs where nobody says how: what an engineer tries first.
    ///
    /// As much tensor parallelism as divides the heads and stays within a machine, which keeps every
    /// token's time low; then as few stages as hold the load; then copies. Where nothing holds it,
    /// one copy over all GPUs. Cheap: it looks at a handful of layouts, and never fails.
    ///
    /// Worked example, 64 heads: 8 GPUs are tensor 8; 6 GPUs tensor 2 and 3 copies, or 3 stages
    /// where one copy needs all of them.
    ///
    /// - Parameters:
    ///   - gpus: GPUs to use.
    ///   - gpu: The GPU; nil where only memory is asked for, which then is that of one copy.
    ///   - gpusPerNode: GPUs of one machine.
    ///   - load: What is to be held.
    /// - Returns: A layout that uses every GPU.
    public func choice(
        gpus: Int,
        of gpu: GPU?,
        gpusPerNode: Int,
        load: InferenceWorkload
    ) -> ParallelLayout {
        let space = LayoutSpace(model: model.shape, gpus: gpus, gpusPerNode: gpusPerNode)
        let tensor = space.tensorSizes.last { $0 <= gpusPerNode } ?? 1
        let rest = gpus / tensor
        let candidates = LayoutSpace.divisors(of: rest)
            .filter { $0 <= model.shape.layers.count }
            .map { stages in
                ParallelLayout(
                    checkedTensor: tensor,
                    pipeline: stages,
                    data: rest / stages,
                    expert: 1,
                    context: 1
                )
            }
        let deepest = candidates.last ?? .single
        guard let memory = gpu?.memory.planned, candidates.count > 1 else { return deepest }
        var stages: [Int: [PipelineStage]] = [:]
        for layout in candidates.dropLast() {
            let estimator = estimator(layout, &stages, memory: memory)
            var filled = load
            filled.concurrentSequences = max(load.concurrentSequences, layout.data)
            if estimator.fits(filled, memory: memory, share: share) { return layout }
        }
        return deepest
    }
}
