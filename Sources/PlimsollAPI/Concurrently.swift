import Dispatch
import Synchronization

/// Work that is divided over the cores.
enum Concurrently {
    /// What a function makes of the numbers below a count, in their order.
    ///
    /// The calling thread takes part, so a busy machine makes it slower and nothing worse.
    static func map<Value: Sendable>(_ count: Int, _ part: @Sendable (Int) -> Value) -> [Value] {
        let made = Mutex<[Int: Value]>([:])
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let value = part(index)
            made.withLock { $0[index] = value }
        }
        let all = made.withLock { $0 }
        return (0..<count).compactMap { all[$0] }
    }
}
