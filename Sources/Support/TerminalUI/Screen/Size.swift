/// A size in cells of a terminal.
package struct Size: Sendable, Hashable {
    package var columns: Int
    package var rows: Int

    /// Neither side is ever less than one cell, nor more than what a terminal can address.
    package init(columns: Int, rows: Int) {
        self.columns = min(max(columns, 1), 4096)
        self.rows = min(max(rows, 1), 4096)
    }
}
