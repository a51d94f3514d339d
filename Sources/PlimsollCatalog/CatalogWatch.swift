import Dispatch
public import Logging
import Synchronization

/// Keeps a store current: on changes of its folder, and on demand; logs what came of it.
public final class CatalogWatch: Sendable {
    private let store = Mutex<CatalogStore?>(nil)
    private let logger: Logger
    private let queue = DispatchQueue(label: "plimsoll.catalog", qos: .utility)
    private let watcher = Mutex<DirectoryWatcher?>(nil)

    /// Made before the first load, so that no change between it and ``start(_:)`` is missed.
    ///
    /// - Parameters:
    ///   - path: The catalog's folder.
    ///   - logger: Takes one line a replacement, refusal or repair.
    public init(path: String, logger: Logger) {
        self.logger = logger
        let watcher = DirectoryWatcher(path: path, queue: queue) { [weak self] in
            self?.readAgain()
        }
        self.watcher.withLock { $0 = watcher }
    }

    /// Watches the folder for a store of the same path.
    public func start(_ store: CatalogStore) {
        self.store.withLock { $0 = store }
        watcher.withLock { $0?.start() }
    }

    /// Ends watching.
    public func stop() { watcher.withLock { $0?.stop() } }

    /// Reads the folder again, soon and not on this thread.
    public func reload() {
        queue.async { self.readAgain() }
    }

    private func readAgain() {
        guard let store = store.withLock({ $0 }) else { return }
        let wasBroken = !store.status.problems.isEmpty
        switch store.reload() {
        case .unchanged:
            guard wasBroken else { break }
            logger.info("catalog repaired", metadata: ["catalog": "\(store.current.version)"])
        case .replaced(let catalog):
            logger.info("catalog replaced", metadata: ["catalog": "\(catalog.version)"])
        case .refused(let problems):
            for problem in problems.prefix(20) {
                logger.error("catalog not replaced", metadata: ["problem": "\(problem)"])
            }
        }
    }
}
