/// The text with control and bidirectional-override characters spelled out, line breaks included.
///
/// What a file or a server sent can then never move the cursor, change a colour, or hide a part of itself.
package func visible(_ text: some StringProtocol) -> String {
    guard text.unicodeScalars.contains(where: \.isInvisibleControl) else { return String(text) }
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case _ where scalar.isInvisibleControl:
            result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

extension Unicode.Scalar {
    fileprivate var isInvisibleControl: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
