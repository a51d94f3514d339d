public import PlimsollHTTP
import Synchronization

/// How often one client may ask: a bucket of tokens for each, filled at a steady rate.
public final class RateLimiter: Sendable {
    /// Who is counted.
    public enum Client: Hashable, Sendable {
        /// The holder of a key.
        case name(String)
        /// An address or a network.
        case address(RemoteAddress)
    }

    /// What a request comes to.
    struct Outcome {
        let isAllowed: Bool
        /// Whole seconds until the next token, at least 1, for a request that is refused.
        let retryAfter: Int
        /// Fields of the answer: draft-ietf-httpapi-ratelimit-headers-07, and Retry-After.
        let fields: [(name: String, value: String)]
    }

    private struct Bucket {
        var tokens: Double
        var time: ContinuousClock.Instant
    }

    /// Clients that are remembered at most; beyond it those with a full bucket are forgotten.
    private static let mostClients = 100_000

    /// Requests a second in the long run.
    public let rate: Double
    /// Requests at once after a pause.
    public let burst: Int
    /// `50 a second, 100 at once`.
    public let description: String

    private let buckets = Mutex<[Client: Bucket]>([:])

    /// A limit of `count` requests in `seconds`.
    ///
    /// - Parameters:
    ///   - count: Requests, at least 1.
    ///   - seconds: The time in which they may come.
    ///   - burst: Requests at once after a pause; by default `count`.
    public init(_ count: Int, in seconds: Int, burst: Int? = nil) {
        rate = Double(max(1, count)) / Double(max(1, seconds))
        self.burst = max(1, burst ?? count)
        let time = seconds == 1 ? "a second" : "in \(seconds) s"
        description = "\(count) times \(time), \(self.burst) at once"
    }

    /// Takes a token of the client's, if there is one.
    func take(_ client: Client, now: ContinuousClock.Instant) -> Outcome {
        let (isAllowed, tokens) = buckets.withLock { buckets -> (Bool, Double) in
            if buckets.count >= Self.mostClients, buckets[client] == nil { makeRoom(&buckets, now) }
            var bucket = buckets[client] ?? Bucket(tokens: Double(burst), time: now)
            bucket.tokens = filled(bucket, now)
            bucket.time = now
            let isAllowed = bucket.tokens >= 1
            if isAllowed { bucket.tokens -= 1 }
            buckets[client] = bucket
            return (isAllowed, bucket.tokens)
        }
        let full = Int(((Double(burst) - tokens) / rate).rounded(.up))
        let retry = isAllowed ? 0 : max(1, Int(((1 - tokens) / rate).rounded(.up)))
        let window = max(1, Int((Double(burst) / rate).rounded(.up)))
        var fields = [
            (name: "RateLimit-Limit", value: "\(burst)"),
            (name: "RateLimit-Remaining", value: "\(Int(tokens))"),
            (name: "RateLimit-Reset", value: "\(full)"),
            (name: "RateLimit-Policy", value: "\(burst);w=\(window)"),
        ]
        if !isAllowed { fields.append((name: "Retry-After", value: "\(retry)")) }
        return Outcome(isAllowed: isAllowed, retryAfter: retry, fields: fields)
    }

    /// How many clients are remembered.
    var clientCount: Int { buckets.withLock { $0.count } }

    private func filled(_ bucket: Bucket, _ now: ContinuousClock.Instant) -> Double {
        let seconds = max(.zero, bucket.time.duration(to: now)) / .seconds(1)
        return min(Double(burst), bucket.tokens + seconds * rate)
    }

    /// Forgets clients with a full bucket, whom forgetting gives nothing; if all are busy, all.
    private func makeRoom(_ buckets: inout [Client: Bucket], _ now: ContinuousClock.Instant) {
        buckets = buckets.filter { filled($0.value, now) < Double(burst) }
        if buckets.count >= Self.mostClients { buckets = [:] }
    }
}
