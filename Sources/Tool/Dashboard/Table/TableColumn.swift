internal import TerminalUI

/// A thing a table has a row for.
struct TableRow: Sendable, Hashable {
    /// Who it is, whatever its place.
    let id: String
    /// Its server among those of the picture; nothing when no server is known for it.
    let server: Int?
    /// Which of the server's tools, breakers or sessions it is, or which alert.
    let element: Int

    init(id: String, server: Int?, element: Int = 0) {
        (self.id, self.server, self.element) = (id, server, element)
    }
}

/// What stands in one place of a table.
struct TableCell: Sendable, Hashable {
    var text: String
    var style: Style

    init(_ text: String, _ style: Style = .text) { (self.text, self.style) = (text, style) }
    init(_ mark: StateMark) { (text, style) = (mark.text, mark.style) }
}

/// What rows are sorted by; rows without it come last, whatever the direction.
enum SortKey: Sendable, Hashable {
    case text(String)
    case number(Double)
    case nothing

    init(_ number: Double?) { self = number.map { $0.isNaN ? .nothing : .number($0) } ?? .nothing }
    init(_ number: Int?) { self.init(number.map(Double.init)) }
    init(_ number: Int64?) { self.init(number.map(Double.init)) }

    /// Negative when this one comes first in ascending order.
    func compared(with other: Self, descending: Bool) -> Int {
        let order: Int
        switch (self, other) {
        case (.nothing, .nothing): return 0
        case (.nothing, _): return 1
        case (_, .nothing): return -1
        case (.number(let first), .number(let second)): order = first < second ? -1 : first > second ? 1 : 0
        case (.text(let first), .text(let second)): order = first < second ? -1 : first > second ? 1 : 0
        case (.number, .text): order = -1
        case (.text, .number): order = 1
        }
        return descending ? -order : order
    }
}

/// One column of a table.
struct TableColumn: Sendable {
    let title: String
    /// Columns of the terminal; the least when it stretches.
    let width: Int
    /// It takes what is left over, up to this width.
    var widest: Int
    var isNumber = false
    /// It grows no wider than its longest text.
    var isName: Bool
    /// Who grows first when columns of the terminal are left over.
    var growth: Int
    /// It is shown on tables of at least, and at most, these widths.
    var shown: ClosedRange<Int>
    /// Whether the first sort by it has the largest first.
    var isDescending: Bool
    let cell: @Sendable (TableRow, Picture, _ width: Int) -> TableCell
    let key: @Sendable (TableRow, Picture) -> SortKey

    init(
        _ title: String,
        width: Int,
        upTo widest: Int? = nil,
        isNumber: Bool = false,
        from least: Int = 0,
        through most: Int = .max,
        isDescending: Bool? = nil,
        isName: Bool = false,
        growth: Int = 0,
        key: @escaping @Sendable (TableRow, Picture) -> SortKey,
        cell: @escaping @Sendable (TableRow, Picture, _ width: Int) -> TableCell
    ) {
        (self.title, self.width, self.isNumber) = (title, width, isNumber)
        self.widest = widest ?? width
        shown = least...most
        self.isDescending = isDescending ?? isNumber
        (self.isName, self.growth) = (isName, growth)
        (self.cell, self.key) = (cell, key)
    }
}
