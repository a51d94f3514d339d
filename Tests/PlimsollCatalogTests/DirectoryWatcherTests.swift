import Dispatch
import Foundation
import PlimsollCatalog
import Testing

/// A store kept current by a watcher, as the service has it, and what came of each report.
private final class WatchedCatalog {
    private enum Event: Sendable {
        case report(refused: [String])
        case timeout(Int)
    }

    let folder: TemporaryFolder
    let store: CatalogStore
    private(set) var reports = 0
    private(set) var refusals: [String] = []
    private let watcher: DirectoryWatcher
    private let queue: DispatchQueue
    private let continuation: AsyncStream<Event>.Continuation
    private var events: AsyncStream<Event>.Iterator
    private var waits = 0

    init(
        _ files: [String: String] = SmallCatalog.files,
        quiet: DispatchTimeInterval = .milliseconds(30),
        longest: DispatchTimeInterval = .milliseconds(300),
        prepare: (TemporaryFolder) throws -> Void = { _ in }
    ) throws {
        let folder = try TemporaryFolder(files)
        try prepare(folder)
        let store = try CatalogStore(path: folder.path)
        let (stream, continuation) = AsyncStream.makeStream(of: Event.self)
        var timing = DirectoryWatcher.Timing()
        timing.quiet = quiet
        timing.longest = longest
        timing.pollWithoutEvents = .milliseconds(20)
        let queue = DispatchQueue(label: "plimsoll.test.watch")
        watcher = DirectoryWatcher(path: folder.path, queue: queue, timing: timing) {
            var refused: [String] = []
            if case .refused(let problems) = store.reload() {
                refused = problems.map(\.description)
            }
            continuation.yield(.report(refused: refused))
        }
        self.folder = folder
        self.store = store
        self.queue = queue
        self.continuation = continuation
        events = stream.makeAsyncIterator()
        watcher.start()
    }

    deinit { watcher.stop() }

    /// Awaits reports until the store shows something; false if it has not within the time.
    func shows(
        within time: DispatchTimeInterval = .seconds(10),
        _ condition: (Catalog) -> Bool
    ) async -> Bool {
        await isReached(within: time) { condition(store.current) }
    }

    /// Awaits reports until something is so; false if it has not come within the time.
    func isReached(
        within time: DispatchTimeInterval = .seconds(10),
        _ condition: () -> Bool
    ) async -> Bool {
        waits += 1
        let wait = waits
        queue.asyncAfter(deadline: .now() + time) { [continuation] in
            continuation.yield(.timeout(wait))
        }
        while !condition() {
            switch await events.next(isolation: #isolation) {
            case .report(let refused):
                reports += 1
                refusals += refused
            case .timeout(let late) where late < wait: continue
            case .timeout, nil: return condition()
            }
        }
        return true
    }
}

@Suite("Directory watcher", .timeLimit(.minutes(1)))
struct DirectoryWatcherTests {
    @Test("a file written in place is reported")
    func plainWrite() async throws {
        let watched = try WatchedCatalog()
        try watched.folder.write("gpus/one.json", SmallCatalog.gpu("one", name: "Renamed"))
        #expect(await watched.shows { $0.gpus["one"]?.name == "Renamed" })
    }

    @Test("a file that is renamed over another is reported, and read whole")
    func atomicRename() async throws {
        let watched = try WatchedCatalog()
        try watched.folder.write("gpus/one.json.tmp", SmallCatalog.gpu("one", name: "Renamed"))
        watched.folder.rename("gpus/one.json.tmp", to: "gpus/one.json")
        #expect(await watched.shows { $0.gpus["one"]?.name == "Renamed" })
        #expect(watched.refusals == [])
    }

    @Test("a removed file is reported")
    func removal() async throws {
        var files = SmallCatalog.files
        files["gpus/two.json"] = SmallCatalog.gpu("two")
        let watched = try WatchedCatalog(files)
        #expect(watched.store.current.gpus["two"] != nil)
        try watched.folder.remove("gpus/two.json")
        #expect(await watched.shows { $0.gpus["two"] == nil })
    }

    @Test("200 files at once are few reports, and the last state is read")
    func burst() async throws {
        let watched = try WatchedCatalog(quiet: .milliseconds(100), longest: .seconds(2))
        for number in 0..<200 {
            try watched.folder.write("gpus/g\(number).json", SmallCatalog.gpu("g\(number)"))
        }
        #expect(await watched.shows { $0.gpus.entries.count == 201 })
        #expect((1...5).contains(watched.reports), "\(watched.reports) reports")
    }

    @Test("a burst without end is reported when the bound has passed")
    func lastingBurst() async throws {
        // A quiet time longer than the test: only the bound can end this burst.
        let watched = try WatchedCatalog(quiet: .seconds(60), longest: .milliseconds(100))
        try watched.folder.write("gpus/one.json", SmallCatalog.gpu("one", name: "Renamed"))
        #expect(await watched.shows { $0.gpus["one"]?.name == "Renamed" })
    }

    @Test("a new folder and later a file in it are reported")
    func newFolder() async throws {
        let watched = try WatchedCatalog()
        try watched.folder.write("models/new/first.json", SmallCatalog.config)
        #expect(await watched.shows { $0.models["new/first"] != nil })
        try watched.folder.write("models/new/second.json", SmallCatalog.config)
        #expect(await watched.shows { $0.models["new/second"] != nil })
        try watched.folder.write("models/new/deep/config.json", SmallCatalog.config)
        #expect(await watched.shows { $0.models["new/deep"] != nil })
    }

    @Test("a Kubernetes volume is swapped as a whole")
    func configMap() async throws {
        var files = SmallCatalog.files
        files["gpus/one.json"] = nil
        let watched = try WatchedCatalog(files) { folder in
            try folder.write("gpus/..2026_1/one.json", SmallCatalog.gpu("one"))
            try folder.link("gpus/..data", to: "..2026_1")
            try folder.link("gpus/one.json", to: "..data/one.json")
        }
        let folder = watched.folder
        #expect(watched.store.current.gpus.entries.map(\.name) == ["Card"])
        for turn in 2...3 {
            let text = SmallCatalog.gpu("one", name: "Card \(turn)")
            try folder.write("gpus/..2026_\(turn)/one.json", text)
            try folder.link("gpus/..data_tmp", to: "..2026_\(turn)")
            folder.rename("gpus/..data_tmp", to: "gpus/..data")
            try folder.remove("gpus/..2026_\(turn - 1)")
            #expect(await watched.shows { $0.gpus["one"]?.name == "Card \(turn)" })
        }
        #expect(watched.refusals == [])
    }

    @Test("a folder that is a link to another is swapped as a whole")
    func linkedFolder() async throws {
        var files: [String: String] = [:]
        for (name, text) in SmallCatalog.files { files["releases/1/" + name] = text }
        let real = try TemporaryFolder(files)
        try real.link("current", to: "releases/1")
        let store = try CatalogStore(path: real.absolute("current"))
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let watcher = DirectoryWatcher(
            path: store.path,
            queue: DispatchQueue(label: "plimsoll.test.link"),
            timing: {
                var timing = DirectoryWatcher.Timing()
                timing.poll = .seconds(600)
                timing.pollWithoutEvents = .milliseconds(50)
                return timing
            }()
        ) {
            if case .replaced = store.reload() { continuation.yield() }
        }
        watcher.start()
        for (name, text) in SmallCatalog.files { try real.write("releases/2/" + name, text) }
        try real.write("releases/2/gpus/one.json", SmallCatalog.gpu("one", name: "Second"))
        try real.link("next", to: "releases/2")
        real.rename("next", to: "current")
        var events = stream.makeAsyncIterator()
        await events.next()
        watcher.stop()
        withExtendedLifetime(real) {}
        #expect(store.current.gpus["one"]?.name == "Second")
    }

    @Test("a folder that is removed keeps the snapshot, and is read when it comes back")
    func comesBack() async throws {
        let watched = try WatchedCatalog()
        let before = watched.store.current.version
        try FileManager.default.removeItem(atPath: watched.folder.path)
        let gone = [".: the folder cannot be read: No such file or directory"]
        #expect(
            await watched.isReached {
                watched.store.status.problems.map(\.description) == gone
            }
        )
        #expect(watched.store.current.version == before)
        for (name, text) in SmallCatalog.files { try watched.folder.write(name, text) }
        try watched.folder.write("gpus/two.json", SmallCatalog.gpu("two"))
        #expect(await watched.shows { $0.gpus["two"] != nil })
        #expect(await watched.isReached { watched.store.status.problems.isEmpty })
        // The new folder is watched as the old one was.
        try watched.folder.write("gpus/three.json", SmallCatalog.gpu("three"))
        #expect(await watched.shows { $0.gpus["three"] != nil })
    }

    @Test("what editors leave beside a file breaks nothing")
    func editors() async throws {
        let watched = try WatchedCatalog()
        for name in [
            ".one.json.swp", "#one.json#", "one.json~", "4913", ".#one.json", "one.json.bak",
        ] {
            try watched.folder.write("gpus/" + name, "not JSON")
        }
        try watched.folder.write("gpus/one.json.new", SmallCatalog.gpu("one", name: "Saved"))
        watched.folder.rename("gpus/one.json", to: "gpus/one.json~")
        watched.folder.rename("gpus/one.json.new", to: "gpus/one.json")
        #expect(await watched.shows { $0.gpus["one"]?.name == "Saved" })
        #expect(watched.refusals.filter { $0.contains("JSON") } == [])
        #expect(watched.store.current.fileCount == SmallCatalog.files.count)
    }

    @Test("a broken file is reported, then its repair")
    func brokenThenRepaired() async throws {
        let watched = try WatchedCatalog()
        try watched.folder.write("gpus/one.json", "{")
        #expect(await watched.isReached { !watched.store.status.problems.isEmpty })
        #expect(watched.store.current.gpus["one"] != nil)
        try watched.folder.write("gpus/one.json", SmallCatalog.gpu("one", name: "Repaired"))
        #expect(await watched.shows { $0.gpus["one"]?.name == "Repaired" })
        #expect(watched.store.status.problems == [])
    }
}
