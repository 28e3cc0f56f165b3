/// What a terminal should show: a grid that views draw into, and that tests read back as text.
package struct Screen: Sendable, Equatable {
    package let size: Size
    /// Row by row.
    package private(set) var cells: [Cell]

    package init(_ size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.columns * size.rows)
    }

    /// Draws a text from a column on and answers how many columns it took.
    ///
    /// What does not fit into the columns of `limit`, or the screen, is cut off with an ellipsis. Control characters are
    /// not drawn: whoever wants them seen makes them visible before.
    @discardableResult
    package mutating func draw(
        _ text: some StringProtocol,
        row: Int,
        column: Int,
        limit: Int = .max,
        style: Style = .text
    ) -> Int {
        guard 0..<size.rows ~= row, 0..<size.columns ~= column, limit > 0 else { return 0 }
        let end = column + min(limit, size.columns - column)
        var position = column
        var rest = text[...]
        while let character = rest.popFirst() {
            guard let cell = CellText(character) else { continue }
            let needed = cell.width + (rest.isEmpty ? 0 : 1)
            guard position + needed <= end else {
                // The last character may fit without a column to spare; else the ellipsis has it.
                if rest.isEmpty || position >= end || !fits(rest.prefix(8), from: position + cell.width, end)
                {
                    if position < end { put("…", 1, row, position, style) }
                    return end - column
                }
                put(cell.text, cell.width, row, position, style)
                position += cell.width
                continue
            }
            put(cell.text, cell.width, row, position, style)
            position += cell.width
        }
        return position - column
    }

    /// Whether what is left takes no more columns than there are: it may be marks alone.
    private func fits(_ rest: some StringProtocol, from position: Int, _ end: Int) -> Bool {
        position <= end && rest.count < 8
            && rest.reduce(position) { $0 + (CellText($1)?.width ?? 0) } <= end
    }

    /// Draws the same character again and again.
    package mutating func fill(
        _ text: Character = " ",
        row: Int,
        columns range: Range<Int>,
        style: Style = .text
    ) {
        guard 0..<size.rows ~= row else { return }
        for column in range.clamped(to: 0..<size.columns) { put(text, 1, row, column, style) }
    }

    private mutating func put(_ text: Character, _ width: Int, _ row: Int, _ column: Int, _ style: Style) {
        let index = row * size.columns + column
        split(at: index)
        if width == 2 {
            split(at: index + 1)
            cells[index + 1] = Cell(text: " ", style: style, width: 0)
        }
        cells[index] = Cell(text: text, style: style, width: UInt8(width))
    }

    /// Takes away the other half of a wide character of which one half is drawn over.
    private mutating func split(at index: Int) {
        switch cells[index].width {
        case 0: cells[index - 1] = Cell(text: " ", style: cells[index - 1].style)
        case 2: cells[index + 1] = Cell(text: " ", style: cells[index + 1].style)
        default: return
        }
    }

    /// The rows as plain text, without blanks at their ends.
    package var text: String { (0..<size.rows).map(line).joined(separator: "\n") }

    /// One row as plain text, without blanks at its end.
    package func line(_ row: Int) -> String {
        var line = ""
        for cell in cells[row * size.columns..<(row + 1) * size.columns] where cell.width > 0 {
            line.append(cell.text)
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
