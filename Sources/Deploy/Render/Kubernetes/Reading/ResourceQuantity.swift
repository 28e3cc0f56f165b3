internal import Profile

/// An amount as the Kubernetes API reads it: `512Mi`, `250m`, `1.5`, `2e3`.
///
/// Unlike a profile's amounts, it takes everything an API server takes.
struct ResourceQuantity: Comparable {
    /// In bytes, cores, or pieces.
    let value: Double

    init?(_ text: String) {
        guard let end = text.lastIndex(where: { $0.isASCII && $0.isNumber || $0 == "." }) else { return nil }
        let number = text[...end]
        let suffix = String(text[text.index(after: end)...])
        let digits = number.hasPrefix("-") || number.hasPrefix("+") ? number.dropFirst() : number
        guard digits.utf8.allSatisfy({ $0.isASCIIDigit || ".eE+-".utf8.contains($0) }),
            digits.utf8.first?.isASCIIDigit == true || digits.hasPrefix("."), let amount = Double(number)
        else { return nil }
        if let divisor = Self.divisors[suffix] {
            value = amount / divisor
        } else if let factor = Self.factors[suffix] {
            value = amount * factor
        } else {
            return nil
        }
    }

    private static let divisors: [String: Double] = ["n": 1e9, "u": 1e6, "m": 1e3, "": 1]
    private static let factors: [String: Double] = [
        "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
        "Ki": 0x1p10, "Mi": 0x1p20, "Gi": 0x1p30, "Ti": 0x1p40, "Pi": 0x1p50, "Ei": 0x1p60,
    ]

    static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
