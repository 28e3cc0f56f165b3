/// The calendar of a moment in UTC, in the proleptic Gregorian calendar.
///
/// See Hinnant, "chrono-Compatible Low-Level Date Algorithms": days are counted in eras of 400 years from March on.
struct CivilTime {
    let year: Int64
    /// 1…12.
    let month: Int64
    /// 1…31.
    let day: Int64
    /// 0 is Sunday.
    let weekday: Int64
    /// 1…366.
    let dayOfYear: Int64
    let hour: Int64
    let minute: Int64

    init(secondsSinceEpoch seconds: Int64) {
        let days = Self.floored(seconds, by: 86_400)
        let second = seconds &- days &* 86_400
        hour = second / 3_600
        minute = second / 60 % 60
        weekday = (days % 7 + 11) % 7

        let shifted = days + 719_468
        let era = Self.floored(shifted, by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayFromMarch = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayFromMarch + 2) / 153
        day = dayFromMarch - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let isLeap = Self.isLeap(year)
        dayOfYear = month <= 2 ? dayFromMarch - 305 : dayFromMarch + (isLeap ? 61 : 60)
    }

    var daysInMonth: Int64 {
        switch month {
        case 2: Self.isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func floored(_ value: Int64, by divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : (value + 1) / divisor - 1
    }
}
