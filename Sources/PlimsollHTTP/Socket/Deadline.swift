import CLinux
import Glibc

/// A point on the monotonic clock, in nanoseconds; the one unit of time inside the server.
struct Instant: Comparable, Sendable {
    var nanoseconds: UInt64

    /// Later than any clock reading.
    static let never = Instant(nanoseconds: .max)

    static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

    static func + (instant: Instant, interval: Interval) -> Instant {
        let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(interval.nanoseconds)
        return overflow ? .never : Instant(nanoseconds: sum)
    }

    static func - (left: Instant, right: Instant) -> Interval {
        Interval(
            nanoseconds: left > right ? left.nanoseconds &- right.nanoseconds : 0
        )
    }
}

/// A length of time in nanoseconds, never negative.
struct Interval: Comparable, Sendable {
    var nanoseconds: UInt64

    static func milliseconds(_ count: UInt64) -> Interval {
        Interval(nanoseconds: count * 1_000_000)
    }

    init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// Negative durations become 0, those too long to count become the longest.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else {
            nanoseconds = 0
            return
        }
        let (whole, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        nanoseconds = overflow ? .max : whole &+ UInt64(attoseconds / 1_000_000_000)
    }

    static func < (left: Interval, right: Interval) -> Bool { left.nanoseconds < right.nanoseconds }
}

/// The clocks of the kernel.
enum SystemClock {
    /// The monotonic clock.
    ///
    /// The C function is `clock_gettime`.
    static var now: Instant {
        var time = timespec()
        // Fails only for clocks that do not exist.
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Instant(nanoseconds: UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec))
    }

    /// Seconds since 1970, as of the last timer tick.
    ///
    /// The C function is `clock_gettime`.
    static var second: Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME_COARSE, &time)
        return Int64(time.tv_sec)
    }
}
