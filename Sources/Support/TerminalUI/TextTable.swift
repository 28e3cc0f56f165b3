/// Rows of text in columns, under a line of headings.
package struct TextTable: Sendable {
    package struct Column: Sendable {
        package var heading: String
        /// Numbers stand at the right.
        package var isNumber: Bool

        package init(_ heading: String, isNumber: Bool = false) {
            self.heading = heading
            self.isNumber = isNumber
        }
    }

    package let columns: [Column]
    package private(set) var rows: [[String]] = []

    package init(_ columns: [Column]) { self.columns = columns }

    /// One text for each column, without control characters.
    package mutating func add(_ row: [String]) { rows.append(row) }

    /// Lines with line breaks; two blanks stand between columns, and none at the end of a line.
    package var text: String {
        let all = [columns.map(\.heading)] + rows
        let widths = all.map { $0.map { TerminalUI.columns(of: $0) } }
        let widest = columns.indices.map { column in
            widths.reduce(0) { max($0, column < $1.count ? $1[column] : 0) }
        }
        var text = ""
        for (row, widths) in zip(all, widths) {
            append(row, widths, widest, to: &text)
            text += "\n"
        }
        return text
    }

    private func append(_ row: [String], _ widths: [Int], _ widest: [Int], to text: inout String) {
        // Blanks that nothing followed yet.
        var blanks = 0
        for (column, cell) in row.enumerated() where column < widest.count {
            if column > 0 { blanks += 2 }
            let space = widest[column] - widths[column]
            if columns[column].isNumber { blanks += space }
            let tail = cell.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
            if tail < cell.utf8.count {
                text += String(repeating: " ", count: blanks)
                text += cell.dropLast(tail)
                blanks = tail
            } else {
                blanks += tail
            }
            if !columns[column].isNumber { blanks += space }
        }
    }
}
