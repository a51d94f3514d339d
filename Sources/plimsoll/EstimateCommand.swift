import ArgumentParser
import PlimsollAPI
import PlimsollCatalog
import PlimsollJSON

struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "Estimate on the command line what the service would answer.",
        subcommands: [
            EstimateInferenceCommand.self, EstimateQuantizationCommand.self,
            EstimateTrainingCommand.self,
        ]
    )
}

/// Options that every estimate of serving takes.
struct ServingOptions: ParsableArguments {
    @Option(help: "A model of the catalog.")
    var model: String

    @Option(help: "The cache's number format, or two as keys/values.")
    var kvCache: String?

    @Option(help: "An inference engine of the catalog.")
    var runtime: String?

    @Option(help: "Sequences held at once, or max.")
    var batch: String?

    @Option(help: "Tokens held per sequence, such as 8192 or 8k.")
    var context: TokenCount?

    @Option(help: "Tokens of the context that are prompt.")
    var prompt: TokenCount?

    @Option(help: "Tokens in one forward pass.")
    var maxBatchedTokens: TokenCount?

    @Option(help: "Sequences that the engine is configured to admit.")
    var maxSequences: Int?

    @Option(help: "An accelerator of the catalog.")
    var gpu: String?

    @Option(help: "How many accelerators.")
    var gpus: Int?

    @Option(help: "Accelerators that differ, such as rtx-4090,2*rtx-3090.")
    var devices: String?

    @Option(help: "GPUs that divide each matrix.")
    var tensor: Int?

    @Option(help: "Stages that divide the layers.")
    var pipeline: Int?

    @Option(help: "Copies of the model.")
    var data: Int?

    @Option(help: "GPUs that divide the routed experts.")
    var expert: Int?

    @Option(help: "Layers on the GPU, the others in host memory.")
    var gpuLayers: Int?

    @Option(help: "The share of the memory to plan with.")
    var memoryUtilization: Double?

    @Option(help: "architecture, or rule_of_thumb: parameters times bytes, compared with it.")
    var estimator: String?

    @Option(help: "A smaller model that guesses tokens ahead.")
    var draftModel: String?

    @Flag(help: "Leave out towers for images and sound.")
    var textOnly = false

    /// Names and values as in a query.
    var fields: [(name: String, value: String)] {
        let all: [(name: String, value: (any CustomStringConvertible)?)] = [
            ("model", model), ("kv_cache", kvCache), ("runtime", runtime), ("batch", batch),
            ("context", context), ("prompt", prompt), ("max_batched_tokens", maxBatchedTokens),
            ("max_sequences", maxSequences), ("gpu", gpu), ("gpus", gpus), ("devices", devices),
            ("parallel.tensor", tensor), ("parallel.pipeline", pipeline), ("parallel.data", data),
            ("parallel.expert", expert), ("gpu_layers", gpuLayers),
            ("memory_utilization", memoryUtilization), ("estimator", estimator),
            ("draft_model", draftModel),
            ("text_only", textOnly ? true : nil),
        ]
        return all.compactMap { field in field.value.map { (field.name, $0.description) } }
    }
}

struct EstimateInferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inference",
        abstract: "Memory of serving a model, whether it fits and how much more would.",
        discussion: """
            Example: plimsoll estimate inference --model llama-3-70b --weights int8 --batch 4 \
            --gpu h100-sxm-80gb
            """
    )

    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var output: OutputOptions
    @OptionGroup var serving: ServingOptions

    @Option(help: "A weight format, such as int8.")
    var weights: String?

    @Option(help: "What to look for: weights, the widest format that fits.")
    var solve: String?

    @Flag(help: "Spell out each term.")
    var explain = false

    func run() throws {
        var fields = serving.fields
        if let weights { fields.append(("weights", weights)) }
        if let solve { fields.append(("solve", solve)) }
        if explain { fields.append(("explain", "true")) }
        try Estimate.print(fields, catalogOption, output, Service.inference)
    }
}

struct EstimateQuantizationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quantization",
        abstract: "A model in every weight format: size, fit and what the card multiplies.",
        discussion: """
            Example: plimsoll estimate quantization --model llama-3-70b --gpu h100-sxm-80gb \
            --formats int8,awq-int4
            """
    )

    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var output: OutputOptions
    @OptionGroup var serving: ServingOptions

    @Option(help: "The formats to compare, separated by commas.")
    var formats: String?

    func run() throws {
        var fields = serving.fields
        if let formats { fields.append(("formats", formats)) }
        try Estimate.print(fields, catalogOption, output, Service.quantization)
    }
}

/// What all estimates on the command line do.
enum Estimate {
    /// An estimate of the service: fields, catalog, where the answer goes.
    typealias Answer = (
        [(name: String, value: String)], Catalog, inout JSONWriter
    ) throws(APIError) -> Void

    /// Reads the catalog and prints what the service would answer.
    static func print(
        _ fields: [(name: String, value: String)],
        _ option: CatalogOption,
        _ output: OutputOptions,
        _ answer: Answer
    ) throws {
        let catalog = try option.read()
        var writer = output.writer()
        do throws(APIError) {
            try answer(fields, catalog, &writer)
        } catch {
            try Failure.report(error)
        }
        try output.print(writer)
    }
}

/// How a refused request ends the process.
enum Failure {
    /// Prints every problem, with what may have been meant, and ends with status 1.
    static func report(_ error: APIError) throws -> Never {
        var text = error.problems.isEmpty ? "plimsoll: \(error.detail)\n" : ""
        for problem in error.problems {
            guard problem.location == nil else {
                text += "plimsoll: \(problem)\n"
                continue
            }
            let place = place(
                of: problem.pointer,
                isMissing: problem.detail.hasPrefix("is required")
            )
            text += "plimsoll: \(place.isEmpty ? "" : place + ": ")\(problem.detail)\n"
            guard !problem.suggestions.isEmpty else { continue }
            text += "  did you mean \(problem.suggestions.joined(separator: ", "))?\n"
        }
        StandardStream.error.write(text.utf8)
        throw ExitCode.failure
    }

    /// The option that a field of the request was given by, else the field's dotted name.
    ///
    /// What is required has an option.
    private static func place(of pointer: JSONPointer, isMissing: Bool) -> String {
        let option = "--" + (pointer.tokens.last ?? "").replacing("_", with: "-")
        let isGiven = CommandLine.arguments.contains {
            $0 == option || $0.hasPrefix(option + "=")
        }
        return isGiven || isMissing ? option : pointer.tokens.joined(separator: ".")
    }
}
