import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// The fields that say which GPU does what.
struct TrainingLayoutFields {
    private(set) var zeroStage: ZeROStage?
    private(set) var sizes: [ParallelDimension: Int] = [:]
    private(set) var gpus: Int?
    private(set) var virtualPipeline: Int?
    private(set) var sequenceParallel: Bool?
    private var expertTensor: Int?
    private var shardingGroup: Int?

    /// Reads the fields.
    init(_ reader: JSONFieldReader) {
        gpus = reader.int("gpus", in: 1...ParallelFields.maximumGPUs)
        zeroStage = reader.int("zero_stage", in: 0...3).flatMap(ZeROStage.init)
        virtualPipeline = reader.int("virtual_pipeline", in: 1...4096)
        sequenceParallel = reader.bool("sequence_parallel")
        shardingGroup = reader.int("sharding_group", in: 1...ParallelFields.maximumGPUs)
        guard let fields = reader.object("parallel") else { return }
        sizes = ParallelFields.read(fields)
        expertTensor = fields.int("expert_tensor", in: 1...ParallelFields.maximumGPUs)
        fields.finish()
    }

    /// Whether several GPUs are asked for and nothing says what each does.
    var isOpen: Bool {
        gpus ?? 1 > 1 && sizes.isEmpty && zeroStage == nil && virtualPipeline == nil
            && expertTensor == nil && shardingGroup == nil
    }

    /// The layout of a model.
    func layout(_ shape: ModelShape) throws(EstimationError) -> TrainingLayout {
        try TrainingLayout(
            sizes,
            gpus: gpus,
            zeroStage: zeroStage,
            expertTensor: expertTensor,
            virtualPipeline: virtualPipeline ?? 1,
            sequenceParallel: sequenceParallel,
            shardingGroup: shardingGroup,
            model: shape
        )
    }
}

/// The frameworks that come into question for a training run.
struct TrainingFrameworks {
    /// The one that the request names, or those of layouts with and without fused kernels; nil where
    /// the catalog lacks them.
    let fused, plain: TrainingProfile?

    /// The framework of a layout that a request names.
    func of(
        _ layout: TrainingLayoutFields,
        _ precision: TrainingPrecision,
        _ reader: JSONFieldReader
    ) -> TrainingProfile? {
        let sizes = layout.sizes
        let isFused = TrainingGrounds.isFused(
            tensor: sizes[.tensor, default: 1],
            pipeline: sizes[.pipeline, default: 1],
            expert: sizes[.expert, default: 1],
            layout.zeroStage,
            precision
        )
        if let found = isFused ? fused : plain { return found }
        let id = isFused ? NamedThings.fusedFramework : NamedThings.plainFramework
        reader.report("framework", "is required: the catalog lacks \(id), the default")
        return nil
    }
}

extension NamedThings {
    static let fusedFramework = "megatron"
    static let plainFramework = "pytorch"

    /// `framework`: a training framework's id or alias.
    ///
    /// Where it is left out, the layout decides: fused kernels for those that nobody writes by hand,
    /// plain PyTorch otherwise.
    ///
    /// - Returns: The frameworks; nil where there is none of that name.
    func trainingFrameworks(_ reader: JSONFieldReader) -> TrainingFrameworks? {
        guard let name = reader.string("framework") else {
            return TrainingFrameworks(
                fused: catalog.trainingFrameworks[Self.fusedFramework]?.profile,
                plain: catalog.trainingFrameworks[Self.plainFramework]?.profile
            )
        }
        if let entry = catalog.trainingFrameworks[name] {
            return TrainingFrameworks(fused: entry.profile, plain: entry.profile)
        }
        let known = catalog.trainingFrameworks.entries.map(\.id).joined(separator: ", ")
        reader.report(
            "framework",
            "there is no training framework \"\(name.prefix(60))\"; there is \(known)",
            suggestions: catalog.trainingFrameworks.suggestions(for: name)
        )
        return nil
    }

    /// The format of a frozen base where the request names none: NF4 with double quantization where
    /// the technique says so, else the width of the arithmetic.
    func usualBase(
        _ technique: TechniqueName,
        _ precision: TrainingPrecision,
        _ reader: JSONFieldReader
    ) -> WeightFormat? {
        guard technique.isQuantized else {
            return precision == .fp32
                ? .plain(id: "fp32", bits: 32) : .plain(id: "bf16", bits: 16)
        }
        if let entry = catalog.weightFormats["bnb-nf4-dq"] { return entry.format }
        reader.report(
            "adapter",
            "base_weights is required: the catalog lacks bnb-nf4-dq, the default"
        )
        return nil
    }
}
