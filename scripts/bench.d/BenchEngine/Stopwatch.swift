/// Times what is done many times, in rounds, and prints the middle round beside a yardstick.
///
/// The yardstick is a hash over 4 KiB, done again in every round: on a busy machine both become slower, and their ratio
/// holds.
final class Stopwatch {
    /// How many rounds are timed.
    var rounds = 9
    /// How long a round takes at least, in seconds.
    var seconds = 0.05

    /// Where results go.
    private var sink = 0
    private let clock = ContinuousClock()
    private let block = [UInt8](repeating: 0x5a, count: 4096)

    /// Prints the middle time of one call, in microseconds, and its ratio to the yardstick.
    ///
    /// - Parameters:
    ///   - name: What is printed before the figures.
    ///   - work: What is timed; it returns something of its result, so that it cannot be left out.
    func measure(_ name: String, _ work: () -> Int) {
        var (times, ratios): ([Double], [Double]) = ([], [])
        for _ in 0..<rounds {
            let time = time(of: work)
            times.append(time)
            ratios.append(time / self.time { yard() })
        }
        let micros = Self.middle(times) * 1e6
        let padding = String(repeating: " ", count: max(1, 52 - name.count))
        print(
            name + padding + Self.fixed(micros) + " us" + Self.fixed(Self.middle(ratios))
                + " x yardstick"
        )
    }

    private func yard() -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in block { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash)
    }

    /// Seconds of one call, from as many as a round takes.
    private func time(of work: () -> Int) -> Double {
        var calls = 1
        while true {
            let start = clock.now
            for _ in 0..<calls { sink = sink &+ work() }
            let taken = (clock.now - start) / .seconds(1)
            if taken >= seconds { return taken / Double(calls) }
            calls = max(
                calls * 2,
                taken > 0 ? Int(Double(calls) * seconds / taken * 1.1) : calls * 8
            )
        }
    }

    private static func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func fixed(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let text = "\(hundredths / 100)." + String(hundredths % 100 + 100).dropFirst()
        return String(repeating: " ", count: max(1, 10 - text.count)) + text
    }
}
