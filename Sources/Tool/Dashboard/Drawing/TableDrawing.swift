internal import Fleet
internal import TerminalUI

extension DashboardModel {
    func drawTable(on screen: inout Screen, _ layout: ScreenLayout) {
        let definition = view.definition
        let places = columnLayout
        if let row = layout.heading { drawHeadings(on: &screen, row, definition, places) }
        if table.rows.isEmpty {
            let text =
                table.total > 0
                ? "no row has “\(table.filter.text)”: esc shows all" : definition.empty(picture)
            screen.show(
                text,
                row: layout.rows.lowerBound,
                column: 0,
                limit: layout.tableColumns,
                style: .muted
            )
        }
        for (line, index) in zip(layout.rows, table.rows.indices.dropFirst(table.offset)) {
            draw(
                table.rows[index],
                isSelected: index == table.index,
                on: &screen,
                line,
                definition,
                places,
                layout
            )
        }
        if let panel = layout.panel { drawPanel(on: &screen, layout, panel) }
    }

    private func drawHeadings(
        on screen: inout Screen,
        _ row: Int,
        _ definition: TableDefinition,
        _ layout: TableLayout
    ) {
        for place in layout.places {
            let column = definition.columns[place.index]
            let mark = table.sort == place.index ? (table.isDescending ? "↓" : "↑") : ""
            screen.show(
                fitted(column.title + mark, to: place.width, isNumber: column.isNumber),
                row: row,
                column: place.start,
                limit: place.width,
                style: table.sort == place.index ? .heading : .muted
            )
        }
    }

    private func draw(
        _ row: TableRow,
        isSelected: Bool,
        on screen: inout Screen,
        _ line: Int,
        _ definition: TableDefinition,
        _ places: TableLayout,
        _ layout: ScreenLayout
    ) {
        let isStale = row.server(in: picture)?.isStale ?? false
        if isSelected { screen.fill(row: line, columns: 0..<layout.tableColumns, style: .text.selected()) }
        for place in places.places {
            let column = definition.columns[place.index]
            let cell = column.cell(row, picture, place.width)
            let text = safe(cell.text, columns: place.width)
            let space = column.isNumber ? max(place.width - columns(of: text), 0) : 0
            screen.show(
                text,
                row: line,
                column: place.start + space,
                limit: place.width - space,
                style: cell.style.selected(isSelected).stale(isStale)
            )
        }
    }

    /// The chosen server beside the table, as far as there is room.
    private func drawPanel(on screen: inout Screen, _ layout: ScreenLayout, _ panel: Range<Int>) {
        guard let server = table.selected?.server(in: picture) else { return }
        let top = layout.heading ?? layout.rows.lowerBound
        let lines = ServerPage(server, picture, width: panel.count).lines
        for (row, line) in zip(top..<layout.rows.upperBound, lines) {
            line.draw(on: &screen, row: row, column: panel.lowerBound, width: panel.count)
        }
        for row in top..<layout.rows.upperBound {
            screen.show("│", row: row, column: panel.lowerBound - 2, style: .muted)
        }
    }
}
