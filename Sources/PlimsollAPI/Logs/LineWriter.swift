import Dispatch
import Synchronization

/// Writes lines to a file without ever making the caller wait.
///
/// Lines are collected and written by a queue of its own. A reader that does not keep up, or a full
/// disk, costs lines, not requests: beyond a bound they are dropped and counted.
public final class LineWriter: Sendable {
    private struct State {
        var waiting: [UInt8] = []
        var isWriting = false
        var dropped = 0
    }

    /// Bytes that may wait.
    private static let mostWaiting = 4 << 20

    private let stream: StandardStream
    private let queue = DispatchQueue(label: "plimsoll.log")
    private let state = Mutex(State())

    /// A writer to standard output or standard error.
    public init(_ stream: StandardStream) {
        self.stream = stream
    }

    /// Takes a line without its end.
    func write(_ line: some Sequence<UInt8>) {
        let isFirst = state.withLock { state in
            guard state.waiting.count < Self.mostWaiting else {
                state.dropped += 1
                return false
            }
            state.waiting.append(contentsOf: line)
            state.waiting.append(UInt8(ascii: "\n"))
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if isFirst { queue.async { self.writeWaiting() } }
    }

    /// Waits until all lines are written.
    public func flush() { queue.sync { writeWaiting() } }

    /// Lines that were dropped.
    var dropped: Int { state.withLock { $0.dropped } }

    private func writeWaiting() {
        while true {
            let bytes = state.withLock { state in
                defer { state.waiting = [] }
                if state.waiting.isEmpty { state.isWriting = false }
                return state.waiting
            }
            if bytes.isEmpty { return }
            // A closed pipe is no reason to end the service; the lines are lost.
            stream.write(bytes)
        }
    }
}
