internal import TerminalUI
internal import Fleet

/// The parts of a server, by its own words.
struct ComponentsSection: PageSection {
    let title = "COMPONENTS, AS IT SAYS"

    func lines(of server: ServerSnapshot, in picture: Picture, width: Int) -> [PageLine] {
        guard !server.components.isEmpty else { return [] }
        var table = PageTable([.init(title: ""), .init(title: ""), .init(title: "", widest: 200)])
        table.rows = server.components.map {
            [TableCell($0.name), TableCell($0.state.shown), TableCell($0.detail ?? "", .muted)]
        }
        return table.lines(width: width).dropFirst().map { $0.stale(server.isStale) }
    }
}
