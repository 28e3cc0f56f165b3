internal import Diagnostics

extension JSONCursor {
    mutating func number() throws(Diagnostic) -> Number {
        let location = location()
        let start = offset
        while let byte,
            Self.isWordByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "+")
        {
            advance()
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
        throw .error("`\(shortened(text))` is not a JSON number", at: location, hint: hint)
    }
}
