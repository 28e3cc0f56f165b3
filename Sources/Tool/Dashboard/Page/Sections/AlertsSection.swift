internal import TerminalUI
internal import Fleet
internal import RuleWatch

/// The alerts that tell of a server.
struct AlertsSection: PageSection {
    let title = "ALERTS"

    func lines(of server: ServerSnapshot, in picture: Picture, width: Int) -> [PageLine] {
        let alerts = picture.alerts(of: server)
        guard !alerts.isEmpty else { return [] }
        var table = PageTable([
            .init(title: "", widest: 10), .init(title: "", widest: 30), .init(title: "", isNumber: true),
            .init(title: "", widest: 200),
        ])
        table.rows = alerts.map { alert in
            [
                TableCell(alert.shown), TableCell(alert.name),
                TableCell(Figures.age(since: alert.activeAt, at: picture.now)),
                TableCell(alert.summary, .muted),
            ]
        }
        return Array(table.lines(width: width).dropFirst())
    }
}
