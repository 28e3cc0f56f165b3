internal import Fleet
internal import TerminalUI

extension DashboardModel {
    func drawPage(on screen: inout Screen, _ layout: ScreenLayout) {
        let lines = ServerPage(self).lines
        let offset = min(page?.offset ?? 0, max(lines.count - layout.rows.count, 0))
        if let row = layout.heading {
            let rest = lines.count - offset - layout.rows.count
            let more = rest > 0 ? "↓ \(rest) more lines" : ""
            let right = size.columns - columns(of: more)
            screen.show(
                pageServer?.name ?? "",
                row: row,
                column: 0,
                limit: max(right - 1, 1),
                style: .heading
            )
            screen.show(more, row: row, column: max(right, 0), style: .muted)
        }
        for (row, line) in zip(layout.rows, lines.dropFirst(offset)) {
            line.draw(on: &screen, row: row, column: 0, width: size.columns)
        }
    }
}
