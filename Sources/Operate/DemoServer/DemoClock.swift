#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Where a demo's time comes from; tests turn it by hand.
package struct DemoClock: Sendable {
    /// Milliseconds since the epoch.
    package var now: @Sendable () -> Int64

    package init(now: @escaping @Sendable () -> Int64) { self.now = now }

    package static let system = DemoClock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
