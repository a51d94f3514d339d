import Synchronization

/// The processor time that one request may take on the workers.
///
/// A single answer is bounded by the limits of its fields; a request for thousands of them also by
/// this.
final class ComputeBudget: Sendable {
    private let limit: Duration
    /// For work that nobody else waits for.
    static var unlimited: ComputeBudget { ComputeBudget(.seconds(Int64.max)) }

    private let spent = Mutex(Duration.zero)

    /// Nothing spent yet.
    init(_ limit: Duration) {
        self.limit = limit
    }

    /// Whether anything is left.
    var hasMore: Bool { spent.withLock { $0 < limit } }

    /// Does some work and counts its time.
    func spend<Result>(_ work: () -> Result) -> Result {
        let start = ContinuousClock.now
        defer {
            let time = start.duration(to: .now)
            spent.withLock { $0 += time }
        }
        return work()
    }

    /// What is answered once nothing is left.
    var refusal: APIError {
        APIError(
            .overloaded,
            "the compute budget of one request, \(limit.components.seconds) s of processor time, "
                + "is used up; ask for the rest in another request"
        )
    }
}
