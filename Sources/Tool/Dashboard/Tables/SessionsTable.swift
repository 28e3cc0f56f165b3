internal import Fleet
internal import TerminalUI

extension TableDefinition {
    /// One row for each session of each server.
    static let sessions = TableDefinition(
        title: "sessions",
        columns: [
            .thing(\.sessions, "SESSION", width: 10) { session, _ in
                .text(session.id)
            } cell: { session, _, _ in
                TableCell(session.shownID)
            },
            .serverName("SERVER", width: 14, upTo: 30),
            .thing(\.sessions, "CLIENT", width: 14, upTo: 40, isName: true) { session, _ in
                .text(session.client ?? "")
            } cell: { session, _, _ in
                TableCell(session.client ?? Figures.unknown)
            },
            .thing(\.sessions, "PROTOCOL", width: 10) { session, _ in
                .text(session.protocolVersion ?? "")
            } cell: { session, _, _ in
                TableCell(session.protocolVersion ?? Figures.unknown)
            },
            .thing(\.sessions, "AGE", width: 5, isNumber: true, isDescending: true) { session, picture in
                SortKey(session.createdAt.map { picture.now - $0 })
            } cell: { session, picture, _ in
                TableCell(Figures.age(since: session.createdAt, at: picture.now))
            },
            .thing(\.sessions, "IDLE", width: 6, isNumber: true) { session, _ in
                SortKey(session.idleSeconds)
            } cell: { session, _, _ in
                TableCell(session.shownIdle)
            },
            .thing(\.sessions, "CALLS NOW", width: 9, isNumber: true) { session, _ in
                SortKey(session.inFlight)
            } cell: { session, _, _ in
                TableCell(Figures.count(session.inFlight))
            },
        ],
        rows: { picture in
            // Who idles longest is what a leak looks like.
            ordered(TableRow.each(of: \.sessions, in: picture)) { row in
                row.thing(\.sessions, in: picture).map { ($0.idleSeconds ?? -1, $0.id) } ?? (-1, "")
            }
        },
        note: { row, picture in
            guard let server = row.server(in: picture) else { return .unknown }
            let total = server.sessionCount.map { " of \($0)" } ?? ""
            return TableCell("\(server.name): \(server.sessions.count)\(total) sessions listed", .muted)
        },
        empty: { picture in
            let count = picture.snapshot.servers.reduce(0) { $0 + ($1.sessionCount ?? 0) }
            return count > 0
                ? "\(count) sessions, of which no server tells more" : "no server tells of sessions"
        },
        subject: { row, picture in
            guard let server = row.server(in: picture), let session = row.thing(\.sessions, in: picture)
            else {
                return nil
            }
            return .session(server: server.id, id: session.id)
        }
    )
}

extension SessionSnapshot {
    /// Enough of it to tell sessions apart: the whole of it lets anybody speak in the session.
    var shownID: String { id.count <= 8 ? id : id.prefix(8) + "…" }

    var shownIdle: String {
        guard let idleSeconds, idleSeconds.isFinite else { return Figures.unknown }
        return Figures.span(milliseconds: Int64(min(max(idleSeconds, 0), 1e12) * 1000))
    }
}
