internal import Diagnostics
internal import Profile

/// Tells a secret that stands in a manifest where a reference should.
enum LiteralSecret {
    static func isSuspicious(name: String, text: String) -> Bool {
        let text = text.hasSuffix("\n") ? String(text.dropLast()) : text
        if isReference(text) { return false }
        if SecretLook.isSuspicious(name: name, text: text) || text.holds("PRIVATE KEY-----") {
            return true
        }
        let letters = name.uppercased().filter(\.isLetter)
        return (letters.hasSuffix("KEY") || letters.hasSuffix("KEYS") || letters.hasSuffix("PASS"))
            && looksRandom(text)
    }

    /// As `API_KEY` of `--api-key`.
    static func name(ofOption option: some StringProtocol) -> String {
        String(option.drop { $0 == "-" }.map { $0 == "-" ? "_" : $0 })
    }

    /// Something that stands for a value: `${KEY}`, `$(KEY)`, `{{ .key }}`, `<your-key>`.
    private static func isReference(_ text: String) -> Bool {
        text.hasPrefix("$") || text.hasPrefix("{{") || (text.hasPrefix("<") && text.hasSuffix(">"))
    }

    /// Long, without blanks, and with both letters and digits: no path, no address, no name.
    private static func looksRandom(_ text: String) -> Bool {
        text.utf8.count >= 16 && !text.holds("://") && !text.hasPrefix("/") && !text.hasPrefix("arn:")
            && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "+/=_-.:".utf8.contains($0) }
            && text.utf8.contains(where: \.isASCIILetter) && text.utf8.filter(\.isASCIIDigit).count >= 3
    }
}
