import ArgumentParser
import PlimsollAPI
import PlimsollCatalog
import PlimsollJSON

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
    var sequenceLength: Int?

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
        for text in field where !text.contains("=") {
            throw ValidationError("--field takes name=value, got \(text)")
        }
    }

    func run() throws {
        let catalog: Catalog
        switch CatalogStore.read(catalogOption.catalog) {
        case .success(let read): catalog = read
        case .failure(let problems):
            CatalogReport.print(problems.items, folder: catalogOption.catalog)
            throw ExitCode.failure
        }
        var writer = output.writer()
        do throws(APIError) {
            try Service.training(fields: fields, catalog: catalog, to: &writer)
        } catch {
            try Failure.report(error)
        }
        try output.print(writer)
    }

    private var fields: [(name: String, value: String)] {
        var fields = [(name: "model", value: model)]
        func add(_ name: String, _ value: (some CustomStringConvertible)?) {
            if let value { fields.append((name, value.description)) }
        }
        add("technique", technique)
        add("precision", precision)
        add("optimizer", optimizer)
        add("micro_batch", microBatch)
        add("sequence_length", sequenceLength)
        add("gradient_accumulation", gradientAccumulation)
        add("activation_checkpointing", activationCheckpointing)
        add("zero_stage", zeroStage)
        add("gpu", gpu)
        add("gpus", gpus)
        add("parallel.tensor", tensor)
        add("parallel.pipeline", pipeline)
        add("estimator", estimator)
        for text in field {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            fields.append((String(parts[0]), parts.count > 1 ? String(parts[1]) : ""))
        }
        if explain { add("explain", true) }
        return fields
    }
}
