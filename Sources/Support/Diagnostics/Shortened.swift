/// The beginning of a text that is too long to be quoted in a message, with `…` after it.
package func shortened(_ text: some StringProtocol, to limit: Int = 60) -> String {
    let beginning = text.unicodeScalars.prefix(limit)
    guard beginning.endIndex < text.unicodeScalars.endIndex else { return String(text) }
    return String(String.UnicodeScalarView(beginning)) + "…"
}
