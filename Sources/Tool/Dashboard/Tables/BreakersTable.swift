internal import Fleet
internal import TerminalUI

extension TableDefinition {
    /// One row for each circuit breaker of each server.
    static let breakers = TableDefinition(
        title: "breakers",
        columns: [
            .thing(\.breakers, "BREAKER", width: 16, upTo: 36, isName: true) { breaker, _ in
                .text(breaker.name)
            } cell: { breaker, _, _ in
                TableCell(breaker.name)
            },
            .serverName("SERVER", width: 14, upTo: 30),
            .thing(\.breakers, "STATE", width: 13, isDescending: true) { breaker, _ in
                SortKey(breaker.state.severity)
            } cell: { breaker, _, _ in
                TableCell(breaker.state.shown)
            },
            .thing(\.breakers, "FAILURES", width: 9, isNumber: true) { breaker, _ in
                SortKey(breaker.failureCount)
            } cell: { breaker, _, _ in
                TableCell(breaker.shownFailures)
            },
            .thing(\.breakers, "REFUSED", width: 8, isNumber: true) { breaker, _ in
                SortKey(breaker.notPermittedCalls)
            } cell: { breaker, _, _ in
                TableCell(Figures.count(breaker.notPermittedCalls))
            },
            .thing(\.breakers, "OPEN FOR", width: 8, isNumber: true) { breaker, picture in
                SortKey(breaker.openedAt.map { picture.now - $0 })
            } cell: { breaker, picture, _ in
                TableCell(Figures.age(since: breaker.openedAt, at: picture.now))
            },
            .thing(\.breakers, "NEXT TRY", width: 8, isNumber: true, isDescending: false) { breaker, _ in
                SortKey(breaker.nextAttemptAt)
            } cell: { breaker, picture, _ in
                TableCell(breaker.nextTry(at: picture.now))
            },
        ],
        rows: { picture in
            ordered(TableRow.each(of: \.breakers, in: picture)) { row in
                row.thing(\.breakers, in: picture).map { ($0.state.severity, $0.name) } ?? (0, "")
            }
        },
        note: { row, picture in
            guard let server = row.server(in: picture), let breaker = row.thing(\.breakers, in: picture)
            else {
                return .unknown
            }
            return TableCell(
                "\(breaker.name) of \(server.name): \(breaker.state.shown.word)",
                breaker.state.shown.style
            )
        },
        empty: { _ in "no server tells of circuit breakers" },
        subject: { row, picture in
            guard let server = row.server(in: picture), let breaker = row.thing(\.breakers, in: picture)
            else {
                return nil
            }
            return .breaker(server: server.id, name: breaker.name)
        }
    )
}

extension BreakerSnapshot {
    /// So many failures of how many that open it.
    var shownFailures: String {
        guard failureCount != nil || failureThreshold != nil else { return Figures.unknown }
        return Figures.count(failureCount) + (failureThreshold.map { "/\(Figures.count($0))" } ?? "")
    }

    /// When it lets a call through again.
    func nextTry(at now: Int64) -> String {
        guard let nextAttemptAt else { return Figures.unknown }
        return nextAttemptAt <= now ? "now" : "in " + Figures.age(since: now, at: nextAttemptAt)
    }
}
