import Dispatch

/// Runs handlers that take longer than a loop may, on a counted number of threads with a counted
/// queue.
///
/// Whole requests wait in one line, pieces of streamed answers in another. A request goes before
/// the pieces, whatever their number; every fourth job is a piece, so that streams go on under any
/// load. Streams take turns by themselves, since each has only a few pieces in line.
///
/// Swift's own pool is not used: it has one thread a core, and a handler that computes for long
/// would hold it.
final class WorkerPool: Sendable {
    /// Jobs in the order they came.
    private struct Line {
        private var jobs: [@Sendable () -> Void] = []
        private var next = 0

        var count: Int { jobs.count - next }

        mutating func append(_ job: @escaping @Sendable () -> Void) { jobs.append(job) }

        mutating func removeFirst() -> (@Sendable () -> Void)? {
            guard next < jobs.count else { return nil }
            defer { trim() }
            next += 1
            return jobs[next - 1]
        }

        /// The used front is cut off once it is the larger part, so a job is moved once on average.
        private mutating func trim() {
            if next == jobs.count {
                jobs.removeAll(keepingCapacity: true)
                next = 0
            } else if next > 64, next * 2 > jobs.count {
                jobs.removeFirst(next)
                next = 0
            }
        }
    }

    private struct State {
        var running = 0
        var requests = Line()
        var pieces = Line()
        /// Requests since the last piece.
        var turn = 0

        mutating func next() -> (@Sendable () -> Void)? {
            if turn < WorkerPool.requestsPerPiece, let job = requests.removeFirst() {
                turn += 1
                return job
            }
            turn = 0
            return pieces.removeFirst() ?? requests.removeFirst()
        }
    }

    private static let requestsPerPiece = 3

    private let queue = DispatchQueue(label: "plimsoll.workers", attributes: .concurrent)
    /// How many jobs run at once.
    let workers: Int
    private let queueLimit: Int
    private let state = TracedMutex(State())

    /// A pool of `workers` threads before which at most `queueLimit` requests wait.
    init(workers: Int, queueLimit: Int) {
        self.workers = max(1, workers)
        self.queueLimit = max(0, queueLimit)
    }

    /// Takes a request if there is room for it; otherwise it is dropped and the result is false.
    func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        enum Admission { case run, wait, refuse }
        let admission = state.withLock { state -> Admission in
            if state.running < workers {
                state.running += 1
                return .run
            }
            guard state.requests.count < queueLimit else { return .refuse }
            state.requests.append(job)
            return .wait
        }
        if admission == .run { run(job) }
        return admission != .refuse
    }

    /// Takes a piece of a streamed answer; their number is bounded by their answers.
    func submitPiece(_ job: @escaping @Sendable () -> Void) {
        let runs = state.withLock { state in
            guard state.running >= workers else {
                state.running += 1
                return true
            }
            state.pieces.append(job)
            return false
        }
        if runs { run(job) }
    }

    private func run(_ job: @escaping @Sendable () -> Void) {
        queue.async { [self] in
            job()
            while let job = nextJob() { job() }
        }
    }

    private func nextJob() -> (@Sendable () -> Void)? {
        state.withLock { state in
            let job = state.next()
            if job == nil { state.running -= 1 }
            return job
        }
    }
}
