import Dispatch
import Synchronization

/// Runs handlers that take longer than a loop may, on a counted number of threads with a counted
/// queue.
///
/// Swift's own pool is not used: it has one thread a core, and a handler that computes for long
/// would hold it.
final class WorkerPool: Sendable {
    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
        var next = 0
    }

    private let queue = DispatchQueue(label: "plimsoll.workers", attributes: .concurrent)
    private let workers: Int
    private let queueLimit: Int
    private let state = Mutex(State())

    /// A pool of `workers` threads before which at most `queueLimit` jobs wait.
    init(workers: Int, queueLimit: Int) {
        self.workers = max(1, workers)
        self.queueLimit = max(0, queueLimit)
    }

    /// Takes a job if there is room for it; otherwise it is dropped and the result is false.
    func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        enum Admission { case run, wait, refuse }
        let admission = state.withLock { state -> Admission in
            if state.running < workers {
                state.running += 1
                return .run
            }
            guard state.waiting.count - state.next < queueLimit else { return .refuse }
            state.waiting.append(job)
            return .wait
        }
        if admission == .run {
            queue.async { [self] in
                job()
                while let job = nextJob() { job() }
            }
        }
        return admission != .refuse
    }

    private func nextJob() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard state.next < state.waiting.count else {
                state.running -= 1
                state.waiting.removeAll(keepingCapacity: true)
                state.next = 0
                return nil
            }
            let job = state.waiting[state.next]
            state.next += 1
            // The used front is cut off once it is the larger part, so a job is moved once on
            // average.
            if state.next > 64, state.next * 2 > state.waiting.count {
                state.waiting.removeFirst(state.next)
                state.next = 0
            }
            return job
        }
    }
}
