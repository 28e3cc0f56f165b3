internal import TerminalUI
internal import Fleet

/// What mcpctl looked at itself.
struct ChecksSection: PageSection {
    let title = "SEEN BY MCPCTL"

    func lines(of server: ServerSnapshot, in picture: Picture, width: Int) -> [PageLine] {
        guard !server.checks.isEmpty else { return [] }
        var table = PageTable([
            .init(title: "CHECK"), .init(title: "OUTCOME"), .init(title: "SEEN", widest: 200),
        ])
        table.rows = server.checks.map {
            [TableCell($0.name), TableCell($0.outcome.shown), TableCell($0.evidence, .muted)]
        }
        return Array(table.lines(width: width).dropFirst())
    }
}
