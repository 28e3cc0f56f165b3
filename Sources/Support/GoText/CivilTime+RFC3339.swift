extension CivilTime {
    /// Milliseconds since the epoch of a time such as `2024-05-01T12:00:00.5+02:00`; `nil` for anything else.
    package static func milliseconds(ofRFC3339 text: String) -> Int64? {
        let bytes = Array(text.utf8)
        func number(_ start: Int, _ count: Int) -> Int64? {
            guard start + count <= bytes.count else { return nil }
            var value: Int64 = 0
            for byte in bytes[start..<start + count] {
                guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            return value
        }
        func isMark(_ place: Int, _ marks: String) -> Bool {
            place < bytes.count && marks.utf8.contains(bytes[place])
        }
        guard let year = number(0, 4), isMark(4, "-"), let month = number(5, 2), isMark(7, "-"),
            let day = number(8, 2), isMark(10, "Tt "), let hour = number(11, 2), isMark(13, ":"),
            let minute = number(14, 2), isMark(16, ":"), let second = number(17, 2),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        var place = 19
        var milliseconds: Int64 = 0
        if isMark(place, ".") {
            place += 1
            var scale: Int64 = 100
            while let digit = number(place, 1) {
                milliseconds += digit * scale
                scale /= 10
                place += 1
            }
        }
        var offset: Int64 = 0
        if isMark(place, "Zz") {
            place += 1
        } else {
            guard isMark(place, "+-"), let hours = number(place + 1, 2), isMark(place + 3, ":"),
                let minutes = number(place + 4, 2)
            else { return nil }
            offset = (hours * 60 + minutes) * (isMark(place, "-") ? -60_000 : 60_000)
            place += 6
        }
        guard place == bytes.count else { return nil }
        // As days_from_civil of Howard Hinnant.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        return ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + milliseconds - offset
    }
}
