#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
internal import SwiftOverlayShims
#endif

/// The time as a fleet sees it: tests have their own.
package protocol FleetClock: Sendable {
    /// Milliseconds since the epoch, as the calendar has them.
    var wall: Int64 { get }
    /// Milliseconds since some moment: they never go back.
    var ticks: Int64 { get }
    /// Returns at that many ticks, or as soon as the task is cancelled.
    func sleep(until ticks: Int64) async
}

/// The machine's own time.
package struct SystemFleetClock: FleetClock {
    private let start = ContinuousClock.now

    package init() {}

    package var wall: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    package var ticks: Int64 { (ContinuousClock.now - start).milliseconds }

    package func sleep(until ticks: Int64) async {
        // Whoever waits for nothing in particular comes back once an hour.
        let until = min(ticks, self.ticks + 3_600_000)
        try? await ContinuousClock().sleep(until: start + .milliseconds(until), tolerance: .milliseconds(5))
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    /// Seconds with their fraction.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
