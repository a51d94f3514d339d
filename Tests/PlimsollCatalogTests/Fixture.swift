import Foundation
import PlimsollJSON
import Testing

/// Files beside the tests, and the shipped catalog.
enum Fixture {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures")
    static let catalog = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "catalog")

    static func json(_ url: URL) throws -> JSONValue {
        try JSONDocument(parsing: [UInt8](Data(contentsOf: url)), limits: .file).root
    }

    static func files(under folder: URL) -> [URL] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".json") }.sorted()
            .map { folder.appending(path: $0) }
    }
}

extension JSONLimits {
    /// Generous limits for files of our own.
    static let file = JSONLimits.default
}
