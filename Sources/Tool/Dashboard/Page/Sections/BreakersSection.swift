internal import Fleet

/// The circuit breakers of a server.
struct BreakersSection: PageSection {
    let title = "BREAKERS"

    func lines(of server: ServerSnapshot, in picture: Picture, width: Int) -> [PageLine] {
        guard !server.breakers.isEmpty else { return [] }
        var table = PageTable([
            .init(title: "BREAKER", widest: 22), .init(title: "STATE"),
            .init(title: "FAILURES", isNumber: true),
            .init(title: "REFUSED", isNumber: true), .init(title: "OPEN FOR", isNumber: true),
            .init(title: "NEXT TRY", isNumber: true),
        ])
        table.rows = server.breakers.map { breaker in
            [
                TableCell(breaker.name), TableCell(breaker.state.shown), TableCell(breaker.shownFailures),
                TableCell(Figures.count(breaker.notPermittedCalls)),
                TableCell(Figures.age(since: breaker.openedAt, at: picture.now)),
                TableCell(breaker.nextTry(at: picture.now)),
            ]
        }
        return table.lines(width: width).map { $0.stale(server.isStale) }
    }
}
