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
        let widths = columns.indices.map { column in
            all.reduce(0) { max($0, column < $1.count ? TerminalUI.columns(of: $1[column]) : 0) }
        }
        return all.map { row in
            var line = ""
            for (column, cell) in row.enumerated() where column < widths.count {
                if column > 0 { line += "  " }
                let space = String(repeating: " ", count: widths[column] - TerminalUI.columns(of: cell))
                line += columns[column].isNumber ? space + cell : cell + space
            }
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}
