internal import Fleet
internal import TerminalUI

/// Rate, errors and duration of all calls, and how they went lately.
struct TrafficSection: PageSection {
    let title = "CALLS"

    func lines(of server: ServerSnapshot, in picture: Picture, width: Int) -> [PageLine] {
        let traffic = server.traffic
        let history = server.history
        var lines: [PageLine] = []
        func add(_ name: String, _ cell: TableCell, _ values: [Double?]) {
            let isKnown = cell.text != Figures.unknown || values.contains { $0 != nil }
            guard isKnown else { return }
            let bars = TableCell.trend(values, max(min(width - 24, 60), 0))
            lines.append(
                PageLine(
                    TableCell(" " + fitted(name, to: 10), .muted),
                    TableCell(fitted(cell.text, to: 8, isNumber: true) + "  ", cell.style),
                    bars
                )
            )
        }
        add("rate", TableCell(Figures.rate(traffic.rate) + (traffic.rate == nil ? "" : "/s")), history.rate)
        add("errors", .errors(traffic), history.errorRatio)
        add("p95", .slowness(traffic), history.p95)
        add("health", TableCell(Figures.seconds(server.health.seconds)), history.latency)
        if traffic.p50 != nil || traffic.p99 != nil {
            let text = " p50 \(Figures.seconds(traffic.p50))  p99 \(Figures.seconds(traffic.p99))"
            lines.append(
                PageLine(
                    TableCell(
                        text + (traffic.total == nil ? "" : "  calls \(Figures.count(traffic.total))"),
                        .muted
                    )
                )
            )
        }
        if !traffic.countsToolErrors, traffic.errorRatio != nil {
            lines.append(
                PageLine(TableCell(" failures it answers as results are not among the errors", .muted))
            )
        }
        if !history.states.isEmpty { lines.append(polls(history.states, width: width)) }
        return lines.map { $0.stale(server.isStale) }
    }

    /// The state of each poll as a mark, the newest at the right.
    private func polls(_ states: [HealthState], width: Int) -> PageLine {
        let newest = states.suffix(max(min(width - 24, 60), 1))
        let marks = newest.map { TableCell($0.shown.mark, $0.shown.style) }
        let space = String(repeating: " ", count: max(min(width - 24, 60) - newest.count, 0))
        return PageLine(
            [TableCell(" " + fitted("polls", to: 10), .muted), TableCell("          " + space)] + marks
        )
    }
}
