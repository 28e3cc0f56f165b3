internal import Diagnostics
internal import Fleet
internal import TerminalUI

extension DashboardModel {
    /// What is wrong with the sources of targets, in one line.
    var sourceProblem: String? {
        let troubled = picture.snapshot.sources.filter { $0.problem != nil }
        guard let first = troubled.first, let problem = first.problem else { return nil }
        let others = troubled.count > 1 ? " (and \(troubled.count - 1) more)" : ""
        return "\(first.title): \(problem.message)\(others)"
    }

    func drawHeader(on screen: inout Screen, _ layout: ScreenLayout) {
        drawTitle(on: &screen)
        if let row = layout.counts { drawCounts(on: &screen, row) }
        if let row = layout.tabs { drawTabs(on: &screen, row) }
        if let row = layout.problem, let problem = sourceProblem {
            screen.show("! source \(problem)", row: row, column: 0, style: .warning)
        }
    }

    /// Who is looked at, on the left; how fresh that is, on the right.
    private func drawTitle(on screen: inout Screen) {
        var column = 0
        // On every frame, whatever else there is room for.
        if picture.snapshot.isInsecure {
            let text = size.columns < 60 ? "INSECURE" : "INSECURE: certificates are not checked"
            column += screen.show(text, row: 0, column: 0, style: .bad) + 1
        }
        let (freshness, style) = freshness
        let width = columns(of: freshness)
        let right = size.columns - width
        if right > column { screen.show(freshness, row: 0, column: right, style: style) }
        let end = right > column ? right - 1 : size.columns
        if size.columns >= 40 {
            column += screen.show(title, row: 0, column: column, limit: end - column, style: .heading) + 2
        }
        if let environment = picture.snapshot.environment, column < end {
            let isProtected = picture.snapshot.isProtected
            let text = isProtected ? "\(environment) (protected)" : environment
            screen.show(
                text,
                row: 0,
                column: column,
                limit: end - column,
                style: isProtected ? .warning : .accent
            )
        }
    }

    /// How old the picture is, and how often it changes.
    private var freshness: (String, Style) {
        let age = Figures.age(since: picture.snapshot.time, at: picture.now)
        if isPaused { return ("PAUSED, \(age) old", .warning) }
        let every = "every \(Figures.interval(interval))"
        let isLate = picture.now - picture.snapshot.time > 3 * interval.wholeMilliseconds + 2000
        return isLate ? ("NOT REFRESHED for \(age), \(every)", .warning) : ("\(age) ago, \(every)", .muted)
    }

    private func drawCounts(on screen: inout Screen, _ row: Int) {
        let servers = picture.snapshot.servers
        let counts = picture.totals.states
        var parts = HealthState.allCases.sorted(by: >).compactMap { state -> (String, Style)? in
            guard let count = counts[state] else { return nil }
            return ("\(state.shown.mark) \(count) \(state.shown.word)", state.shown.style)
        }
        let stale = picture.totals.stale
        if stale > 0 { parts.append(("\(stale) stale", .muted)) }
        let firing = picture.totals.firing
        if firing > 0 { parts.append((firing == 1 ? "1 alert fires" : "\(firing) alerts fire", .warning)) }
        // Where that is too much for one row, it goes closer together.
        let total = servers.count == 1 ? "1 server" : "\(servers.count) servers"
        let needed = parts.reduce(columns(of: total)) { $0 + 2 + columns(of: $1.0) }
        let isTight = needed > size.columns
        var column = screen.show(isTight ? "\(servers.count)" : total, row: row, column: 0, style: .heading)
        for (text, style) in parts where column < size.columns {
            column += isTight ? 1 : 2
            column += screen.show(text, row: row, column: column, style: style)
        }
    }

    private func drawTabs(on screen: inout Screen, _ row: Int) {
        var column = 0
        for tab in DashboardView.allCases where column < size.columns {
            let isOpen = tab == view && page == nil
            let name = "\(tab.rawValue + 1) \(tab.definition.title)\(badge(of: tab))"
            let text = isOpen ? "[\(name)]" : " \(name) "
            column += screen.show(text, row: row, column: column, style: isOpen ? .heading : .muted) + 1
        }
        guard page == nil else { return }
        let count = table.filter.isEmpty ? "" : "\(table.rows.count) of \(table.total), "
        let sort = "\(count)\(sortTitle)"
        let start = size.columns - columns(of: sort)
        if start > column { screen.show(sort, row: row, column: start, style: .muted) }
    }

    /// What in another table wants to be looked at.
    private func badge(of view: DashboardView) -> String {
        let count: Int
        switch view {
        case .fleet, .tools, .sessions: return ""
        case .alerts: count = picture.totals.firing
        case .breakers: count = picture.totals.openBreakers
        }
        return count == 0 ? "" : "(\(count))"
    }
}

extension Duration {
    /// In milliseconds; what no clock reaches is cut off.
    var wholeMilliseconds: Int64 {
        let (seconds, fraction) = components
        return min(max(seconds, 0), 1_000_000_000) * 1000 + fraction / 1_000_000_000_000_000
    }
}
