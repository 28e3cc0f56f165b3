internal import Diagnostics

/// What makes the text unfit for YAML before its structure is looked at: its size, or a character it must not hold.
func unreadableText(in file: SourceFile, maximumBytes: Int) -> Diagnostic? {
    var text = file.text
    guard text.utf8.count <= maximumBytes else {
        return .error(
            "the file has \(text.utf8.count) bytes; the limit is \(maximumBytes)",
            at: SourceLocation(file: file, line: 1, column: 1)
        )
    }
    guard let offset = text.withUTF8({ firstForbiddenOffset(in: $0) }) else {
        return manyTagDirectives(in: file)
    }
    let before = text.utf8.prefix(offset)
    let location = SourceLocation(file: file, endOf: Substring(before))
    guard let scalar = Substring(text.utf8.dropFirst(offset)).unicodeScalars.first else { return nil }
    let number = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
    switch scalar.value {
    case 0x85, 0x2028, 0x2029:
        // YAML 1.1 breaks the line at these, YAML 1.2 does not.
        let escape = scalar.value == 0x85 ? "\\x85" : "\\u\(number)"
        return .error(
            "the line separator \(code) means different things to different YAML readers",
            at: location,
            hint: "write it as \"\(escape)\" in double quotes"
        )
    case 0:
        return .error("the file holds a NUL character, so it is not text", at: location)
    default:
        return .error(
            "the control character \(code) is not allowed",
            at: location,
            hint: "write it as an escape in double quotes, such as \"\\x1B\""
        )
    }
}

/// libyaml compares every %TAG directive with all before it, so a file of nothing else would take minutes.
private func manyTagDirectives(in file: SourceFile) -> Diagnostic? {
    let limit = 64
    guard file.text.holds("%TAG") else { return nil }
    let text = file.text.utf8
    var count = 0
    var isLineStart = true
    for index in text.indices {
        let byte = text[index]
        if isLineStart, byte == UInt8(ascii: "%"), text[index...].starts(with: "%TAG".utf8) {
            count += 1
            guard count <= limit else {
                return .error(
                    "more than \(limit) %TAG directives",
                    at: SourceLocation(file: file, endOf: Substring(text[..<index])),
                    hint: "only the tags of the core schema can be used, and they need no directive"
                )
            }
        }
        isLineStart = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
    return nil
}

private func firstForbiddenOffset(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < bytes.count {
        switch bytes[index] {
        case 0x20...0x7E, 0x09, 0x0A, 0x0D: break
        case 0...0x1F, 0x7F: return index
        case 0xC2 where bytes[index + 1] < 0xA0: return index
        case 0xE2 where bytes[index + 1] == 0x80 && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9):
            return index
        case 0xEF where bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE: return index
        default: break
        }
        index += 1
    }
    return nil
}
