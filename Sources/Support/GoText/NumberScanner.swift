/// Reads one number off bytes: by the quick way when its digits are few, else by the library's.
struct NumberScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    let syntax: GoText.NumberSyntax
    private var position = 0
    private var hasUnderscores = false

    init(bytes: UnsafeBufferPointer<UInt8>, syntax: GoText.NumberSyntax) {
        self.bytes = bytes
        self.syntax = syntax
    }

    mutating func number() -> Double? {
        let isNegative = peek() == UInt8(ascii: "-")
        let isSigned = isNegative || peek() == UInt8(ascii: "+")
        if isSigned { position += 1 }
        let start = position
        if let special = special(isSigned: isSigned) { return isNegative ? -special : special }
        let isHexadecimal =
            syntax == .go && bytes.count > position + 2 && bytes[position] == UInt8(ascii: "0")
            && bytes[position + 1] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { position += 2 }
        guard let value = isHexadecimal ? hexadecimal(from: start) : decimal(from: start) else { return nil }
        guard position == bytes.count, value.isFinite else { return nil }
        if hasUnderscores, !GoText.hasValidUnderscores(bytes[start...]) { return nil }
        return isNegative ? -value : value
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private func special(isSigned: Bool) -> Double? {
        guard let first = peek(), first > UInt8(ascii: "9") else { return nil }
        func rest(is word: StaticString) -> Bool {
            let rest = bytes[position...]
            return rest.count == word.utf8CodeUnitCount
                && zip(rest, UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
                    .allSatisfy { $0 | 0x20 == $1 }
        }
        if rest(is: "inf") || rest(is: "infinity") { return .infinity }
        // Go has one NaN, and it is not the one that hardware makes.
        return !isSigned && rest(is: "nan") ? Double(bitPattern: 0x7FF8_0000_0000_0001) : nil
    }

    /// The powers of ten that this type holds exactly.
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18,
        1e19, 1e20, 1e21, 1e22,
    ]

    private mutating func decimal(from start: Int) -> Double? {
        var mantissa: UInt64 = 0
        var significant = 0
        var fraction = 0
        var sawDigit = false
        var sawPoint = false
        while let byte = peek() {
            let digit = byte &- UInt8(ascii: "0")
            if digit < 10 {
                sawDigit = true
                if significant > 0 || digit > 0 { significant += 1 }
                if significant <= 19 { mantissa = mantissa &* 10 &+ UInt64(digit) }
                if sawPoint { fraction += 1 }
            } else if byte == UInt8(ascii: "."), !sawPoint {
                sawPoint = true
            } else if byte == UInt8(ascii: "_"), syntax == .go {
                hasUnderscores = true
            } else {
                break
            }
            position += 1
        }
        guard sawDigit else { return nil }
        var exponent = 0
        if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            guard let written = writtenExponent() else { return nil }
            exponent = written
        }
        let scale = exponent - fraction
        // Both factors are exact, so one rounding is the right one.
        if significant <= 19, mantissa <= 1 << 53, Self.powers.indices.contains(abs(scale)) {
            let power = Self.powers[abs(scale)]
            return scale < 0 ? Double(mantissa) / power : Double(mantissa) * power
        }
        guard position == bytes.count else { return nil }
        return library(bytes[start..<position])
    }

    private mutating func hexadecimal(from start: Int) -> Double? {
        var sawDigit = false
        var sawPoint = false
        while let byte = peek() {
            if (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte
                || (UInt8(ascii: "a")...UInt8(ascii: "f")) ~= byte | 0x20
            {
                sawDigit = true
            } else if byte == UInt8(ascii: "."), !sawPoint {
                sawPoint = true
            } else if byte == UInt8(ascii: "_") {
                hasUnderscores = true
            } else {
                break
            }
            position += 1
        }
        guard sawDigit, let byte = peek(), byte | 0x20 == UInt8(ascii: "p") else { return nil }
        position += 1
        guard writtenExponent() != nil, position == bytes.count else { return nil }
        return library(bytes[start..<position])
    }

    /// The exponent after its letter, kept within what can matter.
    private mutating func writtenExponent() -> Int? {
        let isNegative = peek() == UInt8(ascii: "-")
        if isNegative || peek() == UInt8(ascii: "+") { position += 1 }
        var value: Int?
        while let byte = peek() {
            let digit = byte &- UInt8(ascii: "0")
            if digit < 10 {
                value = min((value ?? 0) * 10 + Int(digit), 100_000)
            } else if byte == UInt8(ascii: "_"), syntax == .go, value != nil {
                hasUnderscores = true
            } else {
                break
            }
            position += 1
        }
        return value.map { isNegative ? -$0 : $0 }
    }

    private func library(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
        guard hasUnderscores else { return Double(String(decoding: digits, as: UTF8.self)) }
        return Double(String(decoding: digits.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self))
    }
}
