#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// The time of day, which dates in answers are compared with.
enum WallClock {
    /// Since the epoch.
    static var seconds: Int64 { Int64(time(nil)) }
}
