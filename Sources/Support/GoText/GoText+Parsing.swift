/// Numbers as `strconv.ParseFloat` and `strconv.ParseInt` read them.
extension GoText {
    /// What a number may look like.
    package enum NumberSyntax: Sendable {
        /// All of `strconv.ParseFloat`: also hexadecimal with a binary exponent, and underscores between digits.
        case go
        /// The number of a scraped sample: neither hexadecimal nor underscores.
        case exposition
    }

    /// The nearest number of this type; `nil` when the text is none or is too large.
    ///
    /// `Inf`, `Infinity` and `NaN` go in any case, the first two with a sign.
    package static func parseNumber(_ text: String, syntax: NumberSyntax = .go) -> Double? {
        var text = text
        return text.withUTF8 { parseNumber($0, syntax: syntax) }
    }

    /// As above, of bytes that need not be terminated.
    package static func parseNumber(
        _ utf8: UnsafeBufferPointer<UInt8>,
        syntax: NumberSyntax = .go
    ) -> Double? {
        var scanner = NumberScanner(bytes: utf8, syntax: syntax)
        return scanner.number()
    }

    /// A whole number with the base its prefix tells: `0x`, `0b`, `0o` or `0` for octal, as `ParseInt(text, 0, 64)`.
    package static func parseInteger(_ text: String) -> Int64? {
        var rest = Substring(text).utf8
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        guard !rest.contains(UInt8(ascii: "_")) || hasValidUnderscores(rest) else { return nil }
        var radix = 10
        if rest.first == UInt8(ascii: "0"), rest.count > 1 {
            rest.removeFirst()
            switch rest.first.map({ $0 | 0x20 }) {
            case UInt8(ascii: "x"): radix = 16
            case UInt8(ascii: "b"): radix = 2
            case UInt8(ascii: "o"): radix = 8
            case .some, .none:
                radix = 8
                rest = Substring("0" + Substring(rest)).utf8
            }
            if radix != 8 || rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "o") { rest.removeFirst() }
        }
        let digits = rest.filter { $0 != UInt8(ascii: "_") }
        guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else {
            return nil
        }
        return Int64((isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self), radix: radix)
    }

    /// Whether every underscore has a digit or the prefix of a base before it, and a digit after it.
    static func hasValidUnderscores(_ unsigned: some BidirectionalCollection<UInt8>) -> Bool {
        var rest = unsigned[...]
        var isHexadecimal = false
        // A prefix counts as a digit.
        var followsDigit = false
        var followsUnderscore = false
        if rest.first == UInt8(ascii: "0"), let letter = rest.dropFirst().first.map({ $0 | 0x20 }),
            [UInt8(ascii: "x"), UInt8(ascii: "b"), UInt8(ascii: "o")].contains(letter)
        {
            isHexadecimal = letter == UInt8(ascii: "x")
            followsDigit = true
            rest = rest.dropFirst(2)
        }
        for byte in rest {
            let isLetter = isHexadecimal && (UInt8(ascii: "a")...UInt8(ascii: "f")) ~= byte | 0x20
            if (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte || isLetter {
                (followsDigit, followsUnderscore) = (true, false)
            } else if byte == UInt8(ascii: "_") {
                guard followsDigit else { return false }
                (followsDigit, followsUnderscore) = (false, true)
            } else {
                if followsUnderscore { return false }
                (followsDigit, followsUnderscore) = (false, false)
            }
        }
        return !followsUnderscore
    }
}
