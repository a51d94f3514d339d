import ArgumentParser
import PlimsollAPI
import PlimsollCatalog

struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: "Work with a catalog folder.",
        subcommands: [CatalogCheckCommand.self, CatalogImportCommand.self]
    )
}

struct CatalogCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Print every problem of a catalog folder; exit with 1 if there is one."
    )

    @Argument(help: "The catalog's folder.")
    var folder = "catalog"

    func run() throws {
        switch CatalogStore.read(folder) {
        case .success(let catalog):
            print(
                "\(folder): \(catalog.models.entries.count) models, "
                    + "\(catalog.gpus.entries.count) accelerators, "
                    + "\(catalog.weightFormats.entries.count) weight formats, "
                    + "\(catalog.runtimes.entries.count) runtimes, "
                    + "\(catalog.prices.count) prices; version \(catalog.version)"
            )
        case .failure(let problems):
            CatalogReport.print(problems.items, folder: folder)
            throw ExitCode.failure
        }
    }
}

/// Problems of a catalog on standard error, one a line, in the form that editors jump to.
enum CatalogReport {
    static func print(_ problems: [CatalogProblem], folder: String) {
        var text = ""
        for problem in problems { text += "\(folder)/\(problem)\n" }
        text += "\(problems.count) problem\(problems.count == 1 ? "" : "s")\n"
        StandardStream.error.write(text.utf8)
    }
}
