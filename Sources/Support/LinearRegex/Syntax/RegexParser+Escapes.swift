/// Backslashes outside of brackets, and those that mean the same inside.
extension RegexParser {
    mutating func parseEscape() throws(RegexError) -> [RegexNode] {
        switch cursor.scalar(after: 1) {
        case "A": return assertion(.textStart)
        case "z": return assertion(.textEnd)
        case "b": return assertion(.wordBoundary)
        case "B": return assertion(.noWordBoundary)
        case "C": throw RegexError(code: "invalid escape sequence", part: #"\C"#)
        case "Q":
            cursor.advance(2)
            return parseQuotation()
        default: break
        }
        if let set = try parseNamedSet() { return [.scalars(set)] }
        let scalar = try parseEscapedScalar()
        guard let scalar = Unicode.Scalar(scalar) else {
            // A surrogate: no text has one.
            return [.scalars(ScalarSet())]
        }
        return [literal(scalar)]
    }

    private mutating func assertion(_ assertion: RegexNode.Assertion) -> [RegexNode] {
        cursor.advance(2)
        return [.assertion(assertion)]
    }

    /// Everything up to `\E` or the end means itself.
    private mutating func parseQuotation() -> [RegexNode] {
        var nodes: [RegexNode] = []
        while let scalar = cursor.scalar, !cursor.has("\\E") {
            cursor.advance()
            nodes.append(literal(scalar))
        }
        cursor.advance(2)
        return nodes
    }

    /// `\d`, `\pL` and their like; `nil`, and nothing read, when something else stands here.
    mutating func parseNamedSet() throws(RegexError) -> ScalarSet? {
        guard cursor.scalar == "\\", let letter = cursor.scalar(after: 1) else { return nil }
        let set: ScalarSet
        switch letter {
        case "d", "D": set = AsciiClasses.digit
        case "s", "S": set = AsciiClasses.perlSpace
        case "w", "W": set = AsciiClasses.word
        case "p", "P": return try parseUnicodeClass()
        default: return nil
        }
        cursor.advance(2)
        let folded = flags.foldsCase ? CaseFolding.folded(set) : set
        return letter.properties.isUppercase ? folded.inverted : folded
    }

    /// `\pN`, `\p{Greek}`, `\P{^Greek}`.
    private mutating func parseUnicodeClass() throws(RegexError) -> ScalarSet {
        let start = cursor.position
        var isNegative = cursor.scalar(after: 1) == "P"
        cursor.advance(2)
        guard let first = cursor.scalar else {
            throw RegexError(code: "invalid character class range", part: cursor.text(from: start))
        }
        cursor.advance()
        var name = String(first)
        if first == "{" {
            let nameStart = cursor.position
            guard cursor.advance(to: "}") else {
                throw RegexError(code: "invalid character class range", part: cursor.text(from: start))
            }
            name = cursor.text(from: nameStart)
            cursor.advance()
        }
        if name.hasPrefix("^") {
            isNegative.toggle()
            name.removeFirst()
        }
        guard let set = UnicodeClasses.members(of: name) else {
            throw RegexError(code: "invalid character class range", part: cursor.text(from: start))
        }
        let folded = flags.foldsCase ? CaseFolding.folded(set) : set
        return isNegative ? folded.inverted : folded
    }

    /// One scalar after a backslash, as a number because `\x{D800}` may be written.
    mutating func parseEscapedScalar() throws(RegexError) -> UInt32 {
        let start = cursor.position
        cursor.advance()
        guard let letter = cursor.scalar else {
            throw RegexError(code: "trailing backslash at end of expression", part: "")
        }
        cursor.advance()
        switch letter {
        case "0"..."7":
            // One digit other than 0 would be a reference to a group.
            guard letter == "0" || cursor.scalar.map({ "0"..."7" ~= $0 }) == true else { break }
            var value = letter.value - 0x30
            for _ in 0..<2 {
                guard let digit = cursor.scalar, "0"..."7" ~= digit else { break }
                value = value * 8 + digit.value - 0x30
                cursor.advance()
            }
            return value
        case "x":
            if let value = parseHexadecimal() { return value }
        case "a": return 0x7
        case "f": return 0xC
        case "n": return 0xA
        case "r": return 0xD
        case "t": return 0x9
        case "v": return 0xB
        default:
            if letter.isASCII, !AsciiClasses.letterOrDigit.contains(letter.value) { return letter.value }
        }
        throw RegexError(code: "invalid escape sequence", part: cursor.text(from: start))
    }

    /// `4B` or `{1F600}`; `nil` when it is neither, with what was looked at read.
    private mutating func parseHexadecimal() -> UInt32? {
        func digit(_ scalar: Unicode.Scalar) -> UInt32? {
            scalar.isASCII ? Character(scalar).hexDigitValue.map(UInt32.init) : nil
        }
        guard let first = cursor.scalar else { return nil }
        cursor.advance()
        guard first == "{" else {
            guard let second = cursor.scalar else { return nil }
            cursor.advance()
            guard let high = digit(first), let low = digit(second) else { return nil }
            return high * 16 + low
        }
        var value: UInt32 = 0
        var count = 0
        while let scalar = cursor.scalar {
            cursor.advance()
            if scalar == "}" { return count > 0 ? value : nil }
            guard let digit = digit(scalar) else { return nil }
            value = value * 16 + digit
            guard value <= ScalarSet.last else { return nil }
            count += 1
        }
        return nil
    }
}
