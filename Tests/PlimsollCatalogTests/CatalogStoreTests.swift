import Foundation
import PlimsollCatalog
import PlimsollEngine
import Synchronization
import Testing

@Suite("Catalog store")
struct CatalogStoreTests {
    /// A clock that a test moves.
    private final class Clock: Sendable {
        private let time = Mutex(Date(timeIntervalSince1970: 1000))
        var now: Date { time.withLock { $0 } }
        func advance() { time.withLock { $0 += 60 } }
    }

    /// The folder is not removed before it has been read.
    private func reload(_ store: CatalogStore, _ folder: TemporaryFolder) -> CatalogStore.Outcome {
        withExtendedLifetime(folder) { store.reload() }
    }

    @Test("a folder whose links lead back into it again and again ends as a problem")
    func endlessLinks() throws {
        let folder = try TemporaryFolder()
        for name in 0..<8 { try folder.link("again\(name)", to: ".") }
        guard case .failure(let problems) = folder.read() else {
            Issue.record("a folder without end was read")
            return
        }
        #expect(problems.items.contains { $0.detail.contains("more than 2000 folders") })
    }

    @Test("a reload replaces the snapshot and counts as a success")
    func replaced() throws {
        let clock = Clock()
        let folder = try TemporaryFolder(SmallCatalog.files)
        let store = try CatalogStore(path: folder.path, now: { clock.now })
        let first = store.current
        clock.advance()
        try folder.write("gpus/two.json", SmallCatalog.gpu("two"))
        guard case .replaced(let catalog) = reload(store, folder) else {
            Issue.record("the snapshot was not replaced")
            return
        }
        #expect(catalog.gpus.entries.map(\.id) == ["one", "two"])
        #expect(store.current.version == catalog.version)
        #expect(catalog.version != first.version)
        // Who holds the old snapshot keeps it whole.
        #expect(first.gpus.entries.map(\.id) == ["one"])
        #expect(store.status.successes == 2)
        #expect(store.status.failures == 0)
        #expect(store.status.loadedAt == clock.now)
    }

    @Test("the same content is no new snapshot")
    func unchanged() throws {
        let clock = Clock()
        let folder = try TemporaryFolder(SmallCatalog.files)
        let store = try CatalogStore(path: folder.path, now: { clock.now })
        let loaded = clock.now
        clock.advance()
        try folder.write("gpus/one.json", SmallCatalog.files["gpus/one.json"] ?? "")
        guard case .unchanged = reload(store, folder) else {
            Issue.record("equal content replaced the snapshot")
            return
        }
        #expect(store.status.successes == 1)
        #expect(store.status.loadedAt == loaded)
        #expect(store.status.attemptedAt == clock.now)
    }

    @Test("a broken edit keeps the old snapshot and shows in the status until it is repaired")
    func refused() throws {
        let folder = try TemporaryFolder(SmallCatalog.files)
        let store = try CatalogStore(path: folder.path)
        let version = store.current.version
        try folder.write("gpus/one.json", "{\n  \"id\": 7\n}")
        guard case .refused(let problems) = reload(store, folder) else {
            Issue.record("a broken folder was not refused")
            return
        }
        #expect(problems.first?.file == "gpus/one.json")
        #expect(problems.contains { $0.line == 2 && $0.column == 9 })
        #expect(store.status.problems == problems)
        #expect(store.status.failures == 1)
        #expect(store.current.version == version)
        #expect(store.current.gpus["one"] != nil)
        try folder.write("gpus/one.json", SmallCatalog.files["gpus/one.json"] ?? "")
        guard case .unchanged = reload(store, folder) else {
            Issue.record("the repaired folder is what already serves")
            return
        }
        #expect(store.status.problems == [])
        #expect(store.status.failures == 1)
    }

    @Test("a folder with problems does not serve at all the first time")
    func firstLoad() throws {
        let folder = try TemporaryFolder(["gpus/one.json": "{"])
        let error = #expect(throws: CatalogProblems.self) { try CatalogStore(path: folder.path) }
        #expect(error?.items.count == 1)
    }

    @Test("the version is a function of names and content alone")
    func version() throws {
        let one = try TemporaryFolder(SmallCatalog.files)
        let other = try TemporaryFolder()
        for (name, text) in SmallCatalog.files.sorted(by: { $0.key > $1.key }) {
            try other.write(name, text)
        }
        let past = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 0)]
        try FileManager.default.setAttributes(past, ofItemAtPath: other.absolute("gpus/one.json"))
        let version = try one.read().get().version
        #expect(try other.read().get().version == version)
        #expect(version.count == 16)
        other.rename("gpus/one.json", to: "gpus/1.json")
        let renamed = try other.read().get().version
        #expect(renamed != version)
        other.rename("gpus/1.json", to: "gpus/one.json")
        try other.write("runtimes/generic.json", SmallCatalog.runtime(version: "2"))
        #expect(try other.read().get().version != version)
    }

    @Test(
        "a bare config.json is served under its path",
        arguments: [
            ("models/new/Model-7B.json", "new/Model-7B", "model-7b"),
            ("models/new/Model-7B/config.json", "new/Model-7B", "model-7b"),
            ("models/Model-7B.json", "Model-7B", "MODEL-7B"),
        ]
    )
    func bareConfig(path: String, id: String, alias: String) throws {
        var files = SmallCatalog.files
        files[path] = SmallCatalog.config
        let catalog = try TemporaryFolder(files).read().get()
        #expect(catalog.models[id]?.id == id)
        #expect(catalog.models[alias]?.id == id)
        #expect(try catalog.models[id]?.architecture.get().profile.shape.hiddenSize == 64)
        #expect(catalog.models.entries.count == 2)
    }

    @Test("an architecture that nothing describes yet is listed and says so")
    func notModelled() throws {
        var files = SmallCatalog.files
        files["models/new/odd.json"] = #"{"model_type": "novel", "d_state": 16}"#
        let catalog = try TemporaryFolder(files).read().get()
        #expect(throws: ModelConfigError.self) {
            try catalog.models["new/odd"]?.architecture.get()
        }
    }
}
