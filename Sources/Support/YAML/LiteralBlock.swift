/// A text of several lines as a literal block scalar (`|`), when one can carry it and linters like it.
struct LiteralBlock {
    private let lines: [Substring]
    private let header: String

    /// `nil` when the text needs double quotes instead: for control characters, blanks at the end of a line, more
    /// than two empty lines in a row, or when it is a single line.
    init?(_ text: String, mayEndWithBlankLines: Bool) {
        guard text.utf8.contains(UInt8(ascii: "\n")), text.unicodeScalars.allSatisfy(Self.isCarried) else {
            return nil
        }
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(
            Substring.init
        )
        // What follows the last line break is no line.
        let isTerminated = lines.last?.isEmpty == true
        if isTerminated { lines.removeLast() }
        guard let first = lines.first(where: { !$0.isEmpty }) else { return nil }
        let endsBlank = lines.last?.isEmpty == true
        guard !endsBlank || mayEndWithBlankLines, !Self.hasLongGap(lines) else { return nil }
        guard !lines.contains(where: { $0.utf8.last.map(Self.isBlank) ?? false }) else { return nil }
        let indicator = first.utf8.first.map(Self.isBlank) == true ? "2" : ""
        let chomping = endsBlank ? "+" : isTerminated ? "" : "-"
        self.lines = lines
        header = "|" + indicator + chomping
    }

    /// Writes the header, the lines, and the line break after them.
    func write(to text: inout String, indentation: Int) {
        let margin = String(repeating: " ", count: indentation)
        text += header
        text += "\n"
        for line in lines {
            if !line.isEmpty {
                text += margin
                text += line
            }
            text += "\n"
        }
    }

    private static func hasLongGap(_ lines: [Substring]) -> Bool {
        var gap = 0
        for line in lines {
            gap = line.isEmpty ? gap + 1 : 0
            if gap > 2 { return true }
        }
        return false
    }

    private static func isCarried(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\t" || ScalarText.isPlainlyVisible(scalar)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
