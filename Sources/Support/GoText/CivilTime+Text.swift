extension CivilTime {
    /// As Go's `time.Time` prints: `2015-06-23 13:19:44.128 +0000 UTC`.
    package var text: String {
        "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2)) \(clock)\(fraction(trimmed: true)) +0000 UTC"
    }

    /// `2015-06-23T13:19:44.128Z`.
    package var rfc3339: String {
        "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(clock)\(fraction(trimmed: true))Z"
    }

    private var clock: String { "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))" }

    private func fraction(trimmed: Bool) -> String {
        guard !trimmed || millisecond > 0 else { return "" }
        var digits = padded(millisecond, 3)
        if trimmed { while digits.hasSuffix("0") { digits.removeLast() } }
        return ".\(digits)"
    }

    private func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value.magnitude)
        return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.utf8.count))
            + digits
    }
}

// MARK: Layouts

extension CivilTime {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let weekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
    /// Longer words stand before those they begin with.
    private static let words = [
        "January", "Jan", "Monday", "Mon", "MST", "2006", "-07:00", "-0700", "-07", "Z07:00", "Z0700", "002",
        "01", "02", "03", "04", "05", "06", "15", "PM", "pm", "_2", ".000", ",000", ".999", ",999", "1", "2",
        "3", "4", "5",
    ]

    /// As `Format` writes it with a layout of Go: the reference time is `Mon Jan 2 15:04:05 MST 2006`.
    package func formatted(_ layout: String) -> String {
        var rest = Substring(layout)
        var result = ""
        while let first = rest.first {
            guard let word = Self.words.first(where: rest.hasPrefix) else {
                result.append(first)
                rest.removeFirst()
                continue
            }
            rest = rest.dropFirst(word.count)
            // More digits than the time has.
            let extra = rest.prefix {
                (word.hasSuffix("000") && $0 == "0") || (word.hasSuffix("999") && $0 == "9")
            }
            rest = rest.dropFirst(word.hasSuffix("000") || word.hasSuffix("999") ? extra.count : 0)
            result += text(of: word, extra: extra.count)
        }
        return result
    }

    private func text(of word: String, extra: Int) -> String {
        let hour12 = hour % 12 == 0 ? 12 : hour % 12
        switch word {
        case "January": return Self.months[Int(month) - 1]
        case "Jan": return String(Self.months[Int(month) - 1].prefix(3))
        case "Monday": return Self.weekdays[Int(weekday)]
        case "Mon": return String(Self.weekdays[Int(weekday)].prefix(3))
        case "MST": return "UTC"
        case "2006": return padded(year, 4)
        case "06": return padded(year % 100, 2)
        case "-07:00": return "+00:00"
        case "-0700": return "+0000"
        case "-07": return "+00"
        case "Z07:00", "Z0700": return "Z"
        case "002": return padded(dayOfYear, 3)
        case "01": return padded(month, 2)
        case "1": return String(month)
        case "02": return padded(day, 2)
        case "_2": return day < 10 ? " \(day)" : String(day)
        case "2": return String(day)
        case "15": return padded(hour, 2)
        case "03": return padded(hour12, 2)
        case "3": return String(hour12)
        case "04": return padded(minute, 2)
        case "4": return String(minute)
        case "05": return padded(second, 2)
        case "5": return String(second)
        case "PM": return hour < 12 ? "AM" : "PM"
        case "pm": return hour < 12 ? "am" : "pm"
        case ".000", ",000":
            return word.prefix(1) + padded(millisecond, 3) + String(repeating: "0", count: extra)
        case ".999", ",999":
            let digits = fraction(trimmed: true)
            return digits.isEmpty ? "" : String(word.prefix(1) + digits.dropFirst())
        default: return word
        }
    }
}
