/// Text made safe for mdoc, for mandoc and groff alike.
enum ManualText {
    /// Running text in lines of moderate length, and every sentence on a line of its own, as mdoc wants it.
    static func paragraph(_ text: some StringProtocol) -> [String] {
        var sentences: [[Substring]] = [[]]
        for word in text.split(separator: " ") {
            sentences[sentences.count - 1].append(Substring(word))
            let end = word.last { !")\"'".contains($0) }
            if end == "." || end == "!" || end == "?" { sentences.append([]) }
        }
        return sentences.flatMap { wrap($0.joined(separator: " "), width: 76) }.map(line)
    }

    /// One line of text.
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
        var result: [String] = []
        for block in Block.blocks(of: text) {
            switch block {
            case .paragraph(let text): result += (result.isEmpty ? [] : [".Pp"]) + paragraph(text)
            case .verbatim(let lines): result += verbatim(lines)
            }
        }
        return result
    }

    static func verbatim(_ lines: [String]) -> [String] {
        let indent = lines.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return [".Bd -literal -offset indent"] + lines.map { literal($0.dropFirst(indent)) } + [".Ed"]
    }

    private static func characters(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
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
