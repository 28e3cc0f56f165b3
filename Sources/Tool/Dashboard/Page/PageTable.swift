internal import TerminalUI

/// A small table within a page: as wide as its contents, the last column with what is left.
struct PageTable {
    struct Column {
        let title: String
        var isNumber = false
        /// It gets no more than this.
        var widest = 24
    }

    let columns: [Column]
    var rows: [[TableCell]] = []

    init(_ columns: [Column]) { self.columns = columns }

    func lines(width: Int) -> [PageLine] {
        var widths = columns.indices.map { index in
            let texts = rows.map { $0.indices.contains(index) ? $0[index].text : "" } + [columns[index].title]
            return min(
                texts.map { TerminalUI.columns(of: safe($0, columns: 64)) }.max() ?? 0,
                columns[index].widest
            )
        }
        let needed = widths.dropLast().reduce(0) { $0 + $1 + 2 }
        if let last = widths.indices.last { widths[last] = min(widths[last], max(width - needed - 1, 4)) }
        let heading = columns.map { TableCell($0.title, .muted) }
        return ([heading] + rows).map { row in
            PageLine(
                row.enumerated().map { index, cell in
                    guard widths.indices.contains(index) else { return cell }
                    let text = fitted(cell.text, to: widths[index], isNumber: columns[index].isNumber)
                    return TableCell((index == 0 ? " " : "  ") + text, cell.style)
                }
            )
        }
    }
}
