import ArgumentParser
import PlimsollAPI

struct EstimateTrainingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "training",
        abstract: "Memory of training or fine-tuning a model, and whether it fits.",
        discussion: """
            Example: plimsoll estimate training --model llama-3-8b --technique qlora \
            --gpu rtx-4090-24gb --field adapter.rank=32
            """
    )

    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var output: OutputOptions

    @Option(help: "A model of the catalog.")
    var model: String

    @Option(help: "full, lora, qlora, dora, galore and so on.")
    var technique: String?

    @Option(help: "The recipe of number formats, such as bf16_mixed.")
    var precision: String?

    @Option(help: "The optimizer, such as adamw_8bit.")
    var optimizer: String?

    @Option(help: "Samples at once on one data parallel rank.")
    var microBatch: Int?

    @Option(help: "Tokens of a sequence.")
    var sequenceLength: TokenCount?

    @Option(help: "Micro-batches of one step.")
    var gradientAccumulation: Int?

    @Option(help: "none, selective or full.")
    var activationCheckpointing: String?

    @Option(help: "What data parallel ranks divide, from 0 to 3.")
    var zeroStage: Int?

    @Option(help: "An accelerator of the catalog.")
    var gpu: String?

    @Option(help: "How many accelerators.")
    var gpus: Int?

    @Option(help: "GPUs that divide each matrix.")
    var tensor: Int?

    @Option(help: "Stages that divide the layers.")
    var pipeline: Int?

    @Option(help: "Any other field of the request as name=value, nested names dotted; repeatable.")
    var field: [String] = []

    @Option(help: "architecture, or rule_of_thumb: bytes a parameter, compared with it.")
    var estimator: String?

    @Flag(help: "Spell out each term.")
    var explain = false

    func validate() throws {
        try FieldList.checkPairs(field, of: "--field", as: "name=value")
    }

    func run() throws {
        try Estimate.print(fields.all, catalogOption, output, Service.training)
    }

    private var fields: FieldList {
        var list = FieldList()
        list.add("model", model)
        list.add("technique", technique)
        list.add("precision", precision)
        list.add("optimizer", optimizer)
        list.add("micro_batch", microBatch)
        list.add("sequence_length", sequenceLength)
        list.add("gradient_accumulation", gradientAccumulation)
        list.add("activation_checkpointing", activationCheckpointing)
        list.add("zero_stage", zeroStage)
        list.add("gpu", gpu)
        list.add("gpus", gpus)
        list.add("parallel.tensor", tensor)
        list.add("parallel.pipeline", pipeline)
        list.add("estimator", estimator)
        list.add(pairs: field)
        list.add("explain", explain ? true : nil)
        return list
    }
}
