import PlimsollEngine
import Testing

extension Sample {
    static let llama2With7B = ModelProfile(
        llama(
            layers: 32,
            hidden: 4096,
            heads: 32,
            keyValueHeads: 32,
            width: 11008,
            vocabulary: 32000
        )
    )

    /// A framework of round constants.
    static func framework(
        _ kernels: TrainingProfile.Kernels = .fused,
        gradients: TrainingProfile.GradientLifetime = .persistent,
        bytesPerLogit: Double = 6,
        shardedReserve: Double = 0
    ) throws -> TrainingProfile {
        TrainingProfile(
            id: "sample",
            kernels: kernels,
            gradients: gradients,
            copiesGradientsToBuckets: false,
            constants: TrainingProfile.Constants(
                logits: try constant(bytesPerLogit),
                adapterLogits: try constant(bytesPerLogit),
                parallelLogits: try constant(bytesPerLogit),
                fusedLogits: try constant(0),
                activations: try constant(1),
                quantizedActivations: try constant(1),
                deviceContext: try constant(1e9),
                communicators: OverheadModel.BySize([]),
                reserve: try constant(0),
                shardedReserve: try #require(
                    EmpiricalFactor(
                        value: shardedReserve,
                        range: 0...max(shardedReserve, 0),
                        source: "test",
                        measuredOn: "test"
                    )
                ),
                gatheredUnits: try constant(2),
                reducedUnits: try constant(1),
                wideningRate: try constant(0.5),
                spreads: [
                    TrainingProfile.SpreadRow(
                        isAdapter: nil,
                        isSharded: nil,
                        factor: try constant(1)
                    )
                ]
            )
        )
    }

    /// A factor without a range.
    static func constant(_ value: Double) throws -> EmpiricalFactor {
        guard
            let factor = EmpiricalFactor(
                value: value,
                range: value...value,
                source: "test",
                measuredOn: "test"
            )
        else { throw EstimationError.tooLarge }
        return factor
    }

    /// A plan of full training with the parts that a test is about.
    static func plan(
        _ model: ModelProfile,
        technique: TrainingTechnique = .full(trainableLayers: nil),
        precision: TrainingPrecision = .bf16Mixed,
        optimizer: Optimizer = .adamw,
        layout: TrainingLayout = .single,
        framework: TrainingProfile,
        change: (inout TrainingPlan) -> Void = { _ in }
    ) -> TrainingPlan {
        var plan = TrainingPlan(
            model: model,
            technique: technique,
            precision: precision,
            formats: StateFormats(precision),
            optimizer: optimizer,
            layout: layout,
            framework: framework
        )
        change(&plan)
        return plan
    }
}
