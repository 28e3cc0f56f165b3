/// A text of several lines as a literal block scalar (`|`), when one can carry it and linters like it.
struct LiteralBlock {
    /// Without the line break of the last line.
    private let lines: [ArraySlice<UInt8>]
    private let header: String

    private static let lineBreak = UInt8(ascii: "\n")

    /// `nil` when the text needs double quotes instead: for control characters, blanks at the end of a line, more
    /// than two empty lines in a row, or when it is a single line.
    init?(_ text: String, mayEndWithBlankLines: Bool) {
        guard text.utf8.contains(Self.lineBreak) else { return nil }
        let bytes = Array(text.utf8)
        guard Self.isCarried(bytes) || text.unicodeScalars.allSatisfy(Self.isCarried) else { return nil }
        var lines = bytes.split(separator: Self.lineBreak, omittingEmptySubsequences: false)
        // What follows the last line break is no line.
        let isTerminated = lines.last?.isEmpty == true
        if isTerminated { lines.removeLast() }
        guard let first = lines.first(where: { !$0.isEmpty }) else { return nil }
        let endsBlank = lines.last?.isEmpty == true
        guard !endsBlank || mayEndWithBlankLines, !Self.hasLongGap(lines) else { return nil }
        guard !lines.contains(where: { $0.last.map(Self.isBlank) ?? false }) else { return nil }
        let indicator = first.first.map(Self.isBlank) == true ? "2" : ""
        let chomping = endsBlank ? "+" : isTerminated ? "" : "-"
        self.lines = lines
        header = "|" + indicator + chomping
    }

    /// Writes the header, the lines, and the line break after them.
    func write(to bytes: inout [UInt8], indentation: Int) {
        let margin = [UInt8](repeating: UInt8(ascii: " "), count: indentation)
        bytes.append(contentsOf: header.utf8)
        bytes.append(Self.lineBreak)
        for line in lines {
            if !line.isEmpty {
                bytes.append(contentsOf: margin)
                bytes.append(contentsOf: line)
            }
            bytes.append(Self.lineBreak)
        }
    }

    private static func hasLongGap(_ lines: [ArraySlice<UInt8>]) -> Bool {
        var gap = 0
        for line in lines {
            gap = line.isEmpty ? gap + 1 : 0
            if gap > 2 { return true }
        }
        return false
    }

    /// Whether it is ASCII that can be carried, as most texts are: no need to look at scalars.
    private static func isCarried(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { 0x20...0x7E ~= $0 || $0 == lineBreak || $0 == UInt8(ascii: "\t") }
    }

    private static func isCarried(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\t" || ScalarText.isPlainlyVisible(scalar)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
