#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Nanoseconds of a clock that only goes forward.
struct MonotonicTime: Comparable {
    let nanoseconds: Int64

    static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    static func < (left: MonotonicTime, right: MonotonicTime) -> Bool { left.nanoseconds < right.nanoseconds }

    /// Later by that much, by a month at most.
    static func + (time: MonotonicTime, duration: Duration) -> MonotonicTime {
        let span = max(.zero, min(duration, .seconds(31 * 86_400)))
        let (seconds, attoseconds) = span.components
        return MonotonicTime(
            nanoseconds: time.nanoseconds + seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        )
    }

    static func - (later: MonotonicTime, earlier: MonotonicTime) -> Duration {
        .nanoseconds(later.nanoseconds - earlier.nanoseconds)
    }

    /// Whole milliseconds until then, rounded up; none when it is over.
    func milliseconds(from now: MonotonicTime) -> Int {
        max(0, Int((nanoseconds - now.nanoseconds + 999_999) / 1_000_000))
    }
}
