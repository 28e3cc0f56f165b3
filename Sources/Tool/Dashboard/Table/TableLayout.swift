/// Which columns of a table fit into how many columns of the terminal, and where they stand.
struct TableLayout: Sendable {
    struct Place: Sendable {
        let index: Int
        let start: Int
        let width: Int
    }

    let places: [Place]

    private static let gap = 1

    /// A wide table prefers columns to long texts.
    init(_ columns: [TableColumn], width: Int, isWide: Bool) {
        let reach = isWide ? width + 60 : width
        var chosen = columns.indices.filter { columns[$0].shown.contains(reach) }
        func needed() -> Int { chosen.reduce(-Self.gap) { $0 + columns[$1].width + Self.gap } }
        while chosen.count > 1, needed() > width { chosen.removeLast() }
        // What is left over goes to those that can use it, from the left.
        var spare = max(width - needed(), 0)
        var places: [Place] = []
        var start = 0
        for index in chosen where start < width {
            let column = columns[index]
            let more = min(spare, column.widest - column.width)
            let taken = min(column.width + more, width - start)
            spare -= more
            places.append(Place(index: index, start: start, width: taken))
            start += taken + Self.gap
        }
        self.places = places
    }
}
