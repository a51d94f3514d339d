/// Bounds on what one client may take, in bytes, counts and time.
///
/// Each answers an attack: see the property. Times are totals, not gaps, so dripping bytes does not
/// extend them.
public struct HTTPLimits: Sendable {
    /// Bytes of the request target; beyond it the answer is 414.
    public var targetBytes = 8 * 1024
    /// Bytes of the request line and all fields; beyond it the answer is 431.
    public var headBytes = 32 * 1024
    /// Number of fields; beyond it the answer is 431.
    public var fieldCount = 128
    /// Bytes of a body, decoded from chunks; beyond it the answer is 413.
    ///
    /// A route may set its own.
    public var bodyBytes = 1024 * 1024
    /// Bytes of all chunk extensions of one body; beyond it the answer is 400.
    public var chunkExtensionBytes = 4 * 1024
    /// Bytes of the trailer fields of one body; beyond it the answer is 431.
    public var trailerBytes = 8 * 1024
    /// Unwanted bytes read after a final answer, so that the answer is not lost to a reset.
    public var drainBytes = 512 * 1024
    /// Requests on one connection; the last one is answered with `Connection: close`.
    public var requestsPerConnection = 1_000_000
    /// Connections of the whole server; beyond it a new one is answered 503 and closed.
    ///
    /// The process's limit of descriptors bounds it, too.
    public var connections = 20_000
    /// Connections of one client address; beyond it a new one is answered 503 and closed.
    ///
    /// No bound by default: behind a proxy all clients have one address.
    public var connectionsPerClient = Int.max
    /// Time from the first byte of a head, or from the connection's start, to the head's end.
    public var headTime: Duration = .seconds(10)
    /// Time from the end of a head to the end of its body.
    public var bodyTime: Duration = .seconds(30)
    /// Time a connection may stay silent between two requests.
    public var idleTime: Duration = .seconds(75)
    /// Time from the moment that an answer does not fit the socket to its last byte.
    public var writeTime: Duration = .seconds(30)
    /// Time from the head of a streamed answer to its last byte.
    public var streamTime: Duration = .seconds(300)
    /// Streamed answers under way in the whole server; beyond it the answer is 503.
    public var streams = 64
    /// Time spent on reading unwanted bytes after a final answer.
    public var drainTime: Duration = .seconds(2)

    /// Time that a request may have waited for its event loop; beyond it the answer is 503, so that
    /// a loop that cannot keep up stays useful to those whom it answers.
    public var lag: Duration = .seconds(5)
    /// Time that a connection may stay silent once the server drains: long enough for a request
    /// that is on its way already.
    public var drainIdleTime: Duration = .milliseconds(500)

    /// The defaults.
    public init() {}
}
