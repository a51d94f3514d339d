import Synchronization

/// A `Mutex` whose turns ThreadSanitizer can follow.
///
/// The waiting of `Mutex` on Linux lies in a library that is not instrumented, so the sanitizer
/// misses that one turn comes after another and calls what a contended lock guards a race. An atomic
/// of our own, written at the end of a turn and read at the start of the next, says the same where
/// it sees it; on x86-64 and arm64 that is a plain load and store.
package struct TracedMutex<Value: ~Copyable>: ~Copyable {
    private let mutex: Mutex<Value>
    private let turns = Atomic<Int>(0)

    /// A lock that guards `value`.
    package init(_ value: consuming sending Value) {
        mutex = Mutex(value)
    }

    /// Runs `body` while nobody else has the value.
    package borrowing func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        try mutex.withLock { value throws(Failure) in
            let turn = turns.load(ordering: .acquiring)
            defer { turns.store(turn &+ 1, ordering: .releasing) }
            return try body(&value)
        }
    }
}

extension TracedMutex: Sendable where Value: ~Copyable {}
