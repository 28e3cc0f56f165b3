/// Lines of a text that must not be shown, because a mapping key such as `secrets` says what is in them.
///
/// Works on the text alone, so that it also holds where the text is no valid YAML or JSON: a block reaches as far
/// as the lines are indented deeper than its key.
struct MaskedLines {
    private var lines: Set<Int> = []

    init(in text: String, below keys: [String]) {
        guard !keys.isEmpty else { return }
        var blockIndentation: Int?
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: { $0.isLineEnd })
            .enumerated()
        {
            let indentation = line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
            let content = line.utf8.dropFirst(indentation)
            if let outer = blockIndentation, content.isEmpty || indentation > outer {
                lines.insert(index + 1)
                continue
            }
            blockIndentation = nil
            if keys.contains(where: { Self.opens($0, Substring(content)) }) {
                // What follows the key on its own line may be a whole flow mapping.
                lines.insert(index + 1)
                blockIndentation = indentation
            }
        }
    }

    func contains(_ line: Int) -> Bool { lines.contains(line) }

    /// Whether the key stands in the line, quoted or not, as the first word or inside a flow mapping.
    private static func opens(_ key: String, _ line: Substring) -> Bool {
        guard let range = line.firstRange(of: key) else { return false }
        let after = line[range.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
        let before = line[..<range.lowerBound].last
        return after.first == ":"
            && (before.map { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" } ?? true)
    }
}

extension Character {
    /// A line break as YAML and JSON count them.
    fileprivate var isLineEnd: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}
