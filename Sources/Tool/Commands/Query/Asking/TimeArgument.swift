internal import Arguments
internal import GoText
internal import JSONTemplate

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// A moment as people write it: a date with a time, seconds since 1970, or a distance from now.
enum TimeArgument: ArgumentValue, Hashable {
    /// Milliseconds since the epoch.
    case absolute(Int64)
    /// Milliseconds after now, or before it.
    case fromNow(Int64)

    static let now = TimeArgument.fromNow(0)

    static var expectation: String { "a time such as 2026-11-21T15:04:05Z, 1795273445, now, or now-5m" }

    var argumentText: String? {
        switch self {
        case .absolute(let time): WallClock.text(time)
        case .fromNow(0): "now"
        case .fromNow(let distance):
            "now\(distance < 0 ? "-" : "+")\(PromDuration(milliseconds: Int64(clamping: distance.magnitude)))"
        }
    }

    init?(argument: String) {
        if argument.hasPrefix("now") {
            let rest = argument.dropFirst(3)
            guard let sign = rest.first else {
                self = .now
                return
            }
            guard sign == "-" || sign == "+", let span = PromDuration(rest.dropFirst()) else { return nil }
            self = .fromNow(sign == "-" ? -span.milliseconds : span.milliseconds)
            return
        }
        if let seconds = GoText.parseNumber(argument, syntax: .exposition) {
            let milliseconds = (seconds * 1000).rounded()
            guard milliseconds.magnitude <= WallClock.limit else { return nil }
            self = .absolute(Int64(milliseconds))
            return
        }
        guard let time = Timestamp(argument) else { return nil }
        self = .absolute(Int64(time.milliseconds))
    }

    func milliseconds(now: Int64) -> Int64 {
        switch self {
        case .absolute(let time): time
        case .fromNow(let distance): now + distance
        }
    }
}

/// A span of time as Prometheus writes it, or a number of seconds: `15s`, `1h30m`, `1d`, `0.5`.
struct SpanArgument: ArgumentValue, Hashable {
    let milliseconds: Int64

    static var expectation: String { "a span of time such as 15s, 5m, or 1h30m" }

    var argumentText: String? { PromDuration(milliseconds: milliseconds).description }

    init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Longer than nothing, and shorter than calendars.
    init?(argument: String) {
        if let span = PromDuration(argument) {
            milliseconds = span.milliseconds
        } else if let seconds = GoText.parseNumber(argument, syntax: .exposition), seconds < 1e12 {
            milliseconds = Int64((seconds * 1000).rounded())
        } else {
            return nil
        }
        guard milliseconds > 0 else { return nil }
    }
}

/// The time of day.
enum WallClock {
    /// As far as calendars of ECMAScript go, in milliseconds on either side of 1970.
    static let limit = 8.64e15

    /// Milliseconds since the epoch.
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// As RFC 3339 writes it, in UTC; without a fraction when there is none.
    static func text(_ milliseconds: Int64) -> String {
        let clamped = min(max(milliseconds, -Int64(limit)), Int64(limit))
        let text = Timestamp(milliseconds: Int(clamped)).description
        return text.hasSuffix(".000Z") ? text.dropLast(5) + "Z" : text
    }
}
