internal import TerminalUI

extension DashboardModel {
    func drawOverlay(on screen: inout Screen) {
        switch overlay {
        case nil: return
        case .help(let offset)?: drawBox(on: &screen, "Keys", helpLines, offset: offset)
        case .actions(let name, let actions)?:
            let lines = actions.map { BoxLine("\($0.key)  \($0.title)") }
            drawBox(
                on: &screen,
                "What to do with \(name)",
                lines + [BoxLine(""), BoxLine("esc  nothing", .muted)]
            )
        case .question(let action)?:
            drawBox(
                on: &screen,
                action.title,
                [BoxLine(action.question), BoxLine(""), BoxLine("y  yes    any other key  no", .heading)]
            )
        case .running(let action)?:
            drawBox(
                on: &screen,
                action.title,
                [BoxLine("under way …", .accent), BoxLine(""), BoxLine("esc  go on without waiting", .muted)]
            )
        case .result(let action, let result)?:
            let state = BoxLine(result.succeeded ? "● done" : "✗ failed", result.succeeded ? .good : .bad)
            drawBox(on: &screen, action.title, [state] + result.lines.map { BoxLine($0) })
        }
    }

    struct BoxLine {
        var text: String
        var style: Style

        init(_ text: String, _ style: Style = .text) { (self.text, self.style) = (text, style) }
    }

    /// Made from the table of keys.
    private var helpLines: [BoxLine] {
        let told = KeyTable.bindings.filter { !$0.label.isEmpty }
        let width = told.map { columns(of: $0.label) }.max() ?? 0
        return told.map { BoxLine("\(fitted($0.label, to: width))  \($0.help)") } + [
            BoxLine(""),
            BoxLine("Rows are dim where what is known is old. - is not known, ~ a mean, ≥ at least.", .muted),
        ]
    }

    /// A box in the middle; the first row, which says what must always be said, stays free.
    private func drawBox(on screen: inout Screen, _ title: String, _ lines: [BoxLine], offset: Int = 0) {
        guard size.rows > 1 else { return }
        let room = size.rows - 1
        let widest = lines.reduce(columns(of: safe(title))) {
            max($0, columns(of: safe($1.text, columns: size.columns)))
        }
        let width = min(widest + 4, size.columns)
        let height = min(lines.count + 2, room)
        let left = (size.columns - width) / 2
        let top = 1 + (room - height) / 2
        let inner = max(width - 4, 0)
        let first = max(min(offset, lines.count - (height - 2)), 0)
        for row in 0..<height {
            screen.fill(row: top + row, columns: left..<left + width)
            let isEdge = row == 0 || row == height - 1
            screen.fill(isEdge ? "─" : " ", row: top + row, columns: left..<left + width, style: .muted)
            for column in [left, left + width - 1] {
                screen.fill(isEdge ? "─" : "│", row: top + row, columns: column..<column + 1, style: .muted)
            }
            guard !isEdge, first + row - 1 < lines.count else { continue }
            let line = lines[first + row - 1]
            screen.show(line.text, row: top + row, column: left + 2, limit: inner, style: line.style)
        }
        screen.show(" \(title) ", row: top, column: left + 2, limit: inner, style: .heading)
        if lines.count > height - 2 {
            screen.show(" ↑ ↓ more ", row: top + height - 1, column: left + 2, limit: inner, style: .muted)
        }
    }
}
