/// The calendar of a moment in UTC, in the proleptic Gregorian calendar, and how Go writes it.
///
/// Days are counted from the beginning of an era of 400 years that lies before all 64-bit seconds, and years from March
/// on: see Hinnant, "chrono-Compatible Low-Level Date Algorithms". As in Go's `time`, what is out of its reach wraps.
package struct CivilTime: Sendable {
    package let year: Int64
    /// 1…12.
    package let month: Int64
    /// 1…31.
    package let day: Int64
    /// 0 is Sunday.
    package let weekday: Int64
    /// 1…366.
    package let dayOfYear: Int64
    package let hour: Int64
    package let minute: Int64
    package let second: Int64
    package let millisecond: Int64

    /// The first year of the first era.
    private static let firstYear: Int64 = -292_277_022_400
    /// The seconds from the first of March of that year to 1970.
    private static let secondsBefore1970: UInt64 = 9_223_372_028_741_760_000
    /// That first of March was a Wednesday.
    private static let firstWeekday: UInt64 = 3

    package init(milliseconds: Int64) {
        let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        self.init(
            secondsSinceEpoch: rest < 0 ? seconds - 1 : seconds,
            millisecond: rest < 0 ? rest + 1000 : rest
        )
    }

    package init(secondsSinceEpoch seconds: Int64, millisecond: Int64 = 0) {
        self.millisecond = millisecond
        let shifted = UInt64(bitPattern: seconds) &+ Self.secondsBefore1970
        let days = shifted / 86_400
        let secondOfDay = shifted % 86_400
        hour = Int64(secondOfDay / 3_600)
        minute = Int64(secondOfDay / 60 % 60)
        second = Int64(secondOfDay % 60)
        weekday = Int64((days + Self.firstWeekday) % 7)

        let era = Int64(days / 146_097)
        let dayOfEra = Int64(days % 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayFromMarch = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayFromMarch + 2) / 153
        day = dayFromMarch - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = Self.firstYear + era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        let isLeap = Self.isLeap(year)
        dayOfYear = month <= 2 ? dayFromMarch - 305 : dayFromMarch + (isLeap ? 61 : 60)
    }

    package var daysInMonth: Int64 {
        switch month {
        case 2: Self.isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }
}
