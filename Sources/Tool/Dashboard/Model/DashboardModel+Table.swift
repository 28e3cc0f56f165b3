internal import TerminalUI

extension DashboardModel {
    /// What the table is sorted by, in words.
    var sortTitle: String {
        guard let sort = table.sort else { return "worst first" }
        return view.definition.columns[sort].title.lowercased() + (table.isDescending ? " ↓" : " ↑")
    }

    /// The next column that is seen and can be sorted by; after the last, the order the table begins with.
    mutating func sortByNextColumn() {
        guard page == nil else { return }
        let columns = view.definition.columns
        let shown = columnLayout.places.map(\.index)
        let next = shown.first { $0 > (table.sort ?? -1) }
        table.sort = next
        table.isDescending = next.map { columns[$0].isDescending } ?? false
        arrange()
    }

    mutating func turnSort() {
        guard page == nil else { return }
        guard table.sort != nil else {
            message = "s chooses a column to sort by first"
            return
        }
        table.isDescending.toggle()
        arrange()
    }

    mutating func pressInFilter(_ key: Key) -> [DashboardEffect] {
        switch key {
        case .enter: isFiltering = false
        case .escape:
            isFiltering = false
            edit { $0 = "" }
        case .backspace: edit { if !$0.isEmpty { $0.removeLast() } }
        case .control("u"): edit { $0 = "" }
        case .character(let character): edit { $0.append(character) }
        case .up, .down:
            table.move(by: key == .up ? -1 : 1)
            scroll()
        case .control, .tab, .backTab, .delete, .left, .right, .home, .end, .pageUp, .pageDown: break
        }
        return []
    }

    /// Changes the filter; the rows follow at once.
    mutating func edit(_ change: (inout String) -> Void) {
        change(&table.filter.text)
        table.filter.text = String(table.filter.text.prefix(200))
        arrange()
    }
}
