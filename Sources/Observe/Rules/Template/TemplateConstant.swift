internal import GoText

/// What a number in a template means: a whole number unless it is written with a point or an exponent.
struct TemplateConstant {
    let value: TemplateValue

    /// `nil` when the text is no number of Go, or a whole one that does not fit.
    init?(_ text: String) {
        let isHexadecimal = text.utf8.contains { $0 | 0x20 == UInt8(ascii: "x") }
        let marks: Set<UInt8> = isHexadecimal ? Set(".pP".utf8) : Set(".eEpP".utf8)
        if text.utf8.contains(where: marks.contains) {
            guard let number = GoText.parseNumber(text) else { return nil }
            value = .float(number)
        } else {
            guard let number = GoText.parseInteger(text) else { return nil }
            value = .int(number)
        }
    }

    /// A character between apostrophes is its number.
    init?(character text: String) {
        guard let scalars = GoText.unquoted(text)?.unicodeScalars, let scalar = scalars.first,
            scalars.count == 1
        else { return nil }
        value = .int(Int64(scalar.value))
    }
}
