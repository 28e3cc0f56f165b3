/// Dates and times as RFC 3339 writes them, with or without an offset (TOML 1.0.0, "Offset Date-Time" to "Local Time").
enum TOMLDate {
    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if bytes.count > 2, bytes[2] == UInt8(ascii: ":") { return isTime(bytes[...], mayHaveOffset: false) }
        guard bytes.count >= 10, isDate(bytes[..<10]) else { return false }
        if bytes.count == 10 { return true }
        guard bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " ") else { return false }
        return isTime(bytes[11...], mayHaveOffset: true)
    }

    static func isDate(_ text: String) -> Bool { isDate(Array(text.utf8)[...]) }

    private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let year = number(parts[0]), let month = number(parts[1]),
            let day = number(parts[2]), 1...12 ~= month
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return 1...[31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ~= day
    }

    private static func isTime(_ bytes: ArraySlice<UInt8>, mayHaveOffset: Bool) -> Bool {
        let clock = bytes.prefix(8)
        let parts = clock.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2, 2], let hour = number(parts[0]), let minute = number(parts[1]),
            let second = number(parts[2]), hour < 24, minute < 60, second <= 60
        else { return false }
        var rest = bytes.dropFirst(8)
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: TOMLReader.isDigit)
            guard !digits.isEmpty else { return false }
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let mark = rest.first else { return true }
        guard mayHaveOffset else { return false }
        if mark | 0x20 == UInt8(ascii: "z") { return rest.count == 1 }
        guard mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-") else { return false }
        let offset = rest.dropFirst().split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard offset.map(\.count) == [2, 2], let hours = number(offset[0]), let minutes = number(offset[1])
        else { return false }
        return hours < 24 && minutes < 60
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.allSatisfy(TOMLReader.isDigit) ? Int(String(decoding: digits, as: UTF8.self)) : nil
    }
}
