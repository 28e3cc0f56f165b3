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
    ///
    /// `longest` is the width of the longest text of each column that has names.
    init(_ columns: [TableColumn], width: Int, isWide: Bool, longest: [Int: Int] = [:]) {
        let reach = isWide ? width + 60 : width
        var chosen = columns.indices.filter { columns[$0].shown.contains(reach) }
        func needed() -> Int { chosen.reduce(-Self.gap) { $0 + columns[$1].width + Self.gap } }
        while chosen.count > 1, needed() > width { chosen.removeLast() }
        var widths = Dictionary(uniqueKeysWithValues: chosen.map { ($0, columns[$0].width) })
        var spare = max(width - needed(), 0)
        for index in chosen.sorted(by: { (columns[$0].growth, $0) < (columns[$1].growth, $1) }) {
            let widest = min(columns[index].widest, max(longest[index] ?? .max, columns[index].width))
            let more = min(spare, widest - columns[index].width)
            widths[index, default: 0] += more
            spare -= more
        }
        var places: [Place] = []
        var start = 0
        for index in chosen where start < width {
            let taken = min(widths[index] ?? 0, width - start)
            places.append(Place(index: index, start: start, width: taken))
            start += taken + Self.gap
        }
        self.places = places
    }
}
