internal import GoText

/// Numbers as people read them; what is not known is a dash, never a zero.
enum Figures {
    static let unknown = "-"

    /// Calls a second.
    static func rate(_ value: Double?) -> String {
        guard let value, value.isFinite else { return unknown }
        return significant(value)
    }

    /// A part of a whole, from 0 to 1.
    static func percent(_ ratio: Double?) -> String {
        guard let ratio, ratio.isFinite else { return unknown }
        let percent = ratio * 100
        if percent == 0 { return "0%" }
        if percent < 0.1 { return "<0.1%" }
        // 99.96 % is not all of them.
        if percent < 100, percent >= 99.5 { return ">99%" }
        return GoText.fixed(percent, digits: percent < 10 ? 1 : 0) + "%"
    }

    /// The part of calls that failed; with a sign where there may be more of them.
    static func errors(_ ratio: Double?, countsAll: Bool) -> String {
        let text = percent(ratio)
        return countsAll || text == unknown ? text : "≥" + text
    }

    static func seconds(_ value: Double?) -> String {
        guard let value, value.isFinite, value >= 0 else { return unknown }
        switch value {
        case 0: return "0ms"
        case ..<0.001: return "<1ms"
        case ..<0.0095: return GoText.fixed(value * 1000, digits: 1) + "ms"
        case ..<0.9995: return GoText.fixed(value * 1000, digits: 0) + "ms"
        case ..<9.995: return GoText.fixed(value, digits: 2) + "s"
        case ..<99.5: return GoText.fixed(value, digits: 1) + "s"
        default: return span(milliseconds: Int64(min(value, 1e12) * 1000))
        }
    }

    static func count(_ value: Double?) -> String {
        guard let value, value.isFinite else { return unknown }
        if value.magnitude < 10_000, value == value.rounded() { return GoText.fixed(value, digits: 0) }
        return significant(value)
    }

    static func count(_ value: Int?) -> String { count(value.map(Double.init)) }

    /// How long ago a time was; a clock that is behind makes it now.
    static func age(since time: Int64?, at now: Int64) -> String {
        guard let time else { return unknown }
        let (age, overflow) = now.subtractingReportingOverflow(time)
        return overflow ? unknown : span(milliseconds: max(age, 0))
    }

    /// One unit, or two while they tell more: `47s`, `4m`, `2h`, `3d`.
    static func span(milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        switch seconds {
        case ..<120: return "\(seconds)s"
        case ..<7200: return "\(seconds / 60)m"
        case ..<172_800: return "\(seconds / 3600)h"
        case ..<100_000_000: return "\(seconds / 86_400)d"
        default: return "\(seconds / 31_557_600)y"
        }
    }

    /// An interval as it was set: `500ms`, `2s`, `1m30s`.
    static func interval(_ duration: Duration) -> String {
        let (seconds, fraction) = duration.components
        let milliseconds = min(seconds, 1_000_000_000) * 1000 + fraction / 1_000_000_000_000_000
        return PromDuration(milliseconds: milliseconds).description
    }

    /// Three digits that count.
    private static func significant(_ value: Double) -> String {
        let size = value.magnitude
        if size == 0 { return "0" }
        if size < 0.01 { return "<0.01" }
        let (divisor, unit): (Double, String) =
            size < 9999.5
            ? (1, "") : size < 999_500 ? (1000, "k") : size < 999_500_000 ? (1e6, "M") : (1e9, "G")
        let scaled = value / divisor
        let digits = scaled.magnitude < 9.995 ? 2 : scaled.magnitude < 99.95 ? 1 : 0
        return GoText.fixed(scaled, digits: digits) + unit
    }
}
