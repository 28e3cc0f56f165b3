internal import Fleet
internal import TerminalUI

extension TableDefinition {
    /// One row for each server.
    static let fleet = TableDefinition(
        title: "fleet",
        columns: [
            .serverName("NAME", width: 12, upTo: 22, through: 99),
            .serverName("NAME", width: 18, upTo: 30, from: 100),
            .server("STATE", width: 15, isDescending: true) { server, _ in
                SortKey(server.state.severity)
            } cell: { server, _, _ in
                TableCell(server.state.shown)
            },
            .number("CALLS/S", 7, \.traffic.rate, Figures.rate),
            .server("ERR", width: 6, isNumber: true) { server, _ in
                SortKey(server.traffic.errorRatio)
            } cell: { server, _, _ in
                .errors(server.traffic)
            },
            .number("P50", 6, from: 150, \.traffic.p50, Figures.seconds),
            .server("P95", width: 6, isNumber: true) { server, _ in
                SortKey(server.traffic.slowness)
            } cell: { server, _, _ in
                .slowness(server.traffic)
            },
            .number("P99", 6, from: 150, \.traffic.p99, Figures.seconds),
            .number("HEALTH", 7, from: 150, \.health.seconds, Figures.seconds),
            .number("SESS", 5, from: 110, \.shownSessions, Figures.count),
            .age("FOR", from: 100, \.since),
            .age("AGE", from: 100, \.answeredAt) { $0.isStale ? .warning : .muted },
            .server("TREND OR REASON", width: 4, upTo: 200, through: 99, growth: 1) { server, picture in
                FleetTable.reasonKey(server, picture)
            } cell: { server, picture, width in
                let reason = FleetTable.reason(server, picture)
                return reason.text.isEmpty ? .trend(server.history.rate, width) : reason
            },
            .server("TREND", width: 10, upTo: 40, from: 100, growth: 2) { _, _ in
                .nothing
            } cell: { server, _, width in
                .trend(server.history.rate, width)
            },
            .server("REASON", width: 12, upTo: 80, from: 100, growth: 1) { server, picture in
                FleetTable.reasonKey(server, picture)
            } cell: { server, picture, _ in
                FleetTable.reason(server, picture)
            },
            .server("VERSION", width: 8, upTo: 14, from: 180, isName: true) { server, _ in
                .text(server.identity?.version ?? "")
            } cell: { server, _, _ in
                TableCell(server.identity?.version ?? Figures.unknown)
            },
            .server("ADDRESS", width: 16, upTo: 60, from: 165, isName: true, growth: 3) { server, _ in
                .text(server.address)
            } cell: { server, _, _ in
                TableCell(server.address, .muted)
            },
        ],
        rows: { picture in
            let rows = picture.snapshot.servers.indices.map { index in
                TableRow(id: picture.snapshot.servers[index].id, server: index)
            }
            return ordered(rows) { row in
                row.server(in: picture).map { ($0.urgency, $0.name) } ?? (0, "")
            }
        },
        note: { row, picture in
            guard let server = row.server(in: picture) else { return .unknown }
            var text = server.name
            if server.since != nil { text += ", for \(Figures.age(since: server.since, at: picture.now))" }
            let reason = server.disagreement.map { "≠ \($0)" } ?? server.reason
            return TableCell(
                "\(text): \(reason.isEmpty ? server.state.rawValue : reason)",
                server.state.shown.style
            )
        },
        empty: { $0.snapshot.sources.isEmpty ? "no servers" : "no servers: the sources have none yet" },
        subject: { row, _ in .server(id: row.id) }
    )
}

private enum FleetTable {
    /// Why a row is not as it should be, its age first; empty when it is.
    static func reason(_ server: ServerSnapshot, _ picture: Picture) -> TableCell {
        var parts: [String] = []
        if server.isStale {
            let age = Figures.age(since: server.answeredAt, at: picture.now)
            parts.append(server.answeredAt == nil ? "never answered" : "\(age) old")
        }
        if let disagreement = server.disagreement {
            parts.append("≠ \(disagreement)")
        } else if server.state != .healthy, !server.reason.isEmpty {
            parts.append(server.reason)
        }
        return TableCell(parts.joined(separator: ": "), server.disagreement == nil ? .text : .warning)
    }

    static func reasonKey(_ server: ServerSnapshot, _ picture: Picture) -> SortKey {
        let text = reason(server, picture).text
        return text.isEmpty ? .nothing : .text(text)
    }
}

extension ServerSnapshot {
    /// What is looked at first: the worst state, and in it who does not do what it says.
    fileprivate var urgency: Int { state.severity * 4 + (disagreement == nil ? 0 : 2) + (isStale ? 1 : 0) }

    /// How many sessions it says it has.
    var shownSessions: Double? {
        (sessionCount ?? (sessions.isEmpty ? nil : sessions.count)).map(Double.init)
    }
}
