import ArgumentParser
import Foundation
import PlimsollAPI
import PlimsollCatalog
import PlimsollJSON

struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "Estimate on the command line what the service would answer.",
        subcommands: [EstimateInferenceCommand.self, EstimateTrainingCommand.self]
    )
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

    @Option(help: "A model of the catalog.")
    var model: String

    @Option(help: "A weight format, such as int8.")
    var weights: String?

    @Option(help: "The cache's number format, or two as keys/values.")
    var kvCache: String?

    @Option(help: "An inference engine of the catalog.")
    var runtime: String?

    @Option(help: "Sequences held at once, or max.")
    var batch: String?

    @Option(help: "Tokens held per sequence.")
    var context: Int?

    @Option(help: "Tokens of the context that are prompt.")
    var prompt: Int?

    @Option(help: "Tokens in one forward pass.")
    var maxBatchedTokens: Int?

    @Option(help: "An accelerator of the catalog.")
    var gpu: String?

    @Option(help: "How many accelerators.")
    var gpus: Int?

    @Option(help: "GPUs that divide each matrix.")
    var tensor: Int?

    @Option(help: "Copies of the model.")
    var data: Int?

    @Option(help: "The share of the memory to plan with.")
    var memoryUtilization: Double?

    @Option(help: "architecture, or rule_of_thumb: parameters times bytes, compared with it.")
    var estimator: String?

    @Flag(help: "Spell out each term.")
    var explain = false

    func run() throws {
        let catalog: Catalog
        switch CatalogStore.read(catalogOption.catalog) {
        case .success(let read): catalog = read
        case .failure(let problems):
            CatalogReport.print(problems.items, folder: catalogOption.catalog)
            throw ExitCode.failure
        }
        var writer = JSONWriter(.indented)
        do throws(APIError) {
            try Service.inference(fields: fields, catalog: catalog, to: &writer)
        } catch {
            try Failure.report(error)
        }
        print(writer.text)
    }

    private var fields: [(name: String, value: String)] {
        var fields = [(name: "model", value: model)]
        func add(_ name: String, _ value: (some CustomStringConvertible)?) {
            if let value { fields.append((name, value.description)) }
        }
        add("weights", weights)
        add("kv_cache", kvCache)
        add("runtime", runtime)
        add("batch", batch)
        add("context", context)
        add("prompt", prompt)
        add("max_batched_tokens", maxBatchedTokens)
        add("gpu", gpu)
        add("gpus", gpus)
        add("parallel.tensor", tensor)
        add("parallel.data", data)
        add("memory_utilization", memoryUtilization)
        add("estimator", estimator)
        if explain { add("explain", true) }
        return fields
    }
}

/// How a refused request ends the process.
enum Failure {
    /// Prints every problem and ends with status 1.
    static func report(_ error: APIError) throws -> Never {
        var text = "plimsoll: \(error.detail)\n"
        for problem in error.problems where !problem.suggestions.isEmpty {
            text += "  did you mean \(problem.suggestions.joined(separator: ", "))?\n"
        }
        if error.problems.count > 1 {
            for problem in error.problems { text += "  \(problem)\n" }
        }
        FileHandle.standardError.write(Data(text.utf8))
        throw ExitCode.failure
    }
}
