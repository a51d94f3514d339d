import Foundation
import Glibc
import PlimsollCatalog
import Testing

/// A folder of a test's own, removed with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init(_ files: [String: String] = [:]) throws {
        path = FileManager.default.temporaryDirectory.path + "/plimsoll-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try write(name, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The folder read as a catalog, while it is still there.
    func read() -> Result<Catalog, CatalogProblems> {
        withExtendedLifetime(self) { CatalogStore.read(path) }
    }

    func absolute(_ name: String) -> String { path + "/" + name }

    /// Writes a file in place, making the folders above it.
    func write(_ name: String, _ text: String) throws {
        let url = URL(filePath: absolute(name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: url)
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: absolute(name))
    }

    /// Renames over whatever has the new name, as editors and deployment tools do.
    func rename(_ name: String, to other: String) {
        unsafe #expect(Glibc.rename(absolute(name), absolute(other)) == 0)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: absolute(name),
            withDestinationPath: target
        )
    }
}
