/// Turns screens into the fewest bytes that bring a terminal from the last one to the next.
///
/// The terminal must not wrap lines (DECAWM off). A frame that was encoded must reach it: what it shows is what the next
/// frame starts from.
package struct FrameEncoder: Sendable {
    /// What the terminal shows; nothing when that is not known.
    private var shown: Screen?
    private let renditions: [Rendition]
    private let isPlain: Bool
    private var output = FrameOutput()

    /// With `isPlain`, characters beyond ASCII are replaced by ones that resemble them.
    package init(theme: Theme, isPlain: Bool = false) {
        renditions = Style.all.map(theme.rendition)
        self.isPlain = isPlain
    }

    /// Forgets what the terminal shows, so that the next frame is drawn whole.
    package mutating func invalidate() { shown = nil }

    /// Nothing when the terminal shows that screen already.
    package mutating func encode(_ next: Screen) -> [UInt8] {
        output.start()
        let last: Screen?
        if let shown, shown.size == next.size {
            last = shown
        } else {
            last = nil
            output.clear()
        }
        next.cells.withUnsafeBufferPointer { cells in
            if let last {
                last.cells.withUnsafeBufferPointer { encode(cells, from: $0, next.size) }
            } else {
                encode(cells, from: nil, next.size)
            }
        }
        shown = next
        return output.finish()
    }

    private mutating func encode(
        _ cells: UnsafeBufferPointer<Cell>,
        from last: UnsafeBufferPointer<Cell>?,
        _ size: Size
    ) {
        for row in 0..<size.rows {
            let range = row * size.columns..<(row + 1) * size.columns
            let old = last.map { UnsafeBufferPointer(rebasing: $0[range]) }
            encode(row: UnsafeBufferPointer(rebasing: cells[range]), from: old, row)
        }
    }

    private mutating func encode(
        row cells: UnsafeBufferPointer<Cell>,
        from last: UnsafeBufferPointer<Cell>?,
        _ row: Int
    ) {
        func isSame(_ column: Int) -> Bool { looksSame(cells[column], last?[column] ?? .blank) }
        var end = cells.count
        while end > 0, isSame(end - 1) { end -= 1 }
        guard end > 0 else { return }
        // A half of a wide character is drawn by its other half.
        if end < cells.count, cells[end].width == 0 { end += 1 }
        var blanks = cells.count
        while blanks > 0, isBlank(cells[blanks - 1]) { blanks -= 1 }
        // Erasing takes three bytes.
        let erased = blanks + 3 < end ? blanks : cells.count
        var column = 0
        while column < min(end, erased) {
            let cell = cells[column]
            if isSame(column), cell.width > 0, cell.width == 1 || isSame(column + 1) {
                column += Int(cell.width)
                continue
            }
            let start = reach(back: column, in: cells, row)
            for place in start...column where cells[place].width > 0 { draw(cells[place], row, place) }
            column += max(1, Int(cell.width))
        }
        if erased < end { output.eraseLine(row, from: erased) }
    }

    /// Where to begin drawing: a few cells that are right already take fewer bytes than a movement over them.
    private func reach(back column: Int, in cells: UnsafeBufferPointer<Cell>, _ row: Int) -> Int {
        guard output.row == row, let cursor = output.column, cursor < column, column - cursor <= 3 else {
            return column
        }
        let between = cells[cursor..<column]
        let isCheap = between.allSatisfy { cell in
            cell.width == 1 && cell.text.isASCII
                && (renditions[cell.style.index] == output.rendition || isInvisible(cell))
        }
        return isCheap ? cursor : column
    }

    private mutating func draw(_ cell: Cell, _ row: Int, _ column: Int) {
        output.move(to: row, column)
        if !isInvisible(cell) { output.set(renditions[cell.style.index]) }
        if isPlain {
            output.add(
                PlainGlyphs.text(for: cell.text, width: cell.width),
                width: Int(cell.width),
                isSure: true
            )
        } else {
            output.add(cell.text, width: Int(cell.width))
        }
    }

    /// A blank that the rendition in force draws as well.
    private func isInvisible(_ cell: Cell) -> Bool {
        cell.text == " " && renditions[cell.style.index].hidesInBlanks && output.rendition.hidesInBlanks
    }

    /// A blank without a ground.
    private func isBlank(_ cell: Cell) -> Bool {
        cell.text == " " && cell.width == 1 && renditions[cell.style.index].hidesInBlanks
    }

    private func looksSame(_ cell: Cell, _ other: Cell) -> Bool {
        if cell.text != other.text || cell.width != other.width { return false }
        return cell.style == other.style
            || renditions[cell.style.index] == renditions[other.style.index]
            || isBlank(cell) && isBlank(other)
    }
}
