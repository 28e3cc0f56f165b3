internal import GoText

/// The parts of a date in UTC, of seconds since the epoch.
extension ElementFunction {
    static let calendar: [ElementFunction] = [
        .init("minute") { Double(civilTime($0).minute) },
        .init("hour") { Double(civilTime($0).hour) },
        .init("day_of_week") { Double(civilTime($0).weekday) },
        .init("day_of_month") { Double(civilTime($0).day) },
        .init("day_of_year") { Double(civilTime($0).dayOfYear) },
        .init("days_in_month") { Double(civilTime($0).daysInMonth) },
        .init("month") { Double(civilTime($0).month) },
        .init("year") { Double(civilTime($0).year) },
    ]

    /// What is no number of seconds that fits counts as the smallest, as on the processors of most servers.
    private static func civilTime(_ seconds: Double) -> CivilTime {
        let isValid = abs(seconds) < 9.2e18
        return CivilTime(secondsSinceEpoch: isValid ? Int64(seconds) : .min)
    }
}
