internal import TerminalUI
internal import Fleet

/// The sessions of a server, those that idle longest first.
struct SessionsSection: PageSection {
    let title = "SESSIONS"

    /// More of them are for their own table.
    private static let limit = 20

    func lines(of server: ServerSnapshot, in picture: Picture, width: Int) -> [PageLine] {
        guard !server.sessions.isEmpty else {
            guard let count = server.sessionCount else { return [] }
            return [PageLine(TableCell(" \(count) sessions")).stale(server.isStale)]
        }
        var table = PageTable([
            .init(title: "SESSION"), .init(title: "CLIENT", widest: 22), .init(title: "PROTOCOL"),
            .init(title: "AGE", isNumber: true), .init(title: "IDLE", isNumber: true),
            .init(title: "CALLS NOW", isNumber: true),
        ])
        let sessions = server.sessions.sorted {
            ($1.idleSeconds ?? -1, $0.id) < ($0.idleSeconds ?? -1, $1.id)
        }
        table.rows = sessions.prefix(Self.limit).map { session in
            [
                TableCell(session.shownID), TableCell(session.client ?? Figures.unknown),
                TableCell(session.protocolVersion ?? Figures.unknown),
                TableCell(Figures.age(since: session.createdAt, at: picture.now)),
                TableCell(session.shownIdle),
                TableCell(Figures.count(session.inFlight)),
            ]
        }
        let others = max(server.sessionCount ?? 0, sessions.count) - min(sessions.count, Self.limit)
        let rest = others > 0 ? [PageLine(TableCell(" and \(others) more", .muted))] : []
        return (table.lines(width: width) + rest).map { $0.stale(server.isStale) }
    }
}
