import ArgumentParser
import FoundationEssentials
import PlimsollAPI
import PlimsollCatalog

@main
struct Plimsoll: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plimsoll",
        abstract: "Will this model fit, on which GPUs, at what batch and context?",
        version: Service.version,
        subcommands: [
            ServeCommand.self, EstimateCommand.self, PlanCommand.self, RecommendCommand.self,
            CostCommand.self, SweepCommand.self, InspectCommand.self, CatalogCommand.self,
            HealthcheckCommand.self, KeyCommand.self,
            CompletionsCommand.self, ManualCommand.self,
        ]
    )

    static func main() {
        let given = Array(CommandLine.arguments.dropFirst())
        main(Environment.adding(to: given, ProcessInfo.processInfo.environment))
    }
}

/// Where the catalog is.
struct CatalogOption: ParsableArguments {
    @Option(help: "The catalog's folder.")
    var catalog = "catalog"

    /// Reads the catalog, or prints every problem that it has and ends with status 1.
    func read() throws -> Catalog {
        switch CatalogStore.read(catalog) {
        case .success(let read): return read
        case .failure(let problems):
            CatalogReport.print(problems.items, folder: catalog)
            throw ExitCode.failure
        }
    }
}
