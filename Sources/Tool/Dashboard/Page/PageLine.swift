internal import TerminalUI

/// One line of a page: texts one after another.
struct PageLine: Sendable, Hashable {
    var spans: [TableCell]
    /// Whether it begins a section.
    var isTitle = false

    init(_ spans: TableCell...) { self.spans = spans }
    init(_ spans: [TableCell]) { self.spans = spans }

    static func title(_ text: String) -> Self {
        var line = Self(TableCell(text, .heading))
        line.isTitle = true
        return line
    }

    static let empty = Self()

    func draw(on screen: inout Screen, row: Int, column: Int, width: Int) {
        var start = column
        for span in spans where start < column + width {
            start += screen.show(
                span.text,
                row: row,
                column: start,
                limit: column + width - start,
                style: span.style
            )
        }
    }

    /// Old things, shown as old.
    func stale(_ isStale: Bool) -> Self {
        var line = self
        if isStale { line.spans = spans.map { TableCell($0.text, $0.style.stale()) } }
        return line
    }
}

/// A text in lines of at most so many columns, broken at blanks.
func wrapped(_ text: String, width: Int, indent: Int = 0) -> [String] {
    let space = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in safe(text, columns: 400).split(separator: " ") {
        if !line.isEmpty, columns(of: line) + 1 + columns(of: word) + (lines.isEmpty ? 0 : indent) > width {
            lines.append(line)
            line = ""
        }
        line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines.enumerated().map { $0 == 0 ? $1 : space + $1 }
}
