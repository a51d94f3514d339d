import Glibc
import PlimsollAPI

/// How far long work has come, on standard error where that is a terminal.
///
/// Short work shows nothing, and neither does a command in a pipe: its reader may use the screen.
struct ProgressBar {
    private static let width = 30
    private static let patience: Duration = .milliseconds(500)
    private static let interval: Duration = .milliseconds(100)

    private let total: Int
    private let noun: String
    private let isWanted: Bool
    private let start = ContinuousClock.now
    private var shown: ContinuousClock.Instant?

    /// A bar of so many things.
    init(of total: Int, _ noun: String) {
        self.total = total
        self.noun = noun
        isWanted = Terminal.isTerminal(STDERR_FILENO) && !Terminal.isPipe(STDOUT_FILENO)
    }

    /// Shows how many are done, if the time has come.
    mutating func show(_ done: Int) {
        let now = ContinuousClock.now
        guard isWanted, now - start > Self.patience else { return }
        if let shown, now - shown < Self.interval { return }
        shown = now
        let filled = Self.width * done / max(1, total)
        let bar =
            String(repeating: "=", count: filled)
            + String(repeating: " ", count: Self.width - filled)
        write("\r[\(bar)] \(100 * done / max(1, total)) %, \(done) of \(total) \(noun)\u{1B}[K")
    }

    /// Leaves the line as it was.
    func clear() { if shown != nil { write("\r\u{1B}[K") } }

    private func write(_ text: String) { StandardStream.error.write(text.utf8) }
}
