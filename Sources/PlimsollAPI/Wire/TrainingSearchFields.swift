import PlimsollEngine
import PlimsollJSON

/// The cards of a plan, which stand beside the request of its load.
struct PlannedCards {
    var gpu: RequestedGPU
    var gpusPerNode: Int
}

extension TrainingRequest {
    /// A search over layouts of this request.
    var planner: TrainingPlanner {
        TrainingPlanner(plan, load, freedom: freedom, grounds: grounds)
    }

    /// Lets the planner choose the layout over a number of GPUs, and says so.
    ///
    /// - Throws: ``APIError`` where no layout is possible.
    mutating func chooseLayout(_ gpus: Int, in value: JSONValue) throws(APIError) {
        guard let gpu else { return }
        let perNode = run.gpusPerNode ?? gpu.gpusPerNode
        guard let choice = planner.choice(gpus: gpus, of: gpu.gpu, gpusPerNode: perNode) else {
            throw APIError(
                EstimationError.notApplicable(
                    field: freedom.globalBatch == nil ? "gpus" : "global_batch",
                    reason: "no layout over \(gpus) GPUs divides it"
                ),
                in: value
            )
        }
        self = planned(choice)
        let reason =
            choice.fit.verdict == .doesNotFit
            ? "none holds the run, and this one lacks least" : "the fastest that holds the run"
        choices.append(
            "the layout is chosen, for want of parallel and zero_stage: "
                + "\(TrainingLayoutJSON.words(choice)); \(reason)"
        )
    }

    /// The request in the layout of a plan.
    func planned(_ plan: TrainingPlanner.Plan) -> TrainingRequest {
        var request = self
        request.plan = plan.plan
        request.load = plan.load
        request.site = plan.site
        request.isRecomputationOpen = false
        return request
    }
}

extension TrainingLoad {
    /// Micro-batches of a step from the samples of all ranks.
    ///
    /// - Throws: ``EstimationError`` where they are not a multiple of what the ranks take at once.
    mutating func divide(
        _ globalBatch: Int,
        _ layout: TrainingLayout
    ) throws(EstimationError) {
        let atOnce = layout.sizes.data * microBatch
        guard globalBatch % atOnce == 0 else {
            throw .notApplicable(
                field: "global_batch",
                reason: "\(globalBatch) samples are no multiple of the \(atOnce) that "
                    + "\(layout.sizes.data) data parallel ranks take at once"
            )
        }
        let count = globalBatch / atOnce
        if let accumulation, accumulation != count {
            throw .notApplicable(
                field: "gradient_accumulation",
                reason:
                    "\(accumulation) contradicts global_batch, which is \(count) micro-batches of "
                    + "\(atOnce) samples"
            )
        }
        accumulation = count
    }
}

/// Training layouts on the wire.
enum TrainingLayoutJSON {
    /// The member `layout`.
    static func write(_ layout: TrainingLayout, _ writer: inout JSONWriter) {
        writer.object("layout") { writer in
            writer.field("gpus", layout.sizes.gpus)
            writer.field("tensor", layout.sizes.tensor)
            writer.field("pipeline", layout.sizes.pipeline)
            writer.field("data", layout.sizes.data)
            writer.field("expert", layout.sizes.expert)
            writer.field("context", layout.sizes.context)
            writer.field("expert_tensor", layout.expertTensor)
            writer.field("virtual_pipeline", layout.virtualPipeline)
            writer.field("sequence_parallel", layout.hasSequenceParallelism)
            writer.field("zero_stage", layout.zeroStage.rawValue)
            writer.field("sharding_group", layout.shardingGroup)
        }
    }

    /// A plan as a person says it: sizes above 1, what ranks divide, what is computed again, samples.
    static func words(_ plan: TrainingPlanner.Plan) -> String {
        let layout = plan.plan.layout
        var words = [LayoutJSON.words(layout.sizes)]
        if layout.virtualPipeline > 1 { words.append("\(layout.virtualPipeline) parts a stage") }
        if layout.ranks > 1 { words.append("zero_stage \(layout.zeroStage.rawValue)") }
        let recomputation = plan.plan.recomputation
        if recomputation.scope != .none {
            words.append("activation_checkpointing \(recomputation.name)")
        }
        let times = plan.load.accumulation.map { " x \($0)" } ?? ""
        return words.joined(separator: ", ") + ", micro_batch \(plan.load.microBatch)\(times)"
    }
}
