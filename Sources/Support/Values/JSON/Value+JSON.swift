extension Value {
    /// The value as JSON (RFC 8259), without a line break at its end.
    ///
    /// Numbers keep their text. Infinite numbers and NaN, which JSON has not, become `null`.
    package func json(_ style: JSONStyle = .pretty) -> String {
        var printer = JSONPrinter(style: style)
        printer.write(self, depth: 0)
        return String(decoding: printer.bytes, as: UTF8.self)
    }
}

extension String {
    /// The text as a JSON string, quotes included.
    ///
    /// Control characters, DEL, and the line separators U+2028 and U+2029 are escaped.
    package var json: String {
        var printer = JSONPrinter(style: .compact)
        printer.write(self)
        return String(decoding: printer.bytes, as: UTF8.self)
    }
}

private struct JSONPrinter {
    let style: JSONStyle

    /// What is written so far, in UTF-8: bytes are appended much faster than characters.
    private(set) var bytes: [UInt8] = []

    init(style: JSONStyle) { self.style = style }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ value: Value, depth: Int) {
        switch value.content {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .number(let number): append(number.isFinite ? number.text : "null")
        case .string(let string): write(string)
        case .array(let values):
            writeList(values, "[", "]", depth: depth) { printer, value in
                printer.write(value, depth: depth + 1)
            }
        case .object(let object):
            let members = style.sortsKeys ? object.membersByKey : object.members
            writeList(members, "{", "}", depth: depth) { printer, member in
                printer.write(member.key)
                printer.append(printer.style.indentation == nil ? ":" : ": ")
                printer.write(member.value, depth: depth + 1)
            }
        }
    }

    private mutating func writeList<Item>(
        _ items: [Item],
        _ opening: String,
        _ closing: String,
        depth: Int,
        each: (inout JSONPrinter, Item) -> Void
    ) {
        append(opening)
        for (position, item) in items.enumerated() {
            if position > 0 { append(",") }
            breakLine(depth: depth + 1)
            each(&self, item)
        }
        if !items.isEmpty { breakLine(depth: depth) }
        append(closing)
    }

    private mutating func breakLine(depth: Int) {
        guard let width = style.indentation else { return }
        append("\n")
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width * depth))
    }

    mutating func write(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        // What needs no escape is copied in runs: most texts are one.
        var string = string
        string.withUTF8 { text in
            var start = 0
            while start < text.count {
                let end = text[start...].firstIndex(where: Self.mayNeedEscape) ?? text.count
                bytes.append(contentsOf: text[start..<end])
                start = end
                guard end < text.count else { break }
                let rest = text[end...]
                let length = rest[end] == 0xE2 ? 3 : 1
                write(String(decoding: rest.prefix(length), as: UTF8.self).unicodeScalars.first ?? " ")
                start += length
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The bytes that are escaped, and the first byte of U+2028 and U+2029 (and of scalars that are not).
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xE2
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": append("\\\"")
        case "\\": append("\\\\")
        case "\n": append("\\n")
        case "\r": append("\\r")
        case "\t": append("\\t")
        case "\u{8}": append("\\b")
        case "\u{C}": append("\\f")
        case "\0"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
            let digits = String(scalar.value, radix: 16)
            append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        default: append(String(scalar))
        }
    }
}
