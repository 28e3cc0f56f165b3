internal import GoText

extension Lexer {
    /// `12`, `1_000`, `.5e-3`, `0x1F`, or a span of time: `1h30m`.
    mutating func numberOrDuration(from start: Int) -> Token {
        if scanNumber() {
            noteDuration()
            return Token(kind: .number, range: TextRange(start, position))
        }
        if scanRestOfDuration() {
            noteDuration()
            return Token(kind: .duration, range: TextRange(start, position))
        }
        let written = GoText.quoted(text(start..<position))
        return fail(
            "bad number or duration syntax: \(written)",
            from: start,
            hint: Hints.duration(text(start..<bytes.count))
        )
    }

    /// Takes the byte when it is one of those.
    private mutating func accept(_ condition: (UInt8) -> Bool) -> Bool {
        guard let byte = peek(), condition(byte) else { return false }
        advance()
        return true
    }

    private mutating func accept(_ byte: UInt8) -> Bool { accept { $0 == byte } }

    /// Takes digits, a point, an exponent and underscores between digits; false when no number ends there.
    private mutating func scanNumber() -> Bool {
        if peek() == UInt8(ascii: "0"), let letter = peek(1), letter | 0x20 == UInt8(ascii: "x") {
            advance(by: 2)
            while accept({ $0.isHexadecimal || $0 == UInt8(ascii: "_") }) {}
            return peek()?.isAlphanumeric != true && peek() != UInt8(ascii: ".")
        }
        var hasPoint = false
        var hasExponent = false
        while let byte = peek() {
            if byte.isDigit {
                advance()
            } else if byte == UInt8(ascii: ".") {
                advance()
                if hasPoint || accept({ $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }) { return false }
                hasPoint = true
            } else if byte | 0x20 == UInt8(ascii: "e") {
                advance()
                if hasExponent { return false }
                hasExponent = true
                _ = accept { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
                if accept(\.cannotFollowMark) || peek() == nil { return false }
            } else if byte == UInt8(ascii: "_") {
                advance()
                if accept(\.cannotFollowMark) || peek() == nil { return false }
            } else {
                break
            }
        }
        return peek()?.isAlphanumeric != true
    }

    /// Takes the unit after the first digits, and what follows it.
    private mutating func scanRestOfDuration() -> Bool {
        guard accept({ Self.units.contains($0) || $0 == UInt8(ascii: "y") }) else { return false }
        _ = accept(UInt8(ascii: "s"))
        while accept(\.isDigit) {
            while accept(\.isDigit) {}
            guard accept({ Self.units.contains($0) }) else { return false }
            _ = accept(UInt8(ascii: "s"))
        }
        // The character that spoils it is shown in the message.
        return !accept(\.isAlphanumeric)
    }

    private static let units = Array("smhdw".utf8)
}

extension UInt8 {
    fileprivate var isHexadecimal: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")) ~= self | 0x20 }

    /// After an exponent's letter and after an underscore stands a digit.
    fileprivate var cannotFollowMark: Bool {
        self == UInt8(ascii: ".") || self == UInt8(ascii: "_") || self | 0x20 == UInt8(ascii: "e")
    }
}
