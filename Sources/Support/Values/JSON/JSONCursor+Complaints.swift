internal import Diagnostics

extension JSONCursor {
    /// The complaint about a comment, when one starts here.
    mutating func comment() -> Diagnostic? {
        let isComment =
            byte == UInt8(ascii: "#")
            || byte == UInt8(ascii: "/")
                && (byte(after: 1) == UInt8(ascii: "/") || byte(after: 1) == UInt8(ascii: "*"))
        guard isComment else { return nil }
        return .error("JSON has no comments", at: location(), hint: "remove it, or use YAML")
    }

    mutating func noKey() -> Diagnostic {
        if let comment = comment() { return comment }
        switch byte {
        case UInt8(ascii: "'"):
            return .error("a key stands in double quotes, not single ones", at: location())
        case .some(let byte) where Self.isWordByte(byte):
            let word = word()
            return .error("the key `\(word)` needs double quotes", at: location(), hint: "write \(word.json)")
        default: return .error("expected a key in double quotes", at: location())
        }
    }

    mutating func noValue() -> Diagnostic {
        if let comment = comment() { return comment }
        switch byte {
        case UInt8(ascii: "'"):
            return .error("a string stands in double quotes, not single ones", at: location())
        case .some(let byte) where Self.isWordByte(byte):
            let word = word()
            let suggestion =
                switch word.lowercased() {
                case "true", "yes", "on": "write `true`"
                case "false", "no", "off": "write `false`"
                case "null", "none", "nil", "undefined": "write `null`"
                case "nan", "infinity", "inf": "JSON numbers are finite"
                default: "if it is meant as text, put it in double quotes"
                }
            return .error("`\(word)` is not a JSON value", at: location(), hint: suggestion)
        case UInt8(ascii: "+"), UInt8(ascii: "."):
            return .error("a JSON number starts with a digit or a minus", at: location())
        default: return .error("expected a value", at: location())
        }
    }

    private func word() -> String {
        let rest = bytes[offset...].prefix(40).prefix { Self.isWordByte($0) || $0 == UInt8(ascii: "-") }
        return String(decoding: rest, as: UTF8.self)
    }
}
