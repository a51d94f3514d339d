import Foundation
import PlimsollCatalog
import PlimsollEngine
import PlimsollJSON

/// Times the parts of an estimate without server and transport:
///
///     swift run -c release BenchEngine [catalog [model ...]]
///
/// With models, only their configurations are read.
@main
enum BenchEngine {
    static func main() throws {
        let folder = CommandLine.arguments.dropFirst().first ?? "catalog"
        guard case .success(let catalog) = CatalogStore.read(folder) else {
            print("the catalog in \(folder) cannot be read")
            exit(1)
        }
        let stopwatch = Stopwatch()
        print("reading and counting one config.json")
        let wanted = CommandLine.arguments.dropFirst(2)
        for id in wanted.isEmpty ? configurations[...] : wanted { read(id, folder, stopwatch) }
        guard wanted.isEmpty else { return }
        print("one estimate of serving")
        for item in ServingCase.all { try item.measure(in: catalog, stopwatch) }
        print("the whole catalog of \(catalog.models.entries.count) models")
        stopwatch.measure("  cold load") {
            guard case .success(let again) = CatalogStore.read(folder) else { return 0 }
            return again.fileCount
        }
    }

    private static let configurations = [
        "meta-llama/Meta-Llama-3-70B", "Qwen/Qwen3-30B-A3B", "google/gemma-3-27b-it",
        "openai/gpt-oss-120b", "deepseek-ai/DeepSeek-V3", "Qwen/Qwen3-Next-80B-A3B-Instruct",
    ]

    /// From the bytes of a file to a model that estimates can use.
    private static func read(_ id: String, _ folder: String, _ stopwatch: Stopwatch) {
        let path = folder + "/models/" + id + ".json"
        guard let data = FileManager.default.contents(atPath: path) else {
            print("  there is no \(path)")
            return
        }
        let bytes = [UInt8](data)
        stopwatch.measure("  \(id), \(bytes.count) bytes") {
            guard let document = try? JSONDocument(parsing: bytes),
                let config = document.root["config"],
                let model = try? ModelDescription(config: config)
            else { return 0 }
            return model.profile.parameters.total.magnitude
        }
    }
}
