import PlimsollEngine
import PlimsollJSON

/// `remedies` of a training answer: what would make it fit, with its bytes and its cost in time.
struct TrainingRemedyJSON {
    private let remedy: TrainingRemedy
    private let before: Bytes

    init(_ remedy: TrainingRemedy, before: Bytes) {
        self.remedy = remedy
        self.before = before
    }

    /// Writes the members of one remedy.
    func write(_ writer: inout JSONWriter) {
        writer.field("change", words)
        writer.object("fields") { writer in writeFields(&writer) }
        writer.field("total_bytes", remedy.need.value.magnitude)
        writer.field("saved_bytes", (before - remedy.need.value).magnitude)
        writer.field("fits", remedy.fits)
        writer.field("relative_time", remedy.relativeTime)
    }

    /// The changes in words.
    var words: String { remedy.changes.map(\.words).joined(separator: ", and ") }

    /// Writes the fields of a request that make the changes.
    func writeFields(_ writer: inout JSONWriter) {
        for change in remedy.changes {
            switch change {
            case .fullRecomputation: writer.field("activation_checkpointing", "full")
            case .fusedLoss: writer.field("fused_loss", true)
            case .microBatchOfOne: writer.field("micro_batch", 1)
            case .shardedParameters: writer.field("zero_stage", 3)
            case .eightBitMoments: writer.field("optimizer", "adamw_8bit")
            case .gradientRelease: writer.field("gradient_release", true)
            case .offloadedOptimizer: writer.field("offload.optimizer", "cpu")
            case .offloadedActivations: writer.field("offload.activations", "cpu")
            case .lowRankAdapters(let isQuantized):
                writer.field("technique", isQuantized ? "qlora" : "lora")
            case .moreGPUs(let gpus, let tensor):
                writer.field("gpus", gpus)
                if tensor > 1 { writer.field("parallel.tensor", tensor) }
            }
        }
    }
}

extension TrainingRemedy.Change {
    fileprivate var words: String {
        switch self {
        case .fullRecomputation: "compute every layer again in the backward pass"
        case .fusedLoss: "a fused or chunked loss"
        case .microBatchOfOne: "one sample at once, in more micro-batches"
        case .shardedParameters: "divide weights and gradients among the data parallel ranks too"
        case .eightBitMoments: "moments of 8 bits"
        case .gradientRelease: "the optimizer's step inside the backward pass"
        case .offloadedOptimizer: "optimizer states in host memory"
        case .offloadedActivations: "layer inputs in host memory until the backward pass"
        case .lowRankAdapters(false): "LoRA of rank 16 beside a frozen base"
        case .lowRankAdapters(true): "LoRA of rank 16 beside a base of 4 bits"
        case .moreGPUs(let gpus, tensor: 1): "\(gpus) GPUs that divide everything"
        case .moreGPUs(let gpus, let tensor):
            "\(gpus) GPUs, each matrix divided over \(tensor) and everything over the rest"
        }
    }
}
