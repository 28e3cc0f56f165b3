internal import TerminalUI

/// How somebody looks at a table.
struct TableState: Sendable {
    /// The row that is chosen, by its identity; nothing means the first one, whoever that is.
    var selection: String?
    /// Where that row stood last, for when it goes away.
    var index = 0
    /// The first row that is seen.
    var offset = 0
    var filter = TableFilter()
    /// A column of the definition; nothing means what wants attention first.
    var sort: Int?
    var isDescending = false
    /// The rows in their order.
    private(set) var rows: [TableRow] = []
    /// How many there are without the filter.
    private(set) var total = 0
    /// How wide the longest text is, by the index of columns that have names.
    private(set) var longest: [Int: Int] = [:]

    var selected: TableRow? { rows.indices.contains(index) ? rows[index] : nil }

    /// Orders the rows of a picture; the selection stays with its row.
    mutating func arrange(_ definition: TableDefinition, _ picture: Picture, width: Int, isWide: Bool) {
        var rows = definition.rows(picture)
        total = rows.count
        longest = [:]
        for (index, column) in definition.columns.enumerated() where column.isName {
            longest[index] = rows.reduce(0) { widest, row in
                let text = column.cell(row, picture, column.widest).text
                return max(widest, columns(of: safe(text, columns: column.widest)))
            }
        }
        if !filter.isEmpty {
            let layout = TableLayout(definition.columns, width: width, isWide: isWide, longest: longest)
            rows = rows.filter { row in
                filter.admits(
                    layout.places.lazy.map { place in
                        safe(definition.columns[place.index].cell(row, picture, place.width).text)
                    }
                )
            }
        }
        if let sort, definition.columns.indices.contains(sort) {
            let keys = rows.map { definition.columns[sort].key($0, picture) }
            // Rows that are alike keep the order they have anyway.
            let order = rows.indices.sorted { first, second in
                let order = keys[first].compared(with: keys[second], descending: isDescending)
                return order == 0 ? first < second : order < 0
            }
            rows = order.map { rows[$0] }
        }
        self.rows = rows
        follow()
    }

    /// Finds the chosen row again, or chooses the one that stands where it stood.
    private mutating func follow() {
        guard let selection else {
            index = 0
            return
        }
        if let place = rows.firstIndex(where: { $0.id == selection }) {
            index = place
        } else {
            index = max(min(index, rows.count - 1), 0)
        }
    }

    /// Chooses another row, at most as far as there are rows.
    mutating func move(by distance: Int) { choose(index + distance) }

    mutating func choose(_ place: Int) {
        guard !rows.isEmpty else { return }
        index = max(min(place, rows.count - 1), 0)
        selection = rows[index].id
    }

    /// Scrolls no further than it takes to see the chosen row.
    mutating func scroll(height: Int) {
        let height = max(height, 1)
        offset = min(max(offset, index - height + 1), index)
        offset = max(min(offset, rows.count - height), 0)
    }
}
