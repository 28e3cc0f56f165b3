#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// The time of day.
enum WallClock {
    /// Since the epoch.
    static var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
