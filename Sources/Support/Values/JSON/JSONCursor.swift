internal import Diagnostics

/// A position in a JSON text that knows its line and column.
struct JSONCursor {
    private let file: SourceFile
    private let bytes: [UInt8]
    private(set) var offset = 0
    private var line = 1
    /// The place `location()` last counted up to, on the current line.
    private var counted: (offset: Int, column: Int)

    init(_ file: SourceFile) {
        self.file = file
        bytes = Array(file.text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        counted = (offset, 1)
    }

    var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    func byte(after distance: Int) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    mutating func advance(_ distance: Int = 1) { offset += distance }

    func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

    mutating func skipBlanks() {
        while let byte {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): offset += 1
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                offset += byte == UInt8(ascii: "\r") && self.byte(after: 1) == UInt8(ascii: "\n") ? 2 : 1
                line += 1
                counted = (offset, 1)
            default: return
            }
        }
    }

    /// Where the cursor stands.
    ///
    /// Counts on from the last call, so that all calls together look at every byte once.
    mutating func location() -> SourceLocation {
        while counted.offset < offset {
            if bytes[counted.offset] & 0xC0 != 0x80 { counted.column += 1 }
            counted.offset += 1
        }
        return SourceLocation(file: file, line: line, column: counted.column)
    }

    /// Steps over the word when it stands here as a whole.
    mutating func skip(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard offset + count <= bytes.count else { return false }
        for index in 0..<count where bytes[offset + index] != word.utf8Start[index] { return false }
        if let next = byte(after: count), Self.isWordByte(next) { return false }
        offset += count
        return true
    }

    static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    static func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte >= 0x80
            || byte == UInt8(ascii: "_")
    }
}

// MARK: Numbers

extension JSONCursor {
    mutating func number() throws(Diagnostic) -> Number {
        let location = location()
        let start = offset
        while let byte,
            Self.isWordByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "+")
        {
            offset += 1
        }
        let text = text(from: start)
        if let number = Number(json: text) { return number }
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
        let hint =
            if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
                "write it in decimal: JSON has no hexadecimal numbers"
            } else if digits.utf8.first == UInt8(ascii: "0"),
                digits.utf8.dropFirst().first.map(Self.isDigit) == true
            {
                "remove the leading zeros"
            } else if digits.utf8.last == UInt8(ascii: ".") {
                "digits must follow the point"
            } else if digits.hasPrefix("Infinity") || digits.isEmpty {
                "JSON numbers are finite and start with a digit after the optional minus"
            } else {
                "if it is meant as text, put it in double quotes"
            }
        let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
        throw .error("`\(shown)` is not a JSON number", at: location, hint: hint)
    }
}

// MARK: Strings

extension JSONCursor {
    /// Reads the string whose opening quote is under the cursor.
    mutating func string() throws(Diagnostic) -> String {
        let opening = location()
        offset += 1
        var result = ""
        var start = offset
        while true {
            guard let byte else { throw unclosed(from: opening) }
            switch byte {
            case UInt8(ascii: "\""):
                result += text(from: start)
                offset += 1
                return result
            case UInt8(ascii: "\\"):
                result += text(from: start)
                result.unicodeScalars.append(try escape(from: opening))
                start = offset
            case 0..<0x20: throw forbidden(byte, from: opening)
            default: offset += 1
            }
        }
    }

    private mutating func escape(from opening: SourceLocation) throws(Diagnostic) -> Unicode.Scalar {
        let location = location()
        guard let letter = byte(after: 1) else { throw unclosed(from: opening) }
        offset += 2
        switch letter {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default:
            offset -= 2
            let shown = letter > 0x20 && letter < 0x7F ? "`\\\(Unicode.Scalar(letter))`" : "a backslash here"
            throw .error("\(shown) is not a JSON escape", at: location, hint: "write `\\\\` for a backslash")
        }
        let first = try hexadecimal(at: location)
        guard 0xD800...0xDFFF ~= first else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        if first < 0xDC00, byte == UInt8(ascii: "\\"), byte(after: 1) == UInt8(ascii: "u") {
            offset += 2
            let second = try hexadecimal(at: location)
            if 0xDC00...0xDFFF ~= second {
                return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
            }
        }
        throw .error(
            "`\\u\(String(first, radix: 16, uppercase: true))` is half of a surrogate pair",
            at: location,
            hint: "a character beyond U+FFFF needs both halves, such as `\\uD83D\\uDE00`"
        )
    }

    private mutating func hexadecimal(at location: SourceLocation) throws(Diagnostic) -> UInt32 {
        guard offset + 4 <= bytes.count,
            bytes[offset..<offset + 4].allSatisfy({ $0 < 0x80 && Self.isWordByte($0) }),
            let value = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
        else { throw .error("`\\u` needs four hexadecimal digits", at: location) }
        offset += 4
        return value
    }

    private mutating func unclosed(from opening: SourceLocation) -> Diagnostic {
        .error(
            "the text ends inside a string",
            at: location(),
            notes: [.init("the string starts here", at: opening)],
            hint: "close it with `\"`"
        )
    }

    private mutating func forbidden(_ byte: UInt8, from opening: SourceLocation) -> Diagnostic {
        let start = [Diagnostic.Note("the string starts here", at: opening)]
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            return .error(
                "the line ends inside a string",
                at: location(),
                notes: start,
                hint: "close the string with `\"`, or write `\\n` for a line break"
            )
        case UInt8(ascii: "\t"):
            return .error("a tab inside a string", at: location(), notes: start, hint: "write it as `\\t`")
        default:
            let digits = String(byte, radix: 16, uppercase: true)
            let code = String(repeating: "0", count: 4 - digits.count) + digits
            return .error(
                "the control character U+\(code) is not allowed in a string",
                at: location(),
                notes: start,
                hint: "write it as `\\u\(code)`"
            )
        }
    }
}

// MARK: What is wrong

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
