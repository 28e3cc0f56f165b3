/// When a query is asked: once, or at every step of a time.
///
/// All in milliseconds since the epoch.
enum QueryMoments {
    case instant(Int64)
    case range(from: Int64, through: Int64, step: Int64)

    var first: Int64 {
        switch self {
        case .instant(let time): time
        case .range(let from, _, _): from
        }
    }

    var last: Int64 {
        switch self {
        case .instant(let time): time
        case .range(_, let through, _): through
        }
    }

    /// In words: `at 2026-11-21T15:04:05Z`.
    var text: String {
        switch self {
        case .instant(let time): "at \(WallClock.text(time))"
        case .range(let from, let through, let step):
            "from \(WallClock.text(from)) to \(WallClock.text(through)) every "
                + (SpanArgument(milliseconds: step).argumentText ?? "")
        }
    }
}
