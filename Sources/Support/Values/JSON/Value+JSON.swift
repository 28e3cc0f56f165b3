extension Value {
    /// The value as JSON (RFC 8259), without a line break at its end.
    ///
    /// Numbers keep their text. Infinite numbers and NaN, which JSON has not, become `null`.
    package func json(_ style: JSONStyle = .pretty) -> String {
        var printer = JSONPrinter(style: style)
        printer.write(self, depth: 0)
        return printer.text
    }
}

extension String {
    /// The text as a JSON string, quotes included.
    ///
    /// Control characters, DEL, and the line separators U+2028 and U+2029 are escaped.
    package var json: String {
        var printer = JSONPrinter(style: .compact)
        printer.write(self)
        return printer.text
    }
}

private struct JSONPrinter {
    let style: JSONStyle
    var text = ""

    mutating func write(_ value: Value, depth: Int) {
        switch value.content {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let number): text += number.isFinite ? number.text : "null"
        case .string(let string): write(string)
        case .array(let values):
            writeList(values, "[", "]", depth: depth) { printer, value in
                printer.write(value, depth: depth + 1)
            }
        case .object(let object):
            let members = (style.sortsKeys ? object.sortedByKey() : object).members
            writeList(members, "{", "}", depth: depth) { printer, member in
                printer.write(member.key)
                printer.text += printer.style.indentation == nil ? ":" : ": "
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
        text += opening
        for (position, item) in items.enumerated() {
            if position > 0 { text += "," }
            breakLine(depth: depth + 1)
            each(&self, item)
        }
        if !items.isEmpty { breakLine(depth: depth) }
        text += closing
    }

    private mutating func breakLine(depth: Int) {
        guard let width = style.indentation else { return }
        text += "\n" + String(repeating: " ", count: width * depth)
    }

    mutating func write(_ string: String) {
        text += "\""
        // What needs no escape is copied in runs: most texts are one.
        var rest = Substring(string)
        while let place = rest.utf8.firstIndex(where: Self.mayNeedEscape) {
            text += rest[..<place]
            write(rest.unicodeScalars[place])
            rest = rest[rest.unicodeScalars.index(after: place)...]
        }
        text += rest
        text += "\""
    }

    /// The bytes that are escaped, and the first byte of U+2028 and U+2029 (and of scalars that are not).
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xE2
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case "\u{8}": text += "\\b"
        case "\u{C}": text += "\\f"
        case "\0"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
    }
}
