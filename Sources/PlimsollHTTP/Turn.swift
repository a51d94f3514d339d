/// What a loop lends to the channel at work: the time, one read's bytes, and the answers that are
/// not written yet.
///
/// A value that is handed down, so that the compiler proves that nobody else uses it meanwhile.
struct Turn: ~Copyable {
    private static let inputBytes = 16 * 1024
    private static let keptOutBytes = 256 * 1024

    /// When the events at hand were told of.
    private(set) var now = SystemClock.now
    /// What the current read brought; used by one channel at a time.
    var input = [UInt8](repeating: 0, count: inputBytes)
    /// Answers of the channel at work, not written yet; empty between channels.
    var out: [UInt8] = []
    private var encoder = ResponseEncoder()

    init() {
        out.reserveCapacity(Self.inputBytes * 2)
    }

    /// Takes the time for the events that have just come.
    mutating func begin() {
        now = SystemClock.now
        encoder.setTime(SystemClock.second)
    }

    /// Whether the request at hand has waited longer than allowed since the kernel told of it.
    ///
    /// Looked at in steps: what came before this request in this turn took that long.
    func isLagging(beyond limit: Interval) -> Bool { SystemClock.now - now > limit }

    /// Appends an answer to `out`; returns its bytes.
    mutating func encode(_ response: HTTPResponse, to request: RequestHead?, keepsAlive: Bool)
        -> Int
    {
        let before = out.count
        encoder.encode(response, to: request, keepsAlive: keepsAlive, into: &out)
        return out.count - before
    }

    /// Empties `out`, and gives memory back after an unusually large answer.
    mutating func resetOut() {
        out.removeAll(keepingCapacity: out.capacity <= Self.keptOutBytes)
    }
}
