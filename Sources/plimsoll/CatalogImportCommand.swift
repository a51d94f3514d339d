import ArgumentParser
import FoundationEssentials
import PlimsollAPI
import PlimsollCatalog

struct CatalogImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take models or prices into a catalog folder.",
        discussion: """
            SOURCE is a folder with config.json files (one a model, as organization/name/config.json \
            or as the cache of the Hub has them), or a CSV file of prices with the columns of \
            GET /v1/prices. All of it is taken or nothing: what would not pass catalog check is not left \
            behind.
            """
    )

    @Argument(help: "A folder of configurations, or a CSV file of prices.")
    var source: String

    @OptionGroup var catalogOption: CatalogOption

    @Option(help: "The organization of models whose folder names none.")
    var organization = "local"

    @Flag(help: "Replace models that the catalog has.")
    var replace = false

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    func run() throws {
        do throws(ImportError) {
            try takeIn()
        } catch {
            let text = error.reasons.map { "plimsoll: \($0)\n" }.joined()
            StandardStream.error.write(text.utf8)
            throw ExitCode.failure
        }
    }

    private func takeIn() throws(ImportError) {
        let catalog: Catalog
        switch CatalogStore.read(catalogOption.catalog) {
        case .success(let read): catalog = read
        case .failure(let problems):
            throw ImportError(reasons: problems.items.map { "\(catalogOption.catalog)/\($0)" })
        }
        let files = try files(for: catalog)
        for file in files {
            print("\(dryRun ? "would write" : "writes") \(file.path): \(file.summary)")
        }
        if !dryRun { try ImportedFolder(catalogOption.catalog).write(files) }
    }

    private func files(for catalog: Catalog) throws(ImportError) -> [ImportedFile] {
        if source.lowercased().hasSuffix(".csv") {
            guard let data = FileManager.default.contents(atPath: source),
                let text = String(data: data, encoding: .utf8)
            else {
                throw ImportError(reasons: ["\(source): cannot be read as text"])
            }
            return try PriceImport.files(text, place: source, into: catalog)
        }
        let files = try ModelImport.files(in: source, organization: organization)
        let known = files.filter { catalog.models[$0.summary] != nil }
        guard replace || known.isEmpty else {
            throw ImportError(
                reasons: known.map {
                    "the catalog has \($0.summary) already; give --replace to replace it"
                }
            )
        }
        return files
    }
}

/// A catalog's folder that takes files, all of them or none.
private struct ImportedFolder {
    let path: String

    init(_ path: String) { self.path = path }

    /// Writes the files, and takes them back where the folder does not pass its check then.
    func write(_ files: [ImportedFile]) throws(ImportError) {
        var before: [(place: String, content: Data?)] = []
        do {
            for file in files {
                let place = path + "/" + file.path
                before.append((place, FileManager.default.contents(atPath: place)))
                let folder = URL(filePath: place).deletingLastPathComponent()
                try FileManager.default.createDirectory(
                    at: folder,
                    withIntermediateDirectories: true
                )
                try Data(file.bytes).write(to: URL(filePath: place), options: .atomic)
            }
        } catch {
            restore(before)
            throw ImportError(reasons: ["cannot be written: \(error)"])
        }
        guard case .failure(let problems) = CatalogStore.read(path) else { return }
        restore(before)
        throw ImportError(
            reasons: problems.items.map { "\(path)/\($0)" } + ["nothing was imported"]
        )
    }

    private func restore(_ before: [(place: String, content: Data?)]) {
        for file in before {
            if let content = file.content {
                try? content.write(to: URL(filePath: file.place), options: .atomic)
            } else {
                try? FileManager.default.removeItem(atPath: file.place)
            }
        }
    }
}
