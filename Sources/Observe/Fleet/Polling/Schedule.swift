/// When servers are asked: each has its own place in the interval, so that a fleet is not asked all at once.
struct Schedule: Sendable {
    /// Milliseconds.
    var interval: Int64
    var longestBackoff: Int64

    init(interval: Duration, longestBackoff: Duration) {
        self.interval = max(interval.milliseconds, 50)
        self.longestBackoff = max(longestBackoff.milliseconds, self.interval)
    }

    /// When a server is asked after a poll that ended now.
    ///
    /// After failures in a row the time doubles, up to its limit. The place in the interval stays: half an interval is
    /// the least between two polls, and what was missed by a slow server is not made up for.
    func next(after now: Int64, phase: UInt64, failures: Int) -> Int64 {
        let pause = failures > 1 ? min(interval << Int64(min(failures - 1, 20)), longestBackoff) : interval
        guard failures <= 1 else {
            // A tenth more or less, so that servers that failed together are not asked together for ever.
            let spread = max(pause / 5, 1)
            return now + pause - spread / 2 + Int64(phase % UInt64(spread))
        }
        let place = Int64(phase % UInt64(interval))
        let earliest = now + interval / 2
        let past = (earliest - place) % interval
        return earliest + (past == 0 ? 0 : past < 0 ? -past : interval - past)
    }

    /// A number of a server that stays the same from run to run: FNV-1a.
    static func phase(of id: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        // The low bits of short texts are much alike.
        return hash ^ (hash >> 32)
    }
}
