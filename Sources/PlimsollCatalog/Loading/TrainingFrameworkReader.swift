import PlimsollEngine
import PlimsollJSON

extension CatalogTrainingFramework {
    init?(_ reader: JSONFieldReader) {
        let id = reader.identifier("id")
        let name = reader.string("name", required: true, length: 1...200)
        aliases = reader.strings("aliases") ?? []
        let kernels = reader.choice("kernels", as: TrainingProfile.Kernels.self, required: true)
        let gradients = reader.choice(
            "gradients",
            as: TrainingProfile.GradientLifetime.self,
            required: true
        )
        let buckets = reader.bool("copies_gradients_to_buckets", required: true)
        let constants =
            reader.object("constants", required: true, read: TrainingProfile.Constants.init) ?? nil
        let utilization = reader.objects("utilization", required: true) ?? []
        let rows = utilization.compactMap(TrainingProfile.UtilizationRow.init)
        notes = reader.string("notes")
        reader.finish()
        guard let id, let name, let kernels, let gradients, let buckets,
            let constants
        else { return nil }
        self.name = name
        profile = TrainingProfile(
            id: id,
            kernels: kernels,
            gradients: gradients,
            copiesGradientsToBuckets: buckets,
            constants: constants,
            utilization: rows
        )
    }
}

extension TrainingProfile.UtilizationRow {
    init?(_ fields: JSONFieldReader) {
        let share = 1e-6...1.5
        let architectures = fields.strings("architectures") ?? []
        let format = fields.choice("format", as: MatrixFormat.self)
        let matrices = fields.factor("matrices", in: share)
        let experts = fields.factor("experts", in: share)
        let attention = fields.factor("attention", in: share)
        let exposed = fields.factor("exposed_communication", in: 0...2)
        let half = fields.factor("half_reached_parameters", in: 0...1e13)
        let halfExperts = fields.factor("half_reached_parameters_of_experts", in: 0...1e13)
        fields.finish()
        guard let matrices, let experts, let attention, let exposed, let half, let halfExperts
        else { return nil }
        self.init(
            architectures: architectures,
            format: format,
            reached: TrainingUtilization(
                matrices: matrices,
                experts: experts,
                attention: attention,
                exposed: exposed,
                halfReached: half,
                halfReachedByExperts: halfExperts
            )
        )
    }
}

extension TrainingProfile.Constants {
    init?(_ fields: JSONFieldReader) {
        let bytes = 0...1e15
        let ratio = 0...1000.0
        let logits = fields.factor("bytes_per_logit", in: ratio)
        let besideAdapters = fields.factor("bytes_per_logit_beside_adapters", in: ratio)
        let parallel = fields.factor("bytes_per_parallel_logit", in: ratio)
        let fused = fields.factor("bytes_per_fused_logit", in: ratio)
        let activations = fields.factor("activations", in: ratio)
        let quantized = fields.factor("quantized_activations", in: ratio)
        let context = fields.factor("device_context", in: bytes)
        let communicators = fields.bySize("communicators")
        let reserve = fields.factor("reserve", in: ratio)
        let shardedReserve = fields.factor("sharded_reserve", in: ratio)
        let units = fields.factor("gathered_units", in: ratio)
        let reduced = fields.factor("reduced_units", in: ratio)
        let widening = fields.factor("widening_rate", in: 1e-3...1)
        let rows = fields.objects("spread", required: true) ?? []
        let spreads = rows.compactMap(TrainingProfile.SpreadRow.init)
        guard let logits, let besideAdapters, let parallel, let fused, let activations,
            let quantized, let context, let communicators, let reserve, let shardedReserve,
            let units, let reduced, let widening, !spreads.isEmpty
        else { return nil }
        self.init(
            logits: logits,
            adapterLogits: besideAdapters,
            parallelLogits: parallel,
            fusedLogits: fused,
            activations: activations,
            quantizedActivations: quantized,
            deviceContext: context,
            communicators: communicators,
            reserve: reserve,
            shardedReserve: shardedReserve,
            gatheredUnits: units,
            reducedUnits: reduced,
            wideningRate: widening,
            spreads: spreads
        )
    }
}

extension TrainingProfile.SpreadRow {
    init?(_ fields: JSONFieldReader) {
        let isAdapter = fields.bool("adapters")
        let isSharded = fields.bool("sharded_parameters")
        let factor = EmpiricalFactor(fields, in: 0...1000)
        fields.finish()
        guard let factor else { return nil }
        self.init(isAdapter: isAdapter, isSharded: isSharded, factor: factor)
    }
}
