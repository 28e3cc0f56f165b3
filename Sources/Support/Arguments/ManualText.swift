/// Text made safe for mdoc, for mandoc and groff alike.
enum ManualText {
    /// A line of running text.
    static func line(_ text: some StringProtocol) -> String {
        let body = characters(text)
        return body.hasPrefix(".") || body.hasPrefix("'") ? "\\&" + body : body
    }

    /// A line that has to be copied exactly: its hyphens stay hyphens.
    static func literal(_ text: some StringProtocol) -> String {
        line(text).split(separator: "-", omittingEmptySubsequences: false).joined(separator: "\\-")
    }

    /// Words behind a macro, where a short word could be taken for a macro and a sign for punctuation.
    static func argument(_ text: some StringProtocol) -> String {
        text.split(separator: " ")
            .map { word in
                let body = literal(word)
                return word.count > 3 || body.hasPrefix("\\&") ? body : "\\&" + body
            }
            .joined(separator: " ")
    }

    /// Paragraphs and verbatim lines.
    static func blocks(_ text: String) -> [String] {
        let blocks = Block.blocks(of: text).map { block in
            switch block {
            case .paragraph(let text): [line(text)]
            case .verbatim(let lines): verbatim(lines)
            }
        }
        return Array(blocks.joined(separator: [".Pp"]))
    }

    static func verbatim(_ lines: [String]) -> [String] {
        [".Bd -literal -offset indent"] + lines.map { literal($0.drop { $0 == " " }) } + [".Ed"]
    }

    private static func characters(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "\u{A0}": result += "\\ "
            case "\"": result += "\\(dq"
            case _ where scalar.isASCII && scalar.value >= 0x20 && scalar.value != 0x7F:
                result.unicodeScalars.append(scalar)
            case _ where scalar.isASCII: result += " "
            default:
                let code = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)]"
            }
        }
        while result.hasSuffix(" ") { result.removeLast() }
        return result
    }
}
