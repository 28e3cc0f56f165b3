internal import GoText

extension QueryReader {
    /// A number, or a span of time as its seconds.
    mutating func number(_ token: Token) throws(ParseError) -> NumberLiteral {
        let text = text(of: token)
        guard token.kind == .duration else { return NumberLiteral(number(text, at: token.range)) }
        do throws(PromDuration.ParseError) {
            let duration = try PromDuration(parsing: text)
            return NumberLiteral(Double(duration.milliseconds) / 1000, isDuration: true)
        } catch {
            throw ParseError(error.message(for: text), at: token.range, hint: Hints.duration(text))
        }
    }

    private mutating func number(_ text: String, at range: TextRange) -> Double {
        if let whole = GoText.parseInteger(text) { return Double(whole) }
        if let number = GoText.parseNumber(text) { return number }
        let isTooLarge = text.utf8.allSatisfy { $0.isDigit || ".+-eE_".utf8.contains($0) }
        let reason = isTooLarge ? "value out of range" : "invalid syntax"
        let message = "error parsing number: strconv.ParseFloat: parsing \(GoText.quoted(text)): \(reason)"
        errors.append(ParseError(message, at: range))
        return 0
    }

    /// What stands between the marks of a string; the lexer has seen that its escapes are right.
    mutating func unquoted(_ token: Token) -> String {
        let text = text(of: token)
        if let unquoted = GoText.unquoted(text) { return unquoted }
        let message = "error unquoting string \(GoText.quoted(text)): invalid syntax"
        errors.append(ParseError(message, at: token.range))
        return ""
    }
}

/// In double quotation marks: `%q`.
func quotedWhole(_ text: String) -> String { GoText.quoted(text) }

/// The first ten characters in quotation marks: `%.10q...`.
func quotedHead(_ text: String) -> String {
    text.utf8.count > 10 ? GoText.quoted(String(text.unicodeScalars.prefix(10))) + "..." : GoText.quoted(text)
}
