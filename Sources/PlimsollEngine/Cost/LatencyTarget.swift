/// How long a user may wait.
public struct LatencyTarget: Hashable, Sendable {
    /// For the first token of one prompt; nil for any time.
    public var timeToFirstToken: Seconds?
    /// For each further token; nil for any time.
    public var timePerOutputToken: Seconds?

    /// A target.
    public init(timeToFirstToken: Seconds? = nil, timePerOutputToken: Seconds? = nil) {
        self.timeToFirstToken = timeToFirstToken
        self.timePerOutputToken = timePerOutputToken
    }

    /// Whether a speed keeps it.
    public func isMet(by speed: Performance) -> Bool {
        if let timeToFirstToken, speed.value.timeToFirstToken > timeToFirstToken { return false }
        if let timePerOutputToken, speed.value.timePerOutputToken > timePerOutputToken {
            return false
        }
        return true
    }
}

extension SpeedEstimator {
    /// The speed at the fewest sequences with which requests are served at a rate; nil where even
    /// the most sequences serve fewer.
    ///
    /// By Little's law these are the sequences that are there at once when requests arrive evenly
    /// at that rate.
    public func speed(
        serving requestsPerSecond: Double,
        _ load: InferenceWorkload,
        upTo most: Int
    ) -> Performance? {
        batch(load, upTo: most) { $0.value.requestsPerSecond >= requestsPerSecond }
    }

    /// The speed at the most sequences that keep a target; nil where not even one does.
    public func speed(
        within target: LatencyTarget,
        _ load: InferenceWorkload,
        upTo most: Int
    ) -> Performance? {
        guard most > 0 else { return nil }
        var load = load
        load.concurrentSequences = 1
        let one = performance(load)
        guard target.isMet(by: one) else { return nil }
        guard let beyond = batch(load, upTo: most, where: { !target.isMet(by: $0) }) else {
            load.concurrentSequences = most
            return performance(load)
        }
        load.concurrentSequences = max(1, beyond.concurrentSequences - 1)
        return performance(load)
    }

    /// The speed at the smallest batch for which a condition holds that larger ones keep.
    private func batch(
        _ load: InferenceWorkload,
        upTo most: Int,
        where holds: (Performance) -> Bool
    ) -> Performance? {
        guard most > 0 else { return nil }
        var load = load
        var (low, high) = (1, most)
        load.concurrentSequences = most
        var found = performance(load)
        guard holds(found) else { return nil }
        while low < high {
            load.concurrentSequences = low + (high - low) / 2
            let speed = performance(load)
            if holds(speed) {
                high = load.concurrentSequences
                found = speed
            } else {
                low = load.concurrentSequences + 1
            }
        }
        return found
    }
}
