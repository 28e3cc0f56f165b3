internal import TerminalUI

extension DashboardModel {
    func drawFooter(on screen: inout Screen, _ layout: ScreenLayout) {
        if let row = layout.note {
            screen.fill(row: row, columns: 0..<size.columns)
            drawNote(on: &screen, row)
        }
        if let row = layout.keys { drawKeys(on: &screen, row) }
    }

    /// What is typed; or else what there is to say; or else what the chosen row is about.
    private func drawNote(on screen: inout Screen, _ row: Int) {
        if isFiltering {
            // The end of what is typed is seen, and the place where more goes.
            let text = "/" + table.filter.text
            let shown = String(safe(text).suffix(max(size.columns - 1, 1)))
            let end = screen.show(shown, row: row, column: 0)
            screen.fill(row: row, columns: end..<end + 1, style: .text.selected())
            return
        }
        if let message {
            screen.show(message, row: row, column: 0, style: .accent)
            return
        }
        var column = 0
        if page == nil, !table.filter.text.isEmpty {
            let text = "/\(table.filter.text) "
            column = screen.show(text, row: row, column: 0, limit: size.columns / 2, style: .accent) + 1
        }
        guard page == nil, let selected = table.selected else { return }
        let note = view.definition.note(selected, picture)
        screen.show(note.text, row: row, column: column, style: note.style)
    }

    private func drawKeys(on screen: inout Screen, _ row: Int) {
        var column = 0
        // The way out is told even where there is room for little else.
        let keys = KeyTable.line(onPage: page != nil)
        let needed = keys.reduce(0) { $0 + columns(of: "\($1.key) \($1.word)  ") } - 2
        let told = needed <= size.columns ? keys : keys.filter { ["?", "q", "esc", "/"].contains($0.key) }
        for (key, word) in told where column < size.columns {
            column += screen.show(key, row: row, column: column, style: .heading) + 1
            guard column < size.columns else { return }
            column += screen.show(word, row: row, column: column, style: .muted) + 2
        }
    }
}
