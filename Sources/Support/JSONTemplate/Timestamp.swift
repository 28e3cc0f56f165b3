/// A moment in milliseconds since 1970 UTC, leap seconds not counted.
package struct Timestamp: Sendable, Hashable {
    package let milliseconds: Int

    package init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// Reads ISO 8601: `2017-01-19T16:27:20.974Z`, seconds and their fraction optional, an offset instead of the
    /// `Z`, or a date alone, which is midnight UTC.
    ///
    /// Digits past the milliseconds are dropped.
    package init?(_ text: String) {
        var rest = Substring(text).utf8[...]
        guard let year = rest.number(4), rest.skip("-"), let month = rest.number(2), rest.skip("-"),
            let day = rest.number(2), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        var total = Self.days(before: year, month, day) * 86_400_000
        if rest.isEmpty {
            milliseconds = total
            return
        }
        guard rest.skip("T"), let hour = rest.number(2), rest.skip(":"), let minute = rest.number(2),
            hour < 24, minute < 60
        else { return nil }
        total += (hour * 60 + minute) * 60_000
        if rest.skip(":") {
            guard let second = rest.number(2), second < 60 else { return nil }
            total += second * 1000
            if rest.skip(".") {
                let digits = rest.prefix(while: \.isDigit)
                guard !digits.isEmpty else { return nil }
                rest = rest.dropFirst(digits.count)
                var thousandths = digits.prefix(3).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
                for _ in digits.count..<max(3, digits.count) { thousandths *= 10 }
                total += thousandths
            }
        }
        if !rest.skip("Z") {
            let isWest = rest.first == UInt8(ascii: "-")
            guard rest.skip("+") || rest.skip("-"), let hours = rest.number(2), rest.skip(":"),
                let minutes = rest.number(2), hours < 24, minutes < 60
            else { return nil }
            total += (hours * 60 + minutes) * (isWest ? 60_000 : -60_000)
        }
        guard rest.isEmpty else { return nil }
        milliseconds = total
    }

    /// Days from 1970-01-01 to a date of the Gregorian calendar.
    private static func days(before year: Int, _ month: Int, _ day: Int) -> Int {
        // Years are counted from March, so that the leap day is the last one.
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Timestamp: CustomStringConvertible {
    /// `2017-01-19T16:27:20.974Z`, always with three digits of milliseconds.
    ///
    /// Years past 9999 and before 0 have a sign and six digits, as ECMAScript writes them.
    package var description: String {
        let dayLength = 86_400_000
        let ofDay = ((milliseconds % dayLength) + dayLength) % dayLength
        let shifted = (milliseconds - ofDay) / dayLength + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let date = "\(Self.digits(month, 2))-\(Self.digits(dayOfYear - (153 * marchMonth + 2) / 5 + 1, 2))"
        let clock = "\(Self.digits(ofDay / 3_600_000, 2)):\(Self.digits(ofDay / 60_000 % 60, 2))"
        let seconds = "\(Self.digits(ofDay / 1000 % 60, 2)).\(Self.digits(ofDay % 1000, 3))"
        let sign = (0...9999).contains(year) ? "" : year < 0 ? "-" : "+"
        let years = Self.digits(Int(year.magnitude), sign.isEmpty ? 4 : 6)
        return "\(sign)\(years)-\(date)T\(clock):\(seconds)Z"
    }

    private static func digits(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}

extension Substring.UTF8View.SubSequence {
    /// Takes exactly that many digits.
    fileprivate mutating func number(_ count: Int) -> Int? {
        let digits = prefix(count)
        guard digits.count == count, digits.allSatisfy(\.isDigit) else { return nil }
        self = dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    fileprivate mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard first == UInt8(ascii: mark) else { return false }
        self = dropFirst()
        return true
    }
}
