public import FoundationEssentials
import PlimsollJSON
import Synchronization

/// The catalog that is served now: one whole snapshot, replaced when the folder changes.
///
/// Reading files and checking them happens outside the lock, only the swap inside. A folder that
/// cannot be read or has problems keeps the old snapshot serving.
public final class CatalogStore: Sendable {
    /// What the last look at the folder brought.
    public struct Status: Sendable {
        /// When the snapshot that is served was read.
        public var loadedAt: Date
        /// When the folder was last read, with or without success.
        public var attemptedAt: Date
        /// Reads that brought a new snapshot, the first one included.
        public var successes: Int
        /// Reads that were refused.
        public var failures: Int
        /// What is wrong with the folder as it is now; empty where the last read succeeded.
        public var problems: [CatalogProblem]
    }

    /// What one look at the folder brought.
    public enum Outcome: Sendable {
        /// A snapshot with other content now serves.
        case replaced(Catalog)
        /// The content is what already serves.
        case unchanged
        /// The folder has problems; the old snapshot goes on serving.
        case refused([CatalogProblem])
    }

    private struct State {
        var catalog: Catalog
        var status: Status
    }

    /// The folder's path.
    public let path: String
    private let state: Mutex<State>
    /// Held while the folder is read, so that two looks do not overtake each other.
    private let reading = Mutex<Void>(())
    private let now: @Sendable () -> Date

    /// Loads a folder for the first time.
    ///
    /// - Parameters:
    ///   - path: The catalog's folder.
    ///   - now: The clock.
    /// - Throws: ``CatalogProblems`` with everything that is wrong.
    public init(
        path: String,
        now: @escaping @Sendable () -> Date = { Date() }
    ) throws(CatalogProblems) {
        self.path = path
        self.now = now
        let catalog = try Self.read(path).get()
        let status = Status(
            loadedAt: now(),
            attemptedAt: now(),
            successes: 1,
            failures: 0,
            problems: []
        )
        state = Mutex(State(catalog: catalog, status: status))
    }

    /// The snapshot that serves now.
    public var current: Catalog { state.withLock { $0.catalog } }

    /// What the last look at the folder brought.
    public var status: Status { state.withLock { $0.status } }

    /// Looks at the folder again.
    ///
    /// - Returns: What came of it.
    @discardableResult
    public func reload() -> Outcome {
        reading.withLock { _ in
            let result = Self.read(path)
            let time = now()
            return state.withLock { state in
                state.status.attemptedAt = time
                switch result {
                case .failure(let problems):
                    state.status.failures += 1
                    state.status.problems = problems.items
                    return .refused(problems.items)
                case .success(let catalog):
                    state.status.problems = []
                    guard catalog.version != state.catalog.version else { return .unchanged }
                    state.status.successes += 1
                    state.status.loadedAt = time
                    state.catalog = catalog
                    return .replaced(catalog)
                }
            }
        }
    }

    /// Checks a folder without serving it.
    ///
    /// - Parameter path: The catalog's folder.
    /// - Returns: The snapshot, or everything that is wrong.
    public static func read(_ path: String) -> Result<Catalog, CatalogProblems> {
        // A folder that changes while it is read is read again: half of an old and half of a new
        // state is no snapshot.
        var folder = CatalogFolder(root: path)
        for _ in 0..<4 {
            let result = CatalogLoader.load(folder)
            let after = CatalogFolder(root: path)
            if after.isSame(as: folder) { return result }
            folder = after
        }
        return CatalogLoader.load(folder)
    }
}
