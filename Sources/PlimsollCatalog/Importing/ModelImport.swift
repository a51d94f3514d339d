import FoundationEssentials
import PlimsollJSON

/// Models of a folder of configurations as files of a catalog.
public enum ModelImport {
    /// Folders inside folders are followed this far.
    private static let depth = 6
    private static let mostFiles = 10_000

    /// The files of a catalog for every configuration below a folder.
    ///
    /// A `config.json` is named by the folders it lies in: `org/name/config.json`, or a cache of
    /// the Hub (`models--org--name/snapshots/…/config.json`). Any other JSON file that has a
    /// `model_type` is named by its own name and its folder.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - organization: Stands before names that have none.
    /// - Returns: The files, sorted by path.
    /// - Throws: ``ImportError`` with every configuration that describes no model.
    public static func files(
        in folder: String,
        organization: String
    ) throws(ImportError) -> [ImportedFile] {
        var files: [String: ImportedFile] = [:]
        var reasons: [String] = []
        for path in paths(in: folder) {
            switch file(folder, path, organization) {
            case .success(nil): continue
            case .success(let file?): files[file.path] = file
            case .failure(let error): reasons += error.reasons
            }
        }
        guard reasons.isEmpty else { throw ImportError(reasons: reasons) }
        guard !files.isEmpty else {
            throw ImportError(reasons: ["\(folder): there is no config.json in it or below it"])
        }
        return files.values.sorted { $0.path < $1.path }
    }

    private static func paths(in folder: String) -> [String] {
        var paths: [String] = []
        collect("", in: folder, depth: depth, &paths)
        return paths.sorted()
    }

    private static func collect(
        _ place: String,
        in folder: String,
        depth: Int,
        _ paths: inout [String]
    ) {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: folder + "/" + place)) ?? []
        for name in names where paths.count < mostFiles {
            let path = place.isEmpty ? name : place + "/" + name
            if name.hasSuffix(".json") { paths.append(path) }
            // A link is a file of a Hub's cache, or leads in circles; it is not walked.
            let kind = try? files.attributesOfItem(atPath: folder + "/" + path)[.type]
            if depth > 0, kind as? FileAttributeType == .typeDirectory {
                collect(path, in: folder, depth: depth - 1, &paths)
            }
        }
    }

    private static func file(
        _ folder: String,
        _ path: String,
        _ organization: String
    ) -> Result<ImportedFile?, ImportError> {
        let place = folder + "/" + path
        guard let data = FileManager.default.contents(atPath: place) else {
            return .failure(ImportError(reasons: ["\(place): cannot be read"]))
        }
        let config: JSONValue
        do throws(JSONError) {
            config = try JSONDocument(parsing: Array(data)).root
        } catch {
            return .failure(ImportError(reasons: ["\(place): \(error.description)"]))
        }
        // Tokenizers and generation settings lie beside a config.json.
        let isConfig = path.hasSuffix("/config.json") || path == "config.json"
        guard isConfig || config["model_type"] != nil else { return .success(nil) }
        do throws(ModelConfigError) {
            _ = try ModelDescription(config: config)
        } catch {
            return .failure(ImportError(reasons: ["\(place): \(sentence(error))"]))
        }
        let id = self.id(of: path, folder: folder, organization: organization)
        return .success(
            ImportedFile(
                path: "models/\(id).json",
                bytes: entry(id, config, from: path),
                summary: id
            )
        )
    }

    private static func sentence(_ error: ModelConfigError) -> String {
        switch error {
        case .missing(let key, _): "\(key) is required for this model_type"
        case .invalid(let value, let detail): "\(value.pointer.description): \(detail)"
        case .notModelled(let type, let what): "\(type) is not described yet: \(what)"
        case .tooLarge: "the sizes make more parameters than are counted"
        }
    }

    /// The id of the model of a configuration, from where it lies.
    static func id(of path: String, folder: String, organization: String) -> String {
        var parts = path.split(separator: "/").map(String.init)
        if parts.last == "config.json" {
            parts.removeLast()
        } else if let file = parts.popLast() {
            parts.append(String(file.dropLast(".json".count)))
        }
        let cached = "models--"
        if let hub = parts.last(where: { $0.hasPrefix(cached) }) {
            parts = hub.dropFirst(cached.count).split(separator: "--").map(String.init)
        } else if let snapshots = parts.firstIndex(of: "snapshots") {
            parts = Array(parts[..<snapshots])
        }
        // A single model's folder is named by itself.
        if parts.isEmpty { parts = [URL(filePath: folder).standardizedFileURL.lastPathComponent] }
        let name = spelled(parts.removeLast())
        return "\(spelled(parts.last ?? organization))/\(name)"
    }

    /// The text with what a file name or an id cannot hold replaced.
    private static func spelled(_ text: String) -> String {
        let kept = text.map { character -> Character in
            let isPlain = character.isASCII && (character.isLetter || character.isNumber)
            return isPlain || "._-".contains(character) ? character : "-"
        }
        let name = String(kept.drop { $0 == "." })
        return name.isEmpty ? "model" : name
    }

    private static func entry(_ id: String, _ config: JSONValue, from path: String) -> [UInt8] {
        let name = id.split(separator: "/").last.map(String.init) ?? id
        var writer = JSONWriter(.indented)
        writer.object { writer in
            writer.field("id", id)
            writer.field("name", name.replacing("-", with: " "))
            writer.field("aliases", [name.lowercased()])
            writer.key("nominal_parameters")
            writer.null()
            writer.key("license")
            writer.null()
            writer.object("source") { writer in
                writer.field("config", path)
                writer.field("kind", "published")
            }
            writer.field("config", config)
        }
        return writer.bytes + Array("\n".utf8)
    }
}
