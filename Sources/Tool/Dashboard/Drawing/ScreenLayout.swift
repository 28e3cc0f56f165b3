internal import TerminalUI

/// What stands in which row of the screen; small screens go without what matters least.
struct ScreenLayout: Sendable, Hashable {
    /// Counts by state.
    let counts: Int?
    /// The names of the tables.
    let tabs: Int?
    /// What is wrong with a source.
    let problem: Int?
    /// The headings of the columns, or the name of the page.
    let heading: Int?
    /// Rows of the table, or lines of the page.
    let rows: Range<Int>
    /// What there is to say about the chosen row, or what is typed.
    let note: Int?
    let keys: Int?
    /// How wide the table is.
    let tableColumns: Int
    /// Where the chosen server is told of, beside the table.
    let panel: Range<Int>?

    init(_ model: DashboardModel) {
        let height = model.size.rows
        var next = 1
        func take(_ isThere: Bool) -> Int? {
            guard isThere else { return nil }
            defer { next += 1 }
            return next
        }
        counts = take(height >= 7)
        tabs = take(height >= 12)
        problem = take(height >= 9 && model.sourceProblem != nil)
        heading = take(height >= 4)
        keys = height >= 5 ? height - 1 : nil
        // What is typed has to be seen on the smallest screen.
        note = height >= 8 || (height >= 3 && model.isFiltering) ? (keys ?? height) - 1 : nil
        rows = min(next, height)..<max(note ?? keys ?? height, min(next, height))
        let columns = model.size.columns
        let hasPanel = columns >= 160 && model.page == nil && model.view == .fleet && !model.isWide
        tableColumns = hasPanel ? columns - Self.panelWidth - 2 : columns
        panel = hasPanel ? columns - Self.panelWidth..<columns : nil
    }

    private static let panelWidth = 58
}
