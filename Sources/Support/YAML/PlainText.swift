extension ScalarText {
    /// Whether every YAML 1.1 and 1.2 reader takes the text, unquoted in block style, for exactly this string.
    static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last else { return false }
        guard last != UInt8(ascii: " "), last != UInt8(ascii: ":"), isPlainStart(first, of: text) else {
            return false
        }
        guard !isWord(text), !looksLikeNumber(text), !looksLikeDate(text) else { return false }
        var before = UInt8(0)
        var isASCII = true
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "#") where before == UInt8(ascii: " "): return false
            case UInt8(ascii: " ") where before == UInt8(ascii: ":"): return false
            case 0..<0x20, 0x7F: return false
            case 0x80...: isASCII = false
            default: break
            }
            before = byte
        }
        return isASCII || text.unicodeScalars.allSatisfy(isPlainlyVisible)
    }

    private static func isPlainStart(_ first: UInt8, of text: String) -> Bool {
        switch first {
        case UInt8(ascii: "-"):
            // `--flag` is fine; `-`, `- a` and what could be a document marker are not.
            !text.hasPrefix("---") && text.utf8.dropFirst().first.map { $0 != UInt8(ascii: " ") } ?? false
        case UInt8(ascii: "."): !text.hasPrefix("...")
        case UInt8(ascii: " "), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"),
            UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
            UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "="):
            false
        default: true
        }
    }

    /// Words some reader takes for null, a boolean, a merge key, or a number, whatever their case.
    private static func isWord(_ text: String) -> Bool {
        guard text.utf8.count <= 5 else { return false }
        switch text.lowercased() {
        case "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", ".inf", "+.inf", "-.inf",
            ".nan":
            return true
        default: return false
        }
    }

    /// Made of nothing but what numbers are made of in YAML 1.1 (with `_`, `,` and base 60) or 1.2.
    ///
    /// A version or an address such as `1.2.3` has too many points to be one.
    private static func looksLikeNumber(_ text: String) -> Bool {
        var rest = Substring(text).utf8
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            rest.removeFirst()
        }
        guard let first = rest.first else { return true }
        guard isDigit(first) || first == UInt8(ascii: ".") || first == UInt8(ascii: "_") else { return false }
        if first == UInt8(ascii: "0"), let mark = rest.dropFirst().first {
            switch mark | 0x20 {
            case UInt8(ascii: "x"), UInt8(ascii: "o"), UInt8(ascii: "b"):
                return rest.dropFirst(2).allSatisfy { isHexadecimalDigit($0) || $0 == UInt8(ascii: "_") }
            default: break
            }
        }
        var points = 0
        var hasOthers = false
        for byte in rest {
            switch byte {
            case UInt8(ascii: "."): points += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"): break
            case UInt8(ascii: "_"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "e"),
                UInt8(ascii: "E"),
                UInt8(ascii: "+"), UInt8(ascii: "-"):
                hasOthers = true
            default: return false
            }
        }
        return hasOthers || points < 2 || !isDigit(first)
    }

    /// `2024-01-31` with or without a time after it.
    private static func looksLikeDate(_ text: String) -> Bool {
        guard let first = text.utf8.first, isDigit(first) else { return false }
        var rest = Substring(text).utf8
        for (width, separator) in [(4...4, UInt8(ascii: "-")), (1...2, UInt8(ascii: "-")), (1...2, nil)] {
            let digits = rest.prefix(while: isDigit)
            guard width.contains(digits.count) else { return false }
            rest = rest.dropFirst(digits.count)
            if let separator {
                guard rest.first == separator else { return false }
                rest.removeFirst()
            }
        }
        guard let next = rest.first else { return true }
        return next | 0x20 == UInt8(ascii: "t") || next == UInt8(ascii: " ")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
    }
}
