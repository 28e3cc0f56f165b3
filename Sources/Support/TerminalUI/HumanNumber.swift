internal import GoText

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A number with three digits and a prefix of the SI: `1.23M`, `45.6k`, `7.89m`.
///
/// For people who look at a screen; data is never rounded.
package func humanized(_ value: Double) -> String { humanized(value, apart: 0) }

/// A number with as many digits as it takes to tell it from others that far away.
func humanized(_ value: Double, apart distance: Double) -> String {
    guard value.isFinite, value != 0 else { return GoText.number(value == 0 ? 0 : value) }
    let prefixes = ["n", "µ", "m", "", "k", "M", "G", "T", "P", "E"]
    let group = Int((log10(value.magnitude) / 3).rounded(.down))
    guard -3...6 ~= group else { return GoText.general(value, precision: 3) }
    let unit = pow(10, Double(group * 3))
    // Of 1.23 two digits stand after the point, of 123 none.
    let whole = Int(log10(value.magnitude / unit).rounded(.down)) + 1
    var digits = max(0, 3 - whole)
    // As many as it takes, within what such a number has.
    if distance > 0 { digits = max(digits, Int(min(max(-log10(distance / unit), 0), 12).rounded(.up))) }
    let text = GoText.fixed(value / unit, digits: digits)
    // 999.9 must not become 1000k.
    if text == "1000" || text == "-1000", group < 6 {
        return humanized(value < 0 ? -unit * 1000 : unit * 1000, apart: distance)
    }
    return trimmed(text) + prefixes[group + 3]
}

/// Without zeros at the end of a fraction.
private func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
}
